"""Days told in words, the last resort of listings: as of the fetch, never where a day is printed."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decoding.told_days import find_told_day
from crawler.model.times import BEIJING
from crawler.readers import date_page, read_listing
from tests.readers.shapes import make_site

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=BEIJING)
URL = "http://jw.example.gov.cn/xsxc/"

TOLD = {
    "20分钟前": "2026-11-24",
    "3小时前": "2026-11-23",
    "半小时前": "2026-11-24",
    "2 天前": "2026-11-22",
    "昨天 10:20": "2026-11-23",
    "前天08:05": "2026-11-22",
    "今天 00:20": "2026-11-24",
    "3 hours ago": "2026-11-23",
    "Nov 20, 2026": "2026-11-20",
    "20 November 2026": "2026-11-20",
    "今天 20:20": None,
    "Nov 30, 2026": None,
    "Feb 30, 2026": None,
    "Nov 20": None,
    "刚刚": None,
    "2个月前": None,
    "会议3小时前召开": None,
    "昨天 10:20召开会议": None,
    "昨天 10:20 今天 00:10": None,
}


@pytest.mark.parametrize("shown", TOLD)
def test_a_told_day_counts_from_the_fetch(shown: str) -> None:
    found = find_told_day(f"发布时间：{shown}", NOW)
    assert (found.day if found else None) == TOLD[shown]


def read_days(shown: list[str]) -> list[str | None]:
    rows = "".join(
        f'<li><a href="/info/{n}.htm">县委第{n}巡察组巡察县水务局工作动员会召开</a><span>{day}</span></li>'
        for n, day in enumerate(shown, 1)
    )
    page = read_listing(f"<ul>{rows}</ul>", URL, make_site(URL), make_site(URL).listings[0])
    return [link.date for link in date_page(page, NOW).links]


def test_a_listing_that_tells_its_days_in_words() -> None:
    assert read_days(["3小时前", "昨天 10:20", "3天前", "2026-11-20", "Nov 19, 2026"]) == [
        "2026-11-23",
        "2026-11-23",
        "2026-11-21",
        "2026-11-20",
        "2026-11-19",
    ]


def test_a_printed_day_is_never_overruled() -> None:
    assert read_days(["2026-11-02 3小时前", "11-01 昨天 10:20"]) == ["2026-11-02", "2026-11-01"]


@given(st.text(max_size=60))
def test_any_text_gives_a_past_day_or_none(text: str) -> None:
    found = find_told_day(text, NOW)
    assert found is None or found.day <= "2026-11-24"
