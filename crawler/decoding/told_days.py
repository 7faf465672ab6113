"""Days told in words, the last resort of listings and pages: 3小时前, 昨天 10:20, Nov 24, 2026 (read by dateparser).

dateparser invents days where it is asked too much: it is given whole forms of the list here and nothing else, and is
loaded (0.4 s) for the first of them.
"""

import re
from datetime import datetime

from crawler.decoding.moments import Moment
from crawler.model.calendar import is_within
from crawler.model.times import BEIJING

_LONGEST = 80
"""Characters of a row or line that holds such a form: longer ones tell a story."""
_CLOCK = r" ?(?:[01]?\d|2[0-3]):[0-5]\d"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_TOLD = re.compile(
    r"(?<![^\s:：|(（\[【])(?:"
    rf"(?P<zh>(?:\d{{1,2}} ?(?:分钟|小时|天)|半小时)前|[今昨前]天{_CLOCK})"
    r"|(?P<en>\d{1,2} (?:minute|hour|day)s? ago"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{1,2}}[ -]{_MONTH}[ -](?:19|20)\d\d)"
    r")(?=$|[\s|)）\]】]|发[布表]|更新)",
    re.IGNORECASE,
)
_SHARED = {"TIMEZONE": "Asia/Shanghai", "RETURN_AS_TIMEZONE_AWARE": False, "PREFER_DATES_FROM": "past"}


def find_told_day(text: str, now: datetime) -> Moment | None:
    """The only day that a short text tells in words, as of the time the page was fetched (aware): its ISO day, with
    the minute where a clock is printed. None for none, for two, and for what lies after `now`.
    """
    found = list(_TOLD.finditer(text)) if len(text) <= _LONGEST else []
    if len(found) != 1:
        return None
    (told,) = found
    moment = _read(told.group(), told.lastgroup or "", now.astimezone(BEIJING).replace(tzinfo=None))
    if moment is None:
        return None
    printed = moment.replace(tzinfo=BEIJING).isoformat() if ":" in told.group() else moment.date().isoformat()
    return Moment(printed, told.start(), told.end())


def find_told(text: str) -> str | None:
    """What `find_told_day` would read of a text, as printed; costs no more than a pattern."""
    found = _TOLD.search(text) if len(text) <= _LONGEST else None
    return found.group() if found else None


def _read(told: str, language: str, now: datetime) -> datetime | None:
    import dateparser

    found = dateparser.parse(told, languages=[language], settings={**_SHARED, "RELATIVE_BASE": now})
    return found if found is not None and found <= now and is_within(found.date(), now.date()) else None
