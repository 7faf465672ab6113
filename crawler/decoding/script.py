"""Traditional text to simplified, inserted pinyin removed: what a person reads, and what every field reads.

Three kinds of page are told apart. Simplified ones pass unchanged. Genuine traditional editions (Hong Kong, Taiwan,
the official gateways) write 後 於 幹 雲 and are turned back by OpenCC's phrases. Mechanical mirrors replace character
by character and leave 后 于 干 云, so that what is left (乾县, the surname 於) stood in the original and stays.
"""

import re
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import opencc

from crawler.decoding.canonical import canonicalize, list_signs
from crawler.model.items import Script


@dataclass(frozen=True, slots=True)
class ReadingText:
    """A text in simplified characters without inserted pinyin, and the script it was printed in."""

    text: str
    script: Script


_TO_SIMPLIFIED = opencc.OpenCC("t2s")

_VARIANTS = dict(zip("衞敍簷痺睪暱", "卫叙檐痹睾昵", strict=True))
"""Forms that Hong Kong and Taiwan print and OpenCC's table from the standard traditional set leaves as they are."""

_LETTERS = "a-zA-ZāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿɡĀÁǍÀĒÉĚÈŌÓǑÒ\u0300-\u036f"
_GLOSS = rf"[ \u00a0\u3000]{{0,2}}[{_LETTERS}]{{1,12}}[1-5]?[ \u00a0\u3000]{{0,2}}[)）]"
_GLOSSED = re.compile(rf"[(（](?<=([\u3400-\u9fff\U00020000-\U0003ffff]).){_GLOSS}(?:[(（]{_GLOSS}){{0,8}}")
_OPENED = re.compile(rf"[(（][ \u00a0\u3000]{{0,2}}[{_LETTERS}]")
_SYLLABLE = re.compile(rf"[{_LETTERS}]{{1,12}}")
_PINYIN = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[aoeiuv]|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|iao|ia|ua|uo|uai|[aeiuv]n|ang|eng|ing"
    "|ong|ian|uan|van|iang|uang|iong)|h?n?g|h?m|n"
)
"""A syllable without its tone (汉语拼音方案)."""

_KEPT_BY_MIRRORS = "乾於後徵夥摺麴麽昇甯菸拚捱"
"""Legal in a simplified text and outside the one-to-one tables of the mirrors (GB 2312-80 level 2, names)."""
_SHIELD = {char: chr(0xF0000 + place) for place, char in enumerate(_KEPT_BY_MIRRORS)}
_UNSHIELD = {hidden: char for char, hidden in _SHIELD.items()}

_AFTER_WRITING = "名作述称者录书有文"
_BEFORE_WRITING = "专显卓昭原论译编合巨土遗拙所撰"
_PARTICLE_ZHE = re.compile(rf"(?<![{_BEFORE_WRITING}名])著(?![{_AFTER_WRITING}])")
"""著 that stands for the particle 着: not read zhù (著名, 专著, 名著; 现代汉语词典, entries 著 and 着)."""
_LIAO = re.compile("(?<!眺)瞭(?![望哨])")

_DRY_AFTER = (
    "净淨凈燥旱脆杯洗粮糧枯涸瘪癟货貨果部警群劲勁活事预預涉扰擾流线線道支校才将將掉吗嗎什涩澀裂冷湿濕草柴爽电電咳笑"
)
_DRY_BEFORE = "饼餅晒曬烘风風阴陰晾擦吹烤若骨树樹主躯軀实實苦才能肯敢巧精单單基"
_QIAN = re.compile(f"(?<![{_DRY_BEFORE}])乾(?![{_DRY_AFTER}])")
"""乾 read qián (乾县, 乾坤, names): in none of the words of 干 (OpenCC turns every 乾 it has no phrase for into 干)."""
_SURNAME_YU = re.compile(
    "(?<=[长記记任员員長席志、，。：；])於(?=[一-鿿]{1,2}(?:同志|主持|指出|[強强][調调]|表示|[傳传][達达]|作了|出席|、))"
)

_MECHANICAL = re.compile(
    "干[部警群事凈淨預预涉擾扰勁劲]|骨干|[之今最以然日先前]后|后[續续勤果者備备來来]|[關对對由至位屬]于|于[是今\\d]|云南"
    "|[關聯]系|范[圍例]|[示模規防]范|制[造作品]|斗[爭志]|奮斗|[這那]里|其余|余[人名個]|征[求集兵收]|特征|准[備確]"
)
_GENUINE = re.compile(
    "[幹後於雲鬥麵餘]|[關]係|聯[繫絡]|範[圍例]|[示模規防]範|製[造作品]|[這那][裡裏]|徵[求集兵收]|特徵|準[備確]"
)
"""The same words as a mirror leaves them and as a Hong Kong or Taiwan page writes them."""


_FIRST_PICTOGRAPH = "\U0001f000"
_PICTOGRAPH = re.compile("[\U0001f000-\U0001faff][\u2640\u2642\U0001f000-\U0001faff]*")
"""Emoji that copies strew into a text, with the signs they are joined to; the joiners are gone in canonical text."""


