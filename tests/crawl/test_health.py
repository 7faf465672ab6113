"""From what a run saw to its outcome."""

import json
from datetime import UTC, date, datetime

import pytest

from crawler.model.outcomes import WORST_FIRST, Outcome, find_worst
from crawler.model.site import Listing, Site
from crawler.runs.health import FINISH_OUTCOMES, judge_run
from crawler.runs.ledger import ListingRead, RunLedger, format_summary, make_report
from crawler.runs.rests import Rest

TODAY = date(2026, 3, 10)
LISTING = Listing(url="https://a.example/x/", stale_days=30, min_links=5)
SITE = Site(id="a", name="甲", level="county", region=None, platform="plain", hosts=("a.example",), listings=(LISTING,))


def make_ledger(**read: object) -> RunLedger:
    ledger = RunLedger(site="a", started=datetime(2026, 3, 10, tzinfo=UTC))
    values = {"links": 8, "newest": "2026-03-01", **read}
    ledger.listings[LISTING.url] = ListingRead(url=LISTING.url, **values)  # type: ignore[arg-type]
    return ledger


def test_healthy_listing_without_new_notices_is_quiet() -> None:
    assert judge_run(SITE, make_ledger(), "finished", TODAY) is Outcome.QUIET


def test_new_notices_are_new() -> None:
    ledger = make_ledger()
    ledger.new = 1
    assert judge_run(SITE, ledger, "finished", TODAY) is Outcome.NEW


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        ({"links": 4}, Outcome.LAYOUT_CHANGED),
        ({"links": 5}, Outcome.QUIET),
        ({"newest": "2026-02-07"}, Outcome.STALE),
        ({"newest": "2026-02-08"}, Outcome.QUIET),
        ({"newest": None}, Outcome.QUIET),
        ({"links": 0, "newest": "2020-01-01"}, Outcome.LAYOUT_CHANGED),
    ],
    ids=[
        "too-few-links",
        "just-enough-links",
        "one-day-too-old",
        "just-young-enough",
        "no-date",
        "layout-before-stale",
    ],
)
def test_listing_is_judged_by_links_and_newest_date(read: dict[str, object], outcome: Outcome) -> None:
    assert judge_run(SITE, make_ledger(**read), "finished", TODAY) is outcome


def test_listing_that_was_never_read_is_not_quiet() -> None:
    ledger = RunLedger(site="a", started=datetime(2026, 3, 10, tzinfo=UTC))
    assert judge_run(SITE, ledger, "finished", TODAY) is Outcome.UNREACHABLE


@pytest.mark.parametrize("reason", FINISH_OUTCOMES)
def test_run_closed_early_has_its_own_outcome(reason: str) -> None:
    assert judge_run(SITE, make_ledger(), reason, TODAY) is FINISH_OUTCOMES[reason][0]


def test_run_closed_for_an_unknown_reason_is_degraded() -> None:
    assert judge_run(SITE, make_ledger(), "cancelled", TODAY) is Outcome.DEGRADED


def test_worst_first_names_every_outcome_once() -> None:
    assert sorted(WORST_FIRST) == sorted(Outcome)


def test_worst_of_none_is_quiet() -> None:
    assert find_worst([]) is Outcome.QUIET


def test_summary_is_one_printable_line_whatever_a_page_says() -> None:
    ledger = make_ledger()
    ledger.add_fault("https://a.example/\x1b[31m", "decode", "bad\nline\x07", Outcome.DEGRADED)
    line = format_summary(make_report(ledger, Outcome.DEGRADED, datetime(2026, 3, 10, tzinfo=UTC)))
    assert line.isprintable()
    assert "degraded (exit 15)" in line


def test_listing_without_dates_is_stale_when_it_brought_no_link_for_too_long() -> None:
    fresh = datetime(2026, 2, 8, 4, tzinfo=UTC)
    assert judge_run(SITE, make_ledger(newest=None, fresh_at=fresh), "finished", TODAY) is Outcome.QUIET
    ledger = make_ledger(newest=None, fresh_at=fresh.replace(day=7))
    assert judge_run(SITE, ledger, "finished", TODAY) is Outcome.STALE
    assert "no new link for 31 days" in ledger.faults[0].reason


def test_rest_is_the_outcome_of_a_run_that_was_asked_to_wait() -> None:
    ledger = make_ledger()
    ledger.rest = Rest(datetime(2026, 3, 10, 9, tzinfo=UTC), "asked")
    assert judge_run(SITE, ledger, "resting", TODAY) is Outcome.RESTING


def test_report_of_many_faults_stays_small_and_keeps_its_outcome() -> None:
    ledger = make_ledger()
    for number in range(20_000):
        ledger.add_fault(f"https://a.example/{number}{'x' * 900}", "fetch", "no answer " * 90, Outcome.UNREACHABLE)
    ledger.add_fault("https://a.example/last", "decode", "damaged", Outcome.DEGRADED)
    outcome = judge_run(SITE, ledger, "finished", TODAY)
    report = make_report(ledger, outcome, datetime(2026, 3, 10, tzinfo=UTC))
    assert outcome is Outcome.DEGRADED
    assert len(json.dumps(report)) < 100_000
    assert report["left_out"] == {"errors": 19_900, "skipped": 0, "unread": 0}
