"""The text of a mirror site: every character turned to its traditional form by itself, many with pinyin after them.

Mirrors convert without phrases, so a character that is itself a traditional one (后, 于, 干) stays; they annotate only
characters whose traditional form GB2312 lacks, and never these few (measured on stored mirror pages).
"""

from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

_KEPT = frozenset("后于干云里系余面征范制斗才只并复表采游郁松伙台")
_BARE = frozenset("黨組織議講傳輪屆員駐貫徹題總單這們將")


def to_mirror(text: str) -> str:
    """`协会` -> `協(xié)會(huì)`."""
    return "".join(map(_convert, text))


@cache
def _convert(character: str) -> str:
    if not "一" <= character <= "鿿" or character in _KEPT:
        return character
    other: str = _converter().convert(character)
    if other == character or other in _BARE or _is_in_gb2312(other):
        return other
    return f"{other}({pinyin(character, style=Style.TONE)[0][0]})"


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def _is_in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
