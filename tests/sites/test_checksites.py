"""`scrapy checksites` over sites that answer in different ways: what it shows, how it ends, that it leaves nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.commands.checksites import Command
from crawler.model.config import SEEDS
from crawler.model.outcomes import ConfigError
from crawler.replica import Replica, faults
from crawler.sites.seeds import load_seeds
from tests.crawl.support import FAST, Desk, Ended, read_clock

SEEDED = load_seeds(SEEDS).sites
HEALTHY = ("ccdi", "handan", "shaanxi", "tianjin")
TROUBLED = {
    "guizhou": (faults.empty_listing(), "layout-changed"),
    "hainan": (faults.stale_dates(), "stale"),
    "henan": (faults.challenge(521), "blocked"),
    "hubei": (faults.answer_status(503), "http-error"),
    "liaoning": (faults.refuse(), "unreachable"),
    "shanxi": (faults.disallow_robots(), "http-error"),
    "sichuan": (faults.send_body(b"%PDF-1.7", "listing", content_type="application/pdf"), "degraded"),
}


def split_rows(table: str) -> list[list[str]]:
    """The table's rows as cells: site, outcome, platform, links, newest, listing, and what stands below it.

    Empty cells of a row are left out; each row has a second line with the last cell alone.
    """
    rows: list[list[str]] = []
    for line in table.splitlines():
        if line and line[0] != " ":
            rows.append(line.split())
        elif rows and line.strip():
            rows[-1].append(line.strip())
    return rows[1:] if rows and rows[0][0] == "site" else rows


def set_faults(replica: Replica, *, on: bool) -> None:
    for site, (fault, _) in TROUBLED.items():
        for host in SEEDED[site].hosts:
            replica.set_fault(host, fault if on else None)


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(read_clock(), sites=[*HEALTHY, *TROUBLED]) as replica:
        yield replica


@pytest.fixture(scope="module")
def healthy(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Desk, list[str]]:
    desk = Desk(tmp_path_factory.mktemp("healthy") / "data", replica)
    replica.forget_requests()
    ended = desk.run("checksites", *HEALTHY, *FAST)
    return ended, desk, [f"{entry.host}{entry.path}" for entry in replica.requests]


@pytest.fixture(scope="module")
def troubled(replica: Replica, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    set_faults(replica, on=True)
    ended = Desk(tmp_path_factory.mktemp("troubled") / "data", replica).run("checksites", *TROUBLED, *FAST)
    set_faults(replica, on=False)
    return ended


def test_sites_that_answer_end_0(healthy: tuple[Ended, Desk, list[str]]) -> None:
    assert healthy[0].code == 0, healthy[0].out + healthy[0].err


@pytest.mark.parametrize("site", HEALTHY)
def test_every_listing_has_a_row_that_shows_what_was_seen(healthy: tuple[Ended, Desk, list[str]], site: str) -> None:
    rows = [row for row in split_rows(healthy[0].out) if row[0] == site]
    assert len(rows) == len(SEEDED[site].listings)
    for _, outcome, platform, links, newest, url, _ in rows:
        assert (outcome, url) == ("ok", next(listing.url for listing in SEEDED[site].listings if listing.url == url))
        assert platform
        assert int(links) >= 1
        assert newest.startswith("20")
    assert any("巡" in row[-1] for row in rows)


def test_nothing_is_written(healthy: tuple[Ended, Desk, list[str]]) -> None:
    assert not healthy[1].data.exists()


def test_each_listing_is_asked_for_once(healthy: tuple[Ended, Desk, list[str]]) -> None:
    asked = healthy[2]
    assert len(asked) == len(set(asked))
    listings = sum(len(SEEDED[site].listings) for site in HEALTHY)
    hosts = {path.split("/")[0] for path in asked}
    data_requests = 1
    assert len(asked) <= listings + len(hosts) + data_requests


@pytest.mark.parametrize(("site", "outcome"), [(site, outcome) for site, (_, outcome) in TROUBLED.items()])
def test_a_site_in_trouble_says_which(troubled: Ended, site: str, outcome: str) -> None:
    rows = [row for row in split_rows(troubled.out) if row[0] == site]
    assert {row[1] for row in rows} == {outcome}


def test_it_ends_with_the_worst(troubled: Ended) -> None:
    assert troubled.code == 15


def test_no_traceback_reaches_the_terminal(troubled: Ended) -> None:
    assert "Traceback" not in troubled.err


def test_an_unknown_site_is_bad_config(tmp_path: Path) -> None:
    ended = Desk(tmp_path / "data").run("checksites", "nowhere", *FAST)
    assert (ended.code, ended.err.strip()) == (21, "unknown site 'nowhere' (`scrapy list` shows the sites)")


def test_a_live_look_needs_a_contact(tmp_path: Path) -> None:
    ended = Desk(tmp_path / "data").run("checksites", "ccdi")
    assert ended.code == 21
    assert "export NOTICES_CONTACT=" in ended.err


def test_without_names_the_enabled_sites_are_looked_at() -> None:
    chosen = Command().choose_sites([])
    assert {site.id for site in chosen} == {site.id for site in SEEDED.values() if not site.disabled}
    assert {"ccdi", "zhejiang"} <= {site.id for site in chosen}


def test_a_named_site_is_looked_at_though_it_is_off() -> None:
    assert [site.id for site in Command().choose_sites(["handan", "handan"])] == ["handan"]
    with pytest.raises(ConfigError):
        Command().choose_sites(["nowhere"])
