"""The seeds that are shipped: every one loads, says how it was seen, and is on only where that was enough."""

import re
from pathlib import Path

import pytest

from crawler.model.site import Exemption, Listing, Site
from crawler.sites.overview import sites_table
from crawler.sites.seeds import load_seeds

FOLDER = Path(__file__).parents[2] / "seeds"
SEEDS = load_seeds(FOLDER)
PROVINCES = {
    f"{code}0000"
    for code in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66))
}
BIG_CITIES = {
    f"{code}00" for code in (2101, 2102, 2201, 2301, 3201, 3301, 3302, 3502, 3701, 3702, 4201, 4401, 4403, 5101, 6101)
}


def test_every_seed_loads() -> None:
    assert [str(fault) for fault in SEEDS.faults] == []
    assert len(SEEDS.sites) == len(list(FOLDER.glob("*.toml")))


def test_the_centre_every_province_the_corps_and_the_big_cities_have_a_seed() -> None:
    commissions = {site.region for site in SEEDS.sites.values() if "纪委监委" in site.name or "纪委省监委" in site.name}
    assert commissions >= PROVINCES | BIG_CITIES
    assert {"ccdi", "bingtuan", "jszjw", "changzhutan", "handan"} <= set(SEEDS.sites)


@pytest.mark.parametrize("site", SEEDS.sites.values(), ids=SEEDS.sites)
def test_a_seed_says_when_and_how_it_was_seen(site: Site) -> None:
    assert site.verified
    assert re.match(r"20\d\d-\d\d(-\d\d)?: .{10,}", site.verified)


@pytest.mark.parametrize("site", SEEDS.sites.values(), ids=SEEDS.sites)
def test_a_seeds_expectations_are_sensible(site: Site) -> None:
    assert all(1 <= listing.min_links <= 10 for listing in site.listings)
    assert all(listing.stale_days >= 30 for listing in site.listings)
    assert site.floors


@pytest.mark.parametrize("site", [site for site in SEEDS.sites.values() if site.disabled], ids=lambda site: site.id)
def test_a_site_that_is_off_says_why(site: Site) -> None:
    assert site.disabled is not None
    assert len(site.disabled.reason) > 10


def test_reserved_names_are_never_on() -> None:
    assert not [s.id for s in SEEDS.sites.values() if not s.disabled and any(h.endswith(".invalid") for h in s.hosts)]


def make(site_id: str, **more: object) -> Site:
    values: dict[str, object] = {
        "id": site_id,
        "name": "某市|纪委监委",
        "level": "municipal",
        "region": "130400",
        "platform": "vsb",
        "hosts": ("jw.example.gov.cn",),
        "listings": (Listing(url="http://jw.example.gov.cn/xs.htm", stale_days=60, min_links=5),),
    }
    return Site(**(values | more))  # type: ignore[arg-type]


def test_the_table_has_one_row_a_site() -> None:
    since = SEEDS.sites["handan"].disabled
    assert since is not None
    off = Exemption(reason="retired", since=since.since)
    assert sites_table([make("b", disabled=off), make("a")]) == (
        "| site | name | level | platform | listings | state |\n"
        "|---|---|---|---|---|---|\n"
        "| a | 某市\\|纪委监委 | municipal | vsb | <http://jw.example.gov.cn/xs.htm> | enabled |\n"
        "| b | 某市\\|纪委监委 | municipal | vsb | <http://jw.example.gov.cn/xs.htm> "
        f"| off since {since.since}: retired |\n"
    )


def test_the_table_holds_every_shipped_site() -> None:
    table = sites_table(SEEDS.sites.values())
    assert all(f"| {site} | " in table for site in SEEDS.sites)
