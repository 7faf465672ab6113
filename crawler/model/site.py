"""A site as data: what a seed file says. Plain values; reading the files is crawler/sites/seeds.py."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from crawler.model.items import Level

SiteKind = Literal["commission", "unit-site"]
"""Who runs a site: a discipline commission, or a body that is inspected (a county government, a university, a hospital,
a group) or reports of inspections. What a unit-site says never outweighs what a commission says of the same event.
"""

SeenAs = Literal["listing", "article", "host"]
"""What was seen of a listing before it could be opened: its own address; an article that stands in it, whose address
and breadcrumb name it; or no more than the site's host, whose home page it is.
"""

_INSPECTION = re.compile("巡视|巡察")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The last evidence for a listing: what was seen, and the year of it (None: the source is not dated)."""

    what: SeenAs
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One listing (column page) of a site.

    `stale_days` is the age in days of its newest entry from which the listing counts as stale (a 巡视 column may be
    silent for months between rounds); `min_links` the fewest links a healthy first page shows. `column` is what the
    site calls it, None where no source says; `seen` the last evidence for its address.
    """

    url: str
    stale_days: int
    min_links: int
    column: str | None = None
    seen: Seen | None = None

    @property
    def is_inspection(self) -> bool:
        """Whether it is a column of inspections (巡视巡察, 巡察工作) and not of news at large."""
        return self.column is not None and _INSPECTION.search(self.column) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors where the platform's own are not enough; None: the platform's."""

    links: str | None = None
    next_page: str | None = None
    title: str | None = None
    published_at: str | None = None
    source: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Share of published notices of one run (0 to 1) in which `field` must be filled; under it: degraded."""

    field: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A rule that is off for a site, with why and since when."""

    reason: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site, as its seed says.

    `id` is the file name; `region` the division code (six digits) of the body that runs it, None for the centre;
    `platform` names a reader of crawler/readers. `hosts` are all host names that belong to it. `delay` is in seconds;
    `hours` are those of a day, in Beijing, in which the site may be asked (from, until; also over midnight), None: all.
    `disabled` says why and since when it is not crawled, None when it is. `title_words` narrow what a title leaves
    open: such a title must hold one of them to be fetched; empty: all are. `article_patterns` are regular expressions
    that an article's address matches, the site's dated shapes side by side; empty: the platform's own.
    `article_examples` are article addresses that were seen; each matches a pattern. `template` names the file of
    seeds/_templates whose keys it shares.
    `verified` is the date and the way the facts of the seed were seen.
    """

    id: str
    name: str
    level: Level
    region: str | None
    platform: str
    hosts: tuple[str, ...]
    listings: tuple[Listing, ...]
    selectors: Selectors = Selectors()
    title_words: tuple[str, ...] = ()
    article_patterns: tuple[str, ...] = ()
    article_examples: tuple[str, ...] = ()
    floors: tuple[Floor, ...] = ()
    delay: float = 2.0
    hours: tuple[time, time] | None = None
    request_budget: int = 400
    cookies: bool = False
    insecure_tls: Exemption | None = None
    disabled: Exemption | None = None
    verified: str | None = None
    kind: SiteKind = "commission"
    template: str | None = None

    @property
    def has_inspection_column(self) -> bool:
        """Whether one of its listings is a column of inspections."""
        return any(listing.is_inspection for listing in self.listings)
