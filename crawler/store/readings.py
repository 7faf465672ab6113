"""Which links' pages are being read, and which killed their reader: a page may never stop the others again and again.

A reading is noted before it begins and struck out when it ended, well or ill; what is still noted when its process is
gone was broken off. A page that kills its reader UNREAD_DEATHS times is *unread*: kept pending, asked for again after
RETRY_DAYS, read again from the archive when the reading code has changed, and no longer part of the exit code.
"""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from crawler.model.cleaning import clean
from crawler.model.items import ArchiveRef
from crawler.model.publication import parse_time
from crawler.model.times import print_time
from crawler.store.schema import LINKS
from crawler.store.values import UnreadLink

UNREAD_DEATHS = 3
"""Readings that killed their process, or used up the time a page may take, after which a page counts as unread."""
RETRY_DAYS = (1, 3, 7, 30)
"""Days after which an unread page is asked for again; the last stands for all that follow."""

READ_AFRESH = {"reading": None, "reading_code": None, "deaths": 0, "retry_at": None}
"""What a link says whose page was read."""


def begin_reading(
    connection: sa.Connection, site: str, url: str, archive: ArchiveRef | None, code: str, now: datetime
) -> None:
    """Count the attempt and note that the page of a link is being read, by which code, and where it is archived."""
    values: dict[str, Any] = {
        "attempts": LINKS.c.attempts + 1,
        "reading": print_time(now),
        "reading_code": code,
        "archive_file": None if archive is None else archive.file,
        "archive_offset": None if archive is None else archive.offset,
    }
    connection.execute(_at(site, url).values(**values))


def note_death(connection: sa.Connection, site: str, url: str, reason: str, now: datetime) -> int:
    """Count a reading that killed its process or took too long; gives how often the page has done so by now."""
    connection.execute(_at(site, url).values(reading=None, deaths=LINKS.c.deaths + 1, reason=clean(reason)))
    deaths = connection.execute(_select(site).where(LINKS.c.url == clean(url))).one().deaths
    if deaths >= UNREAD_DEATHS:
        days = RETRY_DAYS[min(deaths - UNREAD_DEATHS, len(RETRY_DAYS) - 1)]
        connection.execute(_at(site, url).values(retry_at=print_time(now + timedelta(days=days))))
    return int(deaths)


def list_broken_off(connection: sa.Connection, site: str) -> list[str]:
    """The links whose reading has begun and not ended, by the order they were found."""
    query = sa.select(LINKS.c.url).where(LINKS.c.site == site, LINKS.c.reading.is_not(None)).order_by(LINKS.c.id)
    return list(connection.execute(query).scalars())


def forget_readings(connection: sa.Connection, site: str) -> None:
    """Strike out what a process left that ended together with its supervisor: nobody knows what ended it."""
    connection.execute(sa.update(LINKS).where(LINKS.c.site == site, LINKS.c.reading.is_not(None)).values(reading=None))


def list_unread(connection: sa.Connection, site: str) -> list[UnreadLink]:
    """The pending links whose pages count as unread, the first found first."""
    query = _select(site).where(LINKS.c.deaths > 0, LINKS.c.deaths >= UNREAD_DEATHS, LINKS.c.state == "pending")
    return [_make_unread(row) for row in connection.execute(query.order_by(LINKS.c.id))]


def _select(site: str) -> sa.Select[Any]:
    return sa.select(LINKS).where(LINKS.c.site == site)


def _at(site: str, url: str) -> sa.Update:
    return sa.update(LINKS).where(LINKS.c.site == site, LINKS.c.url == clean(url))


def _make_unread(row: Any) -> UnreadLink:
    archived = row.archive_file is not None and row.archive_offset is not None
    return UnreadLink(
        url=row.url,
        title=row.title,
        date=row.date,
        reason=row.reason,
        deaths=row.deaths,
        retry_at=None if row.retry_at is None else parse_time(row.retry_at),
        code=row.reading_code,
        archive=ArchiveRef(file=row.archive_file, offset=row.archive_offset) if archived else None,
    )
