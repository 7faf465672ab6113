"""Migration 2: pages that kill their reader, listings read over several runs, sites that rest, and generations.

`standings` says where a published notice stands: one row for each of its sites, and one with an empty site for all
together. `scopes` says of each part that is published by itself (`all`, `site:ID`, `month:YYYY-MM`) which generation
changed it last; `facts_of_store` holds the present generation and a name that tells this store from others.
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE links ADD COLUMN reading {text}",
    "ALTER TABLE links ADD COLUMN reading_code {text}",
    "ALTER TABLE links ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE links ADD COLUMN retry_at {text}",
    "ALTER TABLE links ADD COLUMN archive_file {text}",
    "ALTER TABLE links ADD COLUMN archive_offset BIGINT",
    "DROP INDEX links_by_state",
    "CREATE INDEX links_by_state ON links (site, state, attempts, id)",
    "CREATE INDEX links_unread ON links (site, deaths) WHERE deaths > 0",
    "CREATE INDEX links_in_reading ON links (site) WHERE reading IS NOT NULL",
    "ALTER TABLE listings ADD COLUMN fresh_at {text}",
    "ALTER TABLE listings ADD COLUMN resume_url {text}",
    "ALTER TABLE listings ADD COLUMN resume_page INTEGER NOT NULL DEFAULT 0",
    "UPDATE listings SET fresh_at = read_at",
    "ALTER TABLE sites ADD COLUMN resting_until {text}",
    "ALTER TABLE sites ADD COLUMN watched_since {text}",
    "UPDATE sites SET watched_since = (SELECT min(finished) FROM runs WHERE runs.site = sites.id)",
    "ALTER TABLE notices ADD COLUMN generation BIGINT NOT NULL DEFAULT 0",
    "UPDATE notices SET generation = 1",
    "CREATE INDEX notices_by_generation ON notices (generation)",
    "CREATE INDEX notices_by_sight ON notices (site, first_seen)",
    """CREATE TABLE standings (
        site {text} NOT NULL,
        dated_at {text} NOT NULL,
        notice_id {text} NOT NULL REFERENCES notices (id),
        PRIMARY KEY (notice_id, site)
    )""",
    "CREATE INDEX standings_by_date ON standings (site, dated_at, notice_id)",
    "CREATE INDEX sightings_of_site ON sightings (site, notice_id)",
    """INSERT INTO standings (site, dated_at, notice_id)
        SELECT '', dated_at, id FROM notices WHERE kind IN ('mobilization', 'announcement')""",
    """INSERT INTO standings (site, dated_at, notice_id)
        SELECT DISTINCT sightings.site, notices.dated_at, notices.id
        FROM notices JOIN sightings ON sightings.notice_id = notices.id
        WHERE notices.kind IN ('mobilization', 'announcement')""",
    """CREATE TABLE scopes (
        name {text} PRIMARY KEY,
        generation BIGINT NOT NULL
    )""",
    "INSERT INTO scopes (name, generation) SELECT DISTINCT 'site:' || site, 1 FROM standings WHERE site <> ''",
    "INSERT INTO scopes (name, generation) SELECT DISTINCT 'month:' || substr(dated_at, 1, 7), 1 FROM standings",
    "INSERT INTO scopes (name, generation) SELECT DISTINCT 'all', 1 FROM standings",
    """CREATE TABLE facts_of_store (
        name {text} PRIMARY KEY,
        value {text} NOT NULL
    )""",
    "INSERT INTO facts_of_store (name, value) VALUES ('generation', '1')",
    "INSERT INTO facts_of_store (name, value) VALUES ('id', {random})",
)
