"""Migration 1: the first form of the store."""


def _make_fact_table(name: str, columns: str) -> str:
    return f"""CREATE TABLE {name} (
        notice_id {{text}} NOT NULL REFERENCES notices (id),
        position INTEGER NOT NULL,
        {columns},
        PRIMARY KEY (notice_id, position)
    )"""


STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE sites (
        id {text} PRIMARY KEY,
        first_seen {text} NOT NULL
    )""",
    """CREATE TABLE runs (
        id {identity},
        site {text} NOT NULL REFERENCES sites (id),
        started {text},
        finished {text},
        outcome {text},
        exit_code INTEGER,
        report {text} NOT NULL
    )""",
    "CREATE INDEX runs_of_site ON runs (site, id)",
    """CREATE TABLE listings (
        site {text} NOT NULL REFERENCES sites (id),
        url {text} NOT NULL,
        etag {text},
        last_modified {text},
        complete INTEGER NOT NULL,
        newest_date {text},
        links INTEGER NOT NULL,
        read_at {text} NOT NULL,
        PRIMARY KEY (site, url)
    )""",
    """CREATE TABLE links (
        id {identity},
        site {text} NOT NULL REFERENCES sites (id),
        url {text} NOT NULL,
        title {text},
        date {text},
        listing {text},
        state {text} NOT NULL CHECK (state IN ('pending', 'done', 'skipped', 'gone')),
        reason {text},
        attempts INTEGER NOT NULL,
        first_seen {text} NOT NULL,
        changed_at {text} NOT NULL,
        UNIQUE (site, url)
    )""",
    "CREATE INDEX links_by_state ON links (site, state)",
    """CREATE TABLE notices (
        id {text} PRIMARY KEY,
        site {text} NOT NULL REFERENCES sites (id),
        url {text} NOT NULL,
        content_hash {text} NOT NULL,
        hash_version INTEGER NOT NULL,
        first_seen {text} NOT NULL,
        fetched_at {text} NOT NULL,
        dated_at {text} NOT NULL,
        revision INTEGER NOT NULL,
        withdrawn {text},
        kind {text} NOT NULL,
        kind_rule {text} NOT NULL,
        title {text},
        published_at {text},
        source {text},
        author {text},
        editor {text},
        views BIGINT,
        level {text},
        mode {text},
        types {text} NOT NULL,
        period_start {text},
        period_end {text},
        period_duration {text},
        deadline {text},
        scope {text},
        charset {text} NOT NULL,
        script {text} NOT NULL,
        bad_bytes BIGINT NOT NULL,
        text {text} NOT NULL,
        document {text} NOT NULL,
        UNIQUE (site, url)
    )""",
    "CREATE INDEX notices_by_date ON notices (dated_at, id)",
    "CREATE INDEX notices_by_title ON notices (substr(title, 1, 200))",
    """CREATE TABLE pages (
        site {text} NOT NULL REFERENCES sites (id),
        url {text} NOT NULL,
        link_url {text} NOT NULL,
        notice_id {text} NOT NULL REFERENCES notices (id),
        content_hash {text} NOT NULL,
        hash_version INTEGER NOT NULL,
        etag {text},
        last_modified {text},
        archive_file {text},
        archive_offset BIGINT,
        listing_title {text},
        listing_date {text},
        named_urls {text} NOT NULL,
        first_seen {text} NOT NULL,
        fetched_at {text} NOT NULL,
        checked_at {text} NOT NULL,
        due_at {text},
        missing INTEGER NOT NULL,
        PRIMARY KEY (site, url)
    )""",
    "CREATE INDEX pages_of_notice ON pages (notice_id)",
    "CREATE INDEX pages_by_link ON pages (site, link_url)",
    "CREATE INDEX pages_due ON pages (site, due_at)",
    """CREATE TABLE hashes (
        content_hash {text} PRIMARY KEY,
        notice_id {text} NOT NULL REFERENCES notices (id)
    )""",
    """CREATE TABLE sightings (
        notice_id {text} NOT NULL REFERENCES notices (id),
        site {text} NOT NULL,
        url {text} NOT NULL,
        first_seen {text} NOT NULL,
        PRIMARY KEY (notice_id, site, url)
    )""",
    """CREATE TABLE same_events (
        notice_id {text} NOT NULL REFERENCES notices (id),
        other_id {text} NOT NULL REFERENCES notices (id),
        PRIMARY KEY (notice_id, other_id)
    )""",
    """CREATE TABLE revisions (
        id {identity},
        notice_id {text} NOT NULL REFERENCES notices (id),
        revision INTEGER NOT NULL,
        site {text} NOT NULL,
        url {text} NOT NULL,
        replaced_at {text} NOT NULL,
        old_hash {text} NOT NULL,
        old_hash_version INTEGER NOT NULL,
        new_hash {text} NOT NULL,
        new_hash_version INTEGER NOT NULL,
        changed {text} NOT NULL,
        archive_file {text},
        archive_offset BIGINT,
        document {text}
    )""",
    "CREATE INDEX revisions_of_notice ON revisions (notice_id, id)",
    _make_fact_table("rounds", "term BIGINT, number BIGINT"),
    _make_fact_table("meetings", "day {text} NOT NULL"),
    _make_fact_table("teams", "name {text} NOT NULL"),
    _make_fact_table("targets", "name {text} NOT NULL, division {text}, unit {text}"),
    _make_fact_table("pairs", "team {text} NOT NULL, target {text} NOT NULL"),
    _make_fact_table("people", "name {text} NOT NULL, post {text}, roles {text} NOT NULL"),
    _make_fact_table("contacts", "kind {text} NOT NULL, value {text} NOT NULL, note {text}"),
    "CREATE INDEX meetings_by_day ON meetings (day)",
    "CREATE INDEX teams_by_name ON teams (name)",
    "CREATE INDEX targets_by_name ON targets (name)",
    "CREATE INDEX people_by_name ON people (name)",
)
