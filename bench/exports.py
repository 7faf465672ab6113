"""`python -m bench exports [--sizes N ...] [--formats NAME ...] [--json]`: what `scrapy export` costs in each format.

Fills a store of its own and starts the real command in a process of its own for each format. A line a format and size:
wall and processor seconds, the most memory it held, bytes written. Ends 1 when an aim is missed at 100,000 notices.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.scale import CHUNK, make_notices
from bench.table import print_table
from crawler.exports import FORMATS
from crawler.model.config import ROOT
from crawler.sites.seeds import load_seeds
from crawler.store import Store
from crawler.store.commits import commit_page

LINES_SECONDS, LINES_MB = 15.0, 150
ALL_SECONDS, ALL_MB = 300.0, 500
"""The aims at 100,000 notices: JSON Lines alone, and all formats together."""


_WATCH = """
import resource, subprocess, sys, time
began = time.monotonic()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""A small process starts the command, for a process counts the memory of the one that started it."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one export cost."""

    size: int
    format: str
    seconds: float
    cpu_s: float
    rss_mb: int
    bytes: int


def fill(data: Path, size: int) -> None:
    """A store of so many notices."""
    sites = sorted(load_seeds(ROOT / "seeds").sites)
    made = make_notices(size, sites, datetime.now(UTC), random.Random(size))
    with closing(Store.open(f"sqlite:///{data / 'notices.sqlite3'}")) as store:
        for start in range(0, size, CHUNK):
            with store._database.write() as connection:
                for _ in range(min(CHUNK, size - start)):
                    notice = next(made)
                    commit_page(connection, notice, notice.first_seen)


def measure(data: Path, size: int, name: str) -> Line:
    """One export into a file. Raises RuntimeError when it does not end well."""
    output = data / f"out.{name}"
    command = [Path(sys.executable).with_name("scrapy"), "export", "--format", name, "--output", str(output)]
    environment = {**os.environ, "NOTICES_DATA_DIR": str(data)}
    done = subprocess.run(
        [sys.executable, "-c", _WATCH, *map(str, command)], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    code, seconds, cpu, memory = done.stdout.split()
    if code != b"0":
        raise RuntimeError(f"export --format {name} ended {code.decode()}: {done.stderr.decode()[-400:]}")
    line = Line(size, name, round(float(seconds), 1), round(float(cpu), 1), int(memory) // 1024, output.stat().st_size)
    output.unlink()
    return line


def main(words: list[str]) -> bool:
    """Prints the table; whether the aims are reached."""
    parser = argparse.ArgumentParser(prog="python -m bench exports", description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000])
    parser.add_argument("--formats", nargs="+", default=list(FORMATS), choices=list(FORMATS))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    lines = []
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), size)
            for name in asked.formats:
                lines.append(measure(Path(folder), size, name))
                if asked.json:
                    print(json.dumps(asdict(lines[-1])), flush=True)
    if not asked.json:
        head = ["size", "format", "s", "CPU s", "MB", "bytes"]
        print_table("scrapy export", head, [list(asdict(line).values()) for line in lines])
    largest = [line for line in lines if line.size >= 100_000]
    alone = [line for line in largest if line.format == "jsonl"]
    return (
        all(line.cpu_s <= LINES_SECONDS and line.rss_mb <= LINES_MB for line in alone)
        and sum(line.cpu_s for line in largest) <= ALL_SECONDS
        and max((line.rss_mb for line in largest), default=0) <= ALL_MB
    )


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
