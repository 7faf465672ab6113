"""Migration 7: units, teams and people by ids of their own, with the names they are printed under.

`same_as` is the older id of what turned out to be one; `parent` the unit whose name another's begins with. Notices that
are stored already are registered when they are read anew (`scrapy reextract --apply`).
"""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE units (
        id {text} PRIMARY KEY,
        kind {text} NOT NULL,
        qualified {text} NOT NULL,
        class {text},
        division {text},
        parent {text},
        same_as {text},
        first_seen {text} NOT NULL
    )""",
    """CREATE TABLE unit_names (
        unit_id {text} NOT NULL REFERENCES units (id),
        name {text} NOT NULL,
        PRIMARY KEY (unit_id, name)
    )""",
    """CREATE TABLE persons (
        id {text} PRIMARY KEY,
        name {text} NOT NULL,
        same_as {text},
        first_seen {text} NOT NULL
    )""",
    """CREATE TABLE person_ties (
        person_id {text} NOT NULL REFERENCES persons (id),
        unit_id {text} NOT NULL,
        PRIMARY KEY (person_id, unit_id)
    )""",
    """CREATE TABLE person_posts (
        notice_id {text} NOT NULL REFERENCES notices (id),
        position INTEGER NOT NULL,
        person_id {text} NOT NULL REFERENCES persons (id),
        post {text},
        dated_at {text},
        PRIMARY KEY (notice_id, position)
    )""",
    "CREATE INDEX persons_by_name ON persons (name)",
    "CREATE INDEX person_posts_by_person ON person_posts (person_id)",
)
