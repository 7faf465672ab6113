"""Texts broken at a fixed width (copies from print, mail, old editors): their lines joined to paragraphs again."""

import re
from collections.abc import Sequence
from statistics import median

from crawler.decoding.boilerplate import is_footer_line
from crawler.decoding.infoline import read_info_line

_INDENTED = re.compile(r"[ \u3000\t\xa0]{1,8}\S")
_CLOSED = re.compile(r"[。！？：:；;」』”）)]$")
_ENTRY = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[、.．)）]|[①-⑳◎◆●■★·-]|[\u4e00-\u9fff \u3000]{2,8}[:：]|(?:19|20)\d\d年)"
)
"""How an entry of a list, a labelled line or a signature's date begins: never the rest of the line above."""
_WIDEST = 48
_NARROWEST = 14
_FEWEST = 6
_EVEN = 0.7


def rejoin_lines(lines: Sequence[str]) -> list[str]:
    """The lines with those of a paragraph that was broken at a fixed width joined; others as they are.

    A text is taken as broken when most of its lines are of like length and end within a sentence. What stands above
    the first paragraph (titles, information line) is left alone.
    """
    width = _measure(lines)
    if width is None:
        return list(lines)
    indented = sum(1 for line in lines if _INDENTED.match(line)) > 1
    joined: list[str] = []
    begun = running = False
    for line in lines:
        opens = bool(_INDENTED.match(line)) if indented else not running and "，" in line
        begun = begun or opens
        if begun and running and not (indented and opens) and _continues(joined[-1], line, 0 if indented else width):
            joined[-1] += line.strip()
        else:
            joined.append(line.rstrip())
        running = begun and bool(line.strip())
    return joined


def _measure(lines: Sequence[str]) -> int | None:
    """The width at which a text was broken; None when its lines end where its author ended them."""
    filled = [line for line in lines if line.strip()]
    longest = max((len(line.strip()) for line in filled), default=0)
    if not _NARROWEST <= longest <= _WIDEST or any("|" in line for line in filled):
        return None
    broken = [
        len(line.strip())
        for line, later in zip(lines, [*lines[1:], ""], strict=True)
        if later.strip()
        and not _INDENTED.match(later)
        and len(line.strip()) >= _NARROWEST // 2
        and not _CLOSED.search(line.rstrip())
        and not _ENTRY.match(line.strip())
        and not _ENTRY.match(later.strip())
    ]
    if len(broken) < _FEWEST or len(broken) * 2 < len(filled) or median(broken) < _EVEN * longest:
        return None
    return longest


def _continues(above: str, line: str, width: int) -> bool:
    """Whether a line goes on with the paragraph above; `width` is 0 where indents alone mark the paragraphs."""
    words = line.strip()
    if not words or is_footer_line(words) or read_info_line(words) is not None:
        return False
    if not width:
        return True
    ended = bool(_CLOSED.search(above)) and len(above) % width < _EVEN * width
    return not ended and not _ENTRY.match(words)
