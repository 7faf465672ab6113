"""Migration 6: corrections by a person, and notices that are kept and not published (`withheld` says since when).

`seal` is the SHA-256 of a notice's document and text as they were written; null where they were written before.
"""

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
