"""Recorded pages of a site: a listing and a few articles as fetched, beside what a person read on them.

They lie in tests/sites/SITE/: `listing.html`, `article-N.html` (the bytes as they came, whatever their format) and
`expected.json`. `scrapy addsite` writes them, a person checks them, the tests read them with today's code.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.decoding.charset import decode_bytes
from crawler.model.items import Notice, RawPage
from crawler.model.outcomes import ConfigError, XunshiError
from crawler.model.site import Site
from crawler.readers import ListingPage, read_listing
from crawler.runs.stages import decode, extract

EXPECTED = "expected.json"
LISTING = "listing.html"
_DAMAGED = re.compile("[\ufffd\ue000-\uf8ff\x80-\x9f]")
"""What no page that was read right holds: lost bytes, private-use characters, C1 controls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedArticle:
    """One article: its file, where it came from, and what stands on it. `published_at` as CONTRACT prints it."""

    file: str
    url: str
    content_type: str | None
    title: str | None
    published_at: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedLink:
    """A listing's first entry; `date` is `YYYY-MM-DD` or None."""

    url: str
    title: str
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a person read on the recorded pages.

    `listing` is the listing's address in the seed, `url` the one that answered; `recorded` the ISO moment of fetching;
    `read_by` names the person and stays empty until somebody has looked.
    """

    listing: str
    url: str
    content_type: str | None
    recorded: str
    links: int
    first: RecordedLink
    next_url: str | None
    articles: tuple[RecordedArticle, ...]
    read_by: str


def make_recorded(listing: str, url: str, content_type: str | None, page: ListingPage, recorded: datetime) -> Recorded:
    """What today's code reads on a listing, for a person to check; without articles."""
    first = page.links[0]
    return Recorded(
        listing=listing,
        url=url,
        content_type=content_type,
        recorded=recorded.isoformat(timespec="seconds"),
        links=len(page.links),
        first=RecordedLink(url=first.url, title=first.title, date=first.date),
        next_url=page.next_url,
        articles=(),
        read_by="",
    )


def make_article(file: str, url: str, content_type: str | None, notice: Notice) -> RecordedArticle:
    """What today's code reads on an article, for a person to check."""
    page = notice.page
    return RecordedArticle(
        file=file,
        url=url,
        content_type=content_type,
        title=page.title,
        published_at=page.published_at,
        kind=notice.facts.kind,
    )


def format_recorded(recorded: Recorded) -> str:
    """The text of `expected.json`."""
    return json.dumps(asdict(recorded), ensure_ascii=False, indent=1) + "\n"


def list_recorded(folder: Path) -> list[Path]:
    """The folders of recorded pages in `folder`, one a site, sorted."""
    return sorted(path.parent for path in folder.glob(f"*/{EXPECTED}"))


def load_recorded(folder: Path) -> Recorded:
    """The `expected.json` of a folder. Raises ConfigError, which names file and key."""
    path = folder / EXPECTED
    name = f"{folder.name}/{EXPECTED}"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{name}: cannot be read: {error.strerror}; `scrapy addsite` writes one") from error
    except ValueError as error:
        raise ConfigError(f"{name}: no JSON: {error}") from error
    try:
        return _build(values)
    except (KeyError, TypeError) as error:
        raise ConfigError(f"{name}: {error}: keys are those of crawler/sites/recorded.py") from error


def _build(values: dict[str, Any]) -> Recorded:
    articles = tuple(RecordedArticle(**article) for article in values["articles"])
    return Recorded(**{**values, "first": RecordedLink(**values["first"]), "articles": articles})


def compare_recorded(folder: Path, site: Site) -> list[str]:
    """Every way in which the recorded pages, read with `site`, differ from what is expected; empty: all is right.

    An expectation nobody has read, or one with damaged characters, is a difference too. Raises ConfigError.
    """
    expected = load_recorded(folder)
    return [f"{folder.name}/{line}" for line in _find_differences(folder, expected, site)]


def _find_differences(folder: Path, expected: Recorded, site: Site) -> Iterator[str]:
    if not expected.read_by.strip():
        yield (
            f"{EXPECTED}: read_by is empty: open {LISTING} and the articles in a browser, compare them with "
            f"{EXPECTED}, and write your name and the day"
        )
    if damaged := _DAMAGED.search(format_recorded(expected)):
        yield f"{EXPECTED}: holds {damaged[0]!r}: the page was read in the wrong charset"
    yield from _compare_listing(folder, expected, site)
    for article in expected.articles:
        yield from _compare_article(folder, article, expected, site)


def _compare_listing(folder: Path, expected: Recorded, site: Site) -> Iterator[str]:
    listing = next((listing for listing in site.listings if listing.url == expected.listing), None)
    if listing is None:
        yield f"{EXPECTED}: listing {expected.listing} is none of seeds/{site.id}.toml"
        return
    html = decode_bytes(_read_bytes(folder, LISTING), expected.content_type).text
    page = read_listing(html, expected.url, site, listing)
    first = page.links[0] if page.links else None
    read: dict[str, object] = {
        "links": len(page.links),
        "first.url": first.url if first else None,
        "first.title": first.title if first else None,
        "first.date": first.date if first else None,
        "next_url": page.next_url,
    }
    wanted: dict[str, object] = {
        "links": expected.links,
        "first.url": expected.first.url,
        "first.title": expected.first.title,
        "first.date": expected.first.date,
        "next_url": expected.next_url,
    }
    yield from (_tell(LISTING, key, wanted[key], value) for key, value in read.items() if value != wanted[key])
    if len(page.links) < listing.min_links:
        yield f"{LISTING}: {len(page.links)} links, but the seed's min_links says {listing.min_links}"


def _compare_article(folder: Path, article: RecordedArticle, expected: Recorded, site: Site) -> Iterator[str]:
    raw = RawPage(
        site=site.id,
        url=article.url,
        link_url=article.url,
        body=_read_bytes(folder, article.file),
        content_type=article.content_type,
        fetched_at=datetime.fromisoformat(expected.recorded),
    )
    try:
        notice = extract(decode(raw, site), site)
    except XunshiError as error:
        yield f"{article.file}: {error}"
        return
    read = make_article(article.file, article.url, article.content_type, notice)
    for key in ("title", "published_at", "kind"):
        if getattr(read, key) != getattr(article, key):
            yield _tell(article.file, key, getattr(article, key), getattr(read, key))


def _tell(file: str, key: str, wanted: object, read: object) -> str:
    return f"{file}: {key}: a person read {wanted!r}, the code reads {read!r}"


def _read_bytes(folder: Path, file: str) -> bytes:
    try:
        return (folder / Path(file).name).read_bytes()
    except OSError as error:
        raise ConfigError(f"{folder.name}/{file}: cannot be read: {error.strerror}") from error
