"""Hostile and broken servers beside healthy ones, in one process: each ends with its outcome, the others in peace."""

import gzip
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from scrapy.utils._compression import zstd  # type: ignore[attr-defined]

from crawler.model.config import SEEDS
from crawler.replica import Replica, faults
from crawler.sites.seeds import load_seeds
from tests.crawl.support import FAST, Desk, read_clock

BOMB = bytes(64 << 20)
TIMEOUT = 10
"""Seconds until a site counts as silent: also ten megabytes must have come by then, on a machine that is busy."""
MEMORY = 400
"""Megabytes that a run may take at most, 13 sites and their hostile answers together."""


@dataclass(frozen=True)
class Case:
    """A site, what is wrong with it, and the outcome and words of its report."""

    site: str
    fault: faults.ServedFault | None
    outcome: str
    words: str = ""


def send(body: bytes, encoding: str) -> faults.ServedFault:
    return faults.send_body(body, "listing", content_encoding=encoding)


CASES = {
    "healthy": Case("handan", None, "new"),
    "healthy-too": Case("guizhou", None, "new"),
    "hang": Case("hainan", faults.hang(scope="listing"), "unreachable", "Timeout"),
    "slow-body": Case("jiangsu", faults.slow_body(1.0, "listing"), "unreachable", "Timeout"),
    "endless-body": Case("fujian", faults.send_endless("listing"), "degraded", "larger than"),
    "endless-headers": Case("hubei", faults.send_endless_headers("listing"), "unreachable"),
    "gzip-bomb": Case("chongqing", send(gzip.compress(BOMB), "gzip"), "degraded"),
    "deflate-bomb": Case("henan", send(zlib.compress(BOMB, 9), "deflate"), "degraded"),
    "brotli-bomb": Case("guangdong", send(brotli.compress(BOMB), "br"), "degraded"),
    "twice-gzip-bomb": Case("liaoning", send(gzip.compress(gzip.compress(BOMB)), "gzip, gzip"), "degraded"),
    "zstd-bomb": Case("shanxi", send(zstd.compress(BOMB), "zstd"), "degraded"),
    "zstd-label": Case("shaanxi", send(bytes(range(256)), "zstd"), "degraded"),
    "cut-short": Case("sichuan", faults.truncate("listing"), "unreachable"),
    "redirects-in-a-circle": Case("heilongjiang", faults.redirect("/?again"), "degraded", "redirect"),
}

RULES = b"User-agent: *\nDisallow: /\n"
MANY_RULES = b"User-agent: *\n" + b"".join(b"Disallow: /p%06d/\n" % n for n in range(55_000)) + b"Disallow: /\n"


def answer(status: int, body: bytes = RULES, kind: str = "text/plain") -> faults.ServedFault:
    return faults.answer_robots(status, body, kind)


ROBOTS = {
    "404": Case("handan", answer(404), "new"),
    "403-with-rules": Case("guizhou", answer(403), "new"),
    "200-html": Case("fujian", answer(200, b"<!DOCTYPE html>\n<html>Disallow: /</html>", "text/html"), "new"),
    "redirect-to-a-page": Case("hainan", faults.redirect("/index.html", scope="robots"), "new"),
    "500-that-allows-all": Case("guangdong", answer(500, b"User-agent: *\nAllow: /\n"), "http-error", "answered 500"),
    "503-html": Case("hubei", answer(503, b"<html></html>", "text/html"), "http-error", "answered 503"),
    "429": Case("chongqing", answer(429), "http-error", "answered 429"),
    "hang": Case("henan", faults.hang(scope="robots"), "unreachable", "robots.txt could not be fetched"),
    "refused": Case("jiangsu", faults.refuse("robots"), "unreachable", "robots.txt could not be fetched"),
    "forbids": Case("liaoning", answer(200), "http-error", "forbids"),
    "byte-order-mark": Case("shanxi", answer(200, b"\xef\xbb\xbf" + RULES), "http-error", "forbids"),
    "gbk-comment": Case("sichuan", answer(200, "# 禁止抓取\n".encode("gbk") + RULES), "http-error", "forbids"),
    "one-megabyte": Case("heilongjiang", answer(200, MANY_RULES), "http-error", "forbids"),
}


