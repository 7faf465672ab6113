"""The days on which the reported meeting (动员会) was held at the inspected units.

A day counts when the words it governs in its sentence tell of such a meeting. Earlier meetings of the organiser
(动员部署会 of a round, 工作会议), talks before it (沟通会) and meetings that are only quoted do not count.
"""

import re
from functools import lru_cache

from crawler.extraction.spans.days import NEXT_DAY, Clause, cut_clauses
from crawler.extraction.spans.years import Dated, date_mention
from crawler.extraction.statements.meeting_layouts import read_entry_days, read_heading_days, read_table_days
from crawler.extraction.statements.meets import BACKGROUND, QUOTED, finds_meeting
from crawler.extraction.text.document import Document, Found
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.sentences import find_line

_ATTRIBUTIVE = re.compile(r"\s?(?:[上下]午)?[^,。;\n]{0,14}(?:召开|举行|举办)的")
_NOT_HELD = re.compile(r"\s?(?:[讯电]|结束|完成|止|以来|以前|之?前|截止|成立|印发|出台|至今)")
_LIMIT = re.compile(r"截[至止](?:到|目前)?\s?$")
"""截至9月6日: a limit, not a day of anything."""
_TOLD_OF = re.compile(
    r"[^,。;\n]{0,4}[,]?[^,。;\n]{0,20}(?:网站|微信|客户端)?(?:陆续|先后|分别)?(?:公布|发布|消息|获悉)"
)
"""The day on which the entry was made known."""
_SAME_DAY = re.compile(r"\s{0,4}(?:当天|当日|同日)")
_TALK = re.compile(
    r"巡[视察查][^,。;]{0,8}组[^。;\n]{0,40}(?:见面沟通|沟通见面|沟通会)|(?:见面沟通|沟通会)[^,。;\n]{0,20}(?:召开|举行)"
)
_IN_MEETING = re.compile(r"\s{0,4}在[^,。;\n]{0,12}(?:动员|见面|进驻)(?:部署)?会议?上[,]")
_AT_MEETING = re.compile(r"\s{0,4}(?:会议?上|在?随后[^,。;\n]{0,12}会议?上)[,]")
_HELD_ON = re.compile(r"(?:[于在,(]|定于|会议?|时间[:为|]?)\s?$")
_THEN_HELD = re.compile(r"[^,。;\n]{0,24}(?:召开|举行|举办|如期|进行)|\s{0,4}(?:[上下]午)?\s{0,4}[,。)\n]|\s{0,4}$")
"""What follows a day that a comma parts from the meeting's name."""
_OTHER_MEETING = re.compile(r"[^,。;\n]{0,16}(?:召开|举行|举办)了?[^,。;\n]{1,20}会")
"""A day that has a meeting of its own is not that of the meeting named before it."""
_LABEL = re.compile(r"(?:会议|动员会|召开)(?:召开)?时间\s?[:为|]\s?$")
_CLOCK_LEAD = re.compile(r"\s{0,4}(?:当天|当日|同日|[上下]午|早上|晚上|中午)")
_ENTERS = re.compile(
    r"\s?(?:[上下]午)?,?[^。;\n]{0,60}(?:(?:进驻|入驻)(?!以来|一览)|(?:[赴到来]|前往)[^,。;\n]{2,16}(?:开展|进行)[^,。;\n]{0,6}巡[视察])"
)
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
    clauses = cut_clauses(text)
    for place, clause in enumerate(clauses):
        rule = _judge(clause)
        if rule is None:
            continue
        dates = _date_clause(doc, clause, _date_before(doc, clauses[place - 1] if place else None, clause) or first)
        for dated in dates:
            found = Found(dated.value, dated.spans, rule)
            if rule == "meeting.quoted":
                quoted.append(found)
            elif _is_close(first, dated):
                first = first or dated
                held.setdefault(dated.value, found)
    entries = [] if held else read_entry_days(doc, text)
    for apart in (*read_table_days(doc, text), *read_heading_days(doc, text), *entries):
        held.setdefault(apart.value, apart)
    for apart in _read_same_day(doc, text):
        held.setdefault(apart.value, apart)
    if not held:
        held = {
            found.value: found
            for found in quoted[:1] or _read_entered(doc, text) or _read_lead(doc, text) or _read_talk(doc, text)
        }
    return tuple(sorted(held.values(), key=lambda found: found.value))


