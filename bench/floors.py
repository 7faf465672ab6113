"""Pinned floors of the fields' scores: `python -m bench.floors [--update] [--lower] [SET ...]`.

Without options it compares what is measured with the floors and changes nothing. `--update` raises floors to what is
measured and pins sets that have none; it refuses when a score fell or the labels are others, unless `--lower` is given
as well. The test of these floors is tests/extraction/test_shared_notices.py.
"""

import argparse
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.evaluation import load_scorer
from bench.scoring import FOLDERS, find_scores, has_set, load_set, read_set

FLOORS = Path(__file__).resolve().parents[1] / "tests" / "extraction" / "floors.json"
_DIGITS = 10_000


@dataclass(frozen=True, slots=True)
class Pin:
    """The floors of one set, and the digest of the texts and labels they were measured on."""

    digest: str
    floors: dict[str, float]


def load_floors(path: Path) -> dict[str, Pin]:
    """The pinned floors by set."""
    if not path.is_file():
        return {}
    rows: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {name: Pin(row["sha256"], row["floors"]) for name, row in rows.items()}


def save_floors(pins: dict[str, Pin], path: Path) -> None:
    """Writes the floors, one a line."""
    rows = {name: {"sha256": pin.digest, "floors": pin.floors} for name, pin in pins.items()}
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def measure(name: str) -> Pin:
    """The scores of a set as they are now, cut (not rounded) to four digits."""
    texts = load_set(name)
    scores = find_scores(load_scorer(), texts, read_set(texts))
    return Pin(texts.digest, {field: math.floor(score * _DIGITS) / _DIGITS for field, score in scores.items()})


def compare(pinned: Pin, measured: Pin) -> list[str]:
    """What forbids raising the floors of a set: other labels, or a score that fell; empty when nothing does."""
    if pinned.digest != measured.digest:
        return ["the texts or labels are not those the floors were measured on"]
    return [
        f"{field} fell from {floor:.4f} to {measured.floors.get(field, 0.0):.4f}"
        for field, floor in pinned.floors.items()
        if measured.floors.get(field, 0.0) < floor
    ]


def main(words: list[str]) -> int:
    """0 when every floor holds or was updated, 1 when one does not."""
    parser = argparse.ArgumentParser(prog="python -m bench.floors", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(FOLDERS)}; all that are there")
    parser.add_argument("--update", action="store_true", help="raise floors to what is measured, pin new sets")
    parser.add_argument("--lower", action="store_true", help="with --update: take lower scores and other labels too")
    args = parser.parse_args(words)
    unknown = [name for name in args.sets if name not in FOLDERS]
    if unknown or (args.lower and not args.update):
        parser.error(f"no set {unknown[0]!r}" if unknown else "--lower means nothing without --update")
    pins, refused = load_floors(FLOORS), False
    for name in args.sets or filter(has_set, FOLDERS):
        measured = measure(name)
        faults = compare(pins[name], measured) if name in pins else ["not pinned yet"] * (not args.update)
        for fault in faults:
            print(f"{name}: {fault}")
        if faults and not args.lower:
            refused = True
            continue
        print(f"{name}: fields {measured.floors['fields']:.4f}, whole {measured.floors['whole']:.4f}")
        pins[name] = measured
    if args.update:
        save_floors(pins, FLOORS)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
