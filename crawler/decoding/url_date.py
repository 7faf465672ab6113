"""The date that many systems put into an article's address; a fallback only, it may be some days off."""

import re
from collections.abc import Iterator
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

_UNPADDED = re.compile(rf"(?<!\d)({_YEAR})(\d{{3}})(?!\d)")
"""/2019725/: a day whose month and number are not padded; it counts where it can be read in one way only."""


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
    for match, readings in _read_shapes(parts.path):
        days = [day for reading in readings if (day := _check(reading, latest)) is not None]
        if len(days) == 1:
            return UrlDate(days[0].isoformat(), offset + match.start(), offset + match.end())
    return None


def _read_shapes(path: str) -> Iterator[tuple[re.Match[str], list[tuple[int, int, int]]]]:
    """Everything in a path that looks like a day, in the order of trust, with the ways to read it."""
    for shape in _SHAPES:
        for match in shape.finditer(path):
            year, month, number = map(int, match.groups())
            yield match, [(year, month, number)]
    for match in _UNPADDED.finditer(path):
        year, digits = int(match[1]), match[2]
        yield match, [(year, int(digits[0]), int(digits[1:])), (year, int(digits[:2]), int(digits[2]))]


def _check(reading: tuple[int, int, int], latest: date | None) -> date | None:
    try:
        day = date(*reading)
    except ValueError:
        return None
    return day if day >= EARLIEST and (latest is None or day <= latest) else None
