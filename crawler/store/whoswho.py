"""Who is who: units, teams and people by ids that live in the store.

A unit's id is made from its first qualified name and stays: a fuller name keeps it, and of two ids of one unit the
older one stays and the other says `same_as`. People of one name are one only where they share a unit or a team.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crawler.model.naming import is_fuller
from crawler.model.publication import Published
from crawler.store.schema import PERSON_POSTS, PERSON_TIES, PERSONS, UNIT_NAMES, UNITS
from crawler.store.writing import insert_missing, insert_rows

_MOST_STEPS = 20
"""Steps of `same_as` that are followed: merges of merges."""


@dataclass(frozen=True, slots=True)
class RegisteredUnit:
    """A unit or team: its id, best name, printed names, and what is known of it."""

    id: str
    kind: str
    qualified: str
    unit_class: str | None
    division: str | None
    parent: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """A person: name, and (day, post, notice) of each report, in order of days."""

    id: str
    name: str
    posts: tuple[tuple[str | None, str | None, str], ...]


def settle(connection: sa.Connection, published: Published, before: Mapping[str, Any] | None, time: str) -> Published:
    """A published object with the ids the store knows its units and teams by; what is new is registered.

    `before`: the same notice as it was stored, whose printed names keep their ids under fuller names.
    """
    old = _list_old(before)
    told = {
        "team_units": [
            {**unit, "id": _settle_one(connection, "team", unit, old, time)} for unit in published["team_units"]
        ],
        "targets": [{**unit, "id": _settle_one(connection, "unit", unit, old, time)} for unit in published["targets"]],
    }
    return {**published, **told}


def _list_old(before: Mapping[str, Any] | None) -> dict[str, tuple[str, str]]:
    """Id and qualified name that a notice's printed names had."""
    units = [*(before or {}).get("team_units", ()), *(before or {}).get("targets", ())]
    return {unit["name"]: (unit["id"], unit["qualified"]) for unit in units if unit["id"] and unit["qualified"]}


def _settle_one(
    connection: sa.Connection, kind: str, unit: Mapping[str, Any], old: Mapping[str, tuple[str, str]], time: str
) -> str | None:
    made, qualified = unit["id"], unit["qualified"]
    if not made or not qualified:
        return None
    known = find_unit(connection, made)
    kept = old.get(unit["name"])
    if kept is not None and kept[0] != made and (is_fuller(kept[1], qualified) or is_fuller(qualified, kept[1])):
        first = find_unit(connection, kept[0])
        if first is not None and known is None:
            _register(connection, kind, unit, time, same_as=first)
            _rename(connection, first, max(kept[1], qualified, key=len))
            known = first
        elif first is not None and known is not None and first != known:
            known = _merge(connection, first, known)
    if known is None:
        _register(connection, kind, unit, time, same_as=None)
        known = str(made)
    insert_missing(connection, UNIT_NAMES, [{"unit_id": known, "name": unit["name"]}])
    return known


def find_unit(connection: sa.Connection, unit_id: str) -> str | None:
    """The id that a unit is known by today, None for an unknown one."""
    found = unit_id
    for _ in range(_MOST_STEPS):
        row = connection.execute(sa.select(UNITS.c.same_as).where(UNITS.c.id == found)).first()
        if row is None:
            return None
        if row.same_as is None:
            return found
        found = row.same_as
    return found


def _register(connection: sa.Connection, kind: str, unit: Mapping[str, Any], time: str, same_as: str | None) -> None:
    row = {
        "id": unit["id"],
        "kind": kind,
        "qualified": unit["qualified"],
        "class": unit.get("unit"),
        "division": unit.get("division"),
        "parent": _find_parent(connection, unit["qualified"]),
        "same_as": same_as,
        "first_seen": time,
    }
    insert_missing(connection, UNITS, [row])


def _find_parent(connection: sa.Connection, qualified: str) -> str | None:
    """The unit with the longest name that another's begins with (兰州大学 of 兰州大学资源环境学院)."""
    beginnings = [qualified[:size] for size in range(len(qualified) - 2, 3, -1)]
    if not beginnings:
        return None
    query = sa.select(UNITS.c.id, UNITS.c.qualified).where(UNITS.c.qualified.in_(beginnings), UNITS.c.same_as.is_(None))
    found = sorted(connection.execute(query), key=lambda row: len(row.qualified))
    return found[-1].id if found else None


def _rename(connection: sa.Connection, unit_id: str, qualified: str) -> None:
    connection.execute(sa.update(UNITS).where(UNITS.c.id == unit_id).values(qualified=qualified))


