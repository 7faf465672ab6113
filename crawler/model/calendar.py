"""Days as the genre prints them: the parts and rules that listings, pages, addresses and texts share.

Each has an entrance of its own, which knows what stands around a day there: rows (crawler/readers/dates.py), pages
(crawler/decoding/moments.py), addresses (crawler/model/url_dates.py), texts (crawler/extraction/spans/days.py).
"""

from collections.abc import Iterable
from datetime import date, datetime

from crawler.model.numerals import ZEROS
from crawler.model.times import BEIJING

EARLIEST = date(1990, 1, 1)
"""Nothing was published on a web page before there were any."""
REPUBLIC_BEGAN = 1911
"""Taiwanese pages count years from 1912 (民國): add this."""
_MILLISECONDS = 1e11
"""Larger numbers count milliseconds since 1970, no seconds."""

HAN = "一二三四五六七八九"
YEAR = r"(?:19|20)\d\d"
HAN_YEAR = rf"[一二][九{ZEROS}0][{HAN}{ZEROS}0]{{2}}"
MONTH = r"1[0-2]|0?[1-9]"
HAN_MONTH = rf"十[一二]?|[{ZEROS}]?[{HAN}]"
DAY = r"3[01]|[12]\d|0?[1-9]"
HAN_DAY = rf"三十一?|二十[{HAN}]?|廿[{HAN}]?|十[{HAN}]?"
WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
"""Bodies for regular expressions, without groups: put those with a bar in brackets."""


def is_real_day(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has this day; without a year, 29 February counts as real."""
    if not (1 <= month <= 12 and day >= 1):
        return False
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def complete_year(year: int) -> int:
    """A year of which two digits are printed (26), in this century; others stay."""
    return year if year > 99 else 2000 + year


def build_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    return date(year, month, day) if 1 <= year <= 9999 and is_real_day(year, month, day) else None


def list_days(month: int, day: int, years: Iterable[int]) -> list[date]:
    """The days of this month and day in those of the years that have it."""
    return [found for year in years if (found := build_day(year, month, day)) is not None]


def find_nearest(around: date, month: int, day: int) -> date | None:
    """The day of this month and day that is nearest to another day; None for a day that no year about then has."""
    days = list_days(month, day, range(around.year - 1, around.year + 2))
    return min(days, key=lambda found: abs(found - around), default=None)


def is_within(day: date, latest: date | None) -> bool:
    """Whether a page can have been published on a day: since 1990, and not after `latest`."""
    return day >= EARLIEST and (latest is None or day <= latest)


def read_epoch(number: float) -> datetime:
    """The Beijing time of seconds, or milliseconds, since 1970."""
    return datetime.fromtimestamp(number / 1000 if number > _MILLISECONDS else number, BEIJING)
