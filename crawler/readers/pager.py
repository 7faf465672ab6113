"""The pager a page shows: its 下一页 link, its numbers, its drop-down, whatever way the site numbers its pages."""

import re
from collections.abc import Iterator

from lxml import html

from crawler.readers.hrefs import find_in_script, host_of, resolve, same_page, without_fragment
from crawler.readers.source import Source

NEXT_WORDS = frozenset(
    ("下一页", "下页", "下一頁", "下頁", "后一页", "后页", "往后翻页", "next", "nextpage", "nextpage>")
)
"""Texts of the link to the next page, without blanks and arrows."""

_ARROWS = re.compile(r"[\s\u3000<>«»‹›|\[\]()（）【】→▶…]")
_RIGHT = frozenset((">", "›", "»", "→", "▶"))
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])(?:next|nextpage|page-next|p_next|down)(?:$|[\s_-])", re.IGNORECASE)
_CURRENT = re.compile(
    r"(?:^|[\s_-])(?:cur|current|active|on|now|thisclass|thispage|selected|sel|page-cur|p_no_d|hover)(?:$|[\s_-])"
)
_CALL = re.compile(
    r"(?:javascript:)?\s{0,5}(?:return\s{1,3})?([A-Za-z_$][\w$.]{0,40})\s{0,3}\(\s{0,3}['\"]?(\d{1,6})['\"]?"
)
_SHOWN = re.compile(r"(?<![\d/-])(\d{1,5})\s{0,3}/\s{0,3}(\d{1,5})\s{0,3}(?:页|頁)?(?![\d/-])")
_TOTAL = re.compile(r"共\s{0,3}(?:<[^>]{1,80}>\s{0,3})?(\d{1,6})\s{0,3}(?:</[a-z]{1,8}>\s{0,3})?[页頁]")
_ORDINAL = re.compile(
    r"(?:第|当前页?[:：]?)\s{0,3}(?:<[^>]{1,80}>\s{0,3})?(\d{1,6})\s{0,3}(?:</[a-z]{1,8}>\s{0,3})?[页頁/]"
)


def find_next(source: Source) -> str | None:
    """The next page by what the pager shows; None at the end and where the page shows no pager that can be read."""
    if source.tree is None:
        return None
    if source.site.selectors.next_page:
        return _select_next(source, source.site.selectors.next_page)
    for element in source.tree.iter("link"):
        if (element.get("rel") or "").lower() == "next":
            return _accept(source, element.get("href") or "")
    anchors = [anchor for anchor in source.tree.iter("a") if len(anchor.text or "") <= 12]
    nexts = [anchor for anchor in anchors if _is_next(anchor)]
    for anchor in nexts:
        if url := _follow(source, anchor):
            return url
    if nexts:
        return None
    return _after_current(source, anchors) or _after_option(source)


def read_position(source: Source) -> tuple[int, int] | None:
    """Which page this is and how many there are, as the page prints it (`2/13`, 第2页 共13页); None if it does not."""
    text = source.text
    total = _TOTAL.search(text)
    ordinal = _ORDINAL.search(text)
    if total and ordinal:
        return int(ordinal[1]), int(total[1])
    for shown in _SHOWN.finditer(text):
        page, pages = int(shown[1]), int(shown[2])
        before = text[max(0, shown.start() - 40) : shown.start()]
        after = text[shown.end() : shown.end() + 40]
        if 1 <= page <= pages and re.search(r"[页頁条]", before[-12:] + after[:40] + shown[0]):
            return page, pages
    return None


def _select_next(source: Source, selector: str) -> str | None:
    for element in source.select(selector):
        anchor = element if element.tag == "a" else next(element.iter("a"), None)
        if anchor is not None and (url := _follow(source, anchor)):
            return url
    return None


def _is_next(anchor: html.HtmlElement) -> bool:
    if anchor.get("disabled") is not None:
        return False
    text = "".join(anchor.itertext())[:40]
    bare = _ARROWS.sub("", text).lower()
    if bare in NEXT_WORDS or bare.startswith(("下一页", "下页", "下一頁")):
        return True
    if (anchor.get("rel") or "").lower() == "next":
        return True
    if bare:
        return False
    labels = [
        anchor.get("title") or "",
        anchor.get("aria-label") or "",
        *(p.get("alt") or "" for p in anchor.iter("img")),
    ]
    if any(_ARROWS.sub("", label).lower() in NEXT_WORDS for label in labels):
        return True
    return text.strip() in _RIGHT and bool(_NEXT_CLASS.search(anchor.get("class") or ""))


