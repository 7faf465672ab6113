"""The one door for text from outside: what JSON, forms and addresses may hold and no file, database or address can."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

T = TypeVar("T")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL refuses, and lone surrogates, which no encoding writes (JSON may hold both)."""


def clean(value: T) -> T:
    """The value with every NUL and lone surrogate in its strings turned to U+FFFD, so that spans keep their places.

    Goes through lists, tuples, dicts and dataclasses; everything else comes back as it is.
    """
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}  # type: ignore[return-value]
    if isinstance(value, list | tuple):
        return type(value)(clean(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: clean(getattr(value, field.name)) for field in fields(value)})
    return value
