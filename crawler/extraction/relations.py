"""Who inspects whom: the statements of a notice that tie teams to inspected units, in sentences, lists and tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.extraction.cues import MASK, read_chair, read_cues, read_host, read_units_first
from crawler.extraction.teams import TeamMention
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.tables import Cell, Table
from crawler.extraction.units import Unit, is_unit, split_units, strip_party
from crawler.extraction.words.meetings import SPEECH
from crawler.model.items import Where

_PAST = re.compile(
    r"曾|去年|前年|上一?[轮次届]|此前|以往|当年|时隔|[一二三四五六七八九十两几]年前|记得|回忆|历历在目|已对|先后对"
    r"|巡[视察查]过|进行过|开展过|近年来|多年来"
)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<month>[ 　]?\d{1,2}月)?")
_LABEL = re.compile("(?:巡[视察查]组?(?:别|名称)?|组别|派出)")
_UNIT_LABEL = re.compile("[ 　【●■▌◆]{0,8}(?:被巡[视察查]|巡[视察查]|进驻)(?:单位|对象|党组织)[:：】]")
_LISTED = re.compile(r"[ 　]{0,8}(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]{1,2})?[ 　]{0,3}")
_JOINED = re.compile("(?:副?组长(?:(?!进驻|带队|带领|率|巡|入驻|到|赴|对)[一-鿿· 　]){2,12}?)?[、和及与，, 　]{0,3}")
_SPEECH = re.compile(SPEECH)
_APART = re.compile("分别|依次|分头|分赴|对应")
_LEAD_CHARACTERS = 500
_LOOSE_RULES = frozenset({"for", "go", "inspects", "enter", "charge"})
"""In a speech or beyond the lead these say of inspections as such what they say of this one, where no team is named."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One statement: these teams (none: the notice's teams as a whole) inspect these units.

    `strength` and `extends` as those of the cue that made it (crawler/extraction/cues.py). `apart`: the sentence
    says that each was visited by its own team (分别).
    """

    teams: tuple[str, ...]
    units: tuple[Found[str], ...]
    rule: str
    strength: int
    extends: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A title or sentence with the team mentions inside; `heading`: the teams of the section it stands in."""

    where: Where
    start: int
    text: str
    mentions: tuple[TeamMention, ...]
    heading: tuple[str, ...]
    known: frozenset[str]
    year: int | None
    reported: bool = False


def find_relations(
    doc: Document, mentions: Sequence[TeamMention], teams: Sequence[str], tables: Sequence[Table] = ()
) -> tuple[Relation, ...]:
    """All statements of title and text that tie teams to units, in order; those about earlier inspections are left out.

    `teams` are the notice's own teams: a statement about others is none of its own.
    """
    known = frozenset(teams)
    telling = [t for t in tables if "unit" in t.roles and "team" in t.roles]
    parts = (p for p in _cut_parts(doc, mentions, known) if not any(_lies_in(p, table) for table in telling))
    found = [r for part in parts for r in _read_part(part)]
    found += [r for table in telling for r in _read_table(doc, table, mentions, known)]
    return tuple(found)


def _lies_in(part: "_Part", table: Table) -> bool:
    return part.where == "text" and table.start <= part.start < table.end


def _cut_parts(doc: Document, mentions: Sequence[TeamMention], known: frozenset[str]) -> Iterator[_Part]:
    """Title and sentences; a line that is only a team's name heads the lines after it, up to the next team."""
    year = doc.published.year if doc.published else None
    titled = tuple(m for m in mentions if m.span.where == "title")
    yield _Part("title", 0, doc.title, titled, (), known, year)
    heading: tuple[str, ...] = ()
    below = _find_teams_below(doc, mentions, known)
    for line in doc.lines:
        inside = [m for m in mentions if m.span.where == "text" and line.start <= m.span.start < line.end]
        own = [m for m in inside if known.intersection(m.names)]
        if own:
            first = own[0] if len(own) == 1 and _heads(doc.read(line), own[0], line) else None
            heading = tuple(n for n in first.names if n in known) if first else ()
        heading = below.get(line.start, heading)
        reported = bool(_SPEECH.match(doc.read(line)))
        for start, end in _cut_sentences(doc.text, line):
            within = tuple(m for m in inside if start <= m.span.start < end)
            yield _Part("text", start, doc.text[start:end], within, heading, known, year, reported)


def _find_teams_below(
    doc: Document, mentions: Sequence[TeamMention], known: frozenset[str]
) -> dict[int, tuple[str, ...]]:
    """Where labelled units stand above their team each time (被巡察单位：…, 巡察组：…): the team by the line."""
    steps: list[tuple[int, tuple[str, ...]]] = []
    for line in doc.lines:
        inside = [m for m in mentions if m.span.where == "text" and line.start <= m.span.start < line.end]
        own = [m for m in inside if known.intersection(m.names)]
        if len(own) == 1 and _heads(doc.read(line), own[0], line):
            steps.append((line.start, tuple(n for n in own[0].names if n in known)))
        elif not own and _UNIT_LABEL.match(doc.read(line)):
            steps.append((line.start, ()))
    units, teams = steps[::2], steps[1::2]
    if len(units) != len(teams) or len(units) < 2 or any(u for _, u in units) or not all(t for _, t in teams):
        return {}
    return {at: team for (at, _), (_, team) in zip(units, teams, strict=True)}


