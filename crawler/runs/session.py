"""The crawl of one or many sites in one process; what came of it is told to whoever started it."""

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.model.config import Config
from crawler.model.outcomes import Outcome, XunshiError
from crawler.model.site import Site
from crawler.runs.arguments import CrawlOptions
from crawler.runs.binding import LineFormatter, SiteRun, StoreWorker, attach_run, close_crawl, end_once
from crawler.runs.health import NOT_STARTED, STOPPED
from crawler.runs.ledger import RunLedger, SkippedLink
from crawler.runs.progress import Progress

Tell = Callable[[RunLedger, str | None], None]


@dataclass(slots=True, kw_only=True)
class _Job:
    """One site's crawl."""

    run: SiteRun
    crawler: Crawler
    finish_reason: str = NOT_STARTED
    """Scrapy's, or `start_failed` when the spider never opened, `stopped` when it never closed."""


def crawl_sites(
    settings: Settings,
    config: Config,
    sites: Sequence[Site],
    options: CrawlOptions,
    tell: Tell,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> None:
    """Crawls the sites side by side; tells each one's ledger as it fills, and at last why its crawl ended."""
    process = AsyncCrawlerProcess(settings)
    escape_logs()
    jobs = []
    with ExitStack() as held, Progress(len(sites)) as progress:
        for site in sites:
            ledger = RunLedger(site=site.id, started=now())
            try:
                jobs.append(_prepare(process, config, site, options, ledger, tell, now, held))
            except XunshiError as error:
                ledger.add_fault(site.listings[0].url, "run", str(error), error.outcome)
                tell(ledger, "storage_error")
        for job in jobs:
            progress.watch(job.crawler, job.run.ledger)
            process.crawl(job.crawler)
        if jobs:
            process.start()
    if len(jobs) == 1:
        _note_logged_errors(jobs[0])
    for job in jobs:
        _note_end(job)
        tell(job.run.ledger, job.finish_reason)


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
    tell: Tell,
    now: Callable[[], datetime],
    held: ExitStack,
) -> _Job:
    worker = StoreWorker(config, site.id)
    held.callback(worker.close)
    crawler = process.create_crawler(site.id)
    assert crawler.settings is not None
    run = SiteRun(
        site=site,
        config=config,
        options=options,
        ledger=ledger,
        worker=worker,
        now=now,
        tell=lambda: tell(ledger, None),
        page_seconds=crawler.settings.getfloat("PAGE_CPU_LIMIT"),
    )
    attach_run(crawler, run)
    job = _Job(run=run, crawler=crawler)

    def note_start(spider: Any) -> None:
        job.finish_reason = STOPPED
        end_once(crawler)

    def note_end(spider: Any, reason: str) -> None:
        job.finish_reason = reason

    def note_request(request: Any, spider: Any) -> None:
        ledger.requests += 1

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
    crawler.signals.connect(note_request, signal=signals.request_reached_downloader, weak=False)
    crawler.signals.connect(note_error, signal=signals.spider_error, weak=False)
    return job


def _note_end(job: _Job) -> None:
    """What only the end of a crawl shows."""
    run, ledger, stats = job.run, job.run.ledger, job.crawler.stats
    counts = stats.get_stats() if stats else {}
    ledger.requests = int(counts.get("downloader/request_count", ledger.requests))
    if sum(count for name, count in counts.items() if name.startswith("feedexport/failed_count")):
        ledger.add_fault(run.site.listings[0].url, "feed", "the -O / FEEDS file was not written", Outcome.STORAGE_ERROR)
    _note_open_links(job)


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
    ledger.skip(SkippedLink(url=url, title=title, reason=ended) for url, title in ledger.open_links.items())
    if job.finish_reason == "finished":
        for url in ledger.open_links:
            ledger.add_fault(url, "fetch", ended, Outcome.DEGRADED)
