"""What a platform's reader is made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.readers.source import Source


@dataclass(frozen=True, slots=True)
class Record:
    """An entry read from data (JSON, script, XML) instead of a link: `href` as it stands there."""

    href: str
    title: str
    date: str | None = None
    pinned: bool = False
    yearless: str | None = None
    told: str | None = None


@dataclass(frozen=True, slots=True)
class PageTurn:
    """What a platform's own pager says: the next page's address, or None at the end."""

    url: str | None


def _no_records(source: Source) -> list[Record]:
    return []


def _no_turn(source: Source) -> PageTurn | None:
    return None


def _no_data(source: Source) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One platform.

    `signs` are (points, pattern) pairs: what in a page's text speaks for the platform; `address_signs` the same for
    its address. `links` is a CSS selector of its entries' links or rows, where the platform has such a thing.
    `read_records` gives entries that lie in scripts or data; `find_turn` reads its own pager (None: it is not there,
    the page's visible pager is read instead); `find_data` the plain request that holds the entries of this page.
    """

    name: str
    signs: tuple[tuple[int, re.Pattern[str]], ...] = ()
    address_signs: tuple[tuple[int, re.Pattern[str]], ...] = ()
    links: str | None = None
    read_records: Callable[[Source], list[Record]] = _no_records
    find_turn: Callable[[Source], PageTurn | None] = _no_turn
    find_data: Callable[[Source], str | None] = _no_data
