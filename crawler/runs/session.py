"""Runs of one or many sites in one process: lock, store, crawl, outcome, feeds, report."""

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.exports import publish_feeds
from crawler.model.config import Config
from crawler.model.outcomes import Outcome, XunshiError, find_worst
from crawler.model.site import Site
from crawler.runs.arguments import CrawlOptions
from crawler.runs.binding import LineFormatter, SiteRun, StoreWorker, attach_run, close_crawl
from crawler.runs.health import judge_run
from crawler.runs.latency import measure_latency
from crawler.runs.ledger import RunLedger, SkippedLink, find_day, format_summary, make_report, write_lines, write_report
from crawler.runs.locks import take_lock
from crawler.runs.progress import Progress

NOT_STARTED = "start_failed"


class NotStartedError(Exception):
    """Scrapy could not start (exit code 1): a component is broken; the log says which."""


@dataclass(slots=True, kw_only=True)
class _Job:
    """One site's run from its lock to its report."""

    run: SiteRun
    crawler: Crawler
    finish_reason: str = NOT_STARTED
    """Scrapy's, or `start_failed` when the spider never opened, `stopped` when it never closed."""


def run_sites(
    settings: Settings,
    config: Config,
    sites: Sequence[Site],
    options: CrawlOptions,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[Outcome]:
    """Crawls the sites side by side, publishes the feeds, leaves a report and a summary line for each.

    Gives the outcome of each site, in order. Raises NotStartedError, with all of that done, when Scrapy could not start
    one of them.
    """
    outcomes: dict[str, Outcome] = {}
    process = AsyncCrawlerProcess(settings)
    escape_logs()
    with ExitStack() as held, Progress(len(sites)) as progress:
        jobs = []
        for site in sites:
            ledger = RunLedger(site=site.id, started=now())
            try:
                jobs.append(_prepare(process, config, site, options, ledger, now, held))
            except XunshiError as error:
                ledger.add_fault(site.listings[0].url, "run", str(error), error.outcome)
                outcomes[site.id] = _close_books(ledger, error.outcome, config, now())
        for job in jobs:
            progress.watch(job.crawler, job.run.ledger)
            process.crawl(job.crawler)
        if jobs:
            process.start()
        if len(jobs) == 1:
            _note_logged_errors(jobs[0])
        judged = {job.run.site.id: _judge(job, now) for job in jobs}
        trouble = _publish(jobs, config) if jobs else None
        for job in jobs:
            site, ledger, outcome = job.run.site, job.run.ledger, judged[job.run.site.id]
            if trouble:
                ledger.add_fault(site.listings[0].url, "feeds", trouble, Outcome.STORAGE_ERROR)
                outcome = find_worst([outcome, Outcome.STORAGE_ERROR])
            outcomes[site.id] = _close_books(ledger, outcome, config, now(), job.run.worker)
    if any(job.finish_reason == NOT_STARTED for job in jobs):
        raise NotStartedError
    return [outcomes[site.id] for site in sites]


def escape_logs() -> None:
    """Gives every log handler a formatter that lets no control character through.

    A robots.txt that cannot be fetched is a fault in the ledger; Scrapy's traceback of it says nothing more.
    """
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    for handler in logging.getLogger().handlers:
        old = handler.formatter
        handler.setFormatter(LineFormatter(old._fmt if old else None, old.datefmt if old else None))


def _prepare(
    process: AsyncCrawlerProcess,
    config: Config,
    site: Site,
    options: CrawlOptions,
    ledger: RunLedger,
    now: Callable[[], datetime],
    held: ExitStack,
) -> _Job:
    held.enter_context(take_lock(config, site.id))
    worker = StoreWorker(config, site.id)
    held.callback(worker.close)
    crawler = process.create_crawler(site.id)
    run = SiteRun(site=site, config=config, options=options, ledger=ledger, worker=worker, now=now)
    attach_run(crawler, run)
    job = _Job(run=run, crawler=crawler)

    def note_start(spider: Any) -> None:
        job.finish_reason = "stopped"

    def note_end(spider: Any, reason: str) -> None:
        job.finish_reason = reason

    def note_error(failure: Any, response: Any, spider: Any) -> None:
        error = failure.value
        known = isinstance(error, XunshiError)
        outcome = error.outcome if known else Outcome.DEGRADED
        # where an errback or the spider's start failed there is no response
        url = getattr(response, "url", None) or site.listings[0].url
        ledger.add_fault(url, "spider", str(error) if known else f"{type(error).__name__}: {error}", outcome)
        if outcome is Outcome.STORAGE_ERROR:
            close_crawl(crawler, "storage_error")

    crawler.signals.connect(note_start, signal=signals.spider_opened, weak=False)
    crawler.signals.connect(note_end, signal=signals.spider_closed, weak=False)
    crawler.signals.connect(note_error, signal=signals.spider_error, weak=False)
    return job


def _judge(job: _Job, now: Callable[[], datetime]) -> Outcome:
    """The outcome of a run that ended, before its feeds are published."""
    run, ledger = job.run, job.run.ledger
    stats = job.crawler.stats
    ledger.requests = int(stats.get_value("downloader/request_count", 0)) if stats else 0
    failed_feeds = (
        sum(v for k, v in stats.get_stats().items() if k.startswith("feedexport/failed_count")) if stats else 0
    )
    if failed_feeds:
        ledger.add_fault(run.site.listings[0].url, "feed", "the -O / FEEDS file was not written", Outcome.STORAGE_ERROR)
    _note_open_links(job)
    try:
        ledger.pending = len(run.worker.run(run.worker.store.list_pending, run.site.id))
        times = run.worker.run(run.worker.store.list_times, run.site.id)
        ledger.latency = measure_latency(times, run.worker.run(run.worker.store.find_watch_start, run.site.id))
    except XunshiError as error:
        ledger.add_fault(run.site.listings[0].url, "store", str(error), error.outcome)
    return judge_run(run.site, ledger, job.finish_reason, find_day(now()))


def _note_logged_errors(job: _Job) -> None:
    """An error that only the log knows (of a signal handler, say) makes no quiet run; of one site alone, because every
    site's count holds the errors of all.
    """
    stats, ledger = job.crawler.stats, job.run.ledger
    errors = int(stats.get_value("log_count/ERROR", 0)) if stats else 0
    if errors and not ledger.faults:
        url = job.run.site.listings[0].url
        ledger.add_fault(url, "run", f"{errors} errors in the log that no page accounts for", Outcome.DEGRADED)


def _note_open_links(job: _Job) -> None:
    """Articles asked for that neither came nor failed: pending, and listed in the report with the reason."""
    ledger = job.run.ledger
    ended = "never answered in this run" if job.finish_reason == "finished" else f"run closed: {job.finish_reason}"
    for url, title in ledger.open_links.items():
        ledger.skipped.append(SkippedLink(url=url, title=title, reason=ended))
        if job.finish_reason == "finished":
            ledger.add_fault(url, "fetch", ended, Outcome.DEGRADED)


def _publish(jobs: Sequence[_Job], config: Config) -> str | None:
    """Rebuilds the feeds from the store, once for all sites; gives the reason when they could not be written."""
    worker = jobs[0].run.worker
    try:
        worker.run(publish_feeds, worker.store, config.feeds_dir, sorted(job.run.site.id for job in jobs))
    except XunshiError as error:
        return str(error)
    return None


def _close_books(
    ledger: RunLedger, outcome: Outcome, config: Config, finished: datetime, worker: StoreWorker | None = None
) -> Outcome:
    """Writes the report and the summary line; a busy site's report is left to the run that holds it."""
    report = make_report(ledger, outcome, finished)
    try:
        if worker is not None:
            worker.run(worker.store.save_run, ledger.site, report)
        if outcome is not Outcome.BUSY:
            write_report(config.find_report(ledger.site), report)
    except XunshiError as error:
        ledger.add_fault(str(config.find_report(ledger.site)), "report", str(error), Outcome.STORAGE_ERROR)
        outcome = find_worst([outcome, Outcome.STORAGE_ERROR])
        report = make_report(ledger, outcome, finished)
    write_lines([format_summary(report)])
    return outcome
