"""The feed formats by name, and a feed into a stream."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import IO

from crawler.exports.atom import AtomWriter
from crawler.exports.writers import CsvWriter, JsonLinesWriter, JsonWriter, Writer, XmlWriter
from crawler.model.items import Notice
from crawler.model.outcomes import ConfigError
from crawler.model.publication import notice_to_json

WRITERS: Mapping[str, type[Writer]] = {
    "jsonl": JsonLinesWriter,
    "json": JsonWriter,
    "csv": CsvWriter,
    "xml": XmlWriter,
    "atom": AtomWriter,
}

FORMATS = tuple(WRITERS)
"""The names of the formats."""

PUBLISHED_FORMATS = ("jsonl", "csv", "xml", "atom")
"""The formats of the files under `<data>/feeds/`."""


def write_feed(notices: Iterable[Notice], stream: IO[bytes], format: str) -> int:  # noqa: A002
    """Write notices to a binary stream in a format of WRITERS; gives their number.

    Raises ConfigError for an unknown format.
    """
    if format not in WRITERS:
        raise ConfigError(f"--format {format}: is unknown: write one of {', '.join(WRITERS)}")
    count = 0
    with closing(WRITERS[format](stream)) as writer:
        writer.start()
        for notice in notices:
            writer.write(notice_to_json(notice))
            count += 1
        writer.finish()
    return count
