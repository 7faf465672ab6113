"""Every exit code of the contract, each from the real command."""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from crawler.replica import Replica, faults
from tests.crawl.support import FAST, Desk, read_clock

HANDAN = "handan.invalid"


@pytest.fixture(scope="module")
def shared_replica() -> Iterator[Replica]:
    with Replica(read_clock(), sites=["handan"]) as replica:
        yield replica


@pytest.fixture
def desk(shared_replica: Replica, tmp_path: Path) -> Iterator[Desk]:
    yield Desk(tmp_path / "data", shared_replica)
    shared_replica.set_fault(HANDAN, None)


def test_0_new_then_quiet(desk: Desk) -> None:
    first, second = desk.crawl("handan"), desk.crawl("handan")
    assert (first.code, second.code) == (0, 0), first.err + second.err
    assert "handan: new (exit 0)" in first.last_line
    assert "handan: quiet (exit 0)" in second.last_line


def test_1_unknown_site(desk: Desk) -> None:
    ended = desk.run("crawl", "nowhere", *FAST)
    assert ended.code == 1
    assert "unknown site 'nowhere'" in ended.err


def test_1_broken_component(desk: Desk) -> None:
    ended = desk.crawl("handan", "-s", "SCHEDULER=nowhere.Scheduler")
    assert ended.code == 1
    assert "could not start" in ended.last_line


@pytest.mark.parametrize(
    "words", [["crawl"], ["crawl", "a", "b"], ["crawl", "handan", "-a", "x"], ["nonsense"]], ids=str
)
def test_2_wrong_usage(desk: Desk, words: list[str]) -> None:
    assert desk.run(*words).code == 2


CODES = {
    "10-layout-changed": (faults.change_layout(), 10, "links, at least"),
    "10-empty-listing": (faults.empty_listing(), 10, "links, at least"),
    "11-stale": (faults.stale_dates(), 11, "days old"),
    "12-rivers-412": (faults.challenge(412), 12, "412"),
    "12-jiasule-521": (faults.challenge(521), 12, "521"),
    "12-captcha-200": (faults.challenge(200), 12, "page instead"),
    "12-login": (faults.ask_login(), 12, "page instead"),
    "13-404": (faults.answer_status(404), 13, "status 404"),
    "13-500": (faults.answer_status(500), 13, "status 500"),
    "13-robots-503": (faults.answer_robots(503), 13, "robots.txt answered 503"),
    "13-robots-forbids": (faults.disallow_robots(), 13, "robots.txt forbids"),
    "14-refused": (faults.refuse(), 14, ""),
    "15-garbled-articles": (faults.garble(), 15, "decode"),
}


@pytest.mark.parametrize(("fault", "code", "reason"), CODES.values(), ids=CODES.keys())
def test_fault_ends_with_its_code_and_one_line(desk: Desk, fault: faults.ServedFault, code: int, reason: str) -> None:
    assert desk.replica is not None
    desk.replica.set_fault(HANDAN, fault)
    ended = desk.crawl("handan")
    assert ended.code == code, ended.err
    assert len(ended.err.strip().splitlines()) == 1, ended.err
    assert reason in ended.err
    report = desk.report("handan")
    assert report["exit_code"] == code
    assert report["errors"]


def test_failed_run_keeps_the_good_feed(desk: Desk) -> None:
    assert desk.replica is not None
    desk.crawl("handan")
    feed = desk.data / "feeds" / "notices.jsonl"
    before = feed.read_bytes()
    assert before
    desk.replica.set_fault(HANDAN, faults.answer_status(500))
    assert desk.crawl("handan").code == 13
    assert feed.read_bytes() == before


def test_20_data_folder_is_a_file(desk: Desk) -> None:
    desk.data.write_text("in the way")
    ended = desk.crawl("handan")
    assert ended.code == 20
    assert str(desk.data) in ended.err


