"""Inspected units in running text: where a list of units ends, how it is split, what a unit's name is.

Position admits, shape vetoes: in a trusted position (behind 进驻, between 对 and 开展巡察, in the units' column)
any phrase is a unit that nothing in its shape speaks against; elsewhere it needs a unit's ending or is a known place.
All functions take folded text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawler.extraction.divisions import is_place
from crawler.extraction.words.teams import NUMERAL
from crawler.extraction.words.units import (
    GENERIC_UNITS,
    LIST_STOPS,
    LISTED_UNITS,
    MEETING_ENDS,
    NO_UNIT_STARTS,
    OPEN_ENDS,
    OPEN_VETO,
    SELF_WORDS,
    UNIT_PARTY_TAILS,
    UNIT_TAILS,
)
from crawler.model.numerals import read_numeral

_STOP = re.compile(LIST_STOPS)
_PARTY_TAILS = sorted(UNIT_PARTY_TAILS, key=len, reverse=True)
_COUNT = "[0-9一二两三四五六七八九十百几多]{1,4}"
_FIGURE = "(?:[0-9]{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两几多])"
_GROUP = (
    "单位|部门|地区|地方|党组织|高校|学校|村|社区|乡镇|镇|县|区|市|企业|机构|院校|医院|法院|局|街道"
    "|党委|党组|党支部|组织|家|个|所"
)
_CLASS = "单位|部门|地区|地方|党组织|高校|村|社区|乡镇|镇|县|区|市|企业|机构|院校|街道|党委|党组|党支部|组织"
_COUNTED = re.compile(
    rf"(?:(?:等(?:共|共计|这)?{_COUNT}[个家所地户]?|(?<!第)(?:共|共计|这)?{_COUNT}[个家所地户])(?:县|区|市)?"
    rf"(?:\([^()]{{1,8}}\))?[一-鿿“”]{{0,10}}?(?:{_GROUP})(?:\([^()]{{1,6}}\))?(?:党组织|党组|党委|党总支|党支部)?"
    r"|(?<![高初平同])(?<![^一二三四五六七八九十0-9]中)等(?!专|职|教|学校)[一-鿿“”]{0,12}|(?<![第院])(?:共|共计)?"
    + _COUNT
    + r"[个家所户][一-鿿]{0,6})$"
)
_NO_LIST = re.compile("[的了]|以来|期间|之[日后前时]")
_COUNTED_ON = re.compile(rf"(?<![高初平同])等(?:共|这)?{_COUNT}[个家所户名]")
_LEAD = re.compile(
    r"^(?:[对了至到在、的:]|其(?:所属|下属|所辖|下辖|直属)的?|[一-鿿]{0,4}党委(?:所属|下属|直属)的?|所辖的?|所属的?|[局厅校院]属的|下属的?|下辖的?|辖区内?的?|直属的?|[市省县区]直单位|党组织|单位"
    r"|以及|和(?![平田顺县林政静布龙谐兴睦美合])|及|与|同(?![心仁江])|该(?:镇|乡|苏木|街道)|其中的?(?=[省市县区州盟旗校])|我[省市县区州盟旗镇乡])(?=..)"
)
_OF = re.compile("^(?:(?!等)[一-鿿]){2,12}的(?=[一-鿿]{2})")
_ADVERB = re.compile(
    "(?:分别|先后|陆续|相继|逐一|依次|同日|同步|合并|均|也|都|已|将|亦|一并|顺利|如期|于[0-9]{1,2}(?:月|日)[^、]{0,8})+$"
)
_AND = re.compile("以及|[和与及]")
_BRACKETED = re.compile(r"\([^()]{0,40}\)")
_FUNCTION = re.compile(
    r"[,。;:!?|]|巡[视察](?!办)|开展|进行|召开|会议(?!中心)|工作(?!委|部|办|局|站|中心|队|党委|领导小组办|$)|动员(?!办)|我们|自己|同志|要求|问题"
    r"|精神|情况|部署|监督(?!管理|局|检验|所|执法|站|中心|大队|支队|检测|保障|检查[总支大]队)|整改|被巡|对(?!外)|[的了]"
)
_NO_START = re.compile(NO_UNIT_STARTS)
_OPEN_VETO = re.compile(OPEN_VETO)
_ROOM = re.compile("[一二三四五六七八九十\\d]{1,2}楼|教室|会议室|示教室")
_COUNT_ONLY = re.compile(
    rf"(?:共|约|近)?{_COUNT}(?:[个所户名].*|家(?!子(?!公司)|[庄店屯堡沟湾岭坪集寨河坝营山塘桥坡渠])(?:[一-鿿“”]{{0,10}}(?:{_GROUP}|公司))?)|{_FIGURE}(?:大|类)?(?:乡镇|县市区?|市县区?|区市县?|市区|镇街|镇乡|区县|县区|村居|学院|校|院|{_GROUP})"
)
_KIND_ONLY = re.compile(
    rf"(?:[省市县区州盟旗校院镇]|集团|公司|副省级|地级|县级){{0,2}}(?:[直属级管]|直属|所属|所辖|下属)?(?:有关|相关|各|部分|重点|主要|其他|其它|一些|若干|[直属级]|直属)?(?:{_CLASS}|城市|产业园区|园区|居民区|职能科室|科室|处室|部门){{1,2}}"
)
_END_BRACKET = re.compile(r"\((?P<with>含|包括)?(?P<inner>[^()]{0,60})\)?$")
_END_REMARK = re.compile(r"\((?:以下|简称|原|含|包括|下称)[^()]{0,40}\)$")
_CLASS_ONLY = re.compile(rf"(?:部分|有关|相关|各|{_COUNT}[个家所户])[一-鿿]{{1,8}}$")
"""A class of units whose members stand in brackets behind it (部分学校(县二中、实验小学))."""
_OWNED = re.compile(
    "(?<!等)(?<![第等共])共?(?P<count>[0-9]{1,3}|[一二三四五六七八九十两]{1,3}|几|多)[个家所](?=[一-鿿])[^、,。;]{1,16}$"
)
_OWN_VILLAGES = re.compile(
    "(?P<owner>.{2,}?(?:镇|乡|街道?|苏木|园|园区|开发区))(?:及|和)?其?(?:所[属辖]|下[属辖])的?(?:(?:部分)?(?:行政)?(?:村|社区|村居|居民区|嘎查).*)?"
)
_PLACE_ORGAN = re.compile(r"[一-鿿]{1,9}?[市县区旗](?P<organ>人民法院|法院|人民检察院|检察院|税务局|人民医院)")
_PLACE_WORK = re.compile(r"(?P<place>[一-鿿]{2,9}?[省市县区旗盟州镇乡])(?P<rest>[一-鿿“”]{2,16})")
_NO_ENDS = (
    "系统", "系统单位", "直属单位", "下属单位", "所属单位", "领域", "条线", "战线", "级党组织", "层面", "两级",
    "报告厅", "会议厅",
    "多功能厅", "演播厅", *MEETING_ENDS, "礼堂", "会堂", "两院", "会议室", "等地", "村级",
    "所辖村", "所属村", "部分社区", "校区", "会场", "镇辖",
)  # fmt: skip
_VENUES = ("会议中心", "活动中心", "宾馆", "酒店")
"""Where meetings are held; inspected units only where the place itself proves it."""
_RANKS = "省市县区州盟旗"
_PLACE_ENDS = ("省", "市", "县", "区", "旗", "州", "盟", "镇", "乡", "街道", "苏木")
_BARE_ORGANS = frozenset({"人民法院", "法院", "人民检察院", "检察院"})
_NAMED = re.compile("[一-鿿]{2}|[一-鿿][A-Z]|[A-Z]{2}")
_OWN_PARTY = re.compile("[一-鿿](?:党组|党委|党总支|党支部|党组织|领导班子|班子)")
"""局党组: the unit speaks of its own party body."""
_PLACE_PARTY = re.compile("(?P<place>[一-鿿]{2,}?[省市县区旗州盟])旗?委")
_SCHOOL = re.compile("[一二三四五六七八九十0-9]{1,3}[中小幼]$")
_STRIP = " \t\"'‘’《》、,:。.·-"
_LONGEST_LIST, _LONGEST_NAME, _LONGEST_OPEN = 1500, 40, 16


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


def read_list(text: str, start: int, *, trusted: bool = False, framed: bool = False) -> UnitList:
    """The units listed from `start` on, up to the first word that cannot belong to a unit's name.

    A comma parts groups of the list when nothing but units stands behind it. `trusted`: the place itself proves that
    units are meant. `framed`: the words that must end the list (对…开展巡察) are known to follow.
    """
    stop = _STOP.search(text, start, start + _LONGEST_LIST)
    end = stop.start() if stop else min(len(text), start + _LONGEST_LIST)
    if _NO_LIST.match(text, start):
        return UnitList((), end, stop.group() if stop else "")
    found: list[Unit] = []
    at = start
    for begin, finish in _cut_groups(text, start, end):
        units = list(split_units(text, begin, finish, trusted=trusted))
        if begin == start and not units and not is_group(text[begin:finish]):
            return UnitList((), end, stop.group() if stop else "")
        if begin > start and not _goes_on(text, begin, finish, units, framed=framed and trusted):
            return UnitList(tuple(found), at, ",")
        found += units
        at = finish
        if _COUNTED.search(text[begin:finish].rstrip()) and finish < end and not framed:
            return UnitList(tuple(found), at, ",")
    return UnitList(tuple(_share_tail(found)), end, stop.group() if stop else "")


def _cut_groups(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list between commas that stand outside brackets."""
    depth, begin = 0, start
    for at in range(start, end):
        char = text[at]
        depth = depth + (char == "(") - (char == ")" and depth > 0)
        if char == "," and not depth:
            if text[begin:at].strip():
                yield begin, at
            begin = at + 1
    if text[begin:end].strip() or begin == start:
        yield begin, end


