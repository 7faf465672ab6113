"""How much of a page is read: bounds on bytes, tags and nesting, so that no page, however made, costs a second.

The HTML standard's tree building is quadratic in the attributes of a tag, in the depth of the tree and in formatting
tags that are never closed; the parser keeps to it, so such pages are refused or bounded before it sees them.
"""

import re
from collections import Counter
from typing import NamedTuple

from crawler.model.outcomes import UnreadablePageError

MAX_BYTES = 2 * 2**20
"""Bytes of a page that are read. Pictures written into it (`data:` addresses) and scripts do not count."""
MAX_TAGS = 60_000
"""Tags of a page that are read; real pages have some 1,500."""
MAX_ATTRIBUTES = 500
"""Attributes of one tag from which a page is refused."""
MAX_DEPTH = 2_048
"""Elements within each other that the tree can hold."""

_PICTURE_DATA = re.compile(rb"data:[\w/+.;=-]{0,80}base64,[A-Za-z0-9+/=%\s]{200,}+")
_NO_TEXT = re.compile(
    rb"<(?:(?P<raw>[Ss][Cc][Rr][Ii][Pp][Tt]|[Ss][Tt][Yy][Ll][Ee])\b(?:[^<]++|<(?!/(?P=raw)))*+(?:</(?P=raw)[^>]*+>|\Z)"
    rb"|!--(?!/?enpcontent|ZJEG_RSS)(?:[^-]++|-(?!->))*+(?:-->|\Z))"
)
"""What makes pages long without a word of text: pictures written into them, scripts, styles, comments."""

_ATTRIBUTE = rb"[\s/]*+[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?)?"
_TAG = re.compile(
    rb"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"
    rb"|(?:([Ss][Cc][Rr][Ii][Pp][Tt]|[Ss][Tt][Yy][Ll][Ee])(?=[\s/>])|[a-zA-Z][^\s/>]*+)"
    rb"(?:%b){0,%d}+(?P<more>%b)?"
    rb"(?(1)[^>]*+(?:>|\Z).*?(?:</[Ss](?:[Cc][Rr][Ii][Pp][Tt]|[Tt][Yy][Ll][Ee])|\Z)))"
    % (_ATTRIBUTE, MAX_ATTRIBUTES, _ATTRIBUTE),
    re.DOTALL,
)
"""A comment, a script or style with its content, or the start of a tag; it never fails far from where it began."""
_ORDINARY = re.compile(
    rb"(?:[^<]++|<(?![a-zA-Z])|<[a-zA-Z](?:[^>\"']{1,60}+|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,250}+(?:>|\Z))*+"
)
"""Markup up to the first tag that is long enough, or quotes enough, to hide too many attributes: quick to skip."""

_FEW_TAGS = 4_000
"""Tags by which the parser can be kept busy for a tenth of a second at most."""
_NAME = re.compile(rb"<(/?)([a-zA-Z][^\s/>]*)")
_ENDS_AT_WILL = frozenset(
    b"p li td th tr tbody thead tfoot dd dt option optgroup br img hr input meta link area base col embed source track"
    b" wbr param frame body html head rp rt".split()
)
"""Elements without an end tag, or whose end tag may be left out: counting them says nothing of the depth."""
_FORMATS = rb"b|i|u|em|strong|font|small|big|s|tt|code|strike|nobr"
_FORMAT = re.compile(rb"<(/?)(?:%b)(?=[\s/>])" % _FORMATS, re.IGNORECASE)
_FORMATTING = re.compile(rb"</?(?:%b|span|center)(?=[\s/>])[^>]*+>" % _FORMATS, re.IGNORECASE)
_OPEN_FORMATS = 60
"""Formatting tags that may be left open: the parser opens each of them again in every paragraph that follows."""


class Bounded(NamedTuple):
    """As much of a page as is read, and whether anything was left out."""

    body: bytes
    cut: bool


def bound_bytes(body: bytes) -> Bounded:
    """The bytes of a page that are read; out of a longer page, what holds no text is taken first."""
    if len(body) <= MAX_BYTES:
        return Bounded(body, cut=False)
    body = _NO_TEXT.sub(b"", _PICTURE_DATA.sub(b"data:,", body))
    return Bounded(body[:MAX_BYTES], cut=len(body) > MAX_BYTES)


def bound_markup(markup: bytes) -> Bounded:
    """The markup that is parsed: MAX_TAGS tags of it, without formatting tags where too many are left open.

    Raises UnreadablePageError for a tag with more than MAX_ATTRIBUTES attributes and for too deep a nesting.
    """
    _refuse_attributes(markup)
    tags = markup.count(b"<")
    if tags <= _FEW_TAGS:
        return Bounded(markup, cut=False)
    cut = tags > MAX_TAGS
    if cut:
        markup = markup[: len(markup) - len(markup.split(b"<", MAX_TAGS)[-1]) - 1]
    if _count_open_formats(markup) > _OPEN_FORMATS:
        markup = drop_formatting(markup)
    if tags > _FEW_TAGS * 2:
        _refuse_depth(markup)
    return Bounded(markup, cut)


def drop_formatting(markup: bytes) -> bytes:
    """Markup without the tags that change how text looks and not where it stands."""
    return _FORMATTING.sub(b"", markup)


def _refuse_attributes(markup: bytes) -> None:
    ordinary = _ORDINARY.match(markup)
    start = ordinary.end() if ordinary else 0
    if start == len(markup):
        return
    for tag in _TAG.finditer(markup):
        if tag.lastgroup == "more":
            raise UnreadablePageError(
                f"a tag at byte {tag.start()} has over {MAX_ATTRIBUTES} attributes, which would stall the parser; "
                "the page is refused"
            )


def _count_open_formats(markup: bytes) -> int:
    opened = most = 0
    for closing in _FORMAT.findall(markup):
        opened = max(opened - 1, 0) if closing else opened + 1
        most = max(most, opened)
    return most


def _refuse_depth(markup: bytes) -> None:
    """Raises where the end tags of some _FEW_TAGS elements are missing."""
    opened: Counter[bytes] = Counter()
    depth = 0
    for closing, name in _NAME.findall(markup):
        name = name.lower()
        if name in _ENDS_AT_WILL:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
            if depth > _FEW_TAGS:
                raise make_nesting_error()
        elif opened[name]:
            opened[name] -= 1
            depth -= 1


def make_nesting_error() -> UnreadablePageError:
    """The error of a page that nests too deeply."""
    return UnreadablePageError(
        f"the page nests more elements than the parser follows ({MAX_DEPTH:,}), so text would be lost; "
        "look at it in a browser"
    )
