"""Stage 500: one transaction a page."""

from crawler.model.items import PUBLISHED_KINDS, Notice
from crawler.runs.health import list_filled
from crawler.runs.ledger import SkippedLink
from pipelines.stage import Stage


class StorePipeline(Stage):
    """Notice -> the stored Notice when it is new and published (what `-O` holds), else a SkippedLink that ends here."""

    name = "store"
    takes = Notice

    async def work(self, item: Notice) -> Notice | SkippedLink:
        """Commits page, sighting, notice and facts, and marks the link done."""
        stored = await self.run.worker.call(self.run.worker.store.commit, item, self.run.now())
        self.run.ledger.add_notice(stored, list_filled(self.run.site, stored))
        self.run.close_link(item.page.link_url)
        verdict = stored.page.verdict
        if verdict and verdict.status == "new" and stored.facts.kind in PUBLISHED_KINDS:
            return stored
        return SkippedLink(url=item.page.url, title=item.page.title or "", reason="not a new notice")
