"""Inspection teams (巡视组, 巡察组): every mention, written out in full, with the body that sends it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crawler.extraction.bodies import choose_fuller, find_body, find_stated_body, rank_body
from crawler.extraction.past import is_long_ago
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.numerals import read_numeral, write_numeral
from crawler.extraction.text.tables import Table
from crawler.extraction.words.teams import INSPECTION, NUMERAL, STYLE

_OWN = f"{INSPECTION}(?<!司法巡查)(?<!司法巡察)"
_STYLED = re.compile(f"{STYLE}$")
_B = "[ 　]?"
_JOIN = rf"{_B}(?:、|和|与|及|，|,|至|到|[-－—–~～]{{1,2}}){_B}"
_TEAM = re.compile(
    rf"(?P<before>第{_B}{NUMERAL}{_B}(?:{_JOIN}第?{_B}{NUMERAL}{_B}){{0,40}})"
    rf"(?:等?共?[一二两三四五六七八九十0-9]{{1,3}}个)?(?P<tail>(?:[（(]?{STYLE}[）)]?){{0,2}}{INSPECTION}(?:工作)?组)"
    rf"|(?P<head>{_OWN}(?:工作|组(?=第))?)(?P<after>第?{_B}{NUMERAL}(?:组?{_JOIN}第?{_B}{NUMERAL}){{0,40}}){_B}组"
    rf"|(?P<none>{_OWN}(?:工作)?组)"
)
_SHORT_TEAM = re.compile(rf"第?(?P<number>{NUMERAL})组")
_SHORT_ITEM = re.compile(
    rf"(?:^|[。；;，,、：:（( 　]|其中)[ 　]{{0,8}}(?:[（(]?[0-9]{{1,2}}[）)、.．])?"
    rf"(?:第(?P<number>{NUMERAL})组|(?P<bare>[一二三四五六七八九十]{{1,3}})组"
    r"(?=[ 　]{0,3}(?:[:：—]|[（(]组长|[到赴在]|进驻|入驻)))"
    r"(?=[ 　]{0,3}(?:[:：，,（(—－-]|进驻|入驻|巡[视察]|负责|对|赴|到|在)|[ 　]+组长)",
    re.MULTILINE,
)
_NUMBER_LAST = re.compile(f"{INSPECTION}(第?){NUMERAL}组$")
_NUMBER = re.compile(rf"(?P<join>[至到\-－—–~～]?){_B}第?{_B}(?P<number>{NUMERAL})")
_PAST_BEFORE = re.compile(
    r"(?:曾|原|上一?[轮次届]|去年|前年|此前|以往|过去|前期|早在|当年|年前|时隔.{1,6})[^，,。；;]{0,12}$"
)
_PAST_AFTER = re.compile(
    r"[^，,。；;]{0,4}(?:曾|反馈(?:的|意见|问题|指出|整改|了)|移交的|指出的(?:\d|问题)|巡[视察查]反馈|巡[视察查]时指出)"
)
_GUEST_AFTER = re.compile(r"(?:副?组长|成员|联络员|有关)[^，,。；;]{0,16}(?:列席|应邀|到会指导)")
_YEAR_ALONE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?![ 　]?\d)")


@dataclass(frozen=True, slots=True)
class TeamMention:
    """One place where teams are named.

    `names` are the full names (several for 第一、第二巡察组; one without a number for 县委巡察组), `numbers` their
    ordinals (None without one), `body` the sending body ("" when the notice does not tell it). `past`: the text speaks
    of an earlier inspection there; `plural`: of teams as such (各巡察组, 四个巡察组); `guest`: of listeners.
    """

    names: tuple[str, ...]
    numbers: tuple[int | None, ...]
    body: str
    span: Span
    past: bool = False
    plural: bool = False
    guest: bool = False


def find_team_mentions(doc: Document, tables: Sequence[Table] = ()) -> tuple[TeamMention, ...]:
    """Every mention of teams in title and text, in order, bodies completed where the notice as a whole tells them."""
    day = doc.published
    found = _complete([*_scan("title", doc.title, day), *_scan("text", doc.text, day)], find_stated_body(doc))
    short = _scan_short(doc, tables, found)
    return tuple(sorted((*found, *short), key=lambda m: (m.span.where == "text", m.span.start)))


def read_teams(doc: Document, mentions: Sequence[TeamMention]) -> tuple[Found[str], ...]:
    """The teams the notice is about, each once, in order of appearance; text is preferred to the title as proof.

    A team that is only spoken of as an earlier one (2016年市委第二巡视组反馈) or as a listener is none. A team without
    a number counts only when no team has one and the notice does not speak of several.
    """
    current = [m for m in mentions if not m.past and not m.plural and not m.guest]
    chosen = [m for m in current if m.numbers[0] is not None]
    if not chosen and not any(m.plural for m in mentions):
        chosen = _drop_plain([m for m in current if m.body])
    chosen = _drop_lower(doc, chosen)
    spans: dict[str, list[Span]] = {}
    for mention in chosen:
        for name in mention.names:
            spans.setdefault(name, []).append(mention.span)
    return tuple(
        Found(name, tuple(sorted(places, key=lambda s: s.where != "text"))[:1], "team.named")
        for name, places in spans.items()
    )


def _drop_plain(chosen: list[TeamMention]) -> list[TeamMention]:
    """区工委巡察组 beside 区工委专项巡察组: one team, by its name with the style."""
    styled = {m.body for m in chosen if _STYLED.search(m.names[0].removesuffix("组")[:-2])}
    return [m for m in chosen if m.body not in styled or _STYLED.search(m.names[0].removesuffix("组")[:-2])]


def _drop_lower(doc: Document, chosen: list[TeamMention]) -> list[TeamMention]:
    """Teams of a lower committee that work alongside (联动) are the inspected place's own, not the notice's."""
    if chosen and "巡视" in chosen[0].names[0]:
        return [m for m in chosen if "巡视" in m.names[0]]
    ranks = [rank_body(m.body) for m in chosen]
    if len(set(ranks)) < 2 or ("联动" not in doc.title and "联动" not in doc.text):
        return chosen
    highest = min(ranks)
    return [m for m, rank in zip(chosen, ranks, strict=True) if rank == highest]


def _scan(where: str, text: str, published: date | None) -> Iterator[TeamMention]:
    for match in _TEAM.finditer(text):
        styled = None if match["before"] else _STYLED.search(text, max(0, match.start() - 6), match.start())
        style = styled.group() if styled else ""
        start, body, many = find_body(text, match.start() - len(style))
        numbers = _read_numbers(match)
        if "巡查" in match.group() and not body:
            continue
        yield TeamMention(
            names=tuple(body + style + _write(match, number) for number in numbers),
            numbers=numbers,
            body=body,
            span=Span("title" if where == "title" else "text", start, match.end()),
            past=_is_past(text, start, match.end(), published),
            plural=numbers == (None,) and many,
            guest=bool(_GUEST_AFTER.match(text[match.end() : match.end() + 24])),
        )


def _scan_short(doc: Document, tables: Sequence[Table], found: Sequence[TeamMention]) -> Iterator[TeamMention]:
    """第一组 in the team column of a table or at the start of a list item, when it is clear whose teams they are."""
    current = [m for m in found if not m.past]
    bodies = {m.body for m in current if m.numbers[0] is not None} or {m.body for m in current}
    named = {m.numbers[i]: name for m in current for i, name in enumerate(m.names)}
    body = bodies.pop() if len(bodies) == 1 else "" if bodies else find_stated_body(doc)
    if not body:
        return
    kind = "巡视" if doc.text.count("巡视") > doc.text.count("巡察") else "巡察"
    after = next((m for name in named.values() if (m := _NUMBER_LAST.search(name))), None)
    cells = [(c.start, m) for t in tables for c in t.column("team") if (m := _SHORT_TEAM.fullmatch(c.text))]
    items = [(0, m) for m in _SHORT_ITEM.finditer(doc.text)]
    for offset, match in (*cells, *items):
        group = match.lastgroup or "number"
        number = read_numeral(match[group])
        if number:
            first = match.start(group) - (group == "number" and match.string[match.start(group) - 1] == "第")
            span = Span("text", offset + first, offset + match.end(group) + 1)
            printed = write_numeral(number)
            own = f"{kind}{after[1]}{printed}组" if after else f"第{printed}{kind}组"
            name = named.get(number) or body + own
            yield TeamMention((name,), (number,), body, span)


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


def _is_past(text: str, start: int, end: int, published: date | None) -> bool:
    cut = max(text.rfind(mark, 0, start) for mark in "。；;\n")
    before = text[max(cut + 1, start - 40) : start]
    after = text[end : end + 16].split("\n")[0]
    if _PAST_BEFORE.search(before) or _PAST_AFTER.match(after):
        return True
    if not published:
        return False
    alone = list(_YEAR_ALONE.finditer(before[-14:])) + list(_YEAR_ALONE.finditer(after[:8]))
    return any(int(m["year"]) < published.year for m in alone) or is_long_ago(before[-24:], published)


def _complete(found: list[TeamMention], stated: str) -> list[TeamMention]:
    """Gives each mention its body's fullest name, from the same team elsewhere or from the only body there is."""
    bodies: dict[int | None, str] = {}
    for mention in (m for m in found if not m.past):
        for number in mention.numbers:
            bodies[number] = choose_fuller(bodies.get(number, ""), mention.body)
    known = {body for body in bodies.values() if body}
    fullest = {b for b in known if not any(b != o and choose_fuller(b, o) == o for o in known)}
    only = fullest.pop() if len(fullest) == 1 else "" if fullest else stated
    named = [_rename(m, bodies, only) for m in found]
    own = Counter((number, m.body, name) for m in named for name, number in zip(m.names, m.numbers, strict=True))
    return [_unify(m, own) for m in named]


def _rename(mention: TeamMention, bodies: dict[int | None, str], only: str) -> TeamMention:
    names: list[str] = []
    body = mention.body
    for name, number in zip(mention.names, mention.numbers, strict=True):
        full = bodies.get(number, "") or only
        body = full if choose_fuller(mention.body, full) == full else mention.body
        names.append(body + name.removeprefix(mention.body))
    return replace(mention, names=tuple(names), body=body)


def _unify(mention: TeamMention, own: Counter[tuple[int | None, str, str]]) -> TeamMention:
    """One form for one team: with its style (第五交叉巡察组 before 第五巡察组), else the more frequent."""
    names = []
    for name, number in zip(mention.names, mention.numbers, strict=True):
        same = [
            (len(other) > len(name) + 1, count, len(other), other)
            for (n, body, other), count in own.items()
            if number is not None and (n, body) == (number, mention.body) and ("巡视" in other) == ("巡视" in name)
        ]
        names.append(max(same)[-1] if same else name)
    return replace(mention, names=tuple(names))
