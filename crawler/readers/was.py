"""TRS WAS search results (`/was5/web/search?channelid=N&page=P`): a page, or an answer in nearly-JSON."""

import re

from crawler.readers.counting import count_pages
from crawler.readers.numbering import after_query, read_query
from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader, Record
from crawler.readers.records import find_number, read_loose_records
from crawler.readers.records import read_records as read_json
from crawler.readers.source import Source


def find_turn(source: Source) -> PageTurn | None:
    """The next page of results: `page` (or `prepage`, which counts entries a page) goes up by one."""
    if url := find_next(source):
        return PageTurn(url)
    total = count_pages(source)
    if total is None:
        found = find_number(source.text, ("recordcount", "count", "total", "totalnum"))
        each = read_query(source.url, "perpage") or read_query(source.url, "prepage")
        total = -(-found // each) if found is not None and each else None
    if total is None:
        return None
    return PageTurn(after_query(source.url, "page", total))


def read_records(source: Source) -> list[Record]:
    """Entries of an answer that is data."""
    return (read_json(source.text) or read_loose_records(source.text)) if source.is_data else []


READER = Reader(
    name="was",
    signs=((3, re.compile(r"/was5/web/(?:search|detail)|/was40/(?:search|detail)")),),
    address_signs=((8, re.compile(r"/was(?:5/web|40)/(?:advanced_)?search")),),
    read_records=read_records,
    find_turn=find_turn,
)
