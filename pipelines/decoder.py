"""Stage 100: bytes to text, once."""

from crawler.model.items import Page, RawPage
from crawler.runs.stages import decode
from pipelines.stage import Stage


class DecodePipeline(Stage):
    """RawPage -> Page."""

    name = "decode"
    takes = RawPage

    async def work(self, item: RawPage) -> Page:
        """Reads the page."""
        return self.run.read(decode, item, self.run.site)
