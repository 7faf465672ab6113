"""Every platform of the replica, read by its reader to the end of its listings: nothing skipped, nothing read twice."""

import re
from urllib.parse import urlsplit

import pytest

from crawler.decoding.charset import decode_bytes
from crawler.identity import canonicalize_url
from crawler.model.config import SEEDS
from crawler.model.site import Listing, Site
from crawler.readers import read_listing
from crawler.replica import Replica
from crawler.replica.corpus import list_sites
from crawler.sites.seeds import load_seeds
from tests.replica.client import CLOCK

SEEDED = load_seeds(SEEDS).sites
SITES = list_sites()
PLATFORMS = {
    "trs", "zjol", "plain", "hanweb", "vsb", "founder", "ucap", "guangdong", "jeecms", "mi4", "tongyuan", "sitesources",
    "dedecms", "query", "reverse", "anhui",
}  # fmt: skip
ON = [site.id for site in SEEDED.values() if site.disabled is None]
BY_SCRIPT = {"neimenggu", "zhalute"}
"""Sites whose further pages no address leads to."""
SEEDLESS = {"embedded", "phpcms", "unknown", "was", "webplus"}


def describe(world, name):
    """The site's seed; for one without, what a newcomer would write."""
    if name in SEEDED:
        return SEEDED[name]
    listings = tuple(Listing(url=url, stale_days=60, min_links=5) for url in world.list_listings(name))
    hosts = (urlsplit(listings[0].url).hostname,)
    return Site(id=name, name=name, level="county", region=None, platform="auto", hosts=hosts, listings=listings)


def walk(world, site, listing):
    """The pages of a listing, each as (address, read page), following its own pager to the end."""
    url, pages = listing.url, []
    while url is not None:
        parts = urlsplit(url)
        answer = world.answer(parts.hostname, parts.path + (f"?{parts.query}" if parts.query else ""))
        assert answer.status == 200, url
        page = read_listing(decode_bytes(answer.body, answer.content_type).text, url, site, listing)
        pages.append((url, page))
        url = page.data_url or page.next_url
        assert url not in [seen for seen, _ in pages]
    return pages


@pytest.fixture(scope="module")
def world():
    return Replica(CLOCK).world


@pytest.mark.parametrize("name", SITES)
def test_every_notice_is_linked_once_on_the_pages_its_pager_leads_to(world, name):
    site = describe(world, name)
    articles = world.list_articles(name)
    notices = {canonicalize_url(url, site) for url, article in articles.items() if article.facts}
    found = set()
    for listing in site.listings:
        links = [link.url for _, page in walk(world, site, listing) for link in page.links]
        assert len(links) == len(set(links))
        found |= {canonicalize_url(link, site) for link in links}
    assert found <= {canonicalize_url(url, site) for url in articles}
    assert notices <= found


@pytest.mark.parametrize("name", SITES)
def test_a_site_has_a_listing_of_three_pages(world, name):
    site = describe(world, name)
    pages = [sum(bool(page.links) for _, page in walk(world, site, listing)) for listing in site.listings]
    assert max(pages) == 1 if name in BY_SCRIPT else max(pages) >= 3


def test_every_seed_that_is_on_is_served():
    assert set(ON) <= set(SITES)


@pytest.mark.parametrize("name", ON)
def test_articles_stand_where_the_seeds_patterns_say(world, name):
    patterns = [re.compile(pattern) for pattern in SEEDED[name].article_patterns]
    strange = [url for url in world.list_articles(name) if not any(pattern.search(url) for pattern in patterns)]
    assert not patterns or not strange


@pytest.mark.parametrize("name", sorted(set(SITES) & set(SEEDED)))
def test_a_first_page_holds_what_its_seed_expects(world, name):
    site = SEEDED[name]
    for listing in site.listings:
        first = next(page for _, page in walk(world, site, listing) if page.links)
        assert len(first.links) >= listing.min_links


def test_there_is_a_site_for_every_platform():
    assert {SEEDED[name].platform for name in set(SITES) & set(SEEDED)} >= PLATFORMS
    assert set(SITES) - set(SEEDED) == SEEDLESS


def test_a_link_can_lead_to_a_page_that_only_refreshes(world):
    refreshed = [
        url
        for url in world.list_articles("liaoning")
        if b"http-equiv='refresh'" in world.answer("www.lnsjjjc.gov.cn", urlsplit(url).path).body
    ]
    assert refreshed
