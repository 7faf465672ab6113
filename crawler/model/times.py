"""The one time zone of the genre, and how moments are printed."""

from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
"""UTC+08:00, the time of all of China; days of notices and listings are counted in it."""


def print_time(moment: datetime) -> str:
    """A moment as the contract prints it: ISO 8601, UTC, whole seconds. Raises ValueError without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone cannot be published")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def find_day(moment: datetime) -> date:
    """The day it is in Beijing, where all days of notices and listings are counted."""
    return moment.astimezone(BEIJING).date()
