"""The feeds: jsonl, csv, xml and atom, rebuilt from the store; the same writers serve Scrapy's `-O`."""

from crawler.feeds.formats import PUBLISHED_FORMATS, WRITERS, write_feed
from crawler.feeds.publishing import publish_feeds

__all__ = ["PUBLISHED_FORMATS", "WRITERS", "publish_feeds", "write_feed"]
