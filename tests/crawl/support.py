"""Starts the real commands against the replica, as cron would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.replica import Replica
from tests.crawl.warm import WarmProcess

ROOT = Path(__file__).resolve().parent.parent.parent
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

    def run(self, *words: str, timeout: float = 120) -> Ended:
        process = self.start(*words)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        assert process.returncode is not None
        return Ended(process.returncode, out, err)

    def crawl(self, site: str, *words: str, timeout: float = 120) -> Ended:
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
