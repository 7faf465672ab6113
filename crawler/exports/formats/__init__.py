"""The registry of formats: one module a format, found by its place in this folder; nothing else lists them."""

import inspect
from collections.abc import Iterable, Mapping
from contextlib import closing
from importlib import import_module
from pkgutil import iter_modules
from typing import IO

from crawler.exports.format import NO_NAMES, Format
from crawler.model.items import Notice
from crawler.model.outcomes import ConfigError
from crawler.model.publication import notice_to_json


def load_formats(paths: Iterable[str], package: str) -> dict[str, type[Format]]:
    """The formats of a package's folders by name, in the order of the alphabet.

    Raises TypeError for a module that does not define exactly one.
    """
    names = sorted(module.name for module in iter_modules(list(paths)))
    return {name: _find_format(f"{package}.{name}") for name in names}


def _find_format(module: str) -> type[Format]:
    members = [value for value in vars(import_module(module)).values() if inspect.isclass(value)]
    own = [value for value in members if issubclass(value, Format) and value.__module__ == module]
    if len(own) != 1:
        raise TypeError(f"{module}: defines {len(own)} formats: write one class below Format a module")
    return own[0]


FORMATS: Mapping[str, type[Format]] = load_formats(__path__, __name__)
"""Every format by its name."""

FEED_FORMATS: tuple[str, ...] = tuple(name for name, format_ in FORMATS.items() if format_.is_feed)
"""The names of those kept under `<data>/feeds/`."""


def write_notices(
    notices: Iterable[Notice], stream: IO[bytes], name: str, site_names: Mapping[str, str] = NO_NAMES
) -> int:
    """Write notices to a binary stream in the format of a name; gives their number.

    Raises ConfigError for an unknown format.
    """
    if name not in FORMATS:
        raise ConfigError(f"--format {name}: is unknown: write one of {', '.join(FORMATS)}")
    count = 0
    with closing(FORMATS[name](stream, None, site_names)) as writer:
        writer.start()
        for notice in notices:
            writer.write(notice_to_json(notice))
            count += 1
        writer.finish()
    return count
