"""Administrative divisions (行政区划): the six-digit code of a place, given only where it is certain.

The table is crawler/data/divisions.json (provinces, prefectures, counties), with crawler/data/division_changes.json for
names that ended since 2013; a name that ended gives the code of the division that continues it, or its own last code
where it was divided.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
"""直辖市: their 市委 is a provincial body and their districts stand right under the province."""

UNCERTAIN = frozenset(
    {"城区", "郊区", "矿区", "东区", "西区", "南区", "北区", "中区", "新市区", "市中区", "南郊区", "北市区"}
)
"""District names that read as plain words: the table alone never decides them, however few carry them today."""

_PEOPLES = re.compile(
    "(?:(?:维吾尔|哈萨克|柯尔克孜|蒙古|朝鲜|土家|布依|哈尼|景颇|傈僳|塔吉克|达斡尔|鄂温克|鄂伦春|东乡|保安|撒拉|裕固|锡伯|仡佬|仫佬|毛南|拉祜"
    "|布朗|普米|独龙|基诺|各族|回|藏|苗|彝|壮|满|侗|瑶|白|黎|傣|畲|水|佤|羌|纳西|怒|土)族?){1,6}$"
)
_LEVEL_WORDS = re.compile("(?:自治区|特别行政区|自治州|自治县|自治旗|林区|特区|地区|省|市|州|盟|县|区|旗)$")
_ORGANS = re.compile("(?:(?<=.[县区市旗州盟])[县区市旗州盟]?委(?:员会)?|(?<=.省)委|人民政府|党政领导班子|领导班子)$")
_COMMITTEE = "(?:省|市|自治区|州|地区|盟|县|区)?(?:委|纪委|党委|监委|人民政府|政府)"


@dataclass(frozen=True, slots=True)
class _Divisions:
    """Names by code, and codes by full name, by short name (without level word or people's names) and by ended name."""

    names: dict[str, str]
    full: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    ended: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _load() -> _Divisions:
    names: dict[str, str] = json.loads((DATA / "divisions.json").read_text("utf-8"))["divisions"]
    changes = json.loads((DATA / "division_changes.json").read_text("utf-8"))["changes"]
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    ended: dict[str, list[str]] = {}
    for code, name in names.items():
        full.setdefault(name, []).append(code)
        for alias in _shorten(code, name):
            short.setdefault(alias, []).append(code)
    for change in changes:
        known = ended.setdefault(change["name"], [])
        code = change["now"] or change["code"]
        if code not in known:
            known.append(code)
    return _Divisions(names, _freeze(full), _freeze(short), _freeze(ended))


def _freeze(codes: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(found) for name, found in codes.items()}


def _shorten(code: str, name: str) -> set[str]:
    """辽宁 for 辽宁省, 恩施州 and 恩施 for 恩施土家族苗族自治州, 滁州 for 滁州市, 五峰县 for an autonomous county."""
    bare = shorten_division(name)
    aliases = {bare + name[-1]} if name.endswith(("自治州", "自治县", "自治旗")) else set()
    if code.endswith("0000") and name.endswith("自治区"):
        aliases.add(f"{bare}自治区")
    if code.endswith("00") and len(bare) >= 2:
        aliases.add(bare)
    return aliases - {name}


def find_division(name: str, region: str | None, text: str) -> str | None:
    """The code of the place `name` (魏县, 长春市朝阳区, 辽宁, 恩施州), or None where it is not certain which is meant.

    Certain is a name that is borne once in China; of several, the one inside the publisher's `region` (six digits) or
    the only one whose province or city the `text` names. A unit that is no place gives None.
    """
    plain = _ORGANS.sub("", re.sub(r"\s", "", name))
    codes = find_codes(plain) or _split_codes(plain) or find_bare_codes(plain)
    if len(codes) == 1 and plain not in UNCERTAIN:
        return codes[0]
    if not codes:
        return None
    return _decide_by_region(codes, region) or _decide_by_text(codes, plain, text)


def is_county_level_city(name: str, region: str | None) -> bool | None:
    """Whether a 市 (昆山市, 昆山) is a county-level city; a bare or unknown one is told by the publisher's `region`.

    None where neither says.
    """
    table = _load()
    plain = name.removesuffix("委").removesuffix("市")
    codes = {*table.full.get(f"{plain}市", ()), *table.ended.get(f"{plain}市", ())} if plain else set()
    if len({code.endswith("00") for code in codes}) == 1 and not codes & table.names.keys() - codes:
        return not next(iter(codes)).endswith("00")
    if region is None or region.endswith("0000"):
        return None
    if region.endswith("00"):
        return False
    return True if table.names.get(region, "").endswith("市") else None


def is_province(name: str) -> bool:
    """Whether the name, full or short, is that of a province, autonomous region or direct municipality."""
    return any(code.endswith("0000") for code in find_codes(name))


def is_division(name: str) -> bool:
    """Whether the table has a place of this name, full or short, today or ended (会宁县, 会宁, 恩施州)."""
    return bool(find_codes(name))


def is_place(name: str) -> bool:
    """Whether a name is that of a place in the table, counties also without their rank (江口, 石阡)."""
    return bool(find_codes(name)) or name in _load_short()


@lru_cache(maxsize=1)
def _load_short() -> dict[str, tuple[str, ...]]:
    """The codes of counties by their names without rank and peoples, of two characters and more."""
    bare: dict[str, list[str]] = {}
    for code, name in _load().names.items():
        if not code.endswith("00"):
            bare.setdefault(shorten_division(name), []).append(code)
    return {name: tuple(codes) for name, codes in bare.items() if len(name) > 1}


def shorten_division(name: str) -> str:
    """A division's name without its rank and peoples (岳西, 恩施, 广西)."""
    stem = _LEVEL_WORDS.sub("", name)
    bare = _PEOPLES.sub("", stem) if name.endswith(("自治州", "自治县", "自治区", "自治旗")) else stem
    return bare if len(bare) >= 2 else stem


def find_bare_codes(name: str) -> tuple[str, ...]:
    """The codes of the counties that are called so without their rank (岳西)."""
    return _load_short().get(name, ())


def list_ended(code: str) -> tuple[str, ...]:
    """The names a division had before."""
    return tuple(name for name, codes in _load().ended.items() if codes == (code,))


def list_codes() -> Iterator[str]:
    """The codes of all divisions of today."""
    yield from _load().names


def read_division_name(code: str) -> str | None:
    """The full name a code stands for today; None for an unknown code."""
    return _load().names.get(code)


def find_codes(name: str) -> tuple[str, ...]:
    """The codes that a name, full, short or ended, may mean; none for a name of no division."""
    table = _load()
    current = table.full.get(name, ())
    ended = table.ended.get(name, ())
    if current:
        inside = {code[:2] for code in current}
        return (*current, *(code for code in ended if code[:2] not in inside or name in UNCERTAIN))
    return ended or table.short.get(name, ())


def list_spellings() -> Iterator[tuple[str, bool]]:
    """Every spelling of a division's name, and whether it is a full or ended one."""
    table = _load()
    yield from ((name, True) for name in (*table.full, *table.ended))
    yield from ((name, False) for name in table.short if name not in table.full and name not in table.ended)


def _split_codes(name: str) -> tuple[str, ...]:
    """江苏省南京市鼓楼区: the codes of the last part that lie inside what stands before it."""
    for cut in range(2, len(name) - 1):
        outer, inner = find_codes(name[:cut]), name[cut:]
        if not outer:
            continue
        found = tuple(c for c in find_codes(inner) or _split_codes(inner) if any(_lies_in(c, o) for o in outer))
        if found:
            return found
    return ()


def _lies_in(code: str, outer: str) -> bool:
    return code != outer and code.startswith(outer.removesuffix("00").removesuffix("00"))


def _decide_by_region(codes: tuple[str, ...], region: str | None) -> str | None:
    """The one candidate that is the region, lies in it or contains it, or else lies in the same prefecture."""
    if region is None:
        return None
    inside = [code for code in codes if code == region or _lies_in(code, region) or _lies_in(region, code)]
    if not inside and region[2:4] != "00":
        inside = [code for code in codes if code[:4] == region[:4]]
    return inside[0] if len(inside) == 1 else None


def _decide_by_text(codes: tuple[str, ...], name: str, text: str) -> str | None:
    """The only candidate that the text names in full, or whose city or province stands right before the name, sends a
    committee, or is named.
    """
    table = _load()
    spelt = [code for code in codes if table.names.get(code, name) != name and table.names[code] in text]
    if len(spelt) == 1:
        return spelt[0]
    outers = {code: [table.names.get(code[:4] + "00"), table.names.get(code[:2] + "0000")] for code in codes}
    words = {code: [(n, _LEVEL_WORDS.sub("", n)) for n in found if n] for code, found in outers.items()}
    for told in (
        [c for c in codes if any(f"{full}{name}" in text or f"{stem}{name}" in text for full, stem in words[c])],
        [c for c in codes if any(re.search(re.escape(stem) + _COMMITTEE, text) for _, stem in words[c])],
        [c for c in codes if any(full in text for full, _ in words[c])],
    ):
        if told:
            return told[0] if len(told) == 1 else None
    return None
