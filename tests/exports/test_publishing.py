import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from crawler.exports import FEED_FORMATS, FORMATS, publish_feeds
from crawler.exports.about import ALL_TITLE, About
from crawler.exports.privacy import publish
from crawler.model.items import Kind, Notice
from crawler.model.outcomes import ConfigError, StorageError
from crawler.store import Store
from tests.exports.reading import read_csv, read_xml
from tests.killing import run_and_kill
from tests.mounting import mount_tmpfs, read_only, resize_tmpfs
from tests.store.samples import NOW, make_facts, make_notice

NAMES = {f"notices.{name}" for name in FEED_FORMATS}
SUBSCRIPTIONS = [name for name in FEED_FORMATS if FORMATS[name].newest]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path}/notices.sqlite3")
    for number in range(3):
        opened.commit(make_notice(number), NOW)
    opened.commit(make_notice(7, site="site-b"), NOW)
    yield opened
    opened.close()


def read_files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def list_ids(feed: Path) -> list[str]:
    return [json.loads(line)["id"] for line in feed.read_text(encoding="utf-8").splitlines()]


def check_whole(folder: Path) -> None:
    """Every feed in a folder parses and holds the same notices."""
    count = len(list_ids(folder / "notices.jsonl"))
    assert len(read_csv((folder / "notices.csv").read_bytes())) == count
    assert len(read_xml((folder / "notices.xml").read_bytes())) == count
    atom = etree.fromstring((folder / "notices.atom").read_bytes())
    assert len(atom.findall("{*}entry")) == count


def check_each_was_whole_once(feeds: Path, url: str) -> None:
    """Every feed is what the store held at one moment: notices were only ever added to it."""
    with closing(Store.open(url)) as store:
        notices = list(store.list_notices())
        with store._database.read() as connection:
            added = list(connection.exec_driver_sql("SELECT id FROM notices ORDER BY rowid").scalars())
    moments = [[notice for notice in notices if notice.id in added[:count]] for count in range(len(added), -1, -1)]
    for path in (path for path in feeds.rglob("notices.*") if path.parent.parent.name != "level"):
        site = None if path.parent == feeds else path.parent.name
        body = path.read_bytes()
        wanted = (write_feed(moment, path.suffix[1:], site) for moment in moments)
        assert any(hide_generation(body) == hide_generation(feed) for feed in wanted), path


def hide_generation(feed: bytes) -> bytes:
    """The feed without the generations it shows, which are none of its notices."""
    shown = r'(generation="|"generation": |数据版本 |GENERATION:|SEQUENCE:|,2,)[0-9]+'
    return re.sub(shown.encode(), rb"\1", feed)


def write_feed(notices: list[Notice], name: str, site: str | None) -> bytes:
    stream = io.BytesIO()
    about = About(key="notices" if site is None else f"notices/{site}", title=ALL_TITLE + (f"：{site}" if site else ""))
    with closing(FORMATS[name](stream, about)) as feed:
        feed.start()
        for notice in notices:
            if site in {None, notice.page.site}:
                feed.write(publish(notice))
        feed.finish()
    return stream.getvalue()


def test_all_feeds_and_those_of_each_site_are_written(store: Store, tmp_path: Path) -> None:
    feeds = tmp_path / "data" / "feeds"
    written = publish_feeds(store, feeds, ["site-a", "site-b", "site-c"])
    folders = (feeds, feeds / "site-a", feeds / "site-b", feeds / "site-c")
    named = {folder / name for folder in folders for name in NAMES}
    named |= {feeds / "level" / "provincial" / f"notices.{name}" for name in SUBSCRIPTIONS}
    assert set(written) == named | {feeds / "by-month" / "2026-03.jsonl", feeds / "deltas" / "00000001.jsonl"}
    assert [len(list_ids(folder / "notices.jsonl")) for folder in folders] == [4, 3, 1, 0]
    for folder in folders:
        check_whole(folder)


def test_kinds_that_are_not_published_are_in_no_feed(store: Store, tmp_path: Path) -> None:
    feedback: Kind = "feedback"
    store.commit(make_notice(5, facts=make_facts(5, kind=feedback)), NOW)
    publish_feeds(store, tmp_path / "feeds", [])
    assert make_notice(5).id not in list_ids(tmp_path / "feeds" / "notices.jsonl")


