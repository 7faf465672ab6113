"""Generations: which write changed which published part last, so that a run writes only what changed.

A part (a *scope*) is all notices (`all`), those that stand on a site (`site:ID`, mirrors too), of a province
(`province:330000`), of a level (`level:central`), or those dated in a month (`month:YYYY-MM`); of the kinds that are in
no default feed, each but `other` is a part by itself (`kind:feedback`). The generation is raised once in the
transaction of each write that changes a published form, and noted with the notice and with every part it belongs to, or
belonged to before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crawler.model.dating import print_beijing
from crawler.model.items import PUBLISHED_KINDS
from crawler.model.publication import parse_time
from crawler.store import journal
from crawler.store.schema import FACTS_OF_STORE, NOTICES, SCOPES, SIGHTINGS, STANDINGS
from crawler.store.writing import insert_rows, upsert

ALL = "all"
"""The part of all notices that are published by default."""

SEPARATE_KINDS = frozenset({"deployment", "feedback", "rectification"})
"""Kinds that are published when asked for."""

_ID: sa.BindParameter[str] = sa.bindparam("id")
_STANDINGS_OF = sa.select(STANDINGS).where(STANDINGS.c.notice_id == _ID)
_DROP_STANDINGS = sa.delete(STANDINGS).where(STANDINGS.c.notice_id == _ID)
_PLACE_OF = sa.select(
    *(
        NOTICES.c[name]
        for name in ("kind", "dated_at", "province", "level", "revision", "fetched_at", "withdrawn", "withheld")
    )
).where(NOTICES.c.id == _ID)
_SITES_OF = sa.select(SIGHTINGS.c.site).where(SIGHTINGS.c.notice_id == _ID).distinct()
_IS_GENERATION = FACTS_OF_STORE.c.name == "generation"
_GENERATION = sa.select(FACTS_OF_STORE.c.value).where(_IS_GENERATION)
_SET_GENERATION = sa.update(FACTS_OF_STORE).where(_IS_GENERATION).values(value=sa.bindparam("generation"))
_MARK_NOTICES = (
    sa.update(NOTICES)
    .where(NOTICES.c.id.in_(sa.bindparam("ids", expanding=True)))
    .values(generation=sa.bindparam("of_change"))
)


@dataclass(frozen=True, slots=True)
class Generations:
    """The store's name, its present generation, and the generation of every published part; `journal` is the
    generation since which it is known what each one changed.
    """

    store: str
    generation: int
    scopes: dict[str, int]
    journal: int = 0


def note_changes(connection: sa.Connection, before: journal.States, notice_ids: Iterable[str]) -> None:
    """Raise the generation for notices whose published form may have changed, and keep what it was; those that are and
    were in no published part are left out.
    """
    scopes: set[str] = set()
    changed: list[str] = []
    for notice_id in dict.fromkeys(notice_ids):
        touched = _renew_standing(connection, notice_id)
        if touched:
            scopes |= touched
            changed.append(notice_id)
    if not changed:
        return
    generation = _find_generation(connection) + 1
    connection.execute(_SET_GENERATION, {"generation": str(generation)})
    connection.execute(_MARK_NOTICES, {"ids": changed, "of_change": generation})
    journal.note(connection, before, changed, generation)
    for name in sorted(scopes):
        upsert(connection, SCOPES, {"name": name, "generation": generation})


def read_generations(connection: sa.Connection) -> Generations:
    """What published files are compared with."""
    said = {row.name: row.value for row in connection.execute(sa.select(FACTS_OF_STORE))}
    scopes = {row.name: row.generation for row in connection.execute(sa.select(SCOPES))}
    return Generations(said["id"], int(said["generation"]), scopes, int(said["journal"]))


def list_changed(connection: sa.Connection, since: int) -> list[str]:
    """The ids of the notices whose published form changed after a generation, in the order of their last change."""
    query = sa.select(NOTICES.c.id).where(NOTICES.c.generation > since).order_by(NOTICES.c.generation, NOTICES.c.id)
    return list(connection.execute(query).scalars())


def list_standing(
    connection: sa.Connection, part: str = ALL, month: str | None = None, most: int | None = None
) -> list[str]:
    """The ids of the notices of a part, newest first, then by id; `most`: those that moved last for their readers (were
    published, edited, taken down), so many at most.
    """
    query = sa.select(STANDINGS.c.notice_id).where(STANDINGS.c.part == part)
    if month is not None:
        query = query.where(STANDINGS.c.dated_at >= month, STANDINGS.c.dated_at < month + "~")
    order = STANDINGS.c.dated_at if most is None else STANDINGS.c.moved_at
    query = query.order_by(order.desc(), STANDINGS.c.notice_id).limit(most)
    return list(connection.execute(query).scalars())


def holds_fewer(connection: sa.Connection, number: int) -> bool:
    """Whether fewer published notices than `number` are stored; reads no more index entries than that."""
    query = sa.select(STANDINGS.c.notice_id).where(STANDINGS.c.part == ALL).offset(number - 1).limit(1)
    return connection.execute(query).scalar() is None


def _find_generation(connection: sa.Connection) -> int:
    return int(connection.execute(_GENERATION).scalar_one())


def _renew_standing(connection: sa.Connection, notice_id: str) -> set[str]:
    """Write where a notice stands now; gives the parts it belongs or belonged to."""
    asked = {"id": notice_id}
    stored = connection.execute(_STANDINGS_OF, asked)
    before = {(row.part, row.dated_at, row.moved_at) for row in stored}
    now = _find_standing(connection, notice_id)
    if before != now:
        connection.execute(_DROP_STANDINGS, asked)
        rows: list[dict[str, Any]] = [
            {"part": part, "dated_at": dated_at, "moved_at": moved_at, "notice_id": notice_id}
            for part, dated_at, moved_at in sorted(now)
        ]
        insert_rows(connection, STANDINGS, rows)
    return {name for part, dated_at, _ in before | now for name in _name_scopes(part, dated_at)}


def _find_standing(connection: sa.Connection, notice_id: str) -> set[tuple[str, str, str]]:
    asked = {"id": notice_id}
    row = connection.execute(_PLACE_OF, asked).first()
    if row is None or row.withheld is not None or row.kind not in PUBLISHED_KINDS | SEPARATE_KINDS:
        return set()
    moved = max(row.dated_at, *(print_beijing(parse_time(time)) for time in _list_events(row)), "")
    if row.kind in SEPARATE_KINDS:
        return {(f"kind:{row.kind}", row.dated_at, moved)}
    sites = connection.execute(_SITES_OF, asked)
    parts = [ALL, *(f"site:{site}" for site in sites.scalars())]
    parts += [f"{name}:{value}" for name, value in (("province", row.province), ("level", row.level)) if value]
    return {(part, row.dated_at, moved) for part in parts}


def _list_events(row: Any) -> Iterator[str]:
    """When a notice was edited last, and taken down."""
    if row.revision > 1:
        yield row.fetched_at
    if row.withdrawn:
        yield row.withdrawn


def _name_scopes(part: str, dated_at: str) -> tuple[str, ...]:
    return (part, f"month:{dated_at[:7]}") if part == ALL else (part,)
