"""Looks at sites with the crawl's own manners (robots.txt, pace, guards), without lock, store or feeds."""

from collections.abc import Sequence

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.model.site import Site
from crawler.runs.binding import attach_site
from crawler.runs.session import escape_logs
from spiders.loader import make_settings
from spiders.probe import ListingLook, ProbeSpider, SiteLook


def look_at_sites(settings: Settings, sites: Sequence[Site], articles: int = 0) -> list[SiteLook]:
    """One look at each site, side by side: its listings, and up to `articles` articles of each."""
    settings = settings.copy()
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    settings.set("FEEDS", {}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    escape_logs()
    looks = []
    for site in sites:
        listings = [ListingLook(listing=listing) for listing in site.listings]
        look = SiteLook(site=site, articles_wanted=articles, listings=listings)
        looks.append(look)
        spider = type("SiteProbe", (ProbeSpider,), {"custom_settings": make_settings(site)})
        crawler = process.create_crawler(spider)
        attach_site(crawler, site)
        process.crawl(crawler, look=look)
    if looks:
        process.start()
    return looks
