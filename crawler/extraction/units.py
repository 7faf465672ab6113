"""Inspected units in running text: where a list of units ends, how it is split, what a unit's name is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extraction.text.numerals import read_numeral
from crawler.extraction.words.teams import NUMERAL
from crawler.extraction.words.units import (
    GENERIC_UNITS,
    LIST_STOPS,
    LISTED_UNITS,
    MEETING_ENDS,
    NO_UNIT_STARTS,
    SELF_WORDS,
    UNIT_PARTY_TAILS,
    UNIT_TAILS,
)

_STOP = re.compile(LIST_STOPS)
_TAIL = re.compile("(?:" + "|".join(sorted(UNIT_TAILS, key=len, reverse=True)) + ")$")
_PARTY_TAIL = re.compile("(?:" + "|".join(sorted(UNIT_PARTY_TAILS, key=len, reverse=True)) + ")$")
_COUNT = "[0-9０-９一二两三四五六七八九十百几多]{1,4}"
_GROUP = (
    "单位|部门|地区|地方|党组织|高校|学校|村|社区|乡镇|镇|县|区|市|企业|机构|院校|医院|法院|局|街道"
    "|党委|党组|党支部|组织|家|个|所"
)
_COUNTED = re.compile(
    rf"(?:(?:等(?:共|共计|这)?{_COUNT}[个家所地]?|(?<!第)(?:共|共计|这)?{_COUNT}[个家所地])(?:县|区|市)?"
    rf"(?:（[^（）]{{1,8}}）|\([^()]{{1,8}}\))?[一-鿿]{{0,8}}?(?:{_GROUP})(?:党组织|党组|党委|党总支|党支部)?"
    r"|等(?!专|职|教|学校)(?:[一-鿿]{0,6}(?:单位|部门|地区|地方|党组织|高校|学校|乡镇|村|镇|企业)(?:党组织|党组|党委|党总支)?)?)$"
)
_LEAD = re.compile(
    r"^(?:[对了至到在、的：:]|其(?:所属|下属|所辖|下辖|直属)的?|所辖的?|所属的?|下属的?|下辖的?|辖区内?的?|直属的?|[市省县区]直单位|党组织|单位"
    r"|以及|和|及|与|同|该(?:镇|乡|苏木|街道)|其中(?=[省市县区州盟旗校])|我[省市县区州盟旗镇乡])(?=..)"
)
_OF = re.compile("^[一-鿿]{2,12}的(?=[一-鿿]{2})")
_ADVERB = re.compile(
    "(?:分别|先后|陆续|相继|逐一|依次|同日|同步|合并|均|也|都|已|将|顺利|如期|于[0-9]{1,2}(?:月|日)[^、]{0,8})+$"
)
_AND = re.compile("以及|[和与及]")
_BRACKETED = re.compile(r"[（(][^（）()]{0,40}[）)]")
_FUNCTION = re.compile(
    r"[，。；：！？,;:!?“”\"|]|巡[视察]|开展|进行|召开|会议|工作(?!委|部|办|局|站|中心|队)|动员(?!办)|我们|自己|同志|要求|问题"
    r"|精神|情况|部署|监督(?!管理|局|检验|所)|整改|被巡|对(?!外)|[的了]"
)
_NO_START = re.compile(NO_UNIT_STARTS)
_COUNT_ONLY = re.compile(
    rf"{_COUNT}[个家所].*|{_COUNT}(?:大|类)?(?:乡镇|县市区?|市县区?|区市县?|市区|镇街|镇乡|区县|县区|村居|学院|校|院|{_GROUP})"
)
_KIND_ONLY = re.compile(
    rf"[省市县区州盟旗校院集团公司]{{0,2}}(?:[直属级]|直属|所属)?(?:有关|相关|各|部分|重点|主要|其他|其它|一些|若干|[直属级]|直属)(?:{_GROUP}){{1,2}}"
)
_END_BRACKET = re.compile(r"[（(](?P<with>含|包括)?(?P<inner>[^（）()]{0,40})[）)]?$")
_END_REMARK = re.compile(r"[（(](?:以下|简称|原|含|包括|下称)[^（）()]{0,40}[）)]$")
_OWNED = re.compile(
    "(?<!等)(?<![第等共])共?(?P<count>[0-9０-９]{1,3}|[一二三四五六七八九十两]{1,3}|几|多)[个家所](?=[一-鿿])[^、，,。；;]{1,16}$"
)
_PLACE_ORGAN = re.compile(r"[一-鿿]{1,9}?[市县区旗](?P<organ>人民法院|法院|人民检察院|检察院|税务局|人民医院)")
_NO_ENDS = (
    "系统",
    "系统单位",
    "直属单位",
    "下属单位",
    "所属单位",
    "领域",
    "条线",
    "战线",
    "级党组织",
    "层面",
    "两级",
    "报告厅",
    "会议厅",
    "多功能厅",
    "演播厅",
    "会议中心",
    "活动中心",
    "宾馆",
    *MEETING_ENDS,
    "酒店",
    "礼堂",
    "会堂",
    "两院",
)
_RANKS = "省市县区州盟旗"
_PLACE_ENDS = ("省", "市", "县", "区", "旗", "州", "盟", "镇", "乡", "街道", "苏木")
_BARE_ORGANS = frozenset({"人民法院", "法院", "人民检察院", "检察院"})
_STRIP = " 　\t“”\"'‘’《》、，,：:。.·—-"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed in a list: its name without party body, and where it stands in the text it was read from."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnitList:
    """The units from one place on; `end` is where the list ends, `stop` the words that ended it."""

    units: tuple[Unit, ...]
    end: int
    stop: str


def read_units(text: str, start: int, trusted: bool = False) -> UnitList:
    """The units listed from `start` on, up to the first word that cannot belong to a unit's name.

    `trusted`: the place itself proves that a unit is meant (巡视宁夏工作动员会), so any plain noun will do.
    """
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    return UnitList(tuple(split_units(text, start, end, trusted)), end, stop.group() if stop else "")


def split_units(text: str, start: int, end: int, trusted: bool = False) -> Iterator[Unit]:
    """The units in `text[start:end]`, a list parted by 、 and, between whole names, by 和, 与, 及.

    A word that starts as a sure unit beside it does (县教育局、县职教园) is a unit too.
    """
    if end - start > 1500:
        return
    spans = [piece for item in _cut_items(text, start, end) for piece in _cut_and(text, *item)]
    units = _share_tail([unit for span in spans for unit in _clean(text, *span)])
    if _names_owner(text[start:end], units):
        return
    sure = {unit.name[0] for unit in units if is_unit(unit.name)}
    for unit in units:
        beside = len(unit.name) > 3 and unit.name[0] in _RANKS and unit.name[0] in sure
        if is_unit(unit.name, trusted or beside) or (sure and unit.name in LISTED_UNITS):
            yield unit


def strip_party(name: str) -> str:
    """A unit's name without its trailing party body (党组, 党委 ...), which is kept when nothing else would be left."""
    for _ in range(2):
        shorter = _PARTY_TAIL.sub("", name)
        if len(shorter) < 2 or shorter == name:
            return name
        if re.search(f"第?{NUMERAL}$|第$", shorter):
            return name
        name = shorter
    return name


