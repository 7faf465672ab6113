"""When a notice counts as dated: what notices are ordered by."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crawler.model.publication import parse_time
from crawler.model.times import BEIJING


def date_notice(published: Mapping[str, Any]) -> str:
    """When a notice counts as dated: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS` in Beijing, of its publication or, where
    that is not known, of its first sight.
    """
    said = published["published_at"]
    if said and said[:4].isdigit():
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            return str(said)
        return said[:10] if len(said) <= 10 else print_beijing(moment)
    return print_beijing(parse_time(published["first_seen"]))


def print_beijing(moment: datetime) -> str:
    """A moment as `date_notice` prints it."""
    local = moment if moment.tzinfo is None else moment.astimezone(BEIJING)
    return local.strftime("%Y-%m-%dT%H:%M:%S")
