"""Migration 4: what each generation changed, and parts of what is published by province, level and kind.

`changes` keeps, for each generation and each notice it changed, the values its published object had before (null: it
was not there). `standings` gets a row for each part a notice stands in, by the names of `scopes`, and when it last
moved for its readers (of notices stored before: their date); deployments, feedback and rectification stand in a part
each of their own.
"""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE changes (
        notice_id {text} NOT NULL REFERENCES notices (id),
        generation BIGINT NOT NULL,
        before {text},
        PRIMARY KEY (notice_id, generation)
    )""",
    """INSERT INTO facts_of_store (name, value)
        SELECT 'journal', value FROM facts_of_store WHERE name = 'generation'""",
    "DROP INDEX standings_by_date",
    """CREATE TABLE standings_of_parts (
        part {text} NOT NULL,
        dated_at {text} NOT NULL,
        moved_at {text} NOT NULL,
        notice_id {text} NOT NULL REFERENCES notices (id),
        PRIMARY KEY (notice_id, part)
    )""",
    """INSERT INTO standings_of_parts (part, dated_at, moved_at, notice_id)
        SELECT CASE site WHEN '' THEN 'all' ELSE 'site:' || site END, dated_at, dated_at, notice_id
        FROM standings""",
    "DROP TABLE standings",
    "ALTER TABLE standings_of_parts RENAME TO standings",
    """INSERT INTO standings (part, dated_at, moved_at, notice_id)
        SELECT 'level:' || level, dated_at, dated_at, id FROM notices
        WHERE kind IN ('mobilization', 'announcement') AND level IS NOT NULL""",
    """INSERT INTO standings (part, dated_at, moved_at, notice_id)
        SELECT 'kind:' || kind, dated_at, dated_at, id FROM notices
        WHERE kind IN ('deployment', 'feedback', 'rectification')""",
    "CREATE INDEX standings_by_date ON standings (part, dated_at, notice_id)",
    "CREATE INDEX standings_by_move ON standings (part, moved_at, notice_id)",
    """INSERT INTO scopes (name, generation)
        SELECT DISTINCT part, 1 FROM standings WHERE substr(part, 1, 6) = 'level:' OR substr(part, 1, 5) = 'kind:'""",
)
