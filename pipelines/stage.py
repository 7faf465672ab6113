"""What all stages share: a fault becomes an outcome of its page, and the page goes no further."""

import logging
from typing import Any, ClassVar, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.model.items import Notice
from crawler.model.outcomes import MissingPageError, StorageError, UnreadablePageError, XunshiError
from crawler.runs.binding import SiteRun, close_crawl, find_run
from crawler.runs.cpu_limit import PageOverrunError

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
        except DropItem:
            raise
        except StorageError as error:
            self.run.turns.give(page.link_url)
            self.close_run(page.url, self.name, error)
            raise DropItem(f"{self.name}: {error} [{page.url}]") from error
        except XunshiError as error:
            fault = error
        except Exception as error:
            logger.exception("%s failed on %s", self.name, page.url)
            fault = XunshiError(f"{type(error).__name__}: {error}")
        try:
            await self.fail(page.link_url, page.url, fault)
        except StorageError as error:
            self.run.turns.give(page.link_url)
            self.close_run(page.url, "store", error)
        raise DropItem(f"{self.name}: {fault} [{page.url}]")

    async def fail(self, link_url: str, url: str, fault: XunshiError) -> None:
        """Counts the fault of a page. Raises StorageError where that cannot be stored."""
        if isinstance(fault, PageOverrunError):
            await self.run.note_overrun(link_url, url, self.name, fault)
        elif isinstance(fault, MissingPageError):
            await self.run.note_missing(link_url, url, self.name, str(fault), fault.outcome)
        else:
            lasting = isinstance(fault, UnreadablePageError)
            await self.run.fail(link_url, url, self.name, str(fault), fault.outcome, lasting=lasting)

    def close_run(self, url: str, stage: str, error: StorageError) -> None:
        """Ends a run whose pages cannot be stored; they stay pending."""
        self.run.ledger.add_fault(url, stage, str(error), error.outcome)
        close_crawl(self.crawler, "storage_error")
