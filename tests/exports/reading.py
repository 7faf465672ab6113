"""Writes feeds, and reads them back into published objects, as a user of them would."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from crawler.exports import write_notices
from crawler.exports.about import NOTHING_KNOWN, About
from crawler.exports.text import drop_controls, drop_surrogates
from crawler.model.fields.table import FIELDS, Field
from crawler.model.items import Notice
from crawler.model.publication import notice_to_json

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def write(notices: Sequence[Notice], name: str, about: About = NOTHING_KNOWN) -> bytes:
    """Notices in a format."""
    stream = io.BytesIO()
    assert write_notices(notices, stream, name, about) == len(notices)
    return stream.getvalue()


def publish(notice: Notice) -> dict[str, Any]:
    """The published object as JSON can hold it."""
    published: dict[str, Any] = drop_surrogates(notice_to_json(notice))
    return published


def change_texts(value: Any) -> Any:
    """A published value as XML and CSV hold it: without control characters."""
    if isinstance(value, dict):
        return {key: change_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [change_texts(item) for item in value]
    return drop_controls(value) if isinstance(value, str) else value


def read_csv(feed: bytes) -> list[dict[str, str]]:
    """The rows of a CSV feed, without the marks that keep a spreadsheet from running a cell."""
    rows = list(csv.reader(io.StringIO(feed.decode("utf-8-sig"), newline="")))
    return [{name: cell.removeprefix("'") for name, cell in zip(rows[0], row, strict=True)} for row in rows[1:]]


def read_xml(feed: bytes) -> list[Any]:
    """The published objects of an XML feed; every scalar is text there."""
    root = etree.fromstring(feed)
    assert root.tag == "notices"
    return [_restore(notice, FIELDS) for notice in root]


def _restore(element: etree._Element, rows: Iterable[Field]) -> dict[str, Any]:
    known = {row.key: row for row in rows}
    assert [child.tag for child in element] == list(known)
    return {
        child.tag: [_restore_value(item, known[child.tag]) for item in child]
        if known[child.tag].many
        else _restore_value(child, known[child.tag])
        for child in element
    }


def _restore_value(element: etree._Element, row: Field) -> Any:
    if element.get(NIL) == "true":
        return None
    if row.shape == "pair":
        return [child.text or "" for child in element]
    return _restore(element, row.parts) if row.parts else element.text or ""


def print_scalars(value: Any) -> Any:
    """A published object as XML shows it: scalars as text."""
    if isinstance(value, dict):
        return {key: print_scalars(item) for key, item in value.items()}
    if isinstance(value, list):
        return [print_scalars(item) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None else str(value)
