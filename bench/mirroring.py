"""What mirror sites do to a notice, as measured on stored copies: clean changes that keep its content, and damage."""

import random
import re
from collections.abc import Callable
from functools import cache

import opencc
import pypinyin

from crawler.decoding.charset import decode_bytes

Lines = list[str]
Mirror = Callable[[str, Lines, random.Random], tuple[str, Lines]]

_AMBIGUOUS = frozenset("后于干云里系余面征范制斗才只并复表采游郁松伙台")
_BARE = frozenset("黨組織議講傳輪屆員駐貫徹題總單這們將")
_LIGHT = frozenset("監統規據發調鎮聯經醫態網務設區鄉領關現質產業協權")
_MIDDLE = _LIGHT | frozenset("動會長對導應報負責紀進準個達")


@cache
def _to_traditional(char: str) -> str:
    return char if char in _AMBIGUOUS else str(opencc.OpenCC("s2t").convert(char))


@cache
def _read(char: str, style: pypinyin.Style) -> str:
    return str(pypinyin.pinyin(char, style=style)[0][0])


def _annotate(text: str, chosen: Callable[[str], bool], style: pypinyin.Style = pypinyin.Style.TONE) -> str:
    return "".join(f"{char}({_read(char, style)})" if chosen(char) else char for char in map(_to_traditional, text))


def _each(change: Callable[[str], str]) -> Mirror:
    return lambda title, lines, rng: (change(title), [change(line) for line in lines])


def _is_outside_gb2312(char: str) -> bool:
    return "一" <= char <= "鿿" and not char.encode("gb2312", "ignore") and char not in _BARE


def _to_full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "　" if c == " " else c for c in text)


def _to_half_width(text: str) -> str:
    return text.translate(str.maketrans("，。：；（）！？０１２３４５６７８９", ",.:;()!?0123456789"))


def _repeat_toneless(title: str, lines: Lines, rng: random.Random) -> tuple[str, Lines]:
    def spread(text: str) -> str:
        noted = ((c, f"({_read(c, pypinyin.Style.NORMAL)})") for c in map(_to_traditional, text))
        return "".join(c + n * rng.choice([0, 0, 1, 1, 3]) if "一" <= c <= "鿿" else c for c, n in noted)

    return spread(title), [spread(line) for line in lines]


def _double_commas(title: str, lines: Lines, rng: random.Random) -> tuple[str, Lines]:
    return title, [re.sub("[，、。]", lambda m: "，" + m[0] if rng.random() < 0.5 else m[0], line) for line in lines]


def _add_furniture(title: str, lines: Lines, rng: random.Random) -> tuple[str, Lines]:
    before = rng.choice(
        [
            ["来源：某某网 发布时间：2024-05-06 10:20 浏览次数：231"],
            ["信息来源：本站　　字体：【大 中 小】"],
            ["2023-04-05 09:30 来源：政府网"],
            ["发布日期：2022年3月4日", "【字体：大 中 小】"],
        ]
    )
    after = rng.choice(
        [
            ["（责任编辑：李梅）"],
            ["编辑：小王", "【打印】【关闭】"],
            ["分享到：微信 微博"],
            ["[责编：张三 审核：李四]"],
            ["上一篇：关于开展专项检查的通知", "下一篇：没有了"],
            ["使用“扫一扫”分享到手机阅读"],
        ]
    )
    return title, [*before, *lines, *after]


def _repeat_title(title: str, lines: Lines, rng: random.Random) -> tuple[str, Lines]:
    return title, [title, *lines]


def _join(title: str, lines: Lines, rng: random.Random) -> tuple[str, Lines]:
    return title, ["".join(lines)]


def _split(title: str, lines: Lines, rng: random.Random) -> tuple[str, Lines]:
    return title, [part for line in lines for part in re.split("(?<=[。；，])", line) if part]


def _through(codec: str) -> Mirror:
    """Served in another charset, nothing declared, and read by this project."""

    def change(title: str, lines: Lines, rng: random.Random) -> tuple[str, Lines]:
        page = "\n".join([title, *lines])
        source = opencc.OpenCC("s2tw").convert(page) if codec.startswith("big5") else page
        title, *lines = decode_bytes(source.encode(codec), None).text.split("\n")
        return title, lines

    return change


CLEAN: dict[str, Mirror] = {
    "gb18030": _through("gb18030"),
    "utf-16": _through("utf-16"),
    "big5": _through("big5hkscs"),
    "full width": _each(_to_full_width),
    "half width": _each(_to_half_width),
    "traditional": _each(lambda text: "".join(map(_to_traditional, text))),
    "Hong Kong edition": _each(opencc.OpenCC("s2hk").convert),
    "Taiwan edition": _each(opencc.OpenCC("s2tw").convert),
    "pinyin light": _each(lambda text: _annotate(text, _LIGHT.__contains__)),
    "pinyin middle": _each(lambda text: _annotate(text, _MIDDLE.__contains__)),
    "pinyin heavy": _each(lambda text: _annotate(text, _is_outside_gb2312)),
    "pinyin toneless": _repeat_toneless,
    "doubled commas": _double_commas,
    "furniture": _add_furniture,
    "title repeated": _repeat_title,
    "paragraphs joined": _join,
    "paragraphs split": _split,
}
"""Changes after which a copy must hash like its original."""


def damage(text: str, rng: random.Random, share: float) -> str:
    """A mirror's page as a reader gets it: pinyin and tags put into GBK bytes without regard to character limits.

    `share` of the insertions fall between the two bytes of a character, whose halves then go lost or swallow what
    follows (SITES: `认真传达` becomes `認真?zhèn)鬟_`, `。”<br />` becomes `?!?br />`).
    """
    parts = []
    for char in map(_to_traditional, text):
        if char in _MIDDLE and rng.random() < share:
            parts.append(_straddle(char, rng))
        elif char in "。”" and rng.random() < share:
            parts.append(rng.choice(["?!?br />", "?。?/p>", "?!", "?", "_"]))
        elif rng.random() < share / 30:
            parts.append(rng.choice(["?", "?h", "_", "鬟_", "�"]))
        else:
            parts.append(f"{char}({_read(char, pypinyin.Style.TONE)})" if char in _LIGHT else char)
    return "".join(parts)


def _straddle(char: str, rng: random.Random) -> str:
    reading = _read(char, pypinyin.Style.TONE)
    other = (char.encode("gbk")[1:] + bytes([rng.randrange(0xB0, 0xF8)])).decode("gbk", "replace").replace("�", "?")
    return f"?{reading}){other}"


def lose_bytes(text: str, rng: random.Random, count: int) -> bytes:
    """The gb18030 bytes of a text with single bytes lost."""
    body = bytearray(text.encode("gb18030"))
    for place in sorted(rng.sample(range(len(body)), count), reverse=True):
        if body[place] >= 0x80:
            del body[place]
    return bytes(body)


def _damaged(share: float) -> Mirror:
    return lambda title, lines, rng: (damage(title, rng, share / 2), [damage(line, rng, share) for line in lines])


def _losing(count: int) -> Mirror:
    def change(title: str, lines: Lines, rng: random.Random) -> tuple[str, Lines]:
        text = decode_bytes(lose_bytes("\n".join(lines), rng, count), "text/html; charset=gb2312").text
        return title, text.split("\n")

    return change


DAMAGED: dict[str, Mirror] = {
    "straddled, some": _damaged(0.06),
    "straddled, many": _damaged(0.2),
    "one byte lost": _losing(1),
    "three bytes lost": _losing(3),
}
"""Changes that lose something: no hash can match them."""
