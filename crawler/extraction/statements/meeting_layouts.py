"""Days of meetings that stand apart from the words that tell of the meeting: in a table, a heading, a list of units."""

import re

from crawler.extraction.spans.days import Clause, cut_clauses
from crawler.extraction.spans.years import date_mention
from crawler.extraction.statements.meets import TEAM, finds_meeting
from crawler.extraction.text.document import Document, Found
from crawler.extraction.text.sentences import find_line
from crawler.extraction.text.tables import find_cell

_COLUMN = re.compile(
    r"(?:动员|见面|会议|召开|开会|进[驻点场]会)(?:动员|部署|见面|进驻)?(?:大会|会议|会)?(?:召开|举行|的)?(?:时间|日期|日)"
)
"""The heading of a column that holds the days of meetings: 动员会时间, 会议召开日期."""

_TIME_LABEL = re.compile(r"(?:^|[|\s◎◆●■▲★·])(?:召开)?(?:时\s{0,4}间|日\s{0,4}期)\s?[:|]\s?$")
_PLACE_LABEL = re.compile(
    r"(?:^|\n)[^\n:|]{0,4}(?:地\s{0,4}点|会\s{0,4}场|主\s{0,4}持(?:人)?|会议(?:地点|名称|内容))\s?[:|]"
)
_AROUND = 120
_INFORMATION = re.compile(r"来源|发布|作者|编辑|浏览|点击|阅读|字号|日期|责编|时间|\d:\d\d")
_NOT_HEADING = re.compile(r"[。;!?]|起|截止|结束|受理|至今")
_LONGEST_HEADING = 36
_CLOSED = re.compile(r"[^\S\n]*\n\s{0,20}(?P<next>[^\n]{4,200})")
_ENTRY_STOP = re.compile(r"起|截[止至]|结束|受理|之?前|以后|公布|关闭|收到|反馈")
_ENTRY_LEAD = 30
_ENTRY_REST = 60
_FEWEST_ENTRIES = 2
_HOSTED = re.compile(r"主持|表态|动员讲话|作动员")
_SAYS_OF_LIST = re.compile(r"以[上下]|如下|下列|上述|下表|列表|摘录|一览")


def read_table_days(doc: Document, text: str) -> list[Found[str]]:
    """The days in the cells under 动员会时间, or beside it where the headings stand in the first column."""
    found: list[Found[str]] = []
    for clause in cut_clauses(text) if _COLUMN.search(text) else ():
        cell = find_cell(text, clause.days[0].start)
        if cell is not None and _COLUMN.fullmatch(cell.name):
            found += _date(doc, clause, "meeting.table")
    return found


def read_heading_days(doc: Document, text: str) -> list[Found[str]]:
    """The day of a short line (3月8日 某区) above the line that tells of the meeting; 时间：3月8日 beside 地点."""
    found: list[Found[str]] = []
    clauses = cut_clauses(text)
    for place, clause in enumerate(clauses):
        start, end = find_line(text, clause.days[0].start)
        if _TIME_LABEL.search(text, max(start, clause.days[0].start - 12), clause.days[0].start):
            near = text[max(0, start - _AROUND) : min(end, start + _AROUND) + _AROUND]
            if _PLACE_LABEL.search(near) and finds_meeting(near.replace("\n", "，")):
                found += _date(doc, clause, "meeting.label")
        elif end - start <= _LONGEST_HEADING and _is_heading(
            text, clause, clauses[place + 1] if place + 1 < len(clauses) else None
        ):
            found += _date(doc, clause, "meeting.heading")
    return found


def read_entry_days(doc: Document, text: str) -> list[Found[str]]:
    """The days of a list with one unit and team an entry: 某镇（4月22日）：县委第四巡察组，组长某某.

    Only where the line before or the list tells of the meetings.
    """
    entries: list[tuple[int, Found[str]]] = []
    for clause in cut_clauses(text):
        start, end = find_line(text, clause.days[0].start)
        if clause.days[0].start - start > _ENTRY_LEAD:
            continue
        lead = text[start : clause.days[0].start].strip()
        rest = text[clause.days[-1].end : min(end, clause.days[-1].end + _ENTRY_REST)]
        if clause.is_range or _ENTRY_STOP.search(lead + rest[:12]):
            continue
        if "。" in lead or not (TEAM.search(lead) or TEAM.search(rest[:40]) or _HOSTED.search(rest)):
            continue
        entries += [(start, found) for found in _date(doc, clause, "meeting.entry")]
    if len({start for start, _ in entries}) < _FEWEST_ENTRIES:
        return []
    before = find_line(text, max(0, entries[0][0] - 1))
    after = find_line(text, min(len(text), find_line(text, entries[-1][0])[1] + 1))
    told = any(finds_meeting(text[start:end]) for start, end in (before, after)) or any(
        _SAYS_OF_LIST.search(line) and finds_meeting(line) for line in text.split("\n")
    )
    return [found for _, found in entries] if told else []


def _is_heading(text: str, clause: Clause, later: Clause | None) -> bool:
    """Whether a clause is a short line of its own with a meeting, and no day, in the sentence below it."""
    start, end = find_line(text, clause.days[0].start)
    line = text[start:end].strip()
    if _INFORMATION.search(line) or _NOT_HEADING.search(line):
        return False
    if clause.is_range or clause.days[0].month is None or (clause.days[0].year and len(line) < 14):
        return False
    following = _CLOSED.match(text, end)
    if following is None or "|" in line:
        return False
    words = following["next"].partition("。")[0]
    if later is not None and later.days[0].start < following.start("next") + len(words):
        return False
    return finds_meeting(words)


def _date(doc: Document, clause: Clause, rule: str) -> list[Found[str]]:
    dates = [date_mention(doc, day, past=True) for day in clause.days]
    return [Found(dated.value, dated.spans, rule) for dated in dates if dated is not None]
