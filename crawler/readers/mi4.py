"""The "mi4" REST platform: `list2_<column>_1.html` is empty, its entries come by JSONP.

`/mi4-rest-api/pageArticles.js?wbId=&subjectId=&page=&limit=` sets `MI4_PAGE_ARTICLE` (title, url, pub_date) and
`_currPage`, `_totalPage`. Sites without the service keep the same arrays in files that
`/js/<column>/mi4_page_articles_guide.js` lists by page.
"""

import re
from urllib.parse import urljoin, urlsplit

from crawler.readers.numbering import after_query, read_query, set_query
from crawler.readers.reader import PageTurn, Reader, Record
from crawler.readers.records import find_number
from crawler.readers.records import read_records as read_json
from crawler.readers.source import Source

_COLUMN = re.compile(r"/list\d{0,2}_(\d{1,10})_\d{1,6}\.html$")
_CALL = re.compile(r"""["']([^"'\s<>]{0,200}pageArticles\.js\?[^"'\s<>]{3,300})["']""")
_SITE = re.compile(r"\bwbId[\"']?\s{0,5}[=:]\s{0,5}[\"']?(\d{1,8})", re.IGNORECASE)
_SUBJECT = re.compile(r"\bsubjectId[\"']?\s{0,5}[=:]\s{0,5}[\"']?(\d{1,10})", re.IGNORECASE)
_GUIDE = re.compile(r"/js/\d+/mi4_page_articles_guide\.js")
_FIRST_FILE = re.compile(r"[\"']1[\"']\s{0,5}:\s{0,5}[\"'](mi4_sub_articles_\w{1,20}\.js)[\"']")
_EACH = 20


def read_records(source: Source) -> list[Record]:
    """Entries of an answer or of a file of entries."""
    return read_json(source.text) if "MI4_PAGE_ARTICLE" in source.text[:2_000_000] else []


def find_turn(source: Source) -> PageTurn | None:
    """The next page of the service's answer."""
    if read_query(source.url, "subjectId") is None:
        return PageTurn(None) if source.is_data else None
    total = find_number(source.text, ("_totalPage", "totalPage"))
    if total is None:
        count = find_number(source.text, ("_totalCnt", "totalCnt"))
        each = read_query(source.url, "limit")
        total = -(-count // each) if count is not None and each else None
    return PageTurn(after_query(source.url, "page", total))


def find_data(source: Source) -> str | None:
    """The service's request for the column, or the file that lists the column's files, or the first of those."""
    if _GUIDE.search(source.url):
        file = _FIRST_FILE.search(source.text)
        return urljoin(source.url, file[1]) if file else None
    if source.is_data:
        return None
    if call := _CALL.search(source.text):
        url = urljoin(source.base, call[1].replace("&amp;", "&"))
        if read_query(url, "subjectId") is not None:
            return set_query(url, "page", read_query(url, "page") or 1)
    column = _COLUMN.search(urlsplit(source.url).path) or _SUBJECT.search(source.text)
    if column is None:
        return None
    if site := _SITE.search(source.text):
        query = f"wbId={site[1]}&subjectId={column[1]}&page=1&limit={_EACH}"
        return urljoin(source.url, f"/mi4-rest-api/pageArticles.js?{query}")
    return urljoin(source.url, f"/js/{column[1]}/mi4_page_articles_guide.js") if "mi4" in source.text else None


READER = Reader(
    name="mi4",
    signs=((8, re.compile(r"MI4_PAGE_ARTICLE|mi4-rest-api|mi4_page_articles")), (4, _SITE)),
    address_signs=((8, re.compile(r"/mi4-rest-api/|/mi4_(?:page|sub)_articles")), (3, _COLUMN)),
    read_records=read_records,
    find_turn=find_turn,
    find_data=find_data,
)
