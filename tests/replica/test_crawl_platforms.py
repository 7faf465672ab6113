"""One site a platform, crawled twice over real HTTP: every notice is fetched, little else, and the second run asks for
about one page a listing.
"""

import os
import subprocess
import sys
from datetime import datetime
from urllib.parse import urlsplit

import pytest

from crawler.model.config import ROOT, SEEDS
from crawler.model.times import BEIJING
from crawler.replica import Replica
from crawler.sites.seeds import load_seeds

SITES = (
    "ccdi", "chongqing", "fujian", "guangdong", "guizhou", "hainan", "handan", "heilongjiang", "henan", "hubei",
    "jiangsu", "liaoning", "shaanxi", "shanxi", "sichuan", "tianjin", "zhejiang",
)  # fmt: skip
SEEDED = load_seeds(SEEDS).sites
UNNEEDED = 12
"""The most articles that are fetched though they are no notices: their titles speak of inspections too."""


@pytest.fixture(scope="module")
def crawls(tmp_path_factory):
    """Exit codes and requests of a first and a second run, and the articles by site."""
    folder = tmp_path_factory.mktemp("platforms")
    options = ["-a", "force=1", "-s", "DOWNLOAD_DELAY=0", "-s", "REPLICA=1"]
    with Replica(datetime.now(BEIJING), sites=SITES) as replica:
        environment = {**os.environ, **replica.environment, "NOTICES_DATA_DIR": str(folder)}
        environment = {name: value for name, value in environment.items() if value}
        runs = []
        for _ in range(2):
            replica.forget_requests()
            command = [sys.executable, "-m", "scrapy", "crawlall", *SITES, *options]
            run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
            most = {host: replica.count_most_in_flight(host) for host in {entry.host for entry in replica.requests}}
            runs.append((run, replica.requests, most))
        articles = {site: replica.world.list_articles(site) for site in SITES}
    return runs, articles


def list_paths(requests, site):
    return [entry.path for entry in requests if entry.host in SEEDED[site].hosts]


@pytest.mark.parametrize("number", [0, 1], ids=["first", "second"])
def test_a_run_over_all_platforms_ends_well(crawls, number):
    run, requests, most = crawls[0][number]
    assert run.returncode == 0, run.stderr
    assert {entry.status for entry in requests} <= {200, 304}
    assert set(most.values()) == {1}


@pytest.mark.parametrize("site", SITES)
def test_every_notice_is_fetched_once(crawls, site):
    (_, requests, _), _ = crawls[0]
    paths = list_paths(requests, site)
    notices = {urlsplit(url) for url, article in crawls[1][site].items() if article.facts}
    for notice in notices:
        assert paths.count(notice.path + (f"?{notice.query}" if notice.query else "")) == 1


@pytest.mark.parametrize("site", SITES)
def test_little_else_is_fetched(crawls, site):
    (_, requests, _), _ = crawls[0]
    articles = {
        urlsplit(url).path + (f"?{urlsplit(url).query}" if urlsplit(url).query else ""): article
        for url, article in crawls[1][site].items()
    }
    unneeded = [path for path in list_paths(requests, site) if path in articles and not articles[path].facts]
    assert len(unneeded) <= UNNEEDED


@pytest.mark.parametrize("site", SITES)
def test_a_second_run_asks_for_about_one_page_a_listing(crawls, site):
    _, (_, requests, _) = crawls[0]
    robots, data = 1, site in ("tianjin", "zhejiang")
    assert len(list_paths(requests, site)) <= len(SEEDED[site].listings) + robots + data
