"""The one spider: from a site's listings to raw pages. What differs from site to site is data (seeds/)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.decoding.challenge import find_challenge
from crawler.decoding.charset import decode_bytes
from crawler.decoding.damage import is_garbled
from crawler.decoding.parts import find_next_part
from crawler.decoding.redirect import find_redirect
from crawler.model.fetched import Decoded
from crawler.model.items import RawPage, RawPart
from crawler.model.outcomes import Outcome, StorageError, UnreadablePageError
from crawler.model.site import Listing, Site
from crawler.model.times import find_day
from crawler.network.limits import ANSWERED_HERE
from crawler.network.pauses import RestingError
from crawler.readers import ListingLink, ListingPage, date_page, read_listing
from crawler.runs.binding import SiteRun, find_run
from crawler.runs.ledger import ListingRead, SkippedLink
from crawler.runs.reading_code import fingerprint_code
from crawler.store import ListingState, NewLink, StoredLink, StoredPage, UnreadLink
from spiders.choice import choose_links, find_last_day, find_newest, is_follow_up, is_fresh, reaches_before
from spiders.failures import is_forbidden, is_lasting, is_missing, name_failure

PENDING, LISTING, ARTICLE, FURTHER, BACKLOG, FOLLOW_UP, RECHECK = 30, 20, 10, 8, 5, 3, 0
"""Priorities: the articles of a listing's first page come before its further pages, feedback and rectification after
all that is new."""
PENDING_FIRST = 50
"""Pending articles asked for before the listings; the rest of a large backlog comes after what is new, so that a
site's first weeks do not delay today's notices.
"""
PENDING_VISITS = 2
"""Visits after which a pending article comes after what is new."""
FURTHER_SHARE = 0.5
"""Share of a run's requests that listing pages after the first may use: the rest is kept for articles."""
MAX_PAGES_A_RUN = 100
"""Pages of a listing that a run reads unless `since` or `full` was asked: a pager that goes on is named, for it may
never end; the next run goes on where this one stopped.
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
    the validators of a first page that holds its links itself, and the last day of the page before a further one.
    """

    listing: Listing
    state: ListingState | None
    number: int = 1
    hops: int = 0
    etag: str | None = None
    last_modified: str | None = None
    above: str | None = None


