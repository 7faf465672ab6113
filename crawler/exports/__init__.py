"""The feeds: jsonl, csv, xml and atom, rebuilt from the store; the same writers serve Scrapy's `-O`."""

from crawler.exports.formats import FORMATS, PUBLISHED_FORMATS, write_feed
from crawler.exports.publishing import publish_feeds

__all__ = ["FORMATS", "PUBLISHED_FORMATS", "publish_feeds", "write_feed"]
