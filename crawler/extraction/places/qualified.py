"""Names that mean the same in every province: a team's and a unit's name with its place written out in front.

What stands alone in the country keeps its name: organs of the centre, universities, companies. Who is not known has
none.
"""

import re
from dataclasses import dataclass

from crawler.extraction.divisions import find_bare_codes, list_ended, read_division_name, shorten_division
from crawler.extraction.places.gazetteer import (
    COUNTY,
    PREFECTURE,
    PROVINCE,
    contains,
    find_beginning,
    lift,
    name_chain,
    rank,
)
from crawler.model.items import Level

_HAN = "一-鿿"
_NATIONAL = re.compile(
    "中央|中国|中华|中共中央|国家|国务院|全国|最高|[一-鿿]{2,6}部(?:党组)?第?[一二三四五六七八九十0-9]"
)
"""How names of organs and companies of the whole country begin."""
_MINISTRY = re.compile("(?:国资委|部党组|署党组|总局党组)[^巡]{0,4}巡视")
"""Ministries that a team's name does not name in full; only they send 巡视组 below the centre and the provinces."""
_UNIVERSITY = re.compile("大学|学院")
_COMPANY = re.compile("(?:集团|公司|银行|总社)(?:股份)?(?:有限)?(?:责任)?(?:公司)?$")
_PART = re.compile("(?:学院|系|部|处|中心|公司|支部|总支|支行|分行|附属[一-鿿]{1,6}|办公室|科|室|车间|厂|矿|项目部)$")
"""How parts of an institution are called (历史学院, 矿业公司)."""
_LEVEL_WORD = re.compile("(?:自治区|省|市|州|盟|地区|县|区|旗|师市)(?=[一-鿿])")
_COMMITTEE_WORD = re.compile("(?:自治区|区|省|市|州|盟|地|县|旗|师市)(?=党?委|纪委|第|巡|[一-鿿]{0,12}巡[视察查])")
_RANK_OF_WORD = {
    **dict.fromkeys(("自治区", "省"), PROVINCE),
    **dict.fromkeys(("州", "盟", "地", "地区"), PREFECTURE),
}
_LOCAL = re.compile(
    "(?:镇|乡|街道|办事处|苏木|村|社区|居委会|村委会|团场|[一二三四五六七八九十]团|农场|林场)(?:党工委|党委)?$"
)
"""What lies in a county: towns, streets, villages, regiments."""
_SENDER = re.compile("(?:中共)?(?P<name>[一-鿿()（）]{3,24}?)(?:党委|党组|委员会|党工委|工委)")
_CLASS = re.compile("(?:集团|公司|学校|校|大学|医院|院|园区|银行|行|厅|局|中心|工作)$")
_GENERIC = re.compile(
    "(?:中共)?(?:学校|校|集团|集团公司|公司|总公司|医院|院|部|署|总局|厅|局|行|总行|省行|分行|中心|研究院|园区|本)?"
    "(?:党委|党组|党总支|党工委|工委)?(?:委员会)?(?:第?[一二三四五六七八九十0-9]{1,3})?"
    "(?:专项|常规|机动|提级|交叉|内部|重点|联动){0,2}(?:巡[察视查])?(?:工作)?(?:第?[一二三四五六七八九十0-9]{1,3})?小?组$"
)
"""A team whose name says of its sender no more than what it is (校党委第三巡察组)."""
_NAMED_SENDER = "[一-鿿]{2,14}"
_NO_NAME = re.compile("[各对和及的向由按据来为在到了我本该]")
"""What stands before a name and in none."""
_ZONE = re.compile("(?:新港|管理|开发|名胜|示范|旅游|试验|高新|保税|新|园)区")
"""Zones (功能区): they lie in no county."""
_ARMY_CITY = re.compile(f"第?(?P<name>[一二三四五六七八九十]{{1,3}}师[{_HAN}]{{2,5}}市)")
"""师市 of the Production and Construction Corps (新疆生产建设兵团): a division that is also a city."""


def join(place: str, name: str) -> str:
    """The place in front of the name; what one ends and the other begins with is written once (河北省魏县审计局)."""
    for size in range(min(len(place), len(name), 8), 0, -1):
        if place.endswith(name[:size]):
            return place + name[size:]
    return place + name


