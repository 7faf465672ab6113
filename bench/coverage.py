"""`python -m bench coverage`: every seed that is on, crawled twice over the replica by `scrapy crawlall` (real HTTP).

A row a site: its notices, those that were fetched, articles fetched that are none, and the requests of the second run,
when nothing is new, beside the fewest there can be (each listing, robots.txt, and a further request where entries lie
in one). Floors: every notice is found once, the second run asks for no more than that.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bench.table import print_table
from crawler.model.config import ROOT, SEEDS
from crawler.model.site import Site
from crawler.model.times import BEIJING
from crawler.replica import Exchange, Replica, ReplicaArticle
from crawler.sites.seeds import load_seeds

BY_REQUEST = frozenset({"mi4", "zjol"})
"""Platforms that need one more request than their listings: for the entries, or for the number of older pages."""


@dataclass(frozen=True, slots=True)
class CrawlRun:
    """One run over all sites: how it ended, what it asked for, and the most requests at one moment by host."""

    ended: subprocess.CompletedProcess[str]
    requests: tuple[Exchange, ...]
    in_flight: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """What two runs asked of one site. `fetched`: how often each notice was; `fewest`: see the module."""

    site: Site
    fetched: dict[str, int]
    unneeded: int
    second: int
    fewest: int

    @property
    def found(self) -> int:
        """Notices that were fetched exactly once."""
        return sum(times == 1 for times in self.fetched.values())

    @property
    def holds(self) -> bool:
        """Whether every notice was found once and the second run asked for little."""
        return self.found == len(self.fetched) and self.second <= self.fewest


def list_sites() -> list[Site]:
    """The seeds that are on."""
    return [site for site in load_seeds(SEEDS).sites.values() if site.disabled is None]


def crawl_twice(sites: Sequence[Site], folder: Path) -> tuple[tuple[CrawlRun, CrawlRun], list[SiteRow]]:
    """Both runs, with everything that is written in `folder`, and a row a site. Disabled sites are crawled too."""
    names = [site.id for site in sites]
    options = ["-a", "force=1", "-s", "DOWNLOAD_DELAY=0", "-s", "REPLICA=1"]
    with Replica(datetime.now(BEIJING), sites=names) as replica:
        environment = {**os.environ, **replica.environment, "NOTICES_DATA_DIR": str(folder)}
        environment = {name: value for name, value in environment.items() if value}
        runs = []
        for _ in range(2):
            replica.forget_requests()
            command = [sys.executable, "-m", "scrapy", "crawlall", *names, *options]
            ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
            hosts = {entry.host for entry in replica.requests}
            runs.append(CrawlRun(ended, replica.requests, {host: replica.count_most_in_flight(host) for host in hosts}))
        articles = {name: replica.world.list_articles(name) for name in names}
    first, second = runs
    return (first, second), [_count(site, first, second, articles[site.id]) for site in sites]


def _count(site: Site, first: CrawlRun, second: CrawlRun, articles: dict[str, ReplicaArticle]) -> SiteRow:
    asked = [entry.path for entry in first.requests if entry.host in site.hosts]
    paths = {_path_of(url): article for url, article in articles.items()}
    hosts = {urlsplit(listing.url).hostname for listing in site.listings}
    return SiteRow(
        site=site,
        fetched={path: asked.count(path) for path, article in paths.items() if article.facts},
        unneeded=sum(path in paths and not paths[path].facts for path in asked),
        second=sum(entry.host in site.hosts for entry in second.requests),
        fewest=len(site.listings) + len(hosts) + (site.platform in BY_REQUEST),
    )


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def main() -> bool:
    """Prints the table; whether the floors hold."""
    with tempfile.TemporaryDirectory(prefix="xunshi-coverage-") as folder:
        runs, rows = crawl_twice(list_sites(), Path(folder))
    table = [
        (row.site.id, row.site.platform, len(row.fetched), row.found, row.unneeded, row.second, row.fewest)
        for row in rows
    ]
    total = ("all", "", *(sum(row[column] for row in table) for column in range(2, 7)))
    head = ("site", "platform", "notices", "found", "not needed", "second run", "fewest")
    print_table("every seed that is on, over the replica", head, [*table, total])
    codes = [run.ended.returncode for run in runs]
    print(f"\n{len(rows)} sites; crawlall ended {codes[0]}, then {codes[1]}")
    return codes == [0, 0] and all(row.holds for row in rows)
