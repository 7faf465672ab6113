"""A notice that is a file: what its listing says of it, with the file itself as the attachment."""

from datetime import date

from crawler.decoding.canonical import canonicalize
from crawler.decoding.file_links import FileLink
from crawler.decoding.media import resolve_attachments
from crawler.decoding.published import find_published
from crawler.decoding.script import to_reading_text
from crawler.model.items import Page, RawPage
from crawler.model.proofs import prove

_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
"""First bytes of PDF, of Office documents and OFD (zip), of older Office documents, and of RTF."""


def is_document(body: bytes) -> bool:
    """Whether the bytes are a document and no page."""
    return body.startswith(_SIGNATURES)


def read_document(raw: RawPage, latest: date) -> Page:
    """The page that stands for a document: title and day from the listing, else the day in the address; no text."""
    reading = to_reading_text(canonicalize(raw.listing_title or ""))
    evidence = [prove("title", "listing", 0, reading.text, "title.listing")] if reading.text else []
    published = find_published(infos=(), head=None, listing_date=raw.listing_date, url=raw.url, body="", latest=latest)
    if published is not None:
        evidence.append(prove("published_at", published.where, published.start, published.printed, published.rule))
    headers = {name.lower(): value for name, value in raw.headers}
    return Page(
        site=raw.site,
        url=raw.url,
        link_url=raw.link_url,
        fetched_at=raw.fetched_at,
        charset="utf-8",
        script=reading.script,
        bad_bytes=0,
        title=reading.text or None,
        published_at=published.value if published else None,
        source=None,
        author=None,
        editor=None,
        channel=(),
        views=None,
        text="",
        attachments=resolve_attachments(None, raw.url, [FileLink(raw.url, "")]),
        evidence=tuple(evidence),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        listing_title=raw.listing_title,
        listing_date=raw.listing_date,
        archive=raw.archive,
    )
