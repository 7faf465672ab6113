"""The stages as plain functions: the same for a crawl, for `scrapy extract` and for `scrapy reextract`.

The rooms behind them are loaded when the first page is read: most runs find nothing new and read none.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from importlib import import_module
from typing import Protocol

from crawler.model.items import HASH_VERSION, Notice, Page, RawPage, Sighting, Verdict
from crawler.model.outcomes import UnreadablePageError
from crawler.model.proofs import list_astray, list_proven_paths
from crawler.model.publication import notice_to_json
from crawler.model.site import Site


def load_rooms() -> None:
    """Loads what reads a page, so that no page's own time is spent on it."""
    for room in ("decoding.page", "extraction.notice", "identity"):
        import_module(f"crawler.{room}")


class Known(Protocol):
    """What dedupe must know of a stored page."""

    @property
    def notice_id(self) -> str:
        """The notice it belongs to."""

    @property
    def content_hash(self) -> str:
        """Its content hash."""


def decode(raw: RawPage, site: Site | None) -> Page:
    """Bytes to text, with canonical address and content hash.

    Raises UnreadablePageError for what is no page or lost too many bytes, BlockedPageError for a challenge page.
    """
    from crawler.decoding.page import read_page

    return fingerprint(read_page(raw, site), site)


def fingerprint(page: Page, site: Site | None) -> Page:
    """The page under its canonical address, with its content hash."""
    from crawler.identity import canonicalize_url, hash_content

    return replace(
        page,
        url=canonicalize_url(page.url, site) if page.url.startswith("http") else page.url,
        content_hash=hash_content(page.title or "", page.text),
        hash_version=HASH_VERSION,
    )


def judge_page(page: Page, at_address: Known | None, with_content: Known | None) -> Verdict:
    """New, unchanged, revision or copy, by address and content hash.

    `at_address` is what the store has under the page's address, its hash made by today's code; `with_content` the
    notice that holds the same content at any address; a page with hardly any text of its own is nobody's copy.
    """
    if at_address:
        same = at_address.content_hash == page.content_hash
        return Verdict(status="unchanged" if same else "revision", notice_id=at_address.notice_id, rule="address")
    if with_content and not page.is_slight:
        return Verdict(status="copy", notice_id=with_content.notice_id, rule="content-hash")
    return Verdict(status="new")


def extract(page: Page, site: Site | None) -> Notice:
    """The notice a page gives, as of a first sighting."""
    from crawler.extraction.notice import extract_facts
    from crawler.extraction.weighing import weigh_page
    from crawler.identity import identify, make_notice_id

    seen = page.fetched_at.astimezone(UTC)
    facts = extract_facts(page, site)
    return Notice(
        id=make_notice_id(page.site, page.url),
        page=weigh_page(page),
        facts=identify(facts),
        first_seen=seen,
        sightings=(Sighting(site=page.site, url=page.url, first_seen=seen),),
    )


def match(notice: Notice, candidates: Sequence[Notice]) -> Verdict:
    """The verdict of a new notice beside similar ones: a damaged copy, or new with links to the same event."""
    from crawler.identity import compare_notices

    same_event = []
    for other in candidates:
        relation = compare_notices(notice, other)
        if relation.kind == "same":
            return Verdict(status="copy", notice_id=other.id, rule=relation.rule)
        if relation.kind == "same_event":
            same_event.append(other.id)
    return Verdict(status="new", same_event=tuple(same_event))


def check(notice: Notice) -> None:
    """Raises UnreadablePageError when a value's evidence does not show it, or is of no value: better no notice than a
    wrong one.
    """
    published = notice_to_json(notice)
    if (fault := next(list_astray(published), None)) is not None:
        raise UnreadablePageError(f"{fault}: a fault of the program, please report it")
    proven = {proof.field for proof in (*notice.facts.evidence, *notice.page.evidence)}
    if unproven := [path for path in list_proven_paths(published) if path not in proven]:
        raise UnreadablePageError(
            f"{unproven[0]}: has a value and no evidence ({len(unproven)} such values): "
            "a fault of the program, please report it"
        )
