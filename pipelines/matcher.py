"""Stage 350: damaged copies and other organs' reports of one event; needs the facts. Reads only."""

from dataclasses import replace

from crawler.model.items import Notice
from crawler.runs.stages import match
from pipelines.stage import Stage


class MatchPipeline(Stage):
    """Notice -> Notice whose verdict knows similar notices."""

    name = "match"
    takes = Notice

    async def work(self, item: Notice) -> Notice:
        """Compares a new notice with the candidates of the store."""
        if not item.page.verdict or item.page.verdict.status != "new":
            return item
        candidates = await self.run.worker.call(self.run.worker.store.find_similar, item)
        return replace(item, page=replace(item.page, verdict=self.run.read(match, item, candidates)))
