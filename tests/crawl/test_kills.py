"""Runs that are killed, stopped or started twice: nothing lost, nothing doubled, feeds whole at every moment."""

import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.replica import Replica, faults
from tests.crawl.support import FAST, Desk, check_feeds, read_clock, run_together

SITE, HOST = "handan", "handan.invalid"
KILLS = 10
WORDS = ("crawl", SITE, "-a", "force=1", *FAST)
LONGEST = 1.2
"""Seconds that a killed run may have lived: about as long as a whole one."""


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(read_clock(), sites=[SITE]) as running:
        yield running


@pytest.fixture(scope="module")
def wanted(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The addresses of the notices that an undisturbed run publishes."""
    desk = Desk(tmp_path_factory.mktemp("undisturbed") / "data", replica)
    assert desk.crawl(SITE).code == 0
    return sorted(notice["url"] for notice in desk.notices())


def test_killed_at_random_times_then_once_to_the_end(replica: Replica, wanted: list[str], tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    dice = random.Random(seed)
    desk = Desk(tmp_path / "data", replica)
    known: set[str] = set()
    for _ in range(KILLS):
        process = desk.start(*WORDS)
        time.sleep(dice.uniform(0, LONGEST))
        process.kill()
        process.communicate(timeout=60)
        now = {notice["id"] for notice in check_feeds(desk.data / "feeds")}
        assert known <= now
        known = now
    ended = desk.crawl(SITE)
    assert ended.code == 0, ended.err
    assert desk.report(SITE)["pending"] == 0
    assert sorted(notice["url"] for notice in check_feeds(desk.data / "feeds")) == wanted
    left = [path for path in desk.data.rglob("*") if path.name.endswith(".tmp")]
    assert left == []


def test_of_many_starts_at_once_one_runs_and_the_others_are_busy(
    replica: Replica, wanted: list[str], tmp_path: Path
) -> None:
    desk = Desk(tmp_path / "data", replica)
    replica.set_fault(HOST, faults.slow_body(0.02, "listing"))
    try:
        processes = [desk.start(*WORDS) for _ in range(5)]
        ended = [process.communicate(timeout=60)[1] for process in processes]
    finally:
        replica.set_fault(HOST, None)
    assert sorted(process.returncode or 0 for process in processes) == [0, 75, 75, 75, 75], ended
    assert sorted(notice["url"] for notice in check_feeds(desk.data / "feeds")) == wanted


SIGNALS = {
    "term": (signal.SIGTERM,),
    "int": (signal.SIGINT,),
    "hang-up": (signal.SIGHUP,),
    "term-twice": (signal.SIGTERM, signal.SIGTERM),
    "term-then-int": (signal.SIGTERM, signal.SIGINT),
}


@pytest.fixture(scope="module")
def stopped(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, float, Desk]]:
    """Exit code, seconds until the end, and desk of a run on its second page that got each row of signals."""
    replica.set_fault(HOST, faults.slow_body(0.02))

    def stop(name: str) -> tuple[int, float, Desk]:
        desk = Desk(tmp_path_factory.mktemp(name) / "data", replica)
        process = desk.start(*WORDS)
        until = time.monotonic() + 60
        while not (desk.data / "archive").exists() and time.monotonic() < until:
            time.sleep(0.02)
        begun = time.monotonic()
        for signum in SIGNALS[name]:
            os.kill(process.pid, signum)
            time.sleep(0.1)
        process.communicate(timeout=60)
        return process.returncode or 0, time.monotonic() - begun, desk

    try:
        return run_together({name: lambda name=name: stop(name) for name in SIGNALS})  # type: ignore[misc]
    finally:
        replica.set_fault(HOST, None)


@pytest.mark.parametrize("name", SIGNALS)
def test_signals_end_a_run_in_order(
    stopped: dict[str, tuple[int, float, Desk]], wanted: list[str], name: str, tmp_path: Path
) -> None:
    code, seconds, desk = stopped[name]
    assert code == 23
    assert seconds < 30
    assert desk.report(SITE)["outcome"] == "interrupted"
    assert desk.report(SITE)["pending"] > 0
    if name == "term-twice":  # the hardest stop: the next run has everything
        again = Desk(tmp_path / "data", desk.replica)
        shutil.copytree(desk.data, again.data)
        assert again.crawl(SITE).code == 0
        assert sorted(notice["url"] for notice in check_feeds(again.data / "feeds")) == wanted


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=["term", "int", "hang-up"])
def test_signal_before_the_crawl_listens_is_interrupted_too(replica: Replica, signum: int, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "data", replica)
    process = desk.start(*WORDS)
    until = time.monotonic() + 60
    while not (desk.data / "notices.sqlite3").exists() and time.monotonic() < until:
        time.sleep(0.001)  # the parent makes the store just before it starts the crawl
    time.sleep(random.SystemRandom().uniform(0, 0.06))
    os.kill(process.pid, signum)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 23, err
