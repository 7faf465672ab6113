import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from crawler.model.outcomes import ConfigError, StorageError
from crawler.store import NewLink, Store
from crawler.store.database import APPLICATION_ID, Database
from crawler.store.migrations import MIGRATIONS, Migration
from crawler.store.schema import METADATA
from tests.mounting import mount_tmpfs, read_only, resize_tmpfs
from tests.store.samples import NOW, make_notice


def fill(path: Path, notices: int = 20) -> None:
    with closing(Store.open(f"sqlite:///{path}")) as store:
        for number in range(notices):
            store.commit(make_notice(number), NOW)


def read_columns(database: Database) -> dict[str, set[str]]:
    with database.read() as connection:
        inspector = sa.inspect(connection)
        return {name: {c["name"] for c in inspector.get_columns(name)} for name in inspector.get_table_names()}


def test_a_store_opened_again_holds_what_was_written(url: str) -> None:
    for _ in range(2):
        with closing(Store.open(url)) as store:
            store.commit(make_notice(1), NOW)
    with closing(Store.open(url)) as store:
        assert len(list(store.list_notices())) == 1


def test_the_migrations_leave_the_tables_the_code_knows(url: str) -> None:
    with closing(Database.open(url)) as database:
        assert read_columns(database) == {name: set(table.c.keys()) for name, table in METADATA.tables.items()}


def test_a_migration_is_applied_once_and_in_order(url: str) -> None:
    steps = (*MIGRATIONS, Migration(99, "more", ("CREATE TABLE more (id {identity}, name {text})",)))
    with closing(Database.open(url)) as database:
        database.migrate(steps)
        database.migrate(steps)
        assert read_columns(database)["more"] == {"id", "name"}


def test_a_migration_that_fails_leaves_the_database_as_it_was(url: str) -> None:
    broken = Migration(99, "broken", ("CREATE TABLE more (name {text})", "INSERT INTO nowhere VALUES (1)"))
    with closing(Store.open(url)) as store:
        store.commit(make_notice(1), NOW)
    with closing(Database.open(url)) as database:
        before = read_columns(database)
        with pytest.raises(StorageError, match="nowhere"):
            database.migrate((*MIGRATIONS, broken))
        assert read_columns(database) == before
    with closing(Store.open(url)) as store:
        assert len(list(store.list_notices())) == 1


def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    with closing(Database.open(url)) as database:
        database.migrate((*MIGRATIONS, Migration(99, "newer", ())))
    with pytest.raises(ConfigError, match=r"newer version \(schema 99"):
        Store.open(url)


def test_tables_of_another_program_are_not_touched(postgresql_url: str) -> None:
    engine = sa.create_engine(postgresql_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE pages (name TEXT)"))
    with pytest.raises(ConfigError, match="another program"):
        Store.open(postgresql_url)
    with engine.begin() as connection:
        assert sa.inspect(connection).get_table_names() == ["pages"]
    engine.dispose()


def test_a_connection_that_was_lost_is_made_again(postgresql_url: str, postgresql: sa.Engine) -> None:
    with closing(Store.open(postgresql_url)) as store:
        with store._database.read() as connection:
            process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        with postgresql.begin() as connection:
            connection.execute(sa.text("SELECT pg_terminate_backend(:process)"), {"process": process})
        assert store.commit(make_notice(1), NOW).revision == 1


def test_a_file_system_without_links_gets_its_database_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: Path) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    fill(tmp_path / "n.sqlite3", 1)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["n.sqlite3"]


def test_a_store_opened_in_one_thread_works_in_another(tmp_path: Path) -> None:
    with closing(Store.open(f"sqlite:///{tmp_path}/n.sqlite3")) as store, ThreadPoolExecutor(1) as worker:
        assert worker.submit(store.commit, make_notice(1), NOW).result().revision == 1


def test_missing_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "notices.sqlite3"
    Store.open(f"sqlite:///{path}").close()
    assert [p.name for p in path.parent.iterdir()] == ["notices.sqlite3"]


def test_a_sqlite_store_is_set_up_to_survive_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite3"
    with closing(Database.open(f"sqlite:///{path}")) as database, database.read() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "application_id")
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert values == ["wal", 1, 1, 30_000, APPLICATION_ID]


def test_a_store_in_memory_works(tmp_path: Path) -> None:
    with closing(Store.open("sqlite://")) as store:
        store.commit(make_notice(1), NOW)
        assert len(list(store.list_notices())) == 1


