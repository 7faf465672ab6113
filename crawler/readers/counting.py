"""How many pages a listing has and which one this is, as its text or scripts say."""

from crawler.readers.numbering import after_suffix, read_suffix, split_file
from crawler.readers.pager import find_next, read_position
from crawler.readers.reader import PageTurn
from crawler.readers.records import find_number
from crawler.readers.source import Source

TOTAL_NAMES = (
    "totalPage", "totalpage", "totalPages", "pageCount", "countPage", "pagecount", "maxPage", "maxpage", "pageTotal",
    "page_count", "total_page", "allPage", "_totalPage", "pages",
)  # fmt: skip
CURRENT_NAMES = (
    "currentPage", "currPage", "curPage", "pageNo", "pageNum", "pageIndex", "cur_page", "currentpage", "_currPage",
    "current", "number",
)  # fmt: skip


def count_pages(source: Source) -> int | None:
    """The number of pages: as printed (`2/13`, 共13页), else as a script names it."""
    position = read_position(source)
    return position[1] if position else find_number(source.code, TOTAL_NAMES)


def turn_by_suffix(source: Source, stem: str | None = None, ext: str | None = None) -> PageTurn | None:
    """The visible pager's next page; where that is made by script, `stem_{k}.ext` for page k of the pages counted."""
    if url := find_next(source):
        return PageTurn(url)
    total = count_pages(source)
    name, _, extension = split_file(source.url)
    stem, ext = stem or (name if extension else None) or "index", ext or extension
    if total is None or ext is None:
        return None
    position = read_position(source)
    current = position[0] if position and read_suffix(source.url, stem, ext) is None else None
    return PageTurn(after_suffix(source.url, stem, ext, total, first=1, current=current))
