"""Stage 300: the facts."""

from crawler.model.items import Notice, Page
from crawler.runs.stages import extract
from pipelines.stage import Stage


class ExtractPipeline(Stage):
    """Page -> Notice."""

    name = "extract"
    takes = Page

    async def work(self, item: Page) -> Notice:
        """Reads the facts off the page; an exact copy or an unchanged page keeps those of its notice."""
        if item.verdict and item.verdict.status in ("copy", "unchanged") and item.verdict.notice_id:
            known = await self.run.worker.call(self.run.worker.store.find_notice, item.verdict.notice_id)
            if known:
                return Notice(id=known.id, page=item, facts=known.facts, first_seen=known.first_seen)
        return self.run.read(extract, item, self.run.site)