@dataclass(frozen=True, slots=True)
class Home:
    """Where a notice belongs: level, sending division, province; the sending institution and the 师市, as named."""

    level: Level | None
    division: str | None
    province: str | None
    institution: str | None = None
    army_city: str | None = None

    def name(self, code: str) -> str:
        """A division's name as names in it begin."""
        if self.army_city and code == self.division:
            return f"{name_chain(lift(code, PROVINCE) or '')}{self.army_city}"
        return name_chain(code, whole=False)

    def name_as(self, code: str, word: str) -> str:
        """As `name`, by the name the division had while it was a 县 where that is printed (潜山县, today 潜山市)."""
        own = read_division_name(code) or ""
        if word == "县" and rank(code) == COUNTY and not own.endswith("县"):
            before = next((name for name in list_ended(code) if name.endswith("县")), own)
            return self.name(code).removesuffix(own) + before
        return self.name(code)

    def find_place(self, word: str) -> str | None:
        """The division a bare level word means here: 省 the province, 市 of a county its city, 县 the county."""
        division = self.division or self.province
        if division is None:
            return None
        if word in _RANK_OF_WORD:
            return lift(division, _RANK_OF_WORD[word])
        if word in {"市", "师市"}:
            cities = (division, lift(division, PREFECTURE), lift(division, PROVINCE))
            return next((code for code in cities if code and _is_called(code, "市")), None)
        return division if rank(division) == COUNTY or _is_called(division, word) else None


def _is_called(code: str, word: str) -> bool:
    return (read_division_name(code) or "").endswith(word)


def begins_with_level(name: str) -> bool:
    """Whether a unit's name begins with the word of a level (市财政局)."""
    return _LEVEL_WORD.match(name) is not None


def is_national(team: str) -> bool:
    """Whether a team's sender is an organ of the whole country (教育部, 国资委)."""
    return _NATIONAL.match(team) is not None or _MINISTRY.match(team) is not None


def find_institution(text: str, teams: list[str]) -> str | None:
    """The name of the institution that sends: in its team's name, or before 党委 in the text where the team's name says
    only what it is; None where it is not named, or several are.
    """
    for team in teams:
        sender = _SENDER.match(team)
        if sender and not _GENERIC.match(team) and not _CLASS.fullmatch(sender["name"]):
            return sender["name"]
    classes = {found.group() for team in teams if (found := re.match("集团|园区|学校|校|医院|公司", team))}
    if len(classes) != 1:
        return None
    kind = {"校": "大学", "学校": "大学"}.get(next(iter(classes)), next(iter(classes)))
    named = {
        m["name"] for m in re.finditer(rf"(?:^|[^{_HAN}])(?P<name>{_NAMED_SENDER}(?:{kind}))党(?:委|工委|组)", text)
    }
    named = {name for name in named if not _NO_NAME.search(name)}
    return next(iter(named)) if len(named) == 1 else None


def find_army_city(text: str) -> str | None:
    """The 师市 that a text names first (八师石河子市)."""
    found = _ARMY_CITY.search(text)
    return found["name"] if found else None


def qualify_team(name: str, home: Home) -> str | None:
    """The team's name with its place; None where its sender is not known."""
    if home.level == "central" or is_national(name):
        if _GENERIC.match(name):
            return None
        return f"国务院{name}" if name.startswith("国资委") else name
    if home.level == "institution":
        return _qualify_part(name, home)
    if home.army_city and _ARMY_CITY.match(name):
        return f"{name_chain(home.province)}{name}" if home.province else None
    word = _COMMITTEE_WORD.match(name)
    if word:
        place = home.find_place(word.group())
        return None if place is None else _join_committee(home.name_as(place, word.group()), word.group(), name)
    return None if _GENERIC.match(name) else _complete(name, home)


def _qualify_part(name: str, home: Home) -> str | None:
    """A team of an institution."""
    if word := _LEVEL_WORD.match(name):
        place = home.find_place(word.group())
        return None if place is None else join(name_chain(place, whole=False), name)
    if not _GENERIC.match(name):
        return name
    if home.institution is None:
        return None
    return _front(join(home.institution, name.removeprefix("学").removeprefix("校")), home)


