"""One run of some sites, from their locks to their reports: the crawl works in a child process, the parent keeps the
locks, the watchdog and the books.
"""

import resource
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy.settings import Settings

from crawler.model.config import Config
from crawler.model.outcomes import Outcome, XunshiError, find_worst
from crawler.model.site import Site
from crawler.runs.arguments import CrawlOptions
from crawler.runs.health import NOT_STARTED
from crawler.runs.ledger import RunLedger, format_summary, make_report, write_lines
from crawler.runs.locks import BusyError, take_lock
from crawler.runs.supervisor import supervise
from crawler.runs.wire import Wire

if TYPE_CHECKING:
    from crawler.store import Store

_MEMORY_SHARE = 1.5
"""Data of a child, as a multiple of MEMUSAGE_LIMIT_MB, beyond which a page's reading fails for want of memory: before
the machine ends the process, and its supervisor with it.
"""


def run_watched(
    settings: Settings,
    config: Config,
    sites: Sequence[Site],
    options: CrawlOptions,
    found: Sequence[Outcome],
    known: Mapping[str, Site],
) -> int:
    """Runs the sites and gives the exit code: the worst of their outcomes and those `found` before; 1 where Scrapy
    could not start. `known`: all sites. Raises StorageError when no lock can be written.
    """
    names = {site.id: site.name for site in known.values()}
    with ExitStack() as held:
        free = [site for site in sites if _take_lock(site, config, held)]
        outcomes = [*found, *([Outcome.BUSY] if len(free) < len(sites) else [])]
        if not free:
            return find_worst(outcomes).exit_code
        from crawler.runs.books import catch_up, leave_fault, list_awake
        from crawler.store import Store

        now = datetime.now(UTC)
        try:
            with closing(Store.open(config.database_url)) as store:
                if store.upgraded:
                    write_lines([store.upgraded])
                _renew_hashes(store, config, known)
                catch_up(store, config, free, names, now)
                awake = list_awake(store, config, free, now)
        except XunshiError as error:
            return find_worst([*outcomes, *(leave_fault(site, config, error, now) for site in free)]).exit_code
        outcomes += [Outcome.RESTING] * (len(free) - len(awake))
        return _run(settings, config, awake, options, outcomes, names) if awake else find_worst(outcomes).exit_code


def _renew_hashes(store: "Store", config: Config, known: Mapping[str, Site]) -> None:
    """Takes hashes of an older rule anew, before a run compares anything with them; one line says so."""
    from crawler.runs.renewal import renew_hashes
    from crawler.store.archive import Archive

    if count := renew_hashes(store, Archive(config.archive_dir), known):
        write_lines([f"{config.data_dir}: {count} content hashes renewed from the archived pages, by today's rule"])


def _take_lock(site: Site, config: Config, held: ExitStack) -> bool:
    """Whether the site is free; a busy one is said, before anything heavy is loaded."""
    try:
        held.enter_context(take_lock(config, site.id))
    except BusyError as error:
        ledger = RunLedger(site=site.id, started=datetime.now(UTC))
        ledger.add_fault(site.listings[0].url, "run", str(error), Outcome.BUSY)
        write_lines([format_summary(make_report(ledger, Outcome.BUSY, datetime.now(UTC)))])
        return False
    return True


def _run(
    settings: Settings,
    config: Config,
    sites: Sequence[Site],
    options: CrawlOptions,
    outcomes: list[Outcome],
    names: Mapping[str, str],
) -> int:
    """The child crawls; the parent watches it, and closes the books of every site whatever became of it."""
    from crawler.runs.books import Death, close_books, leave_books
    from crawler.store import Store

    wire, deaths = Wire(), list[Death]()

    def work() -> int:
        from crawler.runs.session import crawl_sites

        _bound_memory(settings.getfloat("MEMUSAGE_LIMIT_MB"))
        crawl_sites(settings, config, sites, options, wire.tell)
        return 0

    def die(reason: str, outcome: Outcome) -> int:
        deaths.append(Death(reason, outcome))
        return outcome.exit_code

    limit = settings.getfloat("CLOSESPIDER_TIMEOUT") + settings.getfloat("WATCHDOG_GRACE")
    code = supervise(work, limit, die, wire.hear)
    wire.hear()
    death = deaths[0] if deaths else Death(f"ended with code {code} before it was done", Outcome.DEGRADED)
    now = datetime.now(UTC)
    try:
        store = Store.open(config.database_url)
    except XunshiError as error:
        outcomes += leave_books(config, sites, wire.told, error, now)
    else:
        with closing(store):
            outcomes += close_books(store, config, sites, names, wire.told, death, now)
    if any(told.finish_reason == NOT_STARTED for told in wire.told.values()):
        return 1
    return find_worst(outcomes).exit_code


def _bound_memory(limit_mb: float) -> None:
    """Bounds the data of this process; Scrapy's own limit is a timer of the reactor, which a reading page holds up."""
    if limit_mb:
        most = int(limit_mb * _MEMORY_SHARE * 1024 * 1024)
        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))
