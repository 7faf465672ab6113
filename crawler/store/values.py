"""What the store takes and gives besides notices: links, listings, pages, revisions, summaries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from crawler.model.items import ArchiveRef

LinkState = Literal["pending", "done", "skipped", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link found on a listing: canonical address, the listing's title and date (`YYYY-MM-DD`) of it.

    With a `skip_reason` its article is not to be fetched; the reason is kept for the report.
    """

    url: str
    title: str | None = None
    date: str | None = None
    listing: str | None = None
    skip_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLink:
    """A known link. `reason` says why it was skipped or why its last fetch failed; `attempts` counts visits that began
    and did not end well, `deaths` how often its page killed its reader, `reading` whether a visit is under way,
    `retry_at` before when the link is not asked again.
    """

    site: str
    url: str
    title: str | None
    date: str | None
    listing: str | None
    state: LinkState
    reason: str | None
    attempts: int
    first_seen: datetime
    deaths: int = 0
    reading: bool = False
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLink:
    """A link whose page killed its reader `deaths` times: kept pending and asked again at `retry_at`.

    `code` names the reading code that died of it, `archive` is where the page lies that it could not read.
    """

    url: str
    title: str | None
    date: str | None
    reason: str | None
    deaths: int
    retry_at: datetime | None
    code: str | None
    archive: ArchiveRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingState:
    """What the last reading of a listing saw.

    `complete`: paging ended in order, so a page of known links may end the next one. `newest_date` is `YYYY-MM-DD`.
    `fresh_at` is when it last showed a link that was not known. A reading that was not complete goes on at
    `resume_url`, which is its page number `resume_page`.
    """

    etag: str | None = None
    last_modified: str | None = None
    complete: bool = False
    newest_date: str | None = None
    links: int = 0
    read_at: datetime
    fresh_at: datetime | None = None
    resume_url: str | None = None
    resume_page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """A fetched page: `url` is the canonical address that answered, `link_url` the link it was first reached by.

    `fetched_at` is the fetch that gave this content, `checked_at` the last look; `missing` counts looks in a row that
    found nothing there.
    """

    site: str
    url: str
    link_url: str
    notice_id: str
    content_hash: str
    hash_version: int
    etag: str | None
    last_modified: str | None
    archive: ArchiveRef | None
    listing_title: str | None
    listing_date: str | None
    first_seen: datetime
    fetched_at: datetime
    checked_at: datetime
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdatedHash:
    """An archived content whose hash is of an older rule: a page's present one, or (with the number of a revision) one
    that was replaced.
    """

    site: str
    url: str
    notice_id: str
    archive: ArchiveRef
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A state of a page that was replaced.

    `revision` is the number the notice had in that state; `document` is the published object of then, or None where
    another address than the notice's own changed (the notice then stays as it is).
    """

    notice_id: str
    revision: int
    site: str
    url: str
    replaced_at: datetime
    old_hash: str
    new_hash: str
    changed: tuple[str, ...]
    archive: ArchiveRef | None
    document: Mapping[str, Any] | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSummary:
    """A site at a glance: what `scrapy sites` prints. `last_first_seen` is of its published notices."""

    site: str
    pending: int
    notices: int
    newest_date: str | None
    last_first_seen: datetime | None
    listings: Mapping[str, ListingState]
    last_run: Mapping[str, Any] | None = field(repr=False)
