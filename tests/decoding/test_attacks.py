"""No page, however made, stalls the reader or is cut without a word."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest

from crawler.decoding.blocks import read_layout
from crawler.decoding.boilerplate import closes_article, is_button_line, is_site_name, is_stamp_line, read_breadcrumb
from crawler.decoding.challenge import find_challenge
from crawler.decoding.infoline import find_dateline, read_info_line
from crawler.decoding.labels import find_labels
from crawler.decoding.markup import parse_html
from crawler.decoding.moments import find_moments
from crawler.decoding.page import read_page
from crawler.decoding.parts import find_next_part
from crawler.decoding.plaintext import read_plain
from crawler.decoding.published import find_signed_day
from crawler.decoding.redirect import find_redirect
from crawler.decoding.title import pick_title_line
from crawler.model.items import RawPage
from crawler.model.outcomes import UnreadablePageError, XunshiError
from crawler.model.url_dates import find_url_date

SLOWNESS = 2.0
"""Machines that run tests are shared."""
FETCHED = datetime(2026, 11, 22, tzinfo=UTC)


def names(count: int, form: str) -> str:
    return "<p " + " ".join(form.format(n) for n in range(count)) + ">字"


BOMBS = {
    "ten thousand": names(10_000, "a{}=1"),
    "a million": names(1_000_000, "a{}=1"),
    "without values": names(100_000, "a{}"),
    "parted by slashes": "<p " + "/".join(f"a{n}" for n in range(100_000)) + ">",
    "quoted brackets": names(100_000, 'a{}="<>"'),
    "on a script": names(100_000, "a{}=1").replace("<p", "<script", 1),
    "behind an odd comment": "<!-- --!>" + names(100_000, "a{}=1"),
    "behind a script": "<script>'<a b=\"'</script>" + names(100_000, "a{}=1"),
    "never closed": '<a b="' * 200_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_an_attribute_bomb_is_refused_at_once(name: str) -> None:
    start = time.process_time()
    with pytest.raises(UnreadablePageError, match="attributes"):
        parse_html(BOMBS[name])
    assert time.process_time() - start < 0.2


def test_many_attributes_are_still_read() -> None:
    tree = parse_html(names(400, "a{}=1")).tree
    assert "".join(tree.itertext()) == "字"


@pytest.mark.parametrize("tag", ["div", "table", "ul"])
def test_nesting_beyond_the_parser_is_said(tag: str) -> None:
    with pytest.raises(UnreadablePageError, match="nests"):
        parse_html(f"<{tag}>" * 100_000 + "<p>字</p>")


def test_formatting_that_is_never_closed_costs_no_text() -> None:
    tree = parse_html("<body>" + "<b><font>" * 10_000 + "<p>段落，其一。</p>" * 2_000).tree
    lines = read_layout(tree).lines
    assert [line.text for line in lines] == ["段落，其一。"] * 2_000


PAGES = {
    "open brackets": "<" * 500_000,
    "comments": "<!--" * 200_000,
    "entities": "&amp;" * 400_000,
    "links": "<a href=x>新闻</a>" * 30_000,
    "paragraphs": "<p>一段话，不长。</p>" * 30_000,
    "cells": "<table>" + "<tr><td>a<td>b</tr>" * 20_000,
    "nested tables": "<table><tr><td>" * 600 + "字，多。" * 10,
    "headings": "<h1>巡察公告一则</h1>" * 20_000,
    "blanks": "<p>" + " " * 500_000 + "2021-05-03</p>",
    "one line": "<p>" + "巡察，" * 200_000 + "</p>",
    "breaks": "<br>" * 100_000 + "字，多。",
    "labels": "<p>" + "来源：" * 30_000 + "</p>",
    "pictures": "<div class=TRS_Editor>" + "<img src=a.jpg>" * 20_000 + "</div>",
    "classes": "".join(f"<div class='comment c{n}'>字，多。</div>" for n in range(20_000)),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_takes_a_second(name: str) -> None:
    raw = RawPage(site="a", url="http://a.cn/", link_url="http://a.cn/", body=PAGES[name].encode(), fetched_at=FETCHED)
    start = time.process_time()
    with suppress(XunshiError):
        read_page(raw, None)
    assert time.process_time() - start < 1.0 * SLOWNESS


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "read_info_line": read_info_line,
    "find_labels": find_labels,
    "find_dateline": find_dateline,
    "find_moments": lambda text: list(find_moments(text)),
    "find_signed_day": lambda text: find_signed_day(text, date(2026, 1, 1)),
    "find_url_date": lambda text: find_url_date("http://a.cn/" + text),
    "read_breadcrumb": read_breadcrumb,
    "is_button_line": is_button_line,
    "is_site_name": is_site_name,
    "is_stamp_line": is_stamp_line,
    "closes_article": lambda text: closes_article(text, after_contacts=True),
    "find_challenge": find_challenge,
    "find_redirect": lambda text: find_redirect(text, "http://a.cn/"),
    "find_next_part": lambda text: find_next_part("下一页" + text, "http://a.cn/1.html"),
    "pick_title_line": lambda text: pick_title_line([text]),
    "parse_html": parse_html,
    "read_plain": lambda text: read_plain(text, site="a", url="", fetched_at=FETCHED),
}
STRINGS = {
    "blanks": " " * 50_000,
    "wide blanks": "\u3000" * 50_000,
    "digits": "2" * 50_000,
    "years": "2021" * 12_500,
    "han": "网" * 50_000,
    "labels": "来源：" * 16_000,
    "brackets": "【" * 50_000,
    "crumbs": "首页>" * 12_500,
    "tags": "<a " * 16_000,
    "quotes": '<a href="' * 5_000,
    "dates": "2021年5月3日" * 6_000,
    "half a date": "2021年" + " " * 50_000 + "5月",
    "lines": "来源：某某\n" * 8_000,
    "numerals": "二〇" * 25_000,
}


@pytest.mark.parametrize("string", STRINGS)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_pattern_is_slower_than_linear(function: str, string: str) -> None:
    start = time.process_time()
    with suppress(UnreadablePageError):
        FUNCTIONS[function](STRINGS[string])
    assert time.process_time() - start < 0.5 * SLOWNESS
