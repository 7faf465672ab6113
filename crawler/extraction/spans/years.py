"""The year a notice leaves out: from the publication day, from other days it prints, at last from dated phrases.

Never from today's date. Where no year can be known the day is `--MM-DD`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from crawler.extraction.spans.days import NEXT_DAY, DayMention, cut_clauses
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.words.dated_phrases import ANNIVERSARIES, DATED_PHRASES
from crawler.model.calendar import is_real_day, list_days
from crawler.model.numerals import read_numeral

_PHRASES = tuple((re.compile(p.pattern), p.first, p.last) for p in DATED_PHRASES)
_ANNIVERSARIES = tuple(
    (re.compile(rf"(?:今年|正值|恰逢)(?:是|正值|恰逢)?(?:{event})([一二三四五六七八九十百\d]{{2,4}})周年"), year)
    for event, year in ANNIVERSARIES
)
_ROUND_YEAR = re.compile(
    r"(?<![继自从对看的\d])(20\d\d)年度?(?:县|市|区|省|州|旗|盟)?委?(?:(?:第[一二三四五六七八九十\d]{1,3}|首)[轮批]|[上下]半年巡[视察]|[一-鿿]{0,5}巡[视察]工作的通知)(?!巡[视察](?:反馈|整改|期间|中|后|以来|发现))"
)
_ADDRESS = re.compile(
    r"(?<=[/_-])(?P<year>20[0-3]\d)(?:[/_-]?(?P<month>0[1-9]|1[0-2]))?(?:[/_-]?\d{2})?(?=[/_.-]|$)"
    r"|(?<=/)(?P<short>[01]\d|2[0-6])/(?P<of>0[1-9]|1[0-2])(?=/)"
)
_NEAR_DAYS = 62
_AHEAD = 10
"""How many days after its publication day a notice may still date a meeting it reports (sites date pages early)."""
_DATELINE = re.compile(r"(?:报|网|社|台|讯)[^\n。]{0,12}?(\d{1,2})月(\d{1,2})日(?:讯|电|消息)")
_DAYS_AGO = {"今": 0, "昨": 1, "前": 2, "明": -1}
_WEEKS = {
    f"{week}{word}": shift
    for week, shift in {"本": 0, "这": 0, "上": -1, "下": 1}.items()
    for word in ("周", "星期", "礼拜")
}
"""How many weeks from the publication day's own 本周, 上星期 lie."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A mention as a day: `value` is ISO or `--MM-DD`, `day` the same as a date or None; `spans` prove it."""

    value: str
    day: date | None
    spans: tuple[Span, ...]


def prove_published(doc: Document) -> Span:
    """Where the publication day stands that gave a year or a month."""
    return doc.published_proof or Span("meta", 0, len(doc.read(Span("meta", 0, 0))))


def infer_year(
    doc: Document, month: int, day: int, anchor: Dated | None = None, *, after: bool = False, past: bool = False
) -> Found[int] | None:
    """The year of a printed `month` and `day`, with what gave it; None when it cannot be known.

    `anchor` is another day of the same event: the year nearest to it is taken, with `after` the first day from it on.
    Without one the publication day decides (with `past` the day cannot lie well after it), then days the text prints in
    full, then the year of the round, then the dated phrases, if exactly one year remains.
    """
    if anchor is not None and anchor.day is not None:
        year = _follow(anchor.day, month, day) if after else _nearest(anchor.day, month, day)
        return None if year is None else Found(year, anchor.spans[:1], "year.anchor")
    if doc.published is not None:
        year = _nearest(doc.published, month, day, past=past)
        return None if year is None else Found(year, (prove_published(doc),), "year.published")
    return _read_address(doc, month, day) or _read_text_year(doc, month, day) or _read_phrases(doc, month, day)


def _read_address(doc: Document, month: int, day: int) -> Found[int] | None:
    """From a year, or year and month, in the page's address (/2019/05/, /201309/)."""
    match = _ADDRESS.search(doc.url)
    if match is None:
        return None
    whole = match["year"] is not None
    year, printed = (int(match["year"]), match["month"]) if whole else (2000 + int(match["short"]), match["of"])
    if printed:
        found = _nearest(date(year, int(printed), 15), month, day)
        year = year if found is None else found
    return Found(year, (Span("url", match.start(), match.end()),), "year.address")


