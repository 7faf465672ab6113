"""Scrapy's settings: polite, bounded, closed (CONTRACT.md, RELIABILITY.md section 3)."""

import os

from scrapy.settings import default_settings

from crawler import VERSION
from crawler.exports.exporters import EXPORTERS
from crawler.model.config import read_config
from crawler.model.outcomes import ConfigError

try:
    _contact = read_config(os.environ).contact
except ConfigError:
    _contact = None  # the commands say what is wrong with it

BOT_NAME = "xunshi"
USER_AGENT = f"xunshi/{VERSION}" + (f" (+{_contact})" if _contact else "")
SPIDER_MODULES = ["spiders"]
SPIDER_LOADER_CLASS = "spiders.loader.SeedSpiderLoader"
COMMANDS_MODULE = "crawler.commands"
LOG_FORMATTER = "crawler.runs.binding.LogFormatter"
LOG_LEVEL = "WARNING"
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {**dict.fromkeys(default_settings.FEED_EXPORTERS_BASE), **EXPORTERS}  # none of Scrapy's own

ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 1  # a site: what waits for its turn in Scrapy's downloader keeps a closing run waiting too
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
AUTOTHROTTLE_ENABLED = True  # a slow host is asked more slowly than its seed says, never faster
AUTOTHROTTLE_START_DELAY = 0
AUTOTHROTTLE_MAX_DELAY = 60
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {
    "http": "crawler.network.handler.BoundedHandler",
    "https": "crawler.network.handler.BoundedHandler",
    **dict.fromkeys(("file", "ftp", "data", "s3")),
}
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
}
TWISTED_DNS_RESOLVER = "crawler.network.resolver.GuardedResolver"
COOKIES_ENABLED = False
REFERRER_POLICY = "same-origin"
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # the spider follows those itself, on the text as decoded here
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
DEPTH_LIMIT = 0
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # a dropped redirect tells nobody
CLOSESPIDER_TIMEOUT = 50 * 60
MEMUSAGE_LIMIT_MB = 1024
MEMUSAGE_CHECK_INTERVAL_SECONDS = 10.0
EXTENSIONS_BASE = {  # of Scrapy's own, those that a crawl uses: the others would be loaded to be left off
    f"scrapy.extensions.{extension}": 0
    for extension in (
        "corestats.CoreStats",
        "logcount.LogCount",
        "memusage.MemoryUsage",
        "closespider.CloseSpider",
        "feedexport.FeedExporter",
        "throttle.AutoThrottle",
    )
}
LOG_VERSIONS: list[str] = []  # said at INFO, looked up in any case
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    # AddressGuard is stricter, and its refusal reaches the errback (Scrapy's drops the request when it is scheduled)
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.network.limits.NoRequestMiddleware": 10,
    "crawler.network.limits.BudgetMiddleware": 20,
    "crawler.network.limits.AddressGuard": 40,
    "crawler.network.limits.RobotsMiddleware": 100,
    "crawler.network.pauses.RestMiddleware": 560,  # sees an answer before Scrapy tries again (550)
    "crawler.network.limits.EncodingMiddleware": 595,  # before Scrapy unpacks bodies (590)
}
ITEM_PIPELINES = {
    "pipelines.archiver.ArchivePipeline": 50,
    "pipelines.decoder.DecodePipeline": 100,
    "pipelines.deduplicator.DedupePipeline": 200,
    "pipelines.extractor.ExtractPipeline": 300,
    "pipelines.matcher.MatchPipeline": 350,
    "pipelines.checker.CheckPipeline": 400,
    "pipelines.keeper.StorePipeline": 500,
}

# the project's own
WATCHDOG_GRACE = 60
"""Seconds after CLOSESPIDER_TIMEOUT at which a process that did not close in order is killed."""
PAGE_CPU_LIMIT = 20
"""Seconds of processor time that reading one page may take."""
REPLICA = False
"""True only for the bundled replica: no contact needed, a loopback proxy allowed."""