@dataclass(frozen=True)
class Crawled:
    """What a run over all cases of a table left."""

    reports: Mapping[str, dict[str, Any]]
    paths: Mapping[str, list[str]]
    megabytes: int
    notices: int


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    sites = {case.site for table in (CASES, ROBOTS) for case in table.values()}
    with Replica(read_clock(), sites=sorted(sites)) as running:
        yield running


def crawl_all(replica: Replica, table: Mapping[str, Case], folder: Path, *words: str) -> Crawled:
    seeds = load_seeds(SEEDS).sites
    desk = Desk(folder / "data", replica)
    for case in table.values():
        for host in seeds[case.site].hosts:
            replica.set_fault(host, case.fault)
    replica.forget_requests()
    process = desk.start("crawlall", *[case.site for case in table.values()], "-a", "force=1", *FAST, *words)
    megabytes, until = 0, time.monotonic() + 120
    while process.poll() is None and time.monotonic() < until:
        megabytes = max(megabytes, measure_children(process.pid))
        time.sleep(0.05)
    process.communicate(timeout=60)
    for case in table.values():
        for host in seeds[case.site].hosts:
            replica.set_fault(host, None)
    paths: dict[str, list[str]] = {case.site: [] for case in table.values()}
    owners = {host: case.site for case in table.values() for host in seeds[case.site].hosts}
    for exchange in replica.requests:
        paths[owners[exchange.host]].append(exchange.path)
    reports = {case.site: desk.report(case.site) for case in table.values()}
    return Crawled(reports, paths, megabytes, len(desk.notices("handan")))


def measure_children(pid: int) -> int:
    """Megabytes of memory that the child of a process holds now."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return sum(int(Path(f"/proc/{child}/statm").read_text().split()[1]) * 4096 >> 20 for child in children)
    except OSError:
        return 0


@pytest.fixture(scope="module")
def crawled(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return crawl_all(replica, CASES, tmp_path_factory.mktemp("network"), "-s", f"DOWNLOAD_TIMEOUT={TIMEOUT}")


@pytest.fixture(scope="module")
def governed(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return crawl_all(replica, ROBOTS, tmp_path_factory.mktemp("robots"), "-s", f"DOWNLOAD_TIMEOUT={TIMEOUT}")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_server_that_misbehaves_ends_its_own_site_with_its_outcome(crawled: Crawled, case: Case) -> None:
    report = crawled.reports[case.site]
    assert report["outcome"] == case.outcome, report["errors"][:2]
    assert case.words in " ".join(error["reason"] for error in report["errors"])


def test_healthy_sites_beside_hostile_ones_publish_everything(crawled: Crawled) -> None:
    assert crawled.reports["handan"]["pending"] == 0
    assert crawled.notices >= 10


def test_memory_stays_bounded_beside_bombs(crawled: Crawled) -> None:
    assert 0 < crawled.megabytes < MEMORY


@pytest.mark.parametrize("case", ROBOTS.values(), ids=ROBOTS.keys())
def test_robots_answer_is_followed(governed: Crawled, case: Case) -> None:
    report = governed.reports[case.site]
    assert report["outcome"] == case.outcome, report["errors"][:2]
    assert case.words in " ".join(error["reason"] for error in report["errors"])
    asked = {path for path in governed.paths[case.site] if path != "/robots.txt"}
    assert bool(asked) is (case.outcome == "new")


def test_robots_are_asked_for_once_a_host(governed: Crawled) -> None:
    assert {paths.count("/robots.txt") for paths in governed.paths.values()} == {1}
