"""The table of divisions as a reader needs it: which divisions a text names and where, and the way up from each.

A division is its six-digit code. Names that ended since 2013 count as the division that continues them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crawler.extraction.divisions import DATA, UNCERTAIN, find_codes, list_spellings, read_division_name

PROVINCE, PREFECTURE, COUNTY = 1, 2, 3
"""Ranks: 省级, 地级, 县级."""

_STREET = re.compile(r"[东西南北中]?(?:路|街|大道|大街|巷|宾馆|饭店|酒店|大厦)")
"""What makes a place's name that of a street or a house (南京市山西路)."""
_AFTER_SHORT = re.compile(
    r"(?:日报|晚报|新闻|广播|电视|[\u4e00-\u9fff]{0,3}网|纪委|纪检|监委|职业|学院|大学|医院|师范|分行|市?委|州委|盟委|地委|巡察|巡视|人民|港)"
)
"""What follows the short name of a prefecture where it is meant (赣州日报, 固原职业技术学院), not a word (大同)."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A division named in a text: characters `start` to `end`, the codes the name may mean, in full or short."""

    start: int
    end: int
    codes: tuple[str, ...]
    full: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """Names by their first two characters, the longest first."""

    heads: dict[str, tuple[str, ...]]
    codes: dict[str, tuple[str, ...]]
    full: frozenset[str]


def rank(code: str) -> int:
    """The rank of a division."""
    if code.endswith("0000"):
        return PROVINCE
    return PREFECTURE if code.endswith("00") else COUNTY


def lift(code: str, to: int) -> str | None:
    """The division of a rank that a division lies in (or is); None where there is none between it and the province, or
    where it is of a higher rank itself.
    """
    if rank(code) < to:
        return None
    if to == PROVINCE:
        return code[:2] + "0000"
    if to == PREFECTURE:
        prefecture = code[:4] + "00"
        return prefecture if read_division_name(prefecture) and not prefecture.endswith("0000") else None
    return code


def contains(outer: str, inner: str) -> bool:
    """Whether a division is another or holds it."""
    return inner.startswith(outer.removesuffix("00").removesuffix("00"))


def name_chain(code: str, *, whole: bool = True) -> str:
    """A division's name with what it lies in (浙江省金华市金东区); `whole` False: a county without its city, where its
    province has no other of that name.
    """
    province = read_division_name(lift(code, PROVINCE) or "") or ""
    own = read_division_name(code) or ""
    if rank(code) == PROVINCE:
        return province
    city = lift(code, PREFECTURE)
    between = ""
    if rank(code) == COUNTY and city and (whole or _has_namesake(code)):
        between = read_division_name(city) or ""
    return f"{province}{between}{own}"


def _has_namesake(code: str) -> bool:
    own = read_division_name(code)
    return sum(other[:2] == code[:2] for other in find_codes(own or "")) > 1


@cache
def _load_names() -> _Names:
    """Full and ended names of all divisions, short ones of provinces and prefectures."""
    spellings = {name: full for name, full in list_spellings() if len(name) > 1 and name not in UNCERTAIN}
    heads: dict[str, list[str]] = {}
    for name in sorted(spellings, key=len, reverse=True):
        heads.setdefault(name[:2], []).append(name)
    return _Names(
        {head: tuple(names) for head, names in heads.items()},
        {name: find_codes(name) for name in spellings},
        frozenset(name for name, full in spellings.items() if full),
    )


def find_mentions(text: str) -> Iterator[PlaceName]:
    """The divisions a text names, in order, the longest name at each place; streets and houses named so are none."""
    names = _load_names()
    heads, position, end = names.heads, 0, len(text) - 1
    while position < end:
        for name in heads.get(text[position : position + 2], ()):
            if text.startswith(name, position):
                stop = position + len(name)
                full = name in names.full
                if (
                    not _STREET.match(text, stop)
                    and _begins(text, position, name)
                    and (full or _is_meant(names.codes[name], text, stop))
                ):
                    yield PlaceName(position, stop, names.codes[name], full)
                position = stop - 1
                break
        position += 1


def find_beginning(name: str) -> tuple[tuple[str, ...], int]:
    """The divisions whose name, full or short, another name begins with or is, and where that ends."""
    names = _load_names()
    found = next((each for each in names.heads.get(name[:2], ()) if name.startswith(each)), "")
    return names.codes.get(found, ()), len(found)


_BEFORE_SHORT = "共省市州区盟旗在对到赴驻向为由是与及"
"""What may stand before a name of two characters (中共魏县委员会); within other words it is none (召开县委)."""


def _begins(text: str, start: int, name: str) -> bool:
    """Whether a name begins at a place: one of two characters, or whose first may be the word 和, needs a boundary."""
    if start == 0 or (len(name) > 2 and name[0] != "和"):
        return True
    before = text[start - 1]
    return not "\u4e00" <= before <= "\u9fff" or before in _BEFORE_SHORT


def _is_meant(codes: tuple[str, ...], text: str, stop: int) -> bool:
    return all(rank(code) == PROVINCE for code in codes) or _AFTER_SHORT.match(text, stop) is not None


@cache
def _load_areas() -> dict[str, tuple[str, ...]]:
    areas = json.loads((DATA / "area_codes.json").read_text("utf-8"))["areas"]
    return {area: tuple(codes) for area, codes in areas.items()}


def find_area(number: str) -> tuple[str, ...]:
    """The prefectures (or provinces) of a landline's area code (`0579-82345678`), none for an unknown one."""
    return _load_areas().get(number.partition("-")[0], ())


_POSTCODES = {
    "11": "10", "12": "30", "13": "05 06 07", "14": "03 04", "15": "01 02", "21": "11 12", "22": "13", "23": "15 16",
    "31": "20", "32": "21 22", "33": "31 32", "34": "23 24", "35": "35 36", "36": "33 34", "37": "25 26 27",
    "41": "45 46 47", "42": "43 44", "43": "41 42", "44": "51 52", "45": "53 54", "46": "57", "50": "40",
    "51": "61 62 63 64", "52": "55 56", "53": "65 66 67", "54": "85", "61": "71 72", "62": "73 74", "63": "81",
    "64": "75", "65": "83 84",
}  # fmt: skip
"""The first two digits of postcodes in each province (China Post); 02 holds 内蒙古, 15 also its east beside 黑龙江."""
_PROVINCES_OF_POSTCODES = {
    digits: tuple(f"{code}0000" for code, all_digits in _POSTCODES.items() if digits in all_digits.split())
    for digits in {digits for all_digits in _POSTCODES.values() for digits in all_digits.split()}
}


def find_postal_province(postcode: str) -> tuple[str, ...]:
    """The province that a postcode of six digits lies in, none where the first two do not tell."""
    return _PROVINCES_OF_POSTCODES.get(postcode[:2], ())