def date_mention(
    doc: Document, mention: DayMention, anchor: Dated | None = None, *, after: bool = False, past: bool = False
) -> Dated | None:
    """The day a mention of the text means, as `infer_year` completes it; None when not even month and day are known."""
    own = Span("text", mention.start, mention.end)
    carried = () if mention.carried is None else (Span("text", *mention.carried),)
    if mention.word in NEXT_DAY:
        after_it = anchor.day + timedelta(days=1) if anchor and anchor.day else None
        return Dated(after_it.isoformat(), after_it, (own, *anchor.spans[:1])) if anchor and after_it else None
    if mention.day is None:
        return _date_relative(doc, mention, own)
    year, month, spans = mention.year, mention.month, (own, *carried)
    if month is None:
        return _date_bare(doc, mention, anchor, own)
    if year is None:
        given = _read_year_word(doc, mention) if mention.word else None
        given = given or infer_year(doc, month, mention.day, anchor, after=after, past=past)
        if given is None:
            return Dated(f"--{month:02d}-{mention.day:02d}", None, spans)
        year, spans = given.value, (own, *given.spans)
    if not is_real_day(year, month, mention.day):
        return None
    found = date(year, month, mention.day)
    return Dated(found.isoformat(), found, spans)


def _nearest(around: date, month: int, day: int, *, past: bool = False) -> int | None:
    days = list_days(month, day, range(around.year - 1, around.year + 2))
    if past:
        days = [found for found in days if found <= around + timedelta(days=_AHEAD)]
    return min(days, key=lambda found: abs(found - around)).year if days else None


def _follow(start: date, month: int, day: int) -> int | None:
    days = [found for found in list_days(month, day, range(start.year, start.year + 2)) if found >= start]
    return days[0].year if days else None


def _date_relative(doc: Document, mention: DayMention, own: Span) -> Dated | None:
    """今天, 昨天, 前天, 明天, 本周三 against the dateline or the publication day; 当天 is not known here."""
    word = mention.word or ""
    ago = _DAYS_AGO.get(word[:1])
    if doc.published is None:
        return None
    if word[:-1] in _WEEKS:
        monday = doc.published - timedelta(days=doc.published.weekday() - 7 * _WEEKS[word[:-1]])
        found = monday + timedelta(days="一二三四五六日".index(word[-1].replace("天", "日")))
        return Dated(found.isoformat(), found, (own, prove_published(doc)))
    if ago is None:
        return None
    told = _read_dateline(doc, doc.published) or doc.published
    found = told - timedelta(days=ago)
    return Dated(found.isoformat(), found, (own, prove_published(doc)))


def _read_dateline(doc: Document, published: date) -> date | None:
    match = _DATELINE.search(doc.text, 0, 400)
    if match is None or not is_real_day(None, int(match[1]), int(match[2])):
        return None
    year = _nearest(published, int(match[1]), int(match[2]))
    return None if year is None else date(year, int(match[1]), int(match[2]))


def _date_bare(doc: Document, mention: DayMention, anchor: Dated | None, own: Span) -> Dated | None:
    """18日, 本月11日: the month of the anchor or of the publication day; without a month word the latest such day."""
    day = mention.day or 0
    base = doc.published
    spans: tuple[Span, ...] = (own,)
    if mention.word is None and anchor is not None and anchor.value[-2:] == f"{day:02d}":
        return Dated(anchor.value, anchor.day, (own, *anchor.spans[:1]))
    if base is None and anchor is not None and anchor.day is not None:
        month = anchor.day if day >= anchor.day.day else anchor.day.replace(day=28) + timedelta(days=4)
        found = month.replace(day=day) if is_real_day(month.year, month.month, day) else None
        return Dated(found.isoformat(), found, (own, *anchor.spans[:1])) if found else None
    line = _DATELINE.search(doc.folded, 0, 400) if base is None else None
    dated = (int(line[1]) if day <= int(line[2]) else (int(line[1]) - 2) % 12 + 1) if line is not None else 0
    if line is not None and is_real_day(None, dated, day):
        return Dated(f"--{dated:02d}-{day:02d}", None, (own, Span("text", *line.span(1))))
    if base is None:
        return _date_by_namesake(doc, day, own)
    spans = (own, prove_published(doc))
    month_end_before = base.replace(day=1) - timedelta(days=1)
    if mention.word and mention.word.startswith("上"):
        base = month_end_before
    elif mention.word and mention.word.startswith(("次", "下")):
        base = base.replace(day=28) + timedelta(days=4)
    elif mention.word is None and day > base.day:
        base = month_end_before
    if not is_real_day(base.year, base.month, day):
        return None
    found = base.replace(day=day)
    return Dated(found.isoformat(), found, spans)


