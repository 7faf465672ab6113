"""The rows of a page: every link that could be an entry, with the part of the page that belongs to it alone."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import html

from crawler.decoding.canonical import canonicalize
from crawler.decoding.told_days import find_told
from crawler.model.listing import BadLink
from crawler.readers.dates import is_date, read_date, read_month_day
from crawler.readers.hrefs import find_in_script, fold_page, is_column, resolve, without_fragment
from crawler.readers.source import Source
from crawler.readers.titles import MORE_WORDS, read_beside, read_title

_NEVER_ROWS = frozenset(("ul", "ol", "table", "tbody", "thead", "body", "html", "form", "main"))
_CLIMB = 5
"""Levels above a link at which its row may lie."""

PAGER_TEXT = re.compile(
    r"(?:上|下|前|后|末|尾|首|第|共)\s?\d{0,5}\s?(?:一?[页頁]|一?条)|[首末尾]頁|"
    r"(?:first|prev|previous|next|last)(?: page)?|"
    r"\d{1,5}|[<>«»‹›|.…\s]{1,5}|转到|跳转|go",
    re.IGNORECASE,
)
"""Texts of the links by which a pager turns pages."""

_CLASS_NOISE = re.compile(r"\d+$|^(?:first|last|odd|even|on|cur|current|active|hover|clearfix|fix|cf)$", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """One candidate entry: where its link leads, what it is called, and its place in the tree.

    `around` is the text that belongs to it beside its title (`after` and `before`: what follows and goes before a row
    without a date of its own), `dated` whether that holds a date.
    """

    url: str
    title: str
    element: html.HtmlElement = field(repr=False)
    anchor: html.HtmlElement = field(repr=False)
    around: str = ""
    after: str = ""
    before: str = ""

    dated: bool = False


@dataclass(slots=True)
class _Anchor:
    element: html.HtmlElement
    url: str
    title: str


def find_rows(source: Source) -> tuple[list[Row], list[BadLink]]:
    """All candidate entries of a page in document order, and the links whose address is malformed."""
    anchors, bad = _find_anchors(source, source.anchors)
    return _group_by_row(anchors), bad


def read_anchors(source: Source, elements: list[html.HtmlElement]) -> tuple[list[Row], list[BadLink]]:
    """The rows of chosen links (or of the links inside chosen elements), as `find_rows` gives them."""
    links = [link for element in elements for link in ([element] if element.tag == "a" else element.iter("a"))]
    anchors, bad = _find_anchors(source, links, chosen=True)
    return _group_by_row(anchors), bad


def _find_anchors(source: Source, elements: object, *, chosen: bool = False) -> tuple[list[_Anchor], list[BadLink]]:
    found: list[_Anchor] = []
    bad: list[BadLink] = []
    here = fold_page(source.url)
    for element in elements:  # type: ignore[attr-defined]
        href = element.get("href") or ""
        url, reason = resolve(source.base, href)
        if url is None and not reason and (code := _read_call(element, href)):
            url, reason = resolve(source.base, code)
        if url is None:
            if reason:
                bad.append(BadLink(href=href[:200], reason=reason))
            continue
        title = read_title(element)
        if not chosen and (is_column(url, title) or PAGER_TEXT.fullmatch(title) or fold_page(url) == here):
            continue
        found.append(_Anchor(element, url, title))
    return (found if chosen else _drop_repeated(found)), bad


def _read_call(element: html.HtmlElement, href: str) -> str | None:
    """The address that a link opens by script: `onclick="window.open('/a/1.html')"`."""
    code = f"{href} {element.get('onclick') or ''}"
    return find_in_script(code) if "(" in code or "=" in code else None


def _drop_repeated(anchors: list[_Anchor]) -> list[_Anchor]:
    """Without the short links that come back row by row: names of columns and sources, not entries."""
    times = Counter(anchor.url for anchor in anchors if len(anchor.title) <= 8)
    return [anchor for anchor in anchors if len(anchor.title) > 8 or times[anchor.url] < 3]


def _group_by_row(anchors: list[_Anchor]) -> list[Row]:
    alone = _find_alone(anchors)
    rows: dict[html.HtmlElement, Row] = {}
    for anchor in anchors:
        element = _climb(anchor.element, alone)
        row = rows.get(element)
        if row is None:
            rows[element] = Row(url=anchor.url, title=anchor.title, element=element, anchor=anchor.element)
        elif _is_better(anchor.title, row.title):
            row.title, row.url, row.anchor = anchor.title, anchor.url, anchor.element
    for row in rows.values():
        _read_around(row, alone)
        if not row.title or row.title in MORE_WORDS:
            row.title = read_beside(row.around) if row.element.tag != "a" else ""
    return [row for row in rows.values() if row.title]


def _find_alone(anchors: list[_Anchor]) -> dict[html.HtmlElement, str | None]:
    """For every element above a link: the one address it leads to, or None when it leads to several."""
    leads: dict[html.HtmlElement, str | None] = {}
    for anchor in anchors:
        element = anchor.element
        url = without_fragment(anchor.url)
        for _ in range(_CLIMB + 2):
            if element is None:
                break
            known = leads.setdefault(element, url)
            if known is None:
                break
            if known != url:
                leads[element] = None
            element = element.getparent()
    return leads


def _climb(element: html.HtmlElement, alone: dict[html.HtmlElement, str | None]) -> html.HtmlElement:
    for _ in range(_CLIMB):
        parent = element.getparent()
        if parent is None or parent.tag in _NEVER_ROWS or alone.get(parent) is None:
            break
        element = parent
        if element.tag in ("li", "tr", "dl"):
            break
    return element


def _is_better(title: str, other: str) -> bool:
    if not title or title in MORE_WORDS:
        return False
    return other in MORE_WORDS or len(title) > len(other)


def _read_around(row: Row, alone: dict[html.HtmlElement, str | None]) -> None:
    """Sets the text of a row beside its title; with no date in it, also what follows and what goes before it."""
    element = row.element
    inside = _join(element)
    named = row.title if row.title in inside else _join(row.anchor)
    row.around = inside.replace(named, " ", 1) if named else inside
    if element.tag != "a":
        row.around = f"{row.around} {_read_attributes(element)}"
    row.dated = has_date(row.around)
    if row.dated:
        return
    row.after = _read_siblings(element, alone, forward=True)
    row.before = _read_siblings(element, alone, forward=False)
    beside = next((text for text in (row.after, row.before) if has_date(text)), None)
    row.dated = beside is not None
    row.around = beside or row.around


def has_date(text: str) -> bool:
    """Whether a short text holds a date, with or without its year, or one told in words."""
    return read_date(text) is not None or read_month_day(text) is not None or find_told(text) is not None


def _read_attributes(element: html.HtmlElement) -> str:
    for name in ("data-date", "data-time", "datetime", "pubdate", "date"):
        if value := element.get(name):
            return str(value)[:40]
    for part in element.iter("time"):
        return str(part.get("datetime") or "")[:40]
    return ""


def _read_siblings(element: html.HtmlElement, alone: dict[html.HtmlElement, str | None], *, forward: bool) -> str:
    texts = [element.tail or ""] if forward else []
    other = element
    for _ in range(6):
        other = other.getnext() if forward else other.getprevious()
        if other is None or other in alone:
            if not forward and other is not None and is_date(" ".join((other.tail or "").split())):
                texts.insert(0, other.tail or "")
            break
        if isinstance(other.tag, str):
            if forward:
                texts.extend((_join(other), other.tail or ""))
            else:
                texts[:0] = (_join(other), other.tail or "")
    return " ".join(" ".join(texts)[:400].split())


def _join(element: html.HtmlElement) -> str:
    """The text of an element, cut at 2,000 characters, its parts set apart by blanks."""
    texts: list[str] = []
    length = 0
    for text in element.itertext():
        texts.append(text)
        length += len(text)
        if length > 2_000:
            break
    return " ".join(canonicalize(" ".join(texts)).split())


def shape_of(row: Row, known: dict[html.HtmlElement | None, tuple[str, ...]]) -> tuple[str, ...]:
    """What rows of one list share: the tags and classes of the row's surroundings, two levels up. `known` keeps the
    shape of surroundings already seen.
    """
    parent = row.element.getparent()
    around = known.get(parent)
    if around is None:
        around = known[parent] = _describe(parent) + _describe(parent.getparent() if parent is not None else None)
    return (row.element.tag, *around)


def _describe(element: html.HtmlElement | None) -> tuple[str, ...]:
    if element is None:
        return ()
    names = (name for name in (element.get("class") or "").split() if not _CLASS_NOISE.search(name))
    return (element.tag, " ".join(names))