def _front(name: str, home: Home) -> str:
    """A zone named after a city has its province in front (江苏省苏州工业园区)."""
    if "园区" in name and home.province:
        return join(name_chain(home.province), name)
    return name


def _join_committee(place: str, word: str, name: str) -> str:
    if word == "县":
        return place + name
    if word == "地":
        return place.removesuffix("地区") + name
    if word == "师市":
        return place + name.removeprefix("师市")
    return join(place, name)


def _complete(name: str, home: Home) -> str | None:
    """A name that begins with a place: what this lies in stands in front of it, a province's short name in full."""
    codes, end = _read_beginning(name, home)
    code = _choose(codes, home)
    if code is None:
        return None
    if rank(code) != PROVINCE:
        return name_chain(lift(code, PROVINCE) or "") + name
    whole = name_chain(code)
    return name if name.startswith(whole) else join(whole, name[end:])


def _read_beginning(name: str, home: Home) -> tuple[tuple[str, ...], int]:
    """The divisions that a longer name begins with, in full, in short, or as the home and what holds it are called for
    short; and where that ends.
    """
    codes, end = find_beginning(name)
    if codes and end < len(name):
        return codes, end
    for code in (home.division, lift(home.division, PREFECTURE) if home.division else None, home.province):
        short = shorten_division(read_division_name(code) or "") if code else ""
        if code and len(short) > 1 and name.startswith(short) and len(name) > len(short) + 1:
            return (code,), len(short)
    return (), 0


def _choose(codes: tuple[str, ...], home: Home) -> str | None:
    """The only one, or the one of several that lies in the home, or in what holds it."""
    if len(codes) == 1:
        return codes[0]
    for outer in (home.division, lift(home.division, PREFECTURE) if home.division else None, home.province):
        inside = [code for code in codes if outer and contains(outer, code)]
        if len(inside) == 1:
            return inside[0]
    return None


def qualify_unit(name: str, division: str | None, home: Home, county: str | None) -> str | None:
    """The unit's name with its place: `division` is its own code where it is a place, `county` that of the units before
    it in the list. None where its place, or the institution it is a part of, is not known.
    """
    if division is not None:
        return _name_place(name, division)
    if home.level == "central" or _NATIONAL.match(name):
        return name
    codes, _ = _read_beginning(name, home)
    if codes:
        return name if _stays(name, codes) else _complete(name, home)
    word = _LEVEL_WORD.match(name)
    if word:
        place = home.find_place(word.group())
        rest = name.removeprefix("师市") if word.group() == "师市" else name
        return None if place is None else join(home.name_as(place, word.group()), rest)
    if home.level == "institution":
        within = _LOCAL.search(name) and home.institution and _ZONE.search(home.institution)
        if not within and (_LOCAL.search(name) or not (home.institution and _PART.search(name))):
            return name if (_COMPANY.search(name) and len(name) > 5) or re.search(".大学$", name) else None
        return _front(join(home.institution or "", name), home)
    if _COMPANY.search(name) or (_UNIVERSITY.search(name) and not name.startswith("社会主义学院")):
        return name
    place = home.division if _ZONE.search(name) else county or home.division
    if place is None or (_LOCAL.search(name) and not _is_county(place)):
        return None
    return join(home.name(place), name)


def _is_county(code: str) -> bool:
    """Whether towns lie right in a division: a county, or a prefecture without any (儋州)."""
    return rank(code) == COUNTY or (rank(code) == PREFECTURE and code in {"441900", "442000", "460400", "620200"})


def _name_place(name: str, code: str) -> str:
    """A place in full; a county's printed name of another form (景宁县, 邢台县) stays behind what it lies in."""
    _, end = find_beginning(name)
    if rank(code) == COUNTY and end == len(name) and name.endswith(("县", "市", "区", "旗")):
        return name_chain(lift(code, PREFECTURE) or lift(code, PROVINCE) or "") + name
    return name_chain(code)


def _stays(name: str, codes: tuple[str, ...]) -> bool:
    """Whether a name that begins with a place is one of its own: a university, or after a province's short name."""
    if find_bare_codes(name):
        return False
    if any(name.startswith(read_division_name(code) or "\n") for code in codes):
        return all(rank(code) == PROVINCE for code in codes)
    return all(rank(code) == PROVINCE for code in codes) or _UNIVERSITY.search(name) is not None
