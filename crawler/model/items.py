"""The items of the one way through: RawPage (bytes) -> Page (text) -> Notice (facts).

Frozen, slotted dataclasses; bodies and texts stay out of `repr`, because Scrapy logs the repr of an item that fails.
Times are aware datetimes in UTC; dates and times *of a notice* are ISO strings as CONTRACT prints them
(`2018-02-24T18:30:00+08:00`, `2018-02-24`, or `--09-20` when the year cannot be known).
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["mobilization", "announcement", "deployment", "feedback", "rectification", "other"]
Level = Literal["central", "provincial", "municipal", "county", "institution"]
Mode = Literal["巡视", "巡察"]
Script = Literal["hans", "hant"]
Where = Literal["text", "title", "meta", "url", "listing"]
Role = Literal["team_leader", "team_deputy", "team_member", "speaker", "briefer", "chair", "respondent", "participant"]
UnitKind = Literal[
    "place", "party", "state", "enterprise", "university", "hospital", "court", "school", "village", "other"
]
Status = Literal["new", "copy", "unchanged", "revision"]

PUBLISHED_KINDS: frozenset[Kind] = frozenset({"mobilization", "announcement"})
"""The kinds that feeds, `-O` and the count `new` hold (CONTRACT: what is published)."""


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
class Evidence:
    """What proves one value: characters `start` to `end` of `where`, printing `value`, found by `rule`.

    `field` is a path into the published object (`people/0/name`). JSON calls `where` `in`.
    """

    field: str
    where: Where
    start: int
    end: int
    value: str
    rule: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article as text: what a person reads, and what the page says of itself.

    `text` is the reading text (simplified, pinyin removed, paragraphs parted by newlines, cells by ` | `), `evidence`
    says where title, published_at, source, ... were read. `named_urls` are addresses the page itself names as its own
    (canonical link, 原文链接). `content_hash` and `hash_version` as in crawler/identity.
    """

    site: str
    url: str
    link_url: str
    fetched_at: datetime
    charset: str
    script: Script
    bad_bytes: int
    title: str | None
    published_at: str | None
    source: str | None
    author: str | None
    editor: str | None
    channel: tuple[str, ...]
    views: int | None
    text: str = field(repr=False)
    images: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    named_urls: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    content_hash: str = ""
    hash_version: int = 0
    etag: str | None = None
    last_modified: str | None = None
    listing_title: str | None = None
    listing_date: str | None = None
    archive: ArchiveRef | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An inspected unit (被巡视党组织): name as printed, division code or None, kind of unit or None."""

    name: str
    division: str | None = None
    unit: UnitKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who takes part: `post` as printed without the name, or None."""

    name: str
    post: str | None
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The 届 (term) and 轮 (number) this inspection belongs to."""

    term: int | None
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The team's working time on site: ISO days (`--MM-DD` without a knowable year), duration as printed."""

    start: str | None = None
    end: str | None = None
    duration: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A hotline of the team; `number` as GUIDE writes it (`024-22670088`), `note` its printed purpose."""

    number: str
    kind: Literal["landline", "mobile"]
    sms_only: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One span of phone hours, `HH:MM`, 24 h, Beijing time."""

    start: str
    end: str
    days: Literal["daily", "workdays"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """How the public reaches the team (never the commission's or the site's own numbers)."""

    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()
    deadline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What extraction reads off one page: the fields of CONTRACT.md between `kind` and `scope`, with their evidence."""

    kind: Kind
    kind_rule: str
    level: Level | None = None
    mode: Mode | None = None
    types: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()
    meeting_dates: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    people: tuple[Person, ...] = ()
    period: Period = Period()
    contacts: Contacts = Contacts()
    scope: str | None = None
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One address at which a notice was seen."""

    site: str
    url: str
    first_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice as published: a page and its facts. `id`, `first_seen`, `revision`, `sightings`, `withdrawn` and
    `same_event` are the store's; before it is stored they hold what a first sighting would give.
    """

    id: str
    page: Page = field(repr=False)
    facts: Facts = field(repr=False)
    first_seen: datetime
    revision: int = 1
    withdrawn: datetime | None = None
    sightings: tuple[Sighting, ...] = ()
    same_event: tuple[str, ...] = ()
