"""Notices become inspections: what contradicts keeps them apart, what agrees joins them, ids stay."""

import itertools
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.entities import is_same_unit
from crawler.identity.joining import join_accounts
from crawler.inspections import join_notices
from crawler.inspections.telling import list_accounts, split_name
from crawler.model.inspection import Account, Inspection
from crawler.runs.saved_pages import SavedPage, read_notice
from tests.inspections.texts import FEEDBACK_TEXT, MEETING_TEXT, REPORT_TEXT, read

NOW = datetime(2026, 11, 22, tzinfo=UTC)

MEETING = Account(
    notice="n-1",
    first_seen="2023-09-06",
    kind="mobilization",
    published="2023-09-06",
    unit="县审计局",
    qualified="河北省魏县审计局",
    place="130434",
    core="审计局",
    level="county",
    division="130434",
    province="130000",
    team="县委第三巡察组",
    team_qualified="河北省魏县县委第三巡察组",
    number=3,
    institution=None,
    errand=frozenset(),
    term=14,
    round=5,
    year=None,
    deployed=None,
    entered="2023-09-05",
    left=None,
    fed_back=None,
    rectified=None,
    people=frozenset({"林知远"}),
    phones=frozenset(),
    listed=False,
)
FEEDBACK = replace(
    MEETING,
    notice="n-2",
    first_seen="2024-01-12",
    kind="feedback",
    published="2024-01-12",
    term=None,
    round=None,
    fed_back="2024-01-11",
    people=frozenset(),
)


def join(*accounts: Account) -> list[set[str]]:
    return [set(found.members) for found in join_accounts(accounts, is_same_unit)]


def test_feedback_follows_its_meeting() -> None:
    assert join(MEETING, FEEDBACK) == [{"n-1", "n-2"}]


CONTRADICTIONS: dict[str, dict[str, Any]] = {
    "another county": {"place": "341823", "division": "341823", "province": "340000"},
    "another unit": {"core": "教育局", "unit": "县教育局", "qualified": "河北省魏县教育局"},
    "another team": {"number": 4},
    "another sender": {"level": "municipal", "division": "130400"},
    "another round": {"term": 14, "round": 6},
    "another term": {"term": 13, "round": 5},
    "an errand of its own": {"errand": frozenset({"回头看"})},
    "days of another inspection": {"entered": "2021-03-01"},
    "a report before the meeting": {"entered": None, "fed_back": "2023-06-01"},
    "a report years later": {"entered": None, "fed_back": "2026-06-01"},
}


