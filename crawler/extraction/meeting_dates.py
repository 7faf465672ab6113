"""The days on which the reported meeting (动员会) was held at the inspected units.

A day counts when the words it governs in its sentence tell of such a meeting. Earlier meetings of the organiser
(动员部署会 of a round, 工作会议), talks before it (沟通会) and meetings that are only quoted do not count.
"""

import re
from functools import lru_cache

from crawler.extraction.bounds import find_line
from crawler.extraction.dates import Clause, cut_clauses
from crawler.extraction.document import Document, Found
from crawler.extraction.widths import fold_width
from crawler.extraction.year import Dated, date_mention

_MEETING = re.compile(
    r"动员(?P<weak1>部署)?(?:工作|见面|培训)?(?:大会|会议|会)"
    r"|(?P<own>进驻|见面|入驻|进[点场])(?:工作|动员|见面|部署|对接|说明|座谈|情况){0,3}(?:大会|会议|会|仪式)"
    r"|(?<![一-鿿])(?P<plain>会议?)(?=在|于)"
    r"|(?P<weak2>巡[视察查](?:工作)?|工作|部署|启动|说明|座谈|通报)(?:部署)?(?:大会|会议|会)"
)
"""What a meeting is called: 动员会, 进驻会, 见面会 stand alone, the others need a team beside them."""

_TEAM = re.compile(
    r"巡[视察查](?:工作)?(?:第?[一二三四五六七八九十百\d]{1,4})?[^\s,。;]{0,4}组|进驻|入驻|我[局校院县区市镇乡厅委司]"
)
_ROUND = re.compile(r"全[国省市县区州旗系]|[第\d一二三四五六七八九十首]轮|部署")
_TALK = re.compile(r"(?:沟通|碰头|预备|筹备|汇报|培训|反馈|整改(?!督)|领导小组|专题)[^,。;暨]{0,4}$")
_QUOTED = re.compile(r"(?:的|有关|相关)?(?:部署|精神|要求|安排|讲话精神|以来|之?前|筹备)")
_QUOTED_ON = re.compile(r"议?上|议?对|的")
_ATTRIBUTIVE = re.compile(r"\s?(?:[上下]午)?[^,。;\n]{0,14}(?:召开|举行|举办)的")
_BACKGROUND = re.compile(r"曾|此前|去年|前年|上轮|上一轮|前不久|早在|反馈")
_NOT_HELD = re.compile(r"\s?(?:[讯电]|以来|以前|之?前|截止|成立|印发|出台|至今)")
_HELD_ON = re.compile(r"(?:[于在,(]|定于|会议?|时间[:为|]?)\s?$")
_LABEL = re.compile(r"(?:会议|动员会|召开)(?:召开)?时间\s?[:为|]\s?$")
_CLOCK_LEAD = re.compile(r"\s{0,4}(?:当天|当日|同日|[上下]午|早上|晚上|中午)")
_ENTERS = re.compile(r"\s?(?:[上下]午)?,?[^。;\n]{0,60}(?:进驻|入驻)(?!以来|一览)")
_NEXT_WORDS = 300
_SENTENCE = re.compile(r"[^。!?;\n]+")
_LONGEST_MEETING = 20
_FURTHEST_APART = 31


@lru_cache(maxsize=2)
def read_meeting_dates(doc: Document) -> tuple[Found[str], ...]:
    """The days of the reported meetings, ISO or `--MM-DD`, in order; of a range its first and last day only."""
    text = fold_width(doc.text)
    quoted: list[Found[str]] = []
    held: dict[str, Found[str]] = {}
    first: Dated | None = None
    for clause in cut_clauses(text):
        rule = _judge(clause)
        if rule is None:
            continue
        for dated in _date_clause(doc, clause, first):
            found = Found(dated.value, dated.spans, rule)
            if rule == "meeting.quoted":
                quoted.append(found)
            elif _is_close(first, dated):
                first = first or dated
                held.setdefault(dated.value, found)
    if not held:
        held = {found.value: found for found in quoted[:1] or _read_entered(doc, text) or _read_lead(doc, text)}
    return tuple(held.values())


