"""HTML to a tree, guarded against markup that would stall the parser or be cut off by it without a word."""

import re
from typing import TypeAlias

from lxml import etree

from crawler.model.outcomes import UnreadablePageError

Element: TypeAlias = etree._Element
"""One element of a parsed page. Plain lxml elements: those of lxml.html cost a Python call each."""

MAX_ATTRIBUTES = 500
"""Attributes of one tag from which a page is refused: the parser compares each with every other (quadratic time)."""

_ATTRIBUTE = r"[\s/]*+[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?)?"
_TAG = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|(?:([Ss][Cc][Rr][Ii][Pp][Tt]|[Ss][Tt][Yy][Ll][Ee])(?=[\s/>])|[a-zA-Z][^\s/>]*+)(?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+(?P<more>{_ATTRIBUTE})?"
    r"(?(1)[^>]*+(?:>|\Z).*?(?:</[Ss](?:[Cc][Rr][Ii][Pp][Tt]|[Tt][Yy][Ll][Ee])|\Z)))",
    re.DOTALL,
)
"""A comment, a script or style with its content, or the start of a tag; it never fails far from where it began."""
_PIECE = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))|(?P<raw>script|style|title|noscript)\b(?:[^<]++|<(?!/(?P=raw)))*+|[^>]*+>?)|(?P<text>[^<]++)",
    re.IGNORECASE | re.DOTALL,
)
_FORMATTING = re.compile(r"</?(?:b|i|u|em|strong|font|span|small|big|s|tt|center)\b[^>]*+>", re.IGNORECASE)
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))

_BODY_COMMENTS = (
    ("<!--enpcontent-->", "<founder-content>"),
    ("<!--/enpcontent-->", "</founder-content>"),
    ("<!--ZJEG_RSS.content.begin-->", "<founder-content>"),
    ("<!--ZJEG_RSS.content.end-->", "</founder-content>"),
)
"""Comments by which Founder (翔宇) and Hanweb (大汉) pages mark the body: tags, as the parser drops comments."""


def parse_html(text: str) -> Element:
    """The tree of a page, without comments.

    Raises UnreadablePageError for a tag with more than MAX_ATTRIBUTES attributes, for elements nested deeper than the
    parser goes (about 2,048; formatting tags that were never closed are taken out first), and for no markup at all.
    """
    _refuse_attribute_bomb(text)
    for comment, tag in _BODY_COMMENTS:
        if comment in text:
            text = text.replace(comment, tag)
    tree, cut = _parse(text)
    if cut and len(bare := _FORMATTING.sub("", text)) < len(text):
        tree, cut = _parse(bare)
    if cut:
        raise UnreadablePageError(
            "the page nests more elements than the parser follows, so text would be lost; look at it in a browser"
        )
    if tree is None:
        raise UnreadablePageError("the page holds no element and no text; look at the address in a browser")
    return tree


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


def _refuse_attribute_bomb(text: str) -> None:
    for tag in _TAG.finditer(text):
        if tag.lastgroup == "more":
            raise UnreadablePageError(
                f"a tag at character {tag.start()} has over {MAX_ATTRIBUTES} attributes, which would stall the parser; "
                "the page is refused"
            )


def _parse(text: str) -> tuple[Element | None, bool]:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    clean = text.encode("utf-8", "replace").translate(None, _CONTROLS)
    try:
        tree = etree.fromstring(clean, parser=parser)
    except etree.XMLSyntaxError:
        return None, False
    cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log.filter_from_fatals())
    return tree, cut
