"""Content hashes of an older rule, and their renewal. What is published keeps the hash it was published with."""

from collections.abc import Sequence

import sqlalchemy as sa

from crawler.store.pages import make_archive_ref, save_hash
from crawler.store.schema import PAGES, REVISIONS
from crawler.store.values import OutdatedHash


def list_outdated(connection: sa.Connection, version: int, after: OutdatedHash | None, most: int) -> list[OutdatedHash]:
    """The next archived contents whose hash is of an older rule: pages by site and address, then replaced states."""
    found: list[OutdatedHash] = []
    if after is None or after.revision is None:
        found = _list_pages(connection, version, after, most)
    if len(found) < most:
        last = 0 if after is None or after.revision is None else after.revision
        found += _list_revisions(connection, version, last, most - len(found))
    return found


def renew_hashes(connection: sa.Connection, renewed: Sequence[tuple[OutdatedHash, str]], version: int) -> None:
    """Write the hashes a newer rule gives."""
    for content, digest in renewed:
        if content.revision is None:
            at = sa.and_(PAGES.c.site == content.site, PAGES.c.url == content.url)
            connection.execute(sa.update(PAGES).where(at).values(content_hash=digest, hash_version=version))
        else:
            at = REVISIONS.c.id == content.revision
            connection.execute(sa.update(REVISIONS).where(at).values(old_hash=digest, old_hash_version=version))
        if digest:
            save_hash(connection, digest, version, content.notice_id)


def _list_pages(connection: sa.Connection, version: int, after: OutdatedHash | None, most: int) -> list[OutdatedHash]:
    query = sa.select(PAGES).where(PAGES.c.hash_version < version, PAGES.c.archive_file.is_not(None))
    if after is not None:
        later = sa.tuple_(PAGES.c.site, PAGES.c.url) > sa.tuple_(sa.literal(after.site), sa.literal(after.url))
        query = query.where(later)
    rows = connection.execute(query.order_by(PAGES.c.site, PAGES.c.url).limit(most)).all()
    return [_make(row, None) for row in rows]


def _list_revisions(connection: sa.Connection, version: int, last: int, most: int) -> list[OutdatedHash]:
    query = (
        sa.select(REVISIONS)
        .where(REVISIONS.c.id > last, REVISIONS.c.old_hash_version < version, REVISIONS.c.archive_file.is_not(None))
        .order_by(REVISIONS.c.id)
        .limit(most)
    )
    return [_make(row, row.id) for row in connection.execute(query)]


def _make(row: sa.Row[tuple[object, ...]], revision: int | None) -> OutdatedHash:
    archive = make_archive_ref(row.archive_file, row.archive_offset)
    assert archive is not None
    return OutdatedHash(site=row.site, url=row.url, notice_id=row.notice_id, archive=archive, revision=revision)
