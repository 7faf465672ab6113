"""Looks at a site once, politely: its listings, and a few articles where asked. Stores nothing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.decoding.challenge import find_challenge
from crawler.decoding.charset import decode_bytes
from crawler.decoding.redirect import find_redirect
from crawler.extraction.classification import classify_title
from crawler.items import Notice, RawPage
from crawler.outcomes import Outcome, XunshiError
from crawler.readers import ListingPage, read_listing
from crawler.scrapy_glue import find_site
from crawler.site import Listing, Site
from crawler.stages import decode, extract
from spiders.choice import choose_links, find_newest
from spiders.failures import name_failure
from spiders.site import MAX_REDIRECTS, read_header


@dataclass(slots=True, kw_only=True)
class ListingLook:
    """What one listing answered."""

    url: str
    answer: str = "no answer"
    outcome: Outcome = Outcome.UNREACHABLE
    body: bytes = field(default=b"", repr=False)
    page: ListingPage | None = None
    newest: str | None = None
    sample: str | None = None


@dataclass(slots=True, kw_only=True)
class ArticleLook:
    """What one article answered: the notice read off it, or why it could not be read."""

    url: str
    body: bytes = field(default=b"", repr=False)
    notice: Notice | None = None
    reason: str | None = None


@dataclass(slots=True, kw_only=True)
class SiteLook:
    """What a look at a site found."""

    site: Site
    articles_wanted: int = 0
    listings: dict[str, ListingLook] = field(default_factory=dict)
    articles: list[ArticleLook] = field(default_factory=list)


class ProbeSpider(Spider):
    """One request a listing, and up to `articles_wanted` articles of the first."""

    name = "probe"

    def __init__(self, look: SiteLook, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.look = look
        self.allowed_domains = list(look.site.hosts)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "ProbeSpider":
        """Built by Scrapy; `look` is given by the command."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert find_site(crawler).id == spider.look.site.id
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Every listing's first page."""
        for listing in self.look.site.listings:
            self.look.listings[listing.url] = ListingLook(url=listing.url)
            yield self.ask_listing(listing.url, listing, 0)

    def ask_listing(self, url: str, listing: Listing, hops: int) -> Request:
        """A request for a listing, or for where its HTML sends us."""
        return Request(
            url,
            callback=self.parse_listing,
            errback=self.fail_listing,
            cb_kwargs={"listing": listing, "hops": hops},
        )

    async def parse_listing(self, response: Response, listing: Listing, hops: int) -> AsyncIterator[Request]:
        """Reads the listing as a crawl would."""
        seen = self.look.listings[listing.url]
        seen.body, seen.answer = response.body, str(response.status)
        html = decode_bytes(response.body, read_header(response, "Content-Type")).text
        if challenge := find_challenge(html, response.status):
            seen.answer, seen.outcome = f"{challenge.system}: challenge page", Outcome.BLOCKED
            return
        if hops < MAX_REDIRECTS and (target := find_redirect(html, response.url)):
            yield self.ask_listing(target, listing, hops + 1)
            return
        page = read_listing(html, response.url, self.look.site, listing)
        if not page.links and page.data_url and hops < MAX_REDIRECTS:
            yield self.ask_listing(page.data_url, listing, hops + 1)
            return
        seen.page, seen.newest = page, find_newest(page.links)
        seen.sample = next((link.title for link in page.links if classify_title(link.title) == "yes"), None)
        seen.outcome = judge_look(seen, listing, datetime.now(UTC))
        likely = sorted(choose_links(page.links, self.look.site).links, key=lambda k: classify_title(k.title) != "yes")
        for link in likely[: self.look.articles_wanted]:
            if not self.look.articles or len(self.look.articles) < self.look.articles_wanted:
                self.look.articles.append(ArticleLook(url=link.url))
                yield Request(link.url, callback=self.parse_article, errback=self.fail_article)

    def parse_article(self, response: Response) -> None:
        """Reads an article as a crawl would."""
        seen = self.find_article(response.request.url if response.request else response.url)
        seen.body = response.body
        raw = RawPage(
            site=self.look.site.id,
            url=response.url,
            link_url=seen.url,
            body=response.body,
            content_type=read_header(response, "Content-Type"),
            fetched_at=datetime.now(UTC),
        )
        try:
            seen.notice = extract(decode(raw, self.look.site), self.look.site)
        except XunshiError as error:
            seen.reason = str(error)

    def fail_listing(self, failure: Failure) -> None:
        """Notes why a listing did not come."""
        listing: Listing = failure.request.cb_kwargs["listing"]  # type: ignore[attr-defined]
        seen = self.look.listings[listing.url]
        seen.outcome, seen.answer = name_failure(failure)

    def fail_article(self, failure: Failure) -> None:
        """Notes why an article did not come."""
        self.find_article(failure.request.url).reason = name_failure(failure)[1]  # type: ignore[attr-defined]

    def find_article(self, url: str) -> ArticleLook:
        """The look at an article by the address asked for."""
        return next(look for look in self.look.articles if look.url == url)


def judge_look(seen: ListingLook, listing: Listing, now: datetime) -> Outcome:
    """Layout-changed, stale or quiet, by the listing's expectations."""
    links = len(seen.page.links) if seen.page else 0
    if links < listing.min_links:
        return Outcome.LAYOUT_CHANGED
    if seen.newest and (now.date() - datetime.fromisoformat(seen.newest).date()).days > listing.stale_days:
        return Outcome.STALE
    return Outcome.QUIET
