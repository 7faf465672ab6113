"""`scrapy doctor`: the machine and every enabled site's robots.txt, in one table."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from crawler.commands.doctor import compare_clock, examine_machine, examine_sites
from crawler.model.config import SEEDS, Config
from crawler.model.outcomes import Outcome
from crawler.replica import Replica, faults
from crawler.sites.seeds import load_seeds
from spiders.probe import RobotsLook, SiteLook
from tests.crawl.support import FAST, Desk, read_clock

SEEDED = load_seeds(SEEDS).sites
NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(read_clock(), sites=["ccdi", "shaanxi", "tianjin", "hubei"]) as replica:
        yield replica


def test_the_table_names_every_part_and_every_enabled_site(replica: Replica, tmp_path: Path) -> None:
    for host in SEEDED["shaanxi"].hosts:
        replica.set_fault(host, faults.disallow_robots())
    for host in SEEDED["hubei"].hosts:
        replica.set_fault(host, faults.answer_robots(200, b"User-agent: *\nCrawl-delay: 9\n", "text/plain"))
    ended = Desk(tmp_path / "data", replica).run("doctor", *FAST, timeout=200)
    for part in ("contact", "clock", "disk", "proxy", "certificates", "time zone"):
        assert part in ended.out
    for site in SEEDED.values():
        assert site.disabled or f"{site.id} " in ended.out
    assert "forbids the listing" in ended.out
    assert "asks for 9 s" in ended.out
    assert ended.code != 0  # the replica has four of the enabled sites; the others do not answer
    assert not (tmp_path / "data").exists()


def make_config(folder: Path, contact: str | None) -> Config:
    return Config(data_dir=folder, database_url="sqlite://", contact=contact)


@pytest.mark.parametrize(
    ("contact", "outcome"), [(None, Outcome.BAD_CONFIG), ("you@example.org", Outcome.QUIET)], ids=["none", "set"]
)
def test_a_missing_contact_is_said_with_the_line_to_type(tmp_path: Path, contact: str | None, outcome: Outcome) -> None:
    first = next(examine_machine(make_config(tmp_path, contact), replica=False))
    assert first.outcome is outcome
    assert ("export NOTICES_CONTACT=" in first.seen) is (contact is None)


def test_a_data_folder_in_the_way_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    findings = {
        f.what: f for f in examine_machine(make_config(tmp_path / "file" / "data", "a@b.example"), replica=False)
    }
    assert findings["disk"].outcome is Outcome.STORAGE_ERROR


@pytest.mark.parametrize(("minutes", "outcome"), [(1, Outcome.QUIET), (40, Outcome.BAD_CONFIG)])
def test_the_clock_is_compared_with_the_sites(minutes: int, outcome: Outcome) -> None:
    look = SiteLook(site=SEEDED["ccdi"])
    said = format_datetime(NOW - timedelta(minutes=minutes), usegmt=True)
    look.robots.append(RobotsLook(url="https://www.ccdi.gov.cn/robots.txt", date=said))
    assert compare_clock([look], NOW).outcome is outcome


def test_a_delay_that_is_too_short_is_named() -> None:
    look = SiteLook(site=SEEDED["hubei"])
    look.robots.append(RobotsLook(url="http://x.example/robots.txt", outcome=Outcome.QUIET, crawl_delay=30))
    [finding] = examine_sites([look])
    assert "raise delay" in finding.seen
