"""One writer a feed format: `start`, `write` a published notice at a time, `finish`; into a binary stream.

What they write depends on the notices alone: the same notices give the same bytes.
"""

import csv
import io
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import IO, Any

from lxml import etree

from crawler.exports.rows import COLUMNS, flatten_notice
from crawler.exports.text import drop_controls, drop_surrogates, guard_cell
from crawler.model.publication import Published

_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Line ends that JSON lets stand but some readers of lines split at."""


class Writer(ABC):
    """Writes one feed into a binary stream, which stays open."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

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
        """Free what the writer holds, whether it finished or failed."""
        return


class JsonLinesWriter(Writer):
    """One strict JSON object a line, UTF-8."""

    def write(self, published: Published) -> None:
        """Write one notice."""
        self._stream.write(encode_json(published) + b"\n")


class JsonWriter(Writer):
    """One JSON array, an object a line, UTF-8."""

    _mark = b"[\n"

    def write(self, published: Published) -> None:
        """Write one notice."""
        self._stream.write(self._mark + encode_json(published))
        self._mark = b",\n"

    def finish(self) -> None:
        """Close the array; without a notice it is empty."""
        self._stream.write(b"[]\n" if self._mark == b"[\n" else b"\n]\n")


class CsvWriter(Writer):
    """One row a notice, with a header, as Excel opens it: UTF-8 with a byte-order mark, no cell that is run."""

    def start(self) -> None:
        """Write the byte-order mark and the header."""
        self._stream.write(b"\xef\xbb\xbf")
        self._write_row(COLUMNS)

    def write(self, published: Published) -> None:
        """Write one notice."""
        self._write_row(guard_cell(cell) for cell in flatten_notice(published).values())

    def _write_row(self, cells: Iterable[str]) -> None:
        line = io.StringIO(newline="")
        csv.writer(line).writerow(cells)
        self._stream.write(line.getvalue().encode("utf-8"))


class XmlWriter(Writer):
    """`<notices>` of `<notice>`: an element a key, `<value>` an element of a list, `null="true"` for null."""

    def start(self) -> None:
        """Open the root."""
        self._stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<notices>\n')

    def write(self, published: Published) -> None:
        """Write one notice."""
        self._stream.write(etree.tostring(_make_element("notice", published), encoding="UTF-8", pretty_print=True))

    def finish(self) -> None:
        """Close the root."""
        self._stream.write(b"</notices>\n")


def encode_json(published: Published) -> bytes:
    """A published object as strict JSON in UTF-8, on one line for every reader of lines."""
    text = json.dumps(drop_surrogates(published), ensure_ascii=False, allow_nan=False)
    return text.translate(_LINE_ENDS).encode("utf-8")


def _make_element(tag: str, value: Any) -> etree._Element:
    element = etree.Element(tag)
    if value is None:
        element.set("null", "true")
    elif isinstance(value, dict):
        element.extend(_make_element(key, item) for key, item in value.items())
    elif isinstance(value, list):
        element.extend(_make_element("value", item) for item in value)
    else:
        element.text = drop_controls(str(value).lower() if isinstance(value, bool) else str(value))
    return element
