"""Inspected units (被巡视、被巡察单位): which of the units that a notice's statements name are its targets."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from crawler.extraction.divisions import is_place
from crawler.extraction.entities import drop_committee, is_same_unit, resolve_unit
from crawler.extraction.spans.units import is_unit
from crawler.extraction.statements.inspects import Inspects
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.words.bodies import PLACE_COMMITTEES
from crawler.extraction.words.units import SELF_WORDS

_BODIES = frozenset(PLACE_COMMITTEES)
_WEAK = ("host", "chair")
_MOST_LISTS = 60
_NO_ADDRESS = "(?![一-鿿]{0,8}(?:邮|信箱|路|号|街)|[A-Z0-9])"
_PLACE_RANKS = "省市县区州盟旗"
_PLACE_HEAD = re.compile(
    r"(?:^|[,。;、:(\s在])(?P<name>[一-鿿]{2,8}?[市县区州盟旗])(?=委(?:副?书记|"
    r"常委|领导)|领导|四套|县长|区长|市长|党政|各级)"
)
_BARE_PLACE = re.compile(
    r"(?:促进|推动|为|把|关心|支持|建设|实现|助推)(?P<name>[一-鿿]{2,3}?)"
    r"(?=[加快高质经济科学跨越]{0,4}发展|高质量|建设|振兴|经济)"
)
_SELF_ENDS = {
    "校": "大学|学院|学校|中学|小学|职中|一中|高中",
    "院": "学院|医院|法院|检察院|研究院",
    "公司": "公司",
    "集团": "集团|公司",
}
"""What the name ends with that an inspected unit's own 我… stands for."""
_SHORT_FORM = re.compile("[^学]专$|[市县区省].{1,3}[局委办]$|[一-鿿]{2,4}(?:院|社|办|委|局)$")
_OUTER = re.compile("[一-鿿]{2,3}[市县区][^委政人][一-鿿]+")
_OWNERS = ("镇", "乡", "苏木", "街道")
_OWNED = frozenset({"村", "嘎查", "社区", "村居", "村（社区）", "村(社区)"})
"""Words after a township that is a target itself: its villages in general, not one of them (北塔苏木嘎查)."""


def read_targets(doc: Document, relations: Sequence[Inspects]) -> tuple[Found[str], ...]:
    """The inspected units, each once under its fullest name, in order of appearance; text is preferred as proof."""
    found = _gather(choose_relations(relations)) or _read_self(doc, relations)
    found = _drop_owners(doc, found)
    told = [u.value for r in relations if r.rule in (*_WEAK, "meeting-at") for u in r.units]
    names = {name: _find_full(doc, name, told, found) for name in found}
    return tuple(
        Found(names[name], (_prove(doc, names[name], f.spans),), f.rule)
        for name, f in found.items()
        if names[name] == name or names[name] not in found
    )


def _drop_owners(doc: Document, found: dict[str, Found[str]]) -> dict[str, Found[str]]:
    """The targets without a township that is only printed as the owner of the villages that are named (某镇所辖村)."""

    def owns(name: str) -> bool:
        printed = {"text": doc.text, "title": doc.title}
        after = {printed.get(s.where, "")[s.end : s.end + 2] for s in found[name].spans}
        return after <= {"所辖", "所属", "下辖", "下属"} and any(o != name and o.startswith(name) for o in found)

    def holds(name: str) -> bool:
        bare = name.rstrip(_PLACE_RANKS)
        titled = all(s.where == "title" for s in found[name].spans) and is_place(name)
        return titled and any(o.startswith(bare) and len(o) > len(bare) + 1 for o in found if o != name)

    return {name: f for name, f in found.items() if not (owns(name) or holds(name))}


def _find_full(doc: Document, name: str, told: Sequence[str], others: Collection[str]) -> str:
    """The fuller name that the unit bears as host or chair of the meeting, or a bare place's with its rank."""
    fuller = [
        t
        for t in told
        if len(t) > len(name)
        and not t.startswith(name)
        and is_same_unit(name, t)
        and t not in others
        and not _OUTER.match(t)
    ]
    if fuller and _SHORT_FORM.search(name):
        return fuller[0]
    if is_place(name) and name[-1] not in "省市县区旗州盟":
        ranked = (name + rank for rank in "县市区旗州省")
        return next((f for f in ranked if is_place(f) and re.search(f + _NO_ADDRESS, doc.text)), name)
    return name


