"""Where a notice belongs: the division that sends the team, its province, and names that mean the same everywhere."""
