"""Fields of the labelled notices: how right ours are, and what other finders make of the same texts."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

from bench.evaluation import load_scorer
from bench.peers import CODES, PEERS, Answers, ask, is_installed
from bench.scoring import FOLDERS, Reading, Row, TextSet, find_scores, has_set, load_set, read_set
from bench.table import print_table
from crawler.extraction.unit_kinds import classify_unit

SETS = ("seeds", "d1", "d2")
DEVELOPED = ("d1", "d2")
"""The sets the floors below are for, taken together."""

FIELDS, WHOLE, FIELD, SMALL, ERRORS = 0.98, 0.90, 0.95, 40, 2
"""Floors: mean F1, whole notices, F1 of a field, or ERRORS errors in a field with fewer than SMALL labels."""

READS, MEDIAN_SECONDS = 3, 0.005
"""How often each text is read, and the CPU a notice of the developed sets may take (median)."""

DAYS = ("published_at", "meeting_dates", "period_start", "period_end", "deadline")
_SUMMARY = ("kind", "mobilization P", "mobilization R", "fields", "whole")


@dataclass(frozen=True, slots=True)
class Read:
    """A set of texts, what was read from it, the CPU seconds of each text (the least of READS), and its scores."""

    texts: TextSet
    reading: Reading
    seconds: list[float]
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to find: the values of a label or of a notice, and a finder's values in the form they are compared."""

    pick: Callable[[ModuleType, Row], set[str]]
    fold: Callable[[ModuleType, str], str]


def _pick_places(scorer: ModuleType, row: Row) -> set[str]:
    names = (unit["name"] if isinstance(unit, dict) else unit for unit in row.get("targets") or ())
    return {scorer.unit(name) for name in names if classify_unit(name) == "place"}


def _pick_days(scorer: ModuleType, row: Row) -> set[str]:
    values = scorer.flatten(row)
    return set().union(*(values[name] for name in DAYS))


TASKS = {
    "phones": Task(lambda scorer, row: scorer.flatten(row)["phones"], lambda scorer, value: scorer.phone(value)),
    "days": Task(_pick_days, lambda _, value: value),
    "places": Task(_pick_places, lambda scorer, value: scorer.unit(value)),
    "names": Task(lambda scorer, row: scorer.flatten(row)["names"], lambda scorer, value: scorer.norm(value)),
}


def main() -> bool:
    """Prints the tables; True when the floors of scores and time hold and no other finder is better at its task."""
    missing = [name for name in SETS if not has_set(name)]
    if missing:
        raise SystemExit(f"bench fields: {FOLDERS[missing[0]]}: no {missing[0]} there; set NOTICES_EVAL")
    scorer = load_scorer()
    reads = {name: _read(scorer, load_set(name)) for name in SETS}
    _print_scores(scorer, reads)
    quick = _print_times(reads)
    held = _check_floors(scorer, reads)
    best = _print_peers(scorer, list(reads.values()))
    _print_codes([row for read in reads.values() for row in read.reading.found])
    return quick and held and best


def _read(scorer: ModuleType, texts: TextSet) -> Read:
    readings = [read_set(texts) for _ in range(READS)]
    seconds = [min(each) for each in zip(*(reading.seconds for reading in readings), strict=True)]
    return Read(texts, readings[0], seconds, find_scores(scorer, texts, readings[0]))


def _score_together(scorer: ModuleType, reads: dict[str, Read]) -> dict[str, Any]:
    """score.py's result over the developed sets as one."""
    labels = [label for name in DEVELOPED for label in reads[name].texts.labels]
    found = [row for name in DEVELOPED for row in reads[name].reading.found]
    result: dict[str, Any] = scorer.score(labels, found)
    return result


def _print_scores(scorer: ModuleType, reads: dict[str, Read]) -> None:
    together = _score_together(scorer, reads)
    rows: list[list[object]] = []
    for field, value in together["per_field"].items():
        each = [f"{reads[name].scores[field]:.3f}" if field in reads[name].scores else "-" for name in SETS]
        hit, extra, missed = together["counts"][field]
        rows.append([field, hit + missed, *each, *(f"{part:.3f}" for part in value), extra + missed])
    print_table("F1 by set; d1 and d2 together", ["field", "labels", *SETS, "P", "R", "F1", "errors"], rows)
    notices = [f"{len(reads[name].texts.documents)} texts" for name in SETS]
    summary = [[what, *(f"{reads[name].scores[what]:.3f}" for name in SETS)] for what in _SUMMARY]
    print_table("notices", ["what", *(f"{n}, {count}" for n, count in zip(SETS, notices, strict=True))], summary)


