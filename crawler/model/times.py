"""The one time zone of the genre."""

from datetime import timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
"""UTC+08:00, the time of all of China; days of notices and listings are counted in it."""
