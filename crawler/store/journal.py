"""What each generation changed: the values that a notice's published object had before, so that any generation can be
told from today's.
"""

import json
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from crawler.model.publication import Published, notice_to_json
from crawler.store.notices import load_notices
from crawler.store.schema import CHANGES
from crawler.store.writing import insert_rows

States = Mapping[str, Published]
"""Published objects by id; a notice that is not stored has none."""


def watch(connection: sa.Connection, ids: Iterable[str]) -> States:
    """The notices as they are, before a write changes them."""
    wanted = list(dict.fromkeys(ids))
    return {notice.id: notice_to_json(notice) for notice in load_notices(connection, wanted)} if wanted else {}


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
    """The published object as of a generation, from what it is now; None where it was not there, or where what became
    of it since is not known.
    """
    query = (
        sa.select(CHANGES.c.before)
        .where(CHANGES.c.notice_id == now["id"], CHANGES.c.generation > since)
        .order_by(CHANGES.c.generation.desc())
    )
    steps = list(connection.execute(query).scalars())
    if not steps or steps[-1] is None:
        return None
    old = dict(now)
    for step in steps:
        old |= json.loads(step or "{}")
    return old


def _compare(before: Published | None, after: States) -> str | None:
    if before is None:
        return None
    now = after[before["id"]]
    return json.dumps({key: value for key, value in before.items() if now[key] != value}, ensure_ascii=False)
