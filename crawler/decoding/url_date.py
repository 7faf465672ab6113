"""The date that many systems put into an article's address; a fallback only, it may be some days off."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from crawler.decoding.moments import EARLIEST

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
        rf"/({_YEAR})(\d{{2}})(\d{{2}})\d{{3,6}}(?!\d)",  # /202310245590.html: a day and a running number
    )
)
"""Year, month and day in the order of trust (the shapes of SITES: TRS, Hanweb, Founder, portals, small systems)."""
_UNPADDED = re.compile(rf"(?<=/)({_YEAR})(\d{{3}})(?=/)")
"""/2019725/: a month without its zero, where only one month and day can be meant."""


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
    for match in _UNPADDED.finditer(parts.path):
        year, rest = int(match[1]), match[2]
        days = {_read_day(year, int(rest[:at]), int(rest[at:]), latest) for at in (1, 2) if rest[at] != "0"} - {None}
        if len(days) == 1 and (day := days.pop()):
            return UrlDate(day.isoformat(), offset + match.start(), offset + match.end())
    return None


def _read_day(year: int, month: int, day: int, latest: date | None) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found >= EARLIEST and (latest is None or found <= latest) else None
