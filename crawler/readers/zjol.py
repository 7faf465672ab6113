"""The news portal CMS of zjol and its kin: `/system/YYYY/MM/DD/N.shtml`, older pages under `/system/count/`.

The column page names a script `count_page_list_X.js` that holds `var maxpage = N`; the older pages are
`/000/000/cX_000000N.shtml`, numbered from the oldest (1) to the newest (N), so that a page's number never changes.
"""

import re
from urllib.parse import urljoin

from crawler.readers import trs
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source

_LIST_SCRIPT = re.compile(r"count_page_list_\d{6,40}\.js")
_DELIMITER = re.compile(r"[\"'\s<>()]")
_MAX_PAGE = re.compile(r"\bmaxpage\s{0,5}=\s{0,5}[\"']?(\d{1,9})")
_COUNT_PAGE = re.compile(r"(.*/)\d{3}/\d{3}/c(\d{6,40})_(\d{9})(\.s?html?)$")
_LIST_ADDRESS = re.compile(r"(.*/)count_page_list_(\d{6,40})\.js$")


def find_turn(source: Source) -> PageTurn | None:
    """The next older page; from the column page by way of the script that counts the pages."""
    address = source.url.partition("?")[0]
    if page := _COUNT_PAGE.fullmatch(address):
        return PageTurn(_build(page[1], page[2], int(page[3]) - 1, page[4]))
    if _LIST_ADDRESS.fullmatch(address):
        return PageTurn(None)
    if found := _LIST_SCRIPT.search(source.text):
        before = _DELIMITER.split(source.text[max(0, found.start() - 300) : found.start()])[-1]
        return PageTurn(urljoin(source.base, before + found[0]))
    return trs.find_turn(source)


def find_data(source: Source) -> str | None:
    """From the script that counts the pages to the newest of them."""
    script = _LIST_ADDRESS.fullmatch(source.url.partition("?")[0])
    count = _MAX_PAGE.search(source.text)
    return _build(script[1], script[2], int(count[1]), ".shtml") if script and count else None


def _build(folder: str, column: str, number: int, ext: str) -> str | None:
    digits = f"{number:09d}"
    return f"{folder}{digits[:3]}/{digits[3:6]}/c{column}_{digits}{ext}" if number >= 1 else None


READER = Reader(
    name="zjol",
    signs=(
        (8, _LIST_SCRIPT),
        (6, re.compile(r"/system/20\d\d/\d\d/\d\d/\d{6,}\.s?html?")),
        (4, re.compile(r"enorth cms block|pubtime_baidu")),
    ),
    address_signs=((8, _COUNT_PAGE), (8, _LIST_ADDRESS)),
    read_records=trs.read_records,
    find_turn=find_turn,
    find_data=find_data,
)
