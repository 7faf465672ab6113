"""A site and an engine without a network or a clock: years of hourly runs through the real spider, stages and store.

The site publishes, corrects and takes down notices at moments set beforehand; the engine asks it what the spider asks,
in the order of the spider's priorities, with the answers that a server gives to conditional requests.
"""

import asyncio
import hashlib
import heapq
import itertools
import random
from collections.abc import AsyncIterable, Awaitable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, cast

from scrapy import Request
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from bench.notices import make_case, write
from crawler.model.config import Config
from crawler.model.outcomes import Outcome
from crawler.model.site import Listing, Site
from crawler.model.times import BEIJING, find_day
from crawler.runs.arguments import CrawlOptions
from crawler.runs.binding import SiteRun, StoreWorker, attach_run
from crawler.runs.health import judge_run
from crawler.runs.ledger import RunLedger, make_report
from pipelines.archiver import ArchivePipeline
from pipelines.checker import CheckPipeline
from pipelines.decoder import DecodePipeline
from pipelines.deduplicator import DedupePipeline
from pipelines.extractor import ExtractPipeline
from pipelines.keeper import StorePipeline
from pipelines.matcher import MatchPipeline
from pipelines.stage import Stage
from spiders.loader import make_spider

ROOT = "http://www.clockwork.example/xs/"
NEWS = "http://www.clockwork.example/news/"
"""A second listing, which shows two of three notices, and is read first."""
STAGES = (
    ArchivePipeline,
    DecodePipeline,
    DedupePipeline,
    ExtractPipeline,
    MatchPipeline,
    CheckPipeline,
    StorePipeline,
)
PER_PAGE = 10
SITE = Site(
    id="clockwork",
    name="试验",
    level="county",
    region=None,
    platform="plain",
    hosts=("www.clockwork.example",),
    listings=(
        Listing(url=NEWS, stale_days=120, min_links=0),
        Listing(url=ROOT, stale_days=120, min_links=1),
    ),
    request_budget=10**9,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One notice of the site: when it appears, is corrected (or never) and is taken down (or never)."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    corrected: datetime | None = None
    removed: datetime | None = None

    @property
    def url(self) -> str:
        """The notice's address."""
        moment = self.published.astimezone(BEIJING)
        return f"{ROOT}{moment:%Y%m}/t{moment:%Y%m%d}_{self.number}.html"


def plan_events(count: int, first: datetime, days: int, dice: random.Random) -> list[Event]:
    """Notices at random moments of some days, the first at once; one of twenty is corrected and one taken down within
    four weeks.
    """
    moments = [first, *sorted(first + timedelta(minutes=dice.randrange(days * 1440)) for _ in range(count - 1))]
    events = []
    for number, moment in enumerate(moments):
        case = replace(make_case(dice), day=find_day(moment))
        title, paragraphs = write(case)
        later = moment + timedelta(hours=dice.randrange(6, 27 * 24))
        fate = dice.randrange(20)
        events.append(
            Event(
                number,
                title,
                (*paragraphs, f"本次公告编号：{number:06d}号。"),
                moment,
                corrected=later if fate == 0 else None,
                removed=later if fate == 1 else None,
            )
        )
    return events


@dataclass(slots=True)
class ClockworkServer:
    """The site as a server: answers at a moment."""

    events: list[Event]
    requests: int = 0
    _by_url: dict[str, Event] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_url = {event.url: event for event in self.events}

    def list_published(self, now: datetime) -> list[Event]:
        """What stands on the site, newest first."""
        shown = [e for e in self.events if e.published <= now and not (e.removed and e.removed <= now)]
        return shown[::-1]

    def answer(self, request: Request, now: datetime) -> HtmlResponse:
        """The page at an address, 304 where the client has it, 404 where nothing is."""
        self.requests += 1
        folder, _, name = request.url.rpartition("/")
        listing = name == "" or name.startswith("index_")
        html = self._write_listing(f"{folder}/", name, now) if listing else self._write_article(request.url, now)
        if html is None:
            return HtmlResponse(request.url, status=404, body=b"<html><title>404</title></html>", request=request)
        body = html.encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == tag.encode():
            return HtmlResponse(request.url, status=304, request=request)
        headers = {"ETag": tag, "Content-Type": "text/html; charset=utf-8"}
        return HtmlResponse(request.url, body=body, headers=headers, request=request)

    def _write_listing(self, folder: str, name: str, now: datetime) -> str:
        page = int(name[6:-5]) if name else 1
        events = [e for e in self.list_published(now) if folder == ROOT or e.number % 3]
        shown = events[(page - 1) * PER_PAGE : page * PER_PAGE]
        rows = "".join(
            f'<li><a href="{e.url}">{e.title}</a><span>{e.published.astimezone(BEIJING):%Y-%m-%d}</span></li>'
            for e in shown
        )
        more = f'<a href="{folder}index_{page + 1}.html">下一页</a>' if page * PER_PAGE < len(events) else ""
        return f"<html><head><title>巡察</title></head><body><ul>{rows}</ul><div>{more}</div></body></html>"

    def _write_article(self, url: str, now: datetime) -> str | None:
        event = self._by_url.get(url)
        if event is None or event.published > now or (event.removed and event.removed <= now):
            return None
        paragraphs = "".join(f"<p>{text}</p>" for text in event.paragraphs)
        if event.corrected and event.corrected <= now:
            paragraphs += "<p>更正：本公告原载值班电话有误，现予更正，以本页所载为准。</p>"
        moment = event.published.astimezone(BEIJING)
        return (
            f"<html><head><title>{event.title}</title></head><body><h1>{event.title}</h1>"
            f'<div class="info">发布时间：{moment:%Y-%m-%d %H:%M} 来源：试验日报</div>'
            f'<div class="TRS_Editor">{paragraphs}</div></body></html>'
        )


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run did."""

    outcome: Outcome
    requests: int
    ledger: RunLedger


class Clockwork:
    """Runs of the site, one after the other, in one process and on one store."""

    def __init__(self, server: ClockworkServer, config: Config) -> None:
        self.server = server
        self._config = config
        self.worker = StoreWorker(config, SITE.id)
        self._spider_class = make_spider(SITE)

    def run(self, now: datetime) -> Ran:
        """One run at a moment, with its report in the store."""
        ledger = RunLedger(site=SITE.id, started=now)
        run = SiteRun(
            site=SITE,
            config=self._config,
            options=CrawlOptions(),
            ledger=ledger,
            worker=self.worker,
            now=lambda: now,
        )
        crawler: Any = type("ClockworkCrawler", (), {"engine": None})()
        attach_run(crawler, run)
        spider = self._spider_class()
        spider.run = run
        spider.last = []
        before = self.server.requests
        asyncio.run(self._crawl(spider, [stage(crawler) for stage in STAGES], now))
        ledger.requests = self.server.requests - before
        outcome = judge_run(SITE, ledger, "finished", find_day(now))
        self.worker.run(self.worker.store.save_run, SITE.id, make_report(ledger, outcome, now))
        return Ran(outcome, ledger.requests, ledger)

    async def _crawl(self, spider: Any, stages: Iterable[Stage], now: datetime) -> None:
        order = itertools.count()
        queue: list[tuple[int, int, Request]] = []

        async def take(outputs: AsyncIterable[Any]) -> None:
            async for output in outputs:
                if isinstance(output, Request):
                    heapq.heappush(queue, (-output.priority, next(order), output))
                else:
                    await process(output, stages)

        await take(spider.start())
        while queue:
            request = heapq.heappop(queue)[2]
            response = self.server.answer(request, now)
            if response.status in (200, 304):
                assert request.callback is not None
                await take(cast(AsyncIterable[Any], request.callback(response, **request.cb_kwargs)))
                continue
            failure = Failure(HttpError(response))  # type: ignore[no-untyped-call]
            failure.request = request  # type: ignore[attr-defined]
            assert request.errback is not None
            await cast(Awaitable[None], request.errback(failure))

    def close(self) -> None:
        """Closes the store."""
        self.worker.close()


async def process(item: Any, stages: Iterable[Stage]) -> None:
    """One page through all stages, as Scrapy does."""
    try:
        for stage in stages:
            item = await stage.process_item(item)
    except DropItem:
        return
