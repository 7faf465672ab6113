"""A page as fetched (bytes), where it lies in the archive, and what it is beside what is stored."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Status = Literal["new", "copy", "unchanged", "revision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRef:
    """Where a fetched page lies in the archive: WARC file (relative to the archive folder) and byte offset."""

    file: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPart:
    """A further page of one article (下一页), as fetched."""

    url: str
    body: bytes = field(repr=False)
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """One article as fetched, with what its listing said of it.

    `url` is the address that answered, `link_url` the (canonical) link it was reached by; `headers` are as received.
    `listing_date` is `YYYY-MM-DD` or None. `archive` is set once the page lies in the archive.
    """

    site: str
    url: str
    link_url: str
    body: bytes = field(repr=False)
    fetched_at: datetime
    status: int = 200
    content_type: str | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    listing_title: str | None = None
    listing_date: str | None = None
    parts: tuple[RawPart, ...] = ()
    archive: ArchiveRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a page is beside what the store holds.

    new: never seen; copy: same content at another address (a sighting of `notice_id`); unchanged: same address, same
    content; revision: same address, other content. `same_event` lists notices of other organs on the same event.
    """

    status: Status
    notice_id: str | None = None
    rule: str = "address"
    same_event: tuple[str, ...] = ()