def _date_before(doc: Document, earlier: Clause | None, clause: Clause) -> Dated | None:
    """For 次日: the day the text names last before it."""
    if clause.days[0].word not in NEXT_DAY or earlier is None:
        return None
    return date_mention(doc, earlier.days[-1], past=True)


def _judge(clause: Clause) -> str | None:
    """The rule by which a clause tells of a meeting at a unit, or None."""
    if _LABEL.search(clause.before):
        return "meeting.label"
    if _NOT_HELD.match(clause.after) or BACKGROUND.search(clause.before[-12:]) or _LIMIT.search(clause.before):
        return None
    if _TOLD_OF.match(clause.after):
        return None
    if finds_meeting(clause.after):
        return "meeting.quoted" if _ATTRIBUTIVE.match(clause.after) else "meeting.sentence"
    if clause.before.endswith(",") and (not _THEN_HELD.match(clause.after) or _OTHER_MEETING.match(clause.after)):
        return None
    if _HELD_ON.search(clause.before) and finds_meeting(clause.before) and not QUOTED.match(clause.after.lstrip(")")):
        return "meeting.sentence"
    return None


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
        if not _ENTERS.match(clause.after) or BACKGROUND.search(clause.before[-12:]) or _LIMIT.search(clause.before):
            continue
        if _TOLD_OF.match(clause.after):
            continue
        stop = clauses[place + 1].start if place + 1 < len(clauses) else len(text)
        following = next(_SENTENCE.finditer(text, clause.end, min(stop, clause.end + _NEXT_WORDS)), None)
        if following is None:
            continue
        same = "\n" not in text[clause.end : following.start()]
        told = finds_meeting(following.group()) or _IN_MEETING.match(following.group())
        if (same and told) or _AT_MEETING.match(following.group()):
            return [Found(dated.value, dated.spans, "meeting.entered") for dated in _date_clause(doc, clause, None)]
    return []


def _read_talk(doc: Document, text: str) -> list[Found[str]]:
    """见面沟通 of team and unit, where no other meeting is told of."""
    for clause in cut_clauses(text):
        limited = BACKGROUND.search(clause.before[-12:]) or _LIMIT.search(clause.before)
        if _TALK.search(clause.after) and not limited:
            return [Found(dated.value, dated.spans, "meeting.talk") for dated in _date_clause(doc, clause, None)]
    return []


def _read_same_day(doc: Document, text: str) -> list[Found[str]]:
    """当天，…动员会在这里举行: the day the paragraph names last before."""
    found: list[Found[str]] = []
    for sentence in _SENTENCE.finditer(text):
        if not _SAME_DAY.match(sentence.group()) or not finds_meeting(sentence.group()):
            continue
        line = find_line(text, sentence.start())[0]
        line = find_line(text, max(0, line - 1))[0] if line else line
        days = [day for clause in cut_clauses(text) for day in clause.days if line <= day.start < sentence.start()]
        dated = date_mention(doc, days[-1], past=True) if days else None
        if dated is not None:
            found.append(Found(dated.value, dated.spans, "meeting.same-day"))
    return found


def _read_lead(doc: Document, text: str) -> list[Found[str]]:
    """A sentence that gives only the hour of the meeting takes its day from the sentence before it."""
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group()
        if not _CLOCK_LEAD.match(words) or not finds_meeting(words):
            continue
        line = find_line(text, sentence.start())[0]
        days = [day for clause in cut_clauses(text) for day in clause.days if line <= day.start < sentence.start()]
        for mention in reversed(days):
            dated = date_mention(doc, mention, past=True)
            if dated is not None and not _NOT_HELD.match(text, mention.end):
                return [Found(dated.value, dated.spans, "meeting.lead")]
    return []
