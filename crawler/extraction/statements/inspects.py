"""Who inspects whom: the statements of a notice that tie teams to inspected units, in sentences, lists and tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.extraction.context import is_long_ago, is_marked
from crawler.extraction.spans.teams import TeamMention
from crawler.extraction.spans.units import (
    Unit,
    UnitList,
    cut_items,
    ends_like_unit,
    find_place_at_work,
    is_unit,
    read_list,
    split_units,
    strip_party,
)
from crawler.extraction.statements import frames
from crawler.extraction.statements.frames import TEAM, Frame
from crawler.extraction.text.document import Document, Found, Span, cut_pieces
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.tables import Cell, Table, read_tables
from crawler.extraction.words.bodies import PLACE_COMMITTEES
from crawler.extraction.words.meetings import SPEECH
from crawler.model.items import Where

_LISTED = re.compile(f" {{0,8}}{frames.NUMBERED} {{0,3}}")
_SPEECH = re.compile(SPEECH)
_SENTENCE_END = re.compile("[。;!?]")
_SEVERAL = re.compile(rf"(?:分别)?(?:{'|'.join(('巡视', '巡察', '进驻', '入驻', '对'))})")
_MORE = re.compile("[,、]?(?:合并|一并|同时)(?:巡[视察])?")
_TEAM_HERE = re.compile("巡[视察查](?:工作)?组")
_SAYS = re.compile("表示|指出|强调|认为|说(?!明)|希望|(?:(?<![一作署关排定体央委级])要求|介绍(?!了)|提出)[,:]")
_NEEDS_TEAM = frozenset({"for", "for-entry", "go", "enter"})
_ROUND_SUBJECT = re.compile(
    "(?:第[一二三四五六七八九十0-9]{1,3}|首|本|这一?|此|同|一)轮|还(?:将|对|有|要)|此外|另外|[亦也]将"
)
_WORTHY = "巡驻看召举延" + TEAM
_NEEDED = re.compile(f"[{''.join({char for frame in frames.FRAMES for char in frame.needs} | set(_WORTHY))}]")
_HOSTS = re.compile("[召举迎接]")
_WORTH = frozenset(_WORTHY)
"""A sentence without one of these says nothing of who inspects whom."""
_LEAD_CHARACTERS, _MOST_FRAMES, _MOST_BARREN = 500, 40, 8
"""Frames of one sentence that are followed: more than any sentence has, so that a damaged text stays cheap."""
_LONGEST_ENTRY = 160
_RANKS = tuple("省市县区州盟旗")
_FIRST_CLAUSES = 60


@dataclass(frozen=True, slots=True)
class Inspects:
    """One statement: these teams (none: the notice's teams as a whole) inspect these units.

    `strength` and `extends` as those of the frame that made it. `apart`: the sentence says that each was visited by its
    own team (分别). `of_round`: its subject is the round or the committee, not a team (本轮还将对…开展巡视). `groups`:
    how many units each part of the list joins by 和, where any does (甲局和乙局、丙镇和丁镇: 2, 2).
    """

    teams: tuple[str, ...]
    units: tuple[Found[str], ...]
    rule: str
    strength: int
    extends: bool = False
    apart: bool = False
    of_round: bool = False
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A title or sentence with the team mentions inside; `heading`: the teams of the section it stands in.

    `whole` is the folded text it is cut from, `printed` the same as printed, `masked` the sentence with its team names
    masked.
    """

    where: Where
    start: int
    whole: str
    printed: str
    masked: str
    mentions: tuple[TeamMention, ...]
    heading: tuple[str, ...]
    known: frozenset[str]
    reported: bool = False


def find_inspections(doc: Document, mentions: Sequence[TeamMention], teams: Sequence[str]) -> tuple[Inspects, ...]:
    """All statements of title and text that tie teams to units, in order; those about earlier inspections are left out.

    `teams` are the notice's own teams: a statement about others is none of its own.
    """
    known = frozenset(teams)
    telling = [t for t in read_tables(doc.folded) if "unit" in t.roles and "team" in t.roles]
    found: list[Inspects] = []
    taken = [(table.start, table.end) for table in telling]
    for part in _cut_parts(doc, mentions, known):
        if part.where == "text" and any(start <= part.start < end for start, end in taken):
            continue
        parallel = _read_parallel(doc, part)
        if parallel:
            end, statements = parallel
            taken.append((part.start, end))
            found += statements
            continue
        found += [s for s in _read_part(part) if not _is_old(doc, part, s)]
    found += [s for table in telling for s in _read_table(doc, table, mentions, known)]
    return tuple(found)


def _cut_parts(doc: Document, mentions: Sequence[TeamMention], known: frozenset[str]) -> Iterator[_Part]:
    """Title and sentences; a line that is only a team's name heads the lines after it, up to the next team."""
    titled = tuple(m for m in mentions if m.span.where == "title")
    title = fold_width(doc.title)
    yield _Part("title", 0, title, doc.title, _mask(title, 0, len(title), titled), titled, (), known)
    told = [m for m in mentions if m.span.where == "text"]
    heading: tuple[str, ...] = ()
    below = _find_teams_below(doc, told, known)
    for line in doc.lines:
        inside = [m for m in told if line.start <= m.span.start < line.end]
        own = [m for m in inside if known.intersection(m.names)]
        if own:
            first = own[0] if len(own) == 1 and _heads(doc.folded, own[0], line) else None
            heading = tuple(n for n in first.names if n in known) if first else ()
        elif line.end - line.start > (_LONGEST_ENTRY if "。" not in doc.folded[line.start : line.end] else 60):
            heading = ()
        heading = below.get(line.start, heading)
        reported = bool(_SPEECH.match(doc.text, line.start, line.end))
        for start, end in cut_pieces(doc.folded, line.start, line.end, _SENTENCE_END):
            within = tuple(m for m in inside if start <= m.span.start < end)
            masked = _mask(doc.folded, start, end, within)
            yield _Part("text", start, doc.folded, doc.text, masked, within, heading, known, reported)


def _mask(text: str, start: int, end: int, mentions: Sequence[TeamMention]) -> str:
    sentence = text[start:end]
    for mention in mentions:
        a, b = mention.span.start - start, min(mention.span.end - start, len(sentence))
        sentence = sentence[:a] + TEAM * (b - a) + sentence[b:]
    return sentence


def _find_teams_below(
    doc: Document, mentions: Sequence[TeamMention], known: frozenset[str]
) -> dict[int, tuple[str, ...]]:
    """Where labelled units stand above their team each time (被巡察单位：…, 巡察组：…): the team by the line."""
    steps: list[tuple[int, tuple[str, ...]]] = []
    for line in doc.lines:
        own = [m for m in mentions if line.start <= m.span.start < line.end and known.intersection(m.names)]
        if len(own) == 1 and _heads(doc.folded, own[0], line):
            steps.append((line.start, tuple(n for n in own[0].names if n in known)))
        elif not own and frames.UNIT_LABEL.match(doc.folded, line.start):
            steps.append((line.start, ()))
    units, teams = steps[::2], steps[1::2]
    if len(units) != len(teams) or len(units) < 2 or any(u for _, u in units) or not all(t for _, t in teams):
        return {}
    return {at: team for (at, _), (_, team) in zip(units, teams, strict=True)}


def _heads(folded: str, mention: TeamMention, line: Span) -> bool:
    """Whether a line is a team's heading, alone or before that team's particulars (组长：…；巡察单位：…)."""
    before, after = folded[line.start : mention.span.start], folded[mention.span.end : line.end]
    bare = frames.TEAM_LABEL.sub("", re.sub(r"[\s一二三四五六七八九十、.():0-9*\[\]]", "", before))
    return len(bare) <= 2 and (len(after.strip(" :)]")) <= 2 or bool(re.match("[ :(,;]{1,4}副?组长", after)))


def _read_part(part: _Part) -> Iterator[Inspects]:
    """The statements of one sentence, read with its team names masked."""
    masked, taken = part.masked, 0
    alone = not part.mentions and not part.heading
    loose = alone and (part.reported or (part.where == "text" and part.start > _LEAD_CHARACTERS))
    said = None if part.reported else _SAYS.search(masked)
    quoted = 0 if part.reported else said.start() if said else len(masked)
    apart = bool(frames.APART.search(masked))
    barren: Counter[str] = Counter()
    for at, frame, limit in _find_frames(masked, loose=loose):
        if barren[frame.rule] > _MOST_BARREN:
            continue
        subject = _find_subject(part, at) if at >= taken else None
        if subject is None or (frame.rule == "list-line" and not subject):
            continue
        listed = _follow(masked[:limit], at, frame, opens=at <= quoted and _opens(masked, at, frame))
        if not listed or not listed.units:
            barren[frame.rule] += 1
            continue
        taken = listed.end
        teams = subject or part.heading
        yield Inspects(
            teams,
            _prove(part, listed.units, frame.rule),
            frame.rule,
            frame.strength,
            frame.extends,
            apart,
            of_round=not teams and bool(_ROUND_SUBJECT.search(masked, 0, at)),
            groups=_count_groups(masked, listed.units),
        )
    yield from _read_others(part)
    if part.heading and not part.mentions:
        yield from _read_unit_line(part)


def _count_groups(masked: str, units: Sequence[Unit]) -> tuple[int, ...]:
    """How many units stand in each part of a list that 、 parts and 和 joins; () where nothing is joined."""
    groups = [1]
    for before, after in pairwise(units):
        joined = bool(re.fullmatch("[^、,]*[和与及][^、,]*", masked[before.end : after.start]))
        if joined:
            groups[-1] += 1
        else:
            groups.append(1)
    return tuple(groups) if max(groups) > 1 and len(groups) > 1 else ()


def _read_others(part: _Part) -> Iterator[Inspects]:
    """Statements whose units stand before their verb: answering, taken in, receiving, hosting, chairing."""
    masked, sole = part.masked, _find_sole(part)
    for pattern in frames.UNITS_FIRST if frames.TEAM_LAST.search(masked) else ():
        for match in pattern.finditer(masked):
            subject = _find_subject(part, match.start("team") + 1)
            if subject:
                yield from _read_before(part, match, "team-after", 3, subject)
    if "表态" in masked:
        yield from _read_before(part, frames.ANSWERS.search(masked), "answers", 1, part.heading)
    if "纳入" in masked or "列入" in masked or "列为" in masked:
        taken_in = frames.TAKEN_IN.search(masked)
        subject = (_find_subject(part, taken_in.end()) if taken_in else None) or part.heading
        yield from _read_before(part, taken_in, "taken-in", 3, subject)
    if TEAM in masked:
        yield from _read_before(part, frames.RECEIVES.search(masked), "receives", 3, sole)
    if (TEAM in masked or "巡" in masked) and _HOSTS.search(masked):
        yield from _read_before(part, frames.HOST.match(masked), "host", 2, part.heading or sole)
    if "主持" in masked or "表态" in masked:
        for chair in frames.CHAIR.finditer(masked):
            yield from _read_before(part, chair, "chair", 1, part.heading)


def _read_before(
    part: _Part, match: re.Match[str] | None, rule: str, strength: int, teams: tuple[str, ...]
) -> Iterator[Inspects]:
    """The statement of units that a pattern found before their verb."""
    weak = rule in ("host", "chair")
    if match is None or (weak and (TEAM in match["unit"] or match["unit"].endswith(PLACE_COMMITTEES))):
        return
    units = tuple(split_units(part.masked, match.start("unit"), match.end("unit"), trusted=not weak))
    if units:
        yield Inspects(teams, _prove(part, units, rule), rule, strength, extends=rule == "taken-in")


def _find_frames(masked: str, *, loose: bool) -> list[tuple[int, Frame, int]]:
    """The frames of a masked sentence, from left to right: where the list starts and how far it may reach."""
    chars = set(_NEEDED.findall(masked))
    if chars.isdisjoint(_WORTH):
        return []
    hits: list[tuple[int, int, Frame, int]] = []
    for order, frame in enumerate(frames.FRAMES):
        if (loose and frame.loose) or chars.isdisjoint(frame.needs):
            continue
        for match in frame.words.finditer(masked):
            at = match.end()
            hits.append((at, order, frame, masked.find(")", at) if frame.rule == "paren" else len(masked)))
    line = frames.LIST_LINE.match(masked) if TEAM in masked else None
    if line:
        closing = masked.find(")", line.end()) if line["open"] else -1
        hits.append((line.end(), len(frames.FRAMES), _LIST_FRAME, closing if closing > 0 else len(masked)))
    found = [(at, frame, limit) for at, _, frame, limit in sorted(hits, key=lambda h: h[:2]) if limit > at]
    return found[:_MOST_FRAMES]


_LIST_FRAME = Frame("list-line", TEAM, frames.LIST_LINE, 3, trusted=True)


def _follow(masked: str, at: int, frame: Frame, *, opens: bool) -> UnitList | None:
    """The list behind a frame, if what must end it and follow it does."""
    listed = read_list(masked, at, trusted=opens, framed=frame.framed)
    if frame.rule == "paren":
        return None if listed.stop else listed
    if frame.stop and not frame.stop.match(listed.stop):
        return None
    if frame.near and not frame.near.match(masked, listed.end):
        return None
    if _TEAM_HERE.match(masked, listed.end) or (
        frame.rule == "go" and listed.stop == TEAM and masked[listed.end - 1] not in "、,和"
    ):
        return None
    if frame.rule == "for" and masked.endswith("问题", 0, listed.end):
        return UnitList(tuple(u for u in listed.units if ends_like_unit(u.name)), listed.end, listed.stop)
    whole = len(listed.units) == 1 and ends_like_unit(listed.units[0].name)
    if listed.stop == "工作" and frame.rule in ("for", "for-entry") and len(listed.units) < 2 and not whole:
        return UnitList(find_place_at_work(masked, at, listed.end), listed.end, listed.stop)
    if frame.strength == 1 or frame.rule == "meeting-at":
        return _leave_rooms(masked, at, listed)
    if listed.units or frame.trusted:
        return listed
    if listed.stop in ("开展", "进行") and masked[at : at + 1] in _RANKS:
        return read_list(masked, at, trusted=True)
    return listed


def _opens(masked: str, at: int, frame: Frame) -> bool:
    """Whether the place behind a frame admits names without a unit's ending."""
    return frame.trusted and (frame.rule not in _NEEDS_TEAM or at < _FIRST_CLAUSES or TEAM in masked[:at])


def _leave_rooms(masked: str, at: int, listed: UnitList) -> UnitList:
    """图书馆会议室: the unit before its room."""
    if listed.units:
        return listed
    room = frames.ROOM.search(masked, at, listed.end)
    units = tuple(split_units(masked, at, room.start(), trusted=TEAM in masked[:at])) if room else ()
    return UnitList(tuple(u for u in units if "校区" not in u.name), listed.end, listed.stop)


def _read_parallel(doc: Document, part: _Part) -> tuple[int, list[Inspects]] | None:
    """第一到第三巡视组分别巡视甲党组，合并巡视乙；丙党组；丁党委: as many groups as teams, parted by semicolons."""
    several = [m for m in part.mentions if len(m.names) > 1 and set(m.names) <= part.known]
    if part.where != "text" or len(several) != 1:
        return None
    mention = several[0]
    line_end = doc.folded.find("\n", mention.span.end)
    stop = doc.folded.find("。", mention.span.end)
    end = min(at for at in (line_end, stop, len(doc.folded)) if at >= 0)
    verb = _SEVERAL.match(doc.folded, mention.span.end)
    if verb is None or doc.folded.count(";", verb.end(), end) != len(mention.names) - 1:
        return None
    statements, start = [], verb.end()
    for name in mention.names:
        finish = doc.folded.find(";", start, end)
        finish = finish if finish >= 0 else end
        units: list[Unit] = []
        for begin, close in _cut_more(doc.folded, start, finish):
            units += read_list(doc.folded[:close], begin, trusted=True, framed=True).units
        proof = tuple(Found(_name(doc.text, u), (Span("text", u.start, u.end),), "target.parallel") for u in units)
        statements.append(Inspects((name,), proof, "parallel", 3))
        start = finish + 1
    return end, statements


def _cut_more(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for more in _MORE.finditer(text, start, end):
        yield at, more.start()
        at = more.end()
    yield at, end


def _read_unit_line(part: _Part) -> Iterator[Inspects]:
    """A line under a team's heading that holds nothing but units."""
    lead = _LISTED.match(part.masked)
    start = lead.end() if lead else 0
    units = tuple(split_units(part.masked, start, len(part.masked)))
    pieces = list(cut_items(part.masked, start, len(part.masked)))
    if units and len(part.masked) < 200 and len(units) >= len(pieces) and all(is_unit(u.name) for u in units):
        yield Inspects(part.heading, _prove(part, units, "section"), "section", 3)


def _find_subject(part: _Part, at: int) -> tuple[str, ...] | None:
    """The teams named last before `at`, with those joined to them by 、or 和; None for an earlier or foreign team."""
    before = [m for m in part.mentions if m.span.start - part.start < at]
    if not before:
        return ()
    group = [before[-1]]
    for earlier in reversed(before[:-1]):
        if not frames.JOINED.fullmatch(part.whole, earlier.span.end, group[-1].span.start):
            break
        group.append(earlier)
    if any(m.past for m in group):
        return None
    names = tuple(n for m in reversed(group) if not m.plural for n in m.names if n in part.known)
    return None if not names and any(m.numbers[0] is not None for m in group) else names


def _find_sole(part: _Part) -> tuple[str, ...]:
    """The one team that a sentence names, () where it names none or several."""
    names = {n for m in part.mentions if m.counts for n in m.names if n in part.known}
    return tuple(names) if len(names) == 1 else ()


def _is_old(doc: Document, part: _Part, statement: Inspects) -> bool:
    """Whether the words around a statement place it before this inspection, or after it."""
    if not statement.units:
        return True
    start, end = statement.units[0].spans[0].start, statement.units[-1].spans[0].end
    if is_marked(part.whole, start, end, ("past", "later"), "statement"):
        return True
    clause = max(part.whole.rfind(mark, part.start, start) for mark in ",:") + 1
    before = max(part.whole.rfind(mark, part.start, max(part.start, clause - 1)) for mark in ",:") + 1
    begin = before if clause - before <= 18 and before >= part.start else max(clause, part.start)
    return is_long_ago(part.whole[begin:start], doc.published)


def _read_table(
    doc: Document, table: Table, mentions: Sequence[TeamMention], known: frozenset[str]
) -> Iterator[Inspects]:
    """One statement a row; an empty cell belongs to the team or unit above it (a cell that spanned rows)."""
    teams: tuple[str, ...] = ()
    units: tuple[Found[str], ...] = ()
    for team, unit in zip(table.column("team"), table.column("unit"), strict=True):
        inside = [m for m in mentions if m.span.where == "text" and team.start <= m.span.start < team.end]
        if team.text:
            teams = tuple(n for m in inside for n in m.names if n in known)
        if unit.text:
            units = tuple(
                Found(_name(doc.text, u), (Span("text", u.start, u.end),), "target.table") for u in _read_cell(unit)
            )
        if units:
            yield Inspects(teams, units, "table", 3)


def _read_cell(cell: Cell) -> list[Unit]:
    """The units in a table cell, parted by 、 or by single blanks."""
    found: list[Unit] = []
    pieces = [p.span() for p in re.finditer("[^ ;,]+", cell.text)] if _parts(cell.text) else [(0, len(cell.text))]
    for start, end in pieces:
        found += split_units(cell.text, start, end, trusted=True)
    return [Unit(u.name, cell.start + u.start, cell.start + u.end) for u in found]


def _parts(text: str) -> bool:
    return all(is_unit(strip_party(p)) for p in re.split("[ ;,]+|、", text) if p)


def _prove(part: _Part, units: Sequence[Unit], rule: str) -> tuple[Found[str], ...]:
    return tuple(
        Found(
            _name(part.printed, Unit(u.name, part.start + u.start, part.start + u.end)),
            (Span(part.where, part.start + u.start, part.start + u.end),),
            f"target.{rule}",
        )
        for u in units
    )


def _name(printed: str, unit: Unit) -> str:
    """The unit's name in the widths of the printed text."""
    if fold_width(unit.name) == unit.name and "(" not in unit.name:
        return unit.name
    shown = printed[unit.start : unit.end].replace(" ", "")
    return shown[: len(unit.name)] if fold_width(shown[: len(unit.name)]) == unit.name else unit.name
