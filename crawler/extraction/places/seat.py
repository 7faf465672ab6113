"""Which division sends the team: the one that most of the clues speak for, at the rank of the sending committee."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.extraction.places.clues import PLACE, Clue
from crawler.extraction.places.gazetteer import COUNTY, PREFECTURE, PROVINCE, contains, lift, rank
from crawler.model.items import Level

RANKS: dict[Level, int] = {"provincial": PROVINCE, "municipal": PREFECTURE, "county": COUNTY}
_AHEAD = 2.0
"""By how much a division must be ahead of every other; one that stands alone needs no more than to be named."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A division, with the clues that speak for it, the strongest first."""

    code: str
    clues: tuple[Clue, ...]


def decide_sender(level: Level | None, clues: Sequence[Clue]) -> Seat | None:
    """The division whose committee sends the team; None for the centre and where the clues do not tell."""
    if level not in RANKS:
        return None
    return _decide(RANKS[level], clues)


def decide_seat(clues: Sequence[Clue]) -> Seat | None:
    """Where an institution sits: the place its name begins with, else the city of its area code, of several the one
    that had it first (029: 西安, not 咸阳).
    """
    for rule in ("place.name", "place.area-code", "place.site"):
        told = [clue for clue in clues if clue.rule == rule and (rule != "place.name" or clue.weight >= PLACE)]
        codes = {clue.codes[0] for clue in told}
        if len(codes) == 1:
            return Seat(next(iter(codes)), tuple(told))
    return None


def decide_province(clues: Sequence[Clue]) -> Seat | None:
    """The province that the clues speak for, where the division is not known."""
    return _decide(PROVINCE, clues)


def _decide(to: int, clues: Sequence[Clue]) -> Seat | None:
    scores = _count(to, clues)
    if not scores:
        return None
    best, *others = sorted(scores, key=lambda code: (-scores[code], code))
    second = scores[others[0]] if others else 0.0
    if second and scores[best] - second < _AHEAD:
        return None
    speaking = [clue for clue in clues if any(contains(best, code) or contains(code, best) for code in clue.codes)]
    return Seat(best, tuple(sorted(speaking, key=lambda clue: (-_rate(best, clue), clue.span.start))))


def _rate(code: str, clue: Clue) -> float:
    """A clue that names the division alone proves more than one that only agrees."""
    return clue.weight * (2 if clue.codes == (code,) else 1)


def _count(to: int, clues: Iterable[Clue]) -> dict[str, float]:
    """The weight that speaks for each division of a rank: what names it or lies in it, then what holds it."""
    scores: dict[str, float] = defaultdict(float)
    wider: list[Clue] = []
    for clue in clues:
        inside = {found for code in clue.codes if (found := _lift(code, to))}
        for code in inside:
            scores[code] += clue.weight if rank(clue.codes[0]) == to else min(clue.weight, 2.0)
        if len(inside) < len(clue.codes):
            wider.append(clue)
    for clue in wider:
        for code in scores:
            if any(contains(outer, code) and outer != code for outer in clue.codes):
                scores[code] += clue.weight
    return scores


def _lift(code: str, to: int) -> str | None:
    """A county right under a province is its own prefecture."""
    found = lift(code, to)
    return code if found is None and to == PREFECTURE and rank(code) == COUNTY else found
