"""Looks at a site once, politely: its listings, and a few articles where asked. Stores nothing."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.selector import Selector
from twisted.python.failure import Failure

from crawler.decoding.challenge import find_challenge
from crawler.decoding.charset import decode_bytes
from crawler.decoding.redirect import find_redirect
from crawler.extraction.fields.kind import classify_title
from crawler.model.items import Notice, RawPage
from crawler.model.outcomes import Outcome, XunshiError
from crawler.model.site import Listing, Selectors, Site
from crawler.model.times import find_day
from crawler.network.limits import RefusedAddressError
from crawler.readers import ListingLink, ListingPage, date_page, read_listing
from crawler.runs.binding import find_site
from crawler.runs.stages import decode, extract
from crawler.sites.proposals import FEWEST_LINKS
from spiders.choice import choose_links, find_newest
from spiders.failures import is_forbidden, name_failure
from spiders.site_spider import MAX_REDIRECTS, read_header

COLUMN_WORDS = ("巡视", "巡察")
LONGEST_COLUMN = 10
"""Characters of a link's text up to which it may name a column."""
_RANKS = {"yes": 0, "open": 1, "no": 2}


@dataclass(slots=True, kw_only=True)
class ListingLook:
    """What one listing answered: `body` came from `final_url`, and is what `page` was read from; `plain_page` is what
    it gives without the seed's selector for links, where it has one.
    """

    listing: Listing
    final_url: str = ""
    answer: str = "no answer"
    outcome: Outcome = Outcome.UNREACHABLE
    body: bytes = field(default=b"", repr=False)
    content_type: str | None = None
    page: ListingPage | None = None
    plain_page: ListingPage | None = None
    newest: str | None = None
    sample: str | None = None
    redirects: tuple[str, ...] = ()
    refused: str | None = None
    sets_cookie: bool = False
    columns: list[tuple[str, str]] = field(default_factory=list)


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
class RobotsLook:
    """What a host's robots.txt says: `answer` in a word or two, the seconds it asks for, the listings it forbids, and
    the moment the host's clock shows.
    """

    url: str
    answer: str = "no answer"
    outcome: Outcome = Outcome.UNREACHABLE
    crawl_delay: float | None = None
    forbidden: tuple[str, ...] = ()
    date: str | None = None


