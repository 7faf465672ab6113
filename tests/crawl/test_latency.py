"""How long notices were out before they were found."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.runs.latency import Latency, format_minutes, measure_latency, read_minute
from crawler.store import Store
from tests.store.samples import NOW, make_facts, make_notice

WATCHED = datetime(2026, 3, 1, tzinfo=UTC)
SEEN = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)  # 12:00 in Beijing


def test_minutes_from_publication_to_first_sight() -> None:
    times = [("2026-03-10T11:30:00+08:00", SEEN), ("2026-03-10T11:00:00+08:00", SEEN)]
    assert measure_latency(times, WATCHED) == Latency(notices=2, median_minutes=45, p90_minutes=60)


LEFT_OUT = {
    "day-only": "2026-03-10",
    "year-unknown": "--03-10",
    "midnight": "2026-03-10T00:00:00+08:00",
    "before-the-first-run-ended": "2026-02-28T11:00:00+08:00",
    "corrected-after-it-was-seen": "2026-03-10T12:01:00+08:00",
    "no-zone": "2026-03-10T11:00:00",
}


@pytest.mark.parametrize("published_at", LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_tells_nothing_is_left_out(published_at: str) -> None:
    assert measure_latency([(published_at, SEEN)], WATCHED) is None


def test_a_site_without_a_finished_run_has_no_latency() -> None:
    assert measure_latency([("2026-03-10T11:00:00+08:00", SEEN)], None) is None


def test_a_notice_found_late_counts_however_late() -> None:
    latency = measure_latency([("2026-03-02T12:00:00+08:00", SEEN)], WATCHED)
    assert latency is not None
    assert latency.median_minutes == 8 * 24 * 60


def test_ninety_of_a_hundred_were_found_within_the_90th_percentile() -> None:
    times = [((SEEN - timedelta(minutes=n)).isoformat(), SEEN) for n in range(1, 101)]
    assert measure_latency(times, WATCHED) == Latency(notices=100, median_minutes=50, p90_minutes=90)


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    assert read_minute(text) is None or "T" in text


@pytest.mark.parametrize(("minutes", "text"), [(0, "0 min"), (99, "99 min"), (150, "2.5 h"), (4320, "3.0 d")])
def test_minutes_are_printed_for_a_person(minutes: int, text: str) -> None:
    assert format_minutes(minutes) == text


def test_the_store_gives_the_times_of_published_notices_and_the_end_of_the_first_run(tmp_path: Path) -> None:
    with closing(Store.open(f"sqlite:///{tmp_path}/n.sqlite3")) as store:
        store.commit(make_notice(1, published_at="2026-03-04T12:30:00+08:00"), NOW)
        store.commit(make_notice(2, published_at="2026-03-04"), NOW)
        store.commit(make_notice(3, published_at="2026-03-04T12:30:00+08:00", facts=make_facts(3, kind="other")), NOW)
        assert store.list_times("site-a") == [("2026-03-04T12:30:00+08:00", NOW)]
        assert store.find_watch_start("site-a") is None
        for day in ("2026-03-02", "2026-03-01", "2026-03-03"):
            store.save_run("site-a", {"outcome": "quiet", "finished": f"{day}T00:00:00+00:00"})
        assert store.find_watch_start("site-a") == WATCHED
