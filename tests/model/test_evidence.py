"""Every piece of evidence is of a value that the published object holds."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.model.fields.table import FIELDS
from crawler.model.publication import has_value
from crawler.runs.saved_pages import SavedPage, read_saved

OWN = Path(__file__).parents[1] / "notices"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PROVEN = {row.key for row in FIELDS if row.proof in {"text", "page"}}


def read_own() -> list[dict[str, Any]]:
    lines = [line for path in sorted(OWN.glob("*.docs.jsonl")) for line in path.read_text("utf-8").splitlines()]
    rows = map(json.loads, lines)
    return [read_saved(SavedPage(ref=r["id"], text=r["text"], url=r.get("url")), [], NOW) for r in rows]


@pytest.fixture(scope="module")
def notices() -> list[dict[str, Any]]:
    return read_own()


def test_every_path_of_evidence_leads_to_a_value(notices: list[dict[str, Any]]) -> None:
    assert len(notices) >= 30
    for notice in notices:
        for proof in notice["evidence"]:
            assert has_value(notice, proof["field"]), (notice["ref"], proof)


def test_only_fields_that_have_a_proof_have_evidence(notices: list[dict[str, Any]]) -> None:
    proven = {proof["field"].partition("/")[0] for notice in notices for proof in notice["evidence"]}
    assert proven <= PROVEN


def test_every_team_has_a_unit(notices: list[dict[str, Any]]) -> None:
    for notice in notices:
        assert [unit["name"] for unit in notice["team_units"]] == notice["teams"]
