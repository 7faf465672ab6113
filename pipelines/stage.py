"""What all stages share: a fault becomes an outcome of its page, and the page goes no further."""

import logging
from typing import Any, ClassVar, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import Notice
from crawler.outcomes import Outcome, StorageError, XunshiError
from crawler.scrapy_glue import SiteRun, close_crawl, find_run

logger = logging.getLogger(__name__)


class Stage:
    """One pipeline: `work` does the stage's job on its item type; every other item passes."""

    name: ClassVar[str]
    takes: ClassVar[type]

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run: SiteRun = find_run(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    async def work(self, item: Any) -> Any:
        """The stage itself."""
        raise NotImplementedError

    async def process_item(self, item: Any) -> Any:
        """Does the stage's work; a fault is counted for the page's address and drops the item."""
        if not isinstance(item, self.takes):
            return item
        page: Any = item.page if isinstance(item, Notice) else item
        try:
            return await self.work(item)
        except XunshiError as error:
            outcome, reason = error.outcome, str(error)
        except DropItem:
            raise
        except Exception as error:
            logger.exception("%s failed on %s", self.name, page.url)
            outcome, reason = Outcome.DEGRADED, f"{type(error).__name__}: {error}"
        if outcome is Outcome.STORAGE_ERROR:
            self.run.ledger.add_fault(page.url, self.name, reason, outcome)
            close_crawl(self.crawler, "storage_error")
        else:
            await self.fail(page.link_url, page.url, reason, outcome)
        raise DropItem(f"{self.name}: {reason} [{page.url}]")

    async def fail(self, link_url: str, url: str, reason: str, outcome: Outcome) -> None:
        """Counts the fault; where even that cannot be stored, the run is closed."""
        try:
            await self.run.fail(link_url, url, self.name, reason, outcome)
        except StorageError as error:
            self.run.ledger.add_fault(url, "store", str(error), error.outcome)
            close_crawl(self.crawler, "storage_error")
