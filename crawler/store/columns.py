"""Which columns hold which field, by the table of fields, and the values they hold.

A scalar is a column of `notices`; a list is a table of its own where the table of fields names one, else a column of
JSON; an object's keys are columns. The whole object lies in `notices.document` besides.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.model.fields.record import Notice
from crawler.model.fields.table import FIELDS, Field, Shape, walk
from crawler.model.publication import Published

Row = dict[str, Any]

_ONLY_IN_DOCUMENT = frozenset({"schema", "evidence"})
_OF_STORE = {"sightings": "sightings", "same_event": "same_events"}
"""Lists that the store keeps itself, and their tables."""

_NAME_LENGTH = 200  # an index entry of PostgreSQL holds about 2,700 bytes


def list_columns(fields: Sequence[Field] = FIELDS) -> dict[str, Field]:
    """The columns of `notices` that hold fields."""
    return {_name_column(row): row for row in _list_single(fields) if not row.definition.table}


def list_tables(fields: Sequence[Field] = FIELDS) -> dict[str, Field]:
    """The tables of facts, and the list that each holds."""
    return {row.definition.table: row for row in _list_single(fields) if row.definition.table}


def list_table_columns(row: Field) -> dict[str, Shape]:
    """The columns of a list's table, and what they hold; a list in an object is JSON text."""
    if row.parts:
        return {part.definition.column or part.key: "text" if part.many else part.shape for part in row.parts}
    return dict.fromkeys(_name_elements(row), "text" if row.shape == "pair" else row.shape)


def find_columns(row: Field) -> tuple[str, ...]:
    """The columns that hold a field, as `table.column`; none for an object, whose keys have theirs."""
    top = row.path[0]
    if row.parts:
        return ()
    if top in _ONLY_IN_DOCUMENT:
        return ("notices.document",)
    if row.holder is Notice and top in _OF_STORE:
        return (f"{_OF_STORE[top]}.other_id",)
    if top in _OF_STORE:
        return (f"{_OF_STORE[top]}.{row.key}",)
    if row.definition.table:
        return tuple(f"{row.definition.table}.{name}" for name in _name_elements(row))
    held = next((table for table in walk(FIELDS) if table.definition.table and table.path == row.path[:-1]), None)
    if held is not None:
        return (f"{held.definition.table}.{row.definition.column or row.key}",)
    return (f"notices.{_name_column(row)}",)


def _make_row(row: Field, item: Any) -> Row:
    if row.parts:
        return {part.definition.column or part.key: _store(part, item[part.key]) for part in row.parts}
    items = item if row.shape == "pair" else [item]
    return {name: _cut(name, value) for name, value in zip(_name_elements(row), items, strict=True)}


def _list_single(fields: Sequence[Field]) -> list[Field]:
    """The fields and, in place of a single object, its keys; without what only the document or the store keeps."""
    found: list[Field] = []
    for row in fields:
        if row.key in _ONLY_IN_DOCUMENT or row.key in _OF_STORE:
            continue
        found += [row] if row.many or not row.parts else row.parts
    return found


def _name_column(row: Field) -> str:
    return row.definition.column or "_".join(row.path)


def _name_elements(row: Field) -> tuple[str, ...]:
    return row.definition.columns or ("value",)


def _find(published: Mapping[str, Any], row: Field) -> Any:
    value: Any = published
    for key in row.path:
        value = value[key]
    return value


def _store(row: Field, value: Any) -> Any:
    """A value as a column holds it: lists as JSON, names as far as an index takes them."""
    if row.many:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return int(value)
    return _cut(row.key, value)


def _cut(name: str, value: Any) -> Any:
    return value[:_NAME_LENGTH] if name == "name" and isinstance(value, str) else value


COLUMNS = list_columns()
"""The columns of `notices` that hold fields, by the table of fields."""

TABLES = list_tables()
"""The tables of facts."""


def make_values(published: Published, columns: Mapping[str, Field] = COLUMNS) -> Row:
    """The values of the columns of `notices` that hold fields."""
    return {name: _store(row, _find(published, row)) for name, row in columns.items()}


def make_rows(published: Published, tables: Mapping[str, Field] = TABLES) -> dict[str, list[Row]]:
    """The rows of the tables of facts, in the order of their lists; none of a list that is empty."""
    found = ((name, row, _find(published, row)) for name, row in tables.items())
    return {name: [_make_row(row, item) for item in items] for name, row, items in found if items}
