"""Every published form of the notices: one class a format in one registry; the feeds, rebuilt from the store."""

from crawler.exports.formats import FEED_FORMATS, FORMATS, write_notices
from crawler.exports.publishing import Outlet, publish_changes, publish_feeds

__all__ = ["FEED_FORMATS", "FORMATS", "Outlet", "publish_changes", "publish_feeds", "write_notices"]
