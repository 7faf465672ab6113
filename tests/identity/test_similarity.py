"""Damaged copies are the same notice; different inspections never are; two reports of one meeting are linked."""

import random
import re
from dataclasses import replace

import pytest

from bench.mirroring import CLEAN, DAMAGED
from bench.notices import CHANGES, make_case, make_notice, make_page, make_twin, write
from crawler.decoding.script import to_reading_text
from crawler.identity import compare_notices
from crawler.identity.differences import align
from crawler.model.items import Contacts, Facts, Notice, Person, Phone, Target

SEEDS = range(12)


def _known_facts(title: str, text: str) -> Facts:
    """The facts that can be read off any text here without the extraction."""
    day = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)
    phones = re.findall(r"0\d{3}-\d{7}", text)
    return Facts(
        kind="mobilization",
        kind_rule="test",
        teams=tuple(re.findall(r"(?:省|市|县)委第[一二三四五六七八九]巡[视察]组", title)[:1]),
        meeting_dates=(f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}",) if day else (),
        contacts=Contacts(phones=tuple(Phone(number=number, kind="landline") for number in phones)),
    )


def _read(title: str, lines: list[str]) -> Notice:
    title, text = to_reading_text(title).text, to_reading_text("\n".join(lines)).text
    return make_notice(make_page(title, text), _known_facts(title, text))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["straddled, some", "straddled, many", "one byte lost"])
def test_damaged_copy_is_the_same(kind: str, seed: int) -> None:
    rng = random.Random(seed)
    title, lines = write(make_case(rng))
    copy = _read(*DAMAGED[kind](title, lines, rng))
    relation = compare_notices(_read(title, lines), copy)
    assert relation.kind == "same"
    assert compare_notices(copy, _read(title, lines)).kind == "same"


@pytest.mark.parametrize("mirror", ["as printed", *CLEAN, *DAMAGED])
@pytest.mark.parametrize("change", CHANGES)
def test_other_inspection_of_the_template_is_never_merged(change: str, mirror: str) -> None:
    for seed in SEEDS:
        rng = random.Random(seed)
        case = make_case(rng)
        title, lines = write(make_twin(case, change, rng))
        original = write(case)
        if (title, lines) == original:
            continue
        if mirror != "as printed":
            title, lines = (CLEAN | DAMAGED)[mirror](title, lines, rng)
        assert compare_notices(_read(*original), _read(title, lines)).kind != "same"


def _report(site: str, text: str, **facts: object) -> Notice:
    known = Facts(
        kind="mobilization",
        kind_rule="test",
        meeting_dates=("2023-04-11",),
        teams=("县委第一巡察组",),
        targets=(Target(name="县水利局", division=None, unit="state"),),
        people=(Person(name="鲁立新", post="县委第一巡察组组长", roles=("team_leader",)),),
    )
    notice = make_notice(make_page("巡察动员会召开", text), replace(known, **facts))  # type: ignore[arg-type]
    return replace(notice, id=f"n-{site}", page=replace(notice.page, site=site))


OURS = "4月11日，县委第一巡察组巡察县水利局工作动员会召开，组长鲁立新讲话，局长表态。会议要求如实反映问题，抓好整改。"
THEIRS = "本报讯 我县对水利系统的监督全面铺开。县委第一巡察组日前进驻，鲁立新就下一步同干部职工见面，随后开展谈话。"


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, "same_event"),
        ({"teams": ("云岭县委第一巡察组",)}, "same_event"),
        ({"targets": (Target(name="云岭县水利局"),)}, "same_event"),
        ({"meeting_dates": ("--04-11",)}, "same_event"),
        ({"kind": "announcement"}, "same_event"),
        ({"teams": ("县委第二巡察组",)}, "different"),
        ({"targets": (Target(name="县教育局"),)}, "different"),
        ({"meeting_dates": ("2023-04-12",)}, "different"),
        ({"meeting_dates": ()}, "different"),
        ({"teams": ()}, "different"),
        ({"kind": "feedback"}, "different"),
        ({"people": ()}, "different"),
        ({"people": (), "contacts": Contacts(phones=())}, "different"),
    ],
    ids=[
        "agree",
        "longer-team",
        "longer-target",
        "year-unknown",
        "announcement",
        "other-team",
        "other-unit",
        "other-day",
        "no-day",
        "no-team",
        "feedback",
        "namesakes",
        "nothing-ties",
    ],
)
def test_two_reports_are_linked_only_when_team_unit_and_day_agree(facts: dict[str, object], kind: str) -> None:
    assert compare_notices(_report("a", OURS), _report("b", THEIRS, **facts)).kind == kind


def test_reports_of_one_event_are_never_merged() -> None:
    relation = compare_notices(_report("a", OURS), _report("b", THEIRS))
    assert (relation.kind, relation.rule) == ("same_event", "event.team-target-date")


def test_equal_hash_is_the_same_notice() -> None:
    relation = compare_notices(_report("a", OURS), _report("b", OURS))
    assert (relation.kind, relation.rule) == ("same", "content-hash")


def test_a_page_with_hardly_any_text_is_nobodys_copy() -> None:
    assert compare_notices(_report("a", "图片新闻"), _report("b", "图片新闻？")).kind == "same_event"
    assert compare_notices(_report("a", ""), _report("b", "", meeting_dates=())).kind == "different"
    assert compare_notices(_report("a", "图片新闻一"), _report("b", "图片新闻二", meeting_dates=())).kind == "different"


@pytest.mark.parametrize(
    ("a", "b", "common"),
    [
        ("", "", 0),
        ("abc", "", 0),
        ("巡察组进驻县水利局", "巡察组进驻县水务局", 8),
        ("一二三四五六七八", "一二三四五六七八", 8),
    ],
)
def test_alignment_counts_what_both_share(a: str, b: str, common: int) -> None:
    differences, shared = align(a, b)
    assert shared == common
    assert "".join(d.left for d in differences) == "".join(d.left for d in align(a, b)[0])


@pytest.mark.parametrize("unit", ["会", "巡察组", "一二三四五六七"])
def test_time_of_alignment_is_bounded(unit: str) -> None:
    align(unit * (40_000 // len(unit)), unit * (20_000 // len(unit)) + "水利局" + unit * (20_000 // len(unit)))
