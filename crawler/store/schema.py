"""The tables as the newest migration leaves them (a test compares the two), and how rows become values.

Times are ISO 8601 text in UTC with whole seconds, so that they sort as text; lists without a table of their own are
JSON text. `notices.document` holds the whole published object without its text; the other columns of `notices` and
the tables of facts repeat it for questions in SQL. Both derive from the table of fields.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text

from crawler.model.fields.table import Shape
from crawler.store.columns import COLUMNS, TABLES, list_table_columns

METADATA = MetaData()

_TYPES: Mapping[Shape, Any] = {
    "text": Text,
    "choice": Text,
    "moment": Text,
    "whole": BigInteger,
    "flag": Integer,
}

SCHEMA_VERSION = Table(
    "schema_version", METADATA, Column("version", Integer, primary_key=True), Column("applied_at", Text)
)

SITES = Table(
    "sites",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("first_seen", Text),
    Column("resting_until", Text),
    Column("watched_since", Text),
    Column("kind", Text),
)

RUNS = Table(
    "runs",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("site", Text, ForeignKey("sites.id")),
    Column("started", Text),
    Column("finished", Text),
    Column("outcome", Text),
    Column("exit_code", Integer),
    Column("report", Text),
)

LISTINGS = Table(
    "listings",
    METADATA,
    Column("site", Text, ForeignKey("sites.id"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("complete", Integer),
    Column("newest_date", Text),
    Column("links", Integer),
    Column("read_at", Text),
    Column("fresh_at", Text),
    Column("resume_url", Text),
    Column("resume_page", Integer),
)

LINKS = Table(
    "links",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("site", Text, ForeignKey("sites.id")),
    Column("url", Text),
    Column("title", Text),
    Column("date", Text),
    Column("listing", Text),
    Column("state", Text),
    Column("reason", Text),
    Column("attempts", Integer),
    Column("first_seen", Text),
    Column("changed_at", Text),
    Column("reading", Text),
    Column("reading_code", Text),
    Column("deaths", Integer),
    Column("retry_at", Text),
    Column("archive_file", Text),
    Column("archive_offset", BigInteger),
)

NOTICES = Table(
    "notices",
    METADATA,
    *(
        Column(name, _TYPES[row.shape], *([ForeignKey("sites.id")] if name == "site" else []), primary_key=name == "id")
        for name, row in COLUMNS.items()
    ),
    Column("dated_at", Text),
    Column("document", Text),
    Column("generation", BigInteger),
    Column("withheld", Text),
    Column("seal", Text),
)

PAGES = Table(
    "pages",
    METADATA,
    Column("site", Text, ForeignKey("sites.id"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("link_url", Text),
    Column("notice_id", Text, ForeignKey("notices.id")),
    Column("content_hash", Text),
    Column("hash_version", Integer),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("archive_file", Text),
    Column("archive_offset", BigInteger),
    Column("listing_title", Text),
    Column("listing_date", Text),
    Column("named_urls", Text),
    Column("first_seen", Text),
    Column("fetched_at", Text),
    Column("checked_at", Text),
    Column("due_at", Text),
    Column("missing", Integer),
)

HASHES = Table(
    "hashes",
    METADATA,
    Column("content_hash", Text, primary_key=True),
    Column("notice_id", Text, ForeignKey("notices.id")),
    Column("hash_version", Integer),
)

SIGHTINGS = Table(
    "sightings",
    METADATA,
    Column("notice_id", Text, ForeignKey("notices.id"), primary_key=True),
    Column("site", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("first_seen", Text),
)

SAME_EVENTS = Table(
    "same_events",
    METADATA,
    Column("notice_id", Text, ForeignKey("notices.id"), primary_key=True),
    Column("other_id", Text, ForeignKey("notices.id"), primary_key=True),
)

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("notice_id", Text, ForeignKey("notices.id")),
    Column("revision", Integer),
    Column("site", Text),
    Column("url", Text),
    Column("replaced_at", Text),
    Column("old_hash", Text),
    Column("old_hash_version", Integer),
    Column("new_hash", Text),
    Column("new_hash_version", Integer),
    Column("changed", Text),
    Column("archive_file", Text),
    Column("archive_offset", BigInteger),
    Column("document", Text),
)


UNITS = Table(
    "units",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text),
    Column("qualified", Text),
    Column("class", Text),
    Column("division", Text),
    Column("parent", Text),
    Column("same_as", Text),
    Column("first_seen", Text),
)

UNIT_NAMES = Table(
    "unit_names",
    METADATA,
    Column("unit_id", Text, ForeignKey("units.id"), primary_key=True),
    Column("name", Text, primary_key=True),
)

PERSONS = Table(
    "persons",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text),
    Column("same_as", Text),
    Column("first_seen", Text),
)

PERSON_TIES = Table(
    "person_ties",
    METADATA,
    Column("person_id", Text, ForeignKey("persons.id"), primary_key=True),
    Column("unit_id", Text, primary_key=True),
)

PERSON_POSTS = Table(
    "person_posts",
    METADATA,
    Column("notice_id", Text, ForeignKey("notices.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("person_id", Text, ForeignKey("persons.id")),
    Column("post", Text),
    Column("dated_at", Text),
)

CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("notice_id", Text, ForeignKey("notices.id")),
    Column("field", Text),
    Column("value", Text),
    Column("why", Text),
    Column("author", Text),
    Column("made_at", Text),
    Column("content_hash", Text),
    Column("before", Text),
    Column("undone_at", Text),
)

WITHHOLDINGS = Table(
    "withholdings",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("notice_id", Text, ForeignKey("notices.id")),
    Column("why", Text),
    Column("author", Text),
    Column("made_at", Text),
    Column("ended_at", Text),
)

STANDINGS = Table(
    "standings",
    METADATA,
    Column("part", Text, primary_key=True),
    Column("dated_at", Text),
    Column("moved_at", Text),
    Column("notice_id", Text, ForeignKey("notices.id"), primary_key=True),
)

CHANGES = Table(
    "changes",
    METADATA,
    Column("notice_id", Text, ForeignKey("notices.id"), primary_key=True),
    Column("generation", BigInteger, primary_key=True),
    Column("before", Text),
)

SCOPES = Table("scopes", METADATA, Column("name", Text, primary_key=True), Column("generation", BigInteger))

FACTS_OF_STORE = Table("facts_of_store", METADATA, Column("name", Text, primary_key=True), Column("value", Text))


FACT_TABLES = {
    name: Table(
        name,
        METADATA,
        Column("notice_id", Text, ForeignKey("notices.id"), primary_key=True),
        Column("position", Integer, primary_key=True),
        *(Column(column, _TYPES[shape]) for column, shape in list_table_columns(row).items()),
    )
    for name, row in TABLES.items()
}
"""The tables of facts by name: one for each list of the table of fields that has a table."""

MEETINGS, TEAMS, TARGETS = (FACT_TABLES[name] for name in ("meetings", "teams", "targets"))
