"""What ties one Scrapy crawler to its site's run: the store's worker thread, the ledger, the clock, quiet logs."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from scrapy import logformatter
from scrapy.crawler import Crawler

from crawler.model.config import Config
from crawler.model.items import ArchiveRef
from crawler.model.outcomes import Outcome
from crawler.model.site import Site
from crawler.runs.arguments import CrawlOptions
from crawler.runs.cpu_limit import PageOverrunError, limit_cpu
from crawler.runs.ledger import RunLedger, SkippedLink, show_line
from crawler.runs.reading_code import fingerprint_code
from crawler.runs.rests import Rest
from crawler.runs.stages import load_rooms
from crawler.store import Store, StoredLink
from crawler.store.archive import Archive
from crawler.store.readings import UNREAD_DEATHS

P = ParamSpec("P")
T = TypeVar("T")


class StoreWorker:
    """One thread with the one connection of a run: a lock wait in it never stops the reactor."""

    def __init__(self, config: Config, site: str) -> None:
        """Opens store and archive. Raises ConfigError or StorageError as they do."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"store-{site}")
        try:
            self.store: Store = self.run(Store.open, config.database_url)
            self.archive = Archive(config.archive_dir)
        except Exception:
            self._thread.shutdown()
            raise

    def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Does `work` in the store's thread and waits for it (outside the reactor only)."""
        return self._thread.submit(work, *args, **kwargs).result()

    async def call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Does `work` in the store's thread; awaitable from the reactor."""
        return await asyncio.wrap_future(self._thread.submit(work, *args, **kwargs))

    def close(self) -> None:
        """Closes the connection and ends the thread."""
        self.run(self.store.close)
        self._thread.shutdown()