def _goes_on(text: str, begin: int, end: int, units: Sequence[Unit], *, framed: bool) -> bool:
    """Whether what stands behind a comma belongs to the list: units and counted groups, and nothing else."""
    if framed and units:
        return True
    pieces = [text[a:b] for item in cut_items(text, begin, end) for a, b in _cut_and(text, *item)]
    named = {text[u.start : u.end] for u in units}
    return bool(units) and all(
        (any(n in piece for n in named) and (_sure(piece) or is_group(piece))) or is_group(piece) for piece in pieces
    )


def _sure(piece: str) -> bool:
    """Whether a piece is a unit's whole name and nothing more."""
    bare = _bare(_LEAD.sub("", piece.strip(_STRIP)))
    return ends_like_unit(bare) and not _FUNCTION.search(bare)


def is_group(phrase: str) -> bool:
    """Whether a phrase counts or classes units without naming one (4个市, 各村级党组织)."""
    bare = re.sub("^(?:以及|[和与及])", "", phrase.strip(_STRIP))
    return bool(_COUNT_ONLY.fullmatch(bare) or _KIND_ONLY.fullmatch(bare))


def split_units(text: str, start: int, end: int, *, trusted: bool = False) -> Iterator[Unit]:
    """The units in `text[start:end]`, a list parted by 、 and, between whole names, by 和, 与, 及.

    A word that starts as a sure unit beside it does (县教育局、县职教园) is a unit too.
    """
    if end - start > _LONGEST_LIST:
        return
    spans = [piece for item in cut_items(text, start, end) for piece in _cut_and(text, *item)]
    units = _share_tail([unit for span in spans for unit in _clean(text, *span)])
    if not _is_whole_place(text[start:end]) and _names_owner(text[start:end], units):
        return
    sure = {unit.name[0] for unit in units if is_unit(unit.name)}
    for unit in units:
        beside = len(unit.name) > 3 and unit.name[0] in _RANKS and unit.name[0] in sure
        if is_unit(unit.name, trusted=trusted or beside) or (sure and unit.name in LISTED_UNITS):
            yield unit


