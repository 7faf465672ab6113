"""A site is left alone outside its hours and while its host asks for it (Retry-After of 429 and 503)."""

import asyncio
from datetime import UTC, datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.runs.binding import close_crawl, find_site, get_run
from crawler.runs.health import RESTING
from crawler.runs.rests import LONGEST_WAIT, Rest, find_rest, read_retry_after

_ASKING = frozenset({429, 503})
"""Statuses whose Retry-After says when to come again (RFC 9110, 10.2.3; RFC 6585, 4)."""


class RestingError(IgnoreRequest):
    """The site is to be left alone for longer than a run waits: no fault of anybody."""


class RestMiddleware:
    """Waits for a short rest; for a longer one ends the run in order, which keeps until when it lasts."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._site = find_site(crawler)
        self._until: dict[str, datetime] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Holds a request until its host may be asked. Raises RestingError when that is too long."""
        now = self._read_clock()
        rest = find_rest(self._site, self._until.get(urlparse_cached(request).netloc), now)
        if rest is None:
            return
        if rest.until - now > LONGEST_WAIT:
            await self._rest(rest)
        await asyncio.sleep((rest.until - now).total_seconds())

    async def process_response(self, request: Request, response: Response) -> Response:
        """Notes what the host asks for; the request is tried again by Scrapy's RetryMiddleware, after the wait."""
        asked = response.headers.get("Retry-After")
        if response.status not in _ASKING or not asked:
            return response
        now = self._read_clock()
        until = read_retry_after(asked.decode("latin-1"), now)
        if until is not None:
            self._until[urlparse_cached(request).netloc] = until
            if until - now > LONGEST_WAIT:
                await self._rest(Rest(until, f"the host answered {response.status} and asked for it (Retry-After)"))
        return response

    def _read_clock(self) -> datetime:
        run = get_run(self._crawler)
        return run.now() if run else datetime.now(UTC)

    async def _rest(self, rest: Rest) -> None:
        if run := get_run(self._crawler):
            await run.rest(rest)
        close_crawl(self._crawler, RESTING)
        raise RestingError(rest.reason)
