"""Migration 6: corrections by a person, and notices that are kept and not published (`withheld` says since when).

`seal` is the SHA-256 of a notice's document and text as they were written.
"""

import hashlib

import sqlalchemy as sa

_PORTION = 500

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE notices ADD COLUMN withheld {text}",
    "ALTER TABLE notices ADD COLUMN seal {text}",
    """CREATE TABLE corrections (
        id {identity},
        notice_id {text} NOT NULL REFERENCES notices (id),
        field {text} NOT NULL,
        value {text} NOT NULL,
        why {text} NOT NULL,
        author {text} NOT NULL,
        made_at {text} NOT NULL,
        content_hash {text} NOT NULL,
        before {text} NOT NULL,
        undone_at {text}
    )""",
    "CREATE INDEX corrections_by_notice ON corrections (notice_id)",
    """CREATE TABLE withholdings (
        id {identity},
        notice_id {text} NOT NULL REFERENCES notices (id),
        why {text} NOT NULL,
        author {text} NOT NULL,
        made_at {text} NOT NULL,
        ended_at {text}
    )""",
)


def upgrade(connection: sa.Connection) -> None:
    """Seals what is stored."""
    last = ""
    while rows := connection.execute(
        sa.text("SELECT id, document, text FROM notices WHERE id > :last ORDER BY id LIMIT :most"),
        {"last": last, "most": _PORTION},
    ).all():
        seals = [
            {"id": row.id, "seal": hashlib.sha256(f"{row.document}\n{row.text}".encode()).hexdigest()} for row in rows
        ]
        connection.execute(sa.text("UPDATE notices SET seal = :seal WHERE id = :id"), seals)
        last = rows[-1].id
