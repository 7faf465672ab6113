"""A run that is closed while a request is tried again ends in order, and its log says nothing of it."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.core.engine import _Slot
from twisted.internet.defer import AlreadyCalledError, Deferred

from crawler.runs.binding import end_once
from tests.crawl.tiny_site import Answer, TinySite, make_site, serve


def make_slot() -> Any:
    """The engine's own slot, closing, with nothing in progress."""
    slot: Any = object.__new__(_Slot)
    slot.closing, slot.inprogress = Deferred(), set()
    slot.nextcall, slot.heartbeat = SimpleNamespace(cancel=lambda: None), SimpleNamespace(running=False)
    return slot


def test_slot_that_is_told_twice_fires_once() -> None:
    slot = make_slot()
    slot._maybe_fire_closing()
    with pytest.raises(AlreadyCalledError):
        slot._maybe_fire_closing()
    guarded = make_slot()
    end_once(SimpleNamespace(engine=SimpleNamespace(_slot=guarded)))  # type: ignore[arg-type]
    for _ in range(3):
        guarded._maybe_fire_closing()
    assert guarded.closing.called


def test_a_slot_that_is_not_closing_is_left_alone() -> None:
    slot = make_slot()
    slot.closing = None
    end_once(SimpleNamespace(engine=SimpleNamespace(_slot=slot)))  # type: ignore[arg-type]
    slot._maybe_fire_closing()
    assert slot.closing is None


@pytest.fixture
def site() -> Iterator[TinySite]:
    """A site whose articles answer late, and with an error."""
    slow = make_site(6)

    def answer() -> Answer:
        time.sleep(0.6)
        return Answer("broken", 500)

    slow.pages |= dict.fromkeys((path for path in slow.pages if path.startswith("/2026")), answer)
    with serve(slow) as running:
        yield running


def test_a_signal_while_a_request_is_tried_again_leaves_no_critical_line(site: TinySite, tmp_path: Path) -> None:
    desk = site.desk(tmp_path / "data")
    words = ("-s", "DOWNLOAD_DELAY=0", "-s", "REPLICA=1", "-s", "RETRY_TIMES=3")
    process = desk.start("crawl", "handan", "-a", "force=1", *words)
    until = time.monotonic() + 60
    while not any(path.startswith("/2026") for path in site.asked) and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 23, err
    assert "CRITICAL" not in err
    assert "AlreadyCalledError" not in err
    assert len(err.splitlines()) == 1, err
