"""Questions to the stored notices: which fit a filter, and which names are known."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from crawler.model.cleaning import clean
from crawler.model.filter import Filter
from crawler.model.times import print_time
from crawler.store.schema import FACT_TABLES, NOTICES, SIGHTINGS, STANDINGS, TARGETS, TEAMS

_PEOPLE = FACT_TABLES["people"]


def list_ids(connection: sa.Connection, wanted: Filter, most: int | None = None) -> list[str]:
    """The ids of the notices a filter lets through: newest first, by publication or first sight, then by id; `most`:
    those that moved last for their readers, so many at most.
    """
    query = _select(wanted)
    if most is not None:
        moved = sa.select(sa.func.max(STANDINGS.c.moved_at)).where(STANDINGS.c.notice_id == NOTICES.c.id)
        query = query.order_by(None).order_by(moved.scalar_subquery().desc(), NOTICES.c.id).limit(most)
    return list(connection.execute(query).scalars())


def knows_name(connection: sa.Connection, kind: str, spellings: Sequence[str]) -> bool:
    """Whether a notice names a `person`, or a `unit` or `team` whose name holds one of some spellings."""
    fits = _PEOPLE.c.name.in_(spellings) if kind == "person" else _hold(_NAMED[kind].c.name, spellings)
    return connection.execute(sa.select(_NAMED[kind].c.name).where(fits).limit(1)).first() is not None


def list_names(connection: sa.Connection, kind: str, like: str) -> list[str]:
    """The names of persons, units or teams that share a character with a word."""
    column = _NAMED[kind].c.name
    query = sa.select(column).distinct().where(_hold(column, tuple(dict.fromkeys(like))))
    return list(connection.execute(query).scalars())


def _select(wanted: Filter) -> sa.Select[Any]:
    query = sa.select(NOTICES.c.id).order_by(NOTICES.c.dated_at.desc(), NOTICES.c.id)
    if not wanted.withheld:
        query = query.where(NOTICES.c.withheld.is_(None))
    if wanted.site is not None:
        standing = sa.select(SIGHTINGS.c.notice_id).where(SIGHTINGS.c.site == wanted.site)
        query = query.where(NOTICES.c.id.in_(standing))
    if wanted.level is not None:
        query = query.where(NOTICES.c.level == wanted.level)
    if wanted.kinds is not None:
        query = query.where(NOTICES.c.kind.in_(sorted(wanted.kinds)))
    if wanted.since is not None:
        query = query.where(NOTICES.c.dated_at >= wanted.since.isoformat())
    if wanted.until is not None:
        query = query.where(NOTICES.c.dated_at < (wanted.until + timedelta(days=1)).isoformat())
    if wanted.province is not None:
        query = query.where(NOTICES.c.province == wanted.province)
    if wanted.confidences is not None:
        query = query.where(NOTICES.c.confidence.in_(sorted(wanted.confidences)))
    if wanted.changed_since is not None:
        query = query.where(_moved_since(print_time(wanted.changed_since)))
    return _select_words(query, wanted)


def _select_words(query: sa.Select[Any], wanted: Filter) -> sa.Select[Any]:
    """The query, narrowed to what is sought by name or text."""
    for table, spellings in ((TEAMS, wanted.team), (TARGETS, wanted.target)):
        if spellings:
            query = query.where(NOTICES.c.id.in_(sa.select(table.c.notice_id).where(_hold(table.c.name, spellings))))
    if wanted.person:
        named = sa.select(_PEOPLE.c.notice_id).where(_PEOPLE.c.name.in_(wanted.person))
        query = query.where(NOTICES.c.id.in_(named))
    if wanted.text:
        query = query.where(sa.or_(_hold(NOTICES.c.title, wanted.text), _hold(NOTICES.c.text, wanted.text)))
    return query


_NAMED = {"person": _PEOPLE, "unit": TARGETS, "team": TEAMS}


def _hold(column: sa.ColumnElement[Any], spellings: Sequence[str]) -> sa.ColumnElement[bool]:
    return sa.or_(*(column.contains(clean(spelling), autoescape=True) for spelling in spellings))


def _moved_since(time: str) -> sa.ColumnElement[bool]:
    edited = sa.and_(NOTICES.c.revision > 1, NOTICES.c.fetched_at >= time)
    return sa.or_(NOTICES.c.first_seen >= time, edited, NOTICES.c.withdrawn >= time)
