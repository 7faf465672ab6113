"""Stage 300: the facts."""

from crawler.model.items import Notice, Page
from crawler.runs.stages import extract
from pipelines.stage import Stage


class ExtractPipeline(Stage):
    """Page -> Notice."""

    name = "extract"
    takes = Page

    async def work(self, item: Page) -> Notice:
        """Reads the facts off the page; an exact copy or an unchanged page keeps those of its notice, but a
        commission's own page of what so far stood on a unit's site is read itself.
        """
        if item.verdict and item.verdict.is_known and item.verdict.notice_id:
            call, store = self.run.worker.call, self.run.worker.store
            known = await call(store.find_notice, item.verdict.notice_id)
            if known and not await call(store.outranks, item.site, known.page.site):
                return Notice(id=known.id, page=item, facts=known.facts, first_seen=known.first_seen)
        return self.run.read(extract, item, self.run.site)
