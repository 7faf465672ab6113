"""`scrapy demo` (`make demo`): crawls the bundled replica of five sites over real HTTP and shows what was found."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand

from crawler.commands.console import ProjectCommand, add_language, find_language, open_store
from crawler.commands.showcase import show_inspections, show_runs
from crawler.commands.terminal import make_console
from crawler.model.config import ROOT, read_config
from crawler.model.outcomes import StorageError

if TYPE_CHECKING:
    from rich.console import Console

    from crawler.replica import Replica

SITES = ("ccdi", "zhejiang", "jszjw", "changzhutan", "handan")
FOLDER = ROOT / ".data" / "demo"
KEEP = timedelta(days=14)
"""How long the notices of a first run stay as they are: older, they would count as stale listings."""
SHOWN = 16
LEAST_FOUND = 0.95
"""Share of the replica's notices that must be found for the demo to have gone well; the tests hold each field."""
_DEADLINE = 120
_UNSET = ("NOTICES_DATABASE_URL", "NOTICES_CONTACT", "SCRAPY_SETTINGS_MODULE", "SCRAPY_PROJECT")


class Command(ProjectCommand, ScrapyCommand):
    """The demo: no network, nothing outside `.data/demo`."""

    def syntax(self) -> str:
        """The usage line."""
        return ""

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Crawl the bundled replica of five sites and show what is found"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The language of what is shown."""
        super().add_options(parser)
        add_language(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawls, shows; `self.exitcode` is the first crawl's that failed, 1 when too few notices were found."""
        self.exitcode = self.guard(lambda: run_demo(FOLDER, datetime.now(UTC), find_language(opts, self.config)))


def run_demo(folder: Path, now: datetime, language: str = "en") -> int:
    """Crawls the five sites of the replica; gives the exit code. Raises StorageError where it cannot write."""
    from crawler.replica import Replica

    console = make_console()
    clock = settle_clock(folder, now)
    console.print(f"Replica of {len(SITES)} sites on loopback, dated {clock:%Y-%m-%d %H:%M} UTC; no network is used.\n")
    with Replica(clock, sites=SITES) as replica:
        expected = count_published(replica)
        codes = crawl_all(make_environment(replica, folder))
    failed = {site: code for site, code in codes.items() if code}
    for site, code in failed.items():
        sys.stderr.write(f"demo: `scrapy crawl {site}` ended {code}; its report is in {folder / 'runs' / site}\n")
    if failed:
        return next(iter(failed.values()))
    reports = [json.loads((folder / "runs" / site / "latest.json").read_text("utf-8")) for site in SITES]
    notices = read_feed(folder / "feeds" / "notices.jsonl")
    show(console, folder / "feeds", reports, notices, language)
    console.print(f"The replica publishes {expected} notices; {len(notices)} of them were found.")
    if len(notices) < LEAST_FOUND * expected or len(notices) > expected:
        sys.stderr.write(f"demo: {len(notices)} notices found instead of {expected}: reading has become worse\n")
        return 1
    return 0


def settle_clock(folder: Path, now: datetime) -> datetime:
    """The moment the replica's dates are counted back from: that of the first run, while it is younger than KEEP.

    Later (or when the machine's clock went back behind it) the folder is emptied and the demo begins anew, because
    its listings would rightly be called stale. Raises StorageError where the folder cannot be written.
    """
    path = folder / "clock"
    try:
        if path.exists():
            clock = datetime.fromisoformat(path.read_text("utf-8").strip())
            if timedelta(0) <= now - clock < KEEP:
                return clock
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        clock = now.replace(microsecond=0)
        path.write_text(clock.isoformat() + "\n", "utf-8")
    except (OSError, ValueError) as error:
        raise StorageError(f"{path}: {error}; make the folder writable, or remove it") from error
    return clock


def make_environment(replica: "Replica", folder: Path) -> dict[str, str]:
    """The environment of a crawl: the replica's proxy and certificate, and nothing of the user's that disturbs it."""
    cleared = {*_UNSET, *(name for name, value in replica.environment.items() if not value)}
    kept = {name: value for name, value in os.environ.items() if name not in cleared}
    wanted = {name: value for name, value in replica.environment.items() if value}
    return {**kept, **wanted, "NOTICES_DATA_DIR": str(folder)}


def crawl_all(environment: Mapping[str, str]) -> dict[str, int]:
    """Makes the store, then crawls every site, two at a time; gives the exit codes."""
    open_store(read_config(environment)).close()
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(SITES, pool.map(partial(crawl, environment=environment), SITES), strict=True))


def crawl(site: str, environment: Mapping[str, str]) -> int:
    """Runs `scrapy crawl` on one site of the replica as its own process; gives its exit code."""
    options = ["-a", "force=1", "-s", "DOWNLOAD_DELAY=0", "-s", "REPLICA=1", "-s", f"CLOSESPIDER_TIMEOUT={_DEADLINE}"]
    command = [sys.executable, "-m", "scrapy", "crawl", site, *options]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 (our own command)


def count_published(replica: "Replica") -> int:
    """How many different notices of the published kinds stand on the replica's sites."""
    articles = [article for site in SITES for article in replica.world.list_articles(site).values()]
    return len({article.text for article in articles if article.kind in ("mobilization", "announcement")})


def read_feed(path: Path) -> list[dict[str, Any]]:
    """The notices of a feed, newest first."""
    notices = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return sorted(notices, key=lambda notice: str(notice["published_at"]), reverse=True)


def show(
    console: "Console", feeds: Path, reports: list[dict[str, Any]], notices: list[dict[str, Any]], language: str
) -> None:
    """Prints the table of inspections (of a run that found some), the runs, and the feed files by name."""
    new = sum(int(report["new"]) for report in reports)
    requests = sum(int(report["requests"]) for report in reports)
    if new:
        began = [notice for notice in notices if notice["kind"] == "mobilization"]
        left = len(began) - SHOWN
        caption = f"the newest {SHOWN}; {left} more in the feeds" if left > 0 else None
        console.print(show_inspections(began[:SHOWN], caption, language))
    console.print(show_runs(reports, language))
    if new:
        console.print(f"{new} new notices in {requests} requests. Run it again: nothing will be new.")
    else:
        console.print(f"Nothing new: the listings were read ({requests} requests) and hold no notice not yet known.")
    console.print(f"{len(notices)} notices are in the feeds, all and by site:")
    place = feeds.relative_to(ROOT) if feeds.is_relative_to(ROOT) else feeds
    for path in sorted(feeds.glob("notices.*")):
        console.print(f"  {place / path.name}  {path.stat().st_size:,} bytes")
    console.print(f"  {place}/SITE/notices.* for {', '.join(SITES)}")
    console.print("To ask this data, name its folder: NOTICES_DATA_DIR=.data/demo .venv/bin/scrapy sites")
