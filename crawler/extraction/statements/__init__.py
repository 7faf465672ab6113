"""What a notice states: who inspects whom, which meeting was held, how long the team stays; clause patterns over spans."""
