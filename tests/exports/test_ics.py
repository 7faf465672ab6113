"""ics, read by icalendar."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.exports.about import About
from crawler.model.items import Contacts, Hours, Notice, Period
from tests.exports.reading import write
from tests.model.notices import HOSTILE, NOTICES
from tests.store.samples import NOW, make_facts, make_notice

FEED = st.lists(NOTICES, max_size=3)


def read(feed: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(feed).walk("VEVENT"))


def test_the_period_and_the_hours_of_the_hotline_are_events() -> None:
    period, hours = read(write([make_notice(1)], "ics"))
    assert (period["DTSTART"].dt, period["DTEND"].dt) == (date(2026, 3, 2), date(2026, 5, 1))
    assert str(period["SUMMARY"]) == "省委第1巡视组进驻试验1县"
    assert str(period["LOCATION"]) == "试验市第1号邮政信箱"
    assert "电话：0555-1234567" in str(period["DESCRIPTION"])
    assert hours["DTSTART"].dt.utcoffset() == timedelta(hours=8)
    assert hours["DTSTART"].dt.replace(tzinfo=None) == datetime(2026, 3, 2, 8)  # noqa: DTZ001  # its zone stands above
    assert hours["RRULE"]["BYDAY"] == ["MO", "TU", "WE", "TH", "FR"]
    assert hours["RRULE"]["UNTIL"][0].isoformat() == "2026-04-30T15:59:59+00:00"


def test_hours_of_workdays_begin_on_a_workday() -> None:
    facts = make_facts(1, period=Period(start="2026-02-28", end="2026-04-30"))  # a Saturday
    assert read(write([make_notice(1, facts=facts)], "ics"))[1]["DTSTART"].dt.date() == date(2026, 3, 2)


def test_an_event_keeps_its_uid_and_its_sequence_grows_with_the_generation() -> None:
    first = read(write([make_notice(1)], "ics", About(find_generation=lambda _: 3)))
    edited = replace(make_notice(1, title="改"), revision=2)
    second = read(write([edited], "ics", About(find_generation=lambda _: 8)))
    assert [str(event["UID"]) for event in first] == [str(event["UID"]) for event in second]
    assert {int(event["SEQUENCE"]) for event in first} == {3}
    assert {int(event["SEQUENCE"]) for event in second} == {8}


def test_a_notice_taken_down_is_cancelled() -> None:
    assert str(read(write([replace(make_notice(1), withdrawn=NOW)], "ics"))[0]["STATUS"]) == "CANCELLED"


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Period(start="2026-03-02"), (date(2026, 3, 2), date(2026, 3, 3))),
        (Period(end="--04-30"), None),
        (Period(start="2026-03-02", end="2026-03-01"), None),
        (Period(start="2026-02-30"), None),
        (Period(), None),
    ],
)
def test_what_cannot_be_told_in_days_is_no_event(period: Period, days: tuple[date, date] | None) -> None:
    facts = make_facts(1, period=period, meeting_dates=(), contacts=Contacts())
    events = read(write([make_notice(1, facts=facts)], "ics"))
    assert [(event["DTSTART"].dt, event["DTEND"].dt) for event in events] == ([days] if days else [])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_within_its_property(text: str) -> None:
    contacts = Contacts(mailboxes=(text * 40,), hours=(Hours(start="24:00", end="99:99", days=None),))
    facts = make_facts(1, teams=(text,), contacts=contacts)
    feed = write([make_notice(1, facts=facts, title=text)], "ics")
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))
    [event] = read(feed)
    assert set(event) == {
        *("UID", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "TRANSP"),
        *("DESCRIPTION", "LOCATION", "URL"),
    }


@settings(max_examples=40, deadline=None)
@given(FEED)
def test_whatever_is_written_can_be_read(notices: list[Notice]) -> None:
    for event in read(write(notices, "ics")):
        assert event.errors == []


def test_the_calendar_says_what_it_is() -> None:
    calendar = icalendar.Calendar.from_ical(write([], "ics", About(generation=7)))
    assert (str(calendar["X-XUNSHI-LICENCE"]), str(calendar["X-XUNSHI-GENERATION"])) == ("CC-BY-4.0", "7")
