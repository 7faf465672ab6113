"""Migration 3: published objects of schema 2.

Where a notice belongs, qualified names and ids of teams and units, pictures and files as objects, how sure a value is:
all unknown until a page is read again. Contacts are parted by kind, a table each. Hashes know their rule.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa

Document = dict[str, Any]
Row = dict[str, Any]


def _make_fact_table(name: str, columns: str) -> str:
    return f"""CREATE TABLE {name} (
        notice_id {{text}} NOT NULL REFERENCES notices (id),
        position INTEGER NOT NULL,
        {columns},
        PRIMARY KEY (notice_id, position)
    )"""


STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE notices ADD COLUMN channel {text} NOT NULL DEFAULT '[]'",
    "ALTER TABLE notices ADD COLUMN province {text}",
    "ALTER TABLE notices ADD COLUMN division {text}",
    "ALTER TABLE notices ADD COLUMN confidence {text} NOT NULL DEFAULT 'unsure'",
    "CREATE INDEX notices_by_province ON notices (province, dated_at)",
    "ALTER TABLE targets ADD COLUMN qualified {text}",
    "ALTER TABLE targets ADD COLUMN id {text}",
    "CREATE INDEX targets_by_id ON targets (id)",
    "ALTER TABLE hashes ADD COLUMN hash_version INTEGER NOT NULL DEFAULT 1",
    "DROP TABLE contacts",
    _make_fact_table("team_units", "name {text} NOT NULL, qualified {text}, id {text}"),
    "CREATE INDEX team_units_by_id ON team_units (id)",
    _make_fact_table("phones", "number {text} NOT NULL, kind {text} NOT NULL, sms_only INTEGER NOT NULL, note {text}"),
    _make_fact_table("emails", "address {text} NOT NULL"),
    _make_fact_table("mailboxes", "address {text} NOT NULL"),
    _make_fact_table("postcodes", "code {text} NOT NULL"),
    _make_fact_table("boxes", "place {text} NOT NULL"),
    _make_fact_table("hours", "opens {text} NOT NULL, closes {text} NOT NULL, days {text}"),
    _make_fact_table("images", "url {text} NOT NULL, sha256 {text}, text {text}"),
    _make_fact_table(
        "attachments",
        "url {text} NOT NULL, name {text} NOT NULL, type {text} NOT NULL, sha256 {text}, text {text}, error {text}",
    ),
)

_PORTION = 500
_COLUMNS = {
    "team_units": ("name", "qualified", "id"),
    "phones": ("number", "kind", "sms_only", "note"),
    "emails": ("address",),
    "mailboxes": ("address",),
    "postcodes": ("code",),
    "boxes": ("place",),
    "hours": ("opens", "closes", "days"),
    "images": ("url", "sha256", "text"),
    "attachments": ("url", "name", "type", "sha256", "text", "error"),
}


def upgrade(connection: sa.Connection) -> None:
    """Rewrites every stored object, also those of replaced states, and fills the new tables from them."""
    rewrite = sa.text("UPDATE notices SET document = :document, channel = :channel WHERE id = :id")
    for portion in _read(connection, "SELECT id, document FROM notices WHERE id > :after ORDER BY id LIMIT :most", ""):
        rows: dict[str, list[Row]] = {table: [] for table in _COLUMNS}
        for notice_id, text in portion:
            document = upgrade_document(json.loads(text))
            channel = json.dumps(document["channel"], ensure_ascii=False)
            connection.execute(rewrite, {"id": notice_id, "document": _print(document), "channel": channel})
            for table, found in _list_rows(document).items():
                rows[table] += [{"notice_id": notice_id, "position": n, **row} for n, row in enumerate(found)]
        for table, found in rows.items():
            _insert(connection, table, found)
    replaced = "SELECT id, document FROM revisions WHERE document IS NOT NULL AND id > :after ORDER BY id LIMIT :most"
    for portion in _read(connection, replaced, 0):
        for number, text in portion:
            connection.execute(
                sa.text("UPDATE revisions SET document = :document WHERE id = :id"),
                {"id": number, "document": _print(upgrade_document(json.loads(text)))},
            )
    connection.execute(
        sa.text(
            "UPDATE hashes SET hash_version = (SELECT pages.hash_version FROM pages "
            "WHERE pages.content_hash = hashes.content_hash ORDER BY pages.hash_version DESC LIMIT 1) "
            "WHERE EXISTS (SELECT 1 FROM pages WHERE pages.content_hash = hashes.content_hash)"
        )
    )


def upgrade_document(old: Document) -> Document:
    """An object of schema 1 as one of schema 2 that knows no more; the keys in the order of schema 2."""
    new: Document = {}
    for key, value in old.items():
        if key == "level":
            new |= {"province": None, "division": None, "confidence": "unsure"}
        if key == "targets":
            new["team_units"] = [{"name": name, "qualified": None, "id": None} for name in old["teams"]]
        new[key] = value
    return {
        **new,
        "schema": 2,
        "targets": [
            {"name": t["name"], "qualified": None, "id": None, "division": t["division"], "unit": t["unit"]}
            for t in old["targets"]
        ],
        "images": [{"url": url, "sha256": None, "text": None} for url in old["images"]],
        "attachments": [_describe_file(url) for url in old["attachments"]],
        "evidence": [{**proof, "confidence": "unsure"} for proof in old["evidence"]],
    }


def _describe_file(url: str) -> Row:
    name = unquote(urlsplit(url).path.rpartition("/")[2], errors="replace")
    ending = name.rpartition(".")[2].lower()
    return {"url": url, "name": name, "type": ending, "sha256": None, "text": None, "error": None}


def _list_rows(document: Document) -> dict[str, list[Row]]:
    contacts = document["contacts"]
    return {
        "team_units": [{**unit, "name": unit["name"][:200]} for unit in document["team_units"]],
        "phones": [{**phone, "sms_only": int(phone["sms_only"])} for phone in contacts["phones"]],
        "emails": [{"address": address} for address in contacts["emails"]],
        "mailboxes": [{"address": address} for address in contacts["mailboxes"]],
        "postcodes": [{"code": code} for code in contacts["postcodes"]],
        "boxes": [{"place": place} for place in contacts["boxes"]],
        "hours": [{"opens": h["start"], "closes": h["end"], "days": h["days"]} for h in contacts["hours"]],
        "images": document["images"],
        "attachments": [{**file, "name": file["name"][:200]} for file in document["attachments"]],
    }


def _read(connection: sa.Connection, query: str, after: str | int) -> Iterator[list[tuple[Any, str]]]:
    """The rows of a query (id, text), in portions."""
    while True:
        found = connection.execute(sa.text(query), {"after": after, "most": _PORTION}).all()
        if not found:
            return
        yield [(row[0], row[1]) for row in found]
        after = found[-1][0]


def _insert(connection: sa.Connection, table: str, rows: list[Row]) -> None:
    names = ("notice_id", "position", *_COLUMNS[table])
    told = ", ".join(names), ", ".join(f":{name}" for name in names)
    if rows:
        connection.execute(sa.text(f"INSERT INTO {table} ({told[0]}) VALUES ({told[1]})"), rows)  # noqa: S608  # own names


def _print(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False)
