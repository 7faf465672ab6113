"""Which links of a listing are articles worth asking for. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import SplitResult, parse_qs, urlsplit

from crawler.extraction.fields.kind import classify_title
from crawler.identity import canonicalize_url
from crawler.model.site import Site
from crawler.model.url_dates import find_url_date
from crawler.readers import ListingLink
from crawler.runs.ledger import SkippedLink
from crawler.store import ListingState, StoredLink

LONGEST_ADDRESS = 2000
"""Characters of an address that every store can index."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A listing page's links under canonical addresses, once each; `reasons` says which are not fetched and why."""

    links: tuple[ListingLink, ...]
    reasons: dict[str, str]
    skipped: tuple[SkippedLink, ...]


def choose_links(links: Sequence[ListingLink], site: Site, pages: Sequence[str] = ()) -> Choice:
    """Canonical addresses, and a reason for every link that is not to be fetched; `pages` are addresses of listing
    pages beside those of the seed.
    """
    listings = [*(listing.url for listing in site.listings), *pages]
    chosen: dict[str, ListingLink] = {}
    reasons: dict[str, str] = {}
    skipped: list[SkippedLink] = []
    for link in links:
        try:
            url = canonicalize_url(link.url, site)
        except ValueError as error:
            skipped.append(SkippedLink(url=link.url, title=link.title, reason=f"bad address: {error}"))
            continue
        if urlsplit(url).hostname not in site.hosts:
            skipped.append(SkippedLink(url=link.url, title=link.title, reason="leads to another site"))
            continue
        if len(url) > LONGEST_ADDRESS:
            skipped.append(SkippedLink(url=url[:LONGEST_ADDRESS], title=link.title, reason="address too long"))
            continue
        if url in chosen:
            continue
        chosen[url] = replace(link, url=url)
        if reason := find_skip_reason(link.title, site) or find_listing_reason(link.title, url, listings, site):
            reasons[url] = reason
            skipped.append(SkippedLink(url=url, title=link.title, reason=reason))
    return Choice(tuple(chosen.values()), reasons, tuple(skipped))


def find_skip_reason(title: str, site: Site) -> str | None:
    """Why a link with this text is not fetched, or None. Title words of the seed narrow what is merely possible."""
    verdict = classify_title(title)
    if verdict == "yes":
        return None
    if verdict == "no":
        return None if is_follow_up(title) else "title: no notice of an inspection"
    if site.title_words and not any(word in title for word in site.title_words):
        return "title: none of the seed's title words"
    return None


_FOLLOW_UP = re.compile(r"巡[视察].{0,40}(?:反馈|整改)|(?:反馈|整改).{0,40}巡[视察]")
"""Titles of what follows an inspection (GUIDE: feedback, rectification)."""


def is_follow_up(title: str) -> bool:
    """Whether a title names an inspection's feedback or rectification: fetched too, after all others, so that an
    inspection can be followed to its end.
    """
    return classify_title(title) == "no" and _FOLLOW_UP.search(title) is not None


_EXTENSION = r"\.(?:s?html?|jspx?|aspx?|php|do)$"
_INDEX = re.compile(r"/(?:(?:index|default|list|more)(?:[_-]?\d{1,6}){0,3}" + _EXTENSION + ")?$", re.IGNORECASE)
"""The end of an address that is a folder's: nothing, or an index page, also a numbered one."""
_NUMBERED = re.compile(r"(?:[_-]\d{1,5}|/\d{1,4})(?=" + _EXTENSION + ")", re.IGNORECASE)
"""The number of a page in the name of a listing that is a file: `scdc_2.htm`, `scdc-2.htm`, `scdc/2.htm`."""
_COLUMN_TITLE = 10
"""Characters from which a link's text is no column's name."""


def find_listing_reason(title: str, url: str, listings: Sequence[str], site: Site) -> str | None:
    """Why an address is a listing's own and no article's (it, another page of it, another column), or None."""
    if any(re.search(pattern, url) for pattern in site.article_patterns):
        return None
    parts = urlsplit(url)
    if not parts.query and _INDEX.search(parts.path) and find_url_date(url) is None and len(title) < _COLUMN_TITLE:
        return "a column, no article"
    for listing in listings:
        of_listing = urlsplit(listing)
        if of_listing.hostname == parts.hostname and _is_page_of(parts, of_listing, title):
            return "a page of a listing, no article"
    return None


def _is_page_of(parts: SplitResult, listing: SplitResult, title: str) -> bool:
    """Whether an address differs from a listing's by the number of a page alone; of columns that a number names, or of
    files with a number, only a link with the text of a pager or column is one: articles are numbered too.
    """
    here, there = _INDEX.sub("/", parts.path or "/"), _INDEX.sub("/", listing.path or "/")
    is_short = len(title) < _COLUMN_TITLE
    if here != there:
        return is_short and not parts.query and _NUMBERED.sub("", here) == _NUMBERED.sub("", there)
    asked, known = parse_qs(parts.query), parse_qs(listing.query)
    changed = [key for key in asked.keys() | known.keys() if asked.get(key) != known.get(key)]
    if all(_PAGE_KEY.fullmatch(key) for key in changed):
        return True
    return is_short and all("".join(values.get(key, ["0"])).isdecimal() for key in changed for values in (asked, known))


_PAGE_KEY = re.compile(r"(?:cur_?|this_?|go_?)?page_?(?:num|no|index|number)?|p|pn|pageno|start|offset", re.IGNORECASE)


def find_newest(links: Sequence[ListingLink], today: date) -> str | None:
    """The newest date on a listing page, pinned links and days to come aside: a misprint hides no standstill."""
    last = (today + timedelta(days=1)).isoformat()  # a clock may be a little ahead
    return max((link.date for link in links if link.date and not link.pinned and link.date <= last), default=None)


def find_last_day(links: Sequence[ListingLink]) -> str | None:
    """The day of the last dated entry of a page."""
    return next((link.date for link in reversed(links) if link.date and not link.pinned), None)


def is_fresh(known: StoredLink | None, state: ListingState | None) -> bool:
    """Whether a listing did not show a link when it was last read: a link that another listing brought since, in this
    run or in one that was killed, says nothing of what stands on this listing's next page.
    """
    return known is None or state is None or known.first_seen > state.read_at


def reaches_before(links: Sequence[ListingLink], since: date) -> bool:
    """Whether a listing page has come to entries older than `since` (pinned ones do not count)."""
    days = [link.date for link in links if link.date and not link.pinned]
    return bool(days) and max(days) < since.isoformat()
