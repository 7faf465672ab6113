"""How long a notice was out before it was found. Pure.

The rule: a notice counts when its page says the minute of its publication and it was published after the site's first
run had ended. What is older was found by that first run or a backfill, and says nothing of the watch kept since. What
came after is counted however late it was found: also when runs failed or none was made. 00:00 is how a page prints a
time it does not know, and a time after the first sight is that of a correction; neither counts.
"""

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Minutes from publication to first sight: the median and the 90th percentile of `notices` of them."""

    notices: int
    median_minutes: int
    p90_minutes: int


def measure_latency(times: Iterable[tuple[str, datetime]], watched_since: datetime | None) -> Latency | None:
    """The latency of a site from (published_at, first_seen) of its notices; None where none counts.

    `published_at` is as CONTRACT prints it; `watched_since` is the end of the site's first run, None before it.
    """
    if watched_since is None:
        return None
    delays = []
    for published_at, first_seen in times:
        moment = read_minute(published_at)
        if moment is not None and watched_since < moment <= first_seen:
            delays.append((first_seen - moment).total_seconds() / 60)
    if not delays:
        return None
    delays.sort()
    return Latency(
        notices=len(delays),
        median_minutes=round(statistics.median(delays)),
        p90_minutes=round(delays[math.ceil(0.9 * len(delays)) - 1]),
    )


def read_minute(published_at: str) -> datetime | None:
    """The moment of a publication time that says the minute; None for a day, for midnight and for what is neither."""
    if "T" not in published_at:
        return None
    try:
        moment = datetime.fromisoformat(published_at)
    except ValueError:  # the year is not known
        return None
    at_midnight = (moment.hour, moment.minute) == (0, 0)
    return None if at_midnight or moment.tzinfo is None else moment


def format_minutes(minutes: int) -> str:
    """Minutes as a person reads them: `35 min`, `2.5 h`, `3.1 d`."""
    if minutes < 100:
        return f"{minutes} min"
    return f"{minutes / 60:.1f} h" if minutes < 48 * 60 else f"{minutes / 1440:.1f} d"
