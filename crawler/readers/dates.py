"""Dates of listing rows, in the spellings of the genre. No clock: what lacks a year says so."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from crawler.model import calendar
from crawler.model.calendar import build_day, complete_year, is_real_day, list_days, read_epoch

_LONGEST = 400
_STAMPS = (6e8, 4.2e9)
"""Seconds since 1970 between which a record's time lies (1989 to 2103)."""
NEAR_DAYS = 60
"""How far a day without a year may lie from the dated one beside it."""

_YEAR = rf"(?<!\d)(?P<y>{calendar.YEAR})"
_FULL = (
    re.compile(_YEAR + r" ?[-./年] ?(?P<m>\d{1,2}) ?[-./月] ?(?P<d>\d{1,2})(?!\d)"),
    re.compile(
        r"(?<![\d./-])(?P<d>\d{1,2})日? ?[/|]? ?" + _YEAR + r" ?[-./年] ?(?P<m>\d{1,2})(?![\d]| ?[-./] ?\d|月 ?\d)"
    ),
    re.compile(_YEAR + r" ?[-./年] ?(?P<m>\d{1,2})月? [/|]? ?(?P<d>\d{1,2})(?![\d:])"),
    re.compile(_YEAR + r"年? ?(?P<m>\d{1,2})[-/月] ?(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d./-])(?P<m>\d{1,2})[-/.月] ?(?P<d>\d{1,2})日? " + _YEAR + r"(?![\d-])"),
    re.compile(_YEAR + r"(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<![\d./-])(?P<y>[12]\d)[-.](?P<m>\d\d)[-.](?P<d>\d\d)(?![\d./-])"),
)
"""2024-05-03 and its kin; 03 | 2024-05; 2024-05 03; 2024 05-03; 05-03 2024; 20240503; 24-05-03."""

_MONTH_DAY = (
    re.compile(r"(?<![\d./:年-])(?P<m>\d{1,2}) ?[-./月] ?(?P<d>\d{1,2})(?![\d./:-])"),
    re.compile(r"(?<![\d./:-])(?P<d>\d{1,2})日? (?P<m>\d{1,2})月"),
)
"""05-03, 5月3日; 03 5月."""

_IN_SENTENCE = re.compile(r"[日号]? ?[，,、至到起前后上下的在召开省市县区]")
"""What follows a date that belongs to a sentence (an abstract) instead of standing for itself."""


def read_date(text: str, *, lone: bool = False) -> str | None:
    """The first full date in a short text, as `YYYY-MM-DD`; with `lone` only one that is not part of a sentence."""
    text = text[:_LONGEST]
    for pattern in _FULL:
        for found in pattern.finditer(text):
            if lone and _IN_SENTENCE.match(text[found.end() : found.end() + 3]):
                continue
            if day := _build(found["y"], found["m"], found["d"]):
                return day
    return None


def read_month_day(text: str) -> tuple[int, int] | None:
    """The first month and day without a year in a short text."""
    text = text[:_LONGEST]
    for pattern in _MONTH_DAY:
        for found in pattern.finditer(text):
            month, day = int(found["m"]), int(found["d"])
            if is_real_day(None, month, day):
                return month, day
    return None


_AT_END = re.compile(
    rf"[\[(（【]?(?:{calendar.YEAR}[-./年])?\d{{1,2}}[-./月]\d{{1,2}}日?(?: \d{{1,2}}:\d\d(?::\d\d)?)?[\])）】]?$"
)


def drop_date(text: str) -> str:
    """A title without the date that stands behind it."""
    return _AT_END.sub("", text).rstrip()


def is_date(text: str) -> bool:
    """Whether a short text is a date and nothing else beside marks and a clock time."""
    rest = re.sub(r"[\d\s:./\[\]()（）【】年月日|-]", "", text[:60])
    return len(text) <= 40 and not rest and (read_date(text) is not None or read_month_day(text) is not None)


def read_stamp(value: object) -> str | None:
    """The Beijing day of a data record's time: a text with a date, or seconds or milliseconds since 1970."""
    if isinstance(value, str) and not value.strip().isdecimal():
        return read_date(" ".join(value[:_LONGEST].replace("T", " ").split()))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, str) and len(value.strip()) in (8, 14):
        return read_date(value.strip()[:8])
    if isinstance(value, str) and len(value.strip()) > 14:
        return None
    number = float(value)
    if not any(_STAMPS[0] < seconds < _STAMPS[1] for seconds in (number, number / 1000)):
        return None
    return read_epoch(number).date().isoformat()


def fill_years(known: Sequence[str | None], partial: Sequence[tuple[int, int] | None]) -> list[str | None]:
    """Gives a year to the rows that print month and day only, from the rows around them (newest first).

    `known` are the full dates of the rows, `partial` month and day of those without one. A year is given only when
    one year alone fits between the nearest full dates before and after, or, with one neighbour alone, when the day
    lies within 60 days of it.
    """
    after: list[str | None] = [None] * len(known)
    nearest = None
    for index in range(len(known) - 1, -1, -1):
        nearest = known[index] or nearest
        after[index] = nearest
    before = None
    filled: list[str | None] = []
    for index, day in enumerate(known):
        part = partial[index]
        filled.append(day or (_fit(part, before, after[index]) if part else None))
        before = filled[-1] or before
    return filled


_OUT_OF_ORDER = 60
"""Days by which an entry may be newer than the one above it: lists are not sorted to the day."""
_OLDEST_YEARS = 30


def guess_years(
    days: Sequence[str | None],
    yearless: Sequence[str | None],
    pinned: Sequence[bool],
    today: date,
    last: str | None = None,
) -> list[str | None]:
    """Gives a year to the days that are printed without one (`--03-04`), newest first: the latest that makes them not
    later than tomorrow (a clock may be ahead) and, but for a few weeks, not newer than the entry above; pinned entries
    say nothing of those below them. A day that no such year has is None. `last` is the day above all of them.
    """
    above = date.fromisoformat(last) if last else today + timedelta(days=1)
    dated: list[str | None] = []
    for full, printed, is_pinned in zip(days, yearless, pinned, strict=True):
        if full is None and printed is not None:
            latest = min(above + timedelta(days=_OUT_OF_ORDER), today + timedelta(days=1))
            full = _find_latest(int(printed[2:4]), int(printed[5:7]), latest)
        if full is not None and not is_pinned:
            above = date.fromisoformat(full)
        dated.append(full)
    return dated


def _find_latest(month: int, day: int, latest: date) -> str | None:
    """The latest day of a month and day that is not after `latest`."""
    days = list_days(month, day, range(latest.year, latest.year - _OLDEST_YEARS, -1))
    return next((found.isoformat() for found in days if found <= latest), None)


def _fit(part: tuple[int, int], newer: str | None, older: str | None) -> str | None:
    bounds = [date.fromisoformat(day) for day in (newer, older) if day]
    if not bounds:
        return None
    years = range(min(bounds).year - 1, max(bounds).year + 2)
    days = list_days(*part, years)
    if newer and older and newer >= older:
        fitting = [day for day in days if bounds[1] <= day <= bounds[0]]
    else:
        fitting = [day for day in days if abs((day - bounds[0]).days) <= NEAR_DAYS]
    return fitting[0].isoformat() if len(fitting) == 1 else None


def _build(year: str | int, month: str | int, day: str | int) -> str | None:
    found = build_day(complete_year(int(year)), int(month), int(day))
    return found.isoformat() if found else None
