"""通元 (iList.jsp): `/info/iList.jsp?site_id=&cat_id=&cur_page=K`; articles `/<column>/<id>.htm`."""

import re

from crawler.readers.counting import count_pages
from crawler.readers.numbering import after_query
from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source


def find_turn(source: Source) -> PageTurn | None:
    """The visible pager's next page, else the next `cur_page` of the pages counted."""
    if url := find_next(source):
        return PageTurn(url)
    total = count_pages(source)
    if "iList.jsp" not in source.url or total is None:
        return None
    return PageTurn(after_query(source.url, "cur_page", total))


READER = Reader(
    name="tongyuan",
    signs=((6, re.compile(r"iList\.jsp\?|iIndex\.jsp|gov_site_info|tts-title")),),
    address_signs=((8, re.compile(r"/iList\.jsp")),),
    find_turn=find_turn,
)
