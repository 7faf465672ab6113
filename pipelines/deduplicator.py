"""Stage 200: is this page new, a copy, a revision, or what we have? Reads only."""

import contextlib
from dataclasses import replace

from crawler.model.items import Page
from crawler.model.outcomes import UnreadablePageError
from crawler.runs.stages import decode, judge_page
from pipelines.stage import Stage


class DedupePipeline(Stage):
    """Page -> Page with its verdict."""

    name = "dedupe"
    takes = Page

    async def work(self, item: Page) -> Page:
        """Compares address and content hash with the store."""
        call, store = self.run.worker.call, self.run.worker.store
        at_address = await call(store.find_page, item.site, item.url)
        if at_address and at_address.archive and at_address.content_hash != item.content_hash:
            archived = await call(self.run.worker.archive.read, at_address.archive)
            with contextlib.suppress(UnreadablePageError):  # by today's code: then what is stored stands
                earlier = self.run.read(decode, archived, self.run.site)
                at_address = replace(at_address, content_hash=earlier.content_hash, hash_version=earlier.hash_version)
        with_content = await call(store.find_hash, item.content_hash, item.hash_version)
        return replace(item, verdict=judge_page(item, at_address, with_content))
