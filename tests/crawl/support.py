"""Starts the real commands against the replica, as cron would."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree

from crawler.replica import Replica
from tests.crawl.warm import ROOT, WarmProcess

__all__ = ["FAST", "ROOT", "Desk", "Ended", "check_feeds", "read_clock", "run_together"]

T = TypeVar("T")
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0", "-s", "REPLICA=1")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        return self.err.strip().splitlines()[-1] if self.err.strip() else ""


@dataclass
class Desk:
    """A data folder and an environment to run commands in; `cold`: in processes that have nothing imported."""

    data: Path
    replica: Replica | None = None
    extra: dict[str, str] = field(default_factory=dict)
    project: Path = ROOT
    cold: bool = False

    @property
    def environment(self) -> dict[str, str]:
        env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy") and not k.startswith("NOTICES_")}
        env |= self.replica.environment if self.replica else {}
        env |= {"NOTICES_DATA_DIR": str(self.data), **self.extra}
        return {k: v for k, v in env.items() if v != ""}

    def start(self, *words: str) -> subprocess.Popen[str] | WarmProcess:
        if not self.cold and self.project == ROOT:
            return WarmProcess(words, self.project, self.environment)
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *words],
            cwd=self.project,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, timeout: float = 300) -> Ended:
        process = self.start(*words)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        assert process.returncode is not None
        return Ended(process.returncode, out, err)

    def crawl(self, site: str, *words: str, timeout: float = 300) -> Ended:
        return self.run("crawl", site, "-a", "force=1", *FAST, *words, timeout=timeout)

    def report(self, site: str) -> dict[str, Any]:
        report: dict[str, Any] = json.loads((self.data / "runs" / site / "latest.json").read_text(encoding="utf-8"))
        return report

    def notices(self, site: str | None = None) -> list[dict[str, Any]]:
        folder = self.data / "feeds" / site if site else self.data / "feeds"
        text = (folder / "notices.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]


def read_clock() -> datetime:
    """The clock that a replica is given in tests that start real commands."""
    return datetime.now(UTC)


def run_together(work: Mapping[str, Callable[[], T]]) -> dict[str, T]:
    """Does independent pieces of work side by side, as many as there are cores; gives what each gave."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        started = {name: pool.submit(piece) for name, piece in work.items()}
        return {name: future.result() for name, future in started.items()}


def check_feeds(folder: Path) -> list[dict[str, Any]]:
    """The notices of the published feeds, where there are any; fails where one of the files is not whole."""
    found: dict[str, list[str]] = {}
    notices: list[dict[str, Any]] = []
    for path in folder.glob("notices.*"):
        body = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".jsonl":
            assert not body or body.endswith("\n")
            notices = [json.loads(line) for line in body.splitlines()]
            found["jsonl"] = [notice["id"] for notice in notices]
        elif path.suffix == ".csv":
            found["csv"] = [row["id"] for row in csv.DictReader(io.StringIO(body, newline=""))]
        elif path.suffix in {".xml", ".atom"}:
            root = ElementTree.fromstring(body.encode())
            entries = root.findall("{http://www.w3.org/2005/Atom}entry") if path.suffix == ".atom" else list(root)
            found[path.suffix] = ["" for _ in entries]
    assert len({len(ids) for ids in found.values()}) <= 1 or len(found) < 4
    return notices
