"""The team's working time on site: first day, last day, duration as printed.

Only of this inspection: past rounds (曾, 去年), the time in which letters are taken (受理时间) and the days of the
meetings are told apart by the words around them.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.extraction.context import is_marked
from crawler.extraction.fields.meeting_dates import read_meeting_dates
from crawler.extraction.spans.days import Clause, DayMention, cut_clauses, scan_short_range
from crawler.extraction.spans.years import Dated, date_mention, prove_published
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.sentences import find_sentence
from crawler.extraction.text.tables import find_cell

_LABEL = re.compile(
    r"(?:巡[视察查](?:工作|进驻|现场|驻点)?|现场|进驻|驻点|驻村|入驻|工作|集中|监督)(?:巡[视察查]|工作|驻点)?的?(?:起[止迄讫])?(?:时间|日期|期限|时限|时段|周期)(?:安排)?"
    r"|巡[视察查][^,。;:()\n]{0,10}期间|开展(?:工作)?期间|起[止迄讫](?:时间|日期)?|进驻期间|时间安排|进驻(?=\s?[:|])|(?:[待呆驻住留]|巡[视察查]|工作)(?:上|要)?(?:多久|多长时间|多少天|几天|多长)|(?P<bare>(?:^|[,(:|])\s?时间(?=\s?[从自为是:|]))"
)
"""What names the period: 巡视时间, 起止时间, 现场时间, 巡察期间."""
_LABEL_GAP = 24
_BARE_RANGE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\s?[-至到]")
_ACCEPTING = r"受理|截[止至]|来[信电访]|接[听访待]|举报|信箱|电话"
_NOT_PERIOD = re.compile(rf"{_ACCEPTING}|报名|公示|整改|反馈|培训|征求|张贴|关闭|学习|考试|任期|节|放假|印发|修订|问卷")
_EARLIER = r"曾|去年|前年|上一?轮|此前|上次|前一轮|以来|(?:开展|进行|实施)了|结束后|反馈"
_PAST = re.compile(rf"{_EARLIER}|已于")
_BEFORE = re.compile(_EARLIER)
_INSPECTS = re.compile(r"巡[视察查]|回头看|进驻|入驻|驻点|工作(?!日)|为期")
_MEETING = re.compile(r"(?:动员|见面|进驻|部署|启动)[^,。;\n]{0,6}会|(?:召开|举行)[^,。;\n]{0,30}会")
_FROM = re.compile(r"(?:从|自|于|将于)\s?$")
_SINCE = re.compile(r"\s?(?:起(?!草|诉)|开始|[至到]\s?\d{1,2}月(?:底|末|[上中下]旬))")
_ENTERED = re.compile(
    r"\)?\s?(?:[上下]午)?(?:起|开始)?,?[^,。;\n]{0,40}?(?<!完成)(?<!集中)(?<!全部)(?<!结束)(?:进驻|入驻|进村入[居户])(?!以来|单位|一览|情况|方式|的)"
)
_WHOLE = re.compile(r"(?:完成|结束|启动|开始)(?:了)?对")
"""The days of one unit among several are not those of the whole."""
_FROM_NOW = re.compile(r"从?即日起|从今[天日]起|自今[天日]起|由此(?:开始|全面开始)|今[天日]起")
_MADE_KNOWN = re.compile(
    r"[^,。;\n]{0,4},?[^,。;\n]{0,20}(?:网站|微信|客户端|网)[^,。;\n]{0,6}(?:公布|发布|消息)|(?:更新|公布|发布|通报)"
)
_SPANS = re.compile(r"[,、;][^。;\n]{0,16}(?:结束|撤离|撤点)")
_CARRIES_OUT = re.compile(r"开展[^。;\n]{0,16}巡[视察]")
_SEVERAL = re.compile(r"分别|陆续|先后|相继|全部|\d个巡")
_ACCEPTED = re.compile(r"受理|来[信电访]|接[听访待]|举报|信访")
_STATE = re.compile(r"(?:截[至止](?:到|目前)?|(?:^|[,;])\s?至)\s?$")
_ENDS = re.compile(
    r"\s?(?:[上下]午)?(?:前后|前|左右)?,?(?:全面|现场)?(?:完成)?(?:全面|现场|驻点|集中)?(?:巡[视察查]|工作)?(?:工作)?(?:结束|撤离|离开|撤点|收官|完成(?=现场|驻点|巡|全部|工作|[,。;]|$)(?!对))(?!后)"
)
_UNTIL = re.compile(
    r"(?:(?:持续|延续|巡[视察查]|工作|驻点|进驻)[^,。;\n]{0,8}?(?:至|到)|(?:结束|终止|撤离|撤点)(?:时间|日期)\s?[:为是|]{0,2}|(?:撤离|撤点)\s?[:|]|(?:巡[视察查]|进驻|驻点|现场)(?:工作)?截[止至](?:时间|日期)\s?[:为是|]{0,2}"
    r"|(?:巡[视察查]|进驻|驻点|现场|工作)(?:工作|现场|巡[视察查])?(?:时间|期限|时限|日期)?(?:均|统一|将)?截[止至](?:到|至|于)?"
    r"|(?:[天日月周]|左右|上下|星期|,时间)[,(]{0,2}(?:截?[至止]|到|截止到?|持续(?:到|至)))\s?$"
)
_ENTERING = re.compile(r"\s?(?:全部|集中)?完成进驻|,?[^。;\n]{0,120}(?:分别|先后|陆续|相继|集中)[^,。;\n]{0,12}进驻")
_LONGEST = 400
_LONG_PAST = 45
_LONGEST_ENTERING = 10

_NUMBER = r"[一二两三四五六七八九十廿百\d][一二三四五六七八九十百\d]{0,3}"
_DURATION = re.compile(
    rf"(?=[大约近半一二两三四五六七八九十廿百\d])(?P<value>(?:大约|约|近)?\s?(?:{_NUMBER}\s?(?:-|至|到)\s?)?"
    rf"(?:半个?月|{_NUMBER}\s?(?:个半月|个多?月|个工作日|个星期|个?周|多?天|日(?=[,。;)\s左]|$)))(?:左右|上下)?)(?!内|以[内上]|[前后]|的?培训)"
)
_DURATION_BEFORE = re.compile(
    r"(?:为期|为时|时间|工作|巡[视察查]|驻点|驻[村社镇校院企旗县区市]|集中巡[视察]|(?:接下来|今后|未来|在)的|接下来|进驻|入驻|期限|时限|历时|用|持续|开展|用时|共|集中|周期|时长|停留|逗留|每[家个][一-鿿]{0,4})"
    r"[:|为是约共计均将用安排大致需有 ]{0,4}$|(?:[日号]|[.-]\d{1,2})\s?[(,]\s?(?:共计?|为期|总?计|历时|为)?$"
)
_DURATION_CONTEXT = re.compile(r"巡[视察查]|进驻|驻[点村]|工作|入驻|[各两三四五六七八九十]个?组|蹲点|吃住")
_OTHER_BEFORE = re.compile(r"培训|整改|公示|教育|受理")
_OTHER_MATTER = re.compile(
    r"\s?(?:时间)?的?[^,。;\n]{0,6}(?:培训|学习|教育|会议|研讨|课程|整治|行动|整改|公示|试用|任期)"
)


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """First day, last day (ISO or `--MM-DD`) and duration as printed, each with its proof or None."""

    start: Found[str] | None = None
    end: Found[str] | None = None
    duration: Found[str] | None = None


@dataclass(frozen=True, slots=True)
class _DayRange:
    """First and last day as dated, either may be None, and the rule that found them."""

    start: Dated | None
    end: Dated | None
    rule: str


def read_period(doc: Document) -> FoundPeriod:
    """The working time on site as the notice states it; what it does not state is None."""
    text = fold_width(doc.text)
    clauses = cut_clauses(text)
    found = _read_labelled(doc, text, clauses) or _read_short(doc, text) or _read_told(doc, clauses)
    start, end = (found.start, found.end) if found else (None, None)
    start_rule = end_rule = found.rule if found else ""
    if start is None and end is None:
        start, start_rule = _read_start(doc, clauses)
    if end is None:
        end, end_rule = _read_end(doc, clauses, start)
    return FoundPeriod(_as_found(start, start_rule), _as_found(end, end_rule), _read_duration(doc, text))


def _as_found(dated: Dated | None, rule: str) -> Found[str] | None:
    return None if dated is None else Found(dated.value, dated.spans, rule)


def _read_labelled(doc: Document, text: str, clauses: tuple[Clause, ...]) -> _DayRange | None:
    """巡视期间（…至…）, 起止时间：…, 巡察时间为…, also in the cells of a table; a single day is the first one."""
    for clause in clauses:
        words = _read_lead(text, clause)
        label = next(reversed(list(_LABEL.finditer(words))), None)
        if label is None or _PAST.search(words[max(0, words.rfind(",", 0, label.start())) :]):
            continue
        if _NOT_PERIOD.search(re.sub(r"公示\s?:", "", words[max(0, label.start() - 4) :])):
            continue
        rule = "period.parenthesis" if clause.before.rstrip().endswith("(") else "period.label"
        if clause.is_range:
            found = _date_range(doc, clause.days, rule)
            if found is not None:
                return found
        elif len(clause.days) == 1 and not label["bare"] and not _UNTIL.search(words) and not _ENDS.match(clause.after):
            day = _date_first(doc, clause, words[: label.start()])
            if day is not None:
                return _DayRange(day, None, rule)
    return None


def _date_first(doc: Document, clause: Clause, before_label: str) -> Dated | None:
    """A single labelled day as the first one: not where the label is that of the end, nor a bare 30日 (a duration)."""
    mention = clause.days[0]
    if mention.month is None and mention.word is None and not _SINCE.match(clause.after):
        return None
    return None if before_label.endswith(("截止", "结束", "终止")) else date_mention(doc, mention)


def _read_lead(text: str, clause: Clause) -> str:
    """The words that may name the period: before the days, in the heading of their cell, or on the line above."""
    first = clause.days[0].start
    cell = find_cell(text, first)
    if cell is not None and cell.name:
        return f"{cell.name}:{text[cell.start : first]}"
    if not clause.before.strip(" 从自") and clause.start:
        return text[max(0, first - _LABEL_GAP) : first].rstrip(" 从自\n") + ":"
    return clause.before[-_LABEL_GAP:]


def _read_short(doc: Document, text: str) -> _DayRange | None:
    """巡视期间（9.20-10.19）: only right after a label."""
    for label in _LABEL.finditer(text) if _BARE_RANGE.search(text) else ():
        days = scan_short_range(text, label.end(), min(len(text), label.end() + _LABEL_GAP))
        if days is not None and not _NOT_PERIOD.search(text, label.end(), days[0].start):
            return _date_range(doc, days, "period.short")
    return None


def _read_told(doc: Document, clauses: tuple[Clause, ...]) -> _DayRange | None:
    """A range in a sentence that tells of the inspection: 11月1日至12月15日，区委第三巡察组对…开展常规巡察."""
    for clause in clauses:
        words = clause.before + clause.after
        if not clause.is_range or not _INSPECTS.search(words) or _is_past(doc, clause) or _MEETING.search(clause.after):
            continue
        if _WHOLE.match(clause.after) or _MADE_KNOWN.match(clause.after):
            continue
        if _NOT_PERIOD.search(clause.before[-12:]) or _NOT_PERIOD.search(clause.after[:8].partition(",")[0]):
            continue
        found = _date_range(doc, clause.days, "period.sentence")
        if found is not None and not _is_long_past(doc, found) and not _is_entering(clause, found):
            return found
    return None


def _is_past(doc: Document, clause: Clause) -> bool:
    """Whether the words around some days place them before this inspection."""
    if _PAST.search(clause.before[-14:]) or _PAST.search(clause.after[:20]):
        return True
    return is_marked(doc.folded, clause.days[0].start, clause.days[-1].end, ("past",), "statement")


def _is_entering(clause: Clause, found: _DayRange) -> bool:
    """4月27日至29日，两个巡视组分别进驻: the few days in which the teams moved in."""
    if found.start is None or found.end is None:
        return False
    if found.start.day is None or found.end.day is None:
        return bool(_ENTERING.match(clause.after)) or bool(_ENTERED.match(clause.after))
    few = (found.end.day - found.start.day).days <= _LONGEST_ENTERING
    return few and (bool(_ENTERED.match(clause.after)) or bool(_ENTERING.match(clause.after)))


def _is_long_past(doc: Document, found: _DayRange) -> bool:
    end = found.end.day if found.end else None
    return doc.published is not None and end is not None and end < doc.published - timedelta(days=_LONG_PAST)


def _date_range(doc: Document, days: tuple[DayMention, ...], rule: str) -> _DayRange | None:
    start = date_mention(doc, days[0])
    if start is None:
        start = _date_at_once(doc, days[0])
    end = date_mention(doc, days[1], start if start and start.day else None, after=True)
    if start is None or end is None:
        return None
    if start.day and end.day and not 0 <= (end.day - start.day).days <= _LONGEST:
        return None
    return _DayRange(start, end, rule)


def _date_at_once(doc: Document, mention: DayMention) -> Dated | None:
    """即日 is the day on which the notice is published."""
    if mention.word != "即日" or doc.published is None:
        return None
    own = Span("text", mention.start, mention.end)
    return Dated(doc.published.isoformat(), doc.published, (own, prove_published(doc)))


def _read_start(doc: Document, clauses: tuple[Clause, ...]) -> tuple[Dated | None, str]:
    """从本月11日起…进驻, 自11月12日起; else the day of moving in (于3月16日进驻)."""
    for clause in clauses:
        words = clause.before[-30:] + clause.after
        if len(clause.days) != 1 or not _INSPECTS.search(words) or _is_past(doc, clause):
            continue
        if _NOT_PERIOD.search(clause.before[-12:]) or _NOT_PERIOD.search(clause.after[:8]):
            continue
        day = clause.days[0]
        if _SINCE.match(clause.after) and (_FROM.search(clause.before) or _ENTERED.match(clause.after)):
            since = date_mention(doc, day) or _date_at_once(doc, day)
            if since is not None:
                return since, "period.since"
    start = _read_from_now(doc, clauses)
    return (start, "period.from-now") if start else _read_entered(doc, clauses)


def _read_from_now(doc: Document, clauses: tuple[Clause, ...]) -> Dated | None:
    """从即日起, 从今天起, 由此开始 at the meeting: the meeting's day."""
    now = _FROM_NOW.search(doc.folded)
    met = read_meeting_dates(doc) if now else ()
    if now is None or len(met) != 1:
        return None
    line = doc.folded[find_sentence(doc.folded, now.start())[0] : now.end() + 40]
    if _ACCEPTED.search(line) or not _INSPECTS.search(line):
        return None
    value = met[0].value
    day = date.fromisoformat(value) if not value.startswith("--") else None
    return Dated(value, day, (*met[0].spans, Span("text", now.start(), now.end())))


