"""Stage 400: a value whose evidence does not show it is never published."""

from crawler.model.items import Notice
from crawler.runs.stages import check
from pipelines.stage import Stage


class CheckPipeline(Stage):
    """Notice -> the same Notice, or a fault."""

    name = "check"
    takes = Notice

    async def work(self, item: Notice) -> Notice:
        """Raises the first contradiction between a value and its evidence, of facts that this run read.

        A copy or an unchanged page keeps its notice's facts: they were checked when they were read, perhaps by an older
        version with fewer proofs, and a second look at the page must not make them a fault.
        """
        verdict = item.page.verdict
        keeps = verdict is not None and verdict.is_known and verdict.notice_id == item.id
        if not keeps:
            self.run.read(check, item)
        return item
