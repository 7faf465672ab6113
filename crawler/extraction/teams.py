"""Inspection teams (巡视组, 巡察组): every mention, written out in full, and the teams a notice is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.extraction.document import Document, Found, Span
from crawler.extraction.genre.teams import (
    BODY_STOPS,
    INSPECTION,
    INSTITUTION_COMMITTEES,
    NUMERAL,
    PLACE_COMMITTEES,
    PROVINCES,
    TEAM_STYLES,
)
from crawler.extraction.numerals import read_numeral, write_numeral

_STYLE = "(?:" + "|".join(sorted(TEAM_STYLES, key=len, reverse=True)) + ")"
_B = "[ 　]?"
_JOIN = rf"{_B}(?:、|和|与|及|，|,|至|到|[-－—–~～]{{1,2}}){_B}"
_TEAM = re.compile(
    rf"(?P<before>第{_B}{NUMERAL}{_B}(?:{_JOIN}第?{_B}{NUMERAL}{_B}){{0,40}})"
    rf"(?:等?共?[一二两三四五六七八九十0-9]{{1,3}}个)?(?P<tail>(?:[（(]?{_STYLE}[）)]?){{0,2}}{INSPECTION}(?:工作)?组)"
    rf"|(?P<head>{_STYLE}?{INSPECTION}(?:工作)?)(?P<after>第?{_B}{NUMERAL}(?:组?{_JOIN}第?{_B}{NUMERAL}){{0,40}}){_B}组"
    rf"|(?P<none>{_STYLE}?{INSPECTION}(?:工作)?组)"
)
_NUMBER = re.compile(rf"(?P<join>[至到\-－—–~～]?){_B}第?{_B}(?P<number>{NUMERAL})")
_PLACE_BODY = re.compile("(?:" + "|".join(PLACE_COMMITTEES) + ")$")
_INSTITUTION_BODY = re.compile("(?:" + "|".join(INSTITUTION_COMMITTEES) + ")$")
_ROUND_BETWEEN = re.compile(rf"(?:(?:首轮|第{NUMERAL}轮)?{_STYLE}?{INSPECTION}(?:工作)?|派出的?|巡[视察]工作领导小组)$")
_ORGAN_ENDS = ("党委", "党组", "党工委", "工委")
_OWN_BODY = re.compile(
    "(?:学?[校院]|学院|集团|公司|集团公司|总公司|总行|省行|分行|[部厅局委社]|总局|省局|市局|师市|医院)(?:分?党[委组]|党工委)"
)
_HAN_RUN = re.compile(r"[一-鿿]{1,10}$")
_NAME_RUN = re.compile(r"[一-鿿A-Za-z0-9（）()·]{1,36}$")
_STOPS = re.compile(BODY_STOPS)
_PLURAL = re.compile(r"(?:[各两几多每]个?|[一二三四五六七八九十0-9]{1,3}个|所有|其他|等)$")
_PAST_BEFORE = re.compile(
    r"(?:曾|原|上一?[轮次届]|去年|前年|此前|以往|过去|前期|早在|当年|时隔.{1,6})[^，,。；;]{0,12}$"
)
_PAST_AFTER = re.compile(
    r"[^，,。；;]{0,4}(?:曾|反馈(?:的|意见|问题|指出|整改|了)|移交的|指出的(?:\d|问题)|巡[视察查]反馈|巡[视察查]时指出)"
)
_YEAR_ALONE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?![ 　]?\d)")


@dataclass(frozen=True, slots=True)
class TeamMention:
    """One place where teams are named.

    `names` are the full names (several for 第一、第二巡察组; one without a number for 县委巡察组), `numbers` their
    ordinals (None without one), `body` the sending body ("" when the notice does not tell it), `past` whether the text
    speaks of an earlier inspection there, `plural` whether it speaks of teams as such (各巡察组, 四个巡察组).
    """

    names: tuple[str, ...]
    numbers: tuple[int | None, ...]
    body: str
    span: Span
    past: bool
    plural: bool


def find_team_mentions(doc: Document) -> tuple[TeamMention, ...]:
    """Every mention of teams in title and text, in order, bodies completed where the notice as a whole tells them."""
    year = doc.published.year if doc.published else None
    return _complete([*_scan("title", doc.title, year), *_scan("text", doc.text, year)])


def read_teams(mentions: Sequence[TeamMention]) -> tuple[Found[str], ...]:
    """The teams the notice is about, each once, in order of appearance; text is preferred to the title as proof.

    A team that is only spoken of as an earlier one (2016年市委第二巡视组反馈) is none. A team without a number counts
    only when no team has one and the notice does not speak of several.
    """
    current = [m for m in mentions if not m.past and not m.plural]
    chosen = [m for m in current if m.numbers[0] is not None]
    if not chosen and not any(m.plural for m in mentions):
        chosen = [m for m in current if m.body]
    spans: dict[str, list[Span]] = {}
    for mention in chosen:
        for name in mention.names:
            spans.setdefault(name, []).append(mention.span)
    return tuple(
        Found(name, tuple(sorted(places, key=lambda s: s.where != "text"))[:1], "team.named")
        for name, places in spans.items()
    )


def _scan(where: str, text: str, year: int | None) -> Iterator[TeamMention]:
    for match in _TEAM.finditer(text):
        start, body = _find_body(text, match.start())
        numbers = _read_numbers(match)
        yield TeamMention(
            names=tuple(body + _write(match, number) for number in numbers),
            numbers=numbers,
            body=body,
            span=Span("title" if where == "title" else "text", start, match.end()),
            past=_is_past(text, start, match.end(), year),
            plural=numbers == (None,) and bool(_PLURAL.search(text[max(0, match.start() - 6) : match.start()])),
        )


def _read_numbers(match: re.Match[str]) -> tuple[int | None, ...]:
    """The ordinals of one mention; a range (第一至第五, 第25-30) is written out."""
    printed = match["before"] or match["after"]
    numbers: list[int] = []
    for part in _NUMBER.finditer((printed or "").replace("组", "")):
        number = read_numeral(part["number"])
        if number is None:
            continue
        if part["join"] and numbers and numbers[-1] < number <= numbers[-1] + 60:
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
    return tuple(numbers) or (None,)


def _write(match: re.Match[str], number: int | None) -> str:
    """One team's own name, without its body, in the form the mention prints."""
    if number is None:
        return match["none"]
    printed = match["before"] or match["after"]
    digits = re.search("[0-9０-９]", printed) and not re.search("[一二三四五六七八九十]", printed)
    numeral = str(number) if digits else write_numeral(number)
    if match["before"]:
        return f"第{numeral}{match['tail']}"
    return f"{match['head']}{'第' if printed.startswith('第') else ''}{numeral}组"


