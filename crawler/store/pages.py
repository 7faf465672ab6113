"""Fetched pages as rows: what dedupe reads, and which pages are to be looked at again."""

import json
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from crawler.model.cleaning import clean
from crawler.model.items import ArchiveRef, Page
from crawler.model.publication import parse_time
from crawler.model.times import print_time
from crawler.store.schema import HASHES, NOTICES, PAGES
from crawler.store.values import StoredPage
from crawler.store.writing import insert_or_raise

REVISIT_DAYS = (1, 7, 30)
"""Days after its first sight on which a page is looked at again."""

MISSES_TO_WITHDRAW = 2
"""Looks in a row that find nothing, after which a notice counts as withdrawn."""

CONFIRM_AFTER = timedelta(days=1)
"""How long after a look that found nothing the next one follows, which confirms it."""

_CHUNK = 500
_PAGE_AT = sa.select(PAGES).where(PAGES.c.site == sa.bindparam("at_site"), PAGES.c.url == sa.bindparam("at_url"))
_PAGE_BY_LINK = (
    sa.select(PAGES)
    .where(PAGES.c.site == sa.bindparam("at_site"), PAGES.c.link_url == sa.bindparam("at_url"))
    .order_by(PAGES.c.url)
    .limit(1)
)
_HOLDER_OF = sa.select(HASHES.c.notice_id).where(
    HASHES.c.content_hash == sa.bindparam("hash"), HASHES.c.hash_version == sa.bindparam("version")
)


def find_row_at(connection: sa.Connection, site: str, url: str) -> Any:
    """The row of a page by its canonical address, or None."""
    return connection.execute(_PAGE_AT, {"at_site": site, "at_url": clean(url)}).first()


def find_row(connection: sa.Connection, site: str, url: str) -> Any:
    """The row of a page by its canonical address or, failing that, by the link it was first reached by; or None."""
    row = find_row_at(connection, site, url)
    return row or connection.execute(_PAGE_BY_LINK, {"at_site": site, "at_url": clean(url)}).first()


def find_page(connection: sa.Connection, site: str, url: str) -> StoredPage | None:
    """The page of a canonical address, or of the link it was reached by, or None."""
    row = find_row(connection, site, url)
    return None if row is None else make_page(row)


def find_holder(connection: sa.Connection, content_hash: str, version: int) -> str | None:
    """The id of the notice that shows, or once showed, the content of a hash and its rule, or None.

    An empty hash is nobody's.
    """
    return connection.execute(_HOLDER_OF, {"hash": clean(content_hash), "version": version}).scalar()


def find_hash(connection: sa.Connection, content_hash: str, version: int) -> StoredPage | None:
    """The own page of the notice that holds the content of a hash and its rule, or None."""
    query = (
        sa.select(PAGES)
        .join(NOTICES, sa.and_(NOTICES.c.site == PAGES.c.site, NOTICES.c.url == PAGES.c.url))
        .join(HASHES, HASHES.c.notice_id == NOTICES.c.id)
        .where(HASHES.c.content_hash == clean(content_hash), HASHES.c.hash_version == version)
    )
    row = connection.execute(query).first()
    return None if row is None else make_page(row)


def claim_hash(connection: sa.Connection, page: Page, notice_id: str) -> None:
    """Say that a notice shows this content, unless another does. A page with hardly any text shows none."""
    if page.content_hash and not page.is_slight:
        save_hash(connection, page.content_hash, page.hash_version, notice_id)


def save_hash(connection: sa.Connection, content_hash: str, version: int, notice_id: str) -> None:
    """Keep a hash for a notice, unless another holds it; one that an older rule gave too counts for this rule now."""
    row = {"content_hash": clean(content_hash), "notice_id": notice_id, "hash_version": version}
    insert_or_raise(connection, HASHES, "hash_version", row)


def insert_page(connection: sa.Connection, page: Page, notice_id: str, now: datetime) -> None:
    """Write a page that is not there yet."""
    row = {
        "site": page.site,
        "url": page.url,
        "link_url": page.link_url,
        "first_seen": print_time(now),
        **_make_values(page, notice_id, now, now),
    }
    connection.execute(sa.insert(PAGES), clean(row))


def update_page(connection: sa.Connection, page: Page, notice_id: str, first_seen: datetime, now: datetime) -> None:
    """Write what a page shows now in place of what it showed."""
    values = clean(_make_values(page, notice_id, first_seen, now))
    connection.execute(_at(page.site, page.url).values(**values))


