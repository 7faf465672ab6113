"""Candidates for likeness: which stored notices could be a copy of a new one, or tell of the same event."""

from datetime import date, timedelta

import sqlalchemy as sa

from crawler.model.cleaning import clean
from crawler.model.items import Notice
from crawler.store.schema import MEETINGS, NOTICES, TARGETS, TEAMS

MOST = 50
"""How many candidates are given at most, the likeliest first."""

_DAYS = 3
_WEIGHTS = {"title": 4, "target": 4, "day": 2, "team": 1}
"""How much a shared trait tells: a title or unit much, a team little (every county has a first team)."""


def find_similar_ids(connection: sa.Connection, notice: Notice) -> list[str]:
    """Ids of notices that share the title, a team or a target with this one, or met within three days of it."""
    facts = notice.facts
    traits = [
        *_match_names(TARGETS, [target.name for target in facts.targets], _WEIGHTS["target"]),
        *_match_names(TEAMS, list(facts.teams), _WEIGHTS["team"]),
    ]
    days = _spread_days(facts.meeting_dates)
    if days:
        traits.append(_weigh(sa.select(MEETINGS.c.notice_id).where(MEETINGS.c.day.in_(days)), _WEIGHTS["day"]))
    if notice.page.title:
        head = sa.func.substr(NOTICES.c.title, sa.literal_column("1"), sa.literal_column("200"))
        same_title = sa.select(NOTICES.c.id.label("notice_id")).where(head == clean(notice.page.title)[:200])
        traits.append(_weigh(same_title, _WEIGHTS["title"]))
    if not traits:
        return []
    union = sa.union_all(*traits).subquery()
    query = (
        sa.select(union.c.notice_id)
        .join(NOTICES, NOTICES.c.id == union.c.notice_id)
        .where(union.c.notice_id != notice.id)
        .group_by(union.c.notice_id, NOTICES.c.dated_at)
        .order_by(sa.func.sum(union.c.weight).desc(), NOTICES.c.dated_at.desc(), union.c.notice_id)
        .limit(MOST)
    )
    return list(connection.execute(query).scalars())


def _match_names(table: sa.Table, names: list[str], weight: int) -> list[sa.Select[tuple[str, int]]]:
    if not names:
        return []
    return [_weigh(sa.select(table.c.notice_id).where(table.c.name.in_([clean(n)[:200] for n in names])), weight)]


def _weigh(query: sa.Select[tuple[str]], weight: int) -> sa.Select[tuple[str, int]]:
    return query.distinct().add_columns(sa.literal(weight).label("weight"))


def _spread_days(dates: tuple[str, ...]) -> list[str]:
    """The days within three of some ISO days; a date without a year names no day."""
    days: set[str] = set()
    for printed in dates:
        try:
            day = date.fromisoformat(printed)
        except ValueError:
            continue
        days |= {(day + timedelta(days=n)).isoformat() for n in range(-_DAYS, _DAYS + 1)}
    return sorted(days)
