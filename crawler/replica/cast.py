"""Invented people and numbers: drawn from a seeded choice, so that the same notice always has the same ones."""

from hashlib import sha256

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_COMPOUND = ("欧阳", "司马", "上官", "诸葛")
_FIRST = "建国文志明伟海永晓春家德立新宏振光少庆景正世克向秀玉天学兆凤金维启昌锦伯仲云松柏"
_SECOND = "平华军林强辉东峰生民成刚波涛斌宁敏杰勇超群龙飞鸣祥义荣亮清泉山河岩松柏芳兰英梅珍琴霞"


def draw(key: str, count: int) -> int:
    """A number from 0 to `count` - 1, always the same for a key."""
    return int.from_bytes(sha256(key.encode()).digest()[:6]) % count


def invent_person(key: str) -> str:
    """A name of two to four characters."""
    surname = SURNAMES[draw(key + "/surname", len(SURNAMES))]
    if draw(key + "/compound", 40) == 0:
        surname = _COMPOUND[draw(key + "/which", len(_COMPOUND))]
    second = _SECOND[draw(key + "/second", len(_SECOND))]
    if draw(key + "/short", 5) == 0:
        return surname + second
    first = _FIRST[draw(key + "/first", len(_FIRST))]
    return surname + (first if first != second else "志") + second


def invent_digits(key: str, count: int, first: str = "23456789") -> str:
    """So many digits, the first one of `first`."""
    number = draw(key + "/digits", 10 ** (count - 1))
    return first[draw(key + "/lead", len(first))] + f"{number:0{count - 1}d}"


def invent_mobile(key: str) -> str:
    """A mobile number of eleven digits."""
    return ("139", "158", "177", "186", "199")[draw(key + "/net", 5)] + invent_digits(key, 8, "0123456789")
