"""webplus (苏迪): columns `/<n>/list.htm`, page 2 `list2.htm`; articles `/YYYY/MMDD/c<n>a<n>/page.htm`.

The pager prints `<em class="curr_page">` and `<em class="all_pages">`; on the last page its next link is a script.
"""

import re
from urllib.parse import urljoin

from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source

_CURRENT = re.compile(r"class=[\"']?curr_page[\"']?[^>]{0,80}>\s{0,9}(\d{1,6})")
_ALL = re.compile(r"class=[\"']?all_pages[\"']?[^>]{0,80}>\s{0,9}(\d{1,6})")
_LIST = re.compile(r"/(list|more)\d{0,6}\.(htm|psp|html)$")


def find_turn(source: Source) -> PageTurn | None:
    """The visible pager's next page, else the next `listK.htm` of the pages counted."""
    if url := find_next(source):
        return PageTurn(url)
    current, total = _CURRENT.search(source.text), _ALL.search(source.text)
    name = _LIST.search(source.url.partition("?")[0])
    if current is None or total is None or name is None:
        return None
    following = int(current[1]) + 1
    return PageTurn(urljoin(source.url, f"{name[1]}{following}.{name[2]}") if following <= int(total[1]) else None)


READER = Reader(
    name="webplus",
    signs=(
        (6, re.compile(r"/20\d\d/\d{4}/c\d{1,8}a\d{1,9}/page\.htm")),
        (4, re.compile(r"frag=[\"']?(?:窗口|面板|分页)|/_css/_system/|/_js/_portletPlugs|wp_news_w\d|wp_paging_w\d")),
        (3, _ALL),
    ),
    find_turn=find_turn,
)
