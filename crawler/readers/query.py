"""ASP, PHP and JSP pages that a query turns: `?page=2`, or an offset (`?nbegin=8&ncount=8`)."""

import re

from crawler.readers.counting import count_pages
from crawler.readers.numbering import after_query, read_query
from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source

PAGE_NAMES = (
    "page",
    "pageno",
    "pagenum",
    "pageindex",
    "cur_page",
    "currentpage",
    "currpage",
    "p",
    "pg",
    "curpage",
    "paging",
)
OFFSETS = (("nbegin", "ncount"), ("start", "limit"), ("offset", "limit"), ("startrecord", "perpage"))
"""Pairs of an offset's name and its step's name."""


def find_turn(source: Source) -> PageTurn | None:
    """The visible pager's next page; else the next number or offset, where the address already is such a page."""
    if url := find_next(source):
        return PageTurn(url)
    for offset, count in OFFSETS:
        step = read_query(source.url, count)
        if step and read_query(source.url, offset) is not None:
            return PageTurn(after_query(source.url, offset, _find_last(source, offset), first=0, step=step))
    total = count_pages(source)
    name = _find_name(source)
    return PageTurn(after_query(source.url, name, total)) if total is not None and name else None


def _find_last(source: Source, offset: str) -> int | None:
    """The largest offset that a link of the page names."""
    values = [int(value) for value in re.findall(rf"[?&;]{offset}=(\d{{1,8}})", source.text)]
    return max(values, default=None)


def _find_name(source: Source) -> str | None:
    """The name of the query's page number: in the address, else in the page's scripts beside an address of its kind."""
    for name in PAGE_NAMES:
        if read_query(source.url, name) is not None:
            return name
    path = source.url.partition("?")[0].rpartition("/")[2]
    if not path and "?" not in source.url:
        return None
    for name in PAGE_NAMES[:-4]:
        if re.search(rf"[?&]{name}=(?:[\"'\d]|$)", source.code, re.IGNORECASE):
            return name
    return None


READER = Reader(
    name="query",
    signs=(
        (2, re.compile(r"""href=["']?[^"'<>\s]{0,200}\.(?:php|aspx?|jsp)\?[^"'<>\s]{0,200}\bid=\d""", re.IGNORECASE)),
        (2, re.compile(r"""[?&](?:page|pageno|nbegin)=\d{1,5}["'&\s>]""", re.IGNORECASE)),
    ),
    address_signs=((2, re.compile(r"\.(?:php|aspx?|jsp)(?:\?|$)", re.IGNORECASE)),),
    find_turn=find_turn,
)
