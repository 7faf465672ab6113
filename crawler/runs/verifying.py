"""Whether what is stored is what the archived pages say: record, hash, text, and every value with its words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.model.corrections import apply_corrections
from crawler.model.items import Notice
from crawler.model.outcomes import XunshiError
from crawler.model.proofs import list_astray
from crawler.model.publication import Published, notice_to_json
from crawler.model.site import Site
from crawler.runs.stages import decode, extract

if TYPE_CHECKING:
    from crawler.store import Store
    from crawler.store.archive import Archive
    from crawler.store.values import StoredPage

_OF_STORE = frozenset({"id", "first_seen", "revision", "withdrawn", "sightings", "same_event", "fetched_at"})
"""What the store says itself, and no page."""


def verify_page(store: "Store", archive: "Archive", page: "StoredPage", site: Site | None) -> Iterator[str]:
    """What is wrong with a stored page and, where the page is its own, with its notice; a line a fault."""
    name = f"{page.notice_id} {page.url}"
    if page.archive is None:
        yield f"{name}: no archived page"
        return
    where = f"{page.archive.file} at byte {page.archive.offset}"
    try:
        derived = extract(decode(archive.read(page.archive), site), site)
    except XunshiError as error:
        yield f"{name}: {where}: {error}"
        return
    stored = store.find_notice(page.notice_id)
    if stored is None:
        yield f"{name}: its notice is gone"
        return
    if derived.page.hash_version == page.hash_version and derived.page.content_hash != page.content_hash:
        yield f"{name}: content hash {page.content_hash[:12]} is not that of {where}"
    if stored.page.url == page.url and stored.page.site == page.site:
        yield from (f"{name}: {fault}" for fault in verify_notice(store, stored, derived))


def verify_notice(store: "Store", stored: Notice, derived: Notice) -> Iterator[str]:
    """The values of a stored notice whose words do not stand where they should, or that were changed in the database.

    Other code than today's may have read it: that is no damage, and `scrapy reextract` shows it.
    """
    told = notice_to_json(stored)
    yield from list_astray(told)
    if stored.page.content_hash == derived.page.content_hash and stored.page.text != derived.page.text:
        place = _find_difference(stored.page.text, derived.page.text)
        yield f"text: differs from the archived page at character {place}"
    if store.is_intact(stored.id):
        return
    corrections = store.list_corrections(stored.id)
    expected: Published = apply_corrections({**notice_to_json(derived), "id": stored.id}, corrections)
    changed = [key for key, value in expected.items() if key not in _OF_STORE and told[key] != value]
    yield f"{', '.join(changed) or 'document'}: not as written: the database is damaged; restore a backup, or reextract"


def _find_difference(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
