"""Commands that only ask: what they show at 80 columns and in pipes, and what they say where nothing is to be shown."""

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from crawler.commands.sites import COLUMNS, ROOM_FOR_NAMES, describe_site, make_rows
from crawler.commands.terminal import TableColumn, make_table
from crawler.model.config import SEEDS
from crawler.sites.seeds import load_seeds
from tests.crawl.support import ROOT, Desk

SEEDED = load_seeds(SEEDS)


@pytest.mark.parametrize("command", ["export", "sites", "reextract"])
def test_a_folder_without_a_store_is_said_and_not_made(tmp_path: Path, command: str) -> None:
    ended = Desk(tmp_path / "data").run(command)
    assert (ended.code, ended.out) == (21, "")
    assert ended.err.count("\n") == 1
    assert "no store there" in ended.err
    assert "NOTICES_DATA_DIR" in ended.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["crawl", "crawlall", "checksites"])
def test_the_site_that_was_meant_is_named(tmp_path: Path, command: str) -> None:
    ended = Desk(tmp_path / "data").run(command, "zheijang")
    assert ended.code != 0
    assert "did you mean zhejiang?" in ended.err


@pytest.mark.parametrize("width", [80, 1000])
def test_the_table_of_sites_holds_every_short_name_whole(width: int) -> None:
    rows = make_rows([describe_site(site, None, date(2026, 11, 26)) for site in SEEDED.sites.values()])
    shown = COLUMNS if width >= ROOM_FOR_NAMES else COLUMNS[:-1]
    columns = [TableColumn(name=name, whole=whole, right=right) for name, whole, right in shown]
    table = make_table(columns, [row[: len(shown)] for row in rows])
    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    lines = captured.get().splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(SEEDED.sites)
    assert all(cell_len(line) <= width for line in lines)
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("words", [("crawl", "ccdi", "-a", "force=1"), ("sites",), ("export", "--format", "csv")])
def test_outside_the_folder_the_way_into_it_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = Desk(tmp_path / "data", project=tmp_path, cold=True).run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.strip() == f"no project in {tmp_path}: cd {ROOT} and type it there"
