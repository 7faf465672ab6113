"""What every format of the published notices is: a class that writes them, one at a time, into a binary stream.

What a format writes depends on the notices and on what its `About` says alone: the same store gives the same bytes.
"""

from abc import ABC, abstractmethod
from typing import IO, ClassVar

from crawler.exports.about import NOTHING_KNOWN, About
from crawler.model.extras import require_extra
from crawler.model.publication import Published


class Format(ABC):
    """Writes notices into a binary stream, which stays open: `start`, `write` for each, `finish`; `close` at last.

    A format is one class in one module of `crawler/exports/formats`; the module's name is the format's name and the
    ending of its files, and from then on `export`, `-O`, FEEDS and, where `is_feed`, the feeds have it.
    """

    aliases: ClassVar[tuple[str, ...]] = ()
    """Other endings that `-O`, FEEDS and `--output` know it by."""

    is_feed: ClassVar[bool] = False
    """Whether `notices.NAME` is kept up to date under `<data>/feeds/`."""

    newest: ClassVar[int | None] = None
    """How many of the newest notices its feed holds: a subscription; None: all of them, a whole file."""

    extra: ClassVar[str | None] = None
    """The extra without which it cannot be written."""

    all_kinds: ClassVar[bool] = False
    """Whether it shows notices of every kind where none is asked for: a ledger is made of all of them."""

    has_sidecar: ClassVar[bool] = False
    """Whether licence, source, schema and generation stand in a file beside it, for want of a place within."""

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        """Raises ConfigError where the extra is missing that this format needs."""
        if self.extra is not None:
            require_extra(self.extra, f"format {type(self).__module__.rpartition('.')[2]}")
        self._stream = stream
        self._about = about

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
