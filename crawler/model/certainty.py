"""How sure a value is: three words, from the strength of the rule that read it and what speaks for and against it."""

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.model.fields.vocabulary import Confidence

CONFIDENCES: tuple[Confidence, ...] = ("certain", "likely", "unsure")
"""From the surest."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that is not certain, with the reasons in words."""

    field: str
    confidence: Confidence
    reasons: tuple[str, ...]


def lower(confidence: Confidence) -> Confidence:
    """One step less sure."""
    return CONFIDENCES[min(CONFIDENCES.index(confidence) + 1, len(CONFIDENCES) - 1)]


def find_lowest(confidences: Iterable[Confidence]) -> Confidence:
    """The least sure of some; certain where there is none."""
    return max(confidences, key=CONFIDENCES.index, default="certain")


def find_highest(confidences: Iterable[Confidence]) -> Confidence:
    """The surest of some; unsure where there is none."""
    return min(confidences, key=CONFIDENCES.index, default="unsure")
