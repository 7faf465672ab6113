"""When a site is to be left alone: outside the hours of its seed, and while its host asks it (Retry-After). Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from email.utils import parsedate_to_datetime

from crawler.model.site import Site
from crawler.model.times import BEIJING

LONGEST_WAIT = timedelta(seconds=60)
"""A rest up to which a run waits; for a longer one it ends, and the next run respects it."""
LONGEST_REST = timedelta(hours=24)
"""What is kept of a longer Retry-After: a misprint shall not silence a site for months."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Until when a site is not asked, and why."""

    until: datetime
    reason: str


def find_rest(site: Site, resting_until: datetime | None, now: datetime) -> Rest | None:
    """Why a site may not be asked now and until when, or None when it may. `resting_until`: as its host last asked."""
    if resting_until is not None and resting_until > now:
        return Rest(resting_until, "the host asked to be left alone (Retry-After)")
    opens = find_opening(site.hours, now)
    if opens is not None and site.hours is not None:
        start, end = site.hours
        return Rest(opens, f"asked only from {start:%H:%M} to {end:%H:%M} (hours in its seed, Asia/Shanghai)")
    return None


def find_opening(hours: tuple[time, time] | None, now: datetime) -> datetime | None:
    """When the hours begin in which a site may be asked; None within them, and without any."""
    if hours is None:
        return None
    start, end = hours
    local = now.astimezone(BEIJING)
    clock = local.time().replace(tzinfo=None)
    inside = start <= clock < end if start < end else clock >= start or clock < end
    if inside:
        return None
    opens = datetime.combine(local.date(), start, BEIJING)
    return opens if opens > local else opens + timedelta(days=1)


def read_retry_after(value: str, now: datetime) -> datetime | None:
    """The moment that a Retry-After header names (seconds, or a date of HTTP; RFC 9110, 10.2.3), at most LONGEST_REST
    from now; None for what is neither, and for a moment that is past.
    """
    text = value.strip()
    try:
        moment = now + timedelta(seconds=min(int(text), 10**9)) if text.isdecimal() else parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None or moment <= now:
        return None
    return min(moment, now + LONGEST_REST)
