"""Inspected units (被巡视、被巡察单位): which of the units that a notice's statements name are its targets."""

import re
from collections.abc import Iterable, Sequence

from crawler.extraction.relations import Relation
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.words.teams import PLACE_COMMITTEES
from crawler.extraction.words.units import SELF_WORDS

_BODIES = frozenset(PLACE_COMMITTEES)
_ORG_TAIL = re.compile(
    r"(?:集团|股份|控股|有限|责任|公司|总公司){1,6}|[一-鿿]{0,4}(?:集团|股份)?有限(?:责任)?公司|委员会|特别行政区|[一-鿿]{0,9}自治[区州县]"
    r"|省|市|县|区|州|盟|旗|地区|新区|镇|乡|街道|街道办事处|办事处"
)
"""What may follow a unit's short name in its full one."""


_COMPANY = re.compile("(?:集团|股份|控股|有限|责任|总){0,6}(?:公司|集团)$")
_SHORTHAND = re.compile("文广新?旅(?=[局委])")
"""How offices still call the bureaus of 文化和旅游, whose name lost 广电 in some places (2018 reform of organs)."""
_RANKS = "省市县区州盟旗"
_WEAK = ("host", "chair")
_ENDS = (("中", "中学"), ("小", "小学"), ("办", "公室"), ("社", "作社"))


_OWNERS = ("镇", "乡", "苏木", "街道")
_OWNED = frozenset({"村", "嘎查", "社区", "村居", "村（社区）", "村(社区)"})
"""Words after a township that is a target itself: its villages in general, not one of them (北塔苏木嘎查)."""


def read_targets(doc: Document, relations: Sequence[Relation]) -> tuple[Found[str], ...]:
    """The inspected units, each once under its fullest name, in order of appearance; text is preferred as proof."""
    return tuple(
        Found(name, (_prove(doc, name, found.spans),), found.rule)
        for name, found in _gather(choose_relations(relations)).items()
    )