def _print_times(reads: dict[str, Read]) -> bool:
    rows = []
    for name, read in reads.items():
        longest, size = max(
            (spent, len(doc.text or "")) for spent, doc in zip(read.seconds, read.texts.documents, strict=True)
        )
        rows.append([name, f"{statistics.median(read.seconds) * 1000:.1f}", f"{longest * 1000:.1f}", size])
    print_table("ms of CPU a notice", ["set", "median", "longest", "characters of that one"], rows)
    median = statistics.median(spent for name in DEVELOPED for spent in reads[name].seconds)
    if median > MEDIAN_SECONDS:
        print(f"  under its floor: {median * 1000:.1f} ms a notice, more than {MEDIAN_SECONDS * 1000:.0f}")
    return median <= MEDIAN_SECONDS


def _check_floors(scorer: ModuleType, reads: dict[str, Read]) -> bool:
    together = _score_together(scorer, reads)
    short = [] if together["fields"] >= FIELDS and together["whole"] >= WHOLE else ["fields or whole"]
    short += ["mobilization"] * (together["mobilization"][2] < 1)
    for field, value in together["per_field"].items():
        hit, extra, missed = together["counts"][field]
        excused = hit + missed < SMALL and extra + missed <= ERRORS
        short += [field] * bool(value and value[2] < FIELD and not excused)
    for what in short:
        print(f"  under its floor: {what}")
    return not short


def _print_peers(scorer: ModuleType, reads: list[Read]) -> bool:
    """Ours beside every finder that is installed; True when none has a better F1 at its task."""
    labels = [label for read in reads for label in read.texts.labels]
    found = [row for read in reads for row in read.reading.found]
    asked = [at for at, label in enumerate(labels) if label["kind"] in scorer.SCORED]
    texts = [(_reading_text(found[at]), _find_day(labels[at])) for at in asked]
    rows, best, absent = [], True, []
    for what, task in TASKS.items():
        gold = [task.pick(scorer, labels[at]) for at in asked]
        ours = _compare(scorer, gold, [task.pick(scorer, found[at]) for at in asked])
        rows.append([what, "ours", sum(map(len, gold)), *(f"{part:.3f}" for part in ours), "", "", "", "", ""])
        for peer in PEERS:
            if peer.what != what:
                continue
            if not is_installed(peer):
                absent.append(peer.name)
                continue
            answers = ask(peer, texts)
            theirs = [{task.fold(scorer, value) for value in values} for values in answers.values]
            score = _compare(scorer, gold, theirs)
            best = best and score[2] <= ours[2]
            rows.append([what, peer.name, "", *(f"{part:.3f}" for part in score), *_describe(answers)])
    print_table(
        f"other finders on {len(asked)} notices (they name whatever a page names; ms and s of CPU, times without load)",
        ["what", "finder", "labels", "P", "R", "F1", "median ms", "longest ms", "load s", "MB", "failed or too long"],
        rows,
    )
    for name in dict.fromkeys(absent):
        print(f"  {name} is not installed: `make bench` installs what can be compared")
    return best


def _print_codes(found: list[Row]) -> None:
    """Division codes of the inspected places beside those of a finder that knows the bare name only."""
    if not is_installed(CODES):
        return
    units = [unit for row in found for unit in row.get("targets") or () if unit["unit"] == "place"]
    theirs = ask(CODES, [(unit["name"], None) for unit in units]).values
    pairs = [(unit["division"], *codes) for unit, codes in zip(units, theirs, strict=True) if codes]
    same = sum(ours == code for ours, code in pairs)
    open_ = sum(ours is None for ours, _ in pairs)
    print_table(
        "division codes of inspected places (ours reads the text; the other gets the name alone)",
        ["places", "ours", CODES.name, "the same", "another", f"{CODES.name} where ours leaves it open"],
        [[len(units), sum(bool(u["division"]) for u in units), len(pairs), same, len(pairs) - same - open_, open_]],
    )


def _reading_text(row: Row) -> str:
    return "\n".join(part for part in (row.get("title"), row.get("text")) if part)


def _find_day(label: Row) -> date | None:
    return date.fromisoformat(label["published_at"][:10]) if label.get("published_at") else None


def _compare(scorer: ModuleType, gold: list[set[str]], found: list[set[str]]) -> tuple[float, float, float]:
    pairs = list(zip(gold, found, strict=True))
    counts = [
        sum(len(part) for part in parts) for parts in zip(*((g & f, f - g, g - f) for g, f in pairs), strict=True)
    ]
    return scorer.f1(*counts) or (0.0, 0.0, 0.0)


def _describe(answers: Answers) -> list[str]:
    times = [value * 1000 for value in answers.seconds] or [0.0]
    return [
        f"{statistics.median(times):.1f}",
        f"{max(times):.0f}",
        f"{answers.load_seconds:.1f}",
        "-" if answers.megabytes is None else f"{answers.megabytes:.0f}",
        str(answers.failed + answers.given_up),
    ]
