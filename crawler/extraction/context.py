"""What the words around a span say of it: past, later, cited. One table (words/modifiers), applied in one place."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from crawler.extraction.text.sentences import find_sentence
from crawler.extraction.words.modifiers import MODIFIERS, Category, Kind, Modifier

_WORDS = tuple((row, re.compile("|".join(row.words.split()))) for row in MODIFIERS)
_COMMA = re.compile("[,:]")
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:[ ]?(?P<month>\d{1,2})月)?(?!以来|度?(?:第|首)[^,。;]{0,3}[轮批])")
_MONTHS = 4
_SHORT_CLAUSE = 18


@dataclass(frozen=True, slots=True)
class Mark:
    """A modifier found in a text."""

    row: Modifier
    start: int
    end: int


@lru_cache(maxsize=8)
def find_marks(folded: str) -> tuple[Mark, ...]:
    """Every modifier in a folded text, in order."""
    marks = [Mark(row, m.start(), m.end()) for row, words in _WORDS for m in words.finditer(folded)]
    return tuple(sorted(marks, key=lambda m: m.start))


def is_marked(folded: str, start: int, end: int, categories: Sequence[Category], kind: Kind) -> bool:
    """Whether a modifier of one of the categories governs the span of this kind at `start` to `end`."""
    marks = find_marks(folded)
    if not marks:
        return False
    first, last = find_sentence(folded, start)
    last = max(last, end)
    at = bisect_left(marks, first, key=lambda m: m.start)
    while at < len(marks) and marks[at].start < last:
        mark = marks[at]
        at += 1
        row = mark.row
        if row.category in categories and ("any" in row.applies or kind in row.applies):
            ahead = row.direction != "back" and mark.end <= start and _reaches(folded, mark, mark.end, start)
            back = row.direction != "ahead" and mark.start >= end and _reaches(folded, mark, end, mark.start)
            if ahead or back:
                return True
    return False


def _reaches(folded: str, mark: Mark, start: int, end: int) -> bool:
    if mark.row.crosses:
        return True
    if end - start > mark.row.reach:
        return False
    commas = [m.start() for m in _COMMA.finditer(folded, start, end)]
    heads = mark.row.category == "past" and not folded[max(0, mark.start - 1) : mark.start].strip("。,;:!? \n")
    return not commas or (heads and len(commas) == 1 and commas[0] - start <= _SHORT_CLAUSE)


def is_long_ago(words: str, published: date | None) -> bool:
    """Whether some words name a month four months and more before publication, or only a year before it."""
    if published is None:
        return False
    now = published.year * 12 + published.month
    for match in _MONTH.finditer(words):
        year, month = int(match["year"]), match["month"]
        if month is None and year < published.year:
            return True
        if month is not None and year * 12 + int(month) + _MONTHS <= now:
            return True
    return False
