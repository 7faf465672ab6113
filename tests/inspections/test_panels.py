"""Panels, coverage and the estimate of the unseen."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.inspections.panels import ProvinceMonth, make_province_panel, make_unit_panel
from crawler.inspections.rounds import measure_coverage
from crawler.inspections.unseen import LEAST_BOTH, estimate_total
from crawler.model.inspection import Inspection, Phases
from tests.inspections.texts import FEEDBACK_TEXT, MEETING_TEXT, read

AUDIT = Inspection(
    id="i-1",
    unit="县审计局",
    qualified="河北省魏县审计局",
    team=None,
    level="county",
    division="130434",
    province="130000",
    term=14,
    round=5,
    year=None,
    errand=(),
    phases=Phases(deployment=None, mobilization="2023-09-05", feedback="2024-01-11", rectification=None),
    left="2023-10-20",
    people=(),
    members=("n-1",),
    reasons=(),
)
EDUCATION = replace(
    AUDIT,
    id="i-2",
    unit="县教育局",
    qualified="河北省魏县教育局",
    phases=replace(AUDIT.phases, mobilization="2023-11-06", feedback=None),
    left=None,
)


def test_each_month_of_a_unit_has_its_phase() -> None:
    rows = {(row.unit[-3:], row.month): row for row in make_unit_panel([AUDIT, EDUCATION])}
    months = ["2023-09", "2023-10", "2023-11", "2023-12", "2024-01"]
    assert [rows["审计局", month].phase for month in months] == ["under", "under", "alert", "alert", "alert"]
    assert [rows["教育局", month].phase for month in months] == ["alert", "alert", "under", "under", "under"]
    assert [rows["教育局", month].assumed for month in months] == [False, False, True, True, True]
    assert [rows["审计局", month].begun for month in months] == [1, 1, 1, 1, 1]
    assert [rows["教育局", month].begun for month in months] == [0, 0, 1, 1, 1]


def test_a_unit_rests_before_and_after() -> None:
    later = replace(EDUCATION, round=6, left="2023-11-30")
    rows = {(row.unit[-3:], row.month): row.phase for row in make_unit_panel([AUDIT, later])}
    assert [rows["教育局", month] for month in ("2023-09", "2023-11", "2023-12")] == ["dormant", "under", "after"]


def test_provinces_count_their_units() -> None:
    rows = make_province_panel([AUDIT, EDUCATION])
    assert rows[0] == ProvinceMonth(
        province="130000", month="2023-09", dormant=0, alert=1, under=1, after=0, began=1, reported=0, rectified=0
    )
    assert [(row.month, row.began, row.reported) for row in rows if row.began or row.reported] == [
        ("2023-09", 1, 0),
        ("2023-11", 1, 0),
        ("2024-01", 0, 1),
    ]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 28)), max_size=6))
def test_every_unit_has_every_month_once(days: list[tuple[int, int]]) -> None:
    told = [
        replace(
            AUDIT,
            id=f"i-{n}",
            qualified=f"河北省魏县第{unit}中学",
            left=None,
            phases=replace(AUDIT.phases, mobilization=f"2023-0{unit + 1}-{day:02}", feedback=None),
        )
        for n, (unit, day) in enumerate(days)
    ]
    rows = make_unit_panel(told)
    assert len({(row.unit, row.month) for row in rows}) == len(rows)
    assert len({row.unit for row in rows}) * len({row.month for row in rows}) == len(rows)


def test_coverage_says_what_is_missing() -> None:
    listing = """十四届县委第五轮巡察完成反馈
2024-01-12 来源:魏县县委巡察办
1月11日,县委第一巡察组向县教育局、县水利局反馈,县委第三巡察组向县审计局、县统计局反馈。"""
    notices = [read("a", MEETING_TEXT), read("b", FEEDBACK_TEXT), read("r", listing)]
    [row] = measure_coverage(notices)
    assert (row.level, row.division, row.term, row.round) == ("county", "130434", 14, 5)
    assert len(row.units) == 4
    assert row.met == ("河北省魏县审计局",)
    assert len(row.missing_meeting) == 3
    assert row.estimate is None


@pytest.mark.parametrize("hidden", [0.1, 0.2, 0.3, 0.4, 0.5])
def test_the_interval_covers_the_truth_in_nine_of_ten_worlds(hidden: float) -> None:
    """A complete world of which two sources each miss a share: 200 draws."""
    chance = random.Random(int(hidden * 100))
    covered, told = 0, 0
    for _ in range(200):
        world = [f"i-{n}" for n in range(chance.randint(30, 300))]
        one, other = ([each for each in world if chance.random() >= hidden] for _ in range(2))
        estimate = estimate_total(one, other)
        if estimate is not None:
            told += 1
            covered += estimate.low <= len(world) <= estimate.high
    assert told == 200
    assert covered >= 180


def test_sources_that_do_not_overlap_give_no_estimate() -> None:
    assert estimate_total(["a", "b"], ["c", "d"]) is None
    both = [str(n) for n in range(LEAST_BOTH)]
    assert estimate_total(both, both) is not None


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_an_estimate_is_never_less_than_what_was_seen(one: set[int], other: set[int]) -> None:
    estimate = estimate_total([str(n) for n in one], [str(n) for n in other])
    if estimate is not None:
        assert len(one | other) == estimate.seen <= estimate.low <= estimate.high
        assert estimate.low <= estimate.total <= estimate.high
