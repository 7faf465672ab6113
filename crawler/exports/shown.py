"""What the published files show: each remembers the generation it was written from (`feeds/.shown.json`).

A file whose part has that generation still is left alone, unread. The memory is written after the files: a run killed
in between writes them once more, with the same content. When the form of what is published changes (a key, a column),
every file is written anew; no delta tells of it, for no notice changed.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from crawler.exports.files import write_whole
from crawler.exports.rows import list_columns
from crawler.model.fields.json_schema import make_schema

_NAME = ".shown.json"

_LAYOUT = 4
"""Raised when files come to be written otherwise although the notices have the same keys."""

FORM = hashlib.sha256(json.dumps([make_schema(), list_columns(), _LAYOUT]).encode()).hexdigest()[:16]
"""What tells one form of published notices from another: their keys and columns."""


@dataclass(slots=True)
class Shown:
    """`files` by path below the feeds' folder; `delta` and `delta_generation` of the last delta written; `joined` is
    the day (in Beijing) on which the whole files were last written. `store` is the store they were written from, `form`
    the form they have.
    """

    store: str = ""
    form: str = ""
    files: dict[str, int] = field(default_factory=dict)
    delta: int = 0
    delta_generation: int = 0
    joined: str = ""


def read_shown(folder: Path, store: str, outlet: str = "") -> Shown:
    """What is remembered of a store's files for an outlet (by its mark); nothing where the memory is of another store,
    damaged or not there.
    """
    form = f"{FORM}{outlet}"
    try:
        said = Shown(**json.loads((folder / _NAME).read_text("utf-8")))
        fits = said.store == store and all(isinstance(generation, int) for generation in said.files.values())
    except (OSError, ValueError, TypeError, AttributeError):
        fits = False
    if not fits:
        return Shown(store=store, form=form, delta=_find_last_delta(folder))
    return said if said.form == form else replace(said, form=form, files={}, joined="")


def save_shown(folder: Path, shown: Shown) -> None:
    """Keeps it. Raises OSError."""
    write_whole(folder / _NAME, json.dumps(asdict(shown), separators=(",", ":")).encode())


def _find_last_delta(folder: Path) -> int:
    """The number of the last delta that lies there: a number is never given twice."""
    numbers = [int(path.stem) for path in (folder / "deltas").glob("*.jsonl") if path.stem.isdecimal()]
    return max(numbers, default=0)
