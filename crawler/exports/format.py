"""What every format of the published notices is: a class that writes them, one at a time, into a binary stream.

What a format writes depends on the notices alone: the same notices give the same bytes.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import IO, ClassVar

from crawler.model.publication import Published

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Format(ABC):
    """Writes notices into a binary stream, which stays open: `start`, `write` for each, `finish`; `close` at last.

    A format is one class in one module of `crawler/exports/formats`; the module's name is the format's name and the
    ending of its files, and from then on `export`, `-O`, FEEDS and, where `is_feed`, the feeds have it.
    """

    aliases: ClassVar[tuple[str, ...]] = ()
    """Other endings that `-O` and FEEDS know it by."""

    is_feed: ClassVar[bool] = False
    """Whether `notices.NAME` is kept up to date under `<data>/feeds/`."""

    newest: ClassVar[int | None] = None
    """How many of the newest notices its feed holds: a subscription; None: all of them, a whole file."""

    def __init__(self, stream: IO[bytes], site: str | None = None, site_names: Mapping[str, str] = NO_NAMES) -> None:
        """`site`: the one site whose notices these are, None: of all; `site_names`: what the sites are called."""
        self._stream = stream
        self._site = site
        self._site_names = site_names

    def start(self) -> None:
        """Write what comes before the first notice."""
        return

    @abstractmethod
    def write(self, published: Published) -> None:
        """Write one notice."""

    def finish(self) -> None:
        """Write what comes after the last notice."""
        return

    def close(self) -> None:
        """Free what the format holds, whether it finished or failed."""
        return
