"""Every published form of the notices: one class a format in one registry; the feeds, rebuilt from the store."""

from crawler.exports.feedfiles import Outlet, open_outlet
from crawler.exports.formats import ENDINGS, FEED_FORMATS, FORMATS, find_format, write_notices, write_published
from crawler.exports.publishing import publish_changes, publish_feeds

__all__ = [
    "ENDINGS",
    "FEED_FORMATS",
    "FORMATS",
    "Outlet",
    "find_format",
    "open_outlet",
    "publish_changes",
    "publish_feeds",
    "write_notices",
    "write_published",
]