@pytest.mark.parametrize("change", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_contradicts_keeps_notices_apart(change: dict[str, Any]) -> None:
    assert join(MEETING, replace(FEEDBACK, **change)) == [{"n-1"}, {"n-2"}] or join(
        MEETING, replace(FEEDBACK, **change)
    ) == [{"n-2"}, {"n-1"}]


def test_without_a_place_more_must_agree() -> None:
    unplaced = replace(
        FEEDBACK,
        place=None,
        qualified=None,
        division=None,
        province=None,
        number=None,
        team=None,
        fed_back="2024-01-11",
    )
    assert len(join(MEETING, replace(unplaced, entered=None))) == 2
    assert join(MEETING, replace(unplaced, people=frozenset({"林知远"}))) == [{"n-1", "n-2"}]


def test_one_notice_may_belong_to_several_inspections_and_does_not_join_them() -> None:
    other = replace(MEETING, notice="n-3", core="教育局", unit="县教育局", qualified="河北省魏县教育局")
    listing = [
        replace(FEEDBACK, notice="n-9", listed=True),
        replace(other, notice="n-9", kind="feedback", fed_back="2024-01-11", listed=True),
    ]
    assert sorted(map(sorted, join(MEETING, other, *listing))) == [["n-1", "n-9"], ["n-3", "n-9"]]


def test_units_known_from_a_list_alone_are_no_inspections() -> None:
    assert join(replace(FEEDBACK, listed=True)) == []


def test_an_inspection_keeps_its_id_when_more_is_found() -> None:
    [first] = join_accounts([MEETING], is_same_unit)
    [both] = join_accounts([FEEDBACK, MEETING], is_same_unit)
    assert first.id == both.id
    assert both.phases.feedback == "2024-01-11"


FIELDS = {
    "place": st.sampled_from([None, "130434", "341823"]),
    "core": st.sampled_from(["审计局", "教育局"]),
    "number": st.sampled_from([None, 3, 4]),
    "round": st.sampled_from([None, 5, 6]),
    "entered": st.sampled_from([None, "2023-09-05", "2021-03-01"]),
    "fed_back": st.sampled_from([None, "2024-01-11"]),
}


@settings(max_examples=150)
@given(st.lists(st.fixed_dictionaries(FIELDS), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_notices_changes_nothing_and_no_inspection_mixes(rows: list[dict[str, Any]], shuffle: Any) -> None:
    accounts = [replace(MEETING, notice=f"n-{n}", term=None, **row) for n, row in enumerate(rows)]
    shuffled = list(accounts)
    shuffle.shuffle(shuffled)
    found = join_accounts(accounts, is_same_unit)
    assert found == join_accounts(shuffled, is_same_unit)
    by_notice = {account.notice: account for account in accounts}
    for inspection in found:
        members = [by_notice[notice] for notice in inspection.members]
        for name in ("place", "core", "number", "round"):
            assert len({getattr(member, name) for member in members} - {None}) <= 1, name


NAMES = {
    "河北省魏县审计局": ("130434", "审计局"),
    "县审计局": (None, "审计局"),
    "江苏省作协": ("320000", "作协"),
    "中国银行": (None, "中国银行"),
}


@pytest.mark.parametrize(("name", "parts"), NAMES.items())
def test_a_name_is_its_place_and_its_core(name: str, parts: tuple[str | None, str]) -> None:
    assert split_name(name, None) == parts


def test_three_notices_of_one_inspection_are_one_record() -> None:
    texts = {"a": MEETING_TEXT, "b": FEEDBACK_TEXT, "c": REPORT_TEXT}
    [found] = join_notices(read(ident, text) for ident, text in texts.items())
    assert set(found.members) == set(texts)
    assert (found.qualified, found.team) == ("河北省魏县审计局", "河北省魏县县委第三巡察组")
    days = (found.phases.mobilization, found.left, found.phases.feedback, found.phases.rectification)
    assert days == ("2023-09-05", "2023-11-03", "2024-01-11", "2024-04-02")
    assert (found.term, found.round) == (14, 5)


def test_a_report_on_a_whole_round_tells_each_team_with_its_units() -> None:
    text = """十四届县委第五轮巡察完成反馈
2024-01-12 来源:魏县县委巡察办
1月11日,县委第一巡察组向县教育局、县水利局反馈,县委第三巡察组向县审计局、县统计局反馈。"""
    told = {account.unit: account.team for account in list_accounts(read("r", text))}
    assert told == {
        "县教育局": "县委第一巡察组",
        "县水利局": "县委第一巡察组",
        "县审计局": "县委第三巡察组",
        "县统计局": "县委第三巡察组",
    }


LEAST_F1 = 0.97


def count_pairs(groups: Sequence[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for members in groups for pair in itertools.combinations(sorted(set(members)), 2)}


def test_the_labelled_groups_are_joined(eval_folder: Path) -> None:
    folder = eval_folder / "ledger"
    docs = [json.loads(line) for line in (folder / "docs.jsonl").read_text("utf-8").splitlines()]
    groups = [json.loads(line) for line in (folder / "groups.jsonl").read_text("utf-8").splitlines()]
    notices = [
        replace(read_notice(SavedPage(ref=row["id"], text=row["text"], url=row["url"]), [], NOW), id=row["id"])
        for row in docs
    ]
    found: tuple[Inspection, ...] = join_notices(notices)
    wanted, given_ = count_pairs([row["members"] for row in groups]), count_pairs([each.members for each in found])
    assert given_ <= wanted
    assert 2 * len(wanted & given_) / (len(wanted) + len(given_)) >= LEAST_F1