@lru_cache(maxsize=2048)
def strip_party(name: str) -> str:
    """A unit's name without its trailing party body (党组, 党委 ...), which is kept when nothing else would be left."""
    for _ in range(2):
        shorter = name.removesuffix(next((tail for tail in _PARTY_TAILS if name.endswith(tail)), ""))
        if len(shorter) < 2 or shorter == name:
            return name
        if re.search(f"第?{NUMERAL}$|第$", shorter):
            return name
        name = shorter
    return name


@lru_cache(maxsize=2048)
def ends_like_unit(name: str) -> bool:
    """Whether a name ends as units' names do, or is that of a known place."""
    return len(name) > 1 and (name.endswith(UNIT_TAILS) or is_place(name) or bool(_SCHOOL.search(name)))


@lru_cache(maxsize=2048)
def is_unit(name: str, *, trusted: bool = False) -> bool:
    """Whether a cleaned phrase can be the name of a unit."""
    if not 2 <= len(name) <= _LONGEST_NAME or name in GENERIC_UNITS:
        return trusted and name in LISTED_UNITS
    if _is_whole_place(name):
        return True
    if _OWN_PARTY.fullmatch(name) or name.split("(")[0] in ("", *_RANKS) or not _NAMED.search(name):
        return False
    plain = re.sub('[“”"]', "", name)
    if (
        _FUNCTION.search(plain)
        or _NO_START.match(name)
        or name.endswith(_NO_ENDS)
        or (not trusted and name.endswith(_VENUES))
        or _ROOM.search(name)
    ):
        return False
    if _ADVERB.fullmatch(name) or _COUNT_ONLY.fullmatch(name) or _KIND_ONLY.fullmatch(name):
        return False
    if name in SELF_WORDS:
        return True
    if name.startswith(SELF_WORDS):
        return False
    return ends_like_unit(plain) or (trusted and _is_open(name))


