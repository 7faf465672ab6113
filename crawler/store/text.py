"""Text as both databases can hold it."""

import re
from typing import TypeVar

T = TypeVar("T")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(value: T) -> T:
    """The value with every NUL and lone surrogate in its strings turned to U+FFFD, so that spans keep their places.

    Goes through lists, tuples and dicts; everything else comes back as it is.
    """
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}  # type: ignore[return-value]
    if isinstance(value, list | tuple):
        return type(value)(clean(item) for item in value)
    return value
