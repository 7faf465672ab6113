"""Stage 400: a value whose evidence does not show it is never published."""

from crawler.model.items import Notice
from crawler.runs.stages import check
from pipelines.stage import Stage


class CheckPipeline(Stage):
    """Notice -> the same Notice, or a fault."""

    name = "check"
    takes = Notice

    async def work(self, item: Notice) -> Notice:
        """Raises the first contradiction between a value and its evidence."""
        self.run.read(check, item)
        return item
