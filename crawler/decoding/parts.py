"""Articles printed over several pages: the address of the next page of the same article."""

import html
import re
from pathlib import PurePosixPath
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

_PAGER = re.compile(
    r"createPageHTML\(\s{0,5}(\d{1,4})\s{0,5},\s{0,5}(\d{1,4})\s{0,5},\s{0,5}[\"']([^\"']{1,200})[\"']\s{0,5},"
    r"\s{0,5}[\"'](\w{1,10})[\"']"
)
"""TRS: total of pages, number of this one from 0, file name without number, extension."""

_ANCHOR = re.compile(r"<a\b([^>]{0,800})>((?:[^<]|<(?!/a)){0,200})</a", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s{0,3}=\s{0,3}(?:\"([^\"]{1,500})\"|'([^']{1,500})'|([^\s>]{1,500}))", re.IGNORECASE)
_NEXT = re.compile(r"下一?页|后一?页|下一頁|下頁")
_NUMBERED = re.compile(r"(?P<base>.{1,200}?)[_-](?P<number>\d{1,2})")
_PAGE_PARAMETERS = frozenset(
    ("page", "p", "pageno", "pagenum", "pageindex", "currentpage", "curpage", "cur_page", "pn", "pageid")
)
_MOST_PARTS = 50


def find_next_part(text: str, url: str) -> str | None:
    """The absolute address of the next page (下一页) of the article at `url`, or None on its last or only page.

    A next *article* or the next page of a listing is none: the file name or the query may differ in the page number
    alone, and the number must be the next one.
    """
    pager = _PAGER.search(text)
    if pager and (found := _read_pager(pager, url)):
        return found
    if not _NEXT.search(text):
        return None
    for anchor in _ANCHOR.finditer(text):
        if _NEXT.search(anchor[2]) and (href := _HREF.search(anchor[1])):
            try:
                target = urljoin(url, html.unescape(href[1] or href[2] or href[3]).strip())
                if _is_next(urlsplit(url), urlsplit(target)):
                    return target
            except ValueError:
                continue
    return None


def _read_pager(pager: re.Match[str], url: str) -> str | None:
    total, current, name, extension = int(pager[1]), int(pager[2]), pager[3], pager[4]
    stem = PurePosixPath(urlsplit(url).path).stem
    wanted = name if current == 0 else f"{name}_{current}"
    if stem != wanted or name == "index" or not current + 1 < total <= _MOST_PARTS:
        return None
    return urljoin(url, f"{name}_{current + 1}.{extension}")


def _is_next(here: SplitResult, there: SplitResult) -> bool:
    if there.scheme not in ("http", "https") or there.netloc != here.netloc:
        return False
    if here.path == there.path:
        return _is_next_query(here.query, there.query)
    path, other = PurePosixPath(here.path), PurePosixPath(there.path)
    if here.query != there.query or path.parent != other.parent or path.suffix != other.suffix or path.stem == "index":
        return False
    mine, next_one = _NUMBERED.fullmatch(path.stem), _NUMBERED.fullmatch(other.stem)
    if next_one is None:
        return False
    number = int(next_one["number"])
    if next_one["base"] == path.stem:
        return number in (1, 2)
    return mine is not None and mine["base"] == next_one["base"] and number == int(mine["number"]) + 1 <= _MOST_PARTS


def _is_next_query(here: str, there: str) -> bool:
    mine, others = dict(parse_qsl(here)), dict(parse_qsl(there))
    changed = {name for name in mine.keys() | others.keys() if mine.get(name) != others.get(name)}
    if len(changed) != 1 or (name := changed.pop()).lower() not in _PAGE_PARAMETERS:
        return False
    before, after = mine.get(name, "1"), others.get(name, "")
    return before.isdigit() and after.isdigit() and int(after) == int(before) + 1 <= _MOST_PARTS
