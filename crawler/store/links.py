"""Links and listings: what is known of a site before its articles are read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crawler.model.cleaning import clean
from crawler.model.publication import parse_time
from crawler.model.times import print_time
from crawler.store.readings import READ_AFRESH
from crawler.store.schema import LINKS, LISTINGS, SITES
from crawler.store.values import ListingState, NewLink, StoredLink
from crawler.store.writing import insert_missing, upsert

_CHUNK = 500  # addresses asked for at once: SQLite takes 999 parameters in its oldest builds
_FINISH = (
    sa.update(LINKS)
    .where(LINKS.c.site == sa.bindparam("at_site"), LINKS.c.url == sa.bindparam("at_url"))
    .values(state="done", reason=None, changed_at=sa.bindparam("changed_at"), **READ_AFRESH)
)


def ensure_site(connection: sa.Connection, site: str, now: str) -> None:
    """Make the row that everything of a site refers to."""
    insert_missing(connection, SITES, [{"id": site, "first_seen": now}])


def knows_kinds(connection: sa.Connection, kinds: Mapping[str, str]) -> bool:
    """Whether these kinds of sites are what is stored."""
    stored = sa.select(SITES.c.id, SITES.c.kind).where(SITES.c.id.in_(list(kinds)))
    return {row.id: row.kind for row in connection.execute(stored)} == kinds


def note_kinds(connection: sa.Connection, kinds: Mapping[str, str], now: str) -> None:
    """Keep what kind of site each one is (site.SiteKind by site id)."""
    for site, kind in kinds.items():
        ensure_site(connection, site, now)
        connection.execute(sa.update(SITES).where(SITES.c.id == site).values(kind=kind))


def outranks(connection: sa.Connection, site: str, other: str) -> bool:
    """Whether a site is a commission's own and the other one is not; a site whose kind nobody noted counts as such."""
    kinds = sa.select(SITES.c.id).where(SITES.c.id.in_([site, other]), SITES.c.kind == "unit-site")
    return list(connection.execute(kinds).scalars()) == [other] if site != other else False


def find_links(connection: sa.Connection, site: str, urls: Sequence[str]) -> dict[str, StoredLink]:
    """Those of the addresses that are known, in the order asked."""
    found: dict[str, StoredLink] = {}
    for chunk in _cut(urls):
        query = sa.select(LINKS).where(LINKS.c.site == site, LINKS.c.url.in_([clean(url) for url in chunk]))
        found |= {row.url: _make_link(row) for row in connection.execute(query)}
    return {url: found[clean(url)] for url in urls if clean(url) in found}


def add_links(connection: sa.Connection, site: str, links: Sequence[NewLink], now: datetime) -> None:
    """Keep new links; a known one stays as it is, but one that was skipped and is no longer becomes pending."""
    if not links:
        return
    time = print_time(now)
    ensure_site(connection, site, time)
    insert_missing(connection, LINKS, [_make_link_row(site, link, time) for link in links])
    wanted = [clean(link.url) for link in links if link.skip_reason is None]
    _move(connection, site, wanted, "skipped", time)


def reopen_links(connection: sa.Connection, site: str, urls: Sequence[str], now: datetime) -> None:
    """Make links that had been given up (gone) pending again."""
    _move(connection, site, [clean(url) for url in urls], "gone", print_time(now))


def list_pending(
    connection: sa.Connection, site: str, now: datetime | None = None, most: int | None = None
) -> list[StoredLink]:
    """The links whose article is still to be fetched, the least often tried first, then in the order they were found.

    `now`: only those whose time has come; `most`: so many at most.
    """
    query = sa.select(LINKS).where(LINKS.c.site == site, LINKS.c.state == "pending")
    if now is not None:
        query = query.where(sa.or_(LINKS.c.retry_at.is_(None), LINKS.c.retry_at <= print_time(now)))
    query = query.order_by(LINKS.c.attempts, LINKS.c.id).limit(most)
    return [_make_link(row) for row in connection.execute(query)]


def skip_link(
    connection: sa.Connection, site: str, url: str, reason: str, now: datetime, retry_at: datetime | None = None
) -> None:
    """Set a pending link aside with the reason, until a listing shows it at `retry_at` or later."""
    values = {
        "state": "skipped",
        "reason": clean(reason),
        "changed_at": print_time(now),
        "retry_at": None if retry_at is None else print_time(retry_at),
    }
    connection.execute(_at(site, url).where(LINKS.c.state == "pending").values(**values))


