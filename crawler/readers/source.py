"""One listing page in the readers' hands: its text, address, tree and scripts, each made once."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from lxml import html

from crawler.decoding.markup import Markup, parse_html
from crawler.decoding.selection import select_elements
from crawler.model.site import Listing, Site
from crawler.readers.hrefs import resolve

_DATA = re.compile(r"[\[{(]|(?:var|let|const|window)\b|[A-Za-z_$][\w$.]{0,60} ?[(=]")
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^>]{0,400}>", re.IGNORECASE)

MAX_ANCHORS = 10_000
"""Links of one page that are looked at, those of menus too."""


@dataclass(frozen=True)
class Source:
    """A decoded answer to a listing's address (HTML, or the data a page of that listing is made from)."""

    text: str = field(repr=False)
    url: str
    site: Site
    listing: Listing

    @cached_property
    def is_data(self) -> bool:
        """Whether the answer is JSON or script instead of a page."""
        return _DATA.match(self.text.lstrip("\ufeff \t\r\n")) is not None

    @cached_property
    def tree(self) -> html.HtmlElement | None:
        """The tree of the page; None for data. Raises UnreadablePageError as `parse_html` does."""
        return self._markup.tree if self._markup is not None else None

    @property
    def cut(self) -> bool:
        """Whether the page goes on behind what is read of it."""
        return (self._markup is not None and self._markup.cut) or len(self._anchors) > MAX_ANCHORS

    @property
    def anchors(self) -> list[html.HtmlElement]:
        """The first MAX_ANCHORS links of the page; none for data."""
        return self._anchors[:MAX_ANCHORS]

    @cached_property
    def _anchors(self) -> list[html.HtmlElement]:
        return [] if self.tree is None else list(islice(self.tree.iter("a"), MAX_ANCHORS + 1))

    @cached_property
    def _markup(self) -> Markup | None:
        return None if self.is_data or not self.text.strip() else parse_html(self.text)

    def select(self, css: str) -> list[html.HtmlElement]:
        """The elements of the page that a CSS selector finds (see `select_elements`); none for data."""
        return [] if self.tree is None else select_elements(self.tree, css)

    @cached_property
    def base(self) -> str:
        """The address that the page's links start from."""
        if self.tree is not None:
            for element in self.tree.iter("base"):
                base, _ = resolve(self.url, element.get("href") or "")
                return base or self.url
        return self.url

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The inline scripts of the page in order; for data the whole answer."""
        if self.is_data:
            return (self.text,)
        found = []
        place = 0
        while opening := _SCRIPT.search(self.text, place):
            closing = _SCRIPT_END.search(self.text, opening.end())
            place = closing.start() if closing else len(self.text)
            found.append(self.text[opening.end() : place])
        return tuple(found)

    @cached_property
    def code(self) -> str:
        """All inline scripts in one text."""
        return "\n".join(self.scripts)
