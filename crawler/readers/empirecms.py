"""EmpireCMS (帝国): `/e/action/ListInfo.php?classid=N`, later `/e/action/ListInfo/?classid=N`, turned by `page=K` that
counts from 0 (page 2 is `page=1`); static columns go on with `index_2.html`. Articles are
`/e/action/ShowInfo.php?classid=N&id=M`.
"""

import re

from crawler.readers.counting import count_pages, turn_by_suffix
from crawler.readers.numbering import after_query
from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source

_LIST = re.compile(r"/e/action/ListInfo(?:\.php|/)", re.IGNORECASE)
_LINKED = re.compile(r"[?&](?:amp;)?page=(\d{1,6})")


def find_turn(source: Source) -> PageTurn | None:
    """The visible pager's next page; where a script makes it, the next `page=` (from 0) of those counted or linked."""
    if not _LIST.search(source.url):
        return turn_by_suffix(source, "index", "html")
    if url := find_next(source):
        return PageTurn(url)
    linked = [int(found[1]) for found in _LINKED.finditer(source.text)]
    pages = count_pages(source)
    last = pages - 1 if pages is not None else max(linked, default=0)
    return PageTurn(after_query(source.url, "page", last, first=0))


READER = Reader(
    name="empirecms",
    signs=(
        (6, re.compile(r"/e/action/(?:ListInfo|ShowInfo)", re.IGNORECASE)),
        (4, re.compile(r"/e/(?:public/ViewClick|extend/|member/|search/|tags/)|/skin/default/|Powered by EmpireCMS")),
    ),
    address_signs=((8, _LIST),),
    find_turn=find_turn,
)
