"""Whom a printed contact reaches: the team, a body that watches it, or somebody else who is no matter here.

All functions take folded text (`fold_width`), so that offsets are those of the printed text.
"""

import re
from typing import Literal

from crawler.extraction.text.sentences import find_line, find_sentence
from crawler.extraction.text.tables import find_cell
from crawler.extraction.words.contacts import BODIES, CALLED, FURNITURE, MISCONDUCT, NEWSROOM, OTHERS, UNIT_WORDS

Side = Literal["team", "watching", "other"]

_TEAM = re.compile(r"巡[视察查][^\s,。;:]{0,6}组|[\d一二三四五六七八九十]组")
_ENTRY = re.compile(
    r"\s{0,8}(?:[\d一二三四五六七八九十]{1,3}[.、]|[◎◆●■▲★·-])?\s{0,4}[^\s,。;:]{0,12}巡[视察查][^\s,。;:]{0,6}组"
)
"""The beginning of a list's line that is a team's own."""
_LABEL_REACH = 40
_SHORT_LINE, _HEAD = 120, 12


def whom_reaches(folded: str, at: int) -> Side:
    """Whose the contact at `at` is.

    `watching`: 纪委, 巡察办 or a bare 监督电话, whose numbers the team's own go before.
    """
    start, end = find_line(folded, at)
    sentence = find_sentence(folded, at)[0]
    if end - start < 200 and FURNITURE.search(folded, start, end):
        return "other"
    if MISCONDUCT.search(folded, max(sentence, at - 120), at) or _is_newsroom(folded, start, end):
        return "other"
    label = UNIT_WORDS.sub("", read_label(folded, at))
    if _is_entry(folded, start, at):
        return "team"
    if OTHERS.search(label):
        return "other"
    if BODIES.search(label):
        return "team" if _TEAM.search(label) else "watching"
    watching = "监督" in label and not re.search("举报|检举|巡[视察查]", label)
    return "watching" if watching else "team"


def read_label(folded: str, at: int) -> str:
    """What names the contact at `at`: its cell's heading, else the words before it back to the last comma, bracket,
    list mark or sentence end, 40 at most.
    """
    cell = find_cell(folded, at)
    if cell is not None and cell.name:
        return cell.name + folded[cell.start : at]
    start = max(find_sentence(folded, at)[0], at - _LABEL_REACH)
    words = folded[start:at].rstrip(" :|为是")
    return words[max(words.rfind(mark) for mark in ",、)|") + 1 :].strip() if words else ""


def _is_entry(folded: str, start: int, at: int) -> bool:
    """Whether the contact ends an entry of a list without labels: 县委第二巡察组 县教育局、县招生考试院 6650122."""
    words = folded[start:at] if at - start < 80 else ""
    return bool(words and _ENTRY.match(words)) and not CALLED.search(words)


def _is_newsroom(folded: str, start: int, end: int) -> bool:
    """Whether a short line, or the short line above it, opens as a newsroom's own (报料热线, 合作联系)."""
    above = find_line(folded, start - 2) if start > 1 else (start, start)
    return any(
        NEWSROOM.search(folded, first, first + _HEAD) is not None
        for first, last in ((start, end), above)
        if 0 < last - first < _SHORT_LINE and end - start < _SHORT_LINE
    )
