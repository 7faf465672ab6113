"""Notices as rows: writing one with its facts, and reading them back."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa

from crawler.model.cleaning import clean
from crawler.model.dating import date_notice
from crawler.model.fields.table import FIELDS
from crawler.model.items import PUBLISHED_KINDS, Notice, Sighting
from crawler.model.publication import Published, notice_from_json, notice_to_json, parse_time
from crawler.model.times import print_time
from crawler.store import amendments, whoswho
from crawler.store.columns import Row, make_rows, make_values
from crawler.store.pages import make_archive_ref
from crawler.store.schema import FACT_TABLES, NOTICES, PAGES, SAME_EVENTS, SIGHTINGS
from crawler.store.writing import insert_missing, insert_rows

_CHUNK = 200
_KEPT = frozenset({"id", "site", "url", "first_seen", "withdrawn"})
"""What of a stored notice an update never writes."""

_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_NOTICES_OF = (
    sa.select(NOTICES, *(column.label(f"page_{column.name}") for column in PAGES.c))
    .join(PAGES, sa.and_(PAGES.c.site == NOTICES.c.site, PAGES.c.url == NOTICES.c.url))
    .where(NOTICES.c.id.in_(_IDS))
)
_SIGHTINGS_OF = sa.select(SIGHTINGS).where(SIGHTINGS.c.notice_id.in_(_IDS))
_EVENTS_OF = sa.select(SAME_EVENTS).where(SAME_EVENTS.c.notice_id.in_(_IDS)).order_by(SAME_EVENTS.c.other_id)


def insert_notice(connection: sa.Connection, notice: Notice) -> None:
    """Write a notice that is not there yet, with its facts."""
    published = whoswho.settle(connection, clean(notice_to_json(notice)), None, print_time(notice.first_seen))
    row = _make_row(published)
    insert_rows(connection, NOTICES, [row])
    _insert_facts(connection, notice.id, published)
    whoswho.register_people(connection, published, row["dated_at"], published["first_seen"])


def update_notice(connection: sa.Connection, notice: Notice) -> bool:
    """Write a notice in place of what is stored under its id, with the corrections it has; address, first sight and
    withdrawal stay.

    False where that is what is stored already.
    """
    return _write(connection, amendments.correct(connection, clean(notice_to_json(notice))))


def rewrite_published(connection: sa.Connection, published: Published) -> None:
    """Write a notice as its published object says, in place of what is stored under its id."""
    _write(connection, published)


def _write(connection: sa.Connection, published: Published) -> bool:
    own = NOTICES.c.id == published["id"]
    stored = connection.execute(sa.select(NOTICES).where(own)).mappings().first()
    before = None if stored is None else orjson.loads(stored["document"])
    published = whoswho.settle(connection, published, before, published["first_seen"])
    row = _make_row(published)
    if stored is not None and all(stored[key] == row[key] for key in row if key not in _KEPT):
        return False
    connection.execute(
        sa.update(NOTICES).where(own).values({key: value for key, value in row.items() if key not in _KEPT})
    )
    for table in FACT_TABLES.values():
        connection.execute(sa.delete(table).where(table.c.notice_id == published["id"]))
    _insert_facts(connection, published["id"], published)
    whoswho.register_people(connection, published, row["dated_at"], published["first_seen"])
    return True


def move_notice(connection: sa.Connection, notice: Notice) -> None:
    """Write a notice in place of what is stored under its id, at another address than before; a take-down is over."""
    update_notice(connection, notice)
    moved = {"site": clean(notice.page.site), "url": clean(notice.page.url), "withdrawn": None}
    connection.execute(sa.update(NOTICES).where(NOTICES.c.id == notice.id).values(moved))


def add_sightings(connection: sa.Connection, notice_id: str, site: str, urls: Sequence[str], time: str) -> bool:
    """Keep the addresses at which a notice was seen; one that is known keeps its first time. True where one was not."""
    seen = sa.select(SIGHTINGS.c.url).where(SIGHTINGS.c.notice_id == notice_id, SIGHTINGS.c.site == site)
    known = set(connection.execute(seen).scalars())
    fresh = [url for url in dict.fromkeys(urls) if url not in known]
    rows = [{"notice_id": notice_id, "site": site, "url": url, "first_seen": time} for url in fresh]
    insert_rows(connection, SIGHTINGS, rows)
    return bool(fresh)


def link_events(connection: sa.Connection, notice_id: str, others: Collection[str]) -> list[str]:
    """Tie a notice to others on the same event, both ways; ids that are not stored are left out.

    Gives the ids of the notices that were tied anew.
    """
    if not others:
        return []
    tied = sa.select(SAME_EVENTS.c.other_id).where(SAME_EVENTS.c.notice_id == notice_id)
    left_out = {notice_id, *connection.execute(tied).scalars()}
    known = connection.execute(sa.select(NOTICES.c.id).where(NOTICES.c.id.in_(list(others)))).scalars()
    fresh = [other for other in known if other not in left_out]
    pairs = [pair for other in fresh for pair in ((notice_id, other), (other, notice_id))]
    insert_missing(connection, SAME_EVENTS, [{"notice_id": one, "other_id": other} for one, other in pairs])
    return [notice_id, *fresh] if fresh else []


def find_notice(connection: sa.Connection, notice_id: str) -> Notice | None:
    """The notice of an id, or None."""
    return next(iter(load_notices(connection, [notice_id])), None)


def load_notices(connection: sa.Connection, ids: Sequence[str]) -> list[Notice]:
    """The notices of some ids (at most a few hundred), in their order; unknown ids are left out."""
    asked = {"ids": list(ids)}
    rows = {row["id"]: row for row in connection.execute(_NOTICES_OF, asked).mappings()}
    sightings: dict[str, list[sa.RowMapping]] = {}
    for sighting in connection.execute(_SIGHTINGS_OF, asked).mappings():
        sightings.setdefault(sighting["notice_id"], []).append(sighting)
    events: dict[str, list[str]] = {}
    for one, other in connection.execute(_EVENTS_OF, asked):
        events.setdefault(one, []).append(other)
    return [
        _make_notice(rows[notice_id], sightings.get(notice_id, []), events.get(notice_id, []))
        for notice_id in dict.fromkeys(ids)
        if notice_id in rows
    ]


def load_published(connection: sa.Connection, ids: Sequence[str]) -> list[tuple[Published, int]]:
    """The published objects of some notices (as `load_notices`), each with its generation, without the way through
    their items.
    """
    asked = {"ids": list(ids)}
    rows = {row.id: row for row in connection.execute(_OBJECTS_OF, asked)}
    seen: dict[str, list[Any]] = {}
    for sighting in connection.execute(_SIGHTINGS_OF, asked):
        seen.setdefault(sighting.notice_id, []).append(sighting)
    events: dict[str, list[str]] = {}
    for one, other in connection.execute(_EVENTS_OF, asked):
        events.setdefault(one, []).append(other)
    return [
        (_make_published(rows[name], seen.get(name, []), events.get(name, [])), rows[name].generation)
        for name in dict.fromkeys(ids)
        if name in rows
    ]


def _make_published(row: Any, sightings: list[Any], events: list[str]) -> Published:
    own = (row.site, row.url)
    sightings.sort(key=lambda s: (s.first_seen, (s.site, s.url) != own, s.site, s.url))
    said = {
        **orjson.loads(row.document),
        "first_seen": row.first_seen,
        "revision": row.revision,
        "withdrawn": row.withdrawn,
        "sightings": [{"site": s.site, "url": s.url, "first_seen": s.first_seen} for s in sightings],
        "same_event": events,
        "text": row.text,
    }
    return {key: said[key] for key in _KEYS} if said.keys() >= _KEYS.keys() else notice_to_json(notice_from_json(said))


_KEYS = dict.fromkeys(row.key for row in FIELDS)
_OBJECTS_OF = sa.select(
    *(NOTICES.c[name] for name in ("id", "site", "url", "document", "text", "first_seen", "revision", "withdrawn")),
    NOTICES.c.generation,
).where(NOTICES.c.id.in_(_IDS))


def list_times(connection: sa.Connection, site: str, most: int) -> list[tuple[str, datetime]]:
    """Publication and first sight of the published notices among the `most` of a site that were found last, where their
    pages say a time of day.
    """
    query = (
        sa.select(NOTICES.c.published_at, NOTICES.c.first_seen, NOTICES.c.kind)
        .where(NOTICES.c.site == site)
        .order_by(NOTICES.c.first_seen.desc())
        .limit(most)
    )
    return [
        (row.published_at, parse_time(row.first_seen))
        for row in connection.execute(query)
        if row.kind in PUBLISHED_KINDS and row.published_at and "T" in row.published_at
    ]


def cut_ids(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in portions that `load_notices` takes."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _make_row(published: Published) -> Row:
    document = {**published, "sightings": [], "same_event": []}
    text = document.pop("text")
    printed = json.dumps(document, ensure_ascii=False, allow_nan=False)
    return {
        **make_values(published),
        "dated_at": date_notice(published),
        "document": printed,
        "seal": _seal(printed, text),
    }


def _seal(document: str, text: str) -> str:
    return hashlib.sha256(f"{document}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def is_intact(connection: sa.Connection, notice_id: str) -> bool:
    """Whether a notice's document and text are as they were written, as far as that is known."""
    query = sa.select(NOTICES.c.document, NOTICES.c.text, NOTICES.c.seal).where(NOTICES.c.id == notice_id)
    row = connection.execute(query).one()
    return row.seal is None or row.seal == _seal(row.document, row.text)


