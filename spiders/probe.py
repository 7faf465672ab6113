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
from crawler.extraction.fields.kind import classify_title
from crawler.model.items import Notice, RawPage
from crawler.model.outcomes import Outcome, XunshiError
from crawler.model.site import Listing, Site
from crawler.readers import ListingLink, ListingPage, read_listing
from crawler.runs.binding import find_site
from crawler.runs.ledger import find_day
from crawler.runs.stages import decode, extract
from spiders.choice import choose_links, find_newest
from spiders.failures import name_failure
from spiders.site_spider import MAX_REDIRECTS, read_header

_RANKS = {"yes": 0, "open": 1, "no": 2}


@dataclass(slots=True, kw_only=True)
class ListingLook:
    """What one listing answered: `body` came from `final_url`, and is what `page` was read from."""

    listing: Listing
    final_url: str = ""
    answer: str = "no answer"
    outcome: Outcome = Outcome.UNREACHABLE
    body: bytes = field(default=b"", repr=False)
    content_type: str | None = None
    page: ListingPage | None = None
    newest: str | None = None
    sample: str | None = None


@dataclass(slots=True, kw_only=True)
class ArticleLook:
    """What one article answered: the notice read off it, or why it could not be read."""

    url: str
    final_url: str = ""
    body: bytes = field(default=b"", repr=False)
    content_type: str | None = None
    notice: Notice | None = None
    reason: str = "no answer"


@dataclass(slots=True, kw_only=True)
class SiteLook:
    """What a look at a site found."""

    site: Site
    articles_wanted: int = 0
    listings: list[ListingLook] = field(default_factory=list)
    articles: list[ArticleLook] = field(default_factory=list)


class ProbeSpider(Spider):
    """One request a listing, and up to `articles_wanted` articles of the first that has links."""

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
        for seen in self.look.listings:
            yield self.ask_listing(seen.listing.url, seen, 0)

    def ask_listing(self, url: str, seen: ListingLook, hops: int) -> Request:
        """A request for a listing, or for where its HTML sends us."""
        return Request(
            url,
            callback=self.parse_listing,
            errback=self.fail_listing,
            cb_kwargs={"seen": seen, "hops": hops},
        )

    async def parse_listing(self, response: Response, seen: ListingLook, hops: int) -> AsyncIterator[Request]:
        """Reads the listing as a crawl would."""
        seen.body, seen.final_url, seen.answer = response.body, response.url, str(response.status)
        seen.content_type = read_header(response, "Content-Type")
        try:
            html = decode_bytes(response.body, seen.content_type).text
        except XunshiError as error:
            seen.answer, seen.outcome = str(error), error.outcome
            return
        if challenge := find_challenge(html, response.status):
            seen.answer, seen.outcome = f"{challenge.system}: a challenge page", Outcome.BLOCKED
            return
        target = find_redirect(html, response.url)
        page = ListingPage() if target else read_listing(html, response.url, self.look.site, seen.listing)
        target = target or (None if page.links else page.data_url or page.next_url)
        if target and hops < MAX_REDIRECTS:
            yield self.ask_listing(target, seen, hops + 1)
            return
        seen.page, seen.newest = page, find_newest(page.links, find_day(datetime.now(UTC)))
        seen.sample = next((link.title for link in page.links if classify_title(link.title) == "yes"), None)
        seen.outcome = judge_look(seen, datetime.now(UTC))
        for link in self.choose_articles(page):
            article = ArticleLook(url=link.url)
            self.look.articles.append(article)
            yield Request(
                link.url, callback=self.parse_article, errback=self.fail_article, cb_kwargs={"article": article}
            )

    def choose_articles(self, page: ListingPage) -> list[ListingLink]:
        """The links that most likely lead to notices, as many as are still wanted."""
        links = choose_links(page.links, self.look.site).links
        likely = sorted(links, key=lambda link: _RANKS[classify_title(link.title)])
        return likely[: max(0, self.look.articles_wanted - len(self.look.articles))]

    def parse_article(self, response: Response, article: ArticleLook) -> None:
        """Reads an article as a crawl would."""
        article.body, article.final_url = response.body, response.url
        article.content_type = read_header(response, "Content-Type")
        raw = RawPage(
            site=self.look.site.id,
            url=response.url,
            link_url=article.url,
            body=response.body,
            content_type=article.content_type,
            fetched_at=datetime.now(UTC),
        )
        try:
            article.notice = extract(decode(raw, self.look.site), self.look.site)
        except XunshiError as error:
            article.reason = str(error)

    def fail_listing(self, failure: Failure) -> None:
        """Notes why a listing did not come."""
        seen: ListingLook = failure.request.cb_kwargs["seen"]  # type: ignore[attr-defined]
        seen.outcome, seen.answer = name_failure(failure)

    def fail_article(self, failure: Failure) -> None:
        """Notes why an article did not come."""
        article: ArticleLook = failure.request.cb_kwargs["article"]  # type: ignore[attr-defined]
        article.reason = name_failure(failure)[1]


def judge_look(seen: ListingLook, now: datetime) -> Outcome:
    """Layout-changed, stale or quiet, by the listing's expectations."""
    links = len(seen.page.links) if seen.page else 0
    if links < seen.listing.min_links:
        return Outcome.LAYOUT_CHANGED
    age = (now.date() - datetime.fromisoformat(seen.newest).date()).days if seen.newest else 0
    return Outcome.STALE if age > seen.listing.stale_days else Outcome.QUIET
