"""What people put right: corrections of values, and notices that are kept and not published."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crawler.model.corrections import RULE, Correction, apply_corrections
from crawler.model.publication import Published, parse_time
from crawler.model.times import find_day, print_time
from crawler.store.schema import CORRECTIONS, NOTICES, WITHHOLDINGS
from crawler.store.writing import insert_rows

_OPEN = CORRECTIONS.c.undone_at.is_(None)


@dataclass(frozen=True, slots=True)
class OpenCorrection:
    """A correction whose source has changed since: it is applied no more, and to be looked at again."""

    correction: Correction
    content_hash: str


def list_corrections(connection: sa.Connection, notice_id: str) -> list[Correction]:
    """The corrections of a notice that are not undone, the last of each field, in the order they were made."""
    query = sa.select(CORRECTIONS).where(CORRECTIONS.c.notice_id == notice_id, _OPEN).order_by(CORRECTIONS.c.id)
    last = {row.field: row for row in connection.execute(query)}
    return [_read(row) for row in sorted(last.values(), key=lambda row: row.id)]


def list_reopened(connection: sa.Connection) -> list[OpenCorrection]:
    """The corrections whose notice has other content today."""
    query = (
        sa.select(CORRECTIONS, NOTICES.c.content_hash.label("hash_now"))
        .join(NOTICES, NOTICES.c.id == CORRECTIONS.c.notice_id)
        .where(_OPEN, CORRECTIONS.c.content_hash != NOTICES.c.content_hash)
        .order_by(CORRECTIONS.c.id)
    )
    return [OpenCorrection(_read(row), row.hash_now) for row in connection.execute(query)]


def correct(connection: sa.Connection, published: Published) -> Published:
    """A published object with the corrections of its notice; what was read is kept with each, for an undoing."""
    corrections = list_corrections(connection, published["id"])
    for correction in corrections:
        if correction.content_hash == published["content_hash"] and not is_corrected(published, correction.field):
            _keep_before(connection, correction, published)
    return apply_corrections(published, corrections)


def is_corrected(published: Published, path: str) -> bool:
    """Whether a published object shows a correction of a field."""
    return any(proof["field"] == path and proof["rule"] == RULE for proof in published["evidence"])


def _keep_before(connection: sa.Connection, correction: Correction, published: Published) -> None:
    own = sa.and_(CORRECTIONS.c.notice_id == correction.notice_id, CORRECTIONS.c.field == correction.field, _OPEN)
    before = json.dumps(take_part(published, correction.field), ensure_ascii=False)
    connection.execute(sa.update(CORRECTIONS).where(own).values(before=before))


def take_part(published: Published, path: str) -> dict[str, Any]:
    """A field of a published object, whole, and its evidence: what a correction within it may change."""
    head = path.partition("/")[0]
    keys = [head, *(["team_units", "pairs"] if head in ("teams", "targets") else [])]
    return {
        **{key: published[key] for key in keys},
        "evidence": [proof for proof in published["evidence"] if proof["field"].partition("/")[0] in keys],
    }


def put_back(published: Published, part: dict[str, Any]) -> Published:
    """A published object with a part of it as it was taken."""
    keys = [key for key in part if key != "evidence"]
    kept = [proof for proof in published["evidence"] if proof["field"].partition("/")[0] not in keys]
    return {**published, **{key: part[key] for key in keys}, "evidence": [*kept, *part["evidence"]]}


def add_correction(connection: sa.Connection, correction: Correction, before: dict[str, Any], now: datetime) -> None:
    """Keep a correction, and what it stands in place of."""
    row = {
        "notice_id": correction.notice_id,
        "field": correction.field,
        "value": json.dumps(correction.value, ensure_ascii=False),
        "why": correction.why,
        "author": correction.by,
        "made_at": print_time(now),
        "content_hash": correction.content_hash,
        "before": json.dumps(before, ensure_ascii=False),
    }
    insert_rows(connection, CORRECTIONS, [row])


def undo_corrections(connection: sa.Connection, notice_id: str, field: str, now: datetime) -> dict[str, Any] | None:
    """Undo the corrections of a field; gives what was read before the first, None where there is none."""
    own = sa.and_(CORRECTIONS.c.notice_id == notice_id, CORRECTIONS.c.field == field, _OPEN)
    before = connection.execute(sa.select(CORRECTIONS.c.before).where(own).order_by(CORRECTIONS.c.id)).scalar()
    if before is None:
        return None
    connection.execute(sa.update(CORRECTIONS).where(own).values(undone_at=print_time(now)))
    part: dict[str, Any] = json.loads(before)
    return part


def withhold(connection: sa.Connection, notice_id: str, why: str, author: str, now: datetime) -> None:
    """Keep that a notice is published no more, why and by whom."""
    row = {"notice_id": notice_id, "why": why, "author": author, "made_at": print_time(now)}
    insert_rows(connection, WITHHOLDINGS, [row])
    connection.execute(sa.update(NOTICES).where(NOTICES.c.id == notice_id).values(withheld=print_time(now)))


def release(connection: sa.Connection, notice_id: str, now: datetime) -> None:
    """Publish a withheld notice again."""
    open_one = sa.and_(WITHHOLDINGS.c.notice_id == notice_id, WITHHOLDINGS.c.ended_at.is_(None))
    connection.execute(sa.update(WITHHOLDINGS).where(open_one).values(ended_at=print_time(now)))
    connection.execute(sa.update(NOTICES).where(NOTICES.c.id == notice_id).values(withheld=None))


def list_withheld(connection: sa.Connection) -> dict[str, str]:
    """Why each withheld notice is, by id."""
    query = sa.select(WITHHOLDINGS).where(WITHHOLDINGS.c.ended_at.is_(None)).order_by(WITHHOLDINGS.c.id)
    return {
        row.notice_id: f"{find_day(parse_time(row.made_at))} {row.author}: {row.why}"
        for row in connection.execute(query)
    }


def _read(row: Any) -> Correction:
    return Correction(
        notice_id=row.notice_id,
        field=row.field,
        value=json.loads(row.value),
        why=row.why,
        by=row.author,
        day=find_day(parse_time(row.made_at)).isoformat(),
        content_hash=row.content_hash,
    )
