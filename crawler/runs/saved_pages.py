"""One saved page, offline: the same decode and extract code as the crawl, one JSON object out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawler.decoding.charset import decode_bytes
from crawler.decoding.plaintext import read_plain
from crawler.model.cleaning import clean
from crawler.model.items import Notice, Page, RawPage
from crawler.model.outcomes import XunshiError
from crawler.model.publication import notice_to_json
from crawler.model.site import Site
from crawler.runs.stages import decode, extract, fingerprint

OFFLINE = "offline"
"""The site of a page whose address belongs to no seed."""

_MARKUP_SIGNS = (b"<!doctype", b"<html", b"<head", b"<body", b"<div", b"<meta", b"<p>", b"<table", b"<?xml")
_SIGN_WINDOW = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """One page to read: `text` (already clean) or `body` (bytes), and what is known of it."""

    ref: str
    text: str | None = field(default=None, repr=False)
    body: bytes | None = field(default=None, repr=False)
    url: str | None = None
    content_type: str | None = None
    fetched_at: datetime | None = None


def read_saved(document: SavedPage, sites: Sequence[Site], now: datetime) -> dict[str, Any]:
    """The published object of a page with `ref`; with `error` and kind `other` for a page that cannot be read."""
    try:
        return {"ref": document.ref, **notice_to_json(read_notice(document, sites, now))}
    except XunshiError as error:
        known = {"charset": error.charset} if error.charset else {}
        return {"ref": document.ref, "kind": "other", "url": document.url, **known, "error": str(error)}


def read_notice(document: SavedPage, sites: Sequence[Site], now: datetime) -> Notice:
    """The notice on a saved page. Raises UnreadablePageError or BlockedPageError."""
    document = clean(document)
    site = find_site(document.url, sites)
    url = document.url or f"file:{document.ref}"
    site_id = site.id if site else OFFLINE
    fetched_at = document.fetched_at or now
    if document.text is not None:
        page = fingerprint(read_plain(document.text, site=site_id, url=url, fetched_at=fetched_at), site)
        return extract(page, site)
    raw = RawPage(
        site=site_id,
        url=url,
        link_url=url,
        body=document.body or b"",
        content_type=document.content_type or guess_type(document.body or b""),
        fetched_at=fetched_at,
        undated=document.fetched_at is None,
    )
    if raw.content_type == "text/plain":
        return extract(_read_text_file(raw, site), site)
    return extract(decode(raw, site), site)


def _read_text_file(raw: RawPage, site: Site | None) -> Page:
    """A text file as a page."""
    decoded = decode_bytes(raw.body, raw.content_type)
    plain = read_plain(decoded.text, site=raw.site, url=raw.url, fetched_at=raw.fetched_at)
    return fingerprint(replace(plain, charset=decoded.charset, bad_bytes=decoded.bad_bytes), site)


def guess_type(body: bytes) -> str | None:
    """`text/plain` for a file without any sign of markup, else None."""
    head = body[:_SIGN_WINDOW].replace(b"\0", b"").lower()
    return None if any(sign in head for sign in _MARKUP_SIGNS) or not head.strip() else "text/plain"


def find_site(url: str | None, sites: Sequence[Site]) -> Site | None:
    """The site an address belongs to, by its host."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return next((site for site in sites if host in site.hosts), None)
