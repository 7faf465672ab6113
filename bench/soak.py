"""`python -m bench.soak [--kills N] [...]`: the laws of reliability over many runs; ends 1 when one is broken.

Each row says how often a law was tried, how often it was broken, and how large the share of broken ones may still be
with 95 % confidence.
"""

import argparse
import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import comb
from pathlib import Path

from filelock import FileLock

from bench.clockwork import SITE, Clockwork, ClockworkServer, plan_events
from bench.table import print_table
from crawler.model.config import Config
from crawler.replica import Replica, faults
from crawler.sites.seeds import load_seeds
from tests.crawl.support import FAST, Desk, check_feeds

HANDAN, HOST = "handan", "handan.invalid"
WORDS = ("crawl", HANDAN, "-a", "force=1", *FAST)
LIFE = 1.5
"""Seconds that a killed or signalled run lives at most: a whole one takes about as long."""
ROUND = 20
"""Kills after which a run may end and is compared with an undisturbed one."""
BUSY_SECONDS = 1.0
MOST_SLOPE = 5.0
"""Megabytes of memory per 10,000 pages."""


@dataclass(frozen=True, slots=True)
class Law:
    """A law, how often it was tried and broken, and a figure beside it."""

    name: str
    tried: int
    broken: int
    note: str = ""


def bound_share(broken: int, tried: int) -> float:
    """The largest share of broken trials that would still show so few in one case of twenty (Clopper and Pearson)."""
    if tried == 0 or broken >= tried:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        share = (low + high) / 2
        few = sum(comb(tried, n) * share**n * (1 - share) ** (tried - n) for n in range(broken + 1))
        low, high = (share, high) if few > 0.05 else (low, share)
    return high


def soak_kills(kills: int, replica: Replica, folder: Path, dice: random.Random) -> Iterator[Law]:
    """SIGKILL at random moments, then a run to its end."""
    calm = Desk(folder / "calm", replica)
    calm.crawl(HANDAN)
    wanted = sorted(notice["url"] for notice in calm.notices())
    rounds = lost = doubled = torn = refetched = 0
    for start in range(0, kills, ROUND):
        desk = Desk(folder / f"kills-{start}", replica)
        replica.forget_requests()
        for _ in range(min(ROUND, kills - start)):
            process = desk.start(*WORDS)
            time.sleep(dice.uniform(0, LIFE))
            process.kill()
            process.communicate(timeout=10)
            torn += not feeds_are_whole(desk)
        ended = desk.crawl(HANDAN)
        rounds += 1
        found = [notice["url"] for notice in desk.notices()] if ended.code == 0 else []
        lost += len(set(wanted) - set(found))
        doubled += len(found) - len(set(found))
        articles = set(replica.world.list_articles(HANDAN))
        asked = [exchange.url for exchange in replica.requests if exchange.url in articles]
        refetched += len(asked) - len(set(asked))
        shutil.rmtree(desk.data)
    yield Law("killed at random: feeds whole", kills, torn)
    yield Law("killed at random: nothing lost", rounds * len(wanted), lost, f"{refetched} pages fetched again")
    yield Law("killed at random: nothing doubled", rounds * len(wanted), doubled)


def feeds_are_whole(desk: Desk) -> bool:
    """Whether every feed file can be read."""
    try:
        check_feeds(desk.data / "feeds")
    except Exception as error:
        print(f"  feeds of {desk.data}: {error}", file=sys.stderr)
        return False
    return True


def soak_overlaps(rounds: int, replica: Replica, folder: Path, dice: random.Random) -> Iterator[Law]:
    """Several starts at once; and starts while the lock is held."""
    wrong, costs = 0, []
    replica.set_fault(HOST, faults.slow_body(0.01, "listing"))
    for number in range(rounds):
        desk = Desk(folder / f"overlap-{number}", replica)
        processes = [desk.start(*WORDS) for _ in range(dice.randrange(2, 6))]
        for process in processes:
            process.communicate(timeout=90)
        codes = sorted(process.returncode or 0 for process in processes)
        wrong += codes != [0, *[75] * (len(codes) - 1)]
        shutil.rmtree(desk.data)
    replica.set_fault(HOST, None)
    yield Law("overlapping starts: one runs, others 75", rounds, wrong)
    desk = Desk(folder / "busy", replica, cold=True)
    (desk.data / "locks").mkdir(parents=True)
    with FileLock(desk.data / "locks" / f"{HANDAN}.lock"):
        for _ in range(rounds):
            before, begun = os.times(), time.monotonic()
            code = desk.crawl(HANDAN).code
            after = os.times()
            spent = after.children_user + after.children_system - before.children_user - before.children_system
            costs.append((spent if code == 75 else 99.0, time.monotonic() - begun))
    slow = sum(spent > BUSY_SECONDS for spent, _ in costs)
    work, wall = (statistics.median(column) for column in zip(*costs, strict=True))
    note = f"median {work:.2f} s, on the wall {wall:.2f} s"
    yield Law(f"busy is said for {BUSY_SECONDS:.0f} s of processor time at most", rounds, slow, note)