class Turns:
    """Lets one page at a time be read."""

    def __init__(self) -> None:
        self._free = asyncio.Event()
        self._free.set()
        self._holder: str | None = None

    async def take(self, url: str) -> None:
        """Waits until no other page is being read."""
        while self._holder is not None and self._holder != url:
            await self._free.wait()
        self._holder = url
        self._free.clear()

    def give(self, url: str) -> None:
        """The page's reading has ended; nothing where it never began."""
        if self._holder == url:
            self._holder = None
            self._free.set()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRun:
    """Everything spider and pipelines of one run share."""

    site: Site
    config: Config
    options: CrawlOptions
    ledger: RunLedger
    worker: StoreWorker
    now: Callable[[], datetime]
    tell: Callable[[], None] = lambda: None
    """Says what is known by now to whoever keeps the books."""
    page_seconds: float = 20
    """Processor time that reading one page may take."""
    turns: Turns = field(default_factory=Turns)

    def read(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Does the work of reading one page. Raises PageOverrunError when it takes too long, and what `work` does."""
        with limit_cpu(self.page_seconds):
            return work(*args, **kwargs)

    async def begin_reading(self, link_url: str, archive: ArchiveRef | None) -> None:
        """Counts the attempt to read a page before it is made, in the store and in the books.

        One page after the other: one that kills its reader takes no other along.
        """
        await self.turns.take(link_url)
        load_rooms()
        call, store = self.worker.call, self.worker.store
        await call(store.begin_reading, self.site.id, link_url, archive, fingerprint_code(), self.now())
        self.tell()

    def close_link(self, link_url: str) -> str:
        """An article that was asked for has come to its end, whichever; gives its title."""
        self.turns.give(link_url)
        return self.ledger.open_links.pop(link_url, "")

    async def note_overrun(self, link_url: str, url: str, stage: str, error: PageOverrunError) -> None:
        """Counts a page that took too long like one that killed its reader: once it is unread, it is no fault."""
        self.close_link(link_url)
        call, store = self.worker.call, self.worker.store
        deaths = await call(store.note_death, self.site.id, link_url, str(error), self.now())
        if deaths <= UNREAD_DEATHS:
            self.ledger.add_fault(url, stage, str(error), error.outcome)

    async def fail(
        self, link_url: str, url: str, stage: str, reason: str, outcome: Outcome, *, lasting: bool = False
    ) -> None:
        """Counts the fault of an article and keeps its link pending for the next run; one that is `lasting` has the
        link given up when its time has come (`full` takes it up again).
        """
        call, store, now = self.worker.call, self.worker.store, self.now()
        self.close_link(link_url)
        link = (await call(store.find_links, self.site.id, [link_url])).get(link_url)
        gone = lasting and link is not None and is_hopeless(link, now)
        await call(store.fail_link, self.site.id, link_url, reason, now, gone)
        self.ledger.add_fault(url, stage, f"{reason}; given up" if gone else reason, outcome)

    async def set_aside(self, link_url: str, url: str, reason: str) -> None:
        """Skips an article that robots.txt forbids: no fault; asked again when a listing shows it a week later."""
        now = self.now()
        title = self.close_link(link_url)
        again = now + timedelta(days=ROBOTS_DAYS)
        await self.worker.call(self.worker.store.skip_link, self.site.id, link_url, reason, now, again)
        self.ledger.skip([SkippedLink(url=url, title=title, reason=reason)])

    async def rest(self, rest: Rest) -> None:
        """Leaves the site alone from now on, and keeps until when."""
        self.ledger.rest = rest
        await self.worker.call(self.worker.store.rest_until, self.site.id, rest.until, self.now())

    async def note_missing(self, link_url: str, url: str, stage: str, reason: str, outcome: Outcome) -> None:
        """Counts an article that is not there: a stored one towards its withdrawal, any other as a lasting fault."""
        call, store = self.worker.call, self.worker.store
        if await call(store.find_page, self.site.id, link_url):
            self.close_link(link_url)
            self.ledger.withdrawn += await call(store.mark_missing, self.site.id, link_url, self.now())
            return
        await self.fail(link_url, url, stage, reason, outcome, lasting=True)


ROBOTS_DAYS = 7
"""Days after which an article that robots.txt forbade is asked for again."""
GIVE_UP_VISITS, GIVE_UP_DAYS = 3, 7
"""Visits and days after which a link whose article will hardly ever come is no longer asked for."""


def is_hopeless(link: StoredLink, now: datetime) -> bool:
    """Whether a link that fails now, once more, has failed often and long enough to be given up."""
    visits = link.attempts if link.reading else link.attempts + 1
    return visits >= GIVE_UP_VISITS and now - link.first_seen >= timedelta(days=GIVE_UP_DAYS)


_NOT_OURS = "start a crawl with `scrapy crawl SITE` or `scrapy crawlall`"
_RUNS: "WeakKeyDictionary[Crawler, SiteRun]" = WeakKeyDictionary()


_SITES: "WeakKeyDictionary[Crawler, Site]" = WeakKeyDictionary()


def attach_site(crawler: Crawler, site: Site) -> None:
    """Gives a crawler the site whose hosts it may ask."""
    _SITES[crawler] = site


def find_site(crawler: Crawler) -> Site:
    """The site a crawler may ask. Raises RuntimeError as find_run does."""
    try:
        return _SITES[crawler]
    except KeyError:
        raise RuntimeError(_NOT_OURS) from None


def attach_run(crawler: Crawler, run: SiteRun) -> None:
    """Gives a crawler the run it works for."""
    attach_site(crawler, run.site)
    _RUNS[crawler] = run


def find_run(crawler: Crawler) -> SiteRun:
    """The run a crawler works for. Raises RuntimeError when the crawler was not started by this project's commands."""
    try:
        return _RUNS[crawler]
    except KeyError:
        raise RuntimeError(_NOT_OURS) from None


def get_run(crawler: Crawler) -> SiteRun | None:
    """The run a crawler works for; None where it only looks at a site."""
    return _RUNS.get(crawler)


_CLOSING: set[asyncio.Future[None]] = set()


def close_crawl(crawler: Crawler, reason: str) -> None:
    """Has a crawl close in order, for `reason`; what is in flight may still end."""
    if crawler.engine is None or crawler.engine.spider is None:
        return
    closing = asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))
    _CLOSING.add(closing)
    closing.add_done_callback(_CLOSING.discard)


def end_once(crawler: Crawler) -> None:
    """Has a crawl that is closing end once.

    Scrapy's engine (2.19) tells its slot that it may close whenever its last request has ended. One that is tried again
    or redirected meanwhile is the last a second time, and Twisted logs a CRITICAL AlreadyCalledError in a run that is
    closed in order. To be called when the spider has opened.
    """
    slot: Any = crawler.engine._slot if crawler.engine else None
    fire = slot._maybe_fire_closing

    def fire_once() -> None:
        if slot.closing is None or not slot.closing.called:
            fire()

    slot._maybe_fire_closing = fire_once


class LogFormatter(logformatter.LogFormatter):
    """One record, one line, no page bodies: faults of pages are in the ledger and the report, not in the log."""

    def scraped(self, item: Any, response: Any, spider: Any) -> Any:
        """Silence: what was found is in the summary."""
        return None

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any) -> Any:
        """One line at INFO with the page's address and the reason."""
        return {"level": logging.INFO, "msg": "%(reason)s", "args": {"reason": str(exception)}}


class LineFormatter(logging.Formatter):
    """Log lines without control characters, so that a page's title cannot forge a line or colour a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of printable characters; the lines of a traceback follow it, each marked."""
        text = super().format(record)
        if not record.exc_info:
            return show_line(text)
        return "\n  | ".join(show_line(line) for line in text.split("\n"))
