"""Pictures and files of an article, and the addresses a page names as its own."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urljoin, urlsplit

from crawler.decoding.blocks import Layout
from crawler.decoding.file_links import FileLink, read_file_link, read_type
from crawler.decoding.markup import Element
from crawler.decoding.metatags import Head
from crawler.model.items import Attachment

_DECORATION = re.compile(
    r"(?:^|/)(?:blank|spacer|space|dot|line|icon|ico|logo|bg|arrow|share|print|close|weixin|wechat|weibo)[\w-]{0,20}\.(?:gif|png|jpe?g)$|^data:|/icons?/|fileicon|/sysimages/",
    re.IGNORECASE,
)
_NAMED_URL = re.compile(
    r"(?:原文|本文|文章|来源)(?:链接|地址|网址|出处)\s{0,3}[:：]\s{0,3}(https?://[^\s\u4e00-\u9fff，。；）)\"'<>]{4,400})"
)
_BELOW = 10
"""So many lines below the text its attachments may be listed."""


def resolve_all(base: str | None, page_url: str, hrefs: Iterable[str]) -> tuple[str, ...]:
    """Addresses of a page made absolute (its <base> counts), each once, in order; those that are no http address go.

    On a saved page without an address of its own they stay as written.
    """
    root = (_join(page_url, base) if base else None) or page_url
    if not root.startswith("http"):
        return tuple(dict.fromkeys(href.strip() for href in hrefs))
    found = (_join(root, href.strip()) for href in dict.fromkeys(hrefs))
    return tuple(dict.fromkeys(url for url in found if url is not None))


def _join(root: str, href: str) -> str | None:
    try:
        url = urljoin(root, href)
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def read_picture(image: Element) -> str | None:
    """The address of a picture as written; None for icons and spacers."""
    source = image.get("data-src") or image.get("data-original") or image.get("src") or ""
    return source if source and not _DECORATION.search(source[:500]) else None


def find_images(layout: Layout, box: int, first: int, last: int) -> Iterator[str]:
    """The addresses of pictures as written, between two lines of an article; icons and spacers left out."""
    for number, image in layout.images:
        if first <= number <= last and (source := read_picture(image)) and _holds(layout, box, image):
            yield source


def find_attachments(layout: Layout, box: int, first: int, last: int) -> Iterator[FileLink]:
    """The files (pdf, doc, xls, ...) that are linked or shown in the article or right below it."""
    for number, element in layout.anchors:
        if number < first:
            continue
        link = read_file_link(element)
        if link is not None and (number <= last + _BELOW or _holds(layout, box, element)):
            yield link


def resolve_attachments(base: str | None, page_url: str, links: Iterable[FileLink]) -> tuple[Attachment, ...]:
    """The files under absolute addresses, each once, called what the page calls them, else what their address does."""
    found: dict[str, Attachment] = {}
    for link in links:
        for url in resolve_all(base, page_url, [link.href]):
            found.setdefault(url, Attachment(url=url, name=link.name or name_by_address(url), type=read_type(link)))
    return tuple(found.values())


def name_by_address(url: str) -> str:
    """The last part of an address's path."""
    return unquote(urlsplit(url).path.rpartition("/")[2], errors="replace")


def find_named_urls(layout: Layout, head: Head) -> Iterator[str]:
    """Addresses a page names as its own: canonical link, the standard's Url tag, 原文链接 and 本文链接."""
    yield from filter(None, (head.canonical, head.metas.get("url"), head.metas.get("og:url")))
    for line in layout.lines:
        if "http" in line.text:
            yield from _NAMED_URL.findall(line.text)


def _holds(layout: Layout, box: int, element: Element) -> bool:
    holder = layout.boxes[box].element
    return any(up is holder for up in element.iterancestors())
