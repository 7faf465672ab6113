"""The Guangdong platform (集约化): `/<column>/content/post_N.html`, pages `index_2.html`; gkmlpt catalogues as JSON.

A gkmlpt page names its site (`SID: '2'`) and, in the fragment of its address, its column; the entries come from
`/gkmlpt/api/all/<column>?page=P&sid=<SID>`, whose last page is the first one without entries.
"""

import re
from urllib.parse import urlsplit

from crawler.readers.counting import turn_by_suffix
from crawler.readers.numbering import read_query, set_query
from crawler.readers.reader import PageTurn, Reader, Record
from crawler.readers.records import find_number
from crawler.readers.records import read_records as read_json
from crawler.readers.source import Source

_API = re.compile(r"/gkmlpt/api/all/\d+")
_SID = re.compile(r"\bSID[\"']?\s{0,5}[:=]\s{0,5}[\"']?(\d{1,12})")
_COLUMN = re.compile(
    r"[\"']?(?:CATEGORY_ID|categoryId|column_?id|CID)[\"']?\s{0,5}[:=]\s{0,5}[\"']?(\d{1,12})", re.IGNORECASE
)


def read_records(source: Source) -> list[Record]:
    """Entries of a catalogue's answer."""
    return read_json(source.text) if source.is_data else []


def find_turn(source: Source) -> PageTurn | None:
    """The catalogue's next page, or the visible pager's."""
    if not _API.search(source.url):
        return turn_by_suffix(source, "index", "html")
    page = max(read_query(source.url, "page") or 1, 1)
    entries = len(read_json(source.text))
    total = find_number(source.text, ("total",))
    if not entries or (page == 1 and total is not None and entries >= total):
        return PageTurn(None)
    return PageTurn(set_query(source.url, "page", page + 1))


def find_data(source: Source) -> str | None:
    """The catalogue's request, from the site's number in the page and the column's in the address or the page."""
    sid = _SID.search(source.text)
    if source.is_data or sid is None or "/gkmlpt" not in source.url:
        return None
    fragment = urlsplit(source.listing.url).fragment or urlsplit(source.url).fragment
    column = fragment if fragment.isdecimal() else next((found[1] for found in _COLUMN.finditer(source.text)), None)
    root = source.url.partition("/gkmlpt")[0]
    return f"{root}/gkmlpt/api/all/{column}?page=1&sid={sid[1]}" if column else None


READER = Reader(
    name="guangdong",
    signs=(
        (5, re.compile(r"/content/post_\d+\.html")),
        (4, re.compile(r"NFCMS_SITE_ID|/gkmlpt/(?:api|index|policy)")),
        (3, _SID),
    ),
    address_signs=((8, _API), (4, re.compile(r"/gkmlpt(?:/|$)"))),
    read_records=read_records,
    find_turn=find_turn,
    find_data=find_data,
)
