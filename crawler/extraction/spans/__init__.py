"""Typed stretches of a text: where a name, a post, an address begins and ends, and the check of its shape."""
