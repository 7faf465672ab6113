"""The last day on which letters and visits are taken (受理截止)."""

import re

from crawler.extraction.dates import Clause, cut_clauses
from crawler.extraction.document import Document, Found
from crawler.extraction.surroundings import find_cell
from crawler.extraction.widths import fold_width
from crawler.extraction.year import Dated, date_mention

_ACCEPTING = re.compile(r"受理|来信|来访|来电|信访|举报|接听|渠道|信箱|电话|反映问题")
_UNTIL = re.compile(r"(?:截[止至]|截止时间|截止日期|期限|停止受理)[^,。;\n]{0,6}(?:到|至|为|是|于|:|在)?\s?\(?$")
_ACCEPTED_TO = re.compile(r"(?:受理|接收|接访|接听)[^,。;\n]{0,14}(?:至|到)\s?$")
_CLOSES = re.compile(
    r"\s?(?:\d{1,2}[:时点]\d{0,2}分?)?(?:[上下]午)?(?:\d{1,2}[:时点]\d{0,2}分?)?(?:以?后|起|前|止)?,?[^,。;\n]{0,16}(?:停止|不再|终止|关闭|截止|停用)"
)
_OTHER = re.compile(r"报名|投稿|整改|公示|报送|进驻")


def read_deadline(doc: Document) -> Found[str] | None:
    """The day, ISO or `--MM-DD`, when the notice states it as such; None otherwise."""
    text = fold_width(doc.text)
    clauses = cut_clauses(text)
    start: Dated | None = None
    for clause in clauses:
        rule = _judge(text, clause)
        if rule is None:
            continue
        found = date_mention(doc, clause.days[-1], start)
        if found is not None:
            return Found(found.value, found.spans, rule)
    return None


def _judge(text: str, clause: Clause) -> str | None:
    words = clause.before[-40:]
    cell = find_cell(text, clause.days[0].start)
    if cell is not None and re.search(r"截止", cell.heading or cell.row):
        return "deadline.table"
    if _OTHER.search(words[-12:]):
        return None
    if _UNTIL.search(words) and (_ACCEPTING.search(words) or _ACCEPTING.search(clause.after[:12])):
        return "deadline.until"
    if _ACCEPTED_TO.search(words):
        return "deadline.until"
    if clause.is_range and re.search(r"(?:受理|接收)[^,。;\n]{0,10}(?:时间|期限|日期)[^,。;\n]{0,6}$", words):
        return "deadline.range"
    if _CLOSES.match(clause.after) and (_ACCEPTING.search(words) or _ACCEPTING.search(clause.after[:24])):
        return "deadline.closed"
    return None
