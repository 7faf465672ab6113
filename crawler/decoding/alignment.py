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


_WIDTHS: dict[str, tuple[tuple[int, ...], ...]] = {
    "gb18030": ((1,),) * 0x80 + ((1,),) + ((2, 4),) * 0x7F,
    "big5hkscs": ((1,),) * 0x80 + ((1, 2),) * 0x80,
    "utf-16-le": ((2, 4),) * 0x100,
    "utf-16-be": ((2, 4),) * 0x100,
}
"""How many bytes a character may have, by codec and first byte."""
_DIGITS = range(0x30, 0x3A)
"""What the second byte of a four-byte character of gb18030 is."""

ALIGNED_CODECS = frozenset(_WIDTHS)


def decode_aligned(body: bytes, codec: str) -> str:
    """`body` in one of ALIGNED_CODECS with every unreadable byte as U+FFFD and the text after it in step again.

    For pages that are known to be damaged; two bytes lost in one line give no error at all, so lines that read badly
    are gone through as well.
    """
    if codec.startswith("utf-16"):
        text = body.decode(codec, "replace")
        return _realign(body, codec) if len(body) <= _BUDGET and _is_suspect(text) else text
    stretches = list(STRETCH.finditer(body))
    texts = b"\n".join(stretch.group() for stretch in stretches).decode(codec, "replace").split("\n")
    parts: list[str] = []
    end, budget = 0, _BUDGET
    for stretch, text in zip(stretches, texts, strict=False):
        if _is_suspect(text):
            start, stop = stretch.span()
            parts.append(body[end:start].decode(codec))
            parts.append(_realign(stretch.group(), codec) if budget > 0 else stretch.group().decode(codec, "replace"))
            budget -= stop - start
            end = stop
    parts.append(body[end:].decode(codec))
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
def _read_unit(unit: bytes, codec: str) -> tuple[float, str] | None:
    """The weight and the text of the bytes of one character; None when they are none."""
    if unit in _WEB_UNITS and codec == "gb18030":
        char = _WEB_UNITS[unit]
        return WEIGHTS[char], char
    try:
        char = unit.decode(codec)
    except UnicodeDecodeError:
        return None
    if len(char) == 1 or (codec == "big5hkscs" and len(unit) == 2):
        return sum(map(WEIGHTS.__getitem__, char)), char
    return None


def _realign(stretch: bytes, codec: str) -> str:
    """The reading of least cost, found from the end backwards; time is linear in the length of the stretch."""
    size = len(stretch)
    scores = [0.0] * (size + 1)
    steps = [(1, "\ufffd")] * size
    widths = _WIDTHS[codec]
    for at in range(size - 1, -1, -1):
        best = _DROP + scores[at + 1]
        for width in widths[stretch[at]]:
            if at + width > size:
                break
            if width == 4 and codec == "gb18030" and stretch[at + 1] not in _DIGITS:
                continue
            unit = _read_unit(stretch[at : at + width], codec)
            if unit is not None and (score := unit[0] + scores[at + width]) > best:
                best, steps[at] = score, (width, unit[1])
        scores[at] = best
    parts, at = [], 0
    while at < size:
        width, char = steps[at]
        parts.append(char)
        at += width
    return "".join(parts)
