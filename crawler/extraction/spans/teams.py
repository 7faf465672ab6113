"""Inspection teams (巡视组, 巡察组): every mention as printed: its numbers, its sender, what the context says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from crawler.extraction.context import is_long_ago, is_marked
from crawler.extraction.spans.bodies import Sender, find_sender, find_stated_body
from crawler.extraction.text.document import Document, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.tables import Table
from crawler.extraction.words.teams import INSPECTION, NUMERAL, STYLE
from crawler.model.items import Where
from crawler.model.numerals import read_numeral, write_numeral

_OWN = f"{INSPECTION}(?<!司法巡查)(?<!司法巡察)"
_JOIN = r" ?(?:、|和|与|及|,|至|到|-{1,2}) ?"
_TEAM = re.compile(
    rf"(?P<before>第 ?{NUMERAL} ?(?:{_JOIN}第? ?{NUMERAL} ?){{0,40}})"
    rf"(?:等?共?[一二两三四五六七八九十0-9]{{1,3}}个)?(?P<tail>(?:\(?{STYLE}\)?){{0,2}}{INSPECTION}(?:工作)?组)"
    rf"|(?P<head>{_OWN}(?:工作|组(?=第))?)(?P<after>第? ?{NUMERAL}(?:组?{_JOIN}第? ?{NUMERAL}){{0,40}}) ?组"
    rf"|(?P<none>{_OWN}(?:工作)?组)(?!成)"
)
_SHORT_TEAM = re.compile(rf"第?(?P<number>{NUMERAL})组")
_SHORT_ITEM = re.compile(
    rf"(?:^|[。;,、:( ]|其中) {{0,8}}(?:\(?[0-9]{{1,2}}[)、.])?"
    rf"(?:第(?P<number>{NUMERAL})组|(?P<bare>[一二三四五六七八九十]{{1,3}})组"
    r"(?= {0,3}(?:[:-]|\(组长|[到赴在]|进驻|入驻)))"
    r"(?= {0,3}(?:[:,(-]|进驻|入驻|巡[视察]|负责|对|赴|到|在)| +组长)",
    re.MULTILINE,
)
_NUMBER_LAST = re.compile(f"{INSPECTION}(第?){NUMERAL}组$")
_NUMBER = re.compile(rf"(?P<join>[至到-]?) ?第? ?(?P<number>{NUMERAL})")
_GUEST_AFTER = re.compile(r"(?:副?组长|成员|联络员|有关)[^,。;]{0,16}(?:列席|应邀|到会指导)")
_EACH = re.compile(r"[^,。;]{0,12}(?:分别|陆续|相继|先后)(?!为|是)")
"""Words that say that more than one team acted."""
_ADDRESSED = re.compile(r" ?(?:\(?收\)?|转|亲启)(?![到集听取发])")
_YEAR_ALONE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?! ?\d)(?!度?(?:第|首)[^,。;]{0,4}[轮批])")
_PLACES = re.compile(r"信箱|邮箱|(?<![铁公道])路(?!局|桥|政|网)|号|\d|街(?!道)|楼")
_LONGEST_RANGE, _MOST_MENTIONS = 60, 600


@dataclass(frozen=True, slots=True)
class TeamMention:
    """One place where teams are named.

    `names` are the full names (several for 第一、第二巡察组; one without a number for 县委巡察组), `numbers` their
    ordinals (None without one), `body` the sending body ("" when none is known), `own` each name without its body.
    `past`: of an earlier inspection; `plural`: teams as such (各巡察组, 四个巡察组); `guest`: of listeners;
    `addressed`: only whom a letter goes to; `printed`: the sender stands there, it was not completed from elsewhere.
    """

    names: tuple[str, ...]
    numbers: tuple[int | None, ...]
    body: str
    span: Span
    own: tuple[str, ...] = ()
    past: bool = False
    plural: bool = False
    guest: bool = False
    addressed: bool = False
    printed: bool = False

    @property
    def counts(self) -> bool:
        """Whether the mention can name a team of this notice."""
        return not (self.past or self.plural or self.guest or self.addressed)


def scan_teams(where: Where, printed: str, published: date | None) -> Iterator[TeamMention]:
    """The team mentions of a title or text, in order, with the bodies that are printed there."""
    text = fold_width(printed)
    for match in islice(_TEAM.finditer(text), _MOST_MENTIONS):
        numbers = _read_numbers(match)
        sender = find_sender(text, match.start(), numbered=numbers != (None,))
        body = "" if _PLACES.search(sender.body) else sender.body
        if "巡查" in match.group() and not body:
            continue
        own = tuple(sender.infix + _write(match, number) for number in numbers)
        yield TeamMention(
            names=tuple(body + name for name in own),
            numbers=numbers,
            body=body,
            span=Span(where, sender.start, match.end()),
            own=own,
            past=_is_past(text, sender, match.end(), published),
            plural=numbers == (None,) and (sender.many or _EACH.match(text, match.end()) is not None),
            guest=bool(_GUEST_AFTER.match(text, match.end())),
            addressed=bool(_ADDRESSED.match(text, match.end())),
            printed=bool(body),
        )


def scan_short(doc: Document, tables: Sequence[Table], found: Sequence[TeamMention]) -> Iterator[TeamMention]:
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
    items = [(0, m) for m in _SHORT_ITEM.finditer(doc.folded)]
    for offset, match in (*cells, *items):
        group = match.lastgroup or "number"
        number = read_numeral(match[group])
        if number:
            first = match.start(group) - (group == "number" and match.string[match.start(group) - 1] == "第")
            span = Span("text", offset + first, offset + match.end(group) + 1)
            printed = write_numeral(number)
            own = f"{kind}{after[1]}{printed}组" if after else f"第{printed}{kind}组"
            name = named.get(number) or body + own
            yield TeamMention((name,), (number,), body, span, (own,))


def _read_numbers(match: re.Match[str]) -> tuple[int | None, ...]:
    """The ordinals of one mention; a range (第一至第五, 第25-30) is written out."""
    printed = match["before"] or match["after"]
    numbers: list[int] = []
    for part in _NUMBER.finditer((printed or "").replace("组", "")):
        number = read_numeral(part["number"])
        if number is None:
            continue
        if part["join"] and numbers and numbers[-1] < number <= numbers[-1] + _LONGEST_RANGE:
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
    return tuple(numbers) or (None,)


def _write(match: re.Match[str], number: int | None) -> str:
    """One team's own name, without its body, in the form the mention prints."""
    if number is None:
        return match["none"]
    printed = match["before"] or match["after"]
    digits = re.search("[0-9]", printed) and not re.search("[一二三四五六七八九十]", printed)
    numeral = str(number) if digits else write_numeral(number)
    if match["before"]:
        return f"第{numeral}{match['tail']}"
    return f"{match['head']}{'第' if printed.startswith('第') else ''}{numeral}组"


def _is_past(text: str, sender: Sender, end: int, published: date | None) -> bool:
    if is_marked(text, sender.start, end, ("past",), "team"):
        return True
    if not published:
        return False
    cut = max(text.rfind(mark, 0, sender.start) for mark in "。;\n")
    before = text[max(cut + 1, sender.start - 40) : sender.start]
    alone = [*_YEAR_ALONE.finditer(before[-14:]), *_YEAR_ALONE.finditer(text[end : end + 8])]
    return any(int(m["year"]) < published.year for m in alone) or is_long_ago(before[-24:], published)
