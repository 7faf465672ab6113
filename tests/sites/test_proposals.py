"""`scrapy checksites --report`: ten seeds made wrong in ten ways, and what is proposed for each."""

import json
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from crawler.model.config import SEEDS
from crawler.replica import Replica, faults
from crawler.sites.merged import unfold_listings
from crawler.sites.proposals import Change, edit_seed
from crawler.sites.seeds import load_seeds, read_seed
from tests.crawl.support import FAST, ROOT, Desk, read_clock

SEEDED = load_seeds(SEEDS).sites


@dataclass(frozen=True)
class Wrong:
    """One site: how its seed is made wrong, what its host does, and what the seed must say in the end."""

    site: str
    edits: tuple[tuple[str, str], ...] = ()
    fault: faults.ServedFault | None = None
    key: str = ""
    wanted: object = None


def listing(site: str) -> str:
    return SEEDED[site].listings[0].url


WRONGS = {
    "platform": Wrong(
        "shaanxi",
        (('level = "provincial"', 'level = "provincial"\nplatform = "hanweb"'),),
        key="platform",
        wanted="vsb",
    ),
    "column-moved": Wrong(
        "handan", (('url = "http://handan.invalid/"', 'url = "http://handan.invalid/old/xsxc/"'),), key="url"
    ),
    "min-links": Wrong("sichuan", (("min_links = 5", "min_links = 300"),), key="min_links", wanted=4),
    "delay": Wrong(
        "hubei",
        fault=faults.answer_robots(200, b"User-agent: *\nCrawl-delay: 7\n", "text/plain"),
        key="delay",
        wanted=7.0,
    ),
    "host": Wrong("hainan", fault=faults.redirect("http://new.hncdi.gov.cn/xsxc/", scope="listing"), key="hosts"),
    "selector": Wrong(
        "guizhou",
        (("\n[[listings]] # entries", '\n[selectors]\nlinks = "div.no-such-list a"\n\n[[listings]] # entries'),),
        key="selectors",
    ),
    "title-words": Wrong(
        "tianjin",
        (('level = "provincial"', 'level = "provincial"\ntitle_words = ["防汛", "绿化"]'),),
        key="title_words",
    ),
    "patterns": Wrong(
        "changzhutan",
        (('level = "provincial"', "level = \"provincial\"\narticle_patterns = ['/nothing/like/this$']"),),
        key="patterns",
    ),
    "cookie": Wrong("jszjw", fault=faults.ask_cookie(scope="listing"), key="cookies", wanted=True),
    "robots": Wrong("shanxi", fault=faults.disallow_robots(), key="disabled"),
    "stale-days": Wrong("zhejiang", fault=faults.stale_dates(40), key="stale_days"),
}


