"""HTML to the tree that a browser builds, guarded against markup that would stall the parser or be cut by it.

Lexbor builds the tree as the HTML standard says, stray and missing tags included, and writes it down again; lxml reads
that. lxml alone leaves what follows a stray `</body>` or `</html>` in siblings of its root, where nobody looks.
"""

import re
from typing import NamedTuple, TypeAlias

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from crawler.decoding.bounds import bound_markup, drop_formatting, make_nesting_error

Element: TypeAlias = etree._Element
"""One element of a parsed page. Plain lxml elements: those of lxml.html cost a Python call each."""

_PIECE = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))|(?P<raw>script|style|title|noscript)\b(?:[^<]++|<(?!/(?P=raw)))*+|[^>]*+>?)|(?P<text>[^<]++)",
    re.IGNORECASE | re.DOTALL,
)
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))

_BODY_COMMENTS = (
    (b"<!--enpcontent-->", b"<founder-content>"),
    (b"<!--/enpcontent-->", b"</founder-content>"),
    (b"<!--ZJEG_RSS.content.begin-->", b"<founder-content>"),
    (b"<!--ZJEG_RSS.content.end-->", b"</founder-content>"),
)
"""Comments by which Founder (翔宇) and Hanweb (大汉) pages mark the body: tags, as the parser drops comments."""
_SWOLLEN = 4
"""How many times longer than the page its tree may be written before open formatting tags are taken for the cause."""


class Markup(NamedTuple):
    """A parsed page: its tree, and whether it goes on behind what was read (see crawler/decoding/bounds)."""

    tree: Element
    cut: bool


def parse_html(text: str) -> Markup:
    """The tree of a page, without comments.

    Raises UnreadablePageError for a tag with too many attributes, for elements nested deeper than the parser goes
    (formatting tags that were never closed are taken out first).
    """
    markup, cut = bound_markup(text.encode("utf-8", "replace").translate(None, _CONTROLS))
    for comment, tag in _BODY_COMMENTS:
        if comment in markup:
            markup = markup.replace(comment, tag)
    tree, fits = _read(markup)
    if not fits and len(bare := drop_formatting(markup)) < len(markup):
        tree, fits = _read(bare)
    if tree is None or not fits:
        raise make_nesting_error()
    return Markup(tree, cut)


def _read(markup: bytes) -> tuple[Element | None, bool]:
    """The tree of some markup, and whether it holds all of it."""
    try:
        written = (LexborHTMLParser(markup).html or "").encode()
    except SelectolaxError:
        return None, False
    if len(written) > _SWOLLEN * len(markup) + 100_000:
        return None, False
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    tree = etree.fromstring(written, parser=parser)
    return tree, all(entry.type_name != "ERR_RESOURCE_LIMIT" for entry in parser.error_log.filter_from_fatals())


def read_visible(text: str, limit: int) -> str:
    """The visible characters of a page without blanks, as far as the first `limit` and a little more; cheap."""
    parts: list[str] = []
    length = 0
    for piece in _PIECE.finditer(text):
        if piece["text"] and (part := "".join(piece["text"].split())):
            parts.append(part)
            length += len(part)
            if length >= limit:
                break
    return "".join(parts)
