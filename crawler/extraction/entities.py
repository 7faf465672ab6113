"""Is it the same one? ONE answer for sending bodies, teams and units: full name, short name, members, sender."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from crawler.extraction.spans.teams import TeamMention
from crawler.extraction.words.bodies import INSTITUTION_COMMITTEES

_INSTITUTION_BODY = re.compile("(?:" + "|".join(INSTITUTION_COMMITTEES) + ")$")
_OWN_BODY = re.compile(
    "(?:学?[校院]|学院|集团|公司|集团公司|总公司|总行|省行|分行|[部厅局委社]|总局|省局|市局|师市|医院)?(?:分?党[委组]|党工委)?"
)
_RANKS = tuple(
    re.compile(f"(?:{ends})$") for ends in ("中央", "省委|区党委|兵团党委", "市委|州委|盟委|地委", "县委|区委|旗委")
)
_ORG_TAIL = re.compile(
    r"(?:集团|股份|控股|有限|责任|公司|总公司){1,6}|[一-鿿]{0,4}(?:集团|股份)?有限(?:责任)?公司|委员会|特别行政区|[一-鿿]{0,9}自治[区州县]"
    r"|省|市|县|区|州|盟|旗|地区|新区|镇|乡|街道|街道办事处|办事处"
)
"""What may follow a unit's short name in its full one."""
_COMPANY = re.compile("(?:集团|股份|控股|有限|责任|总){0,6}(?:公司|集团)$")
_COMPANY_NAME = re.compile("公司|集团|银行")
_SHORTHAND = re.compile("文广新?旅(?=[局委])")
"""How offices still call the bureaus of 文化和旅游, whose name lost 广电 in some places (2018 reform of organs)."""
_RANK_LETTERS = "省市县区州盟旗"
_ENDS = (
    ("中", "中学"),
    ("小", "小学"),
    ("幼", "幼儿园"),
    ("办", "公室"),
    ("社", "作社"),
    ("院", "医院"),
    ("专", "学校"),
)
_SHORTEST_CORE, _SHORTEST_SHARED = 2, 5
_BRACKET = re.compile(r"\([^()]*\)")


# bodies


def rank_body(body: str) -> int:
    """How high a body stands: 0 the centre, 1 provinces, 2 cities, 3 counties, 4 any other."""
    return next((i for i, pattern in enumerate(_RANKS) if pattern.search(body)), len(_RANKS))


def choose_fuller(one: str, other: str) -> str:
    """The fuller name of one sending body; the first when the two are different bodies."""
    if not one or other.endswith(one) or (other.startswith(one) and _INSTITUTION_BODY.search(other)):
        return other
    if one.endswith(other) or one.startswith(other):
        return one
    if _INSTITUTION_BODY.search(one) and one[0] == other[:1] and _abbreviates_in_order(one, other):
        return other
    if one[0] in _RANK_LETTERS and len(one) > _SHORTEST_SHARED and _BRACKET.sub("", other).endswith(one[1:]):
        return other
    if _OWN_BODY.fullmatch(one) and _INSTITUTION_BODY.search(other) and not _OWN_BODY.fullmatch(other):
        return other
    return one


def _abbreviates_in_order(short: str, full: str) -> bool:
    """省联社党委 for 省农村信用社联合社党委: every character of the short name stands in the full one, in order."""
    rest = iter(full)
    return len(short) < len(full) and all(char in rest for char in short)


# teams


def complete_teams(found: Sequence[TeamMention], find_stated: Callable[[], str]) -> list[TeamMention]:
    """Gives each mention its body's fullest name, from the same team elsewhere, from the only body there is, or from
    the one the notice states as inspecting; then one form for one team.
    """
    bodies: dict[int | None, str] = {}
    for mention in (m for m in found if not m.past and m.body):
        for number in mention.numbers:
            bodies[number] = choose_fuller(bodies.get(number, ""), mention.body)
    numbered = {body for number, body in bodies.items() if number is not None}
    known = numbered or set(bodies.values())
    fullest = {b for b in known if not any(b != o and choose_fuller(b, o) == o for o in known)}
    only = fullest.pop() if len(fullest) == 1 else "" if fullest or not found else find_stated()
    if only and not numbered:
        only = choose_fuller(only, find_stated())
    named = [_rename(m, bodies, only) for m in found]
    forms = Counter(
        (number, m.body, own) for m in named if not m.past for own, number in zip(m.own, m.numbers, strict=True)
    )
    return [_unify(m, forms) for m in named]


def _rename(mention: TeamMention, bodies: dict[int | None, str], only: str) -> TeamMention:
    names: list[str] = []
    body = mention.body
    if body and mention.numbers == (None,):
        return mention
    for own, number in zip(mention.own, mention.numbers, strict=True):
        full = bodies.get(number, "") or only
        body = full if choose_fuller(mention.body, full) == full else mention.body
        names.append(body + own)
    return replace(mention, names=tuple(names), body=body)


def _unify(mention: TeamMention, forms: Counter[tuple[int | None, str, str]]) -> TeamMention:
    """One form for one team: with its style (第五交叉巡察组 before 第五巡察组), else the more frequent."""
    own = []
    for name, number in zip(mention.own, mention.numbers, strict=True):
        named = [
            (other, count)
            for (n, body, other), count in forms.items()
            if number is not None and (n, body) == (number, mention.body) and ("巡视" in other) == ("巡视" in name)
        ]
        plain = min((len(other) for other, _ in named), default=0)
        same = [(len(other) > plain + 1, count, len(other), other) for other, count in named]
        own.append(max(same)[-1] if same else name)
    return replace(mention, own=tuple(own), names=tuple(mention.body + name for name in own))


# units


def resolve_unit(name: str, names: Iterable[str]) -> str:
    """The fullest of `names` that is the same unit as `name`."""
    return max((n for n in names if is_same_unit(name, n)), key=len, default=drop_committee(name, names))


def is_same_unit(short: str, full: str) -> bool:
    """Whether a unit's shorter name can stand for the fuller one (金东, 金东区; 市住建局, 市住房和城乡建设局)."""
    short = _SHORTHAND.sub("文旅", short)
    if short == full:
        return True
    if len(short) >= len(full):
        return False
    if full.startswith(short) and _ORG_TAIL.fullmatch(full[len(short) :]):
        return True
    if full.endswith(short) and (len(short) > 2 or short[0] in _RANK_LETTERS):
        return True
    if short[0] in _RANK_LETTERS and short[0] in full[:-1] and short[0] != full[0]:
        return is_same_unit(short, full[full.index(short[0]) :])
    return _abbreviates(short, full)


def drop_committee(name: str, names: Iterable[str]) -> str:
    """滁州市委 beside 滁州市, 清河街道党工委 beside 清河街道: the same place."""
    bare = (name.removesuffix(committee) for committee in ("党工委", "委") if name.endswith(committee))
    return next((n for n in bare if n in names), name)


def _abbreviates(short: str, full: str) -> bool:
    """Same first word, same last word, and nothing in the short name that is not, in order, in the full one."""
    core, shorter = _COMPANY.sub("", full), _COMPANY.sub("", short)
    if _COMPANY_NAME.search(full) and len(shorter) >= _SHORTEST_CORE and shorter in core:
        return True
    if len(shorter) < 3 or shorter[0] != core[:1] or not _same_end(shorter, core):
        return False
    rest = iter(core)
    return all(char in rest for char in shorter)


def _same_end(short: str, full: str) -> bool:
    return short[-1] == full[-1:] or (short[-1], full[-3:]) in (("委", "委员会"),) or (short[-1], full[-2:]) in _ENDS
