"""When a site is left alone, and for how long."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.model.site import Site
from crawler.runs.rests import LONGEST_REST, find_opening, find_rest, read_retry_after

NOW = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)  # 12:00 in Beijing
SITE = Site(id="a", name="甲", level="county", region=None, platform="plain", hosts=("a.example",), listings=())
NIGHT, DAY = (time(22), time(6)), (time(8), time(18))


@pytest.mark.parametrize(
    ("hours", "clock", "opens"),
    [
        (NIGHT, "12:00", "22:00"),
        (NIGHT, "23:30", None),
        (NIGHT, "05:59", None),
        (NIGHT, "06:00", "22:00"),
        (NIGHT, "22:00", None),
        (DAY, "08:00", None),
        (DAY, "18:00", "08:00"),
        (DAY, "07:59", "08:00"),
        (None, "03:00", None),
    ],
    ids=str,
)
def test_hours_are_those_of_beijing_also_over_midnight(
    hours: tuple[time, time] | None, clock: str, opens: str | None
) -> None:
    moment = datetime.fromisoformat(f"2026-03-10T{clock}:00+08:00")
    found = find_opening(hours, moment.astimezone(UTC))
    assert (None if found is None else f"{found:%H:%M}") == opens
    assert found is None or moment < found <= moment + timedelta(days=1)


@given(st.times(), st.times(), st.datetimes(timezones=st.just(UTC)))
def test_a_site_may_be_asked_when_its_hours_begin(start: time, end: time, moment: datetime) -> None:
    start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
    if start == end:
        return
    if not 1000 < moment.year < 9000:
        return
    opens = find_opening((start, end), moment)
    assert opens is None or find_opening((start, end), opens) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", None),
        ("-5", None),
        ("1e9", None),
        ("soon", None),
        ("", None),
        ("9" * 30, LONGEST_REST.total_seconds()),
        ("Tue, 10 Mar 2026 04:10:00 GMT", 600),
        ("Tue, 10 Mar 2026 03:00:00 GMT", None),
        ("Tue, 10 Mar 2036 04:10:00 GMT", LONGEST_REST.total_seconds()),
        ("Tue, 99 Mar 2026 04:10:00 GMT", None),
    ],
    ids=repr,
)
def test_retry_after_in_its_forms(value: str, seconds: float | None) -> None:
    found = read_retry_after(value, NOW)
    assert (None if found is None else (found - NOW).total_seconds()) == seconds


@given(st.text(max_size=40))
def test_no_retry_after_raises_or_lasts_for_more_than_a_day(value: str) -> None:
    found = read_retry_after(value, NOW)
    assert found is None or NOW < found <= NOW + LONGEST_REST


def test_a_rest_that_is_over_is_none() -> None:
    assert find_rest(SITE, NOW - timedelta(seconds=1), NOW) is None
    assert find_rest(SITE, None, NOW) is None
    rest = find_rest(SITE, NOW + timedelta(hours=1), NOW)
    assert rest is not None
    assert rest.until == NOW + timedelta(hours=1)


def test_outside_its_hours_a_site_rests_until_they_begin() -> None:
    rest = find_rest(replace(SITE, hours=NIGHT), None, NOW)
    assert rest is not None
    assert rest.until == NOW + timedelta(hours=10)
    assert "22:00 to 06:00" in rest.reason
