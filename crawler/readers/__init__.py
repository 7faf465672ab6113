"""From a listing page to its links: one pure reader a platform."""
