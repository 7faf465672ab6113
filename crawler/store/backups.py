"""The whole copy of a store that is made before it is upgraded."""

import contextlib
import os
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from crawler.model.outcomes import StorageError


def copy_database(connection: sa.Connection, version: int) -> str:
    """Copy what a writing transaction finds, before it changes anything; gives where the copy lies.

    SQLite: a file beside the database. PostgreSQL: a schema beside the tables', which the transaction brings with it.
    A copy of an earlier try at the same version is replaced. Raises StorageError where the copy cannot be made.
    """
    if connection.dialect.name == "sqlite":
        return _copy_sqlite(connection, version)
    return _copy_postgresql(connection, version)


def _copy_sqlite(connection: sa.Connection, version: int) -> str:
    """By a second connection, which reads while this one keeps other writers out."""
    source = connection.exec_driver_sql("SELECT file FROM pragma_database_list WHERE name = 'main'").scalar_one()
    path = Path(source)
    copy, draft = (path.with_name(f"{path.name}.version-{version}{ending}") for ending in ("", ".tmp"))
    try:
        draft.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(source)) as reader:
            reader.execute("VACUUM INTO ?", (str(draft),))
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(copy)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StorageError(
            f"{path}: cannot be upgraded, for no copy of it can be made at {copy} ({error}): "
            "free some space there or make the folder writable; the store is as it was"
        ) from error
    return str(copy)


def _copy_postgresql(connection: sa.Connection, version: int) -> str:
    schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
    copy = f"{schema}_version_{version}"
    quote = connection.dialect.identifier_preparer.quote_identifier
    connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {quote(copy)} CASCADE")
    connection.exec_driver_sql(f"CREATE SCHEMA {quote(copy)}")
    for table in sorted(sa.inspect(connection).get_table_names()):
        connection.exec_driver_sql(f"CREATE TABLE {quote(copy)}.{quote(table)} AS TABLE {quote(schema)}.{quote(table)}")
    return f"schema {copy}"
