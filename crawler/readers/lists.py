"""Which rows of a page are its list: rows of one shape are scored by dates, addresses, titles and place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import html

from crawler.readers.addresses import ARTICLE, path_of
from crawler.readers.rows import Row, has_date, shape_of
from crawler.readers.source import Source

_SIDE = re.compile(
    r"(?:^|[\s_-])(?:side\w*|aside|right|hot\w*|rank\w*|recommend\w*|related|tuijian|paihang|foot\w*|footer|nav\w*|menu\w*|"
    r"head|header|top|topbar|banner|crumbs?|bread\w*|friend\w*|links?|copyright|bottom|location|weizhi|search\w*|share)"
    r"(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_SIDE_TAGS = frozenset(("nav", "header", "footer", "aside"))
_SIDE_HEADING = re.compile(r"(?:推荐|热点|热门|排行|相关|点击|友情链接|最新|导航|快速通道|专题专栏)")
_PAGER_WORDS = re.compile(r"(?:下一?[页頁]|末页|尾页|最后一?页|共\s?\d{1,6}\s?页|createPage|countPage|totalRecord)")
_PAGER_NAME = re.compile(
    r"(?:^|[\s_-])(?:pages?|pager|paging|pagination|page_?(?:nav|num|list|box|div)|pagelist|fanye\d{0,9}|displaypagenum|"
    r"changepage|turnpage|fenye)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CELLS = 60
_SAMPLE = 300
"""Rows that are counted at most, and rows that are looked at for what a list is like."""

_ENOUGH = 0.35
"""Share of the best list's score from which another list of the page counts as one of its lists too."""


@dataclass(frozen=True)
class RowList:
    """Rows of one shape, in document order, with what speaks for them being the page's list."""

    rows: tuple[Row, ...]
    matching: float
    near_pager: bool
    aside: bool

    @cached_property
    def dated(self) -> float:
        """Share of rows with a date of their own."""
        return _share(row.dated for row in self.rows)

    @cached_property
    def article_like(self) -> float:
        """Share of rows whose address has an article's shape."""
        return _share(ARTICLE.search(path_of(row.url)) is not None for row in self.rows[:_SAMPLE])

    @cached_property
    def title_length(self) -> float:
        """Mean length of the titles."""
        return sum(len(row.title) for row in self.rows) / len(self.rows)

    @cached_property
    def score(self) -> float:
        """How much this looks like a list of articles; 0 when it cannot be one."""
        if self.title_length < 5 or (self.dated < 0.5 and self.article_like < 0.5 and not self.matching):
            return 0.0
        if self.dated < 0.2 and self.title_length < 8:
            return 0.0
        each = 0.2 + self.dated + 0.7 * self.article_like + min(self.title_length, 20) / 40
        factor = (2.0 if self.near_pager else 1.0) * (0.3 if self.aside else 1.0)
        factor *= 2.0 if self.matching > 0.5 else 1.0
        return each * min(len(self.rows), _CELLS) * factor


def _share(answers: Iterable[bool]) -> float:
    given = list(answers)
    return sum(given) / len(given)


def choose_rows(source: Source, rows: Sequence[Row]) -> list[Row]:
    """The rows that are entries of the page: its best list, and on a page without a pager the other lists beside it."""
    lists = [found for found in group_rows(source, rows) if found.score > 0]
    if not lists:
        return []
    best = max(lists, key=lambda found: found.score)
    chosen = [found for found in lists if found is best or _belongs(found, best)]
    kept = {id(row) for found in chosen for row in found.rows}
    return [row for row in rows if id(row) in kept]


def _belongs(other: RowList, best: RowList) -> bool:
    if best.near_pager or other.aside or other.dated < 0.5:
        return other.near_pager and best.near_pager and other.dated >= 0.5 and not other.aside
    return other.score >= _ENOUGH * best.score or (len(other.rows) == 1 and other.article_like == 1)


def group_rows(source: Source, rows: Sequence[Row]) -> list[RowList]:
    """All rows by shape."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    known: dict[html.HtmlElement | None, tuple[str, ...]] = {}
    for row in rows:
        groups.setdefault(shape_of(row, known), []).append(row)
    patterns = [re.compile(pattern) for pattern in source.site.article_patterns]
    pagers = _find_pagers(source)
    lists = []
    for members in groups.values():
        _settle_sides(members)
        lists.append(
            RowList(
                rows=tuple(members),
                matching=_share(any(pattern.search(row.url) for pattern in patterns) for row in members[:_SAMPLE]),
                near_pager=_is_near(members, pagers),
                aside=_is_aside(members[0].element) or _is_aside(members[-1].element),
            )
        )
    return lists


def _settle_sides(rows: list[Row]) -> None:
    """In a flat list of `date link date link` each row saw the next one's date: takes the one before instead."""
    if has_date(rows[0].before) and not has_date(rows[-1].after) and has_date(rows[-1].before):
        for row in rows:
            if has_date(row.before):
                row.around = row.before


def _is_aside(element: html.HtmlElement) -> bool:
    level = 0
    while (element := element.getparent()) is not None and level < 8:
        if element.tag in _SIDE_TAGS:
            return True
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag not in ("body", "html") and _SIDE.search(name[:300]):
            return True
        if level < 3 and _SIDE_HEADING.search(_read_heading(element)):
            return True
        level += 1
    return False


def _read_heading(element: html.HtmlElement) -> str:
    other = element.getprevious()
    if other is None or not isinstance(other.tag, str) or other.tag in ("script", "style", "ul", "ol", "table"):
        return ""
    text = ""
    for part in other.itertext():
        text += part
        if len(text) > 60:
            return ""
    text = "".join(text.split())
    return text if len(text) <= 12 else ""


def _find_pagers(source: Source) -> set[html.HtmlElement]:
    """The parts of the page that hold its pager: up to three levels above each sign of one."""
    if source.tree is None:
        return set()
    signs: list[html.HtmlElement] = []
    for element in source.tree.iter("a", "script", "div", "td", "ul", "span", "p"):
        if len(signs) >= 20:
            break
        if element.tag in ("a", "script"):
            text = "".join(element.itertext())
            if _PAGER_WORDS.search(text[: 20 if element.tag == "a" else 20_000]):
                signs.append(element)
        elif _PAGER_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]):
            signs.append(element)
    near: set[html.HtmlElement] = set()
    for element in signs:
        for _ in range(4):
            if element is None or element.tag in ("body", "html", "head"):
                break
            near.add(element)
            element = element.getparent()
    return near


def _is_near(rows: list[Row], pagers: set[html.HtmlElement]) -> bool:
    element = rows[0].element.getparent()
    for _ in range(4):
        if element is None:
            return False
        if element in pagers:
            return True
        element = element.getparent()
    return False