def _read_entered(doc: Document, clauses: tuple[Clause, ...]) -> tuple[Dated | None, str]:
    """The day one team moved in; where that is the day of the meeting, only if 为期 says that the work began."""
    met = {found.value for found in read_meeting_dates(doc)}
    for clause in clauses:
        if len(clause.days) != 1 or not _ENTERED.match(clause.after) or _STATE.search(clause.before):
            continue
        if _MADE_KNOWN.match(clause.after):
            continue
        words = clause.before + clause.after
        if (
            _BEFORE.search(words)
            or (
                _SEVERAL.search(clause.after[:40])
                and (clause.days[0].month is None or not _CARRIES_OUT.search(clause.after))
            )
            or (met and _MEETING.search(words) and not _SPANS.search(clause.after))
        ):
            continue
        day = date_mention(doc, clause.days[0])
        if day is not None and (not met or _SPANS.search(clause.after)):
            return day, "period.entered"
    return None, ""


def _read_end(doc: Document, clauses: tuple[Clause, ...], start: Dated | None) -> tuple[Dated | None, str]:
    """将于12月8日结束, 持续到8月15日, 5月9日结束进驻."""
    for clause in clauses:
        until = _UNTIL.search(clause.before[-24:])
        if until and _ACCEPTED.search(until.group()):
            continue
        if _PAST.search(clause.before[-30:]) or (not until and _NOT_PERIOD.search(clause.before[-12:])):
            continue
        ends = _ENDS.match(clause.after) and (
            _INSPECTS.search(clause.before[-40:]) or _INSPECTS.search(clause.after[:12])
        )
        if len(clause.days) == 1 and (ends or until):
            end = date_mention(doc, clause.days[0], _anchor(doc, clause, start), after=start is not None)
            if end is not None and not _is_long_past(doc, _DayRange(None, end, "")):
                return end, "period.until"
    return None, ""


def _anchor(doc: Document, clause: Clause, start: Dated | None) -> Dated | None:
    """The first day, or for a bare 28日 the meeting's, whose month it shares."""
    if start is not None:
        return start if start.day else None
    met = read_meeting_dates(doc) if clause.days[0].month is None and doc.published is None else ()
    if not met or met[0].value.startswith("--"):
        return None
    return Dated(met[0].value, date.fromisoformat(met[0].value), met[0].spans)


def _read_duration(doc: Document, text: str) -> Found[str] | None:
    """两个月左右, 45天, 约两个半月: the first that is said of the team's work."""
    for match in _DURATION.finditer(text):
        start = find_sentence(text, match.start())[0]
        before = text[max(start, match.start() - 24) : match.start()]
        if not _DURATION_BEFORE.search(before) or _OTHER_MATTER.match(text, match.end()):
            continue
        if not _DURATION_CONTEXT.search(text, start, match.end() + 60) or _OTHER_BEFORE.search(before):
            continue
        if _BEFORE.search(text, max(start, match.start() - 40), match.start()):
            continue
        first = match.start("value") + len(match["value"]) - len(match["value"].lstrip())
        span = Span("text", first, match.end("value"))
        return Found(doc.read(span), (span,), "period.duration")
    return None
