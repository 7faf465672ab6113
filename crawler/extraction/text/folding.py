"""One character for one: full-width forms and look-alike marks as their plain forms, so that spans stay true."""

import re
from functools import lru_cache

_DASHES = "‐‑‒–—―−－﹣﹘ーｰ─━～〜~∼﹏"
_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\r"
_COLONS = "∶︰﹕꞉˸"
_BARS = "│┃∣"
_FOLD = (
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys(_COLONS, ":")
    | dict.fromkeys(_BARS, "|")
    | {
        "﹙": "(",
        "﹚": ")",
        "〔": "(",
        "〕": ")",
        "【": "[",
        "】": "]",
        "﹐": ",",
        "﹔": ";",
        "﹫": "@",
        "｡": "。",
        "､": "、",
    }
)
"""Unicode's full-width forms (U+FF01 to U+FF5E) and the marks that stand for a dash, a blank, a colon or a bracket."""


_MARKS = re.compile(f"[{re.escape(''.join(_FOLD))}]")
_BRACKETED_LABEL = re.compile(r"(?m)^( {0,8})\[([^\[\]\n:]{2,10})\](?=[^\n\[])")
"""A label in brackets at the head of its line (【值班电话】…) reads as one with a colon."""


_TAG = re.compile(r"<(?:(?P<block>/?(?:p|div|br|h[1-6]|li|tr|section|article)\b)|[/a-zA-Z!])[^<>\n]{0,400}>")
"""Markup that was left in a text."""
_TABS = re.compile(r"(?m)(?<=[^\s])( *)\t([ \t]*)(?=[^\s])")
"""Tabs inside a line part cells, as bars do."""


@lru_cache(maxsize=16)
def fold_width(text: str) -> str:
    """The text with every full-width or look-alike mark replaced by its plain form; the length never changes.

    A tab inside a line parts cells and reads as a bar.
    """
    text = _MARKS.sub(lambda m: _FOLD[m.group()], text)
    if "<" in text and ">" in text:
        text = _TAG.sub(lambda m: " " * (len(m.group()) - 1) + ("\n" if m["block"] else " "), text)
    if "\t" in text:
        text = _TABS.sub(lambda m: m[1] + "|" + " " * len(m[2]), text).replace("\t", " ")
    return _BRACKETED_LABEL.sub(r"\1 \2:", text) if "[" in text else text
