"""The books of a run, kept by the parent: what is known becomes outcome, feeds, report and summary line, whatever the
child that crawled did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crawler.exports import open_outlet, publish_changes
from crawler.model.config import Config
from crawler.model.outcomes import Outcome, XunshiError, find_worst
from crawler.model.site import Site
from crawler.model.times import find_day
from crawler.runs.alerts import tell
from crawler.runs.health import DIED, judge_run
from crawler.runs.latency import measure_latency
from crawler.runs.ledger import (
    RunLedger,
    format_summary,
    make_report,
    shorten_report,
    write_lines,
    write_report,
)
from crawler.runs.rests import find_rest
from crawler.runs.status import make_row, update_status
from crawler.runs.wire import Told
from crawler.store import Store
from crawler.store.readings import UNREAD_DEATHS


@dataclass(frozen=True, slots=True)
class Death:
    """Why a child ended before it had told all."""

    reason: str
    outcome: Outcome


def leave_fault(site: Site, config: Config, error: XunshiError, now: datetime) -> Outcome:
    """Report and summary of a run that could not begin; gives the outcome that stands."""
    ledger = RunLedger(site=site.id, started=now)
    ledger.add_fault(site.listings[0].url, "run", str(error), error.outcome)
    ledger.unsent = tell(config, {site.id: error.outcome}, {site.id: site.name}, now)
    return _leave(None, ledger, error.outcome, config, now)


def list_awake(store: Store, config: Config, sites: Sequence[Site], now: datetime) -> list[Site]:
    """The sites that may be asked now; the others get the report and summary of a run that asks nothing."""
    awake = []
    for site in sites:
        rest = find_rest(site, store.find_rest(site.id), now)
        if rest is None:
            awake.append(site)
            continue
        ledger = RunLedger(site=site.id, started=now, rest=rest)
        ledger.pending = store.count_pending(site.id)
        _leave(store, ledger, Outcome.RESTING, config, now)
    return awake


def catch_up(store: Store, config: Config, sites: Sequence[Site], names: Mapping[str, str], now: datetime) -> None:
    """The kinds of the sites, and what runs that were killed together with their parent left undone: readings to be
    struck out, feeds to publish.

    Feeds that cannot be written now are tried again, and reported, at the end of the run.
    """
    store.note_kinds({site.id: site.kind for site in sites}, now)
    for site in sites:
        if store.list_broken_off(site.id):
            store.forget_readings(site.id)
    if store.read_generations().scopes:
        _publish(store, config, [], names, now)


def close_books(
    store: Store,
    config: Config,
    sites: Sequence[Site],
    names: Mapping[str, str],
    told: dict[str, Told],
    death: Death | None,
    now: datetime,
) -> list[Outcome]:
    """Judges each site by what was heard of it, publishes what changed, leaves report and summary; the outcomes."""
    ledgers: dict[str, RunLedger] = {}
    outcomes: dict[str, Outcome] = {}
    for site in sites:
        heard = told.get(site.id) or Told(RunLedger(site=site.id, started=now))
        ledgers[site.id] = ledger = heard.ledger
        reason = heard.finish_reason or _note_death(store, site, ledger, death, now)
        _look_up(store, site, ledger)
        outcomes[site.id] = judge_run(site, ledger, reason, find_day(now))
    trouble = _publish(store, config, [site.id for site in sites], names, now)
    for site in sites:
        if trouble:
            ledgers[site.id].add_fault(site.listings[0].url, "feeds", trouble, Outcome.STORAGE_ERROR)
            outcomes[site.id] = find_worst([outcomes[site.id], Outcome.STORAGE_ERROR])
    unsent = tell(config, outcomes, names, now)
    rows = {}
    for site in sites:
        ledgers[site.id].unsent = unsent
        outcomes[site.id] = _leave(store, ledgers[site.id], outcomes[site.id], config, now)
        rows[site.id] = make_row(make_report(ledgers[site.id], outcomes[site.id], now), site.name)
    if (said := update_status(config, rows)) is not None:
        write_lines([said])
    return [outcomes[site.id] for site in sites]


def leave_books(
    config: Config, sites: Sequence[Site], told: dict[str, Told], error: XunshiError, now: datetime
) -> list[Outcome]:
    """The same where the store cannot be opened any more: report and summary from what was heard."""
    outcomes = []
    for site in sites:
        heard = told.get(site.id) or Told(RunLedger(site=site.id, started=now))
        heard.ledger.add_fault(site.listings[0].url, "store", str(error), error.outcome)
        outcome = judge_run(site, heard.ledger, heard.finish_reason or DIED, find_day(now))
        heard.ledger.unsent = tell(config, {site.id: outcome}, {site.id: site.name}, now)
        outcomes.append(_leave(None, heard.ledger, outcome, config, now))
    return outcomes


def _note_death(store: Store, site: Site, ledger: RunLedger, death: Death | None, now: datetime) -> str:
    """Counts the death for the page that was being read; one of a page that is unread already spoils no run, for such
    pages come last. Gives the reason for which the crawl counts as ended.
    """
    death = death or Death("ended without a word", Outcome.DEGRADED)
    try:
        broken = store.list_broken_off(site.id)
        deaths = [store.note_death(site.id, url, death.reason, now) for url in broken]
    except XunshiError as error:
        ledger.add_fault(site.listings[0].url, "store", str(error), error.outcome)
        return DIED
    if deaths and min(deaths) > UNREAD_DEATHS:
        return "finished"
    for url in broken:
        ledger.add_fault(url, "read", f"{death.reason}; asked again next time", death.outcome)
    if not broken:
        ledger.add_fault(site.listings[0].url, "run", death.reason, death.outcome)
    return DIED


def _look_up(store: Store, site: Site, ledger: RunLedger) -> None:
    """What the store knows of a site after its crawl."""
    try:
        ledger.pending = store.count_pending(site.id)
        ledger.unread = store.list_unread(site.id)
        ledger.latency = measure_latency(store.list_times(site.id), store.find_watch_start(site.id))
    except XunshiError as error:
        ledger.add_fault(site.listings[0].url, "store", str(error), error.outcome)


def _publish(store: Store, config: Config, sites: Sequence[str], names: Mapping[str, str], now: datetime) -> str | None:
    """Brings the published files up to date; gives the reason when they could not be written."""
    try:
        publish_changes(store, config.feeds_dir, sites, now, open_outlet(replace(config, site_names=dict(names))))
    except XunshiError as error:
        return str(error)
    return None


def _leave(store: Store | None, ledger: RunLedger, outcome: Outcome, config: Config, now: datetime) -> Outcome:
    """Report and summary line; what cannot be written in one place is written in the other all the same."""
    path = config.find_report(ledger.site)
    for place in ("file", "store"):
        report = make_report(ledger, outcome, now)
        try:
            if place == "file":
                write_report(path, report)
            elif store is not None:
                store.save_run(ledger.site, shorten_report(report))
        except XunshiError as error:
            ledger.add_fault(str(path), "report", str(error), error.outcome)
            outcome = find_worst([outcome, error.outcome])
            if place == "store":
                write_report(path, make_report(ledger, outcome, now))
    write_lines([format_summary(make_report(ledger, outcome, now))])
    return outcome