def soak_signals(count: int, replica: Replica, folder: Path, dice: random.Random) -> Iterator[Law]:
    """TERM, INT, HUP, and one after the other, at random moments."""
    wrong = torn = 0
    longest = 0.0
    for number in range(count):
        desk = Desk(folder / f"signals-{number}", replica)
        process = desk.start(*WORDS)
        time.sleep(dice.uniform(0.2, LIFE))
        begun = time.monotonic()
        signals = [dice.choice((signal.SIGTERM, signal.SIGINT, signal.SIGHUP)) for _ in range(dice.randrange(1, 3))]
        for signum in signals:
            if process.poll() is None:
                os.kill(process.pid, signum)
                time.sleep(dice.uniform(0, 0.2))
        error = process.communicate(timeout=60)[1]
        longest = max(longest, time.monotonic() - begun)
        begun_at_all = (desk.data / "notices.sqlite3").exists()
        before_it_began = () if begun_at_all else (1, *(-signum for signum in signals))
        if process.returncode not in (0, 23, *before_it_began):
            print(f"  {[signum.name for signum in signals]}: exit {process.returncode}: {error}", file=sys.stderr)
            wrong += 1
        torn += not feeds_are_whole(desk)
        shutil.rmtree(desk.data, ignore_errors=True)
    yield Law("signalled: ends 23, or 0 when done", count, wrong, f"longest end {longest:.1f} s")
    yield Law("signalled: feeds whole", count, torn)


def soak_slow_host(rounds: int, folder: Path) -> Iterator[Law]:
    """Twenty seconds of hostile neighbours beside a healthy site, against the healthy site alone."""
    seeds = load_seeds(Path("seeds")).sites
    hostile = {
        "fujian": faults.hang(scope="listing"),
        "hainan": faults.send_endless("listing"),
        "hubei": faults.send_endless_headers("listing"),
        "guangdong": faults.slow_body(1.0, "listing"),
    }
    stopped, ratios = 0, []
    with Replica(datetime.now(UTC), sites=[HANDAN, *hostile]) as replica:
        for number in range(rounds):
            times = []
            for names in ([HANDAN], [HANDAN, *hostile]):
                for name, fault in hostile.items():
                    for host in seeds[name].hosts:
                        replica.set_fault(host, fault)
                desk = Desk(folder / f"slow-{number}-{len(names)}", replica)
                replica.forget_requests()
                ended = desk.run("crawlall", *names, "-a", "force=1", *FAST, "-s", "DOWNLOAD_TIMEOUT=5")
                report = desk.report(HANDAN)
                stopped += report["outcome"] != "new" or report["pending"] != 0 or ended.code not in (0, 14, 15)
                asked = [exchange for exchange in replica.requests if exchange.host == HOST]
                times.append(asked[-1].ended - asked[0].started)
            ratios.append(times[1] / times[0])
    note = f"takes {statistics.median(ratios):.2f} times as long (median)" if ratios else ""
    yield Law("hostile neighbours: the healthy site completes", 2 * rounds, stopped, note)


