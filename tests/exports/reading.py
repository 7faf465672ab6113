"""Reads feeds back into published objects, as a user of them would."""

import csv
import io
from typing import Any

from lxml import etree


def read_csv(feed: bytes) -> list[dict[str, str]]:
    """The rows of a CSV feed, without the marks that keep a spreadsheet from running a cell."""
    rows = list(csv.reader(io.StringIO(feed.decode("utf-8-sig"), newline="")))
    return [{name: cell.removeprefix("'") for name, cell in zip(rows[0], row, strict=True)} for row in rows[1:]]


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