def _is_whole_place(name: str) -> bool:
    """Whether a phrase is a place of the table with its rank's word: 和, 同, 五家 begin its name then (和硕县)."""
    return 2 < len(name) < _LONGEST_OPEN and name.endswith(_PLACE_ENDS[:7]) and is_place(name)


def _is_open(name: str) -> bool:
    """Whether a phrase without a unit's ending can be a name: nothing in its shape speaks against it."""
    return len(name) <= _LONGEST_OPEN and not name.endswith(OPEN_ENDS) and not _OPEN_VETO.search(name)


def cut_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list, parted by 、 and the like outside brackets, by blanks where those part whole names."""
    depth, begin = 0, start
    apart = _stand_apart(text[start:end])
    for at in range(start, end):
        char = text[at]
        if char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif char == ")":
            end = at
            break
        elif not depth and (char in "、/," or (char == " " and apart)):
            yield begin, at
            begin = at + 1
    yield begin, end


def _stand_apart(listed: str) -> bool:
    """Whether blanks part whole names of units (县医保局 县红十字会), where they do not just spread one out."""
    if " " not in listed.strip():
        return False
    pieces = [p for part in listed.split("、") for p in re.split(" +", part.strip(_STRIP))]
    return len(pieces) > listed.count("、") + 1 and all(len(p) > 2 and is_unit(strip_party(p)) for p in pieces)


def _cut_and(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts at 和 only where whole names stand on both sides (市教育局和市体育局, not 市文化广电和旅游局)."""
    for mark in _AND.finditer(text, start + 2, max(start + 2, end - 1)):
        left, right = _bare(text[start : mark.start()]), _bare(text[mark.end() : end])
        if (_ends_name(left) or is_group(text[start : mark.start()])) and len(right) > 1:
            yield start, mark.start()
            yield from _cut_and(text, mark.end(), end)
            return
    yield start, end


