"""The word a user probably meant."""

import difflib
from collections.abc import Iterable


def suggest(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """`; did you mean X?` for the nearest known word, or nothing when none is near; made to end a message."""
    near = difflib.get_close_matches(word, list(known), 1, least)
    return f"; did you mean {near[0]}?" if near else ""
