"""What a crawl may ask for: the seed's own hosts, no private address, robots.txt first, within a budget."""

import ipaddress
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.utils.httpobj import urlparse_cached

from crawler.runs.binding import close_crawl, find_site

LONGEST_CRAWL_DELAY = 60
"""Seconds between requests up to which a robots.txt is followed; a run waits for one such delay when it closes."""


class RefusedAddressError(IgnoreRequest):
    """An address outside the seed's hosts, or one that is private or no http(s)."""


class BudgetSpentError(IgnoreRequest):
    """The run has made all the requests it may make."""


class RobotsRefusalError(IgnoreRequest):
    """robots.txt forbids the address (`forbidden`), or could not be read for reasons of the server."""

    def __init__(self, reason: str, *, forbidden: bool = False) -> None:
        super().__init__(reason)
        self.forbidden = forbidden


ANSWERED_HERE = "answered_here"
"""Key of a request's meta: nothing is asked for, its callback has what it needs."""


def check_address(url: str, host: str | None, scheme: str, hosts: tuple[str, ...]) -> str | None:
    """Why an address may not be asked for, or None: only http(s), only the site's hosts, never a literal address."""
    if scheme not in {"http", "https"}:
        return f"{scheme}: is not http(s)"
    if not host:
        return "no host in the address"
    if _is_literal(host):
        return f"{host} is a literal address, not a host name"
    if host.lower().rstrip(".") not in hosts:
        return f"{host} is none of the site's hosts"
    return None


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host.replace(".", "").isdigit() or host.lower().startswith("0x")
    return True


class AddressGuard:
    """Refuses every request (also after a redirect) that leaves the seed's hosts."""

    def __init__(self, crawler: Crawler) -> None:
        self._hosts = find_site(crawler).hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises RefusedAddressError for an address that is not the site's."""
        parts = urlparse_cached(request)
        if reason := check_address(request.url, parts.hostname, parts.scheme, self._hosts):
            raise RefusedAddressError(f"refused: {reason}")


class NoRequestMiddleware:
    """Answers requests that are none with an empty page, before anything else sees them."""

    def process_request(self, request: Request) -> Response | None:
        """The empty page, or None for a request that is to be made."""
        return Response(request.url) if request.meta.get(ANSWERED_HERE) else None


class BudgetMiddleware:
    """Closes a run in order when its request budget is used up."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._left = find_site(crawler).request_budget

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Counts down; raises BudgetSpentError when nothing is left."""
        if self._left <= 0:
            close_crawl(self._crawler, "request_budget")
            raise BudgetSpentError("request budget of the run used up")
        self._left -= 1


class EncodingMiddleware:
    """Takes the gzip label off a body that is not gzip: some servers send redirects and plain pages so."""

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, its Content-Encoding believed only where the body begins like gzip."""
        label = response.headers.get("Content-Encoding", b"") or b""
        if label.strip().lower() in (b"gzip", b"x-gzip") and not response.body.startswith(b"\x1f\x8b"):
            del response.headers["Content-Encoding"]
        return response


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots.txt obedience with RFC 9309's answer to failures, and Crawl-delay applied.

    4xx: no rules. 5xx, 429 or no answer: nothing may be fetched (Scrapy parses a 5xx body as rules and allows all when
    the download fails). A Crawl-delay that no run can keep: nothing either.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed: dict[str, str] = {}
        self._delays: dict[str, float] = {}
        self._keep_delay = (crawler.settings.getpriority("DOWNLOAD_DELAY") or 0) >= SETTINGS_PRIORITIES["cmdline"]
        crawler.signals.connect(self._note_crawl_delay, signal=signals.robots_parsed)

    async def process_request(self, request: Request, spider: Any = None) -> None:
        """Raises RobotsRefusalError for a forbidden address."""
        try:
            await super().process_request(request)
        except IgnoreRequest as refusal:
            raise RobotsRefusalError("robots.txt forbids this address", forbidden=True) from refusal
        reason = self._closed.get(urlparse_cached(request).netloc)
        if reason and not request.meta.get("dont_obey_robotstxt"):
            raise RobotsRefusalError(reason)
        self._keep_crawl_delay(request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._closed[netloc] = f"robots.txt answered {response.status}: nothing may be fetched until it answers"
            response = response.replace(body=b"")
        elif response.status >= 400 or b"<html" in response.body[:1024].lower():
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            self._closed[netloc] = f"robots.txt could not be fetched ({type(exc).__name__}): host unreachable"
        super()._robots_error(exc, netloc)

    def _note_crawl_delay(self, robotparser: RobotParser, request: Request) -> None:
        asked, netloc = robotparser.crawl_delay(self._default_useragent), urlparse_cached(request).netloc
        if self._keep_delay or not asked:
            return
        if asked > LONGEST_CRAWL_DELAY:
            self._closed[netloc] = (
                f"robots.txt asks for {asked:.0f} s between requests, at most {LONGEST_CRAWL_DELAY} s are kept: "
                "nothing is fetched (-s DOWNLOAD_DELAY=... overrules)"
            )
        else:
            self._delays[netloc] = asked

    def _keep_crawl_delay(self, request: Request) -> None:
        """Gives the host's slot in the downloader its delay; each time, because Scrapy drops slots that idle."""
        asked = self._delays.get(urlparse_cached(request).netloc)
        if asked and self.crawler.engine:
            _key, slot = self.crawler.engine.downloader._get_slot(request)
            slot.delay = max(slot.delay, asked)
