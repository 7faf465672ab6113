"""The hours in which the team answers its telephones, as 24-hour spans with their days."""

import re
from dataclasses import dataclass
from typing import Literal

from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.sentences import find_sentence
from crawler.extraction.text.tables import find_cell
from crawler.model.items import Hours
from crawler.model.numerals import read_numeral

_HALF = r"上午|下午|早上|早晨|清晨|晚上|傍晚|中午|早|晚|夜"
_HOUR = r"[01]?\d|2[0-4]|十[一二三四五六七八九]?|二十[一二三四]?|[一二三四五六七八九]"
_MINUTE = (
    r"(?:[:.]\s?(?P<minute{0}>[0-5]\d)"
    r"|[时点](?:(?P<spoken{0}>[0-5]?\d|半|整|[二三四五]?十[一二三四五六七八九]?(?=分|\D))分?)?(?:钟)?)"
)
_CLOCK = rf"(?:(?P<half{{0}}>{_HALF})\s?:?\s?)?(?P<hour{{0}}>{_HOUR})\s?{_MINUTE}"
_SPAN = re.compile(
    rf"(?=[上下早晚清傍中夜\d一二三四五六七八九十])(?<![\d年月])(?<!\d[:.])(?:{_CLOCK.format(1)})\s?(?:-{{1,4}}|至|到)\s?(?:{_CLOCK.format(2)})(?![\d:])"
)
_ASKED = re.compile(
    r"受理|接听|接[访待]|来电|电话|热线|值班|手机|举报|联系|工作日|每天|每日|时[间段]|周一|拨打|办公|\d{7,11}\s?\(?$"
)
_SHORTEST_LABEL = 4
_VISITS = re.compile(r"来访|接访时间:每?周[一二三四五](?![至到-])|接待|走访|办理|取号|门诊|开放|营业")
_RECEIVES = re.compile(r"接待|来访|接访")
_CLAUSE = re.compile(r"[^,。;\n()]{0,24}")
_CALLS = re.compile(r"电|信|受理|接听")
_CALLS_TOO = re.compile(r"[^。;\n]{0,12}[(,][^()。;\n]{0,4}(?:电话|来电|接听)[^()。;\n]{0,8}[相亦]?同")
"""接待：…（电话同）: the hours of visits are those of calls."""
_AFTERNOON = ("下午", "晚上", "傍晚", "晚", "夜")
_EXCLUDED = re.compile(
    r"(?:节假日|公休日|双休日|休息日|法定假日|节日|周末|周六、?(?:周)?日|星期六、?(?:星期)?[日天])[^,。;:\n\d]{0,10}(?:除外|不受理|休息)"
    r"|除[^,。;:\n\d]{0,12}(?:节假日|公休日|双休日|休息日|周末|周六日?)[^,。;:\n\d]{0,6}外"
)
_WORKDAYS = re.compile(
    rf"(?<!非)工作日|办公时间(?!为|是|:)|周一[至到-]\s?(?:周|星期)?五|星期一[至到-]\s?(?:星期)?五|正常上班|上班时间|{_EXCLUDED.pattern}"
)
_DAILY = re.compile(
    r"每[天日]|天天|周末(?:照常|不休|正常)|(?:节假日|双休日|公休日)(?:照常|不休|正常|无休|不间断)|[含包]括?(?:双休日|节假日|周末)|周一[至到-]\s?(?:周|星期)?[日天]|全天"
)
_REACH = 48
_TRAILING = re.compile(
    r"[^。;\n(]{0,4}(?:\((?P<inside>[^()\n]{2,20})\)"
    r"|[,、 ](?P<outside>[^。;\n\d()]{0,20}(?:除外|照常|不休|无休|不受理|休息))"
    r"|[,、 ;](?P<listed>[^。;\n\d()]{0,8}"
    r"(?:(?:周|星期)[一二三四五六日][至到-](?:周|星期)?[五六日天]|工作日|每[天日])))"
)
_OTHER_DAYS = re.compile(r"周末|周六|周日|星期六|星期日|节假日|双休日")
_GAP = re.compile(r"[^。\n]{0,14}|\s{0,6}(?:上午|下午|晚上|早上|中午)?\s?:?\s?")
_OTHER_GAP = re.compile(r"访|受理|电话|信|接待|\d")


@dataclass(frozen=True, slots=True)
class _Range:
    """A span of hours as printed at `start`:`end`, in minutes from midnight."""

    start: int
    end: int
    opens: int
    closes: int