def touch_page(connection: sa.Connection, page: Page, first_seen: datetime, now: datetime) -> None:
    """Note that a page was looked at and shows what it showed; its hash may be of a newer rule."""
    values = {
        "content_hash": page.content_hash,
        "hash_version": page.hash_version,
        "etag": page.etag,
        "last_modified": page.last_modified,
        **_make_visit(first_seen, now),
    }
    connection.execute(_at(page.site, page.url).values(**clean(values)))


def touch_hash(connection: sa.Connection, page: Page) -> None:
    """Write the hash that today's code takes of a page whose content did not change."""
    values = {"content_hash": clean(page.content_hash), "hash_version": page.hash_version}
    connection.execute(_at(page.site, page.url).values(**values))


def note_visit(connection: sa.Connection, row: Any, now: datetime, *, missing: int) -> None:
    """Note that the page of a row was looked at, and how many looks in a row found nothing.

    A first miss is looked at again soon, also when no further look was planned: it takes two to withdraw a notice.
    """
    visit = {**_make_visit(parse_time(row.first_seen), now), "missing": missing}
    if 0 < missing < MISSES_TO_WITHDRAW:
        confirm = print_time(now + CONFIRM_AFTER)
        visit["due_at"] = min(visit["due_at"] or confirm, confirm)
    connection.execute(_at(row.site, row.url).values(**visit))


def list_due(connection: sa.Connection, site: str, now: datetime, most: int | None = None) -> list[StoredPage]:
    """The pages of a site whose next look has come, the longest due first, `most` at most."""
    query = (
        sa.select(PAGES)
        .where(PAGES.c.site == site, PAGES.c.due_at <= print_time(now))
        .order_by(PAGES.c.due_at, PAGES.c.url)
        .limit(most)
    )
    return [make_page(row) for row in connection.execute(query)]


def list_pages_after(connection: sa.Connection, site: str, url: str) -> list[StoredPage]:
    """The next portion of all pages, ordered by site and address, after the given ones."""
    later = sa.tuple_(PAGES.c.site, PAGES.c.url) > sa.tuple_(sa.literal(site), sa.literal(url))
    query = sa.select(PAGES).where(later).order_by(PAGES.c.site, PAGES.c.url).limit(_CHUNK)
    return [make_page(row) for row in connection.execute(query)]


def make_page(row: Any) -> StoredPage:
    """A row of the table as a value."""
    return StoredPage(
        site=row.site,
        url=row.url,
        link_url=row.link_url,
        notice_id=row.notice_id,
        content_hash=row.content_hash,
        hash_version=row.hash_version,
        etag=row.etag,
        last_modified=row.last_modified,
        archive=make_archive_ref(row.archive_file, row.archive_offset),
        listing_title=row.listing_title,
        listing_date=row.listing_date,
        first_seen=parse_time(row.first_seen),
        fetched_at=parse_time(row.fetched_at),
        checked_at=parse_time(row.checked_at),
        missing=row.missing,
    )


def make_archive_ref(file: str | None, offset: int | None) -> ArchiveRef | None:
    """A place in the archive from its two columns."""
    return None if file is None or offset is None else ArchiveRef(file=file, offset=offset)


def find_next_look(first_seen: datetime, now: datetime) -> datetime | None:
    """When a page is to be looked at again, None when it is left alone from now on."""
    days = (first_seen + timedelta(days=days) for days in REVISIT_DAYS)
    return next((moment for moment in days if moment > now), None)


def _at(site: str, url: str) -> sa.Update:
    return sa.update(PAGES).where(PAGES.c.site == site, PAGES.c.url == clean(url))


def _make_values(page: Page, notice_id: str, first_seen: datetime, now: datetime) -> dict[str, Any]:
    return {
        "notice_id": notice_id,
        "content_hash": page.content_hash,
        "hash_version": page.hash_version,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "archive_file": None if page.archive is None else page.archive.file,
        "archive_offset": None if page.archive is None else page.archive.offset,
        "listing_title": page.listing_title,
        "listing_date": page.listing_date,
        "named_urls": json.dumps(clean(page.named_urls), ensure_ascii=False),
        "fetched_at": print_time(page.fetched_at),
        **_make_visit(first_seen, now),
    }


def _make_visit(first_seen: datetime, now: datetime) -> dict[str, Any]:
    due = find_next_look(first_seen, now)
    return {"checked_at": print_time(now), "due_at": None if due is None else print_time(due), "missing": 0}
