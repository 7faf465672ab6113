"""Every value is proven: pairs by both ends and what ties them, level and mode, each post and role."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.model.explanation import explain_notice
from crawler.model.proofs import list_proven_paths
from crawler.model.publication import notice_to_json
from crawler.runs.saved_pages import SavedPage, read_notice, read_saved
from crawler.runs.stages import check

NOW = datetime(2026, 11, 22, tzinfo=UTC)
OWN = Path(__file__).parent / "notices"
TEXT = """县委第三巡察组进驻县审计局开展巡察工作动员会召开
2023年5月10日,县委第三巡察组进驻县审计局工作动员会召开。县委第三巡察组组长林知远作动员讲话,县委巡察办主任王有为通报有关要求,\
县审计局党组书记高远主持会议并作表态发言。值班电话:0310-3525000。"""


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return read_saved(SavedPage(ref="x", text=TEXT), [], NOW)


def prove(found: dict[str, Any], path: str) -> list[tuple[str, str]]:
    return [(proof["value"], proof["rule"]) for proof in found["evidence"] if proof["field"] == path]


def test_a_pair_shows_both_ends_and_what_ties_them(found: dict[str, Any]) -> None:
    assert prove(found, "pairs/0") == [
        ("县委第三巡察组", "pair.stated"),
        ("县审计局", "pair.stated"),
        ("县委第三巡察组进驻县审计局", "pair.stated"),
    ]


def test_level_and_mode_show_the_sender_and_the_word(found: dict[str, Any]) -> None:
    assert prove(found, "level") == [("县委第三巡察组", "level.sender")]
    assert prove(found, "mode") == [("巡察", "mode.word")]


ROLES = {
    "people/0/roles/0": ("team_leader", ["林知远", "组长"]),
    "people/0/roles/1": ("speaker", ["林知远", "动员讲话"]),
    "people/1/roles/0": ("briefer", ["王有为", "通报"]),
    "people/2/roles/0": ("chair", ["高远", "主持"]),
    "people/2/roles/1": ("respondent", ["高远", "表态发言"]),
}


@pytest.mark.parametrize(("path", "told"), ROLES.items())
def test_a_role_shows_the_name_and_the_act(found: dict[str, Any], path: str, told: tuple[str, list[str]]) -> None:
    _, person, _, number = path.split("/")
    assert found["people"][int(person)]["roles"][int(number)] == told[0]
    assert [words for words, _ in prove(found, path)] == told[1]


def test_a_post_shows_where_it_is_printed(found: dict[str, Any]) -> None:
    assert prove(found, "people/1/post") == [("县委巡察办主任", "person.post")]


def test_an_explanation_takes_two_lines_a_value_within_a_terminal(found: dict[str, Any]) -> None:
    lines = explain_notice(found).split("\n")
    proofs = lines[lines.index("  proof:") + 1 :]
    assert len(proofs) == 2 * len({proof["field"] for proof in found["evidence"]})
    wide = [line for line in proofs if sum(1 + (ord(char) > 0x2E7F) for char in line) > 80]
    assert wide == []
    at = next(n for n, line in enumerate(proofs) if line.startswith("    people/1/roles/0"))
    assert proofs[at].split() == ["people/1/roles/0", "briefer", "<role.act;", "certain>"]
    assert "[王有为][通报]有关要求" in proofs[at + 1]


def list_texts(eval_folder: Path) -> list[tuple[str, str, str | None]]:
    files = [*OWN.glob("*.docs.jsonl"), *(eval_folder / "notices").glob("*.docs.jsonl")]
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [(row["id"], row["text"], row.get("url")) for row in rows if "text" in row]


def test_no_value_of_all_texts_is_without_evidence_and_no_evidence_without_its_words(eval_folder: Path) -> None:
    texts = list_texts(eval_folder)
    assert len(texts) > 250
    for ref, text, url in texts:
        notice = read_notice(SavedPage(ref=ref, text=text, url=url), [], NOW)
        check(notice)
        published = notice_to_json(notice)
        proven = {proof["field"] for proof in published["evidence"]}
        assert set(list_proven_paths(published)) <= proven, ref
