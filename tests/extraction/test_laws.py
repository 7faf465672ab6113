"""Laws over many written notices: boilerplate, widths and script change no fact, and proofs show what they prove."""

import dataclasses
import json
import random
import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.notices import make_case, make_page, write
from crawler.decoding.script import to_reading_text
from crawler.extraction.divisions import is_place
from crawler.extraction.notice import extract_facts
from crawler.extraction.words.modifiers import MODIFIERS
from crawler.extraction.words.units import GENERIC_UNITS, LISTED_UNITS, UNIT_TAILS
from crawler.model.items import Facts

Notice = tuple[str, list[str]]
"""Title and paragraphs."""

MEETING: Notice = (
    "市委第三巡察组巡察丰陵市水利局党组动员会召开",
    [
        "2021年4月12日上午，市委第三巡察组巡察丰陵市水利局党组动员会召开。市委第三巡察组组长欧阳立新作动员讲话。",
        "副组长祝长河传达有关要求，丰陵市水利局党组书记、局长谷雨生主持会议并作表态发言。",
        "巡察组将在丰陵市水利局工作2个月左右。巡察期间设值班电话：0793-2261188；邮政信箱：丰陵市A017号邮政专用信箱。",
        "电子邮箱：fl3zu@example.cn。受理时间为工作日8:30-12:00、14:00-18:00，受理截止2021年6月10日。",
    ],
)
ANNOUNCEMENT: Notice = (
    "中共白河市委巡察组进驻公告",
    [
        "根据市委统一部署，现对市审计局、市档案馆等单位开展常规巡察，有关事项公告如下：",
        "市委第一巡察组，组长：季海宁，被巡察单位：市审计局，电话：13700010002",
        "市委第二巡察组，组长：闻人杰，被巡察单位：市档案馆，电话：13700010003",
        "巡察时间：2022年9月5日至11月5日。市委巡察工作领导小组办公室",
    ],
)
BOILERPLATE = (
    "会议强调，要坚持问题导向，推动各项工作再上新台阶。",
    "要切实增强政治自觉，主动接受监督，如实反映情况。",
    "分享到：",
    "【打印】【关闭】",
    "扫一扫在手机打开当前页",
    "全体干部职工要以此次巡察为契机，改进作风，狠抓落实。",
)
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in (*range(0x30, 0x3B), 0x28, 0x29, 0x40, 0x2D)})
SLIM = str.maketrans("（）：；，", "():;,")
SCRIPTS = ("s2t", "s2tw")
LIMIT_SECONDS = 5.0
PLACES = sorted(
    {
        name
        for name in json.loads(Path("crawler/data/divisions.json").read_text("utf-8"))["divisions"].values()
        if is_place(name) and name.endswith(tuple("省市县区州盟旗"))
    }
)
LOOKING_BACK = [
    word
    for row in MODIFIERS
    if row.category == "past" and row.direction == "ahead" and row.applies == ("any",) and not row.crosses
    for word in row.words.split()
    if re.fullmatch("[一-鿿]{2,}", word)
]
"""The words of the table of modifiers that place what follows in the past, those that are no pattern."""
SEPARATORS = {"bars": " | ", "tabs": "\t", "wide blanks": "    "}
ROWS = (
    ("巡察组", "被巡察单位", "联系电话"),
    ("县委第一巡察组", "县审计局", "0512-66001101"),
    ("县委第二巡察组", "县档案馆、云台镇", "0512-66001102"),
    ("县委第三巡察组", "县供销合作社", "0512-66001103"),
)


def write_one(number: int) -> Notice:
    """One of many notices: the two above, then written ones."""
    return (MEETING, ANNOUNCEMENT)[number] if number < 2 else write(make_case(random.Random(number)))


notices = st.integers(0, 400).map(write_one)


def read(title: str, paragraphs: list[str]) -> Facts:
    return extract_facts(make_page(title, "\n".join(paragraphs)))


def show(facts: Facts) -> str:
    """The values without their proofs, widths folded: what is printed wide stays wide in a value."""
    values = {**dataclasses.asdict(facts), "evidence": None, "kind_rule": None}
    return unicodedata.normalize("NFKC", json.dumps(values, ensure_ascii=False))


@settings(max_examples=60)
@given(notices, st.lists(st.tuples(st.integers(0, 9), st.sampled_from(BOILERPLATE)), min_size=1, max_size=4))
def test_inserted_boilerplate_changes_no_fact(notice: Notice, inserts: list[tuple[int, str]]) -> None:
    title, paragraphs = notice
    longer = list(paragraphs)
    for place, line in inserts:
        at = 1 + place % len(longer)
        if not ("|" in longer[at - 1] and "|" in "".join(longer[at:])):  # inside a table it would be one of its cells
            longer.insert(at, line)
    assert show(read(title, longer)) == show(read(title, paragraphs))


@pytest.mark.parametrize("table", [pytest.param(WIDE, id="full width"), pytest.param(SLIM, id="half width")])
@settings(max_examples=60)
@given(notice=notices)
def test_widths_change_no_fact(table: dict[int, int], notice: Notice) -> None:
    title, paragraphs = notice
    other = read(title.translate(table), [line.translate(table) for line in paragraphs])
    assert show(other) == show(read(title, paragraphs))