@dataclass(slots=True, kw_only=True)
class SiteLook:
    """What a look at a site found. `thorough`: robots.txt is read too, and where a listing failed the home page is
    asked for the site's columns.
    """

    site: Site
    thorough: bool = False
    robots: list[RobotsLook] = field(default_factory=list)
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
        """Every listing's first page; of a thorough look robots.txt before them."""
        if self.look.thorough:
            for root in dict.fromkeys(urljoin(listing.url, "/") for listing in self.look.site.listings):
                robots = RobotsLook(url=urljoin(root, "robots.txt"))
                self.look.robots.append(robots)
                meta = {"dont_obey_robotstxt": True, "handle_httpstatus_all": True}
                arguments = {"robots": robots}
                yield Request(
                    robots.url, self.parse_robots, errback=self.fail_robots, cb_kwargs=arguments, meta=meta, priority=9
                )
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
        seen.redirects = (*seen.redirects, *response.meta.get("redirect_urls", ()))
        seen.sets_cookie = seen.sets_cookie or "Set-Cookie" in response.headers
        try:
            html = decode_bytes(response.body, seen.content_type).text
        except XunshiError as error:
            seen.answer, seen.outcome = str(error), error.outcome
            return
        if challenge := find_challenge(html, response.status):
            seen.answer, seen.outcome = f"{challenge.system}: a challenge page", Outcome.BLOCKED
            return
        target = find_redirect(html, response.url)
        page = ListingPage() if target else self.read_page(html, response.url, seen.listing)
        target = target or (None if page.links else page.data_url or page.next_url)
        if target and hops < MAX_REDIRECTS:
            yield self.ask_listing(target, seen, hops + 1)
            return
        if self.look.site.selectors.links:
            seen.plain_page = self.read_page(html, response.url, seen.listing, plainly=True)
        seen.page, seen.newest = page, find_newest(page.links, find_day(datetime.now(UTC)))
        seen.sample = next((link.title for link in page.links if classify_title(link.title) == "yes"), None)
        seen.outcome = judge_look(seen, datetime.now(UTC))
        if len(page.links) < FEWEST_LINKS and self.look.thorough:
            yield self.ask_home(seen)
        for link in self.choose_articles(page):
            article = ArticleLook(url=link.url)
            self.look.articles.append(article)
            yield Request(
                link.url, callback=self.parse_article, errback=self.fail_article, cb_kwargs={"article": article}
            )

    def read_page(self, html: str, url: str, listing: Listing, *, plainly: bool = False) -> ListingPage:
        """The listing as of today; `plainly`: without the seed's selectors."""
        site = replace(self.look.site, selectors=Selectors()) if plainly else self.look.site
        return date_page(read_listing(html, url, site, listing), datetime.now(UTC))

    def choose_articles(self, page: ListingPage) -> list[ListingLink]:
        """The links that most likely lead to notices, as many as are still wanted."""
        links = choose_links(page.links, self.look.site, ()).links
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

    def fail_listing(self, failure: Failure) -> Iterator[Request]:
        """Notes why a listing did not come."""
        request = failure.request  # type: ignore[attr-defined]
        seen: ListingLook = request.cb_kwargs["seen"]
        seen.outcome, seen.answer = name_failure(failure)
        seen.redirects = (*seen.redirects, *request.meta.get("redirect_urls", ()))
        if isinstance(failure.value, RefusedAddressError):
            seen.refused = request.url
        elif self.look.thorough and seen.outcome is Outcome.HTTP_ERROR and not is_forbidden(failure):
            yield self.ask_home(seen)

    def ask_home(self, seen: ListingLook) -> Request:
        """A request for the home page of a listing that could not be read."""
        return Request(urljoin(seen.listing.url, "/"), self.parse_home, cb_kwargs={"seen": seen}, errback=ignore)

    def parse_home(self, response: Response, seen: ListingLook) -> None:
        """Notes the columns of the genre that the home page names."""
        html = decode_bytes(response.body, read_header(response, "Content-Type")).text
        for anchor in Selector(text=html).css("a[href]"):
            name = " ".join("".join(anchor.css("::text").getall()).split())
            url = urljoin(response.url, anchor.attrib["href"])
            other = url.rstrip("/") not in (seen.listing.url.rstrip("/"), response.url.rstrip("/"))
            if other and 2 <= len(name) < LONGEST_COLUMN and any(word in name for word in COLUMN_WORDS):
                seen.columns.append((url, name))
        shown = self.read_page(html, response.url, seen.listing).links
        if len(shown) >= FEWEST_LINKS and any(classify_title(link.title) == "yes" for link in shown):
            seen.columns.append((response.url, "home page, which lists notices itself"))

    def parse_robots(self, response: Response, robots: RobotsLook) -> None:
        """Reads a robots.txt as the crawl does: 4xx is none, 5xx forbids all."""
        robots.date = read_header(response, "Date")
        if response.status >= 400:
            robots.answer = f"status {response.status}"
            closed = response.status >= 500 or response.status == 429
            robots.outcome = Outcome.HTTP_ERROR if closed else Outcome.QUIET
            return
        agent = self.settings.get("USER_AGENT", "")
        parser = ProtegoRobotParser.from_crawler(self.crawler, response.body)
        assert isinstance(parser, ProtegoRobotParser)
        robots.crawl_delay = parser.crawl_delay(agent)
        host = urlsplit(robots.url).netloc
        listings = [listing.url for listing in self.look.site.listings if urlsplit(listing.url).netloc == host]
        robots.forbidden = tuple(url for url in listings if not parser.allowed(url, agent))
        robots.outcome = Outcome.HTTP_ERROR if robots.forbidden else Outcome.QUIET
        robots.answer = "forbids the listing" if robots.forbidden else "allows"

    def fail_robots(self, failure: Failure) -> None:
        """Notes why a robots.txt did not come."""
        robots: RobotsLook = failure.request.cb_kwargs["robots"]  # type: ignore[attr-defined]
        robots.outcome, robots.answer = name_failure(failure)

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


def ignore(_failure: Failure) -> None:
    """For requests that only look for more: what did not come says nothing new."""
