"""Typed candidates of a text: bodies, teams, units, days, each with its place and the rule that found it."""
