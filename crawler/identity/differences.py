"""Where two long texts that may be copies of each other differ, in time close to linear."""

import difflib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_GRAM = 6
_FINE = 300


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch that only one text has, or that each writes otherwise.

    `at_edge`: before or behind everything both share. `repeated`: one side is empty and the other repeats the
    characters right before it.
    """

    left: str
    right: str
    at_edge: bool
    repeated: bool


def align(a: str, b: str) -> tuple[tuple[Difference, ...], int]:
    """All differences between two texts in order, and the number of characters they share."""
    blocks = list(_match_blocks(a, b))
    differences, at_a, at_b = [], 0, 0
    for start_a, start_b, size in [*blocks, (len(a), len(b), 0)]:
        if start_a > at_a or start_b > at_b:
            differences.append(_describe(a, b, (at_a, start_a, at_b, start_b)))
        at_a, at_b = start_a + size, start_b + size
    return tuple(differences), sum(size for *_, size in blocks)


def _describe(a: str, b: str, place: tuple[int, int, int, int]) -> Difference:
    from_a, to_a, from_b, to_b = place
    left, right = a[from_a:to_a], b[from_b:to_b]
    one, before = (left, a[:from_a]) if left else (right, b[:from_b])
    return Difference(
        left=left,
        right=right,
        at_edge=(from_a == 0 and from_b == 0) or (to_a == len(a) and to_b == len(b)),
        repeated=(not left or not right) and before.endswith(one),
    )


def _match_blocks(a: str, b: str) -> Iterator[tuple[int, int, int]]:
    """Equal stretches in order: grown from grams that stand once in each text, the gaps between matched finely."""
    at_a, at_b = 0, 0
    for anchor_a, anchor_b in [*_find_anchors(a, b), (len(a), len(b))]:
        if anchor_a < at_a or anchor_b < at_b:
            continue
        start_a, start_b = anchor_a, anchor_b
        while start_a > at_a and start_b > at_b and a[start_a - 1] == b[start_b - 1]:
            start_a, start_b = start_a - 1, start_b - 1
        yield from _match_gap(a, b, (at_a, start_a, at_b, start_b))
        end_a, end_b = anchor_a, anchor_b
        while end_a < len(a) and end_b < len(b) and a[end_a] == b[end_b]:
            end_a, end_b = end_a + 1, end_b + 1
        if end_a > start_a:
            yield start_a, start_b, end_a - start_a
        at_a, at_b = end_a, end_b


def _match_gap(a: str, b: str, place: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int]]:
    from_a, to_a, from_b, to_b = place
    if not (0 < to_a - from_a <= _FINE and 0 < to_b - from_b <= _FINE):
        return
    matcher = difflib.SequenceMatcher(None, a[from_a:to_a], b[from_b:to_b], autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size:
            yield from_a + block.a, from_b + block.b, block.size


def _find_anchors(a: str, b: str) -> list[tuple[int, int]]:
    """Places of grams that stand exactly once in each text, in an order that rises in both (longest such chain)."""
    once_a, once_b = _index_once(a), _index_once(b)
    pairs = [(place, once_b[gram]) for gram, place in once_a.items() if gram in once_b]
    ends: list[int] = []
    heads: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        before[number] = heads[at - 1] if at else -1
        if at == len(ends):
            ends.append(place)
            heads.append(number)
        else:
            ends[at], heads[at] = place, number
    chain, number = [], heads[-1] if heads else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _index_once(text: str) -> dict[str, int]:
    """Grams that stand once in the text, with their places, in order."""
    seen: dict[str, int] = {}
    for place in range(len(text) - _GRAM + 1):
        gram = text[place : place + _GRAM]
        seen[gram] = -1 if gram in seen else place
    return {gram: place for gram, place in seen.items() if place >= 0}