def _merge(connection: sa.Connection, one: str, other: str) -> str:
    """The older of two ids of one unit; the other says so, and gives it its names."""
    query = sa.select(UNITS.c.id, UNITS.c.qualified).where(UNITS.c.id.in_([one, other]))
    rows = list(connection.execute(query.order_by(UNITS.c.first_seen, UNITS.c.id)))
    older, younger = rows[0], rows[-1]
    connection.execute(sa.update(UNITS).where(UNITS.c.id == younger.id).values(same_as=older.id))
    names = connection.execute(sa.select(UNIT_NAMES.c.name).where(UNIT_NAMES.c.unit_id == younger.id)).scalars()
    insert_missing(connection, UNIT_NAMES, [{"unit_id": older.id, "name": name} for name in names])
    _rename(connection, older.id, max(older.qualified, younger.qualified, key=len))
    return str(older.id)


def register_people(connection: sa.Connection, published: Published, dated_at: str, time: str) -> None:
    """Keep who a notice names, with posts; in place of what it named before."""
    notice_id = published["id"]
    connection.execute(sa.delete(PERSON_POSTS).where(PERSON_POSTS.c.notice_id == notice_id))
    ties = [unit["id"] for key in ("team_units", "targets") for unit in published[key] if unit["id"]]
    rows = []
    for position, person in enumerate(published["people"]):
        found = _find_person(connection, notice_id, person["name"], ties, time)
        row = {"notice_id": notice_id, "position": position, "person_id": found, "post": person["post"]}
        rows.append({**row, "dated_at": dated_at})
    insert_rows(connection, PERSON_POSTS, rows)


def _find_person(connection: sa.Connection, notice_id: str, name: str, ties: Iterable[str], time: str) -> str:
    """The person of a name who shares a unit or team with a notice; several become one; nobody: a new one."""
    wanted = list(dict.fromkeys(ties))
    query = (
        sa.select(PERSONS.c.id)
        .join(PERSON_TIES, PERSON_TIES.c.person_id == PERSONS.c.id)
        .where(PERSONS.c.name == name, PERSONS.c.same_as.is_(None), PERSON_TIES.c.unit_id.in_(wanted))
        .order_by(PERSONS.c.first_seen, PERSONS.c.id)
    )
    found = list(dict.fromkeys(connection.execute(query).scalars())) if wanted else []
    made = f"p-{hashlib.sha256(f'{notice_id} {name}'.encode()).hexdigest()[:16]}"
    person = str(found[0]) if found else made
    if not found:
        insert_missing(connection, PERSONS, [{"id": made, "name": name, "first_seen": time, "same_as": None}])
    for other in found[1:]:
        connection.execute(sa.update(PERSONS).where(PERSONS.c.id == other).values(same_as=person))
        connection.execute(sa.update(PERSON_POSTS).where(PERSON_POSTS.c.person_id == other).values(person_id=person))
        tied = connection.execute(sa.select(PERSON_TIES.c.unit_id).where(PERSON_TIES.c.person_id == other)).scalars()
        wanted += list(tied)
    insert_missing(connection, PERSON_TIES, [{"person_id": person, "unit_id": unit} for unit in dict.fromkeys(wanted)])
    return person


def list_units(connection: sa.Connection) -> list[RegisteredUnit]:
    """Every unit and team that is not another one's, by id."""
    names: dict[str, list[str]] = {}
    for row in connection.execute(sa.select(UNIT_NAMES).order_by(UNIT_NAMES.c.name)):
        names.setdefault(row.unit_id, []).append(row.name)
    query = sa.select(UNITS).where(UNITS.c.same_as.is_(None)).order_by(UNITS.c.id)
    return [
        RegisteredUnit(
            row.id,
            row.kind,
            row.qualified,
            row._mapping["class"],
            row.division,
            row.parent,
            tuple(names.get(row.id, ())),
        )
        for row in connection.execute(query)
    ]


def list_persons(connection: sa.Connection) -> list[RegisteredPerson]:
    """Every person that is not another one's, by id."""
    posts: dict[str, list[tuple[str | None, str | None, str]]] = {}
    query = sa.select(PERSON_POSTS).order_by(PERSON_POSTS.c.dated_at, PERSON_POSTS.c.notice_id, PERSON_POSTS.c.position)
    for row in connection.execute(query):
        posts.setdefault(row.person_id, []).append((row.dated_at, row.post, row.notice_id))
    people = sa.select(PERSONS).where(PERSONS.c.same_as.is_(None)).order_by(PERSONS.c.id)
    return [RegisteredPerson(row.id, row.name, tuple(posts.get(row.id, ()))) for row in connection.execute(people)]
