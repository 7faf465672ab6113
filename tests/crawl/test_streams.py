"""Standard output and error of the commands: closed, full, in another encoding; and data folders with odd names."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawl.support import ROOT, Desk

PAGE = (
    "<html><body><h1>县委第二巡察组进驻县水务局</h1><p>2026年5月6日，县委第二巡察组巡察县水务局党组工作动员会召开，"
    "组长林知远作动员讲话，县水务局党组书记周立民主持会议并作表态发言。</p></body></html>"
)
FULL = Path("/dev/full")


def run(line: str, folder: Path, **extra: str) -> subprocess.CompletedProcess[bytes]:
    """Runs `scrapy` in a shell line; SCRAPY stands for it."""
    command = line.replace("SCRAPY", f"{shlex.quote(sys.executable)} -m scrapy")
    environment = {**Desk(folder / "data").environment, **extra}
    return subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, env=environment, capture_output=True)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_what_is_printed_is_utf_8_whatever_the_surroundings_say(page: Path, tmp_path: Path) -> None:
    ended = run(f"SCRAPY extract {page}", tmp_path, PYTHONIOENCODING="gbk", LC_ALL="C")
    assert ended.returncode == 0
    assert "县水务局" in ended.stdout.decode("utf-8")


@pytest.mark.parametrize("words", ["list", "extract {many}"])
def test_who_closes_a_pipe_early_has_what_they_wanted(page: Path, tmp_path: Path, words: str) -> None:
    ended = run(f"SCRAPY {words.format(many=' '.join([str(page)] * 20))} | head -n 1", tmp_path)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.count(b"\n") == 1


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("words", ["list", "extract {page}", "sites --show ccdi"])
def test_an_output_that_takes_no_more_is_a_storage_error_in_one_line(page: Path, tmp_path: Path, words: str) -> None:
    ended = run(f"SCRAPY {words.format(page=page)} > {FULL}", tmp_path)
    assert ended.returncode == 20
    assert ended.stderr.count(b"\n") == 1
    assert b"standard output: cannot be written" in ended.stderr


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_change_nothing(page: Path, tmp_path: Path, closing: str) -> None:
    ended = run(f"SCRAPY extract --output {tmp_path}/found.jsonl {page} {closing}", tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "县水务局" in (tmp_path / "found.jsonl").read_text("utf-8")


@pytest.mark.parametrize("name", ["q?mode=ro", "p%20q", "巡视 data", "a#b"])
def test_the_store_lies_in_the_data_folder_whatever_its_name_holds(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    opened = "Store.open(read_config(os.environ).database_url).close()"
    code = f"import os; from crawler.model.config import read_config; from crawler.store import Store; {opened}"
    folder.mkdir()
    environment = {**Desk(folder).environment, "NOTICES_DATA_DIR": str(folder)}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    assert (folder / "notices.sqlite3").is_file()
    assert sorted(os.listdir(tmp_path)) == [name]  # noqa: PTH208