def to_reading_text(text: str) -> ReadingText:
    """`text` in canonical and simplified characters, without inserted pinyin and pictographs; most comes back as is."""
    if _telling().search(text) is None:
        return ReadingText(remove_pinyin(text), "hans")
    chars = set(text)
    canonical = canonicalize(text, chars)
    if canonical is not text:
        chars = set(canonical)
    bare = remove_pinyin(canonical)
    if max(chars, default="") >= _FIRST_PICTOGRAPH:
        bare = _PICTOGRAPH.sub("", bare)
    if not _is_traditional(bare, chars):
        return ReadingText(bare, "hans")
    return ReadingText(_simplify(bare, by_character=_is_by_character(bare)), "hant")


@cache
def _telling() -> re.Pattern[str]:
    """What plain simplified text has none of: signs that are not canonical, traditional characters, all beyond the BMP.

    Written as what it is not: the regular expressions of Python look that up in a table, and go through lists else.
    """
    telling = list_signs() | _one_script_only()[0]
    edges = [-1, *(code for code in range(0x10000) if chr(code) in telling), 0x10000]
    gaps = [(low + 1, high - 1) for low, high in pairwise(edges) if high - low > 1]
    return re.compile("[^" + "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in gaps) + "]")


def remove_pinyin(text: str) -> str:
    """`text` without the pinyin put in brackets after characters, where it is the pinyin of that character.

    `協(xié)` gives 協; with or without tone marks, repeated, in full-width brackets, with blanks. `方案(a)` stays.
    """
    if _OPENED.search(text) is None:
        return text
    return _GLOSSED.sub(_drop_gloss, text)


def _drop_gloss(found: re.Match[str]) -> str:
    return "" if _is_reading(found[1], found.group()) else found.group()


@lru_cache(maxsize=4096)
def _is_reading(char: str, gloss: str) -> bool:
    """Whether what stands in brackets after a character is its pinyin."""
    syllables = [_strip_tone(syllable) for syllable in _SYLLABLE.findall(gloss)]
    return all(map(_PINYIN.fullmatch, syllables)) and _list_readings(char).issuperset(syllables)


@lru_cache(maxsize=4096)
def _list_readings(char: str) -> frozenset[str]:
    import pypinyin  # takes a quarter of a second to load, and few pages need it

    readings = pypinyin.pinyin(char, heteronym=True, errors="ignore")
    return frozenset(_strip_tone(reading) for group in readings for reading in group)


def _strip_tone(syllable: str) -> str:
    """The bare syllable: lower case, without tone or diaeresis, ɡ as g and v (for ü) as u."""
    plain = "".join(c for c in unicodedata.normalize("NFD", syllable.lower()) if not unicodedata.combining(c))
    return plain.replace("ɡ", "g").replace("v", "u")


@cache
def _one_script_only() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only traditional text has (會 黨), and those that only simplified text has (会 党).

    Taken from GB 2312-80 and OpenCC's table: traditional forms outside GB 2312, simplified ones outside Big5.
    """
    codes = (bytes((lead, trail)) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF))
    simplified = "".join(code.decode("gb2312", "ignore") for code in codes)
    traditional = opencc.OpenCC("s2t").convert("\n".join(simplified)).split("\n")
    pairs = [(s, t) for s, t in zip(simplified, traditional, strict=True) if s != t]
    return (
        frozenset(t for _, t in pairs if not t.encode("gb2312", "ignore")),
        frozenset(s for s, _ in pairs if not s.encode("big5", "ignore")),
    )


def _is_traditional(text: str, chars: Set[str]) -> bool:
    only_traditional, only_simplified = _one_script_only()
    if only_traditional.isdisjoint(chars):
        return False
    traditional = sum(map(text.count, only_traditional.intersection(chars)))
    simplified = only_simplified.intersection(chars)
    return traditional > len(simplified) and traditional > sum(map(text.count, simplified))


def is_mechanical(text: str) -> bool:
    """True for a traditional text that a machine made from a simplified one character by character.

    Told by the words that such a machine leaves (干部, 最后, 关于) against those of a genuine edition (幹部, 最後), or
    by inserted pinyin. False for simplified text and where nothing tells.
    """
    if not _is_traditional(text, set(text)):
        return False
    bare = remove_pinyin(text)
    return len(bare) < len(text) or _is_by_character(bare)


def _is_by_character(text: str) -> bool:
    return len(_MECHANICAL.findall(text)) > len(_GENUINE.findall(text))


def _simplify(text: str, *, by_character: bool) -> str:
    if by_character:
        hidden = _change(text, _SHIELD)
    else:
        hidden = _SURNAME_YU.sub(_SHIELD["於"], text) if "於" in text else text
        hidden = _QIAN.sub(_SHIELD["乾"], hidden) if "乾" in text else hidden
    simple = _change(_change(_TO_SIMPLIFIED.convert(hidden), _UNSHIELD), _VARIANTS)
    if "著" in simple and "着" not in text:
        simple = _PARTICLE_ZHE.sub("着", simple)
    return _LIAO.sub("了", simple) if "瞭" in simple else simple


def _change(text: str, table: Mapping[str, str]) -> str:
    """A text with some characters changed, none of them into another of the table."""
    for char, other in table.items():
        text = text.replace(char, other)
    return text
