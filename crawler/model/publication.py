"""A notice as the published JSON object of the contract, and back, by the table of fields.

Pure: the object is made of dicts, lists, strings, whole numbers, booleans and None. Its JSON Schema is
crawler/data/notice.schema.json.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from crawler.model.fields.facts import Facts
from crawler.model.fields.page import Page
from crawler.model.fields.record import Notice
from crawler.model.fields.table import CONTENT_KEYS, FIELDS, PAGE_FIELDS, Field

Published = dict[str, Any]
"""The published object: every key of the contract, in its order."""


def print_time(moment: datetime) -> str:
    """A moment as the contract prints it: ISO 8601, UTC, whole seconds. Raises ValueError without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone cannot be published")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def parse_time(text: str) -> datetime:
    """The moment that `print_time` printed."""
    return datetime.fromisoformat(text).astimezone(UTC)


def notice_to_json(notice: Notice, fields: Sequence[Field] = FIELDS) -> Published:
    """The published object of a notice: exactly the contract's keys, in its order, none missing."""
    holders: dict[type, Any] = {type(part): part for part in (notice, notice.page, notice.facts)}
    published = {row.key: _encode(row, getattr(holders[row.holder], row.attribute)) for row in fields}
    evidence = next(row for row in fields if row.key == "evidence")
    published["evidence"] = _encode(evidence, (*notice.page.evidence, *notice.facts.evidence))
    return published


def notice_from_json(published: Mapping[str, Any], fields: Sequence[Field] = FIELDS) -> Notice:
    """The notice of a published object.

    What is not published stays empty: `link_url` is the notice's address, headers, listing, archive and verdict unset.
    A key that came later than the object has the value of nothing known. Raises KeyError for a missing key of the first
    schema.
    """
    holders = {row.holder for row in fields}
    page = next(holder for holder in holders if issubclass(holder, Page))
    facts = next(holder for holder in holders if issubclass(holder, Facts))
    proofs = next(row for row in fields if row.key == "evidence")
    proven = _decode(proofs, published["evidence"])
    of_page = tuple(proof for proof in proven if _is_page_field(proof.field))
    of_facts = tuple(proof for proof in proven if not _is_page_field(proof.field))
    rows = [row for row in fields if row is not proofs]
    return Notice(
        page=page(**{**_decode_parts(rows, page, published), "link_url": published["url"], "evidence": of_page}),
        facts=facts(**{**_decode_parts(rows, facts, published), "evidence": of_facts}),
        **_decode_parts(rows, Notice, published),
    )


def facts_from_json(published: Mapping[str, Any], fields: Sequence[Field] = FIELDS) -> Facts:
    """The facts half of a published object."""
    return notice_from_json(published, fields).facts


def compare_published(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys in which two published objects state different things, in the contract's order."""
    return tuple(key for key in CONTENT_KEYS if old[key] != new[key])


def find_moved(published: Mapping[str, Any]) -> str:
    """When a notice last changed for its readers: its first sight, the fetch that found an edit, or its withdrawal.

    Mirrors, better readers and upgrades move it not.
    """
    edited = published["fetched_at"] if published["revision"] > 1 else ""
    times: list[str] = [published["first_seen"], edited, published["withdrawn"] or ""]
    return max(times)


def find_value(published: Any, path: str) -> Any:
    """The value a path of evidence leads to (`people/0/name`). Raises KeyError where that is nowhere, or null."""
    value = published
    for step in path.split("/"):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (LookupError, TypeError, ValueError):
            raise KeyError(path) from None
    if value is None:
        raise KeyError(path)
    return value


def _encode(row: Field, value: Any) -> Any:
    if value is None:
        return None
    return [_encode_one(row, item) for item in value] if row.many else _encode_one(row, value)


def _encode_one(row: Field, value: Any) -> Any:
    if row.shape == "object":
        return {part.key: _encode(part, getattr(value, part.attribute)) for part in row.parts}
    if row.shape == "moment":
        return print_time(value)
    return list(value) if row.shape == "pair" else value


def _decode(row: Field, value: Any) -> Any:
    if value is None:
        return None
    return tuple(_decode_one(row, item) for item in value) if row.many else _decode_one(row, value)


def _decode_one(row: Field, value: Any) -> Any:
    if row.factory is not None:
        return row.factory(**_decode_parts(row.parts, row.factory, value))
    if row.shape == "moment":
        return parse_time(value)
    return tuple(value) if row.shape == "pair" else value


def _decode_parts(rows: Iterable[Field], holder: type, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        row.attribute: _decode(row, values[row.key])
        for row in rows
        if row.holder is holder and row.key != "schema" and (row.required or row.key in values)
    }


def _is_page_field(path: str) -> bool:
    return path.partition("/")[0] in PAGE_FIELDS
