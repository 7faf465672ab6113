"""Pictures and files of an article, and the addresses a page names as its own."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urljoin, urlsplit

from crawler.decoding.blocks import Layout
from crawler.decoding.markup import Element
from crawler.decoding.metatags import Head
from crawler.model.items import Attachment

_ATTACHMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|txt|rtf)$", re.IGNORECASE)
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
    """Addresses of a page made absolute (its <base> counts), each once, in order; those that are no http address go."""
    root = (_join(page_url, base) if base else None) or page_url
    found = (_join(root, href.strip()) for href in dict.fromkeys(hrefs))
    return tuple(dict.fromkeys(url for url in found if url is not None))


def _join(root: str, href: str) -> str | None:
    try:
        url = urljoin(root, href)
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def find_images(layout: Layout, box: int, first: int, last: int) -> Iterator[str]:
    """The addresses of pictures as written, between two lines of an article; icons and spacers left out."""
    for number, image in layout.images:
        if not first <= number <= last:
            continue
        source = image.get("data-src") or image.get("data-original") or image.get("src") or ""
        if source and not _DECORATION.search(source[:500]) and _holds(layout, box, image):
            yield source


def find_attachments(layout: Layout, box: int, first: int, last: int) -> Iterator[str]:
    """The addresses of files (pdf, doc, xls, ...) as written: linked in the article or right below it."""
    for number, anchor in layout.anchors:
        if number < first:
            continue
        href = anchor.get("href") or ""
        is_file = _ATTACHMENT.search(href.partition("?")[0].partition("#")[0])
        if is_file and (number <= last + _BELOW or _holds(layout, box, anchor)):
            yield href


def name_attachment(url: str) -> Attachment:
    """A file by its address: its name is the last part of the path, its type the ending."""
    name = unquote(urlsplit(url).path.rpartition("/")[2], errors="replace")
    return Attachment(url=url, name=name, type=name.rpartition(".")[2].lower())


def find_named_urls(layout: Layout, head: Head) -> Iterator[str]:
    """Addresses a page names as its own: canonical link, the standard's Url tag, 原文链接 and 本文链接."""
    yield from filter(None, (head.canonical, head.metas.get("url"), head.metas.get("og:url")))
    for line in layout.lines:
        if "http" in line.text:
            yield from _NAMED_URL.findall(line.text)


def _holds(layout: Layout, box: int, element: Element) -> bool:
    holder = layout.boxes[box].element
    return any(up is holder for up in element.iterancestors())