def fail_link(connection: sa.Connection, site: str, url: str, reason: str, now: datetime, *, gone: bool) -> None:
    """Count a failed visit, unless it was counted when its reading began. A pending link whose article is gone is given
    up; a done one stays done.
    """
    values: dict[str, Any] = {
        "attempts": LINKS.c.attempts + sa.case((LINKS.c.reading.is_(None), 1), else_=0),
        "reading": None,
        "reason": clean(reason),
        "changed_at": print_time(now),
    }
    if gone:
        values["state"] = sa.case((LINKS.c.state == "pending", "gone"), else_=LINKS.c.state)
    connection.execute(_at(site, url).values(**values))


def finish_link(connection: sa.Connection, site: str, url: str, time: str) -> None:
    """Mark the link of a committed page as done; make it where the page was reached by none."""
    changed = connection.execute(_FINISH, {"at_site": site, "at_url": url, "changed_at": time})
    if changed.rowcount == 0:
        insert_missing(connection, LINKS, [{**_make_link_row(site, NewLink(url=url), time), "state": "done"}])


def count_links(connection: sa.Connection, site: str, state: str) -> int:
    """How many links of a site are in a state."""
    query = sa.select(sa.func.count()).where(LINKS.c.site == site, LINKS.c.state == state)
    return connection.execute(query).scalar_one()


def list_listings(connection: sa.Connection, site: str) -> dict[str, ListingState]:
    """What the last reading of each listing of a site saw, by address."""
    query = sa.select(LISTINGS).where(LISTINGS.c.site == site).order_by(LISTINGS.c.url)
    return {row.url: _make_listing(row) for row in connection.execute(query)}


def find_listing(connection: sa.Connection, site: str, url: str) -> ListingState | None:
    """What the last reading of a listing saw, or None."""
    query = sa.select(LISTINGS).where(LISTINGS.c.site == site, LISTINGS.c.url == clean(url))
    row = connection.execute(query).first()
    return None if row is None else _make_listing(row)


def save_listing(connection: sa.Connection, site: str, url: str, state: ListingState) -> None:
    """Keep what a reading of a listing saw, in place of the one before."""
    read_at = print_time(state.read_at)
    ensure_site(connection, site, read_at)
    row = {
        "site": site,
        "url": clean(url),
        "etag": clean(state.etag),
        "last_modified": clean(state.last_modified),
        "complete": int(state.complete),
        "newest_date": clean(state.newest_date),
        "links": state.links,
        "read_at": read_at,
        "fresh_at": None if state.fresh_at is None else print_time(state.fresh_at),
        "resume_url": clean(state.resume_url),
        "resume_page": state.resume_page,
    }
    upsert(connection, LISTINGS, row)


def _move(connection: sa.Connection, site: str, urls: Sequence[str], state: str, time: str) -> None:
    for chunk in _cut(urls):
        connection.execute(
            sa.update(LINKS)
            .where(LINKS.c.site == site, LINKS.c.state == state, LINKS.c.url.in_(chunk))
            .values(state="pending", reason=None, attempts=0, changed_at=time, **READ_AFRESH)
        )


def _at(site: str, url: str) -> sa.Update:
    return sa.update(LINKS).where(LINKS.c.site == site, LINKS.c.url == clean(url))


def _cut(urls: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(urls), _CHUNK):
        yield urls[start : start + _CHUNK]


def _make_link_row(site: str, link: NewLink, time: str) -> dict[str, Any]:
    return {
        "site": site,
        "url": clean(link.url),
        "title": clean(link.title),
        "date": clean(link.date),
        "listing": clean(link.listing),
        "state": "pending" if link.skip_reason is None else "skipped",
        "reason": clean(link.skip_reason),
        "attempts": 0,
        "first_seen": time,
        "changed_at": time,
        "deaths": 0,
    }


def _make_link(row: Any) -> StoredLink:
    return StoredLink(
        site=row.site,
        url=row.url,
        title=row.title,
        date=row.date,
        listing=row.listing,
        state=row.state,
        reason=row.reason,
        attempts=row.attempts,
        first_seen=parse_time(row.first_seen),
        deaths=row.deaths,
        reading=row.reading is not None,
        retry_at=None if row.retry_at is None else parse_time(row.retry_at),
    )


def _make_listing(row: Any) -> ListingState:
    return ListingState(
        etag=row.etag,
        last_modified=row.last_modified,
        complete=bool(row.complete),
        newest_date=row.newest_date,
        links=row.links,
        read_at=parse_time(row.read_at),
        fresh_at=None if row.fresh_at is None else parse_time(row.fresh_at),
        resume_url=row.resume_url,
        resume_page=row.resume_page,
    )
