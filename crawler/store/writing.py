"""Statements that write rows, made once a table; those that SQLite and PostgreSQL spell outside the SQL standard."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows whose keys are not taken."""
    if rows:
        connection.execute(_insert(table), rows)


def insert_missing(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; one whose key is taken already is left out."""
    if rows:
        connection.execute(_insert_missing(connection.dialect.name, table), rows)


def upsert(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> None:
    """Insert a row, or replace the one that has its primary key; columns it does not name stay as they are there."""
    connection.execute(_upsert(connection.dialect.name, table, tuple(row)), row)


@cache
def _upsert(dialect: str, table: sa.Table, columns: tuple[str, ...]) -> "sqlite.Insert | postgresql.Insert":
    keys = [column.name for column in table.primary_key]
    statement = _insert_by(dialect, table)
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def insert_or_raise(connection: sa.Connection, table: sa.Table, column: str, row: Mapping[str, Any]) -> None:
    """Insert a row; where its key is taken, raise that number of the row there to this one's, never lower it."""
    connection.execute(_insert_or_raise(connection.dialect.name, table, column), row)


@cache
def _insert_or_raise(dialect: str, table: sa.Table, column: str) -> "sqlite.Insert | postgresql.Insert":
    keys = [key.name for key in table.primary_key]
    statement = _insert_by(dialect, table)
    given = statement.excluded[column]
    return statement.on_conflict_do_update(index_elements=keys, set_={column: given}, where=table.c[column] < given)


@cache
def _insert(table: sa.Table) -> sa.Insert:
    return sa.insert(table)


@cache
def _insert_missing(dialect: str, table: sa.Table) -> sa.Insert:
    return _insert_by(dialect, table).on_conflict_do_nothing()


def _insert_by(dialect: str, table: sa.Table) -> "sqlite.Insert | postgresql.Insert":
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # loading it takes as long as all else of the store

    return postgresql.insert(table)
