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


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text.

    `charset` is the one used (`utf-8`, `gb18030` for every gb label, `big5` read as big5hkscs, `utf-16`, or another
    lower-case name), `declared` what the header or else the page says of itself, as written. `bad_bytes` counts what
    could not be read (lost, cut or invalid bytes, each one U+FFFD in the text; U+FFFD that the page itself brings too).
    `cut`: the page is longer than what is read of one (see crawler/decoding/bounds). `mended` names the rule by which
    damage done before sending was undone (see crawler/decoding/damage).
    """

    text: str = field(repr=False)
    charset: str
    bad_bytes: int
    declared: str | None
    cut: bool = False
    mended: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPart:
    """A further page of one article (下一页), as fetched."""

    url: str
    body: bytes = field(repr=False)
    content_type: str | None = None
    decoded: Decoded | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """One article as fetched, with what its listing said of it.

    `url` is the address that answered, `link_url` the (canonical) link it was reached by; `headers` are as received.
    `listing_date` is `YYYY-MM-DD` or None. `undated`: when it was fetched is not known, `fetched_at` is when it is
    read. `archive` is set once the page lies in the archive. `decoded` is its text where the spider had to read it
    already (redirects, further pages), so that a page is decoded once.
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
    undated: bool = False
    decoded: Decoded | None = field(default=None, repr=False, compare=False)


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

    @property
    def is_known(self) -> bool:
        """Whether the store already holds this content."""
        return self.status in ("copy", "unchanged")
