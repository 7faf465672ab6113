"""Typed stretches of a text: bodies, teams, units, days, names, posts, addresses; where each begins and ends."""
