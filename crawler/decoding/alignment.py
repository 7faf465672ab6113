"""Two-byte text with lost bytes: read so that one lost byte costs one character and not the rest of its line.

In gb18030 and Big5 a lost byte shifts every pair after it, and the shifted pairs are mostly valid: the codec reports
no error until the next tag and gives rare characters up to there. So a damaged stretch is read again by the
cheapest way through it: every character costs what crawler/decoding/frequency says, every dropped byte costs DAMAGE.
"""

import re
from functools import lru_cache

from crawler.decoding.frequency import DAMAGE, WEIGHTS

_BOUNDARY = re.compile(rb"[\x00-\x2f\x3a-\x3f]")
"""Bytes that are never the second byte of a two-byte character, nor a digit of a four-byte one."""

_STRETCH = 4000
_TOTAL = 60_000


def decode_aligned(body: bytes, codec: str) -> str:
    """`body` in gb18030 or big5hkscs with every unreadable byte as U+FFFD and the text after it in step again."""
    parts: list[str] = []
    start, budget = 0, _TOTAL
    while start < len(body):
        try:
            parts.append(body[start:].decode(codec))
            break
        except UnicodeDecodeError as error:
            low, high = _find_stretch(body, start, start + error.start)
        parts.append(body[start:low].decode(codec))
        budget -= high - low
        if budget < 0:
            parts.append(body[low:].decode(codec, "replace"))
            break
        parts.append(_realign(body[low:high], codec))
        start = high
    return "".join(parts)


def _find_stretch(body: bytes, start: int, error: int) -> tuple[int, int]:
    """The damaged stretch around the byte `error`: between two bytes that are surely characters of their own."""
    low = start
    for mark in _BOUNDARY.finditer(body, max(start, error - _STRETCH), error):
        low = mark.end()
    after = _BOUNDARY.search(body, error + 1, error + _STRETCH)
    return low, after.start() if after else min(len(body), error + _STRETCH)


@lru_cache(maxsize=65536)
def _read_unit(unit: bytes, codec: str) -> str | None:
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
        choice = (DAMAGE + best[at + 1][0], 1, "\ufffd")
        for width in (1, 2, 4) if codec == "gb18030" else (1, 2):
            if at + width > size:
                break
            char = _read_unit(stretch[at : at + width], codec)
            if char is not None:
                weight = 0.0 if width == 1 else sum(map(WEIGHTS.__getitem__, char))
                choice = max(choice, (weight + best[at + width][0], width, char), key=lambda entry: entry[0])
        best[at] = choice
    parts, at = [], 0
    while at < size:
        parts.append(best[at][2])
        at += best[at][1]
    return "".join(parts)
