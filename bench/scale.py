"""`python -m bench scale --sizes 1000 10000 [--json]`: what a run costs beside a store of so many notices.

Fills a store of its own, publishes it, and starts the real command in a process of its own: once when nothing is new on
the site, once when five notices are. A line a size; ends 1 when an aim is missed.

`*_cpu_s`: processor time of the command and its child; `*_bytes`: what they passed to write calls (files, pipes and
terminal); `rss_mb`: the most memory one of them held in either run.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.notices import make_case, write
from bench.table import print_table
from crawler.exports import publish_feeds
from crawler.identity import make_notice_id
from crawler.model.items import HASH_VERSION, Notice, RawPage, Sighting, Target
from crawler.model.site import Site
from crawler.runs.stages import decode, extract
from crawler.sites.seeds import load_seeds
from crawler.store import Store
from crawler.store.commits import commit_page
from tests.crawl.support import Desk
from tests.crawl.tiny_site import TinySite, make_site, serve, write_article, write_listing

KNOWN, NEW = 20, 5
YEARS = 14
TEMPLATES = 60
CHUNK = 1000
IDLE_CPU, IDLE_BYTES, NEW_CPU = 1.5, 100_000, 4.0
"""The aims: seconds and bytes of an idle run, seconds of one with five new notices, whatever the store holds."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command used."""

    code: int
    cpu: float
    written: int
    rss_mb: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    size: int
    idle_cpu_s: float
    idle_bytes: int
    new5_cpu_s: float
    new5_bytes: int
    rss_mb: int

    @property
    def holds(self) -> bool:
        """Whether the aims are reached."""
        return self.idle_cpu_s <= IDLE_CPU and self.idle_bytes < IDLE_BYTES and self.new5_cpu_s <= NEW_CPU


def make_notices(count: int, sites: Sequence[str], now: datetime, dice: random.Random) -> Iterator[Notice]:
    """Notices that differ in everything a store looks at, made from some that were really read."""
    templates = list(_read_templates(dice))
    for number in range(count):
        model = templates[number % len(templates)]
        site = sites[number % len(sites)]
        seen = now - timedelta(minutes=dice.randrange(YEARS * 365 * 1440))
        url = f"http://{site}.example/{seen:%Y%m}/t{seen:%Y%m%d}_{number}.html"
        facts = replace(
            model.facts,
            targets=tuple(replace(target, name=f"{target.name}{number}") for target in model.facts.targets)
            or (Target(name=f"试验{number}局"),),
            meeting_dates=(seen.date().isoformat(),),
        )
        page = replace(
            model.page,
            site=site,
            url=url,
            link_url=url,
            title=f"{model.page.title}（{number}）",
            published_at=seen.strftime("%Y-%m-%dT%H:%M:00+08:00"),
            content_hash=f"{number:064x}",
            hash_version=HASH_VERSION,
        )
        yield Notice(
            id=make_notice_id(site, url),
            page=page,
            facts=facts,
            first_seen=seen,
            sightings=(Sighting(site=site, url=url, first_seen=seen),),
        )


def _read_templates(dice: random.Random) -> Iterator[Notice]:
    for number in range(TEMPLATES):
        title, paragraphs = write(make_case(dice))
        url = f"http://template.example/{number}.html"
        body = write_article(number, title=title, text="</p><p>".join(paragraphs)).body
        assert isinstance(body, str)
        moment = datetime(2026, 3, 6, tzinfo=UTC)
        raw = RawPage(site="template", url=url, link_url=url, body=body.encode(), fetched_at=moment)
        notice = extract(decode(raw, None), None)
        if notice.facts.kind == "mobilization":
            yield notice


def fill(desk: Desk, size: int, sites: Mapping[str, Site]) -> None:
    """Brings the store of a desk to a size, and its published files up to date."""
    now = datetime.now(UTC)
    names = [name for name in sites if name != "handan"]
    made = make_notices(size - KNOWN, names, now, random.Random(size))
    with closing(Store.open(f"sqlite:///{desk.data / 'notices.sqlite3'}")) as store:
        left = size - KNOWN
        while left > 0:
            with store._database.write() as connection:
                for _ in range(min(CHUNK, left)):
                    notice = next(made)
                    commit_page(connection, notice, notice.first_seen)
            left -= CHUNK
        publish_feeds(store, desk.data / "feeds", ["handan"])


def spend(desk: Desk) -> Cost:
    """One run of the site in a fresh process."""
    process = desk.start("crawl", "handan", "-a", "force=1", "-s", "DOWNLOAD_DELAY=0", "-s", "REPLICA=1")
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    counts = dict(line.split(": ") for line in Path(f"/proc/{process.pid}/io").read_text("ascii").splitlines())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)  # type: ignore[misc]
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(os.waitstatus_to_exitcode(status), cpu, int(counts["wchar"]), usage.ru_maxrss / 1024)


def measure(size: int, folder: Path, sites: Mapping[str, Site]) -> Line:
    """The costs beside a store of one size. Raises RuntimeError when a run does not end well."""
    with serve(make_site(KNOWN)) as site:
        desk = site.desk(folder / "data")
        desk.cold = True
        for _ in range(2):  # the second run leaves nothing to be done of the first
            _check(spend(desk), desk)
        fill(desk, size, sites)
        _check(spend(desk), desk)
        idle = _check(spend(desk), desk)
        add_new(site)
        new = _check(spend(desk), desk)
        if desk.report("handan")["new"] != NEW:
            raise RuntimeError(f"{desk.report('handan')['new']} notices found, {NEW} were published")
    return Line(
        size, round(idle.cpu, 2), idle.written, round(new.cpu, 2), new.written, round(max(idle.rss_mb, new.rss_mb))
    )


def add_new(site: TinySite) -> None:
    """Publishes five notices on the site."""
    titles = {}
    for number in range(KNOWN + NEW, 0, -1):
        path = f"/202603/t20260306_{number}.html"
        site.pages[path] = write_article(number)
        titles[path] = f"县委第{number}巡察组巡察县水务局工作动员会召开"
    site.pages["/"] = write_listing(titles)


def _check(cost: Cost, desk: Desk) -> Cost:
    if cost.code:
        raise RuntimeError(f"a run ended {cost.code}: {desk.report('handan')['errors'][:2]}")
    return cost


def main(words: Sequence[str] = ()) -> bool:
    """Prints a line a size; False when an aim was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000], metavar="N")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args(words)
    sites = load_seeds(Path("seeds")).sites
    names = list(Line.__dataclass_fields__)
    lines = []
    for size in options.sizes:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="xunshi-scale-") as folder:
            lines.append(measure(size, Path(folder), sites))
        values = {name: getattr(lines[-1], name) for name in names}
        if options.json:
            print(json.dumps(values), flush=True)
        else:
            print(f"  {size}: measured in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    if not options.json:
        print_table("a run beside a store of so many notices", names, [[getattr(x, n) for n in names] for x in lines])
    return all(line.holds for line in lines)