def is_right(name: str, desk: Desk) -> bool:
    """Whether the seed, with what was proposed, says what it should."""
    wrong = WRONGS[name]
    site, found = read_seed(desk.project / "seeds" / f"{wrong.site}.toml")
    if site is None:
        print(name, found)
        return False
    first = site.listings[0]
    judged = {
        "platform": lambda: site.platform in (wrong.wanted, "auto"),
        "url": lambda: first.url.rstrip("/") != "http://handan.invalid/old/xsxc",
        "min_links": lambda: 1 <= first.min_links <= 5,
        "delay": lambda: site.delay == wrong.wanted,
        "hosts": lambda: "new.hncdi.gov.cn" in site.hosts and first.url == "http://new.hncdi.gov.cn/xsxc/",
        "selectors": lambda: site.selectors.links is None,
        "title_words": lambda: site.title_words == ("巡视", "巡察", "动员", "进驻"),
        "patterns": lambda: site.article_patterns == (),
        "cookies": lambda: site.cookies is True,
        "disabled": lambda: site.disabled is not None and "robots" in site.disabled.reason,
        "stale_days": lambda: first.stale_days > 40,
    }
    return judged[wrong.key]()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of a project with the wrong seeds, its report written and its diffs applied."""
    folder = tmp_path_factory.mktemp("wrong") / "project"
    for name in ("crawler", "spiders", "pipelines"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(SEEDS / "_templates", folder / "seeds" / "_templates")
    shutil.copy(ROOT / "scrapy.cfg", folder)
    for name, wrong in WRONGS.items():
        text = (SEEDS / f"{wrong.site}.toml").read_text(encoding="utf-8")
        for before, after in wrong.edits:
            assert before in text, (name, text)
            text = text.replace(before, after)
        if name == "stale-days":
            text = text.replace("stale_days = 60", "stale_days = 5").replace("stale_days = 30", "stale_days = 5")
        (folder / "seeds" / f"{wrong.site}.toml").write_text(text, encoding="utf-8")
    sites = [wrong.site for wrong in WRONGS.values()]
    with Replica(read_clock(), sites=sites) as replica:
        for wrong in WRONGS.values():
            for host in SEEDED[wrong.site].hosts if wrong.fault else ():
                replica.set_fault(host, wrong.fault)
        desk = Desk(folder.parent / "data", replica, {}, folder, cold=True)
        ended = desk.run("checksites", *sites, *FAST, "--report", str(folder / "report.md"), timeout=300)
        assert "changes of seeds proposed" in ended.err, ended.err
    report = (folder / "report.md").read_text("utf-8")
    for part in report.split("```diff\n")[1:]:
        diff = part.partition("```")[0]
        done = subprocess.run(["patch", "-p1"], cwd=folder, input=diff, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + diff
    return desk


def test_at_least_eight_of_ten_proposals_are_right(desk: Desk) -> None:
    right = {name: is_right(name, desk) for name in WRONGS}
    print(json.dumps(right))
    assert sum(right.values()) >= len(WRONGS) - 2, right


def test_a_report_says_what_answered(desk: Desk) -> None:
    report = (desk.project / "report.md").read_text("utf-8")
    for wrong in WRONGS.values():
        assert f"## {wrong.site} " in report
    assert "asks for 7 s between requests" in report
    assert "next page: " in report
    assert "newest " in report


SEED = """name = "甲" # kept
level = "county"
region = "130400"
hosts = ["a.example.cn"]
article_patterns = [
  '/[0-9]+\\\\.html$', # ]
]

[floors]
title = 1.0

[[listings]] # first
url = "http://a.example.cn/x/"
stale_days = 30
min_links = 5

[[listings]]
url = "http://a.example.cn/y/"
stale_days = 30
min_links = 5
"""


def test_an_edit_touches_its_own_lines_alone() -> None:
    changes = [
        Change(fault="", key="article_patterns", value=None),
        Change(fault="", key="delay", value="7"),
        Change(fault="", key="min_links", value="2", listing="http://a.example.cn/y/"),
        Change(fault="", key="selectors.links", value=None),
    ]
    edited = edit_seed(SEED, changes)
    assert edited.startswith(
        'name = "甲" # kept\nlevel = "county"\nregion = "130400"\nhosts = ["a.example.cn"]\ndelay = 7\n'
    )
    assert edited.count("min_links = 5") == 1
    assert edited.endswith("min_links = 2\n")
    assert "[floors]\ntitle = 1.0" in edited


def test_an_exemption_is_a_table_with_its_day(tmp_path: Path) -> None:
    value = f'{{ reason = "robots.txt forbids it", since = {date(2026, 11, 26)} }}'
    changes = [Change(fault="", key="enabled", value="false"), Change(fault="", key="disabled", value=value)]
    path = tmp_path / "seeds" / "a.toml"
    path.parent.mkdir()
    path.write_text(edit_seed(SEED.replace("\\\\", "\\"), changes), encoding="utf-8")
    site, found = read_seed(path)
    assert found == ()
    assert site is not None
    assert site.disabled is not None


def test_a_listing_of_the_template_is_written_out_before_it_is_changed(tmp_path: Path) -> None:
    shutil.copytree(SEEDS / "_templates", tmp_path / "_templates")
    path = tmp_path / "ankang.toml"
    text = (SEEDS / "ankang.toml").read_text(encoding="utf-8")
    changes = [Change(fault="", key="min_links", value="2", listing="https://ankang.qinfeng.gov.cn/scdc.htm")]
    path.write_text(edit_seed(unfold_listings(text, SEEDED["ankang"]), changes), encoding="utf-8")
    site, found = read_seed(path)
    assert found == ()
    assert site is not None
    first, second = SEEDED["ankang"].listings
    assert site == replace(SEEDED["ankang"], listings=(first, replace(second, min_links=2)))
