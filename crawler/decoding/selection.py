"""CSS selectors over a page's one tree (parsel): those of seeds, with `::text` and `::attr(x)` as Scrapy knows them."""

import re

from parsel import Selector

from crawler.decoding.blocks import collapse
from crawler.decoding.canonical import canonicalize
from crawler.decoding.markup import Element

_PSEUDO = re.compile(r"::(?:text|attr\([^)]*\))")


def select_elements(tree: Element, css: str) -> list[Element]:
    """The elements that a selector finds, in document order; for `::text` and `::attr(x)` those that hold them."""
    return [found.root for found in _wrap(tree).css(_PSEUDO.sub("", css))]


def select_text(tree: Element, css: str) -> str | None:
    """What the first find that says anything says: all text of an element, or what `::text` or `::attr(x)` names."""
    for found in _wrap(tree).css(css):
        printed = found.root if isinstance(found.root, str) else "".join(found.root.itertext())
        if text := collapse(canonicalize(printed)):
            return text
    return None


def _wrap(tree: Element) -> Selector:
    return Selector(root=tree, type="html")
