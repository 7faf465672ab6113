"""What a person should look at first: notices with doubtful values, ordered by how much a look is expected to gain."""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.extraction.weighing import list_doubts
from crawler.model.certainty import Doubt
from crawler.model.corrections import list_corrections
from crawler.model.items import Confidence, Notice
from crawler.model.publication import notice_to_json

_WEIGHTS: Mapping[str, float] = {
    **dict.fromkeys(("kind",), 6.0),
    **dict.fromkeys(("teams", "targets"), 4.0),
    **dict.fromkeys(("pairs", "meeting_dates"), 3.0),
    **dict.fromkeys(("period", "division", "level"), 2.0),
}
"""What a wrong value costs those who use it; 1 where nothing is said."""
_CHANCES: Mapping[Confidence, float] = {"unsure": 0.3, "likely": 0.05, "certain": 0.0}
"""How often a value is wrong, about, by its confidence."""
REOPENED = 100.0
"""A correction whose source has changed comes first."""


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """A notice to look at: how much a look may gain, and its doubts."""

    gain: float
    notice: Notice
    doubts: tuple[Doubt, ...]


def list_cases(notices: Iterable[Notice], reopened: Mapping[str, tuple[str, ...]], most: int) -> list[ReviewCase]:
    """The notices with most to gain, at most so many; `reopened`: fields corrected once, of a source changed since."""
    cases = (make_case(notice, reopened.get(notice.id, ())) for notice in notices)
    worth = (case for case in cases if case.doubts)
    return heapq.nsmallest(most, worth, key=lambda case: (-case.gain, case.notice.id))


def make_case(notice: Notice, reopened: tuple[str, ...]) -> ReviewCase:
    """One notice's doubts, without what a person has put right."""
    corrected = {field for field, _ in list_corrections(notice_to_json(notice))}
    again = tuple(Doubt(field, "unsure", ("put right once; its source has changed since",)) for field in reopened)
    read = tuple(doubt for doubt in list_doubts(notice.facts, notice.page) if doubt.field not in corrected)
    gain = expect_gain(doubt for doubt in read if not doubt.field.endswith(("/qualified", "/division")))
    return ReviewCase(gain + REOPENED * len(again), notice, (*again, *read))


def expect_gain(doubts: Iterable[Doubt]) -> float:
    """What a look is expected to put right: for each field its weight times the chance that any of its values is wrong,
    so that a long list of people does not stand before a doubtful kind.
    """
    right: dict[str, float] = {}
    for doubt in doubts:
        field = doubt.field.partition("/")[0]
        right[field] = right.get(field, 1.0) * (1 - _CHANCES[doubt.confidence])
    return sum(_WEIGHTS.get(field, 1.0) * (1 - chance) for field, chance in right.items())
