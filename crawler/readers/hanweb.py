"""Hanweb (大汉) jpage: entries in CDATA records, pages by groups.

A column page `/col/colN/index.html` (also with `?uid=U&pageNum=K`) holds a `<datastore>` with the records of one group
of pages and, in `<nextgroup>`, the request of the next group; the answers of `dataproxy.jsp` have the same form, or
are a script with the records as strings. Builds of 2015 write arrays (`urls[0]='/art/...'`). New builds (jpaas) name a
request in attributes (`url`, `querydata`) and get the list as HTML inside JSON.
"""

import json
import re
from html import unescape
from urllib.parse import quote, urlencode, urljoin, urlsplit

from crawler.readers.counting import count_pages
from crawler.readers.dates import read_date
from crawler.readers.numbering import after_query, read_query, set_query
from crawler.readers.pager import find_next
from crawler.readers.reader import PageTurn, Reader, Record
from crawler.readers.records import find_number, read_values
from crawler.readers.rows import find_rows
from crawler.readers.source import Source
from crawler.readers.titles import clean_title

_RECORD = re.compile(r"<record>[^<]{0,20}<!\[CDATA\[(?P<body>(?:[^\]]|\](?!\]>)){1,6000})\]\]>", re.IGNORECASE)
_NEXT_GROUP = re.compile(
    r"<nextgroup>[^<]{0,20}<!\[CDATA\[\s{0,20}<a\s{1,9}href=[\"']?([^\"'>\s]{0,900})", re.IGNORECASE
)
_ARRAY = re.compile(r"""\b(\w{1,20})\[(\d{1,5})\]\s{0,5}=\s{0,5}(["'])((?:(?!\3)[^\n\\]|\\.){0,600})\3""")
_STRING = re.compile(r'"((?:[^"\\\n]|\\.){10,6000})"' + r"|'((?:[^'\\\n]|\\.){10,6000})'")
_PROXY = re.compile(r"""["']?([^"'\s<>()]{0,120}/(?:web/|jslib/jquery/)?jpage/dataproxy\.jsp)""")
_PARAMETERS = ("col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype")
_BUILD = "/front/page/build/unit"
_UNIT_ROWS = '<div class="jpage-record">'


def read_records(source: Source) -> list[Record]:
    """Entries of the page's groups, of an answer, or of arrays."""
    fragments = [found["body"] for found in _RECORD.finditer(source.text)]
    if not fragments and source.is_data:
        fragments = [unit for value in read_values(source.text) for unit in _iterate_html(value)]
        fragments = fragments or [
            text.replace("\\/", "/").replace('\\"', '"').replace("\\'", "'").replace("\\n", " ")
            for found in _STRING.finditer(source.text)
            if "<a" in (text := found[1] or found[2])
        ]
    if fragments:
        return _read_fragments(source, fragments)
    return [] if source.is_data else _read_arrays(source)


def _iterate_html(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if "<a" in value and "href" in value else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for part in parts for found in _iterate_html(part)]


def _read_fragments(source: Source, fragments: list[str]) -> list[Record]:
    body = "".join(f"{_UNIT_ROWS}{fragment}</div>\n" for fragment in fragments)
    part = Source(f"<html><body>{body}</body></html>", source.base, source.site, source.listing)
    rows, bad = find_rows(part)
    records = [Record(row.url, row.title, read_date(row.around)) for row in rows]
    return records + [Record(link.href, "") for link in bad]


def _read_arrays(source: Source) -> list[Record]:
    entries: dict[int, dict[str, str]] = {}
    for found in _ARRAY.finditer(source.code):
        entries.setdefault(int(found[2]), {})[found[1].lower()] = unescape(found[4])
    records = []
    for _, fields in sorted(entries.items()):
        href = next((value for key, value in fields.items() if "url" in key or "href" in key or "link" in key), None)
        titles = [value for value in fields.values() if value != href and re.search(r"[\u4e00-\u9fff]{4}", value)]
        if href and titles:
            day = "-".join(fields.get(key, "") for key in ("year", "month", "day"))
            dates = (read_date(value) for value in (day, *fields.values()) if value != href)
            records.append(Record(href, clean_title(max(titles, key=len)), next(filter(None, dates), None)))
    return records