def _date_by_namesake(doc: Document, day: int, own: Span) -> Dated | None:
    """Without a publication day: the only month that the text prints beside the same day of a month."""
    full = [
        m
        for clause in cut_clauses(fold_width(doc.text))
        for m in clause.days
        if m.month and m.day == day and m.joint != "range"
    ]
    if len({m.month for m in full}) != 1:
        return None
    found = date_mention(doc, full[0])
    return None if found is None else Dated(found.value, found.day, (own, *found.spans))


def _read_year_word(doc: Document, mention: DayMention) -> Found[int] | None:
    """今年, 去年, 明年 against the publication day."""
    shift = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "明年": 1}.get(mention.word or "")
    if shift is None or doc.published is None:
        return None
    return Found(doc.published.year + shift, (prove_published(doc),), "year.published")


def _read_text_year(doc: Document, month: int, day: int) -> Found[int] | None:
    """From days the text prints in full nearby in time, else from the year of this round; only where they agree."""
    folded = fold_width(doc.text)
    full = [
        m
        for clause in cut_clauses(folded)
        for m in clause.days
        if m.year and m.month and m.day and is_real_day(m.year, m.month, m.day)
    ]
    found: dict[int, Span] = {}
    for mention in full:
        printed = date(mention.year or 0, mention.month or 0, mention.day or 0)
        for candidate in list_days(month, day, range(printed.year - 1, printed.year + 2)):
            if abs((candidate - printed).days) <= _NEAR_DAYS:
                found.setdefault(candidate.year, Span("text", mention.start, mention.end))
    if len(found) == 1:
        ((year, span),) = found.items()
        return Found(year, (span,), "year.text")
    rounds = {int(m[1]): m.span(1) for m in _ROUND_YEAR.finditer(folded)} if not found else {}
    if len(rounds) == 1:
        ((year, (start, end)),) = rounds.items()
        return Found(year, (Span("text", start, end),), "year.round")
    return None


def _read_phrases(doc: Document, month: int, day: int) -> Found[int] | None:
    """The one year in which every dated phrase of the text was in use on that day, else None."""
    first: tuple[date, Span] | None = None
    last: tuple[date, Span] | None = None
    for start, end, span in _find_phrases(doc.text):
        if start is not None and (first is None or start > first[0]):
            first = (start, span)
        if end is not None and (last is None or end < last[0]):
            last = (end, span)
    if first is None or last is None:
        return None
    years = range(first[0].year, last[0].year + 1)
    days = [found for found in list_days(month, day, years) if first[0] <= found <= last[0]]
    if len(days) != 1:
        return None
    return Found(days[0].year, tuple(dict.fromkeys((first[1], last[1]))), "year.phrases")


@lru_cache(maxsize=4)
def _find_phrases(text: str) -> tuple[tuple[date | None, date | None, Span], ...]:
    """The dated phrases and anniversaries a text holds, each with its first and last day."""
    return (*_find_listed(text), *_find_anniversaries(text))


def _find_listed(text: str) -> Iterable[tuple[date | None, date | None, Span]]:
    for pattern, first, last in _PHRASES:
        match = pattern.search(text)
        if match is not None:
            yield first, last, Span("text", match.start(), match.end())


def _find_anniversaries(text: str) -> Iterable[tuple[date | None, date | None, Span]]:
    for pattern, event in _ANNIVERSARIES:
        match = pattern.search(text)
        count = read_numeral(match[1]) if match else None
        if match is not None and count is not None:
            year = event + count
            yield date(year, 1, 1), date(year, 12, 31), Span("text", match.start(), match.end())
