"""From what a run saw to its outcome. Mobilisation meetings come in rounds, so health looks at listing links, the
newest date on the listing and how well fields are filled, never at the number of notices.
"""

from collections.abc import Iterator
from datetime import date

from crawler.model.items import Notice
from crawler.model.outcomes import Fault, Outcome, find_worst
from crawler.model.site import Listing, Site
from crawler.model.times import find_day
from crawler.runs.ledger import ListingRead, RunLedger

FLOOR_SAMPLE = 5
"""Fewest new notices of a run from which a fill floor is judged: fewer say nothing about a share."""

NOT_STARTED, STOPPED, DIED, RESTING = "start_failed", "stopped", "died", "resting"
"""Ends that Scrapy has no word for: the spider never opened; it never closed; the process is gone (the fault is in the
ledger then); the site is to be left alone.
"""

FINISH_OUTCOMES = {
    "closespider_timeout": (Outcome.DEADLINE, "the run reached its time limit and was closed in order"),
    "request_budget": (Outcome.DEADLINE, "the request budget of the run is used up; the next run goes on from here"),
    "shutdown": (Outcome.INTERRUPTED, "stopped by a signal, closed in order"),
    "stopped": (Outcome.INTERRUPTED, "stopped at once by a second signal; what was in flight stays pending"),
    "storage_error": (Outcome.STORAGE_ERROR, "closed because the store or archive could not be written"),
    "start_failed": (Outcome.DEGRADED, "the crawler could not start; the log says why"),
    "start_error": (Outcome.DEGRADED, "not everything was asked for, because of the error reported beside this"),
    "memusage_exceeded": (Outcome.DEGRADED, "closed because the process used too much memory"),
}
"""Why Scrapy ended a run, as outcomes; `finished` is not among them."""


def judge_run(site: Site, ledger: RunLedger, finish_reason: str, today: date) -> Outcome:
    """The outcome of a run; adds the faults of listings, floors and the ending to the ledger."""
    closed_early = finish_reason != "finished"
    if closed_early and finish_reason not in (DIED, RESTING):
        outcome, reason = FINISH_OUTCOMES.get(finish_reason, (Outcome.DEGRADED, f"closed early: {finish_reason}"))
        ledger.faults.append(Fault(url=site.listings[0].url, stage="run", reason=reason, outcome=outcome))
    for listing in site.listings:
        ledger.faults.extend(judge_listing(listing, ledger, today, closed_early=closed_early))
    ledger.faults.extend(judge_floors(site, ledger))
    done = Outcome.RESTING if ledger.rest else Outcome.NEW if ledger.new else Outcome.QUIET
    return find_worst([*(fault.outcome for fault in ledger.faults), done])


def judge_listing(listing: Listing, ledger: RunLedger, today: date, *, closed_early: bool) -> Iterator[Fault]:
    """Layout-changed, stale, or never read; nothing for a healthy listing."""
    read = ledger.listings.get(listing.url)
    if read is None:
        if not closed_early and not any(fault.url == listing.url for fault in ledger.faults):
            yield Fault(
                url=listing.url, stage="listing", reason="never answered in this run", outcome=Outcome.UNREACHABLE
            )
        return
    if read.links < listing.min_links:
        reason = f"{read.links} links, at least {listing.min_links} expected: the page's layout has changed"
        yield Fault(url=listing.url, stage="listing", reason=reason, outcome=Outcome.LAYOUT_CHANGED)
    elif stale := _find_staleness(read, listing, today):
        yield Fault(url=listing.url, stage="listing", reason=f"{stale}: has the column moved?", outcome=Outcome.STALE)


def judge_floors(site: Site, ledger: RunLedger) -> Iterator[Fault]:
    """One fault for each field whose share of filled values in the new notices lies under the seed's floor."""
    if ledger.new < FLOOR_SAMPLE:
        return
    for floor in site.floors:
        share = ledger.filled[floor.field] / ledger.new
        if share < floor.share:
            reason = f"field {floor.field} filled in {share:.0%} of {ledger.new} new notices, floor {floor.share:.0%}"
            yield Fault(url=site.listings[0].url, stage="check", reason=reason, outcome=Outcome.DEGRADED)


def list_filled(site: Site, notice: Notice) -> list[str]:
    """The fields with a floor that a notice has filled."""
    return [floor.field for floor in site.floors if read_field(notice, floor.field)]


def read_field(notice: Notice, name: str) -> object:
    """The value of a field by its published name, wherever it stands; None for an unknown name."""
    for part in (notice.page, notice.facts, notice.facts.contacts, notice.facts.period):
        if hasattr(part, name):
            return getattr(part, name)
    return None


def _find_staleness(read: ListingRead, listing: Listing, today: date) -> str | None:
    """Why a listing counts as stale; one that shows no dates is judged by the day it last brought a link."""
    if read.newest is not None:
        age = (today - date.fromisoformat(read.newest)).days
        said = f"newest entry {read.newest} is {age} days old"
    elif read.fresh_at is not None:
        age = (today - find_day(read.fresh_at)).days
        said = f"shows no dates, and no new link for {age} days"
    else:
        return None
    return f"{said}, limit {listing.stale_days}" if age > listing.stale_days else None
