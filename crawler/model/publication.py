"""A notice as the published JSON object of the contract, and back, by the table of fields.

Pure: the object is made of dicts, lists, strings, whole numbers, booleans and None. Its JSON Schema is
crawler/data/notice.schema.json.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from crawler.model.fields.evidence import Evidence
from crawler.model.fields.facts import Facts
from crawler.model.fields.page import Page
from crawler.model.fields.record import Notice
from crawler.model.fields.table import CONTENT_KEYS, FIELDS, PAGE_FIELDS, Field
from crawler.model.times import print_time

Published = dict[str, Any]
"""The published object: every key of the contract, in its order."""

Code = Callable[[Any], Any]


def parse_time(text: str) -> datetime:
    """The moment that `print_time` printed."""
    return datetime.fromisoformat(text).astimezone(UTC)


class Codec:
    """Turns notices into published objects and back, by the rows of a table of fields, which it compiles once."""

    def __init__(self, fields: Sequence[Field]) -> None:
        holders = {row.holder for row in fields}
        self._page = next(holder for holder in holders if issubclass(holder, Page))
        self._facts = next(holder for holder in holders if issubclass(holder, Facts))
        self._encoders = [(row.key, row.holder, attrgetter(row.attribute), _make_encoder(row)) for row in fields]
        read = [row for row in fields if row.key not in {"schema", "evidence"}]
        self._parts = {holder: _make_parts_decoder([row for row in read if row.holder is holder]) for holder in holders}
        [proofs] = [row for row in fields if row.key == "evidence"]
        self._prove, self._find_proofs = _make_encoder(proofs), _make_decoder(proofs)

    def encode(self, notice: Notice) -> Published:
        """The published object of a notice: exactly the contract's keys, in its order, none missing."""
        holders: dict[type, Any] = {Notice: notice, self._page: notice.page, self._facts: notice.facts}
        published = {key: encode(get(holders[holder])) for key, holder, get, encode in self._encoders}
        published["evidence"] = self._prove((*notice.page.evidence, *notice.facts.evidence))
        return published

    def decode(self, published: Mapping[str, Any]) -> Notice:
        """The notice of a published object."""
        proven: tuple[Evidence, ...] = self._find_proofs(published["evidence"])
        of_page = tuple(proof for proof in proven if proof.field.partition("/")[0] in PAGE_FIELDS)
        of_facts = tuple(proof for proof in proven if proof.field.partition("/")[0] not in PAGE_FIELDS)
        page = self._page(**self._parts[self._page](published), link_url=published["url"], evidence=of_page)
        facts = self._facts(**self._parts[self._facts](published), evidence=of_facts)
        return Notice(page=page, facts=facts, **self._parts[Notice](published))


def _make_encoder(row: Field) -> Code:
    one = _make_one_encoder(row)
    if one is _keep:
        return list if row.many else _keep
    if row.many:
        return lambda value: [one(item) for item in value]
    return lambda value: None if value is None else one(value)


def _make_one_encoder(row: Field) -> Code:
    if row.shape == "object":
        parts = [(part.key, attrgetter(part.attribute), _make_encoder(part)) for part in row.parts]
        return lambda value: {key: encode(get(value)) for key, get, encode in parts}
    if row.shape == "moment":
        return print_time
    return list if row.shape == "pair" else _keep


def _make_decoder(row: Field) -> Code:
    one = _make_one_decoder(row)
    if one is _keep:
        return tuple if row.many else _keep
    if row.many:
        return lambda value: tuple([one(item) for item in value])
    return lambda value: None if value is None else one(value)


def _make_one_decoder(row: Field) -> Code:
    if row.factory is not None:
        factory, decode = row.factory, _make_parts_decoder(row.parts)
        return lambda value: factory(**decode(value))
    if row.shape == "moment":
        return parse_time
    return tuple if row.shape == "pair" else _keep


def _make_parts_decoder(rows: Sequence[Field]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    parts = [(row.attribute, row.key, row.required, _make_decoder(row)) for row in rows]
    return lambda values: {
        name: decode(values[key]) for name, key, required, decode in parts if required or key in values
    }


def _keep(value: Any) -> Any:
    return value


CODEC = Codec(FIELDS)
"""By the table of fields."""


def notice_to_json(notice: Notice) -> Published:
    """The published object of a notice: exactly the contract's keys, in its order, none missing."""
    return CODEC.encode(notice)


def notice_from_json(published: Mapping[str, Any]) -> Notice:
    """The notice of a published object.

    What is not published stays empty: `link_url` is the notice's address, headers, listing, archive and verdict unset.
    A key that came later than the object has the value of nothing known. Raises KeyError for a missing key that every
    object has.
    """
    return CODEC.decode(published)


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


def has_value(published: Any, path: str) -> bool:
    """Whether the path of a piece of evidence (`people/0/name`) leads to a value, not to nowhere or null."""
    value = published
    for step in path.split("/"):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (LookupError, TypeError, ValueError):
            return False
    return value is not None
