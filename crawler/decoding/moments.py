"""Printed days and times to ISO 8601: `2018-02-24`, with a printed minute `2018-02-24T18:30:00+08:00` (Beijing time).

Only what is printed with its year is read: nothing is completed or guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from crawler.model import calendar
from crawler.model.calendar import REPUBLIC_BEGAN, build_day, complete_year, is_within, read_epoch
from crawler.model.numerals import ZEROS, read_numeral
from crawler.model.times import BEIJING

_HALF_WIDTH = str.maketrans("０１２３４５６７８９：／－．∶", "0123456789:/-.:")
_WIDE = re.compile("[０-９／－．∶]|[0-9]：[0-9]")
_HAN = f"{calendar.HAN}十"

_YEAR_LIKE = re.compile(rf"[12１２][09０９][\d]|[一二][九{ZEROS}0]|民国")
_GAP = r"[ \u3000\xa0]{0,3}"
_YEAR_AHEAD = re.compile(rf"[12一二][09九{ZEROS}]..{_GAP}[-年/.—–]")
_YEAR_BEHIND = re.compile(r"[/.][12][09]\d\d")
_REPUBLIC_YEAR = re.compile(r"民国")
_WORD = re.compile(r"[A-Za-z][A-Za-z][A-Za-z]")
"""What every printed day of a form holds: quick to look for."""
_CLOCK = (
    rf"(?:[ \u3000\xa0T|,，]{{0,4}}(?:[（(]?{calendar.WEEKDAY}[)）]?)?{_GAP}"
    rf"(?:(?P<half>上午|下午|晚上|凌晨|中午){_GAP})?"
    r"(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,6})?)?"
    r"|[时点](?P<han_minute>[0-5]?\d)分?)"
    rf"{_GAP}(?P<meridiem>[AaPp][Mm])?(?P<zone>Z|[+-]\d\d:?\d\d)?(?!\d))?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>(?<!\d){calendar.YEAR}|{calendar.HAN_YEAR})(?:{_GAP}年{_GAP}(?P<month>\d{{1,2}}|[{_HAN}]{{1,2}})"
    rf"{_GAP}月{_GAP}(?P<day>\d{{1,2}}(?!\d)|[{_HAN}]{{1,3}}){_GAP}[日号]?"
    rf"|(?P<sep>[-/.—–])(?P<num_month>\d{{1,2}})(?P=sep)(?P<num_day>\d{{1,2}})(?!\d)){_CLOCK}"
)
_MONTH_FIRST = re.compile(
    rf"(?<![\d/.])(?P<num_month>\d{{1,2}})/(?P<num_day>\d{{1,2}})/(?P<year>{calendar.YEAR})(?!\d){_CLOCK}"
)
"""The American form that ASP pages print when the server's locale was left alone."""

_DAY_FIRST = re.compile(
    rf"(?<![\d/.])(?P<num_day>\d{{1,2}})\.(?P<num_month>\d{{1,2}})\.(?P<year>{calendar.YEAR})(?!\d){_CLOCK}"
)
_SHORT = re.compile(
    rf"[ \u3000\xa0]{{0,4}}(?:(?P<long_year>{calendar.YEAR})(?P<month>\d\d)(?P<day>\d\d)(?P<digits>\d{{4}}(?:\d\d)?)?"
    rf"|(?P<short_year>\d\d)(?P<sep>[-/.])(?P<num_month>\d{{1,2}})(?P=sep)(?P<num_day>\d{{1,2}}))(?!\d){_CLOCK}"
)
"""20260312, 202603120930, 20260312093000, 26-03-12: only where a label or tag says that a time stands here."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")

_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name[:3]: n for n, name in enumerate(_MONTH_NAMES.split(), 1)}
_MONTH = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_ENGLISH_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ENGLISH_YEAR = rf"(?P<year>{calendar.YEAR})(?!\d)"
_SECONDS = r"(?P<hour>[0-2]\d):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)"
_NAMED_MONTH = (
    re.compile(rf"\b{_MONTH} {{1,3}}{_ENGLISH_DAY},? {{1,3}}{_ENGLISH_YEAR}{_CLOCK}", re.I),
    re.compile(rf"(?<!\d){_ENGLISH_DAY}[ \-]{{1,3}}{_MONTH},?[ \-]{{1,3}}{_ENGLISH_YEAR}{_CLOCK}", re.I),
    re.compile(rf"\b{_MONTH} {{1,3}}(?P<day>\d{{1,2}}) {{1,3}}{_SECONDS} {{1,3}}(?:[A-Z]{{2,4}} )?{_ENGLISH_YEAR}"),
)
"""October 6th, 2007 - 6 Oct 2007 - Mon Oct  6 20:15:07 2003 (blogs, wikis, bulletin boards)."""

_REPUBLIC = re.compile(
    rf"民国{_GAP}(?P<year>\d{{2,3}}){_GAP}年{_GAP}(?P<month>\d{{1,2}}){_GAP}月{_GAP}(?P<day>\d{{1,2}}){_GAP}日{_CLOCK}"
)


_FORMS = (
    (_YEAR_AHEAD, _YEAR_FIRST),
    (_YEAR_BEHIND, _MONTH_FIRST),
    (_YEAR_BEHIND, _DAY_FIRST),
    (_REPUBLIC_YEAR, _REPUBLIC),
    *((_WORD, pattern) for pattern in _NAMED_MONTH),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed day or minute: `value` in ISO 8601, printed at characters `start` to `end`."""

    value: str
    start: int
    end: int

    @property
    def day(self) -> str:
        """The day alone, `YYYY-MM-DD`."""
        return self.value[:10]


