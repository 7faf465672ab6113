"""Reads feeds back into published objects, as a user of them would."""

import csv
import io
import re
from typing import Any

from lxml import etree

LISTS = {"same_event", "channel", "types", "meeting_dates", "teams", "emails", "mailboxes", "postcodes", "boxes"}
LISTS |= {"images", "attachments"}
OBJECTS = {
    "sightings": ("site", "url", "first_seen"),
    "rounds": ("term", "number"),
    "targets": ("name", "division", "unit"),
    "people": ("name", "post", "roles"),
    "phones": ("number", "kind", "sms_only", "note"),
    "hours": ("start", "end", "days"),
    "evidence": ("field", "in", "start", "end", "value", "rule"),
}
NUMBERS = {"schema", "hash_version", "revision", "views", "bad_bytes", "term", "number", "start", "end"}
CONTACTS = ("phones", "emails", "mailboxes", "postcodes", "boxes", "hours", "deadline")


def read_csv(feed: bytes) -> list[dict[str, str]]:
    """The rows of a CSV feed, without the marks that keep a spreadsheet from running a cell."""
    rows = list(csv.reader(io.StringIO(feed.decode("utf-8-sig"), newline="")))
    return [{name: cell.removeprefix("'") for name, cell in zip(rows[0], row, strict=True)} for row in rows[1:]]


def restore_row(row: dict[str, str]) -> dict[str, Any]:
    """A published object from a row of the CSV feed. null and an empty text are one there: both are null."""
    values = {name: _restore_cell(name, cell) for name, cell in row.items()}
    values["period"] = {key: values.pop(f"period_{key}") for key in ("start", "end", "duration")}
    values["contacts"] = {name: values.pop(name) for name in CONTACTS}
    values["text"] = values["text"] or ""
    return values


def _restore_cell(name: str, cell: str) -> Any:
    if name in LISTS:
        return [_unescape(element) for element in _split(cell, "；")]
    if name == "pairs":
        return [[_unescape(part) for part in _split(pair, "|")] for pair in _split(cell, "；")]
    if name in OBJECTS:
        return [_restore_object(name, element) for element in _split(cell, "；")]
    return _restore_scalar(name, cell)


def _restore_object(name: str, element: str) -> dict[str, Any]:
    parts = zip(OBJECTS[name], _split(element, "|"), strict=True)
    restored = {key: _restore_scalar(key if name in {"rounds", "evidence"} else "", _unescape(p)) for key, p in parts}
    if "roles" in restored:
        restored["roles"] = (restored["roles"] or "").split(",") if restored["roles"] else []
    if "sms_only" in restored:
        restored["sms_only"] = restored["sms_only"] == "true"
    return restored


def _restore_scalar(name: str, cell: str) -> Any:
    if not cell:
        return None
    return int(cell) if name in NUMBERS else cell


def _split(cell: str, mark: str) -> list[str]:
    """The parts between marks that no backslash escapes; an empty cell has none, an empty part stays."""
    if not cell and mark == "；":
        return []
    return re.findall(rf"(?:^|{re.escape(mark)})((?:[^\\{mark}]|\\.)*)", cell, re.DOTALL)


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def read_xml(feed: bytes) -> list[Any]:
    """The published objects of an XML feed; every scalar is text there."""
    root = etree.fromstring(feed)
    assert root.tag == "notices"
    return [_restore_element(notice) for notice in root]


def _restore_element(element: etree._Element) -> Any:
    if element.get("null") == "true":
        return None
    if not len(element):
        return element.text or ""
    if all(child.tag == "value" for child in element):
        return [_restore_element(child) for child in element]
    return {child.tag: _restore_element(child) for child in element}


def print_scalars(value: Any) -> Any:
    """A published object as XML shows it: scalars as text, an empty list as an empty element."""
    if isinstance(value, dict):
        return {key: print_scalars(item) for key, item in value.items()}
    if isinstance(value, list):
        return [print_scalars(item) for item in value] if value else ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None else str(value)
