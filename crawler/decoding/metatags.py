"""What the head of a page says: the meta tags of government sites (国办发〔2017〕47号), Open Graph, <title>."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.decoding.blocks import collapse
from crawler.decoding.canonical import canonicalize
from crawler.decoding.markup import Element

PUBLISHED = (
    "pubdate",
    "article:published_time",
    "publishdate",
    "publish_date",
    "publishtime",
    "publish-date",
    "datepublished",
    "og:published_time",
    "og:release_date",
    "apub:time",
    "weibo:article:create_at",
    "firstpublishedtime",
    "dc.date.issued",
    "article:create_time",
    "createdate",
    "date",
)
LINKED_DATA = "ld+json"
"""Name under which the publication time of a page's linked data is kept; no meta tag is called so."""
TITLE = ("articletitle", "og:title", "dc.title", "twitter:title", "title")
SOURCE = ("contentsource", "source", "article:source", "mediaid")
AUTHOR = ("author", "article:author")
COLUMN = ("columnname", "article:section", "lmmc")
SITE = ("sitename", "og:site_name")
"""Names of meta tags, lower case, in the order of trust."""

_LINKED_DATA = re.compile(r"\"(?:datePublished|pubDate)\"\s{0,3}:\s{0,3}\"([^\"]{8,40})\"")
"""The publication time in a page's linked data (schema.org; Baidu's cambrian pages)."""

_EMPTY = frozenset({"", "null", "undefined", "none", "nan", "/", "-", "0", "无", "(null)"})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page: its <title>, meta tags by lower-case name, canonical address, <base>."""

    title: str
    metas: Mapping[str, str] = field(repr=False)
    canonical: str | None
    base: str | None

    def find(self, names: tuple[str, ...]) -> tuple[str, str] | None:
        """Name and value of the first of some meta tags that says anything (`null` says nothing)."""
        return next(((name, self.metas[name]) for name in names if name in self.metas), None)


def read_head(tree: Element) -> Head:
    """What <head> says; empty and `null` values are left out, the first of several tags of a name counts."""
    metas: dict[str, str] = {}
    title = canonical = base = None
    for element in tree.iter("meta", "title", "link", "base", "script"):
        if element.tag == "meta":
            name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
            value = collapse(canonicalize(element.get("content") or ""))
            if name and value.lower() not in _EMPTY:
                metas.setdefault(name, value)
        elif element.tag == "title":
            if title is None and not any(up.tag == "svg" for up in element.iterancestors()):
                title = collapse(canonicalize("".join(element.itertext())))
        elif element.tag == "script":
            if "ld+json" in (element.get("type") or "") and (dated := _LINKED_DATA.search(element.text or "")):
                metas.setdefault(LINKED_DATA, dated[1])
        elif element.tag == "base":
            base = base or element.get("href")
        elif canonical is None and element.get("rel") == "canonical":
            canonical = (element.get("href") or "").strip() or None
    return Head(title or "", metas, canonical, base)
