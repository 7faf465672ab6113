"""One canonical text before any reader: signs nobody sees and characters that look alike change nothing."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.decoding.canonical import canonicalize
from crawler.decoding.charset import decode_bytes
from crawler.identity import hash_content
from crawler.model.items import Page
from crawler.runs.stages import check, extract
from tests.decoding.made import BODY, FIRST, TITLE, make_html, read
from tests.readers import shapes

UNSEEN = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2063\ufeff\u00ad\u061c\u034f\u180e\ufe0e\ufe0f\U000e0100\ufffc"
)
ALIKE = dict(zip("二工月日长食入立一米生风见门", "⼆⼯⽉⽇⻓⾷⼊⽴⼀⽶⽣⻛⻅⻔", strict=True))
ALIKE |= {"市": "市\ufe00", "作": "作\U000e0101", "题": "题\u200b", "进": "进\ufeff"}
PAGE = make_html()
PLAIN = read(PAGE)
TEXT_PLACES = [place for text in re.finditer(r"(?<=>)[^<>]+", PAGE) for place in range(*text.span())]


def facts(page: Page) -> tuple[object, ...]:
    notice = extract(page, None)
    check(notice)
    return (
        notice.facts,
        page.title,
        page.published_at,
        page.source,
        page.text,
        hash_content(page.title or "", page.text),
    )


@given(st.lists(st.tuples(st.sampled_from(TEXT_PLACES), st.sampled_from(UNSEEN)), max_size=30))
@settings(max_examples=60, deadline=None)
def test_signs_that_nobody_sees_change_no_fact(inserted: list[tuple[int, str]]) -> None:
    html = PAGE
    for place, sign in sorted(inserted, reverse=True):
        html = html[:place] + sign + html[place:]
    assert facts(read(html)) == facts(PLAIN)


@given(st.sets(st.sampled_from(sorted(ALIKE))), st.booleans())
@settings(max_examples=40, deadline=None)
def test_characters_that_look_alike_change_no_fact(chosen: set[str], named: bool) -> None:
    """Also written as numbers (`&#12071;`), as editors do."""
    html = PAGE
    for char in chosen:
        alike = ALIKE[char]
        html = html.replace(char, "".join(f"&#{ord(c)};" for c in alike) if named else alike)
    assert facts(read(html)) == facts(PLAIN)


@given(st.text())
def test_the_canonical_text_is_canonical(text: str) -> None:
    once = canonicalize(text)
    assert canonicalize(once) == once
    assert once.count("\n") == text.count("\n")
    assert all(unicodedata.category(char) != "Cf" for char in once)


SPELLINGS = {
    "radicals": ("⽔务局⻓⻔⻅⻛", "水务局长门见风"),
    "compatibility ideographs": ("\uf9dd\uf90a\U0002f81a", "利金冬"),
    "vertical brackets": ("局︵党组︶", "局（党组）"),
    "small commas": ("一﹐二﹔三", "一，二；三"),
    "ligatures": ("o\ufb03ce", "office"),
    "old fonts": ("\ue81e\ue864\ue78d", "龴龻，"),
    "Word's bullets": ("\uf06c组长\uf0d8副组长", "●组长➢副组长"),
    "a line separator": ("一\u2028二", "一 二"),
}


@pytest.mark.parametrize(("shown", "meant"), SPELLINGS.values(), ids=SPELLINGS)
def test_a_sign_becomes_what_it_looks_like(shown: str, meant: str) -> None:
    assert canonicalize(shown) == meant


@pytest.mark.parametrize("kept", ["①②Ⅲ㈠", "２０２５年", "！，。：", "㎡℃", "🎉", "𠮷䶮", "（一）", "a b\u3000c\xa0d"])
def test_what_is_printed_on_purpose_stays(kept: str) -> None:
    assert canonicalize(kept) == kept


def test_a_line_of_unseen_signs_is_no_line() -> None:
    page = read(make_html(BODY.replace("</p><p>", "</p><p>\u200b</p><div>\ufeff\u2060</div><p>")))
    assert page.text == PLAIN.text


WEB = {"wide blank": (b"\xa3\xa0", "\u3000"), "euro": (b"\x80", "€")}


@pytest.mark.parametrize("declared", ["gb2312", "gbk", None])
@pytest.mark.parametrize(("unit", "char"), WEB.values(), ids=WEB)
def test_gb_bytes_are_read_as_browsers_read_them(unit: bytes, char: str, declared: str | None) -> None:
    for first, second in pairwise([f"{FIRST}费用", "万元。", TITLE]):
        body = first.encode("gb18030") + unit + second.encode("gb18030")
        found = decode_bytes(body, f"text/html; charset={declared}" if declared else None)
        assert (found.text, found.charset, found.bad_bytes) == (first + char + second, "gb18030", 0)


def test_a_euro_beside_lost_bytes() -> None:
    body = f"{FIRST}费用100".encode("gb18030") + b"\x80" + FIRST.encode("gb18030")[:-1] + b"<br>"
    found = decode_bytes(body, "text/html; charset=gbk")
    assert "100€4月2日" in found.text
    assert found.bad_bytes == 1


def test_titles_and_dates_of_a_listing_are_canonical() -> None:
    rows = "".join(
        f'<li><a href="/info/1001/{n}.htm">市委第{n}巡\u200b察组进驻⽔务局</a><span>2025-0\u200b4-0{n}</span></li>'
        for n in range(1, 7)
    )
    found = shapes.read(f"<ul>{rows}</ul>")
    assert [(link.title, link.date) for link in found.links] == [
        (f"市委第{n}巡察组进驻水务局", f"2025-04-0{n}") for n in range(1, 7)
    ]