def find_turn(source: Source) -> PageTurn | None:
    """The next group of entries; without groups the next `pageNum`, or the visible pager's page."""
    groups = [unescape(found[1]) for found in _NEXT_GROUP.finditer(source.text)]
    if groups:
        url = next((group for group in groups if "dataproxy" in group or "page" in group), None)
        return PageTurn(
            urljoin(source.url, quote(url, safe="/:?&=%+,;~@!$*")) if url and _RECORD.search(source.text) else None
        )
    if "dataproxy.jsp" in source.url:
        return _after_proxy(source)
    if _BUILD in source.url:
        return _after_unit(source)
    entries = len(_RECORD.findall(source.text))
    total, each = _read_counts(source)
    unit = _read_unit(source)
    if total is None or each is None or unit is None:
        return None
    if entries and entries >= total:
        return PageTurn(None)
    page = read_query(source.url, "pageNum") or 1
    if (url := _build_proxy(source, entries + 1, each)) and entries and page == 1:
        return PageTurn(url)
    following = page + max(1, entries // each)
    if following > -(-total // each):
        return PageTurn(None)
    return PageTurn(set_query(set_query(source.url, "uid", unit), "pageNum", following))


def _after_proxy(source: Source) -> PageTurn:
    start, end = read_query(source.url, "startrecord"), read_query(source.url, "endrecord")
    total = find_number(source.text, ("totalrecord", "totalRecord", "total"))
    counted = re.search(r"<totalrecord>\s{0,9}(\d{1,8})", source.text)
    total = int(counted[1]) if counted else total
    if start is None or end is None or end < start or not read_records(source) or (total is not None and end >= total):
        return PageTurn(None)
    return PageTurn(set_query(set_query(source.url, "startrecord", end + 1), "endrecord", 2 * end - start + 1))


def _after_unit(source: Source) -> PageTurn:
    found = re.search(r"pageNo%22%3A(?:%22)?(\d{1,6})", source.url)
    if found is None or not read_records(source):
        return PageTurn(None)
    return PageTurn(source.url[: found.start(1)] + str(int(found[1]) + 1) + source.url[found.end(1) :])


def _read_counts(source: Source) -> tuple[int | None, int | None]:
    total = find_number(source.code, ("totalRecord", "totalrecord"))
    each = find_number(source.code, ("perPage", "perpage", "pageSize"))
    if total is not None and each is None and (pages := count_pages(source)):
        each = -(-total // pages)
    return total, each or None


def _read_unit(source: Source) -> int | None:
    unit = find_number(source.code, ("unitid", "uid"))
    if unit is None and (called := re.search(r"\$\(\s{0,3}[\"']#(\d{1,9})[\"']\s{0,3}\)\s{0,3}\.jpage", source.code)):
        unit = int(called[1])
    return unit if unit is not None else read_query(source.url, "uid")


def _build_proxy(source: Source, start: int, each: int) -> str | None:
    """The request for three pages of entries from `start` on, as the page's own script would send it."""
    proxy = _PROXY.search(source.code)
    if proxy is None:
        return None
    values = {"startrecord": str(start), "endrecord": str(start + 3 * each - 1), "perpage": str(each)}
    for name in _PARAMETERS:
        found = re.search(rf"""\b{name}["']?\s{{0,5}}[:=]\s{{0,5}}["']?([^"',}}&\s]{{1,120}})""", source.code)
        if found:
            values[name] = found[1]
    return urljoin(source.url, proxy[1]) + "?" + urlencode(values) if "columnid" in values else None


def find_data(source: Source) -> str | None:
    """The request for the first entries where the page itself holds none."""
    if source.tree is None:
        return None
    for element in source.tree.iter("div", "script", "ul"):
        address, data = element.get("url") or "", element.get("querydata") or element.get("queryData") or ""
        if _BUILD in address and data:
            return _build_unit(source, address, data)
    _, each = _read_counts(source)
    return _build_proxy(source, 1, each or 15)


def _build_unit(source: Source, address: str, data: str) -> str | None:
    try:
        values = json.loads(data.replace("'", '"'))
    except ValueError:
        return None
    if not isinstance(values, dict):
        return None
    query = urlencode({key: str(value) for key, value in values.items()})
    page = quote(json.dumps({"pageNo": 1, "pageSize": 15}, separators=(",", ":")), safe="")
    return f"{urljoin(source.url, urlsplit(address).path)}?{query}&paramJson={page}"


def after_pages(source: Source) -> PageTurn | None:
    """The next page: groups and `pageNum` first, the visible pager where there are none."""
    turn = find_turn(source)
    if turn is not None:
        return turn
    if url := find_next(source):
        return PageTurn(url)
    return PageTurn(after_query(source.url, "pageNum", count_pages(source)))


READER = Reader(
    name="hanweb",
    signs=(
        (
            8,
            re.compile(
                r"<datastore>|jpage/dataproxy\.jsp|default_pgContainer|simple_pgContainer|\.jpage\(", re.IGNORECASE
            ),
        ),
        (6, re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d")),
        (6, re.compile(_BUILD)),
        (4, re.compile(r"name=[\"']?(?:i_columnid|ContentStart)", re.IGNORECASE)),
    ),
    address_signs=((8, re.compile(r"/col/col\d+/|dataproxy\.jsp|/front/page/build/unit")),),
    read_records=read_records,
    find_turn=after_pages,
    find_data=find_data,
)
