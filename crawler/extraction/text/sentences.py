"""Where sentences and lines of a folded text begin and end: one pass a text, then a look-up each time."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

_MARKS = re.compile(r"[。;\n]|(?<![,、])[!?]")
"""What closes a sentence; a ? or ! after a comma is a damaged character, not a mark."""


def find_sentence(folded: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence that holds character `at`; 。 ! ? ; and a line's end close a sentence."""
    return _find_between(_find_marks(folded), at, len(folded))


def find_line(folded: str, at: int) -> tuple[int, int]:
    """Start and end of the line that holds character `at`."""
    return _find_between(_find_line_ends(folded), at, len(folded))


def find_sentences_with(folded: str, words: re.Pattern[str]) -> list[tuple[int, int]]:
    """The sentences, in order and once each, in which `words` occur."""
    return list(dict.fromkeys(find_sentence(folded, match.start()) for match in words.finditer(folded)))


def _find_between(marks: Sequence[int], at: int, length: int) -> tuple[int, int]:
    place = bisect_left(marks, at)
    return marks[place - 1] + 1 if place else 0, marks[place] if place < len(marks) else length


@lru_cache(maxsize=4)
def _find_marks(folded: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _MARKS.finditer(folded))


@lru_cache(maxsize=4)
def _find_line_ends(folded: str) -> tuple[int, ...]:
    return tuple(at for at in _find_marks(folded) if folded[at] == "\n")
