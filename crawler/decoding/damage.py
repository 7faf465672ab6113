"""Damage done before a page was sent: question marks for characters, text encoded twice. Mended only without loss."""

import re
from typing import NamedTuple

from crawler.decoding.frequency import rate_characters

_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_BYTE_OF = {code: code for code in range(256)} | {ord(char): char.encode("cp1252")[0] for char in _CP1252}
_TRAIL = f"\x80-\xbf{_CP1252}"
_TWICE = re.compile(rf"(?:[\xc2-\xdf][{_TRAIL}]|[\xe0-\xef][{_TRAIL}]{{2}}|[\xf0-\xf4][{_TRAIL}]{{3}})+")
"""The bytes of UTF-8 as the characters of Latin-1 or Windows-1252."""
_PAIR = re.compile(rf"[\xc2-\xf4][{_TRAIL}]")
_LEFT = 200
"""One in so many such pairs may be left by mending (a name with an accent); more would be a loss."""
_LEADS = "äåæçèéãï"
"""The first bytes of Han characters and their punctuation in UTF-8, so read."""
_FEW = 6
_READS = 0.62
"""Mean weight (crawler/decoding/frequency) from which characters are Chinese text."""

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_QUESTIONS = re.compile(r"\?{3,}|？{4,}")
_LATIN = re.compile("[\xc0-\xff]")
_LATIN_RUN = re.compile(rf"(?:[\xc0-\xd6\xd8-\xf6\xf8-\xff][\x80-\xff{_CP1252}]{{0,2}}){{3,}}")
_LOST_WORDS = ("锟斤拷", "烫烫烫", "屯屯屯")
"""U+FFFD in UTF-8 read as GBK; memory that was never written, read as GBK."""
_GARBLED = re.compile(r"[?\ufffd\x80-\x9f\xa1-\xff]|？{3,}")
_LEAST = 8
_SHARE = 0.03
"""Damaged characters, and their share of a text, from which it is damaged and not just oddly written."""
_SHORTEST_TITLE = 4


class Mended(NamedTuple):
    """A text, and the rule by which damage in it was undone (None: there was none to undo)."""

    text: str
    rule: str | None


def mend_encoding(text: str) -> Mended:
    """A text whose UTF-8 or GBK bytes were taken for Latin-1 and encoded again, read as it was meant.

    Only where the bytes come back without loss and read as Chinese; other text comes back as it is.
    """
    if sum(map(text.count, _LEADS)) >= _FEW:
        mended = _TWICE.sub(_read_twice, text)
        if mended != text and len(_PAIR.findall(mended)) * _LEFT <= len(_PAIR.findall(text)):
            return Mended(mended, "charset.encoded-twice")
    if len(_LATIN_RUN.findall(text)) >= _FEW and not _HAN.search(text):
        try:
            mended = bytes(map(_BYTE_OF.__getitem__, map(ord, text))).decode("gb18030")
        except (KeyError, UnicodeDecodeError):
            return Mended(text, None)
        if rate_characters("".join(_HAN.findall(mended))) >= _READS:
            return Mended(mended, "charset.gb-as-latin")
    return Mended(text, None)


def _read_twice(found: re.Match[str]) -> str:
    try:
        meant = bytes(map(_BYTE_OF.__getitem__, map(ord, found.group()))).decode("utf-8")
    except UnicodeDecodeError:
        return found.group()
    return meant if any(char > "\u2000" for char in meant) else found.group()


def find_damage(text: str) -> str | None:
    """What in a text was damaged before it was sent, for the error to say; None for sound text."""
    least = max(_LEAST, len(text) * _SHARE)
    questioned = "???" in text or "？？？？" in text
    if questioned and (lost := sum(map(len, _QUESTIONS.findall(text)))) >= least:
        return f"{lost} question marks stand for characters"
    if _LATIN.search(text) and (lost := _count_latin(text)) >= least:
        return f"{lost} characters are bytes of another encoding"
    if any(word in text for word in _LOST_WORDS) and (lost := sum(map(text.count, _LOST_WORDS)) * 3) >= least:
        return f"{lost} characters were lost in an encoding"
    return None


def _count_latin(text: str) -> int:
    """The characters of a text that look like bytes of UTF-8 or GBK taken for Latin-1."""
    return max(len(_PAIR.findall(text)), sum(map(len, _LATIN_RUN.findall(text))))


def is_garbled(title: str) -> bool:
    """Whether half of a title or more is question marks, lost characters or accented Latin."""
    bare = "".join(title.split())
    lost = sum(map(len, _GARBLED.findall(bare)))
    return lost >= _SHORTEST_TITLE and lost * 2 >= len(bare)


def is_torn(title: str, listed: str) -> bool:
    """Whether an article's title and the one on its listing have nothing in common because one of them is garbled."""
    common = set(_HAN.findall(title)) & set(_HAN.findall(listed))
    return len(common) < 2 and (is_garbled(title) or is_garbled(listed))
