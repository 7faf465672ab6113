"""Labelled notices: the scores keep their floors (floors.json), and every value shows where it stands."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.evaluation import load_scorer
from bench.floors import FLOORS, Pin, compare, load_floors, main, save_floors
from bench.scoring import Reading, TextSet, find_scores, load_set, read_set
from crawler.model.proofs import list_proven_paths

PINS = load_floors(FLOORS)
EXACT = 1e-9

Read = Callable[[str], tuple[TextSet, Reading]]


@pytest.fixture(scope="module")
def read(eval_folder: Path) -> Read:
    done: dict[str, tuple[TextSet, Reading]] = {}

    def read_once(name: str) -> tuple[TextSet, Reading]:
        if name not in done:
            texts = load_set(name)
            done[name] = texts, read_set(texts)
        return done[name]

    return read_once


@pytest.fixture(scope="module")
def scores(read: Read) -> Callable[[str], dict[str, float]]:
    scorer = load_scorer()
    done: dict[str, dict[str, float]] = {}

    def score_once(name: str) -> dict[str, float]:
        if name not in done:
            done[name] = find_scores(scorer, *read(name))
        return done[name]

    return score_once


@pytest.mark.parametrize("name", PINS)
def test_the_labels_are_those_the_floors_were_measured_on(read: Read, name: str) -> None:
    assert read(name)[0].digest == PINS[name].digest, "see python -m bench.floors --help"


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, pin in PINS.items() for field in pin.floors])
def test_a_score_keeps_its_floor(scores: Callable[[str], dict[str, float]], name: str, field: str) -> None:
    assert scores(name).get(field, 0.0) >= PINS[name].floors[field] - EXACT


def test_the_real_notices_are_read_without_an_error(scores: Callable[[str], dict[str, float]]) -> None:
    assert {field: score for field, score in scores("seeds").items() if score < 1} == {}


def gather_proofs(row: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    proofs = defaultdict(list)
    for proof in row["evidence"]:
        proofs[proof["field"]].append(proof)
    return proofs


@pytest.mark.parametrize("name", PINS)
def test_every_value_has_evidence(read: Read, name: str) -> None:
    unproved = [
        (row["ref"], path)
        for row in read(name)[1].found
        for path in set(list_proven_paths(row)) - {*gather_proofs(row)}
    ]
    assert unproved == []


@pytest.mark.parametrize("name", PINS)
def test_every_proof_belongs_to_a_value(read: Read, name: str) -> None:
    parts = ("meeting_dates/", "teams/", "targets/", "people/", "period/", "contacts/")
    astray = [
        (row["ref"], path)
        for row in read(name)[1].found
        for path in {*gather_proofs(row)} - set(list_proven_paths(row))
        if path.startswith(parts) and not path.endswith(("/qualified", "/division"))
    ]
    assert astray == []


@pytest.mark.parametrize("name", PINS)
def test_evidence_shows_what_is_printed_there(read: Read, name: str) -> None:
    wrong = [
        (row["ref"], proof["field"])
        for row in read(name)[1].found
        for proof in row["evidence"]
        if proof["in"] in ("text", "title", "url")
        and (row[proof["in"]] or "")[proof["start"] : proof["end"]] != proof["value"]
    ]
    assert wrong == []


def test_a_value_in_title_and_text_shows_the_text(read: Read) -> None:
    rows = read("seeds")[1].found
    shown = [
        (row["ref"], proof["field"])
        for row in rows
        for proof in row["evidence"]
        if proof["in"] == "title" and proof["field"].startswith(("teams/", "targets/", "people/"))
        if proof["value"] in row["text"]
    ]
    assert shown == []


@pytest.mark.parametrize(
    ("measured", "faults"),
    [
        pytest.param(Pin("a", {"teams": 0.9}), [], id="equal"),
        pytest.param(Pin("a", {"teams": 0.95, "phones": 0.5}), [], id="higher"),
        pytest.param(Pin("a", {"teams": 0.8}), ["teams fell from 0.9000 to 0.8000"], id="lower"),
        pytest.param(Pin("a", {}), ["teams fell from 0.9000 to 0.0000"], id="gone"),
        pytest.param(
            Pin("b", {"teams": 1.0}),
            ["the texts or labels are not those the floors were measured on"],
            id="other labels",
        ),
    ],
)
def test_floors_only_rise(measured: Pin, faults: list[str]) -> None:
    assert compare(Pin("a", {"teams": 0.9}), measured) == faults


@pytest.mark.parametrize(
    ("options", "floor", "code"), [(["--update"], 0.9, 1), (["--update", "--lower"], 0.8, 0), ([], 0.9, 1)]
)
def test_a_floor_is_lowered_only_when_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], floor: float, code: int
) -> None:
    kept = tmp_path / "floors.json"
    save_floors({"seeds": Pin("a", {"fields": 0.9, "whole": 1.0})}, kept)
    measured = Pin("a", {"fields": 0.8, "whole": 1.0})
    monkeypatch.setattr("bench.floors.FLOORS", kept)
    monkeypatch.setattr("bench.floors.measure", lambda _: measured)
    assert main(["seeds", *options]) == code
    assert load_floors(kept)["seeds"].floors["fields"] == floor