def test_an_unchanged_store_leaves_every_file_untouched(store: Store, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds"
    publish_feeds(store, feeds, ["site-a"])
    before = {path: path.stat() for path in feeds.rglob("notices.*")}
    store.commit(replace(make_notice(0), first_seen=NOW + timedelta(days=1)), NOW + timedelta(days=1))
    assert publish_feeds(store, feeds, ["site-a"]) == []
    after = {path: path.stat() for path in feeds.rglob("notices.*")}
    assert {p: (s.st_mtime_ns, s.st_ino) for p, s in after.items()} == {
        p: (s.st_mtime_ns, s.st_ino) for p, s in before.items()
    }


def test_only_what_changed_is_written(store: Store, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds"
    publish_feeds(store, feeds, ["site-a", "site-b"])
    store.commit(make_notice(8, site="site-b"), NOW)
    written = publish_feeds(store, feeds, ["site-a", "site-b"])
    assert {path.parent.name for path in written} == {"feeds", "site-b", "provincial", "by-month", "deltas"}


def test_feeds_may_be_read_by_everybody(store: Store, tmp_path: Path) -> None:
    publish_feeds(store, tmp_path / "feeds", [])
    assert {path.stat().st_mode & 0o044 for path in (tmp_path / "feeds").glob("notices.*")} == {0o044}


def test_what_a_killed_run_left_is_removed(store: Store, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds"
    (feeds / "site-x").mkdir(parents=True)
    for left in (feeds / ".notices.csv.tmp", feeds / "site-x" / ".notices.atom.tmp"):
        left.write_bytes(b"half")
    publish_feeds(store, feeds, [])
    assert {name for name in read_files(feeds) if name.endswith(".tmp")} == set()


@pytest.mark.parametrize("site", ["", ".", "..", "../x", "a/b", "/tmp"])
def test_a_name_that_leads_elsewhere_is_refused(store: Store, tmp_path: Path, site: str) -> None:
    with pytest.raises(ConfigError, match="no name of a site"):
        publish_feeds(store, tmp_path / "feeds", [site])
    assert not (tmp_path / "feeds").exists()


def test_a_store_that_cannot_be_read_leaves_the_feeds_as_they_are(store: Store, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds"
    publish_feeds(store, feeds, [])
    before = read_files(feeds)
    store.commit(make_notice(9), NOW)
    with store._database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE sightings RENAME TO gone")
    with pytest.raises(StorageError, match="no such table"):
        publish_feeds(store, feeds, [])
    assert read_files(feeds) == before


def test_a_read_only_folder_is_an_error_that_names_it(store: Store, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds"
    publish_feeds(store, feeds, [])
    before = read_files(feeds)
    store.commit(make_notice(9), NOW)
    with read_only(feeds), pytest.raises(StorageError, match=str(feeds)):
        publish_feeds(store, feeds, [])
    assert read_files(feeds) == before


def test_a_full_disk_keeps_the_old_feeds(store: Store, tmp_path: Path) -> None:
    with mount_tmpfs(tmp_path / "small", 256) as feeds:
        publish_feeds(store, feeds, [])
        before = read_files(feeds)
        for number in range(20, 60):
            store.commit(make_notice(number), NOW)
        with pytest.raises(StorageError, match="free some space"):
            publish_feeds(store, feeds, [])
        assert read_files(feeds) == before
        resize_tmpfs(feeds, 4096)
        publish_feeds(store, feeds, [])
        check_whole(feeds)


def test_a_killed_publisher_leaves_each_feed_old_or_new(store: Store, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds"
    url = f"sqlite:///{tmp_path}/notices.sqlite3"
    for _ in range(3):
        run_and_kill("tests.exports.work:publish_for_ever", 5, url, str(feeds))
        check_each_was_whole_once(feeds, url)
    publish_feeds(store, feeds, ["site-a"])
    for folder in (feeds, feeds / "site-a"):
        check_whole(folder)
    assert not list(feeds.rglob("*.tmp"))
