"""A store of a released version is upgraded in place; who reads what is published sees new keys and nothing else."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from crawler.exports import publish_feeds
from crawler.model.outcomes import StorageError
from crawler.model.publication import notice_to_json
from crawler.store import Store, database
from crawler.store.database import Database
from crawler.store.migrations import MIGRATIONS
from crawler.store.migrations.m0003_schema_2 import upgrade_document
from tests.killing import run_and_kill
from tests.model.schema import find_faults
from tests.mounting import mount_tmpfs
from tests.store.released import drop_new_keys, list_old_notices, read_entries, unpack

NEWEST = MIGRATIONS[-1].version
NOTICES = 65
KEPT = {
    "notices": "SELECT id, site, url, content_hash, first_seen, fetched_at, dated_at, revision, withdrawn FROM notices",
    "pages": "SELECT site, url, notice_id, content_hash, hash_version, first_seen, due_at, archive_file FROM pages",
    "sightings": "SELECT notice_id, site, url, first_seen FROM sightings",
    "links": "SELECT id, site, url, state, first_seen FROM links",
    "same_events": "SELECT notice_id, other_id FROM same_events",
    "revisions": "SELECT id, notice_id, revision, replaced_at FROM revisions",
    "teams": "SELECT notice_id, position, name FROM teams",
    "people": "SELECT notice_id, position, name, post, roles FROM people",
    "runs": "SELECT id, site, report FROM runs",
    "hashes": "SELECT content_hash, notice_id FROM hashes",
}
ORDER = (
    *("sites", "runs", "listings", "links", "notices", "pages", "hashes", "sightings", "same_events", "revisions"),
    *("rounds", "meetings", "teams", "targets", "pairs", "people", "contacts"),
)
LANDED = {
    "m0001_first": "7af79436bb4efe68",
    "m0002_generations": "74a934c030b92680",
    "m0003_schema_2": "4b37ab7f3b69c050",
}
"""The digests of the steps that a release holds: they are never edited again."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return unpack(tmp_path)


def read_rows(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(query), key=repr) for name, query in KEPT.items()}


def read_all_rows(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
    return {name: rows for name, rows in tables.items() if name != "schema_version"}


def read_version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        version: int = connection.execute("SELECT max(version) FROM schema_version").fetchone()[0]
        return version


def test_ids_first_sights_revisions_sightings_and_pages_stay(old: Path) -> None:
    before = read_rows(old)
    Store.open(f"sqlite:///{old}").close()
    assert read_version(old) == NEWEST
    assert read_rows(old) == before
    assert len(before["notices"]) == NOTICES


def test_one_line_says_so_and_where_the_copy_lies(old: Path) -> None:
    before = read_all_rows(old)
    with closing(Store.open(f"sqlite:///{old}")) as store:
        assert store.upgraded == (f"{old}: upgraded from version 1 to {NEWEST}; as it was it lies in {old}.version-1")
    assert read_all_rows(Path(f"{old}.version-1")) == before
    with closing(Store.open(f"sqlite:///{old}")) as store:
        assert store.upgraded is None


def test_a_new_store_is_no_upgrade(tmp_path: Path) -> None:
    with closing(Store.open(f"sqlite:///{tmp_path}/n.sqlite3")) as store:
        assert store.upgraded is None
    assert [path.name for path in tmp_path.iterdir()] == ["n.sqlite3"]


def test_published_notices_differ_in_the_new_keys_only(old: Path) -> None:
    published = list_old_notices(old.parent)
    with closing(Store.open(f"sqlite:///{old}")) as store:
        now = {notice.id: notice_to_json(notice) for notice in store.list_notices()}
    assert list(now) == list(published)
    for notice_id, notice in now.items():
        assert list(find_faults(notice)) == []
        assert drop_new_keys({**notice, "schema": 1}, published[notice_id]) == published[notice_id]
        assert [unit["name"] for unit in notice["team_units"]] == notice["teams"]


def test_what_was_upgraded_is_what_would_be_stored_today(old: Path) -> None:
    with closing(Store.open(f"sqlite:///{old}")) as store:
        generation = store.read_generations().generation
        tables = read_all_rows(old)
        for notice in list(store.list_notices(kinds=None)):
            store.replace_facts(notice)
        assert store.read_generations().generation == generation
    assert read_all_rows(old) == tables


def test_a_subscriber_sees_no_flood(old: Path) -> None:
    feeds = old.parent / "feeds"
    before = read_entries((feeds / "notices.atom").read_bytes())
    with closing(Store.open(f"sqlite:///{old}")) as store:
        publish_feeds(store, feeds, [])
    assert read_entries((feeds / "notices.atom").read_bytes()) == before
    assert not list(feeds.glob("deltas/*"))


def test_every_list_of_contacts_is_in_its_table(old: Path) -> None:
    counted = {"phones": 0, "emails": 0, "mailboxes": 0, "postcodes": 0, "boxes": 0, "hours": 0}
    with closing(Store.open(f"sqlite:///{old}")) as store:
        for notice in store.list_notices(kinds=None):
            for name in counted:
                counted[name] += len(getattr(notice.facts.contacts, name))
    with closing(sqlite3.connect(old)) as connection:
        found = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in counted}
    assert found == counted
    assert counted["phones"] > 30


