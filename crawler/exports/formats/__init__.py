"""The registry of formats: one module a format, found by its place in this folder; nothing else lists them."""

import inspect
from collections.abc import Iterable, Mapping
from contextlib import closing
from importlib import import_module
from pkgutil import iter_modules
from typing import IO

from crawler.exports.about import NOTHING_KNOWN, About
from crawler.exports.format import Format
from crawler.exports.privacy import publish
from crawler.model.items import Notice
from crawler.model.outcomes import ConfigError
from crawler.model.publication import Published
from crawler.model.suggestions import suggest


def load_formats(paths: Iterable[str], package: str) -> dict[str, type[Format]]:
    """The formats of a package's folders by name, in the order of the alphabet.

    Raises TypeError for a module that does not define exactly one.
    """
    names = sorted(module.name for module in iter_modules(list(paths)))
    return {name.replace("_", "-"): _find_format(f"{package}.{name}") for name in names}


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

ENDINGS: Mapping[str, str] = {ending: name for name, format_ in FORMATS.items() for ending in (name, *format_.aliases)}
"""The name of the format that a file's ending asks for."""


def find_format(name: str) -> type[Format]:
    """The format of a name. Raises ConfigError for an unknown one."""
    if name not in FORMATS:
        raise ConfigError(
            f"--format {name[:40]}: is unknown{suggest(name, FORMATS)}; write one of {', '.join(FORMATS)}"
        )
    return FORMATS[name]


def write_published(notices: Iterable[Published], stream: IO[bytes], name: str, about: About = NOTHING_KNOWN) -> int:
    """Write published objects to a binary stream in the format of a name; gives their number.

    Raises ConfigError for an unknown format, or one whose extra is missing.
    """
    count = 0
    with closing(find_format(name)(stream, about)) as writer:
        writer.start()
        for notice in notices:
            writer.write(notice)
            count += 1
        writer.finish()
    return count


def write_notices(notices: Iterable[Notice], stream: IO[bytes], name: str, about: About = NOTHING_KNOWN) -> int:
    """As `write_published`, of notices as they are at hand."""
    return write_published(map(publish, notices), stream, name, about)
