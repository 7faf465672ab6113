"""CSV as a spreadsheet opens it: UTF-8 with a byte-order mark, no cell is run.

The last columns of each row say what the file says of itself, so that rows taken out of it still do.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO, ClassVar

from crawler.exports.about import NOTHING_KNOWN, About
from crawler.exports.format import Format
from crawler.exports.tables import FlatTable
from crawler.exports.text import guard_cell
from crawler.model.publication import Published

OF_FILE = ("schema", "generation", "licence", "source_line")
"""The columns that every table ends with."""


def describe_file(about: About) -> tuple[str, ...]:
    """Their cells."""
    told = about.describe()
    return (str(told["schema"]), str(told["generation"]), told["licence"], told["source"])


class Sheet:
    """Writes rows of text into a binary stream."""

    def __init__(self, stream: IO[bytes], about: About) -> None:
        self._stream = stream
        self._of_file = describe_file(about)

    def write_head(self, columns: Iterable[str]) -> None:
        """Write the byte-order mark and the header."""
        self._stream.write(b"\xef\xbb\xbf")
        self._write((*columns, *OF_FILE))

    def write_row(self, cells: Iterable[str]) -> None:
        """Write one row, its cells guarded."""
        self._write((*map(guard_cell, cells), *self._of_file))

    def _write(self, cells: Sequence[str]) -> None:
        line = io.StringIO(newline="")
        csv.writer(line).writerow(cells)
        self._stream.write(line.getvalue().encode("utf-8"))


class TableFormat(Format):
    """A format that writes one of the tables beside that of the notices."""

    table: ClassVar[FlatTable]

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        super().__init__(stream, about)
        self._sheet = Sheet(stream, about)

    def start(self) -> None:
        """Write the header."""
        self._sheet.write_head(self.table.columns)

    def write(self, published: Published) -> None:
        """Write the rows of one notice."""
        for cells in self.table.list_rows(published):
            self._sheet.write_row(cells)


def write_sheet(columns: Iterable[str], rows: Iterable[Iterable[str]], generation: int) -> bytes:
    """A whole table of text as a spreadsheet opens it."""
    stream = io.BytesIO()
    sheet = Sheet(stream, About(generation=generation))
    sheet.write_head(columns)
    for row in rows:
        sheet.write_row(row)
    return stream.getvalue()
