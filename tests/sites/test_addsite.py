"""From a listing's address to a site that is crawled: `scrapy addsite`, what a person fills in, `scrapy crawl`."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.commands.addsite import imagine_site
from crawler.model.outcomes import ConfigError
from crawler.replica import Replica, faults
from crawler.sites.recorded import compare_recorded
from crawler.sites.seeds import load_seeds
from tests.crawl.support import FAST, ROOT, Desk, Ended, read_clock

URL = "http://unknown.invalid/xunshi/"
MOBILIZATIONS = ("mobilization", "announcement")


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(read_clock(), sites=["unknown", "handan"]) as replica:
        yield replica


def copy_project(folder: Path) -> Path:
    """The project's code and one seed, to be written into: somebody may just be adding another to the real one."""
    for name in ("crawler", "spiders", "pipelines"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / "handan.toml", folder / "seeds")
    shutil.copytree(ROOT / "seeds" / "_templates", folder / "seeds" / "_templates")
    shutil.copy(ROOT / "scrapy.cfg", folder)
    return folder


@dataclass(frozen=True)
class Story:
    """The guide of docs/adding-a-site.md, step by step."""

    desk: Desk
    added: Ended
    seed_before: str
    listed: Ended
    checked: Ended
    off: Ended
    crawled: Ended

    @property
    def recorded(self) -> Path:
        return self.desk.project / "tests" / "sites" / "unknown"

    @property
    def seed(self) -> Path:
        return self.desk.project / "seeds" / "unknown.toml"


