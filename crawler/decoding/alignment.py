"""Text of two-byte characters with lost bytes: one lost byte costs one character and not the rest of its line.

In gb18030 and Big5 a lost byte shifts every pair after it, and the shifted pairs are mostly valid: the codec reports
no error until the next tag and gives rare characters up to there. So a damaged stretch is read again by the
cheapest way through it: every character costs what crawler/decoding/frequency says, every dropped byte costs _DROP.
"""

import re
from functools import cache, lru_cache
from itertools import accumulate

from crawler.decoding.frequency import LEVEL_ONE, WEIGHTS, list_characters

STRETCH = re.compile(rb"[\x80-\xff][^\x00-\x2f\x3a-\x3f]{0,4000}+")
"""From a first byte that is not ASCII to one that is never the second byte of a two-byte character, nor a digit of a
four-byte one."""

_WINDOW = 8
_SUSPECT = 0.35
"""Mean weight of eight neighbouring characters under which they may be pairs read out of step."""

_DROP = -2.0
"""Cost of one dropped byte: what some six characters gain by being read in step."""

_BUDGET = 60_000
"""Bytes of a page that are read again at most: a page damaged throughout stays within a tenth of a second."""


def is_out_of_step(text: str) -> bool:
    """True when a losslessly decoded text holds three rare characters in a row: two bytes lost in one line do that."""
    return _rare_run(3).search(text) is not None


@cache
def _rare_run(length: int) -> re.Pattern[str]:
    usual = list_characters(LEVEL_ONE)
    return re.compile(f"[^\x00-\u3040\uff00-\uffef{re.escape(usual)}]" * length)


_WIDTHS = {"gb18030": (1, 2, 4), "big5hkscs": (1, 2), "utf-16-le": (2, 4), "utf-16-be": (2, 4)}

ALIGNED_CODECS = frozenset(_WIDTHS)


def decode_aligned(body: bytes, codec: str) -> str:
    """`body` in one of ALIGNED_CODECS with every unreadable byte as U+FFFD and the text after it in step again.

    For pages that are known to be damaged; two bytes lost in one line give no error at all, so lines that read badly
    are gone through as well.
    """
    if codec.startswith("utf-16"):
        text = body.decode(codec, "replace")
        return _realign(body, codec) if len(body) <= _BUDGET and _is_suspect(text) else text
    parts: list[str] = []
    end, budget = 0, _BUDGET
    for stretch in STRETCH.finditer(body):
        parts.append(body[end : stretch.start()].decode("ascii"))
        end = stretch.end()
        text = stretch.group().decode(codec, "replace")
        if budget > 0 and not text.isascii() and _is_suspect(text):
            budget -= end - stretch.start()
            text = _realign(stretch.group(), codec)
        parts.append(text)
    parts.append(body[end:].decode("ascii"))
    return "".join(parts)


def _is_suspect(text: str) -> bool:
    if "\ufffd" in text:
        return True
    if _rare_run(2).search(text) is None:
        return False
    sums = [0.0, *accumulate(WEIGHTS[char] for char in text if char > "\x7f")]
    return any(sums[at + _WINDOW] - sums[at] < _SUSPECT * _WINDOW for at in range(len(sums) - _WINDOW))


_WEB_UNITS = {b"\x80": "€", b"\xa3\xa0": "\u3000"}
"""What browsers read in gb18030 otherwise than its codec (WHATWG Encoding Standard)."""


@lru_cache(maxsize=65536)
def _read_unit(unit: bytes, codec: str) -> str | None:
    if unit in _WEB_UNITS and codec == "gb18030":
        return _WEB_UNITS[unit]
    try:
        char = unit.decode(codec)
    except UnicodeDecodeError:
        return None
    return char if len(char) == 1 or (codec == "big5hkscs" and len(unit) == 2) else None


def _realign(stretch: bytes, codec: str) -> str:
    """The reading of least cost, found from the end backwards; time is linear in the length of the stretch."""
    size = len(stretch)
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] * (size + 1)
    for at in range(size - 1, -1, -1):
        choice = (_DROP + best[at + 1][0], 1, "\ufffd")
        for width in _WIDTHS[codec]:
            if at + width > size:
                break
            char = _read_unit(stretch[at : at + width], codec)
            if char is not None:
                weight = sum(map(WEIGHTS.__getitem__, char))
                choice = max(choice, (weight + best[at + width][0], width, char), key=lambda entry: entry[0])
        best[at] = choice
    parts, at = [], 0
    while at < size:
        parts.append(best[at][2])
        at += best[at][1]
    return "".join(parts)
