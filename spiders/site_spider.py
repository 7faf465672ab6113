"""The one spider: from a site's listings to raw pages. What differs from site to site is data (seeds/)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.decoding.challenge import find_challenge
from crawler.decoding.charset import decode_bytes
from crawler.decoding.damage import is_garbled
from crawler.decoding.parts import find_next_part
from crawler.decoding.redirect import find_redirect
from crawler.model.items import RawPage, RawPart
from crawler.model.outcomes import Outcome, UnreadablePageError
from crawler.model.site import Listing, Site
from crawler.readers import ListingLink, ListingPage, read_listing
from crawler.runs.binding import SiteRun, find_run
from crawler.runs.ledger import ListingRead, SkippedLink, find_day
from crawler.store import ListingState, NewLink, StoredLink, StoredPage
from spiders.choice import choose_links, find_newest, is_fresh, reaches_before
from spiders.failures import is_lasting, is_missing, name_failure

PENDING, LISTING, ARTICLE, BACKLOG, RECHECK = 30, 20, 10, 5, 0
PENDING_FIRST = 50
"""Pending articles asked for before the listings; the rest of a large backlog comes after what is new, so that a
site's first weeks do not delay today's notices.
"""
MAX_REDIRECTS = 3
MAX_PARTS = 30
MAX_LISTING_PAGES = 2000
TRUST_VALIDATORS = timedelta(days=1)
"""How long "not modified" is believed of a listing before it is read again all the same: some say it for ever."""
MAX_RECHECKS = 100
"""Stored articles looked at again in one run, the longest due first: a long backfill must not use up later budgets."""


@dataclass(frozen=True, slots=True)
class ListingVisit:
    """One page of a listing on its way: how deep, over how many redirects or data requests, what the last run left,
    and the validators of a first page that holds its links itself.
    """

    listing: Listing
    state: ListingState | None
    number: int = 1
    hops: int = 0
    etag: str | None = None
    last_modified: str | None = None


class SiteSpider(Spider):
    """Crawls one site; subclassed once for each seed by spiders/loader.py."""

    name = "site"
    site: ClassVar[Site]
    run: SiteRun

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SiteSpider":
        """Built by Scrapy; the arguments of the command line are already in the run's options."""
        spider = super().from_crawler(crawler)
        spider.run = find_run(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Pending articles first, then every listing, then articles that are due for another look."""
        store = self.run.worker.store
        pending = await self.run.worker.call(store.list_pending, self.site.id)
        for number, link in enumerate(pending):
            priority = PENDING if number < PENDING_FIRST else BACKLOG
            yield self.ask_article(link.url, link.title, link.date, priority=priority)
        for listing in self.site.listings:
            state = await self.run.worker.call(store.find_listing, self.site.id, listing.url)
            yield self.ask_listing(listing.url, ListingVisit(listing, state))
        due = await self.run.worker.call(store.list_due, self.site.id, self.run.now())
        for page in due[:MAX_RECHECKS]:
            yield self.ask_again(page)

    def ask_listing(self, url: str, turn: ListingVisit) -> Request:
        """A request for a listing page; conditional for a first page that was read to its end within a day."""
        headers = {}
        state, first = turn.state, turn.number == 1 and not turn.hops
        if first and state and state.complete and not self.run.options.look_again:
            known = self.run.now() - state.read_at < TRUST_VALIDATORS
            headers = make_conditions(state.etag, state.last_modified) if known else {}
        return Request(
            url,
            headers=headers,
            priority=LISTING,
            callback=self.parse_listing,
            errback=self.fail_listing,
            cb_kwargs={"turn": turn},
            meta={"handle_httpstatus_list": [304]},
        )

    def ask_article(self, url: str, title: str | None, day: str | None, *, priority: int = ARTICLE) -> Request:
        """A request for an article; it stays open in the ledger until its page is committed or has failed."""
        self.run.ledger.open_links[url] = title or ""
        self.run.ledger.asked.add(url)
        raw = RawPage(
            site=self.site.id,
            url=url,
            link_url=url,
            body=b"",
            fetched_at=self.run.now(),
            listing_title=title,
            listing_date=day,
        )
        return self.ask_page(url, raw, priority=priority)

    def ask_again(self, page: StoredPage) -> Request:
        """A conditional request for an article that is already stored."""
        request = self.ask_article(page.url, page.listing_title, page.listing_date, priority=RECHECK)
        headers = make_conditions(page.etag, page.last_modified)
        return request.replace(headers=headers) if headers else request

    def ask_page(self, url: str, raw: RawPage, *, priority: int, hops: int = 0) -> Request:
        """A request for one page (first, further, or after an HTML redirect) of the article `raw`."""
        return Request(
            url,
            priority=priority,
            callback=self.parse_article,
            errback=self.fail_article,
            cb_kwargs={"raw": raw, "hops": hops},
            meta={"handle_httpstatus_list": [304]},
        )

    # --- listings ---

    async def parse_listing(self, response: Response, turn: ListingVisit) -> AsyncIterator[Request]:
        """Records every link of the page before any is asked for, then goes on to the next page where needed."""
        listing, ledger = turn.listing, self.run.ledger
        if response.status == 304 and turn.state:
            ledger.listings[listing.url] = ListingRead(
                url=listing.url,
                links=turn.state.links,
                newest=turn.state.newest_date,
                pages=1,
                complete=True,
                not_modified=True,
            )
            return
        try:
            decoded = decode_bytes(response.body, read_header(response, "Content-Type"))
        except UnreadablePageError as error:
            ledger.add_fault(listing.url, "listing", str(error), error.outcome)
            return
        html = decoded.text
        if challenge := find_challenge(html, response.status):
            ledger.add_fault(
                listing.url,
                "listing",
                f"{challenge.system}: a challenge page instead of the listing ({challenge.mark})",
                Outcome.BLOCKED,
            )
            return
        if (target := find_redirect(html, response.url)) and turn.hops < MAX_REDIRECTS:
            yield self.ask_listing(target, replace(turn, hops=turn.hops + 1))
            return
        page = read_listing(html, response.url, self.site, listing)
        if sum(is_garbled(link.title) for link in page.links) * 2 > len(page.links):
            reason = "most titles are question marks or bytes of another encoding: damaged before it was sent"
            ledger.add_fault(listing.url, "listing", reason, Outcome.DEGRADED)
        if page.cut or decoded.cut:
            reason = f"the page is longer than what is read of one: only {len(page.links)} links of it were taken"
            ledger.add_fault(listing.url, "listing", reason, Outcome.LAYOUT_CHANGED)
        further = page.data_url or page.next_url
        if not page.links and further and turn.hops < MAX_REDIRECTS:  # the links lie in a further request
            yield self.ask_listing(further, replace(turn, hops=turn.hops + 1))
            return
        if turn.number == 1 and not turn.hops:
            turn = replace(
                turn, etag=read_header(response, "ETag"), last_modified=read_header(response, "Last-Modified")
            )
        async for request in self.take_page(page, turn, response.url):
            yield request

    async def take_page(self, page: ListingPage, turn: ListingVisit, url: str) -> AsyncIterator[Request]:
        """Stores what is new on a listing page, yields its article requests and the request for the next page.

        Listings are read side by side: an article is claimed (`asked`) before anything else is awaited.
        """
        read = self.note_page(page, turn, url)
        chosen = choose_links(page.links, self.site)
        self.run.ledger.skipped.extend(chosen.skipped)
        call, store = self.run.worker.call, self.run.worker.store
        known = await call(store.find_links, self.site.id, [link.url for link in chosen.links])
        if turn.number > 1 and chosen.links and all(link.url in read.seen for link in chosen.links):
            reason = f"page {turn.number} only repeats earlier pages: its pager leads in a circle"
            self.run.ledger.add_fault(url, "listing", reason, Outcome.LAYOUT_CHANGED)
            return
        read.seen.update(link.url for link in chosen.links)
        fresh = [link for link in chosen.links if link.url not in known]
        any_fresh = any(not link.pinned and is_fresh(known.get(link.url), turn.state) for link in chosen.links)
        goes_on = self.needs_next(page, turn, any_fresh=any_fresh)
        if goes_on and turn.number == 1:
            await self.save_listing(turn, read, complete=False)
        wanted = [link for link in chosen.links if self.wants(link, known.get(link.url), chosen.reasons)]
        self.run.ledger.asked.update(link.url for link in wanted)
        await self.store_links(list(dict.fromkeys([*fresh, *wanted])), chosen.reasons, turn.listing)
        if gone := [link.url for link in wanted if link.url in known and known[link.url].state == "gone"]:
            await call(store.reopen_links, self.site.id, gone, self.run.now())
        for link in wanted:
            yield self.ask_article(link.url, link.title, link.date)
        if not goes_on:
            read.complete = bool(page.links)
            await self.save_listing(turn, read, complete=read.complete)
        elif turn.number >= MAX_LISTING_PAGES:
            reason = f"more than {MAX_LISTING_PAGES} pages: not read to its end"
            self.run.ledger.add_fault(url, "listing", reason, Outcome.LAYOUT_CHANGED)
        elif page.next_url:
            yield self.ask_listing(page.next_url, replace(turn, number=turn.number + 1, hops=0))

    def wants(self, link: ListingLink, known: StoredLink | None, reasons: dict[str, str]) -> bool:
        """Whether a link's article is asked for now: it is new, was skipped for a reason that holds no more, or is to
        be looked at again.
        """
        if link.url in reasons or link.url in self.run.ledger.asked:
            return False
        if known is None or known.state == "skipped":
            return True
        return known.state in ("done", "gone") and self.looks_again_at(link)

    def note_page(self, page: ListingPage, turn: ListingVisit, url: str) -> ListingRead:
        """Counts a listing page in the ledger."""
        ledger = self.run.ledger
        ledger.skipped.extend(SkippedLink(url=bad.href, title="", reason=bad.reason) for bad in page.bad)
        read = ledger.listings.setdefault(turn.listing.url, ListingRead(url=turn.listing.url))
        read.pages += 1
        if turn.number == 1:
            read.links = len(page.links)
            read.newest = find_newest(page.links, find_day(self.run.now()))
        elif not page.links:
            reason = f"page {turn.number} shows no links: the page's layout or its pager has changed"
            ledger.add_fault(url, "listing", reason, Outcome.LAYOUT_CHANGED)
        return read

    def needs_next(self, page: ListingPage, turn: ListingVisit, *, any_fresh: bool) -> bool:
        """Whether the listing's next page must be read too (CONTRACT: crawl)."""
        if not page.next_url or not page.links:
            return False
        if self.run.options.full:
            return True
        if self.run.options.since and not reaches_before(page.links, self.run.options.since):
            return True
        known_end = turn.state is not None and turn.state.complete
        return any_fresh or not known_end

    def looks_again_at(self, link: ListingLink) -> bool:
        """Whether an article already stored is fetched again by `since` or `full`."""
        since = self.run.options.since
        if since and link.date:
            return date.fromisoformat(link.date) >= since
        return self.run.options.look_again

    async def store_links(self, links: list[ListingLink], reasons: dict[str, str], listing: Listing) -> None:
        """Records links as pending (or skipped, with the reason) before any of them is asked for."""
        rows = [
            NewLink(
                url=link.url,
                title=link.title,
                date=link.date,
                listing=listing.url,
                skip_reason=reasons.get(link.url),
            )
            for link in links
        ]
        await self.run.worker.call(self.run.worker.store.add_links, self.site.id, rows, self.run.now())

    async def save_listing(self, turn: ListingVisit, read: ListingRead, *, complete: bool) -> None:
        """Keeps what the next run must know of a listing; validators only once it was read to its end."""
        state = ListingState(
            etag=turn.etag if complete else None,
            last_modified=turn.last_modified if complete else None,
            complete=complete,
            newest_date=read.newest,
            links=read.links,
            read_at=self.run.now(),
        )
        await self.run.worker.call(self.run.worker.store.save_listing, self.site.id, turn.listing.url, state)

    async def fail_listing(self, failure: Failure) -> None:
        """Counts a listing page that did not come."""
        turn: ListingVisit = failure.request.cb_kwargs["turn"]  # type: ignore[attr-defined]
        outcome, reason = name_failure(failure)
        where = turn.listing.url if turn.number == 1 else failure.request.url  # type: ignore[attr-defined]
        self.run.ledger.add_fault(where, "listing", reason, outcome)

    # --- articles ---

    async def parse_article(self, response: Response, raw: RawPage, hops: int) -> AsyncIterator[Request | RawPage]:
        """Gives a RawPage once all parts of the article have come; follows HTML redirects within the site."""
        if response.status == 304:
            await self.run.worker.call(self.run.worker.store.touch, self.site.id, raw.link_url, self.run.now())
            self.run.ledger.unchanged += 1
            self.run.ledger.open_links.pop(raw.link_url, None)
            return
        html = read_text(response)
        first = not raw.body
        if html and first and hops < MAX_REDIRECTS and (target := find_redirect(html, response.url)):
            yield self.ask_page(target, raw, priority=ARTICLE, hops=hops + 1)
            return
        raw = self.add_response(raw, response)
        asked = {raw.url, *(part.url for part in raw.parts)}
        next_part = find_next_part(html, response.url) if html else None
        if next_part and next_part not in asked and len(raw.parts) < MAX_PARTS:
            yield self.ask_page(next_part, raw, priority=PENDING, hops=hops)
            return
        yield raw

    def add_response(self, raw: RawPage, response: Response) -> RawPage:
        """The article with one more page: the first fills it, the others are its parts."""
        content_type = read_header(response, "Content-Type")
        if raw.body:
            part = RawPart(url=response.url, body=response.body, content_type=content_type)
            return replace(raw, parts=(*raw.parts, part))
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        return replace(
            raw,
            url=response.url,
            body=response.body,
            status=response.status,
            content_type=content_type,
            headers=headers,
            fetched_at=self.run.now(),
        )

    async def fail_article(self, failure: Failure) -> None:
        """Keeps an article that did not come pending; one that is gone is noted as such."""
        request = failure.request  # type: ignore[attr-defined]
        raw: RawPage = request.cb_kwargs["raw"]
        outcome, reason = name_failure(failure)
        if raw.body:
            reason = f"a further page of the article failed: {reason}"
        elif is_missing(failure):
            await self.run.note_missing(raw.link_url, request.url, "fetch", reason, outcome)
            return
        lasting = is_lasting(failure, outcome)
        await self.run.fail(raw.link_url, request.url, "fetch", reason, outcome, lasting=lasting)


def make_conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers of a conditional request."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in conditions.items() if value}


def read_header(response: Response, name: str) -> str | None:
    """A response header as text, or None."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def read_text(response: Response) -> str | None:
    """The page as text, or None where it is none (the decode stage then says what it is)."""
    try:
        return decode_bytes(response.body, read_header(response, "Content-Type")).text
    except UnreadablePageError:
        return None