def is_unit(name: str, trusted: bool = False) -> bool:
    """Whether a cleaned phrase can be the name of a unit."""
    if not 2 <= len(name) <= 40 or name in GENERIC_UNITS:
        return False
    if _FUNCTION.search(name) or _NO_START.match(name) or name.endswith(_NO_ENDS):
        return False
    if _ADVERB.fullmatch(name) or _COUNT_ONLY.fullmatch(name) or _KIND_ONLY.fullmatch(name):
        return False
    if name in SELF_WORDS:
        return True
    return not name.startswith(SELF_WORDS) and (trusted or bool(_TAIL.search(name)))


def _cut_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, begin = 0, start
    apart = _stand_apart(text[start:end])
    for at in range(start, end):
        char = text[at]
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
        elif not depth and (char in "、/" or (char in " 　" and apart)):
            yield begin, at
            begin = at + 1
    yield begin, end


def _stand_apart(listed: str) -> bool:
    """Whether blanks part whole names of units (县医保局 县红十字会), where they do not just spread one out."""
    pieces = [p for part in listed.split("、") for p in re.split("[ 　]+", part.strip(_STRIP))]
    return len(pieces) > listed.count("、") + 1 and all(len(p) > 2 and is_unit(strip_party(p)) for p in pieces)


def _cut_and(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts at 和 only where whole names stand on both sides (市教育局和市体育局, not 市文化广电和旅游局)."""
    for mark in _AND.finditer(text, start + 2, max(start + 2, end - 1)):
        left, right = _bare(text[start : mark.start()]), _bare(text[mark.end() : end])
        if _ends_name(left) and len(right) > 1:
            yield start, mark.start()
            yield from _cut_and(text, mark.end(), end)
            return
    yield start, end


def _bare(phrase: str) -> str:
    return strip_party(_COUNTED.sub("", _BRACKETED.sub("", phrase)).strip(_STRIP))


def _ends_name(left: str) -> bool:
    if left.endswith(("农村", "乡村", "社会", "机关", "园区", "城区")):
        return False
    return len(left) > 1 and bool(_TAIL.search(left))


def _clean(text: str, start: int, end: int) -> Iterator[Unit]:
    """Strips what is not the name from both ends; an included place (湖北省（含武汉市）) is a unit of its own."""
    for lead in (_LEAD, _OF):
        start, end = _strip(text, start, end)
        found = lead.match(text[start:end])
        start += found.end() if found else 0
    counted = _COUNTED.search(text[start:end])
    if counted and counted.start() > 1:
        end = start + counted.start()
    adverb = _ADVERB.search(text[start:end])
    if adverb and adverb.start() > 1:
        end = start + adverb.start()
    start, end = _strip(text, start, end)
    if text[start:end].count("（") == 1:
        end = start + len(strip_party(text[start:end]))
    bracket = _END_BRACKET.search(text[start:end])
    inner = None
    if bracket and bracket.start() > 1:
        if bracket["with"]:
            inner = (start + bracket.start("inner"), start + bracket.end("inner"))
        end = start + bracket.start()
        counted = _COUNTED.search(text[start:end])
        end = start + counted.start() if counted and counted.start() > 1 else end
    start, end = _strip(text, start, end)
    name = re.sub("[ 　]", "", strip_party(text[start:end]))
    name = strip_party(_END_REMARK.sub("", name)) or name
    if name:
        yield Unit(name, start, end)
    if inner:
        yield from _clean(text, *inner)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _STRIP:
        start += 1
    while start < end and text[end - 1] in _STRIP:
        end -= 1
    if "》" in text[start:end] and text[start - 1 : start] == "《":
        start -= 1
    return start, end


def _names_owner(listed: str, units: Sequence[Unit]) -> bool:
    """桃源镇三个村党组织: the places are those whose units are inspected, when the count is not that of the list."""
    owned = _OWNED.search(listed)
    if not owned or not all(u.name.endswith(_PLACE_ENDS) for u in units):
        return False
    count = read_numeral(owned["count"])
    return count is None or count > len(units)


def _share_tail(units: list[Unit]) -> list[Unit]:
    """A县、B县、C县人民法院: the last one's organ is everyone's; A县人民法院、人民检察院: the first one's place is."""
    if len(units) < 2:
        return units
    first = _PLACE_ORGAN.fullmatch(units[0].name)
    if first and all(u.name in _BARE_ORGANS for u in units[1:]):
        place = units[0].name.removesuffix(first["organ"])
        return [units[0], *(Unit(place + u.name, u.start, u.end) for u in units[1:])]
    last = _PLACE_ORGAN.fullmatch(units[-1].name)
    if not last or not all(re.fullmatch(r"[一-鿿]{1,9}[市县区旗]", u.name) for u in units[:-1]):
        return units
    return [*(Unit(u.name + last["organ"], u.start, u.end) for u in units[:-1]), units[-1]]
