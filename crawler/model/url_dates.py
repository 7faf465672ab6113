"""The day or year that many systems put into an article's address; a fallback only, it may be some days off."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from crawler.model.calendar import build_day, is_within

_YEAR = r"(?:19[89]\d|20[0-3]\d)"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?<!\d)({_YEAR})[/_.\-](\d{{1,2}})[/_.\-](\d{{1,2}})(?!\d)",  # /2022/11/2/  /2023-10/24/  /2018-05-08_
        rf"(?<!\d)({_YEAR})(\d{{2}})(\d{{2}})(?!\d)",  # /t20220701_  /20201225/
        rf"(?<!\d)({_YEAR})[/_\-](\d{{2}})(\d{{2}})(?!\d)",  # /2023/0711/
        rf"(?<!\d)({_YEAR})(\d{{2}})[/_\-](\d{{2}})(?!\d)",  # /202312/13_
        rf"(?<!\d)({_YEAR})/[A-Za-z]\w{{0,30}}?_(\d{{2}})(\d{{2}})(?!\d)",  # /2025/column_0618/
        rf"(?<!\d)({_YEAR})(\d{{2}})(\d{{2}})(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d\d{{0,6}})?(?!\d)",  # /20170220100330
        rf"(?<!\d)({_YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{{1,9}}(?=[/._]|$)",  # /2025073086398.html
    )
)
"""Year, month and day in the order of trust (the shapes of SITES: TRS, Hanweb, Founder, portals, small systems)."""
_TWO_DIGITS = re.compile(r"(?<=/)([0-3]\d)/(0[1-9]|1[0-2])([0-3]\d)/\d{1,2}(?=/)")
"""/25/0601/10/: a year of two digits, month and day, the hour."""
_UNPADDED = re.compile(rf"(?<=/)({_YEAR})(\d{{3}})(?=/)")
"""/2019725/: a month without its zero, where only one month and day can be meant."""
_YEAR_ALONE = re.compile(r"(?<!\d)(20\d\d)(?:(?:0[1-9]|1[0-2])(?!\d)|(?=[-/]))")


@dataclass(frozen=True, slots=True)
class UrlDate:
    """A day printed in an address: ISO `value`, characters `start` to `end` of the address."""

    value: str
    start: int
    end: int


def find_url_date(url: str, latest: date | None = None) -> UrlDate | None:
    """The day in the path of an address (never in the host or the query), or None."""
    parts = urlsplit(url[:2000])
    offset = url.find(parts.path, len(parts.scheme) + 3 + len(parts.netloc)) if parts.path else -1
    if offset < 0:
        return None
    for shape in _SHAPES:
        for match in shape.finditer(parts.path):
            if day := _read_day(int(match[1]), int(match[2]), int(match[3]), latest):
                return UrlDate(day.isoformat(), offset + match.start(), offset + match.end())
    for match in _TWO_DIGITS.finditer(parts.path):
        if day := _read_day(2000 + int(match[1]), int(match[2]), int(match[3]), latest):
            return UrlDate(day.isoformat(), offset + match.start(), offset + match.end())
    for match in _UNPADDED.finditer(parts.path):
        year, rest = int(match[1]), match[2]
        days = {_read_day(year, int(rest[:at]), int(rest[at:]), latest) for at in (1, 2) if rest[at] != "0"} - {None}
        if len(days) == 1 and (day := days.pop()):
            return UrlDate(day.isoformat(), offset + match.start(), offset + match.end())
    return None


def find_url_year(url: str) -> int | None:
    """The year in the path of an address (/202009/, /2021/), or None."""
    found = _YEAR_ALONE.search(urlsplit(url[:2000]).path)
    return int(found[1]) if found else None


def _read_day(year: int, month: int, day: int, latest: date | None) -> date | None:
    found = build_day(year, month, day)
    return found if found is not None and is_within(found, latest) else None
