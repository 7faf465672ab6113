"""Text as the feed formats may hold it. One character is turned to one character, so that spans keep their places."""

import re
from typing import Any

import orjson

from crawler.model.publication import Published

REPLACEMENT = "\ufffd"

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_LINE_ENDS = {"\x85".encode(): b"\\u0085", "\u2028".encode(): b"\\u2028", "\u2029".encode(): b"\\u2029"}
"""Line ends that JSON lets stand but some readers of lines split at."""

_FORMULA_START = re.compile(r"[=+\-@\t\r\n'＝＋－＠]")
"""First characters by which a spreadsheet takes a cell for a formula, and the mark itself (OWASP, CSV injection)."""

_NUMBER_LIKE = re.compile(r"0[0-9]+|[0-9]{12,}|[0-9]+[eE][0-9]+")
"""Cells of digits that a spreadsheet would turn into another number."""

_CELL_LENGTH = 32_767
"""Characters a cell of Excel holds (Microsoft, Excel specifications and limits)."""


def drop_surrogates(value: Any) -> Any:
    """A published value whose strings hold no lone surrogate, so that it can be written as UTF-8."""
    if isinstance(value, str):
        return _SURROGATES.sub(REPLACEMENT, value)
    if isinstance(value, dict):
        return {key: drop_surrogates(item) for key, item in value.items()}
    if isinstance(value, list):
        return [drop_surrogates(item) for item in value]
    return value


def encode_json(published: Published) -> bytes:
    """A published object as strict JSON in UTF-8, on one line for every reader of lines."""
    try:
        printed = orjson.dumps(published)
    except orjson.JSONEncodeError:  # a lone surrogate, which the store does not hold
        printed = orjson.dumps(drop_surrogates(published))
    for mark, escape in _LINE_ENDS.items():
        if mark in printed:
            printed = printed.replace(mark, escape)
    return printed


def drop_controls(text: str) -> str:
    """The text without what XML cannot hold and without other control characters but tab and line ends."""
    return _CONTROLS.sub(REPLACEMENT, text)


def guard_cell(text: str) -> str:
    """The text as a spreadsheet cell that is shown and never run: marked with `'` where it would be taken for more.

    Without that first `'` it is the text again. A text longer than a cell holds is cut and ends in `…`.
    """
    if not text:
        return text
    text = drop_controls(text)
    if _FORMULA_START.match(text) or _NUMBER_LIKE.fullmatch(text):
        text = "'" + text
    return cut_cell(text)


def cut_cell(text: str) -> str:
    """The text as far as a cell holds it, ending in `…` where it was cut."""
    return text if len(text) <= _CELL_LENGTH else text[: _CELL_LENGTH - 1] + "…"