def _read_self(doc: Document, relations: Sequence[Inspects]) -> dict[str, Found[str]]:
    """我县, 我校, where no statement names the unit: the only name of such a unit that the text prints."""
    own = next((u for r in relations for u in r.units if u.value in SELF_WORDS and u.value[0] == "我"), None)
    if own is None:
        return {}
    text = f"{doc.title}\n{doc.folded}"
    rank = own.value[1:2]
    if rank in _PLACE_RANKS:
        named = Counter(m["name"] for m in _PLACE_HEAD.finditer(text) if m["name"][-1] == rank and is_place(m["name"]))
        bare = [n for n in _find_bare(text) if is_place(n + rank)] if not named else []
        name = named.most_common(1)[0][0] if named else bare[0] if len(set(bare)) == 1 else ""
    else:
        ends = _SELF_ENDS.get(own.value[1:], own.value[1:])
        found = Counter(
            m["name"]
            for m in re.finditer(
                rf"(?:^|[,。;、:(\s])(?P<name>[一-鿿]{{2,16}}?(?:{ends}))(?=全体|党委|党组|领导|班子|召开|纪委|各)",
                text,
            )
        )
        name = next((n for n, _ in found.most_common() if is_unit(n) and not n.startswith(("全", "各", "该"))), "")
    at = doc.text.find(name) if name else -1
    return {name: Found(name, (Span("text", at, at + len(name)),), "target.self")} if at >= 0 else {}


def _find_bare(text: str) -> list[str]:
    """Names of counties without their rank, where the text speaks of the place's own progress (促进岳西发展)."""
    return [m["name"] for m in _BARE_PLACE.finditer(text) if is_place(m["name"])]


def choose_relations(relations: Sequence[Inspects]) -> tuple[Inspects, ...]:
    """The statements that count: the strongest kind that names a unit, and those that extend it.

    A weaker one counts for a team that no strong one ties, and where it names a list of units more fully.
    """
    named = [r for r in relations if any(u.value not in SELF_WORDS for u in r.units)]
    best = max((r.strength for r in named), default=0)
    chosen = [r for r in named if r.extends or r.strength == best]
    tied = {team for r in chosen for team in r.teams}
    return tuple(
        r
        for r in named
        if r.extends
        or r.strength == best
        or (r.rule not in _WEAK and (set(r.teams) - tied or _restates(r, chosen[:_MOST_LISTS])))
    )


def _restates(relation: Inspects, chosen: Sequence[Inspects]) -> bool:
    """Whether a weaker statement names the same list more fully (市一中、市二中: 在市第一中学、市第二中学召开)."""
    names = [u.value for u in relation.units]
    return not any("校区" in name for name in names) and any(
        len(names) == len(r.units)
        and all(is_same_unit(u.value, n) and not n.startswith(u.value) for u, n in zip(r.units, names, strict=True))
        for r in chosen
    )


def _gather(relations: Sequence[Inspects]) -> dict[str, Found[str]]:
    printed = [u for r in relations for u in r.units if u.value not in SELF_WORDS and u.value not in _BODIES]
    names = list(dict.fromkeys(u.value for u in printed))
    names = [n for n in names if drop_committee(n, names) == n]
    owners = {n for n in names if n.endswith(_OWNERS)}
    names = [n for n in names if not any(n.removeprefix(o) in _OWNED for o in owners)]
    printed = [u for u in printed if not any(u.value.removeprefix(o) in _OWNED for o in owners)]
    aliases = _find_aliases(relations, names)
    names = [n for n in names if n not in aliases]
    listed = [{u.value for u in r.units} for r in relations if len(r.units) > 1]
    found: dict[str, Found[str]] = {}
    for unit in printed:
        apart = set().union(*(others for others in listed if unit.value in others)) - {unit.value}
        full = aliases.get(unit.value) or resolve_unit(unit.value, [n for n in names if n not in apart])
        if full in found:
            if unit.value == full:
                found[full] = Found(full, found[full].spans + unit.spans, found[full].rule)
        else:
            found[full] = unit if unit.value == full else Found(full, (), unit.rule)
    return {name: f for name, f in found.items() if f.spans}


def _find_aliases(relations: Sequence[Inspects], names: Sequence[str]) -> dict[str, str]:
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
