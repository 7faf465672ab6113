"""A text cut into pieces, each with the values it proves: what makes the highlights. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_DERIVED = frozenset({"province", "division"})
"""Values that other values' words prove as well: a phone is first the phone, then the place of its area code."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a text, and the paths of the values they prove, the narrowest proof first; `anchors` are the
    numbers of the proofs that begin here.
    """

    text: str
    paths: tuple[str, ...]
    anchors: tuple[int, ...]


def cut_pieces(text: str, evidence: Sequence[Mapping[str, Any]], where: str) -> list[Piece]:
    """The pieces of a text (or title) between the edges of its proofs, in order; together they are the text."""
    own = [
        (number, proof)
        for number, proof in enumerate(evidence)
        if proof["in"] == where and 0 <= proof["start"] < proof["end"] <= len(text)
    ]
    edges = sorted({0, len(text), *(proof[side] for _, proof in own for side in ("start", "end"))})
    pieces = []
    for start, end in pairwise(edges):
        covering = [(number, proof) for number, proof in own if proof["start"] <= start and end <= proof["end"]]
        covering.sort(key=lambda each: (each[1]["end"] - each[1]["start"], each[1]["field"] in _DERIVED, each[0]))
        pieces.append(
            Piece(
                text[start:end],
                tuple(dict.fromkeys(proof["field"] for _, proof in covering)),
                tuple(number for number, proof in own if proof["start"] == start),
            )
        )
    return pieces


def name_anchor(path: str) -> str:
    """The id of a value's row on a page (`people/0/name`: v-people-0-name)."""
    return "v-" + "".join(char if char.isalnum() else "-" for char in path)
