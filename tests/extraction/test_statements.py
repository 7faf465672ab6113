"""Kind, teams, targets, pairs, level, mode, types and rounds of notices written for it: a test a field and case."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction.notice import extract_facts
from crawler.model.items import Facts, Page

CASES = {
    case["id"]: case
    for line in (Path(__file__).parent / "notices" / "statements.jsonl").read_text("utf-8").splitlines()
    for case in [json.loads(line)]
}
FIELDS = ("teams", "targets", "pairs", "level", "mode", "types", "rounds")
CHECKS = [(field, name) for name, case in CASES.items() for field in FIELDS if field in case]


def make_page(case: dict[str, Any]) -> Page:
    return Page(
        site="test",
        url="",
        link_url="",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        charset="utf-8",
        script="hans",
        bad_bytes=0,
        title=case["title"] or None,
        published_at=case["published"],
        source=None,
        author=None,
        editor=None,
        channel=(),
        views=None,
        text=case["text"],
    )


@cache
def read_facts(name: str) -> Facts:
    return extract_facts(make_page(CASES[name]), None)


def pick(facts: Facts, field: str) -> Any:
    if field == "targets":
        return sorted(t.name for t in facts.targets)
    if field == "rounds":
        return sorted([r.term, r.number] for r in facts.rounds)
    value = getattr(facts, field)
    return sorted(list(v) if isinstance(v, tuple) else v for v in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", CASES, ids=CASES)
def test_kind_of_a_notice_is_told(name: str) -> None:
    assert read_facts(name).kind == CASES[name]["kind"]


@pytest.mark.parametrize(("field", "name"), CHECKS, ids=[f"{field}-{name}" for field, name in CHECKS])
def test_field_is_read(field: str, name: str) -> None:
    wanted = CASES[name][field]
    assert pick(read_facts(name), field) == (sorted(wanted) if isinstance(wanted, list) else wanted)


@pytest.mark.parametrize("name", CASES, ids=CASES)
def test_evidence_shows_the_printed_value(name: str) -> None:
    case = CASES[name]
    for proof in read_facts(name).evidence:
        printed = {"text": case["text"], "title": case["title"], "url": "", "listing": ""}.get(proof.where)
        if printed is not None:
            assert printed[proof.start : proof.end] == proof.value
            assert proof.value


@pytest.mark.parametrize("name", CASES, ids=CASES)
def test_every_team_and_target_has_its_proof(name: str) -> None:
    facts = read_facts(name)
    proved = {proof.field for proof in facts.evidence}
    assert {f"teams/{i}" for i in range(len(facts.teams))} <= proved
    assert {f"targets/{i}" for i in range(len(facts.targets))} <= proved