@pytest.fixture(scope="module")
def story(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("project")
    desk = Desk(folder / "data", replica, project=copy_project(folder / "xunshi"))
    added = desk.run("addsite", URL, *FAST)
    assert added.code == 0, added.err
    seed = desk.project / "seeds" / "unknown.toml"
    proposed = seed.read_text("utf-8")
    listed = desk.run("list")
    filled = proposed.replace('level = ""', 'level = "provincial"').replace('region = ""', 'region = "430000"')
    seed.write_text(filled, "utf-8")
    checked = desk.run("checksites", "unknown", *FAST)
    off = desk.run("crawl", "unknown", *FAST)
    lines = filled.splitlines(keepends=True)
    seed.write_text("".join(line for line in lines if not line.startswith(("enabled", "disabled"))), "utf-8")
    return Story(desk, added, proposed, listed, checked, off, desk.run("crawl", "unknown", *FAST))


def test_addsite_says_what_it_saw_and_what_to_check(story: Story) -> None:
    assert f"{URL}: platform plain, 9 links" in story.added.out
    assert "wrote seeds/unknown.toml and tests/sites/unknown/" in story.added.out
    assert "fill in level and region" in story.added.out


def test_a_proposal_is_a_fault_until_level_and_region_are_filled_in(story: Story) -> None:
    assert story.listed.code == 21
    assert [line.split(": ")[:2] for line in story.listed.err.splitlines()] == [
        ["seeds/unknown.toml", "level"],
        ["seeds/unknown.toml", "region"],
    ]
    assert "handan" in story.listed.out


def test_a_filled_in_proposal_stays_off_until_it_is_switched_on(story: Story) -> None:
    assert story.off.code == 21
    assert "not checked yet" in story.off.err


def test_a_proposal_loads_when_filled_in(story: Story) -> None:
    site = load_seeds(story.seed.parent).sites["unknown"]
    assert (site.level, site.region, site.platform, site.hosts) == (
        "provincial",
        "430000",
        "plain",
        ("unknown.invalid",),
    )
    title = re.search("<title>(.*?)</title>", (story.recorded / "listing.html").read_text("utf-8"))
    assert title is not None
    assert site.name == title[1]
    assert "清风湘北网" in site.name
    assert (site.listings[0].url, site.listings[0].min_links) == (URL, 4)


def test_checksites_shows_a_site_that_is_off(story: Story) -> None:
    assert story.checked.code == 0, story.checked.err
    lines = [line.split() for line in story.checked.out.splitlines()]
    row = next(number for number, line in enumerate(lines) if line[:1] == ["unknown"])
    assert lines[row][1:4] == ["ok", "plain", "9"]
    assert lines[row][-1] == URL
    assert "动员会召开" in lines[row + 1][0]


def test_the_crawl_fetches_every_notice_and_publishes_them(story: Story) -> None:
    assert story.crawled.code == 0, story.crawled.err
    assert story.desk.replica is not None
    articles = story.desk.replica.world.list_articles("unknown")
    notices = {url for url, article in articles.items() if article.kind in MOBILIZATIONS}
    fetched = {f"http://{entry.host}{entry.path}" for entry in story.desk.replica.requests}
    assert len(notices) > 5
    assert fetched >= notices
    published = {notice["url"] for notice in story.desk.notices("unknown")}
    assert len(published & notices) > 5
    assert published <= set(articles)


def test_recorded_pages_wait_for_a_person_and_then_agree(story: Story) -> None:
    site = load_seeds(story.seed.parent).sites["unknown"]
    assert [line.split(":")[1].strip() for line in compare_recorded(story.recorded, site)] == ["read_by is empty"]
    path = story.recorded / "expected.json"
    expected = json.loads(path.read_text("utf-8"))
    assert len(expected["articles"]) == 2
    path.write_text(json.dumps({**expected, "read_by": "W. Lin, 2026-11-22"}), "utf-8")
    assert compare_recorded(story.recorded, site) == []


def test_addsite_overwrites_nothing(story: Story) -> None:
    before = story.seed.read_bytes()
    assert story.desk.run("addsite", URL, *FAST).code == 21
    ended = story.desk.run("addsite", URL, "--name", "other", *FAST)
    assert ended.code == 21
    assert "belongs to seeds/unknown.toml" in ended.err
    assert story.seed.read_bytes() == before


FAULTS = {
    "layout": (faults.empty_listing(), 10),
    "challenge": (faults.challenge(412), 12),
}


@pytest.mark.parametrize(("fault", "code"), FAULTS.values(), ids=FAULTS)
def test_a_site_that_does_not_answer_gets_no_files(
    replica: Replica, tmp_path: Path, fault: faults.ServedFault, code: int
) -> None:
    desk = Desk(tmp_path / "data", replica, project=copy_project(tmp_path / "xunshi"))
    replica.set_fault("unknown.invalid", fault)
    ended = desk.run("addsite", URL, *FAST)
    replica.set_fault("unknown.invalid", None)
    assert ended.code == code, ended.err
    assert "nothing written" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert [path.name for path in (desk.project / "seeds").iterdir()] == ["_templates", "handan.toml"]
    assert not (desk.project / "tests").exists()


ADDRESSES = {
    "no scheme": "unknown.invalid/xunshi/",
    "another scheme": "ftp://unknown.invalid/",
    "no host": "http:///xunshi/",
    "by number": "http://203.0.113.5/xs/",
    "loopback": "http://localhost/",
    "not closed": "http://[x/",
    "blank": "http://unknown.invalid/a b",
}


@pytest.mark.parametrize("url", ADDRESSES.values(), ids=ADDRESSES)
def test_a_wrong_address_is_refused(url: str) -> None:
    with pytest.raises(ConfigError):
        imagine_site(url, None)


NAMES = {
    "https://www.hbjwjc.gov.cn/xs/": "hbjwjc",
    "http://jjc.cq.gov.cn/": "jjc",
    "http://www.gov.cn/": "www",
    "https://yu-lin.qinfeng.gov.cn/": "yulin",
}


@pytest.mark.parametrize(("url", "name"), NAMES.items(), ids=NAMES.values())
def test_the_name_comes_from_the_host(url: str, name: str) -> None:
    assert imagine_site(url, None).id == name


def test_a_name_can_be_given_but_must_be_one() -> None:
    assert imagine_site(URL, "changsha-xs").id == "changsha-xs"
    with pytest.raises(ConfigError, match="--name"):
        imagine_site(URL, "../x")
