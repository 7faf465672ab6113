"""The seeds that are shipped: every one loads, says how it was seen, and is on only where that was enough."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crawler.model.site import Exemption, Listing, Seen, Site
from crawler.sites.checks import split_host
from crawler.sites.merged import format_site
from crawler.sites.overview import provinces_table, sites_table
from crawler.sites.retired import load_retired
from crawler.sites.seeds import load_seeds, read_seed
from crawler.sites.templates import list_templates

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


def test_no_file_of_the_seeds_is_overlooked() -> None:
    known = {*SEEDS.sites, *(f"_templates/{name}" for name in list_templates(FOLDER)), "retired/hosts"}
    assert {str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.toml")} == known


def test_every_template_is_shared() -> None:
    assert {site.template for site in SEEDS.sites.values()} == set(list_templates(FOLDER))


@pytest.mark.parametrize("site", SEEDS.sites.values(), ids=SEEDS.sites)
def test_inspection_columns_stand_before_all_others(site: Site) -> None:
    inspections = [listing.is_inspection for listing in site.listings]
    assert inspections == sorted(inspections, reverse=True)


@pytest.mark.parametrize("site", SEEDS.sites.values(), ids=SEEDS.sites)
def test_every_listing_says_what_was_seen_of_it(site: Site) -> None:
    assert all(listing.seen for listing in site.listings)


BEFORE_THE_RULE = {"jilin", "jilinshi", "jilin-renda", "zhejiang"}


def test_a_site_that_no_listing_was_seen_of_is_off() -> None:
    on = {site.id: site for site in SEEDS.sites.values() if site.disabled is None}
    by_articles = {name for name, site in on.items() if all(seen.what == "article" for seen in list_seen(site))}
    assert by_articles == BEFORE_THE_RULE
    assert not [name for name, site in on.items() if all(seen.what == "host" for seen in list_seen(site))]


def list_seen(site: Site) -> list[Seen]:
    return [listing.seen for listing in site.listings if listing.seen]


def test_a_site_known_by_articles_carries_their_pattern() -> None:
    for site in SEEDS.sites.values():
        if any(seen.what == "article" for seen in list_seen(site)):
            assert site.article_patterns, site.id


@pytest.mark.parametrize(
    "site", [site for site in SEEDS.sites.values() if site.kind == "unit-site"], ids=lambda s: s.id
)
def test_a_unit_site_may_be_silent_for_a_year_but_not_speak_of_everything(site: Site) -> None:
    assert site.title_words == ("巡视", "巡察")
    assert {floor.field for floor in site.floors} == {"title"}


def test_no_listing_stands_on_a_retired_host() -> None:
    retired = {host.host for host in load_retired(FOLDER)}
    listed = {split_host(listing.url): site.id for site in SEEDS.sites.values() for listing in site.listings}
    assert not retired & set(listed)


def test_what_followed_a_retired_host_is_seeded() -> None:
    seeded = {host for site in SEEDS.sites.values() for host in site.hosts}
    assert {host.replaced_by for host in load_retired(FOLDER)} <= seeded


@pytest.mark.parametrize("site", SEEDS.sites.values(), ids=SEEDS.sites)
def test_a_seed_written_out_says_the_same_without_its_template(site: Site, tmp_path: Path) -> None:
    (tmp_path / f"{site.id}.toml").write_text(format_site(site), encoding="utf-8")
    again, faults = read_seed(tmp_path / f"{site.id}.toml")
    assert faults == ()
    assert again == replace(site, template=None)


def make(site_id: str, **more: object) -> Site:
    values: dict[str, object] = {
        "id": site_id,
        "name": "某市|纪委监委",
        "level": "municipal",
        "region": "130400",
        "platform": "vsb",
        "hosts": ("jw.example.gov.cn",),
        "listings": (
            Listing(
                url="http://jw.example.gov.cn/xs.htm",
                stale_days=60,
                min_links=5,
                column="巡察工作",
                seen=Seen(what="article", year=2024),
            ),
        ),
    }
    return Site(**(values | more))  # type: ignore[arg-type]


OFF = Exemption(reason="retired", since=date(2026, 11, 20))


def test_the_table_has_one_row_a_site() -> None:
    row = "某市\\|纪委监委 | municipal | 130400 | vsb | 巡察工作 <http://jw.example.gov.cn/xs.htm> (article 2024)"
    assert sites_table([make("b", disabled=OFF), make("a")]) == (
        "| site | name | level | region | platform | listings | state |\n"
        "|---|---|---|---|---|---|---|\n"
        f"| a | {row} | on |\n"
        f"| b | {row} | off since 2026-11-20: retired |\n"
    )


def test_the_provinces_table_says_what_is_read_and_what_waits() -> None:
    table = provinces_table([make("a"), make("b", disabled=OFF), make("c", region="410100", disabled=OFF, listings=())])
    assert "| 河北省 | 1 | 2 | a: 巡察工作 | 2024 | to be looked at: b |\n" in table
    assert "| 河南省 | 0 | 1 |  |  | no inspection column known |\n" in table
    assert table.count("\n") == 2 + 1 + 31


def test_the_tables_hold_every_shipped_site() -> None:
    table = sites_table(SEEDS.sites.values())
    assert all(f"| {site} | " in table for site in SEEDS.sites)
    known = [int(row.split(" | ")[2]) for row in provinces_table(SEEDS.sites.values()).splitlines()[2:]]
    assert sum(known) == len(SEEDS.sites)