def _follow(source: Source, anchor: html.HtmlElement) -> str | None:
    """Where a link of the pager leads, also when a script call turns the page."""
    href = anchor.get("href") or ""
    if url := _accept(source, href):
        return url
    if not href.strip() or href.strip().startswith("#") or href.lower().lstrip().startswith("javascript:"):
        for code in (anchor.get("onclick") or "", href, anchor.get("tagname") or ""):
            address = find_in_script(code) or (
                code if re.fullmatch(r"[\w./?=&-]{3,200}\.[a-z]{3,5}[\w?=&-]{0,99}", code) else None
            )
            if address and (url := _accept(source, address)):
                return url
            if url := _call(source, code):
                return url
    return None


def _accept(source: Source, href: str) -> str | None:
    url, _ = resolve(source.base, href)
    if url is None or same_page(url, source.url) or host_of(url) not in source.site.hosts:
        return None
    return without_fragment(url)


def _call(source: Source, code: str) -> str | None:
    """The address that a call such as `goPage(3)` opens, read from the function's own words in the page."""
    called = _CALL.match(code.strip())
    if called is None:
        return None
    name, number = called[1].rpartition(".")[2], called[2]
    defined = re.search(
        rf"(?:function\s{{1,5}}{re.escape(name)}\s{{0,5}}|{re.escape(name)}\s{{0,5}}[=:]\s{{0,5}}function\s{{0,5}})"
        r"\(\s{0,5}([\w$]{1,40})[^)]{0,100}\)\s{0,9}\{",
        source.code,
    )
    if defined is None:
        return None
    body = source.code[defined.end() : defined.end() + 1_500]
    joined = re.search(
        rf"""["']([^"'\n]{{0,300}})["']\s{{0,5}}\+\s{{0,5}}{re.escape(defined[1])}(?:\s{{0,5}}\+\s{{0,5}}["']([^"'\n]{{0,200}})["'])?""",
        body,
    )
    return _accept(source, f"{joined[1]}{number}{joined[2] or ''}") if joined else None


def _after_current(source: Source, anchors: list[html.HtmlElement]) -> str | None:
    """The number after the present one, in a pager of numbers alone."""
    numbered = {
        int(text): anchor
        for anchor in anchors
        if (text := "".join(anchor.itertext()).strip(" []\n\t\r")).isdecimal() and len(text) < 6
    }
    if not numbered:
        return None
    current = next(_iterate_current(source, numbered), None)
    anchor = numbered.get(current + 1) if current is not None else None
    return _follow(source, anchor) if anchor is not None else None


def _iterate_current(source: Source, numbered: dict[int, html.HtmlElement]) -> Iterator[int]:
    for number, anchor in numbered.items():
        url, _ = resolve(source.base, anchor.get("href") or "")
        if url is not None and same_page(url, source.url):
            yield number
    for number, anchor in numbered.items():
        parent = anchor.getparent()
        names = f"{anchor.get('class') or ''} {parent.get('class') or '' if parent is not None else ''}"
        if _CURRENT.search(names):
            yield number
    holders = {id(holder): holder for anchor in numbered.values() for holder in _climb(anchor)}
    for holder in holders.values():
        for element in holder.iter("span", "strong", "b", "em", "font", "li", "i"):
            text = "".join(element.itertext()).strip(" []\n\t\r")
            if text.isdecimal() and len(text) < 6 and int(text) not in numbered:
                yield int(text)


def _climb(anchor: html.HtmlElement) -> Iterator[html.HtmlElement]:
    element = anchor.getparent()
    for _ in range(2):
        if element is None or element.tag in ("body", "html"):
            return
        yield element
        element = element.getparent()


def _after_option(source: Source) -> str | None:
    """The option after the chosen one, in a drop-down whose values are addresses."""
    for select in source.tree.iter("select") if source.tree is not None else ():
        options = list(select.iter("option"))
        urls = [resolve(source.base, option.get("value") or "")[0] for option in options]
        if not all("".join(option.itertext()).strip(" 第页").isdecimal() for option in options):
            continue
        for index, url in enumerate(urls[:-1]):
            chosen = options[index].get("selected") is not None or (url is not None and same_page(url, source.url))
            if chosen and "." in (options[index + 1].get("value") or ""):
                return _accept(source, options[index + 1].get("value") or "")
    return None
