"""Static pages numbered from the end: page 1 `index.shtml` or `indexHome.shtml`, page k `index{N-k+1}.shtml`.

N stands in a script (`var pages = '12'`); the numbers go down to 1, the oldest page, so that a page never moves.
"""

import re

from crawler.readers.numbering import before_number, split_file
from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source

PAGES = re.compile(r"\bvar\s{1,5}pages\s{0,5}=\s{0,5}[\"']?(\d{1,6})")


def find_turn(source: Source) -> PageTurn | None:
    """The next lower number; the visible pager's page where no script counts the pages."""
    pages = PAGES.search(source.code)
    if pages is None:
        url = find_next(source)
        return PageTurn(url) if url else None
    stem, _, ext = split_file(source.url)
    stem = re.sub(r"(?:Home|\d{1,6})$", "", stem) if ext else "index"
    return PageTurn(before_number(source.url, stem or "index", ext or "shtml", int(pages[1])))


READER = Reader(
    name="reverse",
    signs=((5, PAGES), (4, re.compile(r"indexHome\.s?html"))),
    address_signs=((5, re.compile(r"/indexHome\.s?html$")),),
    find_turn=find_turn,
)
