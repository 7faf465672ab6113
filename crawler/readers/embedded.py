"""Client-side lists: the entries lie in a script of the page, or in a plain request that a script of the page names."""

import re
from urllib.parse import urljoin

from crawler.readers.counting import CURRENT_NAMES, TOTAL_NAMES
from crawler.readers.numbering import after_query, read_query
from crawler.readers.query import PAGE_NAMES
from crawler.readers.reader import PageTurn, Reader, Record
from crawler.readers.records import find_number, read_loose_records
from crawler.readers.records import read_records as read_json
from crawler.readers.source import Source

_REQUEST = re.compile(
    r"""(?:\.(?:getJSON|get|ajax|post)|fetch|axios(?:\.get)?|\.open|dataUrl|listUrl|apiUrl|jsonUrl|\burl)"""
    r"""\s{0,5}[(:=]\s{0,5}(?:["']GET["']\s{0,3},\s{0,3})?\{?\s{0,5}(?:url\s{0,5}:\s{0,5})?["']([^"'\s<>]{2,400})["']"""
)
_DATA_ADDRESS = re.compile(
    r"\.json(?:\?|$)|[/?&=_](?:\w{0,20}list|articles?|query\w{0,12}|page\w{0,12}|news|search|data)(?=[/?&=.]|$)",
    re.IGNORECASE,
)
_NO_DATA = re.compile(
    r"\.(?:css|png|jpe?g|gif|s?html?|svg)(?:\?|$)|[/_-](?:nav|menu|visit|count|stat|login)", re.IGNORECASE
)


def read_records(source: Source) -> list[Record]:
    """Entries in the page's scripts or in the answer."""
    if source.is_data:
        return read_json(source.text) or read_loose_records(source.text)
    best: list[Record] = []
    for script in source.scripts:
        if "{" in script and len(script) > 40:
            best = max(best, read_json(script), read_loose_records(script), key=len)
    return best if len(best) >= 2 else []


def find_data(source: Source) -> str | None:
    """The first request of the page's scripts that is written out whole and looks like one for a list."""
    if source.is_data:
        return None
    for found in _REQUEST.finditer(source.code):
        address = found[1]
        behind = source.code[found.end() : found.end() + 8].lstrip()
        if _DATA_ADDRESS.search(address) and not _NO_DATA.search(address) and not behind.startswith("+"):
            return str(urljoin(source.base, address.replace("&amp;", "&")))
    return None


def find_turn(source: Source) -> PageTurn | None:
    """The next page of a data answer: the number in its address goes up to the number of pages it names."""
    if not source.is_data:
        return None
    name = next((name for name in PAGE_NAMES if read_query(source.url, name) is not None), None)
    total = find_number(source.text, TOTAL_NAMES)
    if name is None or total is None:
        return PageTurn(None)
    current = find_number(source.text, CURRENT_NAMES)
    in_address = read_query(source.url, name)
    counts_from_zero = in_address == 0 or (current is not None and in_address is not None and current == in_address + 1)
    return PageTurn(after_query(source.url, name, total - 1 if counts_from_zero else total))


READER = Reader(
    name="embedded",
    address_signs=((4, re.compile(r"\.json(?:\?|$)", re.IGNORECASE)),),
    read_records=read_records,
    find_turn=find_turn,
    find_data=find_data,
)
