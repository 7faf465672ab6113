"""Which rows of a page are its list: rows of one shape are scored by dates, addresses, titles and place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import html

from crawler.readers.hrefs import ARTICLE, path_of
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
_PAGER_LONGEST = 400
"""Characters of a pager at most: what holds more is a part of the page called `page`."""

_CELLS = 60
_SAMPLE = 300
"""Rows that are counted at most, and rows that are looked at for what a list is like."""


@dataclass(frozen=True)
class RowList:
    """Rows of one shape, in document order, with what speaks for them being the page's list.

    `matching` is the share of addresses that match the seed's patterns, `distance` how many levels above the page's
    pager the list's surroundings begin (None: nowhere near one), `aside` whether it stands in a side column, menu or
    footer.
    """

    rows: tuple[Row, ...]
    matching: float
    distance: int | None
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
        factor = (2.0 if self.matching > 0.5 else 1.0) * (0.3 if self.aside else 1.0)
        return (
            each
            * min(len(self.rows), _CELLS)
            * factor
            * (1 + 1 / (1 + self.distance) if self.distance is not None else 1)
        )


def _share(answers: Iterable[bool]) -> float:
    given = list(answers)
    return sum(given) / len(given)


def choose_rows(source: Source, rows: Sequence[Row]) -> list[Row]:
    """The rows that are entries of the page: its best list; beside a pager those as near to it, else all others that
    look like lists of articles (a home page shows one a column).
    """
    lists = [found for found in group_rows(source, rows) if found.score > 0]
    if not lists:
        return []
    beside = [found for found in lists if found.distance in (0, 1) and not found.aside and found.title_length >= 8]
    best = max(beside or lists, key=lambda found: found.score)
    kept = {id(row) for found in lists if found is best or _belongs(found, best) for row in found.rows}
    return [row for row in rows if id(row) in kept]


def _belongs(other: RowList, best: RowList) -> bool:
    if other.aside or other.title_length < 8:
        return False
    if best.distance is not None:
        return other.distance is not None and other.distance <= best.distance and other.dated >= 0.5
    return other.dated >= 0.5 or other.article_like >= 0.8


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
                distance=_measure_distance(members, pagers),
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


def _find_pagers(source: Source) -> dict[html.HtmlElement, int]:
    """The surroundings of the page's pager: each element up to three levels above a sign of it, with that level. A sign
    that is only a name (`class="page"`, which slide shows have too) counts as two levels further away.
    """
    if source.tree is None:
        return {}
    levels: dict[html.HtmlElement, int] = {}
    signs = 0
    for element in source.tree.iter("a", "script", "div", "td", "ul", "span", "p"):
        away = _find_sign(element)
        if away is None:
            continue
        for level in range(4):
            if element is None or element.tag in ("body", "html", "head"):
                break
            levels[element] = min(level + away, levels.get(element, level + away))
            element = element.getparent()
        signs += 1
        if signs >= 20:
            break
    return levels


def _find_sign(element: html.HtmlElement) -> int | None:
    """0 for an element that speaks as a pager does, 2 for one that is only called so, None for all others."""
    if element.tag == "script":
        return 0 if _PAGER_WORDS.search((element.text or "")[:20_000]) else None
    named = element.tag != "a" and _PAGER_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300])
    if element.tag != "a" and not named:
        return None
    text = ""
    for part in element.itertext():
        text += part
        if len(text) > _PAGER_LONGEST:
            return None
    if any(len("".join(link.itertext()).strip()) > 10 for link in element.iter("a")):
        return None
    if (named or len(text) < 20) and _PAGER_WORDS.search(text):
        return 0
    return 2 if named else None


def _measure_distance(rows: list[Row], pagers: dict[html.HtmlElement, int]) -> int | None:
    element = rows[0].element.getparent()
    for _ in range(4):
        if element is None:
            return None
        if element in pagers:
            return pagers[element]
        element = element.getparent()
    return None
