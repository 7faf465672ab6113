"""UCAP (开普) and the platforms built on it: 32-hex articles, `createPageHTML('page_div', N, k, 'list', 'shtml', n)`
or `javascript:next(k)`; page 2 is `list_2.shtml`.
"""

import re

from crawler.readers.counting import turn_by_suffix
from crawler.readers.numbering import split_file
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source
from crawler.readers.trs import find_turn as turn_by_call
from crawler.readers.trs import read_call

_NEXT_CALL = re.compile(
    r"<a\b[^>]{0,300}javascript:(?:next|toPage|turnPage|goPage|page)\(\s{0,3}['\"]?(\d{1,6})['\"]?\s{0,3}\)[^>]{0,200}>"
    r"[^<]{0,9}(?:<\w{1,9}>)?[^<]{0,9}下一?页",
    re.IGNORECASE,
)


def find_turn(source: Source) -> PageTurn | None:
    """The next page by the pager's call, by `javascript:next(k)`, or by the visible pager."""
    if read_call(source) is not None:
        return turn_by_call(source)
    turn = turn_by_suffix(source)
    called = _NEXT_CALL.search(source.text)
    if (turn is None or turn.url is None) and called:
        stem, number, ext = split_file(source.url)
        following = int(called[1])
        if ext and following > (number or 1):
            return PageTurn(source.url.partition("?")[0].rpartition("/")[0] + f"/{stem}_{following}.{ext}")
    return turn


READER = Reader(
    name="ucap",
    signs=(
        (5, re.compile(r"/[0-9a-f]{32}\.s?html")),
        (5, re.compile(r"<UCAP|UCAP-CONTENT|ucapcontent|zoomcon", re.IGNORECASE)),
        (3, re.compile(r"javascript:next\(\d|createPageHTML\(\s{0,3}['\"]page_div")),
    ),
    find_turn=find_turn,
)
