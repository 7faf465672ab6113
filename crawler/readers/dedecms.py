"""DedeCMS (织梦): columns `list_<tid>_<n>.html` (page 1 also without a number, `/plus/list.php?tid=` when dynamic).

Its pager shows 末页 with the last address and `共 <strong>N</strong>页`; the next link is the visible pager's.
"""

import re
from urllib.parse import urljoin

from crawler.readers.counting import count_pages
from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source

_LIST = re.compile(r"(?:^|/)(list_\d{1,8})_(\d{1,6})\.s?html?$")
_LINKED = re.compile(r"[\"'/=](list_\d{1,8})_(\d{1,6})\.(s?html?)")


def find_turn(source: Source) -> PageTurn | None:
    """The visible pager's next page, else the next number of the column's `list_<tid>`, from the page's own links."""
    if url := find_next(source):
        return PageTurn(url)
    linked = [(found[1], int(found[2]), found[3]) for found in _LINKED.finditer(source.text)]
    total = max((number for _, number, _ in linked), default=None) or count_pages(source)
    if not linked or total is None:
        return None
    here = _LIST.search(source.url.partition("?")[0])
    following = int(here[2]) + 1 if here else 2
    stem, _, ext = linked[0]
    return PageTurn(urljoin(source.url, f"{stem}_{following}.{ext}") if following <= total else None)


READER = Reader(
    name="dedecms",
    signs=(
        (5, re.compile(r"/plus/(?:list|view|count)\.php|list_\d{1,6}_\d{1,5}\.html|dedeajax|/templets/")),
        (3, re.compile(r"class=[\"']?(?:dede_pages|pagelist)")),
    ),
    address_signs=((4, re.compile(r"/list_\d+_\d+\.html$|/plus/list\.php")),),
    find_turn=find_turn,
)
