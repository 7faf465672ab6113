"""From what a site answered to the changes its seed needs, each with the fault it mends. Pure.

A proposal is for a person to judge: it says what was seen, and never more than one look can tell.
"""

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from crawler.model.listing import ListingLink, ListingPage
from crawler.model.outcomes import Outcome
from crawler.model.site import Listing, Site

FEWEST_LINKS = 3
"""Links from which a page is taken for a listing, whatever its seed expects."""
_GENERAL = ("auto", "plain", "embedded", "query")
_MOST_LINKS_WANTED = 10
_WORDS = ("巡视", "巡察", "动员", "进驻")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingFacts:
    """What one look at a listing saw.

    `refused`: an address outside the seed's hosts to which the site led; `columns`: addresses and names of columns on
    the home page, looked up where the listing failed; `crawl_delay`: what robots.txt asks for, in seconds.
    """

    listing: Listing
    outcome: Outcome
    answer: str
    final_url: str = ""
    page: ListingPage | None = None
    plain_page: ListingPage | None = None
    newest: str | None = None
    refused: str | None = None
    sets_cookie: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    crawl_delay: float | None = None
    forbidden: bool = False

    @property
    def links(self) -> tuple[ListingLink, ...]:
        """The links that were read."""
        return self.page.links if self.page else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a seed: the fault, the key (of a listing's table where `listing` is its address), and the value as
    TOML; None: the key is to go.
    """

    fault: str
    key: str
    value: str | None
    listing: str | None = None


def propose_changes(site: Site, looks: Sequence[ListingFacts], today: date) -> list[Change]:
    """The changes that would mend what was seen; the same change once."""
    changes = [change for facts in looks for change in _propose(site, facts, today)]
    return list({(change.key, change.value, change.listing): change for change in changes}.values())


def _propose(site: Site, facts: ListingFacts, today: date) -> Iterator[Change]:
    listing = facts.listing
    if facts.crawl_delay and facts.crawl_delay > site.delay:
        said = f"robots.txt asks for {facts.crawl_delay:g} s between requests, the seed says {site.delay:g}"
        yield Change(fault=said, key="delay", value=f"{facts.crawl_delay:g}")
    if facts.forbidden:
        reason = json.dumps(f"robots.txt forbids {listing.url}", ensure_ascii=False)
        yield Change(fault="robots.txt forbids the listing", key="enabled", value="false")
        yield Change(fault="robots.txt forbids the listing", key="disabled", value=_exempt(reason, today))
    elif facts.refused:
        yield from _propose_host(site, facts, facts.refused)
    elif "certificate" in facts.answer.lower() or "ssl" in facts.answer.lower():
        reason = json.dumps(f"its certificate is refused: {facts.answer[:80]}", ensure_ascii=False)
        yield Change(fault=facts.answer, key="insecure_tls", value=_exempt(reason, today))
    elif len(facts.links) < FEWEST_LINKS:
        yield from _propose_for_no_links(site, facts)
    else:
        yield from _propose_for_links(site, facts, today)


def _propose_host(site: Site, facts: ListingFacts, refused: str) -> Iterator[Change]:
    host = urlsplit(refused).hostname or ""
    said = f"the listing leads to {refused}, a host that the seed does not name"
    if host and host not in site.hosts:
        yield Change(fault=said, key="hosts", value=_print_list([*site.hosts, host]))
    yield Change(fault=said, key="url", value=json.dumps(refused), listing=facts.listing.url)


def _propose_for_no_links(site: Site, facts: ListingFacts) -> Iterator[Change]:
    if facts.plain_page and len(facts.plain_page.links) >= FEWEST_LINKS and site.selectors.links:
        said = f"selectors.links finds nothing; without it the page gives {len(facts.plain_page.links)} links"
        yield Change(fault=said, key="selectors.links", value=None)
    elif facts.sets_cookie and not site.cookies:
        yield Change(fault="an empty page that sets a cookie", key="cookies", value="true")
    elif facts.columns:
        url, name = facts.columns[0]
        said = f"{facts.answer}: no listing there; the home page names the column {name}"
        yield Change(fault=said, key="url", value=json.dumps(url), listing=facts.listing.url)


def _propose_for_links(site: Site, facts: ListingFacts, today: date) -> Iterator[Change]:
    listing, links, page = facts.listing, facts.links, facts.page
    assert page is not None
    if site.selectors.links and facts.plain_page and facts.plain_page.links == links:
        said = "selectors.links makes no difference: the page gives the same links without it"
        yield Change(fault=said, key="selectors.links", value=None)
    if facts.final_url and _fold(facts.final_url) != _fold(listing.url) and page.links and not page.data_url:
        said = f"the listing is answered at {facts.final_url}"
        yield Change(fault=said, key="url", value=json.dumps(facts.final_url), listing=listing.url)
    if site.platform not in (*_GENERAL, page.platform) and page.platform not in _GENERAL:
        said = f"the page is {page.platform}'s, not {site.platform}'s"
        yield Change(fault=said, key="platform", value=json.dumps(page.platform))
    elif site.platform not in (*_GENERAL, page.platform):
        said = f"no mark of {site.platform} on the page; it is read as {page.platform}"
        yield Change(fault=said, key="platform", value='"auto"')
    if len(links) < listing.min_links:
        least = max(1, min(_MOST_LINKS_WANTED, len(links) // 2))
        said = f"{len(links)} links, at least {listing.min_links} expected: rows, dates and titles are in order"
        yield Change(fault=said, key="min_links", value=str(least), listing=listing.url)
    if facts.outcome is Outcome.STALE and (pause := _find_longest_pause(links, today)) > listing.stale_days:
        said = f"newest entry {facts.newest}; the column has been silent for up to {pause} days before"
        yield Change(fault=said, key="stale_days", value=str(round(pause * 1.5)), listing=listing.url)
    if site.article_patterns and not any(re.search(p, link.url) for p in site.article_patterns for link in links):
        yield Change(fault="no link of the listing fits article_patterns", key="article_patterns", value=None)
    if site.title_words and not any(word in link.title for word in site.title_words for link in links):
        said = "no title of the listing holds one of title_words"
        yield Change(fault=said, key="title_words", value=_print_list(_WORDS))
    left = _count_left_hosts(page)
    for host, count in left.items():
        if count * 2 >= len(links) and host not in site.hosts and _domain(host) == _domain(site.hosts[0]):
            said = f"{count} links lead to {host}, a host of the same domain"
            yield Change(fault=said, key="hosts", value=_print_list([*site.hosts, host]))


def _count_left_hosts(page: ListingPage) -> dict[str, int]:
    hosts: dict[str, int] = {}
    for bad in page.bad:
        found = re.search(r"leaves the site's hosts \((.+)\)", bad.reason)
        if found:
            hosts[found[1]] = hosts.get(found[1], 0) + 1
    return hosts


def _find_longest_pause(links: Iterable[ListingLink], today: date) -> int:
    """The longest time between two entries, and from the newest to today, in days."""
    days = sorted({date.fromisoformat(link.date) for link in links if link.date and not link.pinned})
    return max(((later - earlier).days for earlier, later in zip(days, [*days[1:], today], strict=True)), default=0)


def _fold(url: str) -> str:
    return url.rstrip("/")


def _domain(host: str) -> str:
    """The part of a host's name that one owner has."""
    return ".".join(host.split(".")[-3 if host.endswith((".gov.cn", ".com.cn")) else -2 :])


def _exempt(reason: str, today: date) -> str:
    return f"{{ reason = {reason}, since = {today} }}"


def _print_list(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def edit_seed(text: str, changes: Iterable[Change]) -> str:
    """The text of a seed with the changes made; comments and order stay."""
    lines = text.splitlines()
    for change in changes:
        section, _, key = change.key.rpartition(".")
        start, end = _find_table(lines, section, change.listing)
        found = _find_key(lines, key, start, end)
        if found is None:
            if change.value is not None:
                lines.insert(_find_place(lines, start, end), f"{key} = {change.value}")
            continue
        lines[found[0] : found[1]] = [] if change.value is None else [f"{key} = {change.value}"]
    return "\n".join(lines) + "\n"


def show_diff(name: str, before: str, after: str) -> str:
    """The change of a seed file as a diff that `git apply` and `patch -p1` take."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    return "".join(lines)


def _find_table(lines: Sequence[str], section: str, listing: str | None) -> tuple[int, int]:
    """The lines of a table: of the seed itself, of `[section]`, or of the `[[listings]]` with an address."""
    heads = [number for number, line in enumerate(lines) if line.startswith("[")]
    bounds = [*heads, len(lines)]
    if listing is None and not section:
        return 0, bounds[0]
    for start, end in zip(heads, bounds[1:], strict=True):
        head = lines[start].partition("#")[0].strip()
        if section and head == f"[{section}]":
            return start + 1, end
        if listing and head == "[[listings]]" and any(json.dumps(listing) in line for line in lines[start:end]):
            return start + 1, end
    return len(lines), len(lines)


def _find_key(lines: Sequence[str], key: str, start: int, end: int) -> tuple[int, int] | None:
    for number in range(start, end):
        if re.match(rf"{re.escape(key)}\s*=", lines[number]):
            last, depth = number, 0
            while True:
                bare = re.sub(r'"[^"]*"|\'[^\']*\'|#.*', "", lines[last])
                depth += bare.count("[") - bare.count("]")
                last += 1
                if depth <= 0 or last >= end:
                    return number, last
    return None


def _find_place(lines: Sequence[str], start: int, end: int) -> int:
    """Where a new key goes: behind the table's last line that is not blank."""
    while end > start and not lines[end - 1].strip():
        end -= 1
    return end
