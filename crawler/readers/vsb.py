"""Boda (博达) VSB: articles `/info/<tree>/<id>.htm`, deeper pages `/<column>/<n>.htm` counting down (page 2 is N-1).

The pager prints `i/N`; its links lead the way. Where a script makes it, the number in the address goes down by one;
on the column's own page it starts at N-1. The dynamic twin turns by `PAGENUM`.
"""

import re
from urllib.parse import urljoin, urlsplit

from crawler.readers.numbering import after_query, read_query
from crawler.readers.pager import find_next, read_position
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source

_NUMBERED = re.compile(r"(/[^/?#]+)/(\d{1,5})\.(html?|jsp)$")
_COLUMN = re.compile(r"/([^/?#]+)\.(html?)$")


def find_turn(source: Source) -> PageTurn | None:
    """The visible pager's next page, else the next lower number."""
    if url := find_next(source):
        return PageTurn(url)
    position = read_position(source)
    if position is None:
        return None
    page, pages = position
    if page >= pages:
        return PageTurn(None)
    if "list.jsp" in source.url or read_query(source.url, "PAGENUM") is not None:
        return PageTurn(after_query(source.url, "PAGENUM", pages))
    path = urlsplit(source.url).path
    number = pages - page
    if _NUMBERED.search(path):
        return PageTurn(urljoin(source.url, f"{number}.{_NUMBERED.search(path)[3]}"))  # type: ignore[index]
    column = _COLUMN.search(path)
    return PageTurn(urljoin(source.url, f"{column[1]}/{number}.{column[2]}")) if column else None


READER = Reader(
    name="vsb",
    signs=(
        (5, re.compile(r"/info/\d{3,5}/\d{2,8}\.html?")),
        (5, re.compile(r"id=[\"']?(?:fanye\d{3,9}|line_?u?\d{0,9}_0)|vsb_content|v_news_content|_vsb_")),
        (5, re.compile(r"urltype=(?:news\.NewsContentUrl|tree\.TreeTempUrl)")),
        (2, re.compile(r"/__local/|_mediafile/|system/resource/js/")),
    ),
    address_signs=((4, re.compile(r"list\.jsp\?(?:[^#]{0,200}&)?urltype=tree\.TreeTempUrl")),),
    find_turn=find_turn,
)
