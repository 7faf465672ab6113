"""How many inspections nobody saw: an estimate from two sources that found them independently (capture-recapture).

Sources: Chapman (1951) for the number, Sadinle (2009), "Transformed logit confidence intervals for small populations in
single capture-recapture estimation", for the interval, which holds for small numbers too.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass

_Z = 1.959964
"""Of the 95 % interval."""
LEAST_BOTH = 3
"""Inspections that both sources must have found: with fewer they do not overlap, and nothing can be said."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many there are in all: seen by either, the best guess, and the bounds of the 95 % interval."""

    seen: int
    total: int
    low: int
    high: int


def estimate_total(one: Collection[str], other: Collection[str]) -> Estimate | None:
    """The number of inspections from what two sources found; None where too few were found by both."""
    first, second = set(one), set(other)
    both, left, right = len(first & second), len(first - second), len(second - first)
    if both < LEAST_BOTH:
        return None
    seen = both + left + right
    total = (len(first) + 1) * (len(second) + 1) / (both + 1) - 1
    unseen = (left + 0.5) * (right + 0.5) / (both + 0.5)
    spread = math.sqrt(
        1 / (left + 0.5) + 1 / (right + 0.5) + 1 / (both + 0.5) + (both + 0.5) / ((left + 0.5) * (right + 0.5))
    )
    low, high = (seen - 0.5 + unseen * math.exp(sign * _Z * spread) for sign in (-1, 1))
    return Estimate(seen, max(seen, round(total)), max(seen, math.floor(low)), max(seen, math.ceil(high)))
