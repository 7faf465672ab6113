"""How right the fields are: labelled texts, read as by `scrapy extract`, scored by the evaluation's score.py."""

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.evaluation import EVAL, ROOT
from crawler.model.config import SEEDS
from crawler.runs.saved_pages import SavedPage, read_saved
from crawler.sites.seeds import load_seeds

OWN = ROOT / "tests" / "notices"
FOLDERS = {
    **dict.fromkeys(("seeds", "d1", "d2", "d3", "d4", "e1a", "e1b", "e1c"), EVAL / "notices"),
    **dict.fromkeys(sorted(path.name.removesuffix(".docs.jsonl") for path in OWN.glob("*.docs.jsonl")), OWN),
}
"""Where each set of labelled texts lies, NAME.docs.jsonl and NAME.gold.jsonl: the evaluation's and the project's."""

READ_AT = datetime(2026, 11, 22, tzinfo=UTC)
"""The day the texts count as fetched, so that a score does not depend on the day it is taken."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TextSet:
    """A set of labelled texts: `documents` and the `labels` of GUIDE.md in one order; `digest` (SHA-256) of both."""

    name: str
    documents: tuple[SavedPage, ...]
    labels: tuple[Row, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The published objects read from a set, in order, and the CPU seconds each took."""

    found: tuple[Row, ...]
    seconds: tuple[float, ...]


def has_set(name: str) -> bool:
    """Whether the files of a set are there."""
    return all((FOLDERS[name] / f"{name}.{part}.jsonl").is_file() for part in ("docs", "gold"))


def load_set(name: str, folder: Path | None = None) -> TextSet:
    """A set by its name, in a folder or where FOLDERS says.

    Raises OSError when it is not there, ValueError when texts and labels differ.
    """
    folder = folder or FOLDERS[name]
    digest = hashlib.sha256()
    rows: list[list[Row]] = []
    for part in ("docs", "gold"):
        body = (folder / f"{name}.{part}.jsonl").read_bytes()
        digest.update(body)
        rows.append([json.loads(line) for line in body.decode("utf-8").splitlines() if line.strip()])
    documents, labels = rows
    if [row["id"] for row in documents] != [row["id"] for row in labels]:
        raise ValueError(f"{folder}: the ids of {name}.docs.jsonl and {name}.gold.jsonl differ")
    return TextSet(
        name,
        tuple(SavedPage(ref=row["id"], text=row["text"], url=row.get("url")) for row in documents),
        tuple(labels),
        digest.hexdigest(),
    )


def read_set(texts: TextSet) -> Reading:
    """Reads every text of a set, with all seeds known, as `scrapy extract` does."""
    sites = list(load_seeds(SEEDS).sites.values())
    found, seconds = [], []
    for document in texts.documents:
        began = time.process_time()
        found.append(read_saved(document, sites, READ_AT))
        seconds.append(time.process_time() - began)
    return Reading(tuple(found), tuple(seconds))


def find_scores(scorer: ModuleType, texts: TextSet, reading: Reading) -> dict[str, float]:
    """The scores of a set: kind accuracy, mobilization P and R, F1 of every labelled field, their mean, and whole."""
    result = scorer.score(texts.labels, reading.found)
    precision, recall, _ = result["mobilization"] or (0.0, 0.0, 0.0)
    return {
        "kind": result["kind"],
        "mobilization P": precision,
        "mobilization R": recall,
        **{field: value[2] for field, value in result["per_field"].items() if value},
        "fields": result["fields"],
        "whole": result["whole"],
    }
