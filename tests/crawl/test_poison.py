"""A page that outlasts its time or kills its reader never stops the others, and is never forgotten."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.model.config import ROOT
from tests.crawl.support import Desk
from tests.crawl.tiny_site import TinySite, make_site, serve

POISON = "/202603/t20260306_1.html"
WAYS = {
    "loop-of-python": ("while True: pass", ("-s", "PAGE_CPU_LIMIT=0.4"), 15),
    "pattern": ("re.match('(a+)+$', 'a' * 60 + 'b')", ("-s", "PAGE_CPU_LIMIT=0.4"), 15),
    "killed": ("os.kill(os.getpid(), 9)", (), 15),
    "crash": ("os.kill(os.getpid(), 11)", (), 15),
    "exit": ("os._exit(1)", (), 15),
    "sleep": ("time.sleep(1000)", ("-s", "CLOSESPIDER_TIMEOUT=5", "-s", "WATCHDOG_GRACE=1"), 22),
}


@pytest.fixture
def site() -> Iterator[TinySite]:
    with serve(make_site(5)) as running:
        yield running


def make_desk(site: TinySite, folder: Path, work: str) -> Desk:
    """A desk whose decoder does `work` on the poison page."""
    (folder / "sitecustomize.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nimport os, re, time\nimport pipelines.decoder as d\n"
        f"read = d.decode\ndef decode(raw, site):\n    if raw.url.endswith({POISON!r}):\n        {work}\n"
        "    return read(raw, site)\nd.decode = decode\n"
    )
    desk = site.desk(folder / "data", PYTHONPATH=str(folder))
    desk.cold = True
    return desk


@pytest.mark.parametrize(("work", "words", "code"), WAYS.values(), ids=WAYS.keys())
def test_poison_page_stops_no_run_and_counts_no_more_after_three_deaths(
    site: TinySite, tmp_path: Path, work: str, words: tuple[str, ...], code: int
) -> None:
    desk = make_desk(site, tmp_path, work)
    for number in range(3):
        ended = desk.crawl("handan", *words)
        assert ended.code == code, ended.err
        report = desk.report("handan")
        assert report["pending"] == 1 or number == 0
        assert any(POISON in error["url"] for error in report["errors"]), report["errors"]
        if number:  # in the first run the poison page may come before others
            assert len(desk.notices()) == 4
            assert report["listing_links"] == 5
    ended = desk.crawl("handan", *words)
    assert ended.code == 0, ended.err
    report = desk.report("handan")
    assert (report["outcome"], report["pending"], report["errors"]) == ("quiet", 1, [])
    [unread] = report["unread"]
    assert POISON in unread["url"]
    assert unread["deaths"] == 3
    assert unread["next_at"] > report["finished"]
    assert len(desk.notices()) == 4


def edit(desk: Desk, statement: str) -> None:
    with closing(sqlite3.connect(desk.data / "notices.sqlite3")) as connection:
        connection.execute(statement)
        connection.commit()


def test_unread_page_is_asked_again_later_and_spoils_no_run(site: TinySite, tmp_path: Path) -> None:
    desk = make_desk(site, tmp_path, "os.kill(os.getpid(), 9)")
    for _ in range(3):
        desk.crawl("handan")
    edit(desk, "UPDATE links SET retry_at = '2020-01-01T00:00:00+00:00' WHERE deaths > 0")
    site.asked.clear()
    assert desk.crawl("handan").code == 0
    assert site.asked[-1] == POISON
    assert desk.report("handan")["unread"][0]["deaths"] == 4
    site.asked.clear()
    assert desk.crawl("handan").code == 0
    assert POISON not in site.asked


def test_unread_page_is_read_from_the_archive_when_the_reading_code_changed(site: TinySite, tmp_path: Path) -> None:
    desk = make_desk(site, tmp_path, "os.kill(os.getpid(), 9)")
    for _ in range(3):
        desk.crawl("handan")
    assert len(desk.notices()) == 4
    edit(desk, "UPDATE links SET reading_code = 'other' WHERE deaths > 0")
    site.asked.clear()
    desk.extra.pop("PYTHONPATH")
    ended = desk.crawl("handan")
    assert ended.code == 0, ended.err
    assert POISON not in site.asked
    assert len(desk.notices()) == 5
    assert (desk.report("handan")["pending"], desk.report("handan")["unread"]) == (0, [])


def test_report_of_a_killed_child_says_what_was_known(site: TinySite, tmp_path: Path) -> None:
    desk = make_desk(site, tmp_path, "time.sleep(1000)")
    words = ("-s", "CLOSESPIDER_TIMEOUT=5", "-s", "WATCHDOG_GRACE=1")
    for _ in range(2):
        desk.crawl("handan", *words)
    found: list[dict[str, Any]] = []
    with closing(sqlite3.connect(desk.data / "notices.sqlite3")) as connection:
        found = [json.loads(row[0]) for row in connection.execute("SELECT report FROM runs ORDER BY id")]
    assert sum(report["new"] for report in found) == 4
    assert [report["pending"] > 0 for report in found] == [True, True]
    assert all(report["requests"] > 0 for report in found)
    assert found[-1]["listings"][0]["links"] == 5
