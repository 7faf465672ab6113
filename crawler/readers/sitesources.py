"""sitesources: columns `/sitesources/<site>/page_pc/<column>/listK.html` (or `page_html5`), articles
`article<32 hex>.html`. One server holds many sites, and any of its hosts answers for each.
"""

import re
from urllib.parse import urljoin

from crawler.readers.counting import count_pages
from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source

_LIST = re.compile(r"/list(\d{1,6})\.html$")


def find_turn(source: Source) -> PageTurn | None:
    """The visible pager's next page, else the next `listK.html` of the pages counted."""
    if url := find_next(source):
        return PageTurn(url)
    page, total = _LIST.search(source.url.partition("?")[0]), count_pages(source)
    if page is None or total is None:
        return None
    following = int(page[1]) + 1
    return PageTurn(urljoin(source.url, f"list{following}.html") if following <= total else None)


READER = Reader(
    name="sitesources",
    signs=((6, re.compile(r"/sitesources/|/article[0-9a-f]{32}\.html")),),
    address_signs=((8, re.compile(r"/sitesources/[^/]+/page_(?:pc|html5)/")),),
    find_turn=find_turn,
)
