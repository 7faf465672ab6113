"""What the head of a page says: the meta tags of government sites (国办发〔2017〕47号), Open Graph, <title>."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from parsel import Selector

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
    page = Selector(root=tree, type="html")
    metas: dict[str, str] = {}
    for meta in page.xpath("//meta[@content]"):
        given = meta.attrib
        name = (given.get("name") or given.get("property") or given.get("itemprop") or "").strip().lower()
        value = collapse(canonicalize(given["content"]))
        if name and value.lower() not in _EMPTY:
            metas.setdefault(name, value)
    for code in page.xpath("//script[contains(@type, 'ld+json')]/text()").getall():
        if dated := _LINKED_DATA.search(code):
            metas.setdefault(LINKED_DATA, dated[1])
    title = page.xpath("string(//title[not(ancestor::svg)])").get() or ""
    canonicals = (href.strip() for href in page.xpath("//link[@rel='canonical']/@href").getall())
    bases = page.xpath("//base/@href").getall()
    return Head(
        collapse(canonicalize(title)), metas, next(filter(None, canonicals), None), next(filter(None, bases), None)
    )
