"""Month and day alone get the year that fits today and their neighbours; what a page holds can always be written."""

import json
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.model.config import SEEDS
from crawler.model.times import BEIJING
from crawler.readers import date_page, read_listing
from crawler.readers.dates import guess_years
from crawler.sites.seeds import load_seeds
from spiders.choice import choose_links, find_newest
from tests.readers.shapes import make_site

TODAY = date(2026, 3, 10)
URL = "http://jw.example.gov.cn/xsxc/"


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=BEIJING)


def read_days(shown: list[str], today: date = TODAY, hour: int = 12) -> list[str | None]:
    rows = "".join(
        f'<li><a href="/info/1012/{n}.htm">县委第{n}巡察组巡察县水务局工作动员会召开</a><span>{day}</span></li>'
        for n, day in enumerate(shown, 1)
    )
    site = make_site(URL)
    page = read_listing(f"<html><body><ul>{rows}</ul></body></html>", URL, site, site.listings[0])
    return [link.date for link in date_page(page, at(today, hour)).links]


YEARS = {
    "this-year": (["03-09", "03-07", "02-28", "02-20"], ["2026-03-09", "2026-03-07", "2026-02-28", "2026-02-20"]),
    "over-new-year": (["01-05", "12-30", "12-02", "11-20"], ["2026-01-05", "2025-12-30", "2025-12-02", "2025-11-20"]),
    "last-year": (["11-20", "11-02", "10-01", "09-20"], ["2025-11-20", "2025-11-02", "2025-10-01", "2025-09-20"]),
    "a-year-long": (["02-01", "06-01", "03-20", "01-02"], ["2026-02-01", "2025-06-01", "2025-03-20", "2025-01-02"]),
    "not-quite-in-order": (
        ["03-04", "03-06", "03-01", "02-25"],
        ["2026-03-04", "2026-03-06", "2026-03-01", "2026-02-25"],
    ),
    "leap-day": (["03-01", "02-29", "02-20", "02-01"], ["2026-03-01", "2024-02-29", "2024-02-20", "2024-02-01"]),
}


@pytest.mark.parametrize(("shown", "days"), YEARS.values(), ids=YEARS.keys())
def test_days_without_a_year_get_the_one_that_fits(shown: list[str], days: list[str]) -> None:
    assert read_days(shown) == days


@given(st.lists(st.dates(date(2010, 1, 1), date(2026, 3, 10)), min_size=1, max_size=30))
def test_dense_days_in_order_get_their_own_year_back(days: list[date]) -> None:
    ordered = sorted(days, reverse=True)
    gaps = [TODAY - ordered[0], *(a - b for a, b in pairwise(ordered))]
    if max(gaps) > timedelta(days=300) or any((d.month, d.day) == (2, 29) for d in ordered):
        return
    printed: list[str | None] = [f"--{day:%m-%d}" for day in ordered]
    found = guess_years([None] * len(ordered), printed, [False] * len(ordered), TODAY)
    assert found == [day.isoformat() for day in ordered]


def test_no_day_is_later_than_tomorrow() -> None:
    found = [day for day in read_days(["12-31", "12-30", "12-29", "12-28"]) if day]
    assert max(found) == "2025-12-31"


def test_such_a_listing_has_a_newest_day() -> None:
    site = make_site(URL)
    rows = "".join(f'<li><a href="/info/1/{n}.htm">县委第{n}巡察组动员会召开</a>03-0{n}</li>' for n in (8, 6, 5, 2))
    page = read_listing(f"<ul>{rows}</ul>", URL, site, site.listings[0])
    assert find_newest(date_page(page, at(TODAY)).links, TODAY) == "2026-03-08"


SURROGATES = {
    "title": {"title": "县委第一巡察组动员会\ud800召开", "url": "/a/202603/t20260304_{}.html", "pubDate": "2026-03-04"},
    "address": {
        "title": "县委第一巡察组动员会召开",
        "url": "/a/202603/t20260304_\udfff{}.html",
        "pubDate": "2026-03-04",
    },
    "nul": {"title": "县委第一巡察组\x00动员会召开", "url": "/a/202603/t20260304_{}.html", "pubDate": "2026-03-04"},
}


@pytest.mark.parametrize("fields", SURROGATES.values(), ids=SURROGATES.keys())
def test_what_no_file_can_hold_reaches_no_link_of_any_seed(fields: dict[str, str]) -> None:
    records = [{key: value.format(n) for key, value in fields.items()} for n in range(4)]
    body = json.dumps({"data": records})
    for site in load_seeds(SEEDS).sites.values():
        for listing in site.listings:
            page = read_listing(body, listing.url, site, listing)
            for link in (*page.links, *choose_links(page.links, site, [listing.url]).links):
                assert "\x00" not in link.title
                (link.url + link.title + (link.date or "")).encode("utf-8")