def _heads(printed: str, mention: TeamMention, line: Span) -> bool:
    """Whether a line is a team's heading, alone or before that team's particulars (组长：…；巡察单位：…)."""
    before = printed[: mention.span.start - line.start]
    after = printed[mention.span.end - line.start :]
    bare = _LABEL.sub("", re.sub(r"[\s一二三四五六七八九十、.．（）()：:0-9*【】]", "", before))
    return len(bare) <= 2 and (
        len(after.strip(" 　：:）)】")) <= 2 or bool(re.match("[ 　：:（(，,；;]{1,4}副?组长", after))
    )


def _cut_sentences(text: str, line: Span) -> Iterator[tuple[int, int]]:
    start = line.start
    for mark in re.finditer("[。；;！!？?]", text[line.start : line.end]):
        yield start, line.start + mark.start()
        start = line.start + mark.end()
    yield start, line.end


def _read_part(part: _Part) -> Iterator[Relation]:
    """The statements of one sentence, read with its team names masked."""
    sentence = part.text
    for mention in part.mentions:
        a, b = mention.span.start - part.start, min(mention.span.end - part.start, len(sentence))
        sentence = sentence[:a] + MASK * (b - a) + sentence[b:]
    taken = 0
    alone = not part.mentions and not part.heading
    loose = alone and (part.reported or (part.where == "text" and part.start > _LEAD_CHARACTERS))
    for at, cue, listed in read_cues(sentence, _LOOSE_RULES if loose else ()):
        subject = _find_subject(part, at)
        if at < taken or subject is None or _is_past(part, sentence, at, listed.end):
            continue
        if cue.rule == "list-line" and not subject:
            continue
        taken = listed.end
        teams = subject or part.heading
        apart = bool(_APART.search(sentence))
        yield Relation(teams, _prove(part, listed.units, cue.rule), cue.rule, cue.strength, cue.extends, apart)
    for at, units in read_units_first(sentence):
        subject = _find_subject(part, at + 1)
        if subject:
            yield Relation(subject, _prove(part, units, "team-after"), "team-after", 3)
    for rule, strength, units in (("host", 2, read_host(sentence)), ("chair", 1, read_chair(sentence))):
        if units:
            teams = part.heading or (_find_sole(part) if rule == "host" else ())
            yield Relation(teams, _prove(part, units, rule), rule, strength)
    if part.heading and not part.mentions:
        yield from _read_unit_line(part)


def _read_unit_line(part: _Part) -> Iterator[Relation]:
    """A line under a team's heading that holds nothing but units."""
    lead = _LISTED.match(part.text)
    start = lead.end() if lead else 0
    units = tuple(split_units(part.text, start, len(part.text)))
    pieces = [p for p in part.text[start:].split("、") if p.strip()]
    if units and len(part.text) < 200 and len(units) >= len(pieces) and all(is_unit(u.name) for u in units):
        yield Relation(part.heading, _prove(part, units, "section"), "section", 3)


def _find_subject(part: _Part, at: int) -> tuple[str, ...] | None:
    """The teams named last before `at`, with those joined to them by 、or 和; None for an earlier or foreign team."""
    before = [m for m in part.mentions if m.span.start - part.start < at]
    if not before:
        return ()
    group = [before[-1]]
    for earlier in reversed(before[:-1]):
        between = part.text[earlier.span.end - part.start : group[-1].span.start - part.start]
        if not _JOINED.fullmatch(between):
            break
        group.append(earlier)
    if any(m.past for m in group):
        return None
    names = tuple(n for m in reversed(group) if not m.plural for n in m.names if n in part.known)
    return None if not names and any(m.numbers[0] is not None for m in group) else names


def _find_sole(part: _Part) -> tuple[str, ...]:
    """The one team that a sentence names, () where it names none or several."""
    names = {n for m in part.mentions if not (m.past or m.plural or m.guest) for n in m.names if n in part.known}
    return tuple(names) if len(names) == 1 else ()


def _is_past(part: _Part, sentence: str, at: int, end: int) -> bool:
    """Whether the clause of a statement, or a short one before it, places it before this inspection."""
    start = max(sentence.rfind(mark, 0, at) for mark in "，,：:") + 1
    before = max(sentence.rfind(mark, 0, max(0, start - 1)) for mark in "，,：:") + 1
    if start - before <= 18:
        start = before
    clause = sentence[start : end + 14]
    if _PAST.search(clause):
        return True
    if part.year is None:
        return False
    return any(int(m["year"]) < part.year - bool(m["month"]) for m in _YEAR.finditer(clause))


def _read_table(
    doc: Document, table: Table, mentions: Sequence[TeamMention], known: frozenset[str]
) -> Iterator[Relation]:
    """One statement a row; an empty cell belongs to the team or unit above it (a cell that spanned rows)."""
    teams: tuple[str, ...] = ()
    units: tuple[Found[str], ...] = ()
    for team, unit in zip(table.column("team"), table.column("unit"), strict=True):
        inside = [m for m in mentions if m.span.where == "text" and team.start <= m.span.start < team.end]
        if team.text:
            teams = tuple(n for m in inside for n in m.names if n in known)
        if unit.text:
            units = tuple(
                Found(u.name, (Span("text", u.start, u.end),), "target.table")
                for u in _read_cell(replace(unit, text=doc.text[unit.start : unit.end]))
            )
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


def _prove(part: _Part, units: Sequence[Unit], rule: str) -> tuple[Found[str], ...]:
    return tuple(
        Found(u.name, (Span(part.where, part.start + u.start, part.start + u.end),), f"target.{rule}") for u in units
    )
