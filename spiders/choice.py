"""Which links of a listing are articles worth asking for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlsplit

from crawler.extraction.fields.kind import classify_title
from crawler.identity import canonicalize_url
from crawler.model.site import Site
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


def choose_links(links: Sequence[ListingLink], site: Site) -> Choice:
    """Canonical addresses, and a reason for every link that is not to be fetched."""
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
        if reason := find_skip_reason(link.title, site):
            reasons[url] = reason
            skipped.append(SkippedLink(url=url, title=link.title, reason=reason))
    return Choice(tuple(chosen.values()), reasons, tuple(skipped))


def find_skip_reason(title: str, site: Site) -> str | None:
    """Why a link with this text is not fetched, or None. Title words of the seed narrow what is merely possible."""
    verdict = classify_title(title)
    if verdict == "yes":
        return None
    if verdict == "no":
        return "title: no notice of an inspection"
    if site.title_words and not any(word in title for word in site.title_words):
        return "title: none of the seed's title words"
    return None


def find_newest(links: Sequence[ListingLink], today: date) -> str | None:
    """The newest date on a listing page, pinned links and days to come aside: a misprint hides no standstill."""
    last = (today + timedelta(days=1)).isoformat()  # a clock may be a little ahead
    return max((link.date for link in links if link.date and not link.pinned and link.date <= last), default=None)


def is_fresh(known: StoredLink | None, state: ListingState | None) -> bool:
    """Whether a listing did not show a link when it was last read: a link that another listing brought since, in this
    run or in one that was killed, says nothing of what stands on this listing's next page.
    """
    return known is None or state is None or known.first_seen > state.read_at


def reaches_before(links: Sequence[ListingLink], since: date) -> bool:
    """Whether a listing page has come to entries older than `since` (pinned ones do not count)."""
    days = [link.date for link in links if link.date and not link.pinned]
    return bool(days) and max(days) < since.isoformat()
