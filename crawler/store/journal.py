"""What each generation changed: the values that a notice's published object had before, so that any generation can be
told from today's.
"""

import json
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from crawler.model.publication import Published, notice_to_json
from crawler.store.notices import load_notices
from crawler.store.schema import CHANGES, NOTICES
from crawler.store.writing import insert_rows

WITHHELD = "withheld"
"""A key beside those of the published object: whether the notice was kept and not published."""

States = Mapping[str, Published]
"""Published objects by id; a notice that is not stored has none."""


def watch(connection: sa.Connection, ids: Iterable[str]) -> States:
    """The notices as they are, before a write changes them."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    withheld = set(
        connection.execute(
            sa.select(NOTICES.c.id).where(NOTICES.c.id.in_(wanted), NOTICES.c.withheld.is_not(None))
        ).scalars()
    )
    return {
        notice.id: {**notice_to_json(notice), WITHHELD: notice.id in withheld}
        for notice in load_notices(connection, wanted)
    }


def note(connection: sa.Connection, before: States, ids: Iterable[str], generation: int) -> None:
    """Keep what a write changed of some notices; those that are not in `before` were not there."""
    changed = list(ids)
    after = watch(connection, [notice_id for notice_id in changed if notice_id in before])
    rows = [
        {"notice_id": notice_id, "generation": generation, "before": _compare(before.get(notice_id), after)}
        for notice_id in changed
    ]
    insert_rows(connection, CHANGES, rows)


def find_before(connection: sa.Connection, now: Published, since: int) -> Published | None:
    """The published object as of a generation, from what it is now; None where it was not there or was withheld, or
    where what became of it since is not known.
    """
    query = (
        sa.select(CHANGES.c.before)
        .where(CHANGES.c.notice_id == now["id"], CHANGES.c.generation > since)
        .order_by(CHANGES.c.generation.desc())
    )
    steps = list(connection.execute(query).scalars())
    if not steps or steps[-1] is None:
        return None
    old = {**now, WITHHELD: _is_withheld(connection, now["id"])}
    for step in steps:
        old |= json.loads(step or "{}")
    if old.pop(WITHHELD):
        return None
    return old


def _is_withheld(connection: sa.Connection, notice_id: str) -> bool:
    query = sa.select(NOTICES.c.id).where(NOTICES.c.id == notice_id, NOTICES.c.withheld.is_not(None))
    return connection.execute(query).first() is not None


def _compare(before: Published | None, after: States) -> str | None:
    if before is None:
        return None
    now = after[before["id"]]
    return json.dumps({key: value for key, value in before.items() if now[key] != value}, ensure_ascii=False)
