"""Which links are asked for, and whether a listing's next page is read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.model.site import Site
from crawler.readers import ListingLink
from crawler.runs.binding import is_hopeless
from crawler.store import ListingState, StoredLink
from spiders.choice import choose_links, find_newest, is_follow_up, is_fresh, reaches_before

NOW = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)
SITE = Site(id="a", name="甲", level="county", region=None, platform="plain", hosts=("a.example",), listings=())
TITLE = "县委第一巡察组巡察某局工作动员会召开"


def link(url: str = "http://a.example/1.html", title: str = TITLE, **values: object) -> ListingLink:
    return ListingLink(url=url, title=title, **values)  # type: ignore[arg-type]


def stored(first_seen: datetime, attempts: int = 0) -> StoredLink:
    return StoredLink(
        site="a",
        url="http://a.example/1.html",
        title=None,
        date=None,
        listing=None,
        state="pending",
        reason=None,
        attempts=attempts,
        first_seen=first_seen,
    )


def read(hours_ago: float) -> ListingState:
    return ListingState(complete=True, read_at=NOW - timedelta(hours=hours_ago))


FRESH = {
    "unknown-link": (None, read(1), True),
    "listing-never-read": (stored(NOW - timedelta(days=9)), None, True),
    "known-when-last-read": (stored(NOW - timedelta(hours=2)), read(1), False),
    "found-by-that-reading": (stored(NOW - timedelta(hours=1)), read(1), False),
    "brought-by-another-listing-since": (stored(NOW - timedelta(minutes=5)), read(1), True),
}


@pytest.mark.parametrize(("known", "state", "fresh"), FRESH.values(), ids=FRESH.keys())
def test_link_is_fresh_where_the_listing_did_not_show_it(
    known: StoredLink | None, state: ListingState | None, fresh: bool
) -> None:
    assert is_fresh(known, state) is fresh


HOPELESS = {
    "third-visit-after-a-week": (2, 7.0, True),
    "second-visit": (1, 30.0, False),
    "many-visits-in-an-outage": (50, 2.0, False),
}


@pytest.mark.parametrize(("attempts", "days", "hopeless"), HOPELESS.values(), ids=HOPELESS.keys())
def test_link_is_given_up_after_visits_and_days(attempts: int, days: float, hopeless: bool) -> None:
    assert is_hopeless(stored(NOW - timedelta(days=days), attempts), NOW) is hopeless


SKIPPED = {
    "other-site": ("http://b.example/1.html", TITLE, "leads to another site"),
    "too-long": ("http://a.example/" + "x" * 2000, TITLE, "address too long"),
    "no-notice": ("http://a.example/2.html", "某局召开防汛工作会议", "title: no notice of an inspection"),
}


@pytest.mark.parametrize(("url", "title", "reason"), SKIPPED.values(), ids=SKIPPED.keys())
def test_link_that_is_not_fetched_is_said_with_its_reason(url: str, title: str, reason: str) -> None:
    chosen = choose_links([link(url, title), link()], SITE)
    assert [skipped.reason for skipped in chosen.skipped] == [reason]
    assert "http://a.example/1.html" in [kept.url for kept in chosen.links if kept.url not in chosen.reasons]


def test_link_twice_on_a_page_is_chosen_once() -> None:
    assert len(choose_links([link(), link("http://A.example:80/1.html#top")], SITE).links) == 1


def test_newest_date_leaves_out_pinned_entries_and_days_to_come() -> None:
    links = [
        link(date="2026-03-09"),
        link(date="2026-03-10", pinned=True),
        link(date="2036-03-09"),
        link(date=None),
    ]
    assert find_newest(links, TODAY) == "2026-03-09"
    assert find_newest([link(date="2026-03-11")], TODAY) == "2026-03-11"
    assert find_newest([], TODAY) is None


def test_page_reaches_before_a_day_when_all_its_entries_do() -> None:
    assert reaches_before([link(date="2026-03-01"), link(date="2026-02-01")], date(2026, 3, 2))
    assert not reaches_before([link(date="2026-03-03"), link(date="2026-02-01")], date(2026, 3, 2))
    assert not reaches_before([link(date=None)], date(2026, 3, 2))
    assert not reaches_before([link(date="2026-02-01", pinned=True)], date(2026, 3, 2))


@pytest.mark.parametrize(
    ("title", "follows"),
    [
        ("省委第三巡视组向东岭市反馈巡视情况", True),
        ("中共东岭县委关于巡察整改进展情况的通报", True),
        ("东岭县召开巡察整改工作推进会", True),
        ("省委第三巡视组进驻东岭市动员会召开", False),
        ("某局召开防汛工作会议", False),
        ("某公司就用户反馈开展整改", False),
    ],
)
def test_feedback_and_rectification_are_followed(title: str, follows: bool) -> None:
    assert is_follow_up(title) is follows