def _bare(phrase: str) -> str:
    return strip_party(_COUNTED.sub("", _BRACKETED.sub("", phrase)).strip(_STRIP))


def _ends_name(left: str) -> bool:
    if left.endswith(("农村", "乡村", "社会", "机关", "园区", "城区")):
        return False
    return ends_like_unit(left)


def _clean(text: str, start: int, end: int) -> Iterator[Unit]:
    """Strips what is not the name from both ends; an included place (湖北省(含武汉市)) is a unit of its own."""
    for lead in (_LEAD, _OF):
        start, end = _strip(text, start, end)
        found = None if _is_whole_place(text[start:end]) else lead.match(text[start:end])
        start += found.end() if found else 0
    counted = _COUNTED_ON.search(text, start, end) or _COUNTED.search(text[start:end])
    if counted and counted.start() - (start if counted.re is _COUNTED_ON else 0) > 1:
        end = counted.start() + (0 if counted.re is _COUNTED_ON else start)
    adverb = _ADVERB.search(text[start:end])
    if adverb and adverb.start() > 1:
        end = start + adverb.start()
    end -= text[start:end].endswith(("和", "及", "与")) and end - start > 2
    start, end = _strip(text, start, end)
    if text[start:end].count("(") == 1:
        end = start + len(strip_party(text[start:end]))
    bracket = _END_BRACKET.search(text[start:end])
    inner = None
    if bracket and _CLASS_ONLY.search(text, start, start + bracket.start()):
        for begin, finish in cut_items(text, start + bracket.start("inner"), start + bracket.end("inner")):
            yield from _clean(text, begin, finish)
        return
    if bracket and bracket.start() > 1:
        if bracket["with"] and "、" not in bracket["inner"]:
            inner = (start + bracket.start("inner"), start + bracket.end("inner"))
        end = start + bracket.start()
        counted = _COUNTED.search(text[start:end])
        end = start + counted.start() if counted and counted.start() > 1 else end
    start, end = _strip(text, start, end)
    owner = _OWN_VILLAGES.fullmatch(text[start:end])
    end = start + owner.end("owner") if owner else end
    name = re.sub(" ", "", strip_party(text[start:end]))
    name = strip_party(_END_REMARK.sub("", name)) or name
    committee = _PLACE_PARTY.fullmatch(name)
    if committee and is_place(committee["place"]):
        name = committee["place"]
    if name:
        yield Unit(name, start, end)
    if inner:
        yield from _clean(text, *inner)


def find_place_at_work(text: str, start: int, end: int) -> tuple[Unit, ...]:
    """X市防沙治沙 before 工作: the place is inspected in a field of its work."""
    told = _PLACE_WORK.fullmatch(text, start, end)
    return (Unit(told["place"], start, told.end("place")),) if told else ()


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _STRIP:
        start += 1
    while start < end and text[end - 1] in _STRIP:
        end -= 1
    if "》" in text[start:end] and text[start - 1 : start] == "《":
        start -= 1
    if text[start:end].count("“") != text[start:end].count("”"):
        start += text[start:end].startswith("”")
        end -= text[start:end].endswith("“")
    return start, end


def _names_owner(listed: str, units: Sequence[Unit]) -> bool:
    """桃源镇三个村党组织: the places are those whose units are inspected, when the count is not that of the list."""
    owned = (
        _OWNED.search(_BRACKETED.sub("", listed)) if len(units) == 1 and units[0].name.endswith(_PLACE_ENDS) else None
    )
    if not owned:
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