def _insert_facts(connection: sa.Connection, notice_id: str, published: Published) -> None:
    for name, rows in make_rows(published).items():
        numbered = [{"notice_id": notice_id, "position": n, **row} for n, row in enumerate(rows)]
        insert_rows(connection, FACT_TABLES[name], numbered)


def _make_notice(row: sa.RowMapping, sightings: list[sa.RowMapping], events: list[str]) -> Notice:
    document = orjson.loads(row["document"])
    own = (row["site"], row["url"])
    published = {
        **document,
        "first_seen": row["first_seen"],
        "revision": row["revision"],
        "withdrawn": row["withdrawn"],
        "same_event": events,
        "text": row["text"],
    }
    notice = notice_from_json(published)
    page = replace(
        notice.page,
        link_url=row["page_link_url"],
        etag=row["page_etag"],
        last_modified=row["page_last_modified"],
        listing_title=row["page_listing_title"],
        listing_date=row["page_listing_date"],
        named_urls=tuple(json.loads(row["page_named_urls"])),
        archive=make_archive_ref(row["page_archive_file"], row["page_archive_offset"]),
    )
    seen = [Sighting(site=s["site"], url=s["url"], first_seen=parse_time(s["first_seen"])) for s in sightings]
    seen.sort(key=lambda s: (s.first_seen, (s.site, s.url) != own, s.site, s.url))
    return replace(notice, page=page, sightings=tuple(seen), generation=row["generation"])