def test_20_feeds_cannot_be_written(desk: Desk) -> None:
    desk.data.mkdir()
    (desk.data / "feeds").write_text("in the way")
    ended = desk.crawl("handan")
    assert ended.code == 20
    assert "feeds" in ended.err


def test_20_archive_cannot_be_written(desk: Desk) -> None:
    desk.data.mkdir()
    (desk.data / "archive").write_text("in the way")
    ended = desk.crawl("handan")
    assert ended.code == 20, ended.err


BAD_WORDS = {
    "since-no-day": ["-a", "since=2026-13-45"],
    "since-future": ["-a", "since=2999-01-01"],
    "since-full-width": ["-a", "since=２０２６-01-01"],
    "unknown-argument": ["-a", "depth=3"],
    "full-no-switch": ["-a", "full=yes"],
    "unknown-setting": ["-s", "DOWNLOAD_DELY=1"],
    "delay-no-number": ["-s", "DOWNLOAD_DELAY=soon"],
    "delay-negative": ["-s", "DOWNLOAD_DELAY=-1"],
    "deadline-zero": ["-s", "CLOSESPIDER_TIMEOUT=0"],
    "jobdir": ["-s", "JOBDIR=/tmp/x"],
    "feed-to-a-url": ["-O", "ftp://example.org/x.jsonl"],
}


@pytest.mark.parametrize("words", BAD_WORDS.values(), ids=BAD_WORDS.keys())
def test_21_bad_argument(desk: Desk, words: list[str]) -> None:
    assert desk.replica is not None
    desk.replica.forget_requests()
    ended = desk.crawl("handan", *words)
    assert ended.code == 21, ended.err
    assert len(ended.err.strip().splitlines()) == 1, ended.err
    assert not desk.replica.requests
    assert not desk.data.exists()


def test_21_feed_file_inside_the_data_folder(desk: Desk) -> None:
    assert desk.crawl("handan", "-O", str(desk.data / "mine.jsonl")).code == 21


def test_21_live_site_without_contact(desk: Desk) -> None:
    ended = desk.run("crawl", "ccdi")
    assert ended.code == 21
    assert "export NOTICES_CONTACT=" in ended.err


def test_21_disabled_site(desk: Desk) -> None:
    ended = desk.run("crawl", "handan", *FAST)
    assert ended.code == 21
    assert "seeds/handan.toml: disabled since" in ended.err


def test_21_foreign_database(desk: Desk) -> None:
    desk.data.mkdir()
    path = desk.data / "notices.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("create table theirs (x)")
    other.close()
    before = path.read_bytes()
    ended = desk.crawl("handan")
    assert ended.code == 21, ended.err
    assert str(path) in ended.err
    assert path.read_bytes() == before


def test_22_deadline(desk: Desk) -> None:
    assert desk.replica is not None
    desk.replica.set_fault(HANDAN, faults.slow_body(0.2))
    started = time.monotonic()
    ended = desk.crawl("handan", "-s", "CLOSESPIDER_TIMEOUT=2")
    assert ended.code == 22, ended.err
    assert time.monotonic() - started < 40
    assert desk.report("handan")["outcome"] == "deadline"


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT], ids=["term", "int"])
def test_23_interrupted(desk: Desk, signum: int) -> None:
    assert desk.replica is not None
    desk.replica.forget_requests()
    desk.replica.set_fault(HANDAN, faults.slow_body(0.05))
    process = desk.start("crawl", "handan", "-a", "force=1", *FAST)
    until = time.monotonic() + 60
    while not desk.replica.requests and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(process.pid, signum)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 23, err
    assert "interrupted (exit 23)" in err


def test_75_busy(desk: Desk) -> None:
    (desk.data / "locks").mkdir(parents=True)
    with FileLock(desk.data / "locks" / "handan.lock"):
        ended = desk.crawl("handan")
    assert ended.code == 75
    assert not (desk.data / "runs").exists()


def test_output_to_full_device_is_a_storage_error(desk: Desk) -> None:
    assert desk.crawl("handan", "-O", "/dev/full:jsonl").code == 20
