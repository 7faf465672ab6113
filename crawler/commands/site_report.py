"""The report of `scrapy checksites --report FILE`: what answered, and for each fault the proposed seed change."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.model.outcomes import Outcome, StorageError
from crawler.model.site import Site
from crawler.model.times import find_day
from crawler.runs.ledger import show_line

if TYPE_CHECKING:
    from crawler.sites.proposals import Change, ListingFacts
    from spiders.probe import ListingLook, SiteLook

_REFUSED = re.compile(r"robots\.txt forbids")


def write_report(path: Path, looks: "list[SiteLook]", seeds: Path, now: datetime) -> int:
    """Writes the report (Markdown); gives the number of proposed changes. Raises StorageError."""
    lines, count = [f"# Sites as of {now:%Y-%m-%d %H:%M} UTC", ""], 0
    for look in looks:
        changes = list_changes(look, now)
        count += len(changes)
        lines.extend(_describe(look, changes, seeds))
    try:
        path.write_text("\n".join(map(_show, lines)) + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"--report {path}: cannot be written: {error.strerror or error}") from error
    return count


def list_changes(look: "SiteLook", now: datetime) -> "list[Change]":
    """The changes of a site's seed that a look proposes."""
    from crawler.sites.proposals import propose_changes

    return propose_changes(look.site, [_gather(look, seen) for seen in look.listings], find_day(now))


def _gather(look: "SiteLook", seen: "ListingLook") -> "ListingFacts":
    from crawler.sites.proposals import ListingFacts

    host = urlsplit(seen.listing.url).netloc
    robots = next((robots for robots in look.robots if urlsplit(robots.url).netloc == host), None)
    return ListingFacts(
        listing=seen.listing,
        outcome=seen.outcome,
        answer=seen.answer,
        final_url=seen.final_url if seen.redirects else "",
        page=seen.page,
        plain_page=seen.plain_page,
        newest=seen.newest,
        refused=seen.refused,
        sets_cookie=seen.sets_cookie,
        columns=tuple(seen.columns),
        crawl_delay=robots.crawl_delay if robots else None,
        forbidden=bool(_REFUSED.search(seen.answer)) or bool(robots and seen.listing.url in robots.forbidden),
    )


def _describe(look: "SiteLook", changes: "list[Change]", seeds: Path) -> Iterator[str]:
    yield f"## {look.site.id} {look.site.name}"
    yield ""
    for robots in look.robots:
        delay = f", asks for {robots.crawl_delay:g} s between requests" if robots.crawl_delay else ""
        yield f"- {robots.url}: {robots.answer}{delay}"
    for seen in look.listings:
        yield from _describe_listing(seen)
    yield ""
    if changes:
        yield from _describe_changes(look.site, changes, seeds)


def _describe_listing(seen: "ListingLook") -> Iterator[str]:
    outcome = "ok" if seen.outcome is Outcome.QUIET else str(seen.outcome)
    yield f"- {seen.listing.url}: {outcome}, {seen.answer}"
    for url in seen.redirects:
        yield f"    - redirected from {url} to {seen.final_url}"
    if seen.page:
        yield f"    - platform {seen.page.platform}, {len(seen.page.links)} links, newest {seen.newest or 'undated'}"
        yield f"    - next page: {seen.page.next_url or 'none'}"
        titles = [link.title for link in seen.page.links[:1]]
        yield f"    - title: {seen.sample or ''.join(titles) or 'none'}"


def _describe_changes(site: Site, changes: "list[Change]", seeds: Path) -> Iterator[str]:
    from crawler.sites.merged import unfold_listings
    from crawler.sites.proposals import edit_seed, show_diff

    for change in changes:
        yield f"- fault: {change.fault}: proposed `{change.key}`"
    path = seeds / f"{site.id}.toml"
    before = path.read_text(encoding="utf-8")
    whole = unfold_listings(before, site) if any(change.listing for change in changes) else before
    yield ""
    yield "```diff"
    yield from show_diff(f"{seeds.name}/{site.id}.toml", before, edit_seed(whole, changes)).splitlines()
    yield "```"
    yield ""


def _show(line: str) -> str:
    return show_line(line.rstrip("\n"))