class TestRefused:
    """Files that are no store of ours are refused, with one line, and left as they are."""

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "is empty"),
            (b"name,value\n1,2\n" * 500, "is not a database"),
            (b"SQLite format 3\0" + b"\0" * 84, "another program"),
            (os.urandom(5000), "is not a database"),
        ],
        ids=["empty", "csv", "header of zeros", "noise"],
    )
    def test_a_file_that_is_no_database(self, tmp_path: Path, content: bytes, words: str) -> None:
        path = tmp_path / "n.sqlite3"
        path.write_bytes(content)
        self.check_refused(path, words)
        assert path.read_bytes() == content

    def test_the_database_of_another_program(self, tmp_path: Path) -> None:
        path = tmp_path / "n.sqlite3"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE notes (text)")
        before = path.read_bytes()
        self.check_refused(path, "another program")
        assert path.read_bytes() == before

    @pytest.mark.parametrize("keep", [100, 4096, 5000, 0.3, 0.6, 0.9])
    def test_a_database_that_was_cut(self, tmp_path: Path, keep: float) -> None:
        path = tmp_path / "n.sqlite3"
        fill(path)
        whole = path.read_bytes()
        cut = whole[: int(keep if keep >= 1 else keep * len(whole))]
        path.write_bytes(cut)
        self.check_refused(path, "backup")
        assert path.read_bytes() == cut

    def test_a_folder(self, tmp_path: Path) -> None:
        self.check_refused(tmp_path, "is a folder")

    def test_a_log_without_its_database(self, tmp_path: Path) -> None:
        (tmp_path / "n.sqlite3-wal").write_bytes(b"x" * 5000)
        self.check_refused(tmp_path / "n.sqlite3", "is missing while")
        assert (tmp_path / "n.sqlite3-wal").stat().st_size == 5000

    @pytest.mark.parametrize(
        "url", ["", "notices.sqlite3", "mysql://u@h/d", "postgresql+psycopg2://u@h/d", "sqlite:/x"]
    )
    def test_an_address_that_is_none(self, url: str) -> None:
        with pytest.raises(ConfigError, match="NOTICES_DATABASE_URL") as caught:
            Store.open(url)
        assert "\n" not in str(caught.value)

    def check_refused(self, path: Path, words: str) -> None:
        with pytest.raises(ConfigError, match=words) as caught:
            Store.open(f"sqlite:///{path}")
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)


class TestUnwritable:
    """Places that cannot be written end in a storage error that names the path."""

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        path = tmp_path / "file" / "n.sqlite3"
        with pytest.raises(StorageError, match="cannot be created") as caught:
            Store.open(f"sqlite:///{path}")
        assert str(path) in str(caught.value)

    def test_a_read_only_folder_without_a_database(self, tmp_path: Path) -> None:
        with read_only(tmp_path), pytest.raises(StorageError, match="Read-only"):
            Store.open(f"sqlite:///{tmp_path}/n.sqlite3")

    def test_a_read_only_folder_with_a_database(self, tmp_path: Path) -> None:
        fill(tmp_path / "n.sqlite3", 1)
        with read_only(tmp_path), pytest.raises(StorageError, match="is read-only"):
            Store.open(f"sqlite:///{tmp_path}/n.sqlite3")

    def test_a_server_that_does_not_answer_keeps_its_password_to_itself(self, postgresql_url: str) -> None:
        with pytest.raises(StorageError) as caught:
            Store.open("postgresql://user:secret@127.0.0.1:9/test")
        assert "secret" not in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_a_full_disk_loses_nothing_and_the_next_run_goes_on(self, tmp_path: Path) -> None:
        def commit_until_full(store: Store, stored: set[str]) -> None:
            for number in range(300):
                stored.add(store.commit(make_notice(number), NOW).id)

        with mount_tmpfs(tmp_path / "small", 1000) as folder:
            url = f"sqlite:///{folder}/n.sqlite3"
            stored: set[str] = set()
            with closing(Store.open(url)) as store:
                with pytest.raises(StorageError, match=r"full.*free some space"):
                    commit_until_full(store, stored)
                assert stored
                assert {n.id for n in store.list_notices()} == stored
                with pytest.raises(StorageError, match="full"):
                    store.add_links("site-a", [NewLink(url="x" * 400_000)], NOW)
            resize_tmpfs(folder, 20_000)
            with closing(Store.open(url)) as store:
                commit_until_full(store, stored)
                assert {n.id for n in store.list_notices()} == stored
            with closing(sqlite3.connect(folder / "n.sqlite3")) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    def test_a_full_disk_leaves_no_half_made_database(self, tmp_path: Path) -> None:
        with mount_tmpfs(tmp_path / "small", 64) as folder:
            (folder / "filler").write_bytes(b"x" * 60_000)
            with pytest.raises(StorageError):
                Store.open(f"sqlite:///{folder}/n.sqlite3")
            (folder / "filler").unlink()