def _judge(clause: Clause) -> str | None:
    """The rule by which a clause tells of a meeting at a unit, or None."""
    if _LABEL.search(clause.before):
        return "meeting.label"
    if _NOT_HELD.match(clause.after) or _BACKGROUND.search(clause.before[-12:]):
        return None
    if _finds_meeting(clause.after):
        return "meeting.quoted" if _ATTRIBUTIVE.match(clause.after) else "meeting.sentence"
    if _HELD_ON.search(clause.before) and _finds_meeting(clause.before) and not _QUOTED.match(clause.after.lstrip(")")):
        return "meeting.sentence"
    return None


def _finds_meeting(words: str) -> bool:
    return any(_is_at_unit(match, words) for match in _MEETING.finditer(words))


def _is_at_unit(match: re.Match[str], words: str) -> bool:
    """Whether a meeting's name, as it stands in its words, is that of a meeting at an inspected unit."""
    lead, tail = words[: match.start()], words[match.end() : match.end() + 8]
    if _TALK.search(lead[-12:]) or _QUOTED.match(tail) or _BACKGROUND.search(lead[:12]):
        return False
    weak = match["weak1"] or match["weak2"]
    if match["plain"]:
        return bool(_TEAM.search(words))
    if _TEAM.search(words[: match.end()]):
        return not (weak and _QUOTED_ON.match(tail))
    if weak or _ROUND.search(lead):
        return False
    return bool(match["own"]) or not _QUOTED_ON.match(tail)


def _date_clause(doc: Document, clause: Clause, first: Dated | None) -> list[Dated]:
    dated: list[Dated] = []
    for mention in clause.days:
        anchor = dated[0] if dated else first
        found = date_mention(doc, mention, anchor if anchor and anchor.day else None, past=True)
        if found is not None:
            dated.append(found)
    if clause.is_range and len(dated) > 1:
        start, end = dated[0].day, dated[-1].day
        if start and end and not 0 <= (end - start).days <= _LONGEST_MEETING:
            return []
        return [dated[0], dated[-1]]
    return dated


def _is_close(first: Dated | None, dated: Dated) -> bool:
    if first is None or first.day is None or dated.day is None:
        return True
    return abs((dated.day - first.day).days) <= _FURTHEST_APART


def _read_entered(doc: Document, text: str) -> list[Found[str]]:
    """10月9日至12日，各组分别进驻…。各单位召开动员会: the days of entering, where the next words tell of meetings."""
    clauses = cut_clauses(text)
    for place, clause in enumerate(clauses):
        if not _ENTERS.match(clause.after) or _BACKGROUND.search(clause.before[-12:]):
            continue
        stop = clauses[place + 1].start if place + 1 < len(clauses) else len(text)
        later = text[clause.end : min(stop, clause.end + _NEXT_WORDS)]
        if any(_finds_meeting(sentence.group()) for sentence in _SENTENCE.finditer(later)):
            return [Found(dated.value, dated.spans, "meeting.entered") for dated in _date_clause(doc, clause, None)]
    return []


def _read_lead(doc: Document, text: str) -> list[Found[str]]:
    """A sentence that gives only the hour of the meeting takes its day from the sentence before it."""
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group()
        if not _CLOCK_LEAD.match(words) or not _finds_meeting(words):
            continue
        line = find_line(text, sentence.start())[0]
        days = [day for clause in cut_clauses(text) for day in clause.days if line <= day.start < sentence.start()]
        for mention in reversed(days):
            dated = date_mention(doc, mention, past=True)
            if dated is not None and not _NOT_HELD.match(text, mention.end):
                return [Found(dated.value, dated.spans, "meeting.lead")]
    return []
