"""Days as the genre prints them: 2020年11月9日, 二〇二〇年十一月九日, 2020.11.9, 6月16下午, 9日至21日, 昨天, 本月11日.

Offsets are those of the text; the text given must be folded (`fold_width`), which keeps every offset.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from crawler.extraction.text.sentences import find_sentence
from crawler.model import calendar
from crawler.model.calendar import HAN, HAN_DAY, HAN_MONTH, is_real_day
from crawler.model.numerals import ZEROS, read_numeral

Joint = Literal["range", "list"]

_YEAR = f"{calendar.YEAR}|{calendar.HAN_YEAR}"
_MONTH = f"{calendar.MONTH}|{HAN_MONTH}|元"
_DAY = (
    r"3[01]|[12]\d|[12] \d(?=\s?[日号])|3 [01](?=\s?[日号])|0?[1-9]"
    rf"|{HAN_DAY}|[{ZEROS}]?[{HAN}]"
)
_YEAR_WORD = "今年|本年|去年|上年|明年|当年|同年|次年|翌年"
_MONTH_WORD = "本月|当月|同月|上个?月|次月|下个?月"
_DAY_WORD = (
    r"今(?:\(\d{1,2}日?\))?[天日早晚]|昨(?:\(\d{1,2}日?\))?[天日晚]|前天|明天|即日|次日|翌日|第二天"
    "|[本这上下](?:周|星期|礼拜)[一二三四五六日天]"
)
NEXT_DAY = ("次日", "翌日", "第二天")
"""The day after the one the text names before."""
_NO_SIGN = r"(?=[上下中]午|[早晚凌]|[起至到止前后]|[-,，。、;；:()（）\s]|$)"
_NOT_A_DAY = r"(?!之?内|以[内上]|左右|游|常|程|均|元|间照)"

_FIRST = rf"(?=[\d{HAN}十廿{ZEROS}今本去上明当同次翌下前昨即第这元])"
"""What a day can begin with: looked at first, because most characters of a text fail here."""
_DAYS = re.compile(
    rf"{_FIRST}(?:(?<!\d)(?P<y1>(?:19|20)\d\d)\s?(?P<sep>[-./])\s?(?P<m1>1[0-2]|0?[1-9])\s?(?P=sep)\s?(?P<d1>3[01]|[12]\d|0?[1-9])"
    r"(?!\d)(?:\s?日)?"
    rf"|(?<![\d第])(?:(?P<y2>{_YEAR})\s?[年/.、-]?\s?|(?P<w2>{_YEAR_WORD})的?\s?)?"
    rf"(?P<m2>{_MONTH})\s?月\s?-?(?P<d2>{_DAY})(?:\s?[日号]|{_NO_SIGN})"
    rf"|(?<!\d)(?P<y3>{_YEAR})\s?年\s?(?P<m3>1[0-2]|0?[1-9])\.(?P<d3>3[01]|[12]\d|0?[1-9])(?!\d)(?:\s?日)?"
    rf"|(?P<w4>{_MONTH_WORD})\s?(?P<d4>{_DAY})\s?[日号]"
    rf"|(?<![\d.第月])(?P<d5>3[01]|[12]\d|0?[1-9])\s?日{_NOT_A_DAY}"
    rf"|(?<![{HAN}十百廿近第月连每])(?P<d6>{HAN_DAY}|[{HAN}])日(?=[上下]午|[晚起至到,、])"
    rf"|(?<!\d)(?P<y9>(?:19|20)\d\d)年(?P<m9>1[0-2]|0[1-9])(?P<d9>3[01]|[12]\d|0[1-9])日"
    rf"|(?P<w7>{_DAY_WORD})"
    r"|(?<=[-至到])(?P<m8>1[0-2]|0?[1-9])\.(?P<d8>3[01]|[12]\d|0?[1-9])(?![\d.]))"
)
_SHORT_RANGE = re.compile(
    r"(?<![\d.])(?P<m1>1[0-2]|0?[1-9])\.(?P<d1>3[01]|[12]\d|0?[1-9])\s?(?:-{1,3}|至|到)\s?"
    r"(?P<m2>1[0-2]|0?[1-9])\.(?P<d2>3[01]|[12]\d|0?[1-9])(?![\d.])"
)
_WEEKDAY = rf"(?:\s?\({calendar.WEEKDAY}\))?"
_CLOCK = r"(?:\s?(?:[上下中]午|早上?|晚上?|凌晨))?(?:\s?\d{1,2}[时点:]\d{0,2}分?)?"
_JOINT = re.compile(
    rf"{_WEEKDAY}{_CLOCK}\s?(?:(?P<range>(?:起|始|开始|开始进驻)?,{{0,2}}(?:一直|持续)?(?:-{{1,4}}|至|到)|起,{{0,2}}-)"
    r"|(?P<list>[、,和及与]|以及))\s?(?:到|至)?"
)
_FROM_TO = re.compile(r"\s?(?:起|始|开始|启动|进驻|入驻),{1,2}\s?")
_STOPS = re.compile(r"\s?(?:止|结束|截止|为止|收官|撤离)")
_FIRST_AND_LAST = re.compile(r"起[止迄讫](?:时间|日期)?\s?[:为是|]?\s{0,4}$")
"""What stands before two days that nothing but a blank parts: 起止日期 3月5日 5月6日."""
_MAX_GAP = 24


@dataclass(frozen=True, slots=True)
class DayMention:
    """One day as printed at `start`:`end`: what of year, month and day stands there or is carried from a neighbour.

    `word` is a year, month or day word (今年, 本月, 昨天) or None. `joint` says how it is tied to the mention before it
    (`range`: 9日至21日, `list`: 9日、10日); `carried` is the span of the mention that gave month or year then.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    word: str | None = None
    joint: Joint | None = None
    carried: tuple[int, int] | None = None


