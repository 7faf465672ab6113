"""A published notice as one flat row of text: the columns of the CSV feed.

A list is one cell, its elements joined by `；`; an element of several parts (a person, a phone) joins them by `|`.
Within an element `；`, `|` and the backslash itself are written with a backslash before them. null is an empty cell.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from crawler.model.publication import Published

LIST_MARK = "；"
PART_MARK = "|"

_PARTS: Mapping[str, tuple[str, ...]] = {
    "sightings": ("site", "url", "first_seen"),
    "rounds": ("term", "number"),
    "targets": ("name", "division", "unit"),
    "people": ("name", "post", "roles"),
    "phones": ("number", "kind", "sms_only", "note"),
    "hours": ("start", "end", "days"),
    "evidence": ("field", "in", "start", "end", "value", "rule"),
}
"""Lists of objects, and the order of their parts."""

COLUMNS: tuple[str, ...] = (
    *("schema", "id", "content_hash", "hash_version", "site", "url", "first_seen", "fetched_at", "revision"),
    *("withdrawn", "sightings", "same_event", "kind", "kind_rule", "title", "published_at", "source", "author"),
    *("editor", "channel", "views", "level", "mode", "types", "rounds", "meeting_dates", "teams", "targets", "pairs"),
    *("people", "period_start", "period_end", "period_duration", "phones", "emails", "mailboxes", "postcodes"),
    *("boxes", "hours", "deadline", "scope", "charset", "script", "bad_bytes", "images", "attachments", "text"),
    "evidence",
)
"""The contract's keys in its order; period and contacts are spread over columns of their own."""


def flatten_notice(published: Published) -> dict[str, str]:
    """The cells of a published notice by column, not yet guarded for spreadsheets."""
    spread = {
        **published,
        **published["contacts"],
        **{f"period_{key}": value for key, value in published["period"].items()},
    }
    return {column: _print_cell(column, spread[column]) for column in COLUMNS}


def _print_cell(column: str, value: Any) -> str:
    if not isinstance(value, list):
        return _print_scalar(value)
    if column in _PARTS:
        return LIST_MARK.join(_join_parts(element[key] for key in _PARTS[column]) for element in value)
    if column == "pairs":
        return LIST_MARK.join(_join_parts(pair) for pair in value)
    return LIST_MARK.join(_escape(element) for element in value)


def _join_parts(parts: Iterable[Any]) -> str:
    return PART_MARK.join(_escape(",".join(p) if isinstance(p, list) else _print_scalar(p)) for p in parts)


def _print_scalar(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _escape(element: str) -> str:
    for mark in ("\\", LIST_MARK, PART_MARK):
        element = element.replace(mark, "\\" + mark)
    return element
