"""Stage 50: what was fetched lies in the archive before anything else happens to it."""

from dataclasses import replace

from crawler.model.items import RawPage
from pipelines.stage import Stage


class ArchivePipeline(Stage):
    """RawPage -> RawPage with its place in the archive."""

    name = "archive"
    takes = RawPage

    async def work(self, item: RawPage) -> RawPage:
        """Writes the page to its WARC file, unless it came from there, and counts the attempt to read it."""
        archive = item.archive or await self.run.worker.call(self.run.worker.archive.write, item)
        await self.run.begin_reading(item.link_url, archive)
        return replace(item, archive=archive)
