"""The platform of 安徽's commissions: `/News/showList/<column>/page_K.html`; before that columns whose page 2 is
`index_2.html`. Entries of both are rows of definition lists, the day in brackets beside the title.
"""

import re
from urllib.parse import urljoin

from crawler.readers.counting import count_pages, turn_by_suffix
from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source

_LIST = re.compile(r"/News/showList/\d{1,8}/page_(\d{1,6})\.html$")
_LINKED = re.compile(r"/News/showList/\d{1,8}/page_(\d{1,6})\.html|[\"'/]page_(\d{1,6})\.html")


def find_turn(source: Source) -> PageTurn | None:
    """The visible pager's next page, else the next `page_K` of those linked or counted; `index_K` in old columns."""
    page = _LIST.search(source.url.partition("?")[0])
    if page is None:
        return turn_by_suffix(source, "index", "html")
    if url := find_next(source):
        return PageTurn(url)
    linked = max((int(found[1] or found[2]) for found in _LINKED.finditer(source.text)), default=0)
    total = count_pages(source) or linked
    following = int(page[1]) + 1
    return PageTurn(urljoin(source.url, f"page_{following}.html") if following <= total else None)


READER = Reader(
    name="anhui",
    signs=(
        (5, re.compile(r"/News/showList/\d")),
        (4, re.compile(r"class=[\"']?news_row\b")),
    ),
    address_signs=((8, _LIST),),
    links=".news_row dl a, dl.news_row a",
    find_turn=find_turn,
)
