"""Reads the facts off a notice: one module a field, over one prepared document."""