def find_moments(text: str, latest: date | None = None) -> Iterator[Moment]:
    """All days and times printed with their year, in order; those before 1990 or after `latest` are left out."""
    if not _YEAR_LIKE.search(text):
        return
    plain = _narrow(text)
    for hint, pattern in _FORMS:
        if hint.search(plain) is None:
            continue
        found = False
        for match in pattern.finditer(plain):
            if (value := _read(match.groupdict(), latest)) is not None:
                found = True
                yield Moment(value, match.start(), match.end() - _count_blanks_at_end(match.group()))
        if found:
            return


def _narrow(text: str) -> str:
    """The text with the digits and signs of dates in half width, each where it was."""
    return text.translate(_HALF_WIDTH) if _WIDE.search(text) else text


def read_moment(text: str, latest: date | None = None) -> str | None:
    """The first day or time printed in a text, or None."""
    return next((moment.value for moment in find_moments(text, latest)), None)


def read_stamp(text: str, latest: date | None = None) -> str | None:
    """The day or time that a tag or script gives: as printed, as bare digits, or as seconds since 1970."""
    printed = text.strip()
    if _EPOCH.fullmatch(printed):
        moment = read_epoch(int(printed[:10]))
        return moment.isoformat() if is_within(moment.date(), latest) else None
    if short := read_short_moment(printed, 0, latest):
        return short.value
    return read_moment(printed, latest)


def read_short_moment(text: str, start: int, latest: date | None = None) -> Moment | None:
    """The moment in bare digits or with a year of two digits that begins at `start`, blanks aside; None for none."""
    match = _SHORT.match(_narrow(text), start)
    if match is None:
        return None
    parts = match.groupdict()
    parts["year"] = parts["long_year"] or str(complete_year(int(parts["short_year"] or 0)))
    if digits := parts["digits"]:
        parts |= {"hour": digits[:2], "minute": digits[2:4], "second": digits[4:] or None}
    try:
        value = _read(parts, latest)
    except ValueError:
        return None
    first = match.start("long_year") if parts["long_year"] else match.start("short_year")
    return Moment(value, first, match.end() - _count_blanks_at_end(match.group())) if value is not None else None


def _count_blanks_at_end(text: str) -> int:
    return len(text) - len(text.rstrip(" \u3000\xa0"))


def _read(parts: dict[str, str | None], latest: date | None) -> str | None:
    year = read_numeral(parts["year"] or "")
    month = _MONTHS.get((parts.get("name") or "").lower()[:3]) or _read_number(parts, "month")
    number = _read_number(parts, "day")
    if year is None or month is None or number is None:
        return None
    day = build_day(year if year > 999 else year + REPUBLIC_BEGAN, month, number)
    if day is None or not is_within(day, latest):
        return None
    clock = _read_clock(parts)
    if clock is None:
        return day.isoformat()
    hour, minute, second = clock
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_read_zone(parts.get("zone")))
    return moment.astimezone(BEIJING).isoformat()


def _read_number(parts: dict[str, str | None], name: str) -> int | None:
    """The number of a group or of its form in digits (`num_day`)."""
    return read_numeral(parts.get(name) or parts.get(f"num_{name}") or "")


def _read_clock(parts: dict[str, str | None]) -> tuple[int, int, int] | None:
    if parts["hour"] is None:
        return None
    hour, minute = int(parts["hour"]), int(parts["minute"] or parts.get("han_minute") or 0)
    meridiem = (parts.get("meridiem") or "").lower()
    afternoon = parts.get("half") in ("下午", "晚上") or meridiem == "pm"
    if afternoon and hour < 12:
        hour += 12
    elif meridiem == "am" and hour == 12:
        hour = 0
    return (hour, minute, int(parts["second"] or 0)) if hour < 24 else None


def _read_zone(zone: str | None) -> timezone:
    if zone is None:
        return BEIJING
    if zone == "Z":
        return UTC
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(offset if zone[0] == "+" else -offset)
