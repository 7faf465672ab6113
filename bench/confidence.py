"""`python -m bench.confidence [DOCS GOLD] [--wrong]`: how often what is called certain, likely, unsure is right.

DOCS and GOLD as those of the evaluation (without them all its labelled sets). A line a class: values, share of all,
wrong and right by the comparison of score.py. Ends 1 when more than 1 % of what is certain is wrong, when less than
0.75 of all is certain, or when likely is not better than unsure.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.evaluation import EVAL, load_scorer
from bench.table import print_table
from crawler.model.certainty import CONFIDENCES
from crawler.runs.saved_pages import SavedPage, read_saved

SETS = ("seeds", "d1", "d2", "d3", "d4", "e1a", "e1b", "e1c")
MOST_WRONG, LEAST_CERTAIN = 0.01, 0.75
_FIELDS = (
    (re.compile(r"(kind|level|mode|title|published_at|source)$"), None),
    (re.compile(r"(types|meeting_dates|teams|targets|rounds|pairs)/(\d+)$"), None),
    (re.compile(r"people/(\d+)/(name|post|roles)(?:/(\d+))?$"), "people"),
    (re.compile(r"period/(start|end|duration)$"), "period"),
    (re.compile(r"contacts/(phones|emails|mailboxes|postcodes|boxes|hours)/(\d+)(?:/number)?$"), "contacts"),
    (re.compile(r"contacts/(deadline)$"), "contacts"),
)


def judge(scorer: ModuleType, notice: dict[str, Any], label: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Path, confidence and rightness of each value that score.py scores in a notice."""
    wanted = scorer.flatten(label)
    sure = {proof["field"]: proof["confidence"] for proof in notice["evidence"]}
    scored = label["kind"] in scorer.SCORED
    for path, confidence in sure.items():
        if path == "kind":
            yield path, confidence, notice["kind"] == label["kind"]
            continue
        told = next(((rule.match(path), holder) for rule, holder in _FIELDS if rule.match(path)), None)
        if told is None:
            continue
        match, holder = told
        assert match is not None
        name, values = _isolate(scorer, notice, match, holder)
        if scored or name in scorer.ALWAYS:
            yield path, confidence, values <= wanted[name]


def _isolate(
    scorer: ModuleType, notice: dict[str, Any], match: re.Match[str], holder: str | None
) -> tuple[str, set[Any]]:
    """The scored field of a path, and its one value as score.py compares it."""
    if holder == "people":
        person = notice["people"][int(match[1])]
        one = {**person, "post": person["post"] if match[2] == "post" else None}
        one["roles"] = [person["roles"][int(match[3])]] if match[2] == "roles" else []
        name = {"name": "names", "post": "posts", "roles": "roles"}[match[2]]
        return name, scorer.flatten({"people": [one]})[name]
    if holder == "period":
        name = {"start": "period_start", "end": "period_end", "duration": "duration"}[match[1]]
        return name, scorer.flatten({"period": {match[1]: notice["period"][match[1]]}})[name]
    if holder == "contacts":
        value = notice["contacts"][match[1]]
        return match[1], scorer.flatten(
            {"contacts": {match[1]: value if match[1] == "deadline" else [value[int(match[2])]]}}
        )[match[1]]
    value = notice[match[1]]
    return match[1], scorer.flatten({match[1]: [value[int(match[2])]] if match.re.groups > 1 else value})[match[1]]


def main(words: list[str]) -> int:
    """Prints the table; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.confidence", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong and called certain")
    asked = parser.parse_args(words)
    folder = EVAL / "notices"
    files = asked.files or [folder / f"{name}.{kind}.jsonl" for name in SETS for kind in ("docs", "gold")]
    scorer, now = load_scorer(), datetime(2026, 11, 22, tzinfo=UTC)
    counts = {confidence: [0, 0] for confidence in CONFIDENCES}
    for docs, gold in zip(files[::2], files[1::2], strict=True):
        labels = {row["id"]: row for row in map(json.loads, gold.read_text("utf-8").splitlines())}
        for row in map(json.loads, docs.read_text("utf-8").splitlines()):
            if row["id"] not in labels:
                continue
            notice = read_saved(SavedPage(ref=row["id"], text=row["text"], url=row.get("url")), [], now)
            for path, confidence, right in judge(scorer, notice, labels[row["id"]]) if "error" not in notice else ():
                counts[confidence][not right] += 1
                if asked.wrong and confidence == "certain" and not right:
                    print(f"{row['id']}  {path}")
    total = sum(map(sum, counts.values()))
    rows = [
        (name, sum(both), f"{sum(both) / max(1, total):.3f}", both[1], f"{both[0] / max(1, sum(both)):.4f}")
        for name, both in counts.items()
    ]
    print_table(f"{total} values", ("confidence", "values", "share", "wrong", "right"), rows)
    shares = {name: both[1] / max(1, sum(both)) for name, both in counts.items()}
    good = shares["certain"] <= MOST_WRONG and sum(counts["certain"]) >= LEAST_CERTAIN * total
    return 0 if good and (shares["likely"] <= shares["unsure"] or not sum(counts["unsure"])) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
