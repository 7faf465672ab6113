"""The last day on which letters and visits are taken (受理截止)."""

import re

from crawler.extraction.spans.days import Clause, cut_clauses
from crawler.extraction.spans.years import Dated, date_mention
from crawler.extraction.text.document import Document, Found
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.sentences import find_line
from crawler.extraction.text.tables import find_cell

_ACCEPTING = re.compile(r"受理|来信|来访|来电|信访|举报|接听|渠道|信箱|电话|反映问题")
_UNTIL = re.compile(r"(?:截[止至]|截止时间|截止日期|期限|停止受理)[^,。;\n]{0,6}(?:到|至|为|是|于|:|在)?\s?\(?$")
_ACCEPTED_TO = re.compile(r"(?:受理|接收|接访|接听)[^,。;\n]{0,14}(?:至|到)\s?$")
_CLOSES = re.compile(
    r"\s?(?:\d{1,2}[:时点]\d{0,2}分?)?(?:[上下]午)?(?:\d{1,2}[:时点]\d{0,2}分?)?(?:以?后|起|前|止)?,?[^,。;\n]{0,16}(?:停止|不再|终止|关闭|截止(?!时间|日期)|停用)"
)
_BEFORE = re.compile(r"\s?(?:之)?前,?[^。;\n]{0,24}(?:反映|来信|来电|来访|举报|联系)")
_ACCEPTING_TIME = re.compile(r"(?:受理|接收)[^,。;\n]{0,10}(?:时间|期限|日期|期)[^,。;\n]{0,6}$")
_OPEN = re.compile(r"\s?(?:期间)?(?:开放|开通|有效)")
_MAY = re.compile(r"(?:可|请|欢迎|应)(?:以|在|于|将)?[^,。;\n]{0,12}$")
"""群众可于某日前通过来信来电反映: what may be done until a day is over on that day."""
_NEXT_KIND = re.compile(
    r"\)?[,、]\s?(?:[^,。;:、\n\d]{1,10}(?:巡[视察查]|组|单位|地方|企业|高校|项目))[为:至到]{0,2}\s?\(?"
)
_SINCE_NOW = re.compile(r"(?:公告|公布|公示|发布|通告|即|本)(?:之)?日起,?(?:至|到)\s?$")
_STOPS = re.compile(r"\s?(?:[上下]午)?(?:止|截止|为止)")
_HEADING = re.compile(r"(?:受理|接收|来信|来访|举报|反映)[^\n]{0,6}(?:期限|时限|时间|截止)[^\n]{0,3}\n")
_OTHER = re.compile(r"报名|投稿|整改|公示|报送|进驻")


def read_deadline(doc: Document) -> Found[str] | None:
    """The day, ISO or `--MM-DD`, when the notice states it as such; None otherwise."""
    text = fold_width(doc.text)
    clauses = cut_clauses(text)
    for place, clause in enumerate(clauses):
        rule = _judge(text, clause)
        found = _date(doc, clause, clauses[:place]) if rule else None
        if rule is not None and found is not None:
            days = [found, *_read_others(doc, clause, clauses[place + 1 :], found)]
            last = max(days, key=lambda dated: dated.value)
            return Found(last.value, last.spans, rule)
    return None


def _date(doc: Document, clause: Clause, earlier: tuple[Clause, ...]) -> Dated | None:
    """The last day of a clause; a year that nothing else tells is taken from the nearest dated day before it."""
    found = date_mention(doc, clause.days[-1])
    if found is None or found.day is not None:
        return found
    dated = (date_mention(doc, day) for before in reversed(earlier) for day in before.days if day.year is not None)
    anchor = next((day for day in dated if day is not None and day.day is not None), None)
    return date_mention(doc, clause.days[-1], anchor, after=True) if anchor else found


def _read_others(doc: Document, first: Clause, later: tuple[Clause, ...], anchor: Dated) -> list[Dated]:
    """截止时间：专项巡察11月20日，常规巡察12月8日: the days that follow for other teams or kinds."""
    found: list[Dated] = []
    end = first.days[-1].end
    for clause in later:
        if len(clause.days) != 1 or clause.start != end or not _NEXT_KIND.fullmatch(clause.before):
            break
        dated = date_mention(doc, clause.days[0], anchor if anchor.day else None)
        if dated is not None:
            found.append(dated)
        end = clause.days[0].end
    return found


def _judge(text: str, clause: Clause) -> str | None:
    words = _read_lead(text, clause)
    cell = find_cell(text, clause.days[0].start)
    if cell is not None and re.search(r"截止", cell.name):
        return "deadline.table"
    if _OTHER.search(words[-12:]):
        return None
    before, after = _ACCEPTING.search(words) is not None, clause.after
    above = text[max(0, clause.start - 16) : clause.start]
    since_now = bool(_SINCE_NOW.search(words) and _STOPS.match(after))
    rules = (
        ("until", bool(_UNTIL.search(words)) and (before or _ACCEPTING.search(after[:12]))),
        ("range", since_now and (before or _ACCEPTING.search(after[:24]) or _HEADING.search(above))),
        ("until", _ACCEPTED_TO.search(words)),
        ("range", clause.is_range and _ACCEPTING_TIME.search(words)),
        ("open", clause.is_range and before and _OPEN.match(after)),
        ("before", _MAY.search(words) and _BEFORE.match(after)),
        ("closed", _CLOSES.match(after) and (before or _ACCEPTING.search(after[:24]))),
    )
    return next((f"deadline.{name}" for name, holds in rules if holds), None)


def _read_lead(text: str, clause: Clause) -> str:
    """What stands before the days of a clause; a bare 截止日期 takes the words of its line before it along."""
    words = clause.before[-40:]
    if not words.strip():
        return text[max(0, clause.start - 12) : clause.start].rstrip("。: \n")
    if re.fullmatch(r"\s?(?:截[止至]|受理截止)?(?:日期|时间)?\s?[:为至到]{0,2}\s?", words):
        return text[max(find_line(text, clause.start)[0], clause.start - 40) : clause.days[0].start]
    return words
