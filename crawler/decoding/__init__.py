"""Bytes to text, and a saved page to what a person reads of it."""
