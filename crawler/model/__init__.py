"""What everybody speaks of: items, sites, outcomes, the published object. Plain values; imports no other room."""