def choose_relations(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The statements that count: the strongest kind that names a unit, and those that extend it.

    A weaker one counts for a team that no strong one ties, and where it names a list of units more fully.
    """
    named = [r for r in relations if any(u.value not in SELF_WORDS for u in r.units)]
    best = max((r.strength for r in named if not r.extends), default=0)
    chosen = [r for r in named if r.extends or r.strength == best]
    tied = {team for r in chosen for team in r.teams}
    return tuple(
        r for r in named if r in chosen or (r.rule not in _WEAK and (set(r.teams) - tied or _restates(r, chosen)))
    )


def _restates(relation: Relation, chosen: Sequence[Relation]) -> bool:
    """Whether a weaker statement names the same list more fully (市一中、市二中: 在市第一中学、市第二中学召开)."""
    names = [u.value for u in relation.units]
    return any(
        len(names) == len(r.units)
        and all(is_same(u.value, n) and u.value != n for u, n in zip(r.units, names, strict=True))
        for r in chosen
    )


def resolve(name: str, names: Iterable[str]) -> str:
    """The fullest of `names` that is the same unit as `name`."""
    return max((n for n in names if is_same(name, n)), key=len, default=_drop_committee(name, names))


def is_same(short: str, full: str) -> bool:
    """Whether a unit's shorter name can stand for the fuller one (金东, 金东区; 市住建局, 市住房和城乡建设局)."""
    short = _SHORTHAND.sub("文旅", short)
    if short == full:
        return True
    if len(short) >= len(full):
        return False
    if full.startswith(short) and _ORG_TAIL.fullmatch(full[len(short) :]):
        return True
    if full.endswith(short) and (len(short) > 2 or short[0] in _RANKS):
        return True
    if short[0] in _RANKS and short[0] in full[:-1] and short[0] != full[0]:
        return is_same(short, full[full.index(short[0]) :])
    return _abbreviates(short, full)


def _drop_committee(name: str, names: Iterable[str]) -> str:
    """滁州市委 beside 滁州市, 清河街道党工委 beside 清河街道: the same place."""
    bare = (name.removesuffix(committee) for committee in ("党工委", "委") if name.endswith(committee))
    return next((n for n in bare if n in names), name)


def _abbreviates(short: str, full: str) -> bool:
    """Same first word, same last word, and nothing in the short name that is not, in order, in the full one."""
    core, shorter = _COMPANY.sub("", full), _COMPANY.sub("", short)
    if shorter != short and len(shorter) > 1 and core.startswith(shorter):
        return True
    if len(shorter) < 3 or shorter[0] != core[:1] or not _same_end(shorter, core):
        return False
    rest = iter(core)
    return all(char in rest for char in shorter)


def _same_end(short: str, full: str) -> bool:
    return short[-1] == full[-1:] or (short[-1], full[-3:]) in (("委", "委员会"),) or (short[-1], full[-2:]) in _ENDS


def _gather(relations: Sequence[Relation]) -> dict[str, Found[str]]:
    printed = [u for r in relations for u in r.units if u.value not in SELF_WORDS and u.value not in _BODIES]
    names = list(dict.fromkeys(u.value for u in printed))
    names = [n for n in names if _drop_committee(n, names) == n]
    owners = {n for n in names if n.endswith(_OWNERS)}
    names = [n for n in names if not any(n.removeprefix(o) in _OWNED for o in owners)]
    printed = [u for u in printed if not any(u.value.removeprefix(o) in _OWNED for o in owners)]
    aliases = _find_aliases(relations, names)
    names = [n for n in names if n not in aliases]
    listed = [{u.value for u in r.units} for r in relations if len(r.units) > 1]
    found: dict[str, Found[str]] = {}
    for unit in printed:
        apart = set().union(*(others for others in listed if unit.value in others)) - {unit.value}
        full = aliases.get(unit.value) or resolve(unit.value, [n for n in names if n not in apart])
        if full in found:
            if unit.value == full:
                found[full] = Found(full, found[full].spans + unit.spans, found[full].rule)
        else:
            found[full] = unit if unit.value == full else Found(full, (), unit.rule)
    return {name: f for name, f in found.items() if f.spans}


def _find_aliases(relations: Sequence[Relation], names: Sequence[str]) -> dict[str, str]:
    """Names that stand for another one: by their place in a list of the same length in title and text (南湾港集团,
    海东南湾国际港务集团), or without a city that is printed once for a whole list (江州市东区、临水县: 东区).
    """
    aliases: dict[str, str] = {}
    lists = [(r.units[0].spans[0].where, [u.value for u in r.units]) for r in relations if r.rule not in _WEAK]
    for printed in [values for where, values in lists if where == "title"]:
        for told in [values for where, values in lists if where == "text" and len(values) == len(printed)]:
            steps = zip(printed, told, strict=True)
            aliases |= {a: b for a, b in steps if {a, b} <= set(names) and _runs_through(a, b)}
    for values in (values for _, values in lists if len(values) > 1):
        city = re.match("[一-鿿]{2,8}?[市州盟](?=[一-鿿]{2,8}[区县市旗]$)", values[0])
        if city and values[0][city.end() :] in names and not any(v.startswith(city.group()) for v in values[1:]):
            aliases[values[0]] = values[0][city.end() :]
    return aliases


def _runs_through(short: str, full: str) -> bool:
    """Whether the characters of a short name of some length stand in the full one, in order."""
    rest = iter(full)
    return 3 <= len(short) < len(full) and short[-2:] == full[-2:] and all(char in rest for char in short)


def _prove(doc: Document, name: str, spans: Sequence[Span]) -> Span:
    """Where a statement in the text names the unit, else where the text prints its name, else the title's place."""
    told = next((span for span in spans if span.where == "text"), None)
    at = doc.text.find(name)
    return told or (Span("text", at, at + len(name)) if at >= 0 else spans[0])
