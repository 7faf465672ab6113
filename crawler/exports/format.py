"""What every format of the published notices is: a class that writes them, one at a time, into a binary stream.

What a format writes depends on the notices alone: the same notices give the same bytes.
"""

from abc import ABC, abstractmethod
from typing import IO, ClassVar

from crawler.model.publication import Published


class Format(ABC):
    """Writes notices into a binary stream, which stays open: `start`, `write` for each, `finish`; `close` at last.

    A format is one class in one module of `crawler/exports/formats`; the module's name is the format's name and the
    ending of its files, and from then on `export`, `-O`, FEEDS and, where `is_feed`, the feeds have it.
    """

    aliases: ClassVar[tuple[str, ...]] = ()
    """Other endings that `-O` and FEEDS know it by."""

    is_feed: ClassVar[bool] = False
    """Whether `notices.NAME` is kept up to date under `<data>/feeds/`."""

    def __init__(self, stream: IO[bytes], site: str | None = None) -> None:
        self._stream = stream
        self._site = site

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