def soak_months(months: int, folder: Path, dice: random.Random) -> Iterator[Law]:
    """Hourly runs over months, on a clock of our own."""
    first = datetime(2024, 1, 1, tzinfo=UTC)
    days = months * 30
    events = plan_events(months * 40, first, days, dice)
    server = ClockworkServer(events)
    data = folder / "months"
    work = Clockwork(server, Config(data_dir=data, database_url=f"sqlite:///{data / 'n.sqlite3'}", contact=None))
    hours = (days + 40) * 24  # the last looks come 30 days after a first sight
    missed, bad, requests, due = 0, 0, [], list(events)
    outage = range(hours // 3, hours // 3 + 14 * 24)
    for hour in range(hours):
        if hour in outage or (hour and dice.randrange(50) == 0):
            continue  # nobody runs it: what appears meanwhile fills more than a page
        now = first + timedelta(hours=hour, minutes=5)
        if hour == hours // 2:
            now -= timedelta(days=1)  # the clock jumps back for one run
        ran = work.run(now)
        requests.append(ran.requests)
        if ran.outcome.exit_code not in (0, 11):
            print(f"  {now}: {ran.outcome}: {ran.ledger.faults[:2]}", file=sys.stderr)
            bad += 1
        shown = [event for event in due if event.published <= now]
        due = due[len(shown) :]
        gone = {event.url for event in shown if event.removed and event.removed <= now}
        known = work.worker.store.find_links(SITE.id, [event.url for event in shown])
        missed += sum(event.url not in gone and event.url not in known for event in shown)
    store = work.worker.store
    notices = list(store.list_notices(kinds=None))
    addresses = [sighting.url for notice in notices for sighting in notice.sightings]
    revised = sum(notice.revision > 1 for notice in notices)
    withdrawn = sum(notice.withdrawn is not None for notice in notices)
    corrected = sum(event.corrected is not None for event in events)
    removed = sum(event.removed is not None for event in events)
    jump = work.run(first + timedelta(days=3650))
    work.close()
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 2**20
    usual = f"requests a run: median {statistics.median(requests):.0f}, most {max(requests)}; {size:.0f} MB"
    yield Law(f"{months} months hourly: a notice is found by the next run", len(events), missed, usual)
    yield Law("hourly: no address twice", len(addresses), len(addresses) - len(set(addresses)))
    yield Law("hourly: every run ends in order", len(requests), bad)
    yield Law("hourly: corrections become revisions", corrected, abs(corrected - revised))
    yield Law("hourly: what is taken down is marked", removed, abs(removed - withdrawn))
    storm = jump.requests > 110 or jump.ledger.new > 0 or jump.ledger.withdrawn > 0
    yield Law("clock ten years ahead: no storm", 1, int(storm), f"{jump.requests} requests")


def soak_memory(pages: int, folder: Path, dice: random.Random) -> Iterator[Law]:
    """Many pages in one process; memory may not grow with them."""
    first = datetime(2024, 1, 1, tzinfo=UTC)
    step = 500
    events = [event for event in plan_events(pages, first, 700, dice) if not event.removed]
    data = folder / "memory"
    server = ClockworkServer([])
    work = Clockwork(server, Config(data_dir=data, database_url=f"sqlite:///{data / 'n.sqlite3'}", contact=None))
    samples: list[tuple[int, float]] = []
    begun = time.process_time()
    for end in range(step, len(events) + 1, step):
        server.__init__(events[end - step : end])  # type: ignore[misc]
        work.run(events[end - 1].published + timedelta(minutes=5))
        samples.append((end, read_memory()))
    work.close()
    warm = [sample for sample in samples if sample[0] > len(events) // 4]
    slope = statistics.linear_regression(*zip(*warm, strict=True)).slope * 10_000 if len(warm) > 2 else 0.0
    speed = len(events) / (time.process_time() - begun)
    note = f"{slope:+.1f} MB per 10,000 pages, {samples[-1][1]:.0f} MB at the end, {speed:.0f} pages a second"
    yield Law(
        f"memory grows less than {MOST_SLOPE:.0f} MB per 10,000 pages", len(events), int(slope > MOST_SLOPE), note
    )


def read_memory() -> float:
    """Megabytes that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main(words: Sequence[str]) -> int:
    """Runs all, prints the table; 1 when a law was broken."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    for name, default in (
        ("kills", 200),
        ("overlaps", 50),
        ("signals", 100),
        ("neighbours", 5),
        ("months", 24),
        ("pages", 20_000),
    ):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"default {default}; 0 leaves it out")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    counts = parser.parse_args(words)
    print(f"seed {counts.seed}")
    laws: list[Law] = []
    with tempfile.TemporaryDirectory(prefix="xunshi-soak-") as name:
        folder = Path(name)
        if counts.months:
            laws += report(soak_months(counts.months, folder, random.Random(counts.seed)))
        if counts.pages:
            laws += report(soak_memory(counts.pages, folder, random.Random(counts.seed)))
        with Replica(datetime.now(UTC), sites=[HANDAN]) as replica:
            for soak, count in (
                (soak_kills, counts.kills),
                (soak_overlaps, counts.overlaps),
                (soak_signals, counts.signals),
            ):
                if count:
                    laws += report(soak(count, replica, folder, random.Random(counts.seed)))
        if counts.neighbours:
            laws += report(soak_slow_host(counts.neighbours, folder))
    head = ("law", "tried", "broken", "95 % bound", "")
    rows = [(law.name, law.tried, law.broken, f"{bound_share(law.broken, law.tried):.2%}", law.note) for law in laws]
    print_table("reliability", head, rows)
    return int(any(law.broken for law in laws))


def report(laws: Iterator[Law]) -> list[Law]:
    """The laws, each said as it is known."""
    found = []
    for law in laws:
        print(
            f"  {'BROKEN' if law.broken else 'holds '} {law.name}: {law.broken} of {law.tried} {law.note}", flush=True
        )
        found.append(law)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