class SiteSpider(Spider):
    """Crawls one site; subclassed once for each seed by spiders/loader.py."""

    name = "site"
    site: ClassVar[Site]
    run: SiteRun
    last: list[Request]
    """Requests for pages that killed their reader, made one by one when nothing else is left to do."""
    further_pages = 0
    """Requests of this run for listing pages after the first."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SiteSpider":
        """Built by Scrapy; the arguments of the command line are already in the run's options."""
        spider = super().from_crawler(crawler)
        spider.run = find_run(crawler)
        spider.last = []
        crawler.signals.connect(spider.ask_last, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Pending articles first, then every listing, then articles that are due for another look."""
        call, store, now = self.run.worker.call, self.run.worker.store, self.run.now()
        unread = [link for link in await call(store.list_unread, self.site.id) if is_worth_rereading(link)]
        for number, link in enumerate(await call(store.list_pending, self.site.id, now, self.site.request_budget)):
            if any(link.url == other.url for other in unread):
                continue
            request = self.ask_article(link.url, link.title, link.date, priority=rank_pending(number, link))
            if link.deaths:
                self.last.append(request)
            else:
                yield request
        for listing in self.site.listings:
            state = await self.run.worker.call(store.find_listing, self.site.id, listing.url)
            yield self.ask_listing(listing.url, ListingVisit(listing, state))
        for page in await call(store.list_due, self.site.id, now, MAX_RECHECKS):
            yield self.ask_again(page)
        self.last.extend(self.take_archived(other) for other in unread)

    def ask_last(self) -> None:
        """Asks for the next of the pages that come last, where all else is done. Raises DontCloseSpider then."""
        if self.last and self.crawler.engine:
            self.crawler.engine.crawl(self.last.pop(0))
            raise DontCloseSpider

    def ask_listing(self, url: str, visit: ListingVisit) -> Request:
        """A request for a listing page; conditional for a first page that was read to its end within a day."""
        headers = {}
        state, first = visit.state, visit.number == 1 and not visit.hops
        if first and state and state.complete and not self.run.options.look_again:
            known = self.run.now() - state.read_at < TRUST_VALIDATORS
            headers = make_conditions(state.etag, state.last_modified) if known else {}
        return Request(
            url,
            headers=headers,
            priority=LISTING if visit.number == 1 else FURTHER,
            callback=self.parse_listing,
            errback=self.fail_listing,
            cb_kwargs={"visit": visit},
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

    def take_archived(self, link: UnreadLink) -> Request:
        """A request that is answered from the archive: a page that killed its reader, for reading code that changed."""
        return Request(
            link.url,
            priority=RECHECK,
            callback=self.parse_archived,
            cb_kwargs={"link": link},
            meta={ANSWERED_HERE: True},
        )

    async def parse_archived(self, _response: Response, link: UnreadLink) -> AsyncIterator[RawPage]:
        """The archived page of a link, for today's code."""
        assert link.archive is not None
        try:
            raw = await self.run.worker.call(self.run.worker.archive.read, link.archive)
        except StorageError as error:
            self.run.ledger.skip([SkippedLink(url=link.url, title=link.title or "", reason=str(error))])
            return
        yield replace(raw, link_url=link.url, listing_title=link.title, listing_date=link.date)

    # --- listings ---

    async def parse_listing(self, response: Response, visit: ListingVisit) -> AsyncIterator[Request]:
        """Records every link of the page before any is asked for, then goes on to the next page where needed."""
        listing, ledger = visit.listing, self.run.ledger
        if response.status == 304 and visit.state:
            ledger.listings[listing.url] = ListingRead(
                url=listing.url,
                links=visit.state.links,
                newest=visit.state.newest_date,
                pages=1,
                complete=True,
                not_modified=True,
                fresh_at=visit.state.fresh_at,
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
        if (target := find_redirect(html, response.url)) and visit.hops < MAX_REDIRECTS:
            yield self.ask_listing(target, replace(visit, hops=visit.hops + 1))
            return
        try:
            page = self.run.read(read_listing, html, response.url, self.site, listing)
        except UnreadablePageError as error:
            ledger.add_fault(listing.url if visit.number == 1 else response.url, "listing", str(error), error.outcome)
            return
        if visit.number == 1 or visit.above:
            page = date_page(page, self.run.now(), visit.above)
        if sum(is_garbled(link.title) for link in page.links) * 2 > len(page.links):
            reason = "most titles are question marks or bytes of another encoding: damaged before it was sent"
            ledger.add_fault(listing.url, "listing", reason, Outcome.DEGRADED)
        if page.cut or decoded.cut:
            reason = f"the page is longer than what is read of one: only {len(page.links)} links of it were taken"
            ledger.add_fault(listing.url, "listing", reason, Outcome.LAYOUT_CHANGED)
        further = page.data_url or page.next_url
        if not page.links and further and visit.hops < MAX_REDIRECTS:  # the links lie in a further request
            yield self.ask_listing(further, replace(visit, hops=visit.hops + 1))
            return
        if visit.number == 1 and not visit.hops:
            visit = replace(
                visit, etag=read_header(response, "ETag"), last_modified=read_header(response, "Last-Modified")
            )
        async for request in self.take_page(page, visit, response.url):
            yield request

    async def take_page(self, page: ListingPage, visit: ListingVisit, url: str) -> AsyncIterator[Request]:
        """Stores what is new on a listing page, yields its article requests and the request for the next page.

        Listings are read side by side: an article is claimed (`asked`) before anything else is awaited.
        """
        read = self.note_page(page, visit, url)
        chosen = choose_links(page.links, self.site, [url, *filter(None, [page.next_url])])
        self.run.ledger.skip(chosen.skipped)
        call, store = self.run.worker.call, self.run.worker.store
        known = await call(store.find_links, self.site.id, [link.url for link in chosen.links])
        if visit.number > 1 and chosen.links and all(link.url in read.seen for link in chosen.links):
            reason = f"page {visit.number} only repeats earlier pages: its pager leads in a circle"
            self.run.ledger.add_fault(url, "listing", reason, Outcome.LAYOUT_CHANGED)
            return
        read.seen.update(link.url for link in chosen.links)
        fresh = [link for link in chosen.links if link.url not in known]
        shown_anew = [link for link in chosen.links if is_fresh(known.get(link.url), visit.state)]
        any_fresh = any(not link.pinned for link in shown_anew)
        if visit.number == 1:
            last = visit.state.fresh_at if visit.state else None
            read.fresh_at = self.run.now() if shown_anew or last is None else last
        goes_on = self.needs_next(page, visit, any_fresh=any_fresh)
        further = self.find_further(page, visit, any_fresh=any_fresh) if goes_on else None
        if further:
            await self.save_listing(visit, read, complete=False, resume=further)
        wanted = [link for link in chosen.links if self.wants(link, known.get(link.url), chosen.reasons)]
        self.run.ledger.asked.update(link.url for link in wanted)
        await self.store_links(list(dict.fromkeys([*fresh, *wanted])), chosen.reasons, visit.listing)
        if gone := [link.url for link in wanted if link.url in known and known[link.url].state == "gone"]:
            await call(store.reopen_links, self.site.id, gone, self.run.now())
        for link in wanted:
            priority = FOLLOW_UP if is_follow_up(link.title) else ARTICLE
            yield self.ask_article(link.url, link.title, link.date, priority=priority)
        if not further:
            read.complete = bool(page.links)
            await self.save_listing(visit, read, complete=read.complete)
        elif not self.note_bound(visit, read, url):
            self.further_pages += 1
            above = find_last_day(page.links) if further[1] == visit.number + 1 else None
            yield self.ask_listing(further[0], replace(visit, number=further[1], hops=0, above=above))
        self.run.tell()

    def find_further(self, page: ListingPage, visit: ListingVisit, *, any_fresh: bool) -> tuple[str, int] | None:
        """Address and number of the page to read after this one. An earlier reading that did not come to the end is
        taken up where it stopped, once the pages before it show nothing that is new since.
        """
        state, number = visit.state, visit.number + 1
        skips = state and not state.complete and not any_fresh and not self.run.options.look_again
        if state and skips and state.resume_url and state.resume_page > number:
            return state.resume_url, state.resume_page
        return (page.next_url, number) if page.next_url else None

    def note_bound(self, visit: ListingVisit, read: ListingRead, url: str) -> bool:
        """Whether a bound keeps this run from the listing's next page, and says which."""
        most = MAX_LISTING_PAGES if self.run.options.look_again else MAX_PAGES_A_RUN
        if read.pages >= most or visit.number >= MAX_LISTING_PAGES:
            reason = (
                f"{read.pages} pages read, up to page {visit.number}, and a next one is named still: a pager without "
                "end, or a long listing (then the next run goes on from here)"
            )
            self.run.ledger.add_fault(url, "listing", reason, Outcome.LAYOUT_CHANGED)
            return True
        if self.further_pages >= self.site.request_budget * FURTHER_SHARE:
            reason = f"page {visit.number}: the rest of this run's requests is kept for articles; the next run goes on"
            self.run.ledger.add_fault(url, "listing", reason, Outcome.DEADLINE)
            return True
        return False

    def wants(self, link: ListingLink, known: StoredLink | None, reasons: dict[str, str]) -> bool:
        """Whether a link's article is asked for now: it is new, was skipped for a reason that holds no more, or is to
        be looked at again.
        """
        if link.url in reasons or link.url in self.run.ledger.asked:
            return False
        if known is None:
            return True
        if known.state == "skipped":
            return known.retry_at is None or known.retry_at <= self.run.now()
        return known.state in ("done", "gone") and self.looks_again_at(link)

    def note_page(self, page: ListingPage, visit: ListingVisit, url: str) -> ListingRead:
        """Counts a listing page in the ledger."""
        ledger = self.run.ledger
        ledger.skip(SkippedLink(url=bad.href, title="", reason=bad.reason) for bad in page.bad)
        read = ledger.listings.setdefault(visit.listing.url, ListingRead(url=visit.listing.url))
        read.pages += 1
        if visit.number == 1:
            read.links = len(page.links)
            read.newest = find_newest(page.links, find_day(self.run.now()))
        elif not page.links:
            reason = f"page {visit.number} shows no links: the page's layout or its pager has changed"
            ledger.add_fault(url, "listing", reason, Outcome.LAYOUT_CHANGED)
        return read

    def needs_next(self, page: ListingPage, visit: ListingVisit, *, any_fresh: bool) -> bool:
        """Whether the listing's next page must be read too (CONTRACT: crawl)."""
        if not page.next_url or not page.links:
            return False
        if self.run.options.full:
            return True
        if self.run.options.since and not reaches_before(page.links, self.run.options.since):
            return True
        known_end = visit.state is not None and visit.state.complete
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

    async def save_listing(
        self, visit: ListingVisit, read: ListingRead, *, complete: bool, resume: tuple[str, int] | None = None
    ) -> None:
        """Keeps what the next run must know of a listing; validators only once it was read to its end, and before that
        the page to go on from.
        """
        state = ListingState(
            etag=visit.etag if complete else None,
            last_modified=visit.last_modified if complete else None,
            complete=complete,
            newest_date=read.newest,
            links=read.links,
            read_at=self.run.now(),
            fresh_at=read.fresh_at,
            resume_url=resume[0] if resume else None,
            resume_page=resume[1] if resume else 0,
        )
        await self.run.worker.call(self.run.worker.store.save_listing, self.site.id, visit.listing.url, state)

    async def fail_listing(self, failure: Failure) -> None:
        """Counts a listing page that did not come."""
        visit: ListingVisit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined]
        if isinstance(failure.value, RestingError):
            return
        outcome, reason = name_failure(failure)
        where = visit.listing.url if visit.number == 1 else failure.request.url  # type: ignore[attr-defined]
        self.run.ledger.add_fault(where, "listing", reason, outcome)

    # --- articles ---

    async def parse_article(self, response: Response, raw: RawPage, hops: int) -> AsyncIterator[Request | RawPage]:
        """Gives a RawPage once all parts of the article have come; follows HTML redirects within the site."""
        if response.status == 304:
            await self.run.worker.call(self.run.worker.store.touch, self.site.id, raw.link_url, self.run.now())
            self.run.ledger.unchanged += 1
            self.run.close_link(raw.link_url)
            return
        decoded = read_decoded(response)
        html = decoded.text if decoded else None
        first = not raw.body
        if html and first and hops < MAX_REDIRECTS and (target := find_redirect(html, response.url)):
            yield self.ask_page(target, raw, priority=ARTICLE, hops=hops + 1)
            return
        raw = self.add_response(raw, response, decoded)
        asked = {raw.url, *(part.url for part in raw.parts)}
        next_part = find_next_part(html, response.url) if html else None
        if next_part and next_part not in asked and len(raw.parts) < MAX_PARTS:
            yield self.ask_page(next_part, raw, priority=PENDING, hops=hops)
            return
        yield raw

    def add_response(self, raw: RawPage, response: Response, decoded: Decoded | None) -> RawPage:
        """The article with one more page: the first fills it, the others are its parts."""
        content_type = read_header(response, "Content-Type")
        if raw.body:
            part = RawPart(url=response.url, body=response.body, content_type=content_type, decoded=decoded)
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
            decoded=decoded,
            headers=headers,
            fetched_at=self.run.now(),
        )

    async def fail_article(self, failure: Failure) -> None:
        """Keeps an article that did not come pending; one that is gone is noted as such."""
        request = failure.request  # type: ignore[attr-defined]
        raw: RawPage = request.cb_kwargs["raw"]
        if isinstance(failure.value, RestingError):
            self.run.close_link(raw.link_url)
            return
        outcome, reason = name_failure(failure)
        if is_forbidden(failure):
            await self.run.set_aside(raw.link_url, request.url, reason)
            return
        if raw.body:
            reason = f"a further page of the article failed: {reason}"
        elif is_missing(failure):
            await self.run.note_missing(raw.link_url, request.url, "fetch", reason, outcome)
            return
        lasting = is_lasting(failure, outcome)
        await self.run.fail(raw.link_url, request.url, "fetch", reason, outcome, lasting=lasting)


def rank_pending(number: int, link: StoredLink) -> int:
    """The priority of a pending article: number in its queue, and what is known of its visits."""
    if is_follow_up(link.title or ""):
        return FOLLOW_UP
    return PENDING if number < PENDING_FIRST and link.attempts < PENDING_VISITS else BACKLOG


def is_worth_rereading(link: UnreadLink) -> bool:
    """Whether a page that killed its reader lies in the archive, and the reading code has changed since."""
    return link.archive is not None and link.code != fingerprint_code()


def make_conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers of a conditional request."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in conditions.items() if value}


def read_header(response: Response, name: str) -> str | None:
    """A response header as text, or None."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def read_decoded(response: Response) -> Decoded | None:
    """The page as text, or None where it is none (the decode stage then says what it is)."""
    try:
        return decode_bytes(response.body, read_header(response, "Content-Type"))
    except UnreadablePageError:
        return None
