"""What the documents tell a reader to type and to open is there."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from crawler.model.config import ROOT
from crawler.model.outcomes import Outcome
from crawler.model.site import Selectors
from crawler.readers import read_listing
from crawler.readers.registry import READERS
from crawler.replica import Replica
from crawler.runs.ledger import RunLedger, make_report
from crawler.sites.seeds import SITE_KEYS
from crawler.store import Store
from tests.crawl.support import read_clock
from tests.docs.reading import (
    DOCUMENTS,
    exists,
    find_table,
    known_commands,
    known_options,
    list_anchors,
    list_commands,
    list_links,
    list_options,
    list_targets,
    read,
    read_blocks,
)
from tests.readers.shapes import make_site

MADE_BY_COMMANDS = ("tests/sites/unknown", "tests/sites/SITE")


@pytest.fixture(params=DOCUMENTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_link_leads_somewhere(name: str) -> None:
    for target in list_links(read(name)):
        path, _, anchor = target.partition("#")
        assert exists(path, name), target
        if anchor:
            assert anchor in list_anchors(read(str(Path(name).parent / path))), target


def test_every_command_is_one_and_takes_its_options(name: str) -> None:
    for command, words in list_commands(read(name)):
        assert command in known_commands(), f"scrapy {command}"
        assert list_options(words) <= known_options(command), f"scrapy {command} {words}"


def test_every_make_target_is_one(name: str) -> None:
    told = set(re.findall(r"(?:`|    |&& )make ([a-z-]+)", read(name)))
    assert told <= list_targets()


def test_every_module_that_is_run_is_there(name: str) -> None:
    for module in re.findall(r"python -m ([\w.]+)", read(name)):
        assert importlib.util.find_spec(module), module


def test_every_path_of_the_project_is_there(name: str) -> None:
    for path in re.findall(r"`((?:crawler|tests|docs|deploy|spiders|pipelines|bench)/[\w./-]+)`", read(name)):
        if not path.startswith(MADE_BY_COMMANDS):
            assert (ROOT / path).exists(), path


def test_every_sql_example_runs(tmp_path: Path) -> None:
    blocks = [block for document in DOCUMENTS for block in read_blocks(read(document), "sql")]
    Store.open(f"sqlite:///{tmp_path / 'notices.sqlite3'}").close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'notices.sqlite3'}")
    with engine.connect() as connection:
        for block in blocks:
            connection.exec_driver_sql(block)
    engine.dispose()
    assert len(blocks) >= 4


def test_every_key_of_a_seed_is_told() -> None:
    rows = find_table(read("docs/adding-a-site.md"), "`platform`")
    keys = {key for row in rows for key in re.findall(r"`\[{0,2}(\w+)\]{0,2}`", row[0])}
    assert keys == set(SITE_KEYS)
    [selectors] = [row[1] for row in rows if row[0] == "`[selectors]`"]
    assert set(re.findall(r"`(\w+)`", selectors)) == set(Selectors.__dataclass_fields__)


def test_every_key_of_a_run_report_is_told() -> None:
    rows = find_table(read("docs/operations.md"), "`skipped`")
    told = {key for row in rows for key in re.findall(r"`(\w+)`", row[0])}
    report = make_report(RunLedger(site="x", started=read_clock()), Outcome.QUIET, read_clock())
    assert told | {"site", "started", "finished"} == set(report)


def test_the_example_reader_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    [block] = read_blocks(read("docs/adding-a-site.md"), "python")
    module: dict[str, Any] = {}
    exec(block, module)
    monkeypatch.setitem(READERS, "example", module["READER"])
    url = "http://jw.example.gov.cn/col/7.html"
    html = (
        '<script src="/static/examplecms.js"></script><script>var allPage = 3;</script><a href="/">首页</a>'
        '<ul class="examplecms-list"><li><a href="/a/1.html">县委第一巡察组动员会召开</a></li></ul>'
    )
    site = make_site(url)
    page = read_listing(html, url, site, site.listings[0])
    assert (page.platform, page.next_url) == ("example", "http://jw.example.gov.cn/col/7_2.html")
    assert [link.url for link in page.links] == ["http://jw.example.gov.cn/a/1.html"]


def test_the_guides_listing_is_the_replicas() -> None:
    [listing] = Replica(read_clock(), sites=["unknown"]).world.list_listings("unknown")
    assert f"scrapy addsite {listing} " in read("docs/adding-a-site.md")
