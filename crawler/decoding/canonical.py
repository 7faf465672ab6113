"""One canonical text before any reader: what looks alike is one character, what nobody sees is none.

Text copied out of PDF files holds Kangxi radicals for characters (⽔ for 水), editors leave zero-width blanks, soft
hyphens and variation selectors between them, old fonts use private-use characters. All readers, every field and the
content hash get the text without these; it is the text that is stored, so that evidence points into it.
"""

import unicodedata
from collections.abc import Set
from functools import cache

_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺷羊⺸羋⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足"
    "⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿"
    "⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""CJK radicals that NFKC leaves, each before the character it looks like (EquivalentUnifiedIdeograph of Unicode)."""
_PRIVATE = (
    "︰：\ue5e5\u3000\ue78d︐\ue78e︒\ue78f︑\ue790︓\ue791︔\ue792︕\ue793︖\ue794︗\ue795︘\ue796︙\ue7c7ḿ\ue7c8ǹ\ue816𠂇\ue817𠂉\ue818𠃌"
    "\ue81e龴\ue826龵\ue82b龶\ue82c龷\ue831𡗗\ue832龸\ue83b𢦏\ue843龹\ue854龺\ue855𤇾\ue864龻"
    "\uf0b7•\uf06c●\uf06e■\uf06f□\uf071□\uf075◆\uf076◆\uf0a1○\uf0a7▪\uf0a8□\uf0d8➢\uf0fc✓\uf0fe☑"
)
"""The vertical dots that Big5 texts write for a colon, and private-use characters, before what they stand for: those
of GBK (GB 18030-2005, annex; A3A0 as WHATWG reads it), and the bullets of Symbol and Wingdings that Word writes."""
_PUNCTUATION = str.maketrans(",.:;!?()", "，．：；！？（）")
_MAPPED = ((0x2F00, 0x2FE0), (0xF900, 0xFB07), (0xFE10, 0xFE1A), (0xFE30, 0xFE70), (0x2F800, 0x2FA20))
"""Kangxi radicals, compatibility ideographs and ligatures, vertical and small forms: what NFKC says of them."""
_UNSEEN = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\ufffc",
    ((0xFE00, 0xFE10), (0xE0100, 0xE01F0)),
)
"""What is not seen beside the format characters (class Cf): joiners, fillers, variation selectors."""
_FEW = 40
"""Different characters to replace up to which going through a text for each is quicker than looking all up."""
_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}


@cache
def _table() -> dict[int, str]:
    """Every character that does not stay, with what it becomes."""
    table: dict[int, str] = {}
    for low, high in _MAPPED:
        for code in range(low, high):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                table[code] = plain if code < 0xFE10 or code > 0xFFFF else plain.translate(_PUNCTUATION)
    pairs = _RADICALS + _PRIVATE
    table.update((ord(sign), plain) for sign, plain in zip(pairs[::2], pairs[1::2], strict=True))
    table.update((code, table.get(ord(plain), plain)) for code, plain in table.items() if len(plain) == 1)
    planes = (range(0x20000), range(0xE0000, 0xE1000))
    unseen = [code for plane in planes for code in plane if unicodedata.category(chr(code)) == "Cf"]
    unseen += map(ord, _UNSEEN[0])
    unseen += (code for low, high in _UNSEEN[1] for code in range(low, high))
    table.update(dict.fromkeys(unseen, ""))
    table.update(_BREAKS)
    return table


@cache
def list_signs() -> frozenset[str]:
    """The characters that are not canonical."""
    return frozenset(map(chr, _table()))


def canonicalize(text: str, chars: Set[str] | None = None) -> str:
    """`text` in canonical characters, its line breaks kept; most texts come back as they are.

    `chars` are the characters of the text, where they are known. A law: a text with such characters put in anywhere
    gives what it gives without them.
    """
    if text.isascii():
        return text
    found = list_signs().intersection(chars or text)
    if len(found) > _FEW:
        return text.translate(_table())
    for sign in found:
        text = text.replace(sign, _table()[ord(sign)])
    return text
