"""Disks that are full or not writable: exit code 20, what was good stays, and the next run completes."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.replica import Replica, faults
from tests.crawl.support import Desk, Ended, check_feeds, read_clock
from tests.mounting import mount_tmpfs, read_only, resize_tmpfs

SITE, HOST = "handan", "handan.invalid"
BACK = timedelta(days=30)


@dataclass(frozen=True)
class Base:
    """A replica on which notices have appeared since the run that left `data`."""

    replica: Replica
    data: Path
    later: int


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    clock = read_clock()
    with Replica(clock, now=clock - BACK, sites=[SITE]) as replica:
        desk = Desk(tmp_path_factory.mktemp("base") / "data", replica)
        assert desk.crawl(SITE).code == 0
        before = len(desk.notices())
        replica.set_now(clock)
        undisturbed = replace(desk, data=desk.data.parent / "undisturbed")
        shutil.copytree(desk.data, undisturbed.data)
        assert undisturbed.crawl(SITE).code == 0
        later = len(undisturbed.notices()) - before
        assert before
        assert later
        yield Base(replica, desk.data, later)


Obstacle = Callable[[Path], AbstractContextManager[dict[str, str]]]


def fill(part: str) -> Obstacle:
    """The folder of a part on a file system with 4 KiB left."""

    @contextmanager
    def stand(data: Path) -> Iterator[dict[str, str]]:
        folder = data / part
        kept = data.parent / "kept"
        if folder.exists():
            folder.rename(kept)
        with mount_tmpfs(folder, 8192):
            if kept.exists():
                shutil.copytree(kept, folder, dirs_exist_ok=True)
            else:
                shutil.copy(data / "notices.sqlite3", folder)
            used = shutil.disk_usage(folder).used // 1024
            resize_tmpfs(folder, used + 4)
            yield {} if part != "database" else {"NOTICES_DATABASE_URL": f"sqlite:///{folder / 'notices.sqlite3'}"}
            resize_tmpfs(folder, 65536)
            shutil.copytree(folder, data.parent / "saved")
        shutil.rmtree(folder)
        (data.parent / "saved").rename(folder)

    return stand


def lock(part: str) -> Obstacle:
    """The folder of a part mounted read-only (root may write into any folder that is merely without rights)."""

    @contextmanager
    def stand(data: Path) -> Iterator[dict[str, str]]:
        with read_only(data / part):
            yield {}

    return stand


OBSTACLES: dict[str, Obstacle] = {
    "database-full": fill("database"),
    "archive-full": fill("archive"),
    "feeds-full": fill("feeds"),
    "archive-read-only": lock("archive"),
    "feeds-read-only": lock("feeds"),
    "data-folder-read-only": lock("."),
}


@pytest.mark.parametrize("obstacle", OBSTACLES.values(), ids=OBSTACLES.keys())
def test_run_ends_20_leaves_what_was_good_and_the_next_one_completes(
    base: Base, obstacle: Obstacle, tmp_path: Path
) -> None:
    desk = Desk(tmp_path / "data", base.replica)
    shutil.copytree(base.data, desk.data)
    before = {notice["id"] for notice in desk.notices()}
    with obstacle(desk.data) as extra:
        desk.extra = extra
        ended = desk.crawl(SITE)
        assert ended.code == 20, ended.err
        assert len(ended.err.strip().splitlines()) == 1, ended.err
        assert str(desk.data) in ended.err
        assert before <= {notice["id"] for notice in check_feeds(desk.data / "feeds")}
    if extra:
        desk.extra = {"NOTICES_DATABASE_URL": f"sqlite:///{desk.data / 'database' / 'notices.sqlite3'}"}
    again = desk.crawl(SITE)
    assert again.code == 0, again.err
    assert len(check_feeds(desk.data / "feeds")) == len(before) + base.later


def break_store(desk: Desk, statement: str) -> None:
    with closing(sqlite3.connect(desk.data / "notices.sqlite3")) as connection:
        connection.execute(statement)
        connection.commit()


BROKEN = {
    "spider-start": ("DROP TABLE links", None),
    "listing": ("CREATE TRIGGER t BEFORE INSERT ON links BEGIN SELECT RAISE(ABORT, 'disk is full'); END", None),
    "errback": (
        "CREATE TRIGGER t BEFORE UPDATE ON links BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
        faults.answer_status(500, "article"),
    ),
    "not-modified": ("CREATE TRIGGER t BEFORE UPDATE ON pages BEGIN SELECT RAISE(ABORT, 'disk is full'); END", None),
    "commit": ("CREATE TRIGGER t BEFORE INSERT ON notices BEGIN SELECT RAISE(ABORT, 'disk is full'); END", None),
}


@pytest.mark.parametrize(("statement", "fault"), BROKEN.values(), ids=BROKEN.keys())
def test_store_that_fails_anywhere_in_a_run_ends_it_with_20(
    base: Base, statement: str, fault: faults.ServedFault | None, tmp_path: Path
) -> None:
    desk = Desk(tmp_path / "data", base.replica)
    shutil.copytree(base.data, desk.data)
    break_store(desk, "UPDATE pages SET due_at = '2020-01-01T00:00:00+00:00'")
    break_store(desk, statement)
    base.replica.set_fault(HOST, fault)
    try:
        ended: Ended = desk.crawl(SITE)
    finally:
        base.replica.set_fault(HOST, None)
    assert ended.code == 20, ended.err
    assert "disk is full" in ended.err or "no such table" in ended.err
