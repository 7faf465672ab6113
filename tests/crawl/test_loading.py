"""A command loads what it uses: an hourly run that finds nothing new costs what it must."""

import os
import subprocess
import sys

import pytest

from crawler.model.config import ROOT
from tests.crawl.support import Desk
from tests.crawl.tiny_site import make_site, serve

HEAVY = (
    *("sqlalchemy", "opencc", "pypinyin", "rich.progress", "aiohttp", "phonenumbers", "dateparser"),
    "crawler.replica",
)


def list_loaded(words: list[str], environment: dict[str, str]) -> tuple[set[str], int]:
    """The modules that a command and its child load, and its exit code."""
    command = [sys.executable, "-X", "importtime", "-m", "scrapy", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}, done.returncode


def test_list_loads_neither_store_nor_language() -> None:
    loaded, code = list_loaded(["list"], dict(os.environ))
    assert code == 0
    assert not {name for name in loaded if name.startswith(HEAVY)}


@pytest.mark.parametrize("room", ["pypinyin", "crawler.extraction.notice", "rich.progress", "aiohttp"])
def test_an_idle_run_loads_nothing_that_reads_pages(idle: set[str], room: str) -> None:
    assert room not in idle


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a run that finds nothing new loads."""
    with serve(make_site(5)) as site:
        desk: Desk = site.desk(tmp_path_factory.mktemp("idle") / "data")
        words = ["crawl", "handan", "-a", "force=1", "-s", "DOWNLOAD_DELAY=0", "-s", "REPLICA=1"]
        for _ in range(2):
            assert desk.run(*words).code == 0
        loaded, code = list_loaded(words, desk.environment)
    assert code == 0
    assert "crawler.store.store" in loaded
    return loaded
