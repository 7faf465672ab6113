"""Gives every good seed a spider class of its own."""

from typing import Any

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.model.config import SEEDS
from crawler.model.site import Site
from crawler.sites.seeds import Seeds, load_seeds
from spiders.site_spider import SiteSpider


class SeedSpiderLoader:
    """Scrapy's spider loader over seeds/: one spider a seed. A bad seed is a fault in `seeds`, never an exception."""

    def __init__(self, settings: BaseSettings) -> None:
        self.seeds: Seeds = load_seeds(SEEDS)
        self._spiders = {name: make_spider(site) for name, site in self.seeds.sites.items()}

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> "SeedSpiderLoader":
        """The loader, as Scrapy asks for it."""
        return cls(settings)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a site. Raises KeyError when no good seed has that name."""
        return self._spiders[spider_name]

    def find_by_request(self, request: Request) -> list[str]:
        """The sites that own a request's host."""
        return [name for name, spider in self._spiders.items() if spider.handles_request(request)]

    def list(self) -> list[str]:
        """The names of all good seeds."""
        return sorted(self._spiders)


def make_spider(site: Site) -> type[SiteSpider]:
    """A spider class for one site: its name, its hosts, its pace."""
    attributes: dict[str, Any] = {
        "name": site.id,
        "site": site,
        "allowed_domains": list(site.hosts),
        "custom_settings": make_settings(site),
    }
    return type(f"{site.id.title().replace('_', '').replace('-', '')}Spider", (SiteSpider,), attributes)


def make_settings(site: Site) -> dict[str, Any]:
    """The Scrapy settings a seed decides."""
    settings: dict[str, Any] = {"DOWNLOAD_DELAY": max(site.delay, 0.01), "COOKIES_ENABLED": site.cookies}
    if site.insecure_tls:
        settings["DOWNLOAD_VERIFY_CERTIFICATES"] = False
    return settings