def read_hours(doc: Document) -> tuple[Found[Hours], ...]:
    """Every span of telephone hours in order, once each; hours for visitors only are left out.

    Days are `workdays` or `daily` where the notice says so (节假日除外 counts as workdays), else None.
    """
    text = fold_width(doc.text)
    found: dict[Hours, Found[Hours]] = {}
    for group in _group(text):
        lead = _read_lead(text, group[0].start)
        if not _ASKED.search(lead) and not _ASKED.search(text, group[-1].end, group[-1].end + 12):
            continue
        if (_is_visits(lead) or _is_told_to_visitors(text, group[-1].end, lead)) and not _CALLS_TOO.match(
            text, group[-1].end
        ):
            continue
        for place, span in enumerate(group):
            days = _read_days(text, group, place, lead)
            hours = Hours(start=_write(span.opens), end=_write(span.closes), days=days)
            found.setdefault(hours, Found(hours, (Span("text", span.start, span.end),), "hours.printed"))
    return tuple(found.values())


def _write(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _group(text: str) -> list[list[_Range]]:
    groups: list[list[_Range]] = []
    for match in _SPAN.finditer(text):
        before = groups[-1][-1] if groups else None
        gap = text[before.end : match.start()] if before else ""
        tied = before is not None and _is_tied(gap)
        span = _parse(match, before if tied and not _OTHER_DAYS.search(gap) else None)
        if span is None:
            continue
        if tied:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _is_tied(gap: str) -> bool:
    return bool(_GAP.fullmatch(gap)) and not _OTHER_GAP.search(gap)


def _parse(match: re.Match[str], before: _Range | None) -> _Range | None:
    first, last = _read_clock(match, 1), _read_clock(match, 2)
    if first is None or last is None:
        return None
    (opens, half), (closes, half_after) = first, last
    if half is None and before is not None and opens < before.closes <= opens + 720 and closes <= 720:
        opens, closes = opens + 720, closes + 720
    if half_after is None and closes <= opens and closes + 720 <= 1440:
        closes += 720
    if not 0 <= opens < closes <= 1440:
        return None
    return _Range(match.start(), match.end(), opens, closes)


def _read_clock(match: re.Match[str], which: int) -> tuple[int, str | None] | None:
    """Minutes from midnight and the word before them (下午) of one end of a span."""
    half, spoken = match[f"half{which}"], match[f"spoken{which}"]
    hour = read_numeral(match[f"hour{which}"])
    if hour is None:
        return None
    told = read_numeral(spoken) if spoken and spoken not in "半整" else None
    minute = 30 if spoken == "半" else int(match[f"minute{which}"] or told or 0)
    if half in _AFTERNOON and hour < 12:
        hour += 12
    return hour * 60 + minute, half


def _read_lead(text: str, at: int) -> str:
    """What is said before a span on its line or in its cell, with the cell's heading."""
    cell = find_cell(text, at)
    if cell is not None and cell.name:
        return cell.name + text[cell.start : at]
    start = find_sentence(text, at)[0]
    if start and not text[start:at].strip():
        start = find_sentence(text, start - 1)[0]
    return text[max(start, at - _REACH) : at]


def _is_visits(lead: str) -> bool:
    """Whether the hours are those for visitors alone (来访接待时间)."""
    label = lead[max(lead.rfind(mark) for mark in ",;") + 1 :]
    label = label if len(label) > _SHORTEST_LABEL else lead[-16:]
    return bool(_VISITS.search(label)) and not _CALLS.search(label)


def _is_told_to_visitors(text: str, at: int, lead: str) -> bool:
    """Whether the words behind the hours say that visitors are received then (上午9点至11点在三楼接待)."""
    told = _CLAUSE.match(text, at)
    after = told.group() if told else ""
    return bool(_RECEIVES.search(after)) and not _CALLS.search(lead + after)


def _read_days(text: str, group: list[_Range], place: int, lead: str) -> Literal["workdays", "daily"] | None:
    """The days of one span: an exclusion after the spans, what stands before this one, else what the one before has."""
    trailing = _TRAILING.match(text, group[-1].end)
    after = (trailing["inside"] or trailing["outside"] or trailing["listed"]) if trailing else ""
    if _EXCLUDED.search(after):
        return "workdays"
    for at in range(place, -1, -1):
        words = text[group[at - 1].end : group[at].start] if at else lead
        if _WORKDAYS.search(words):
            return "workdays"
        if _DAILY.search(words):
            return "daily"
        if at and _OTHER_DAYS.search(words):
            return None
    own = text[group[place].end : group[place + 1].start] if place + 1 < len(group) else after
    own = own if place + 1 < len(group) and own.lstrip().startswith("(") else after
    if _WORKDAYS.search(own):
        return "workdays"
    return "daily" if _DAILY.search(own) else None
