"""How well each field is read, for the codebook: `python -m bench.accuracy` writes docs/accuracy.json.

The texts are the evaluation's, by other people; the figures are F1 (of `kind`: share right) as its score.py gives them,
cut to four digits. Run it after a change of the extraction, then `make fields`.
"""

import json
import math
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bench.evaluation import EVAL, load_scorer
from bench.scoring import TextSet, find_scores, load_set, read_set
from crawler.exports.descriptions import ACCURACY

SETS = {"d1+d2": ("d1", "d2"), "d3+d4": ("d3", "d4"), "e1": ("e1a", "e1b", "e1c")}
"""Sets that are measured, and the parts they are made of."""

_DIGITS = 10_000


def join_sets(name: str, parts: tuple[str, ...]) -> TextSet:
    """The texts of some sets as one."""
    first, *others = (load_set(part, EVAL / "notices") for part in parts)
    for other in others:
        first = replace(first, documents=first.documents + other.documents, labels=first.labels + other.labels)
    return replace(first, name=name)


def measure(name: str, parts: tuple[str, ...], today: str) -> dict[str, Any]:
    """The scores of a set today."""
    texts = join_sets(name, parts)
    scores = find_scores(load_scorer(), texts, read_set(texts))
    cut = {field: math.floor(score * _DIGITS) / _DIGITS for field, score in scores.items()}
    return {"date": today, "texts": len(texts.labels), "scores": cut}


def main() -> int:
    """Measures all sets and writes the file."""
    today = datetime.now(UTC).date().isoformat()
    figures = {name: measure(name, parts, today) for name, parts in SETS.items()}
    ACCURACY.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, measured in figures.items():
        print(f"{name}: fields {measured['scores']['fields']:.4f}, whole {measured['scores']['whole']:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
