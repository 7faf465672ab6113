"""Every seed that is on, and a few beside, crawled twice over real HTTP: every notice is fetched, little else, and the
second run asks for about one page a listing.
"""

import pytest

from bench.coverage import crawl_twice, list_sites
from crawler.model.config import SEEDS
from crawler.sites.seeds import load_seeds

BESIDE = ("hainan", "handan")
"""Seeds that are off and have a shape of their own."""
SITES = sorted({*BESIDE, *(site.id for site in list_sites())})
UNNEEDED = 12
"""The most articles that are fetched though they are no notices: their titles speak of inspections too."""


@pytest.fixture(scope="module")
def crawls(tmp_path_factory):
    """Both runs, and what they asked of each site by its name."""
    seeds = load_seeds(SEEDS).sites
    runs, rows = crawl_twice([seeds[name] for name in SITES], tmp_path_factory.mktemp("platforms"))
    return runs, {row.site.id: row for row in rows}


@pytest.mark.parametrize("number", [0, 1], ids=["first", "second"])
def test_a_run_over_all_platforms_ends_well(crawls, number):
    run = crawls[0][number]
    assert run.ended.returncode == 0, run.ended.stderr
    assert {entry.status for entry in run.requests} <= {200, 304}
    assert set(run.in_flight.values()) == {1}


@pytest.mark.parametrize("site", SITES)
def test_every_notice_is_fetched_once(crawls, site):
    fetched = crawls[1][site].fetched
    assert len(fetched) >= 8
    assert set(fetched.values()) == {1}


@pytest.mark.parametrize("site", SITES)
def test_little_else_is_fetched(crawls, site):
    assert crawls[1][site].unneeded <= UNNEEDED


@pytest.mark.parametrize("site", SITES)
def test_a_second_run_asks_for_about_one_page_a_listing(crawls, site):
    assert crawls[1][site].second <= crawls[1][site].fewest
