"""From a seed to raw pages: one spider class, one subclass a seed file."""
