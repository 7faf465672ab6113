"""Earlier inspections: months that lie too long before publication to be this one's."""

import re
from datetime import date

_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)年[ 　]?(?P<month>\d{1,2})月")
_MONTHS = 6


def is_long_ago(printed: str, published: date | None) -> bool:
    """Whether a month is named that lies six months or more before publication; never when that is unknown."""
    if published is None:
        return False
    now = published.year * 12 + published.month
    return any(int(m["year"]) * 12 + int(m["month"]) + _MONTHS <= now for m in _MONTH.finditer(printed))