@pytest.mark.parametrize("convert", [opencc.OpenCC(name).convert for name in SCRIPTS], ids=SCRIPTS)
@settings(max_examples=40)
@given(notice=notices)
def test_a_traditional_print_gives_the_same_facts(convert: Callable[[str], str], notice: Notice) -> None:
    title, paragraphs = notice
    whole = to_reading_text("\n".join(convert(line) for line in (title, *paragraphs))).text.split("\n")
    assert show(read(whole[0], whole[1:])) == show(read(title, paragraphs))


@settings(max_examples=60)
@given(notices, st.lists(st.tuples(st.integers(0, 600), st.sampled_from("　 \n、，。：|（）第组市1１張·")), max_size=6))
def test_a_damaged_notice_shows_what_it_proves(notice: Notice, inserts: list[tuple[int, str]]) -> None:
    title, text = notice[0], "\n".join(notice[1])
    for place, char in inserts:
        at = place % len(text)
        text = text[:at] + char + text[at:]
    for proof in read(title, text.split("\n")).evidence:
        printed = {"text": text, "title": title}.get(proof.where)
        assert printed is None or printed[proof.start : proof.end] == proof.value


@pytest.mark.parametrize("place", ["title", "line", "sentence"])
@pytest.mark.parametrize("run", [" ", "1", "巡", "\n"], ids=["blanks", "digits", "one character", "empty lines"])
def test_a_notice_with_50000_repeated_characters_is_read_in_seconds(place: str, run: str) -> None:
    title, paragraphs = MEETING
    long = run * 50_000
    title = title + long if place == "title" else title
    middle = [long] if place == "line" else []
    first = paragraphs[0] + long if place == "sentence" else paragraphs[0]
    began = time.process_time()
    read(title, [first, *middle, *paragraphs[1:]])
    assert time.process_time() - began < LIMIT_SECONDS


def read_entry(unit: str, before: str = "") -> list[str]:
    """The targets of a notice of entry whose team went to `unit`."""
    text = ["根据县委统一部署，近日巡察组进驻开展工作。", f"{before}县委第一巡察组进驻{unit}开展常规巡察。"]
    return [target.name for target in read("县委巡察组进驻公告", text).targets]


@settings(max_examples=150)
@given(st.sampled_from(PLACES))
def test_any_place_of_the_table_is_admitted_by_its_position(place: str) -> None:
    assert read_entry(place) == [place]


@settings(max_examples=100)
@given(st.sampled_from([tail for tail in UNIT_TAILS if len(tail) > 1]))
def test_any_ending_of_the_table_makes_a_unit(tail: str) -> None:
    assert read_entry(f"清溪县{tail}") == [f"清溪县{tail}"]


@settings(max_examples=100)
@given(st.sampled_from(sorted(set(GENERIC_UNITS) - set(LISTED_UNITS))))
def test_a_class_word_is_never_a_unit(word: str) -> None:
    assert word not in read_entry(word)


@pytest.mark.parametrize(
    "count", ["3个单位", "12家单位", "四个乡镇", "5个村", "两所学校", "20户企业", "各乡镇", "部分村"]
)
def test_a_count_is_never_a_unit(count: str) -> None:
    assert read_entry(count) == []


@pytest.mark.parametrize("word", LOOKING_BACK)
def test_a_word_that_looks_back_takes_its_statement_away(word: str) -> None:
    title, paragraphs = MEETING
    earlier = f"{word}，市委第三巡察组对丰陵市审计局党组开展了巡察。"
    assert "审计局" not in show(read(title, [*paragraphs, earlier]))


@pytest.mark.parametrize("name", SEPARATORS)
def test_a_table_says_the_same_under_every_separator(name: str) -> None:
    lead = ["根据县委部署，县委派出三个巡察组开展常规巡察，有关事项公告如下："]
    facts = read("县委巡察组进驻公告", [*lead, *(SEPARATORS[name].join(row) for row in ROWS)])
    assert set(facts.pairs) == {(team, unit) for team, units, _ in ROWS[1:] for unit in units.split("、")}
    assert {p.number for p in facts.contacts.phones} == {phone for _, _, phone in ROWS[1:]}


@pytest.mark.parametrize("short", ["市水利局", "水利局", "丰陵市水利局党组"])
def test_a_full_and_a_short_name_are_one_target(short: str) -> None:
    title, paragraphs = MEETING
    facts = read(title, [*paragraphs, f"市委第三巡察组进驻{short}开展巡察。"])
    assert [target.name for target in facts.targets] == ["丰陵市水利局"]


@settings(max_examples=40)
@given(notices, st.sampled_from("，。；、"))
def test_a_doubled_mark_changes_no_fact(notice: Notice, mark: str) -> None:
    title, paragraphs = notice
    doubled = show(read(title, [line.replace(mark, mark * 2) for line in paragraphs]))
    plain = unicodedata.normalize("NFKC", mark)
    assert doubled.replace(plain * 2, plain) == show(read(title, paragraphs))
