"""Who inspects whom: the statements of a notice that tie teams to inspected units, in sentences and list lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extraction.document import Document, Found, Span
from crawler.extraction.genre.teams import INSPECTION, TEAM_STYLES
from crawler.extraction.tables import Cell, Table
from crawler.extraction.teams import TeamMention
from crawler.extraction.units import Unit, UnitList, is_unit, read_units, split_units, strip_party

MASK = "\ue000"
_STYLE = "(?:" + "|".join(sorted(TEAM_STYLES, key=len, reverse=True)) + ")"
_MEETING_STOP = re.compile("工作|动员|见面|进驻|“?回头看”?|专项|常规|沟通|部署|启动")
_PAST = re.compile(
    r"曾|去年|前年|上一?[轮次届]|此前|以往|当年|时隔|[一二三四五六七八九十两几]年前|记得|回忆|历历在目|已对|先后对"
    r"|巡[视察查]过|进行过|开展过"
    r"|(?:19|20)\d\d年(?!\d|[0-9１-９元]|\s?\d{1,2}月)[^，,]{0,12}巡"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One statement: these teams inspect these units.

    `strength`: 3 the text says so outright (进驻, 巡察, 对…开展), 2 a list line or who holds the meeting, 1 where the
    meeting is held. `extends`: units inspected along with others (一体巡察, 延伸巡察). `apart`: each team
    has its own (分别).
    """

    teams: tuple[str, ...]
    units: tuple[Found[str], ...]
    rule: str
    strength: int
    apart: bool = False
    extends: bool = False


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words after which inspected units stand; `stop`: what must end the list, `near`: what must follow soon after."""

    rule: str
    words: re.Pattern[str]
    strength: int
    stop: re.Pattern[str] | None = None
    near: re.Pattern[str] | None = None
    trusted: bool = False
    extends: bool = False


_VERB = rf"{INSPECTION}(?!办|组|机构|员)"
_INSPECT = re.compile(rf"[^，,。；;]{{0,24}}(?:{INSPECTION}|回头看)")
_CUES = (
    _Cue(
        "extension",
        re.compile(
            rf"(?:一体|同步|一并|延伸|直接|下沉)(?:{INSPECTION}(?:到|至|了)?|至|到)|延伸{INSPECTION}(?:到|至|了)?"
        ),
        3,
        extends=True,
    ),
    _Cue("enter", re.compile(r"(?:进驻|入驻|进点|派驻)(?:到|至|了|在)?"), 3),
    _Cue(
        "team-inspects",
        re.compile(
            rf"{MASK}(?:[（(][^）)]{{0,30}}[）)])?[^，,。；;：:、{MASK}]{{0,12}}?{_STYLE}{{0,2}}{_VERB}(?:“?回头看”?)?"
        ),
        3,
    ),
    _Cue(
        "inspects",
        re.compile(rf"(?<!{MASK}){_VERB}(?!整改|反馈|公告|工作)(?:“?回头看”?)?"),
        3,
        _MEETING_STOP,
        re.compile(".{0,16}会"),
    ),
    _Cue("charge", re.compile(rf"负责(?!人|同志|单位|部门)(?:对|{INSPECTION})?"), 3),
    _Cue(
        "object",
        re.compile(
            rf"(?:被{INSPECTION}|{INSPECTION})(?:单位|对象|党组织|地区|地方|村)(?:名单)?(?:分别)?"
            r"(?:为|是|包括|有|[:：]){1,2}[ 　]?"
        ),
        3,
    ),
    _Cue(
        "for",
        re.compile("对(?!外)"),
        3,
        re.compile("开展|进行|实施|启动|巡|专项|常规|机动|提级|交叉|“?回头看|的"),
        _INSPECT,
    ),
    _Cue("go", re.compile("[到赴来]|深入"), 3, re.compile("开展|进行|实施|驻点|巡|专项|常规|机动|提级|交叉"), _INSPECT),
    _Cue(
        "stay",
        re.compile("在"),
        2,
        re.compile("工作|开展|驻点|现场|时间"),
        re.compile(r".{0,12}(?:[月天日周]|星期)"),
        trusted=True,
    ),
    _Cue("meeting-at", re.compile("在"), 1, re.compile("召开|举行")),
)
"""The cues, strongest reading first: where several stand at one place, the first one counts."""

_LIST_LINE = re.compile(
    rf"[ 　]{{0,8}}(?:[（(]?[一二三四五六七八九十0-9]{{1,3}}[）)、.．]{{1,2}})?[ 　]{{0,3}}{MASK}+[ 　]{{0,3}}"
    r"(?:[（(][正副]?组长[^）)]{0,24}[）)][ 　]{0,3})?(?:[:：]|(?P<open>[（(])(?!组长)|[-—－]{1,2})[ 　]{0,3}"
)
_TEAM_IN_BRACKETS = re.compile(
    rf"(?P<unit>[^，,。；;：:（）()\n|{MASK}]{{2,60}})[（(](?:由)?(?P<team>{MASK}+)(?:负责)?[）)]"
)
_TEAM_AFTER = (
    re.compile(rf"(?P<unit>[^，,。；;：:\n|{MASK}]{{2,80}})由(?P<team>{MASK}+)(?:负责)?(?:巡|进驻|开展|对口|承担)"),
    re.compile(
        rf"^[ 　]{{0,8}}(?P<unit>[^，,。；;：:\n|{MASK}]{{2,80}})[:：—－-]{{1,2}}[ 　]{{0,3}}"
        rf"(?P<team>{MASK}+)[ 　]{{0,3}}$"
    ),
)
_LABEL = re.compile("(?:巡[视察查]组?(?:别|名称)?|组别|派出)")
_HOST = re.compile(r"^[ 　]*(?P<unit>[^，,。；;：:\n|]{2,30}?)(?:组织|隆重|正式)?(?:召开|举行|迎来|迎接|接受)")
_HOST_MEETING = re.compile(rf"{INSPECTION}.{{0,24}}会|{INSPECTION}")


def find_relations(
    doc: Document, mentions: Sequence[TeamMention], teams: Sequence[str], tables: Sequence[Table] = ()
) -> tuple[Relation, ...]:
    """All statements of title and text that tie teams to units, in order; those about earlier inspections are left out.

    `teams` are the notice's own teams: a statement about others is none of its own.
    """
    known = frozenset(teams)
    found = [*_read_part("title", doc.title, 0, len(doc.title), mentions, known)]
    heading: tuple[str, ...] = ()
    for line in doc.lines:
        inside = [m for m in mentions if m.span.where == "text" and line.start <= m.span.start < line.end]
        own = [m for m in inside if known.intersection(m.names)]
        if len(own) == 1 and _is_heading(doc.read(line), own[0], line):
            heading = tuple(n for n in own[0].names if n in known)
        elif inside:
            heading = ()
        for start, end in _sentences(doc.text, line):
            found += _read_part("text", doc.text, start, end, inside, known, heading)
    found += [r for table in tables for r in _read_table(table, mentions, known)]
    return tuple(found)


def _read_table(table: Table, mentions: Sequence[TeamMention], known: frozenset[str]) -> Iterator[Relation]:
    """One statement a row; an empty cell belongs to the team or unit above it (a cell that spanned rows)."""
    if "unit" not in table.roles or "team" not in table.roles:
        return
    teams: tuple[str, ...] = ()
    units: tuple[Found[str], ...] = ()
    for team, unit in zip(table.column("team"), table.column("unit"), strict=True):
        inside = [m for m in mentions if m.span.where == "text" and team.start <= m.span.start < team.end]
        if team.text:
            teams = tuple(n for m in inside for n in m.names if n in known)
        if unit.text:
            units = tuple(_as_found("text", u.name, u.start, u.end, "table") for u in _read_cell(unit))
        if units:
            yield Relation(teams, units, "table", 3)


def _read_cell(cell: Cell) -> list[Unit]:
    """The units in a table cell, parted by 、 or by single blanks."""
    found: list[Unit] = []
    pieces = [p.span() for p in re.finditer("[^ 　；;，,]+", cell.text)] if _parts(cell.text) else [(0, len(cell.text))]
    for start, end in pieces:
        found += split_units(cell.text, start, end, trusted=True)
    return [Unit(u.name, cell.start + u.start, cell.start + u.end) for u in found]


def _parts(text: str) -> bool:
    return all(is_unit(strip_party(p)) for p in re.split("[ 　；;，,]+", text) if p)


def _is_heading(printed: str, mention: TeamMention, line: Span) -> bool:
    rest = printed[: mention.span.start - line.start] + printed[mention.span.end - line.start :]
    return len(_LABEL.sub("", re.sub(r"[\s一二三四五六七八九十、.．（）()：:0-9*]", "", rest))) <= 2


def _sentences(text: str, line: Span) -> Iterator[tuple[int, int]]:
    start = line.start
    for mark in re.finditer("[。；;！!？?]", text[line.start : line.end]):
        yield start, line.start + mark.start()
        start = line.start + mark.end()
    yield start, line.end


def _read_part(
    where: str,
    text: str,
    start: int,
    end: int,
    mentions: Sequence[TeamMention],
    known: frozenset[str],
    heading: tuple[str, ...] = (),
) -> Iterator[Relation]:
    """The statements of one sentence, read with its team names masked."""
    inside = [m for m in mentions if m.span.where == where and start <= m.span.start < end]
    sentence = _mask(text[start:end], inside, start)
    if _PAST.search(sentence):
        return
    apart = "分别" in sentence or "分赴" in sentence
    taken = 0
    for at, cue, listed in _cued(sentence):
        if at < taken:
            continue
        subject = _subject(inside, start + at, known, sentence, start)
        if subject is None or (cue.rule == "list-line" and not subject):
            continue
        taken = listed.end
        units = tuple(_as_found(where, u.name, start + u.start, start + u.end, cue.rule) for u in listed.units)
        yield Relation(subject or heading, units, cue.rule, cue.strength, apart, cue.extends)
    yield from _host(where, sentence, start, heading)
    for pattern in (_TEAM_IN_BRACKETS, *_TEAM_AFTER):
        yield from _read_units_first(pattern, where, sentence, start, inside, known)


def _mask(sentence: str, inside: Sequence[TeamMention], offset: int) -> str:
    for mention in inside:
        a, b = mention.span.start - offset, min(mention.span.end - offset, len(sentence))
        sentence = sentence[:a] + MASK * (b - a) + sentence[b:]
    return sentence


def _cued(sentence: str) -> Iterator[tuple[int, _Cue, UnitList]]:
    """Every cue of a sentence that units follow, from left to right; at one place the first cue of the table."""
    hits: list[tuple[int, int, _Cue, UnitList]] = []
    for order, cue in enumerate(_CUES):
        for match in cue.words.finditer(sentence):
            hit = _follow(sentence, match.end(), cue)
            if hit:
                hits.append((match.end(), order, cue, hit))
    line = _LIST_LINE.match(sentence)
    if line:
        closing = re.search("[）)]", sentence[line.end() :]) if line["open"] else None
        listed = read_units(sentence[: line.end() + closing.start()] if closing else sentence, line.end())
        hits.append((line.end(), len(_CUES), _Cue("list-line", _LIST_LINE, 3), listed))
    for at, _, cue, listed in sorted(hits, key=lambda h: h[:2]):
        if listed.units:
            yield at, cue, listed


def _follow(sentence: str, at: int, cue: _Cue) -> UnitList | None:
    bare = read_units(sentence, at, cue.trusted)
    if cue.stop and not cue.stop.match(bare.stop):
        return None
    if cue.near and not cue.near.match(sentence[bare.end : bare.end + 40]):
        return None
    if bare.units or cue.trusted:
        return bare
    if _MEETING_STOP.match(bare.stop) and re.match(".{0,16}会", sentence[bare.end :]):
        return read_units(sentence, at, trusted=True)
    return bare


def _subject(
    inside: Sequence[TeamMention], at: int, known: frozenset[str], sentence: str, offset: int
) -> tuple[str, ...] | None:
    """The teams named last before `at`, with those joined to them by 、or 和; None for an earlier inspection."""
    before = [m for m in inside if m.span.end <= at]
    if not before:
        return ()
    group = [before[-1]]
    for earlier in reversed(before[:-1]):
        between = sentence[earlier.span.end - offset : group[-1].span.start - offset]
        if not re.fullmatch("[、和及与，, 　]{0,3}", between):
            break
        group.append(earlier)
    if any(m.past for m in group):
        return None
    names = tuple(n for m in reversed(group) if not m.plural for n in m.names if n in known)
    return None if not names and any(m.numbers[0] is not None for m in group) else names


def _host(where: str, sentence: str, offset: int, heading: tuple[str, ...]) -> Iterator[Relation]:
    """The unit that holds the meeting about its own inspection (县供销合作总社党委召开巡察工作动员会)."""
    match = _HOST.match(sentence)
    if not match or MASK in match["unit"] or not _HOST_MEETING.search(sentence, match.end("unit")):
        return
    units = tuple(split_units(sentence, match.start("unit"), match.end("unit")))
    found = tuple(_as_found(where, u.name, offset + u.start, offset + u.end, "host") for u in units)
    if found:
        yield Relation(heading, found, "host", 2)


def _read_units_first(
    pattern: re.Pattern[str],
    where: str,
    sentence: str,
    offset: int,
    inside: Sequence[TeamMention],
    known: frozenset[str],
) -> Iterator[Relation]:
    """Units whose team is named after them (县水务局（县委第一巡察组）; 县水务局由县委第一巡察组巡察)."""
    for match in pattern.finditer(sentence):
        teams = [m for m in inside if m.span.start - offset == match.start("team")]
        units = split_units(sentence, match.start("unit"), match.end("unit"))
        found = tuple(_as_found(where, u.name, offset + u.start, offset + u.end, "team-after") for u in units)
        if found and teams:
            yield Relation(tuple(n for n in teams[0].names if n in known), found, "team-after", 3)


def _as_found(where: str, name: str, start: int, end: int, rule: str) -> Found[str]:
    return Found(name, (Span("title" if where == "title" else "text", start, end),), f"target.{rule}")