def _find_body(text: str, core: int) -> tuple[int, str]:
    """Where the sending body before a team's own name starts, and its name; `core` itself and "" when there is none."""
    line = text.rfind("\n", 0, core) + 1
    window = text[max(line, core - 48) : core]
    between = _ROUND_BETWEEN.search(window)
    before = window[: between.start()] if between else window
    base = core - len(window)
    if before.endswith("中央"):
        return base + len(before) - 2, "中央"
    place = _PLACE_BODY.search(before)
    if place:
        start = _find_place(before, place.start())
        return base + start, before[start:]
    if _INSTITUTION_BODY.search(before):
        run = _NAME_RUN.search(before)
        start = _cut_left(before, run.start() if run else len(before))
        return base + start, before[start:]
    return core, ""


def _find_place(before: str, end: int) -> int:
    """Where the place's name starts that ends at `end`: a province, or all there is from the clause's start."""
    province = next((p for p in PROVINCES if before[:end].endswith(p)), None)
    if province:
        return end - len(province)
    run = _HAN_RUN.search(before[:end])
    if run and not _STOPS.search(run.group()):
        return run.start() if run.end() - run.start() <= 8 else end
    return end


def _cut_left(before: str, start: int) -> int:
    """The last stop in a run of name characters ends what does not belong to the name."""
    for stop in _STOPS.finditer(before, start, len(before) - 2):
        start = stop.end()
    return start


def _is_past(text: str, start: int, end: int, year: int | None) -> bool:
    cut = max(text.rfind(mark, 0, start) for mark in "。；;\n")
    before = text[max(cut + 1, start - 40) : start]
    after = text[end : end + 16].split("\n")[0]
    if _PAST_BEFORE.search(before) or _PAST_AFTER.match(after):
        return True
    if not year:
        return False
    alone = list(_YEAR_ALONE.finditer(before[-14:])) + list(_YEAR_ALONE.finditer(after[:8]))
    return any(int(m["year"]) < year for m in alone)


def _complete(found: list[TeamMention]) -> tuple[TeamMention, ...]:
    """Gives a mention without a body the one of the same team elsewhere, or the only one there is."""
    bodies: dict[int | None, str] = {}
    for mention in found:
        for number in mention.numbers:
            bodies[number] = _longer(bodies.get(number, ""), mention.body)
    known = {body for body in bodies.values() if body}
    only = known.pop() if len(known) == 1 else ""
    return tuple(_rename(m, bodies, only) for m in found)


def _longer(one: str, other: str) -> str:
    """The fuller name of one sending body; the first when the two are different bodies."""
    if (
        not one
        or other.endswith(one)
        or (_OWN_BODY.fullmatch(one) and other.endswith(_ORGAN_ENDS) and not _OWN_BODY.fullmatch(other))
    ):
        return other
    return one


def _rename(mention: TeamMention, bodies: dict[int | None, str], only: str) -> TeamMention:
    names: list[str] = []
    for name, number in zip(mention.names, mention.numbers, strict=True):
        full = bodies.get(number, "") or only
        own = name.removeprefix(mention.body)
        fits = not mention.body or _longer(mention.body, full) == full
        names.append((full if fits else mention.body) + own)
    body = mention.body or bodies.get(mention.numbers[0], "") or only
    return replace(mention, names=tuple(names), body=body)