def scan_days(folded: str, start: int = 0, end: int | None = None) -> tuple[DayMention, ...]:
    """Every day mentioned between `start` and `end`, in order, ranges and lists tied together."""
    stop = len(folded) if end is None else end
    found: list[DayMention] = []
    for match in _DAYS.finditer(folded, start, stop):
        mention = _read_match(match)
        if mention is None:
            continue
        mention = _tie(folded, found[-1], mention) if found else mention
        if mention.joint or match["m8"] is None:
            found.append(mention)
    return tuple(found)


def scan_short_range(folded: str, start: int, end: int) -> tuple[DayMention, DayMention] | None:
    """A range of the bare form 9.20-10.19, as it stands in brackets after 巡视期间; None without one."""
    match = _SHORT_RANGE.search(folded, start, end)
    if match is None:
        return None
    first = DayMention(match.start("m1"), match.end("d1"), None, int(match["m1"]), int(match["d1"]))
    last = DayMention(match.start("m2"), match.end("d2"), None, int(match["m2"]), int(match["d2"]), joint="range")
    return first, last


@dataclass(frozen=True, slots=True)
class Clause:
    """Days tied to each other (one, a range or a list), and the words they govern: those of their sentence from the
    days before (or the sentence's start) and up to the days after (or its end). `start` and `end` bound the words.
    """

    days: tuple[DayMention, ...]
    before: str
    after: str
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        """Whether this is one range from a first to a last day."""
        return len(self.days) == 2 and self.days[1].joint == "range"


@lru_cache(maxsize=4)
def cut_clauses(folded: str) -> tuple[Clause, ...]:
    """The clauses of a text around its days, in order."""
    days = scan_days(folded)
    chains: list[list[DayMention]] = []
    for mention in days:
        if mention.joint and chains:
            chains[-1].append(mention)
        else:
            chains.append([mention])
    clauses: list[Clause] = []
    for place, chain in enumerate(chains):
        first, last = chain[0].start, chain[-1].end
        start, end = find_sentence(folded, first)[0], find_sentence(folded, last)[1]
        if place:
            start = max(start, chains[place - 1][-1].end)
        if place + 1 < len(chains):
            end = min(end, chains[place + 1][0].start)
        clauses.append(Clause(tuple(chain), folded[start:first], folded[last:end], start, end))
    return tuple(clauses)


def _read_match(match: re.Match[str]) -> DayMention | None:
    kind = match.lastgroup or ""
    form = kind[-1]
    groups = match.groupdict()

    def number(name: str) -> int | None:
        printed = groups.get(name + form)
        return None if printed is None else 1 if printed == "元" else read_numeral(printed)

    year, month, day = number("y"), number("m"), number("d")
    if month is not None and day is not None and not is_real_day(year, month, day):
        return None
    return DayMention(match.start(), match.end(), year, month, day, groups.get("w" + form))


def _tie(folded: str, before: DayMention, mention: DayMention) -> DayMention:
    """Give `mention` what it leaves to the mention before it, when only a joint stands between them."""
    starts = before.day is not None or before.word == "即日"
    if mention.start - before.end > _MAX_GAP or not starts or mention.day is None:
        return mention
    joint = _JOINT.fullmatch(folded, before.end, mention.start)
    begun = _FROM_TO.fullmatch(folded, before.end, mention.start) and _STOPS.match(folded, mention.end)
    listed = folded[before.end : mention.start].isspace() and _FIRST_AND_LAST.search(
        folded, max(0, before.start - 12), before.start
    )
    if joint is None and not begun and not listed:
        return mention
    kind: Joint = "list" if joint and joint["list"] else "range"
    month, year, word = mention.month, mention.year, mention.word
    if word in ("当月", "同月"):
        word = None
    carried = None
    if month is None and word is None:
        month, carried = before.month, (before.start, before.end)
    if word in ("同年", "当年"):
        word = None
    if year is None and before.year is not None and month is not None and before.month is not None:
        turn = word in ("次年", "翌年", "明年") or (word is None and (month, mention.day) < (before.month, before.day))
        year, carried, word = before.year + turn, (before.start, before.end), None
    return replace(mention, month=month, year=year, word=word, joint=kind, carried=carried)
