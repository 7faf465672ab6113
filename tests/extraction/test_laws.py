"""Laws over many written notices: boilerplate, widths and script change no fact, and proofs show what they prove."""

import dataclasses
import json
import random
import time
import unicodedata
from collections.abc import Callable

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.notices import make_case, make_page, write
from crawler.decoding.script import to_reading_text
from crawler.extraction.notice import extract_facts
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
