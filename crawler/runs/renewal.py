"""Hashes of an older rule, taken anew from the archived pages before a run compares anything with them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from crawler.model.items import HASH_VERSION
from crawler.model.outcomes import BlockedPageError, UnreadablePageError
from crawler.model.site import Site

if TYPE_CHECKING:
    from crawler.store import OutdatedHash, Store
    from crawler.store.archive import Archive

_BATCH = 100


def renew_hashes(store: "Store", archive: "Archive", sites: Mapping[str, Site], version: int = HASH_VERSION) -> int:
    """Renews every hash of an older rule, a batch a transaction, so that a kill loses one batch; gives their number.

    What today's code cannot read any more has no hash from then on. Makes no revision and changes nothing published.
    Raises StorageError where the archive or the store cannot be read or written.
    """
    count = 0
    after: OutdatedHash | None = None
    while batch := store.list_outdated(version, after, _BATCH):
        store.renew_hashes([(content, _hash(content, archive, sites)) for content in batch], version)
        count += len(batch)
        after = batch[-1]
    return count


def _hash(content: "OutdatedHash", archive: "Archive", sites: Mapping[str, Site]) -> str:
    from crawler.runs.stages import decode

    try:
        page = decode(archive.read(content.archive), sites.get(content.site))
    except (UnreadablePageError, BlockedPageError):
        return ""
    return page.content_hash if page.text.strip() else ""
