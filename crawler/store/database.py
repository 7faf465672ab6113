"""One database, SQLite or PostgreSQL: opening, migrating, transactions, and errors a person can act on."""

import os
import secrets
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from crawler.model.extras import require_extra
from crawler.model.outcomes import ConfigError, StorageError
from crawler.store.backups import copy_database
from crawler.store.migrations import MIGRATIONS, Migration
from crawler.store.schema import METADATA

APPLICATION_ID = 0x78756E73
"""Marks a SQLite file as this project's (the letters `xuns`), in bytes 68 to 71 of the file."""

_SQLITE_MAGIC = b"SQLite format 3\0"
_BUSY_SECONDS = 30
_POSTGRESQL_WRITE = f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"  # writers take turns, as they do in SQLite
_POSTGRESQL_READ = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"

_ADVICE = (
    ("full", "free some space and run again; what was stored before is untouched"),
    ("locked", f"another program has held it for {_BUSY_SECONDS} s: end that one and run again"),
    ("readonly", "make the file and its folder writable"),
    ("read-only", "make the file and its folder writable"),
    ("malformed", "restore it from a backup"),
    ("no such table", "restore it from a backup"),
)
"""What to do about a database error, by a word of its message; the first that fits."""


class Database:
    """An open, migrated database. Connections are made when needed; one at most is open."""

    def __init__(self, engine: sa.Engine, label: str) -> None:
        self._engine = engine
        self.label = label
        self.upgraded: str | None = None
        """One line on the upgrade that opening it brought, None where it brought none."""

    @classmethod
    def open(cls, url: str) -> "Database":
        """Open the database of a SQLAlchemy URL; create it, or bring it to the newest version, where needed.

        Raises ConfigError for a URL that cannot be used and for a database that is foreign, newer, damaged or empty;
        StorageError for one that cannot be reached or written.
        """
        parsed = _parse_url(url)
        if parsed.get_backend_name() == "postgresql":
            return cls._open_postgresql(parsed)
        if not parsed.database or parsed.database == ":memory:":
            return cls._open_migrated(parsed, "memory")
        path = Path(parsed.database)
        if not path.exists() and not path.is_symlink():
            _create_sqlite(path)
        _check_sqlite_file(path)
        return cls._open_migrated(parsed, str(path))

    @classmethod
    def _open_migrated(cls, url: sa.URL, label: str) -> "Database":
        database = cls(_make_sqlite_engine(url), label)
        try:
            database._check_readable()
            database.migrate(MIGRATIONS)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def _open_postgresql(cls, url: sa.URL) -> "Database":
        label = url.render_as_string(hide_password=True)
        require_extra("postgres", label)
        engine = sa.create_engine(
            url,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10},
        )
        database = cls(engine, label)
        try:
            database.migrate(MIGRATIONS)
        except BaseException:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Close the connection; the database may be opened again by anybody."""
        self._engine.dispose()

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the database and writes nothing."""
        with self._begin(write=False) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that may write. Writers take turns from its first statement on; it is done whole or not."""
        with self._begin(write=True) as connection:
            yield connection

    def migrate(self, migrations: Sequence[Migration]) -> None:
        """Apply the migrations the database does not have yet, all in one transaction: it is then old or new.

        An older database is copied whole before; `upgraded` says so in one line. Raises ConfigError for a database with
        a version beyond them, or with tables but no version.
        """
        newest = migrations[-1].version
        if self._find_version() == newest:
            return
        with self.write() as connection:
            found = self._read_version(connection)
            if found > newest:
                raise ConfigError(
                    f"{self.label}: was written by a newer version (schema {found}, this one knows {newest}): "
                    "install that version, or set NOTICES_DATABASE_URL to another database"
                )
            if found == newest:
                return
            kept = copy_database(connection, found) if found else None
            for migration in (step for step in migrations if step.version > found):
                self._apply(connection, migration)
        if kept is not None:
            self.upgraded = f"{self.label}: upgraded from version {found} to {newest}; as it was it lies in {kept}"

    def _apply(self, connection: sa.Connection, migration: Migration) -> None:
        sqlite_dialect = self.dialect == "sqlite"
        marks = {
            "text": "TEXT" if sqlite_dialect else 'TEXT COLLATE "C"',
            "identity": "INTEGER PRIMARY KEY" if sqlite_dialect else "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            "random": f"'{secrets.token_hex(16)}'",
        }
        if migration.version == 1:
            connection.exec_driver_sql(
                "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL)"
            )
        for statement in migration.statements:
            connection.exec_driver_sql(statement.format(**marks))
        if migration.upgrade is not None:
            migration.upgrade(connection)
        connection.execute(
            sa.text("INSERT INTO schema_version (version, applied_at) VALUES (:version, :now)"),
            {"version": migration.version, "now": datetime.now(UTC).isoformat(timespec="seconds")},
        )

    def _find_version(self) -> int:
        with self.read() as connection:
            return self._read_version(connection)

    def _read_version(self, connection: sa.Connection) -> int:
        names = set(sa.inspect(connection).get_table_names())
        if "schema_version" in names:
            return connection.execute(sa.text("SELECT max(version) FROM schema_version")).scalar() or 0
        if names & set(METADATA.tables):
            raise ConfigError(
                f"{self.label}: has tables of another program: set NOTICES_DATABASE_URL to a database of its own"
            )
        return 0

    def _check_readable(self) -> None:
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        except sa.exc.DBAPIError as error:
            if isinstance(error.orig, sqlite3.OperationalError):
                raise self._explain(error) from error
            raise ConfigError(f"{self.label}: is damaged ({error.orig}): restore it from a backup") from error

    @contextmanager
    def _begin(self, *, write: bool) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as connection:
                connection.info["write"] = write
                with connection.begin():
                    if self.dialect == "postgresql":
                        connection.exec_driver_sql(_POSTGRESQL_WRITE if write else _POSTGRESQL_READ)
                    yield connection
        except sa.exc.DBAPIError as error:
            raise self._explain(error) from error

    def _explain(self, error: sa.exc.DBAPIError) -> StorageError:
        reason = " ".join(str(error.orig).split())
        advice = next((advice for word, advice in _ADVICE if word in reason), "see that it is there and may be written")
        return StorageError(f"{self.label}: {reason}: {advice}")


def _parse_url(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise ConfigError(
            "NOTICES_DATABASE_URL is no SQLAlchemy URL: write sqlite:///PATH or postgresql://..."
        ) from error
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise ConfigError(
            f"NOTICES_DATABASE_URL names {parsed.drivername}, which is not supported: "
            "write sqlite:///PATH or postgresql://..."
        )
    return parsed


def _make_sqlite_engine(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": _BUSY_SECONDS},
    )

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver starts no transactions of its own
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("write") else "BEGIN")

    return engine


def _check_sqlite_file(path: Path) -> None:
    """Look at the file's first bytes, before SQLite may touch it."""
    if path.is_dir():
        raise ConfigError(f"{path}: is a folder: set NOTICES_DATABASE_URL to a file")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StorageError(f"{path}: cannot be read ({error.strerror}): see that it is there and readable") from error
    if not head:
        raise ConfigError(f"{path}: is empty: restore it from a backup, or delete it to start anew")
    if not head.startswith(_SQLITE_MAGIC):
        raise ConfigError(f"{path}: is not a database: set NOTICES_DATABASE_URL to another file, or restore a backup")
    if head[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise ConfigError(f"{path}: is the database of another program: set NOTICES_DATABASE_URL to another file")
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StorageError(f"{path}: is read-only: make the file and its folder writable")


def _create_sqlite(path: Path) -> None:
    """Make a new database under another name and link it into place, so that half of one is never found."""
    left = path.with_name(path.name + "-wal")
    if left.exists():
        raise ConfigError(f"{path}: is missing while {left.name} lies there: restore the database, or delete that file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            _write_empty_sqlite(draft)
            _put_in_place(draft, path)
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be created ({error.strerror or error}): make its folder writable, or free some space"
        ) from error
    except sqlite3.Error as error:
        raise StorageError(f"{path}: cannot be created ({error}): free some space") from error


def _put_in_place(draft: Path, path: Path) -> None:
    """Give the draft its name, unless somebody else was faster; theirs is as good."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            draft.rename(path)


def _write_empty_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("VACUUM")
    finally:
        connection.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())