def upgrade_and_die(kill: int, folder: str, source: str, *, acknowledge: Any) -> None:
    path = Path(folder) / f"{kill}.sqlite3"
    shutil.copyfile(source, path)
    acknowledge(path.name)
    while True:
        Store.open(f"sqlite:///{path}").close()


def test_killed_at_any_moment_it_is_the_old_or_the_new_one(old: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    folder.mkdir()
    before = read_rows(old)
    started = run_and_kill("tests.store.test_upgrades:upgrade_and_die", 25, str(folder), str(old))
    versions = []
    for name in started:
        path = folder / name
        versions.append(read_version(path))
        assert versions[-1] in {1, NEWEST}
        assert read_rows(path) == before
        copy = Path(f"{path}.version-1")
        assert versions[-1] == 1 or copy.exists()
        if copy.exists():
            assert read_rows(copy) == before
        Store.open(f"sqlite:///{path}").close()
        assert (read_version(path), read_rows(path)) == (NEWEST, before)
    assert 1 in versions


def test_without_room_for_the_copy_nothing_is_upgraded(old: Path, tmp_path: Path) -> None:
    with mount_tmpfs(tmp_path / "small", 1200) as folder:
        path = folder / "notices.sqlite3"
        shutil.copyfile(old, path)
        before = read_all_rows(path)
        with pytest.raises(StorageError, match="no copy of it can be made"):
            Store.open(f"sqlite:///{path}")
        assert read_all_rows(path) == before
        assert not list(folder.glob("*.version-*"))


@pytest.fixture
def old_postgresql(old: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The released store in PostgreSQL: what the first migration makes, with the rows of the file."""
    rows = read_all_rows(old)
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", MIGRATIONS[:1])
        opened = Database.open(postgresql_url)
    with closing(opened), opened.write() as connection:
        inspector = sa.inspect(connection)
        for table in sorted(rows, key=ORDER.index):
            names = [column["name"] for column in inspector.get_columns(table)]
            places = ", ".join(f":{name}" for name in names)
            told = f"INSERT INTO {table} ({', '.join(names)}) OVERRIDING SYSTEM VALUE VALUES ({places})"
            for row in rows[table]:
                connection.execute(sa.text(told), dict(zip(names, row, strict=True)))
    return postgresql_url


def test_postgresql_is_upgraded_the_same(old: Path, old_postgresql: str) -> None:
    with closing(Store.open(f"sqlite:///{old}")) as store:
        wanted = list(store.list_notices(kinds=None))
    with closing(Store.open(old_postgresql)) as store:
        assert store.upgraded is not None
        assert store.upgraded.endswith("_version_1")
        assert list(store.list_notices(kinds=None)) == wanted
        copy = store.upgraded.split()[-1]
        with store._database.write() as connection:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {copy}.notices").scalar() == NOTICES
            connection.exec_driver_sql(f"DROP SCHEMA {copy} CASCADE")


def test_a_step_that_was_released_is_never_edited() -> None:
    folder = Path(__file__).parents[2] / "crawler" / "store" / "migrations"
    for name, digest in LANDED.items():
        assert hashlib.sha256((folder / f"{name}.py").read_bytes()).hexdigest().startswith(digest)


def test_an_object_of_the_first_schema_keeps_its_order(old: Path) -> None:
    published = next(iter(list_old_notices(old.parent).values()))
    with closing(Store.open(f"sqlite:///{old}")) as store:
        notice = store.find_notice(published["id"])
    assert notice is not None
    assert list(upgrade_document(published)) == list(notice_to_json(notice))
