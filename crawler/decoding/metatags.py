"""What the head of a page says: the meta tags of government sites (国办发〔2017〕47号), Open Graph, <title>."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from crawler.decoding.blocks import collapse
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
TITLE = ("articletitle", "og:title", "dc.title", "twitter:title", "title")
SOURCE = ("contentsource", "source", "article:source", "mediaid")
AUTHOR = ("author", "article:author")
COLUMN = ("columnname", "article:section", "lmmc")
SITE = ("sitename", "og:site_name")
"""Names of meta tags, lower case, in the order of trust."""

_EMPTY = frozenset({"", "null", "undefined", "none", "nan", "/", "-", "0", "无", "(null)"})
_META = etree.XPath("//meta[@content]")
_TITLE = etree.XPath("string(//head/title | //title[not(ancestor::svg)])")
_CANONICAL = etree.XPath("//link[@rel='canonical']/@href")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page: its <title> with blanks collapsed, meta tags by lower-case name, canonical address."""

    title: str
    metas: Mapping[str, str] = field(repr=False)
    canonical: str | None

    def find(self, names: tuple[str, ...]) -> tuple[str, str] | None:
        """Name and value of the first of some meta tags that says anything (`null` says nothing)."""
        return next(((name, self.metas[name]) for name in names if name in self.metas), None)


def read_head(tree: Element) -> Head:
    """What <head> says; empty and `null` values are left out, the first of several tags of a name counts."""
    metas: dict[str, str] = {}
    for element in _META(tree):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
        value = collapse(element.get("content"))
        if name and value.lower() not in _EMPTY:
            metas.setdefault(name, value)
    canonical = next(iter(_CANONICAL(tree)), None)
    return Head(collapse(str(_TITLE(tree))), metas, str(canonical).strip() if canonical else None)
