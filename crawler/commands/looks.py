"""Looks at sites with the crawl's own manners (robots.txt, pace, guards), without lock, store or feeds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrapy.settings import Settings

from crawler.model.site import Site

if TYPE_CHECKING:
    from spiders.probe import SiteLook


def look_at_sites(
    settings: Settings, sites: Sequence[Site], articles: int = 0, *, thorough: bool = False, listings: bool = True
) -> "list[SiteLook]":
    """One look at each site, side by side: its listings, and up to `articles` articles of each; `thorough`: see
    SiteLook; without `listings` robots.txt alone.
    """
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.runs.binding import attach_site
    from crawler.runs.session import escape_logs
    from spiders.loader import make_settings
    from spiders.probe import ListingLook, ProbeSpider, SiteLook

    settings = settings.copy()
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    settings.set("FEEDS", {}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    escape_logs()
    looks = []
    for site in sites:
        seen = [ListingLook(listing=listing) for listing in site.listings] if listings else []
        look = SiteLook(site=site, thorough=thorough, articles_wanted=articles, listings=seen)
        looks.append(look)
        spider = type("SiteProbe", (ProbeSpider,), {"custom_settings": make_settings(site)})
        crawler = process.create_crawler(spider)
        attach_site(crawler, site)
        process.crawl(crawler, look=look)
    if looks:
        process.start()
    return looks
