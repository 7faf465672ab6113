"""What a run takes from its surroundings and what it shows them: proxies, time zones, ports, logs, files."""

import csv
import io
import json
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest

from crawler.replica import Replica, faults
from tests.crawl.support import FAST, Desk, Ended, check_feeds, read_clock, run_together

SITE, HOST = "handan", "handan.invalid"
TAGGED = "ccdi"
"""A site whose listings and articles have ETag and Last-Modified."""


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(read_clock(), sites=[SITE, TAGGED]) as running:
        yield running


@pytest.fixture
def desk(replica: Replica, tmp_path: Path) -> Iterator[Desk]:
    yield Desk(tmp_path / "data", replica)
    replica.set_fault(HOST, None)


class Canary:
    """A server on loopback that nobody may connect to."""

    def __enter__(self) -> "Canary":
        self.visits = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._count, daemon=True).start()
        return self

    def _count(self) -> None:
        try:
            while True:
                self._socket.accept()[0].close()
                self.visits += 1
        except OSError:
            return

    def __exit__(self, *_: object) -> None:
        self._socket.close()


LURES = {
    "redirect": lambda url: faults.redirect(url, scope="article"),
    "redirect-of-a-listing": lambda url: faults.redirect(url, scope="listing"),
    "meta-refresh": lambda url: faults.refresh(url, scope="article"),
    "self-location": lambda url: faults.send_body(f"<script>self.location='{url}'</script>".encode()),
    "links": lambda url: faults.send_body(
        "".join(f"<li><a href='{url}{n}.html'>县委第{n}巡察组进驻某镇动员会</a></li>" for n in range(1, 9)).encode(),
        "listing",
    ),
}


@pytest.mark.parametrize("lure", LURES)
def test_nothing_leads_a_crawl_to_another_address(desk: Desk, lure: str) -> None:
    assert desk.replica is not None
    with Canary() as canary:
        desk.extra = {"no_proxy": "127.0.0.1"}  # were it asked for, it would be connected to
        desk.replica.set_fault(HOST, LURES[lure](canary.address))
        desk.replica.forget_requests()
        ended = desk.crawl(SITE)
        assert canary.visits == 0
    assert ended.code in (10, 15), ended.err
    assert {exchange.host for exchange in desk.replica.requests} == {HOST}


def test_no_proxy_is_honoured(desk: Desk) -> None:
    assert desk.replica is not None
    desk.extra = {"no_proxy": HOST, "NO_PROXY": HOST}
    desk.replica.forget_requests()
    ended = desk.crawl(SITE, "-s", "DNS_TIMEOUT=5", "-s", "DOWNLOAD_TIMEOUT=5")
    assert ended.code == 14, ended.err
    assert desk.replica.requests == ()


def test_time_zone_of_the_machine_changes_no_feed(replica: Replica, tmp_path: Path) -> None:
    zones = ("UTC", "Asia/Shanghai", "America/New_York")
    desks = {zone: Desk(tmp_path / zone.replace("/", "-"), replica, {"TZ": zone}) for zone in zones}
    ended = run_together({zone: lambda zone=zone: desks[zone].crawl(SITE) for zone in zones})  # type: ignore[misc]
    assert [e.code for e in ended.values()] == [0, 0, 0]
    feeds = []
    for zone in zones:
        notices = desks[zone].notices()
        for notice in notices:
            assert notice["first_seen"].endswith("+00:00")
            assert notice["fetched_at"].endswith("+00:00")
            for timed in (notice, *notice["sightings"]):
                timed.pop("first_seen")
            notice.pop("fetched_at")
        feeds.append(json.dumps(notices))
    assert feeds[0] == feeds[1] == feeds[2]


def test_a_crawl_listens_on_no_port(desk: Desk) -> None:
    assert desk.replica is not None
    desk.replica.set_fault(HOST, faults.slow_body(0.05))
    process = desk.start("crawl", SITE, "-a", "force=1", *FAST)
    while not (desk.data / "archive").exists() and process.poll() is None:
        time.sleep(0.02)
    child = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0]
    inodes = {str(link.readlink()) for link in Path(f"/proc/{child}/fd").iterdir()}
    sockets = {name[8:-1] for name in inodes if name.startswith("socket:[")}
    listening = {
        row.split()[9]
        for table in ("tcp", "tcp6")
        for row in Path(f"/proc/{child}/net/{table}").read_text().splitlines()[1:]
        if row.split()[3] == "0A"
    }
    process.kill()
    process.communicate(timeout=60)
    assert sockets
    assert not sockets & listening


def test_pages_cannot_write_into_the_log(desk: Desk) -> None:
    assert desk.replica is not None
    title = "县委第一巡察组\x1b[31m动员会\x07\n2026-01-01 00:00:00 [scrapy] INFO: forged\x9b1m"
    page = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1></body></html>"
    desk.replica.set_fault(HOST, faults.send_body(page.encode(), server=f"x\x1b[2J{'y' * 100}"))
    ended = desk.crawl(SITE, "-L", "INFO")
    assert all(c.isprintable() or c == "\n" for c in ended.err)
    assert not [line for line in ended.err.splitlines() if line.startswith("2026-01-01 00:00:00 [scrapy] INFO: forged")]


@pytest.fixture(scope="module")
def written(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended, Desk]:
    """What `-O` wrote in every format, and what was printed."""
    folder = tmp_path_factory.mktemp("written")
    desk = Desk(folder / "data", replica)
    words = [word for name in ("jsonl", "json", "csv", "xml") for word in ("-O", str(folder / f"new.{name}"))]
    return folder, desk.crawl(SITE, *words, "-O", "-:jsonl"), desk


@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "xml", "stdout"])
def test_output_holds_the_new_notices_in_every_format(written: tuple[Path, Ended, Desk], name: str) -> None:
    folder, ended, desk = written
    assert ended.code == 0, ended.err
    wanted = sorted(notice["id"] for notice in desk.notices())
    text = ended.out if name == "stdout" else (folder / f"new.{name}").read_text(encoding="utf-8-sig")
    if name == "xml":
        found = [element.findtext("id") for element in ElementTree.fromstring(text.encode())]
    elif name == "csv":
        found = [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    elif name == "json":
        found = [notice["id"] for notice in json.loads(text)]
    else:
        found = [json.loads(line)["id"] for line in text.splitlines()]
    assert wanted
    assert sorted(map(str, found)) == wanted


def test_conditional_requests_are_answered_304_and_understood(desk: Desk) -> None:
    assert desk.replica is not None
    assert desk.crawl(TAGGED).code == 0
    with closing(sqlite3.connect(desk.data / "notices.sqlite3")) as connection:
        connection.execute("UPDATE pages SET due_at = '2020-01-01T00:00:00+00:00'")
        connection.commit()
        (due,) = connection.execute("SELECT count(*) FROM pages").fetchone()
    desk.replica.forget_requests()
    before = check_feeds(desk.data / "feeds")
    ended = desk.crawl(TAGGED)
    assert ended.code == 0, ended.err
    report = desk.report(TAGGED)
    assert report["outcome"] == "quiet"
    assert all(read["not_modified"] and read["links"] for read in report["listings"])
    asked = [exchange for exchange in desk.replica.requests if exchange.path != "/robots.txt"]
    assert {exchange.status for exchange in asked} == {304}
    assert report["unchanged"] == due == len(asked) - len(report["listings"])
    assert check_feeds(desk.data / "feeds") == before
    with closing(sqlite3.connect(desk.data / "notices.sqlite3")) as connection:
        (left,) = connection.execute("SELECT count(*) FROM pages WHERE due_at < '2021'").fetchone()
    assert left == 0
