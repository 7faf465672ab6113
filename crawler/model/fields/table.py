"""THE table: a row for every field and for every key of the objects that fields hold, read off their definitions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from crawler.model.fields.definition import Definition, Form, Least, Proof
from crawler.model.fields.facts import Facts
from crawler.model.fields.page import Page
from crawler.model.fields.record import Notice

Shape = Literal["text", "whole", "flag", "moment", "choice", "pair", "object"]

_LEADING = (
    *("schema", "id", "content_hash", "hash_version", "site", "url", "first_seen", "fetched_at", "revision"),
    *("withdrawn", "sightings", "same_event", "kind", "kind_rule", "title", "published_at", "source", "author"),
    *("editor", "channel", "views"),
)
_TRAILING = ("charset", "script", "bad_bytes", "images", "attachments", "text", "evidence")
"""The contract's order: what the store and the page say comes first, how the page was read last, the facts between."""

_SCALARS: Mapping[type, Shape] = {str: "text", int: "whole", bool: "flag", datetime: "moment"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One row of the table. `path` are the keys that lead to it; `holder` the class whose `attribute` holds it.

    `many`: a list of the shape; `optional`: may be null; `required`: an object without it cannot be read. `parts` are
    the keys of a field whose shape is an object, which `factory` makes.
    """

    path: tuple[str, ...]
    holder: type
    attribute: str
    definition: Definition
    shape: Shape
    many: bool = False
    optional: bool = False
    required: bool = False
    form: Form | None = None
    least: int | None = None
    choices: tuple[str, ...] = ()
    parts: tuple["Field", ...] = ()
    factory: type | None = None

    @property
    def key(self) -> str:
        """Its published name."""
        return self.path[-1]

    @property
    def name(self) -> str:
        """Its whole path (`people/name`)."""
        return "/".join(self.path)

    @property
    def proof(self) -> Proof:
        """What proves it."""
        return self.definition.proof or "none"


def list_fields(notice: type = Notice, page: type = Page, facts: type = Facts) -> tuple[Field, ...]:
    """The rows of a notice's fields in the contract's order, from the classes that hold them."""
    rows = {row.key: row for holder in (notice, page, facts) for row in _read_class(holder, (), None)}
    middle = [key for key in rows if key not in {*_LEADING, *_TRAILING}]
    return tuple(rows[key] for key in (*_LEADING, *middle, *_TRAILING))


def walk(rows: Iterable[Field]) -> Iterator[Field]:
    """The rows and, after each, the keys of the object it holds."""
    for row in rows:
        yield row
        yield from walk(row.parts)


def list_leaves(rows: Iterable[Field]) -> Iterator[Field]:
    """The rows that hold no object."""
    return (row for row in walk(rows) if not row.parts)


def _read_class(holder: type, path: tuple[str, ...], parent: Definition | None) -> Iterator[Field]:
    hints = get_type_hints(holder, include_extras=True)
    for attribute in fields(holder):
        hint = hints[attribute.name]
        marks = hint.__metadata__ if get_origin(hint) is Annotated else ()
        found = next((mark for mark in marks if isinstance(mark, Definition)), None)
        if found is None:
            continue
        own = (*path, found.key or attribute.name)
        definition = found if parent is None else replace(found, proof=found.proof or parent.proof)
        row = Field(
            path=own,
            holder=holder,
            attribute=attribute.name,
            definition=definition,
            shape="text",
            required=attribute.default is MISSING and attribute.default_factory is MISSING,
        )
        yield _shape(row, hint)


def _shape(row: Field, hint: Any) -> Field:
    """The row with what its annotation says of its values."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        shaped = _shape(row, arguments[0])
        for mark in hint.__metadata__:
            if isinstance(mark, Form):
                shaped = replace(shaped, form=mark)
            elif isinstance(mark, Least):
                shaped = replace(shaped, least=mark.number)
        return shaped
    if origin in {Union, UnionType}:
        [inner] = [argument for argument in arguments if argument is not NoneType]
        return replace(_shape(row, inner), optional=True)
    if origin is Literal:
        return replace(row, shape="choice", choices=tuple(arguments))
    if origin is tuple:
        return replace(row, shape="pair") if arguments[1] is not ... else replace(_shape(row, arguments[0]), many=True)
    if is_dataclass(hint):
        assert isinstance(hint, type)
        parts = tuple(_read_class(hint, row.path, row.definition))
        return replace(row, shape="object", parts=parts, factory=hint)
    return replace(row, shape=_SCALARS[hint])


FIELDS = list_fields()
"""The table."""

PAGE_FIELDS = frozenset(row.key for row in FIELDS if row.holder is Page)
"""Fields whose evidence comes with the page; that of all others comes with the facts."""

CONTENT_KEYS = tuple(row.key for row in FIELDS if row.definition.content)
"""Keys that say what a notice states. The others (views, times, addresses, ...) may move without an edit."""

FLOOR_FIELDS = tuple(row.key for row in walk(FIELDS) if row.definition.floor)
"""The fields of a notice that a seed may set a floor for."""
