"""CSV: one row a notice, with a header, as a spreadsheet opens it: UTF-8 with a byte-order mark, no cell is run."""

import csv
import io
from collections.abc import Iterable

from crawler.exports.format import Format
from crawler.exports.rows import flatten_notice, list_columns
from crawler.exports.text import guard_cell
from crawler.model.publication import Published


class CsvTable(Format):
    """One row a notice."""

    is_feed = True

    def start(self) -> None:
        """Write the byte-order mark and the header."""
        self._stream.write(b"\xef\xbb\xbf")
        self._write_row(list_columns())

    def write(self, published: Published) -> None:
        """Write one notice."""
        name = self._site_names.get(published["site"], published["site"])
        self._write_row(guard_cell(cell) for cell in flatten_notice(published, name).values())

    def _write_row(self, cells: Iterable[str]) -> None:
        line = io.StringIO(newline="")
        csv.writer(line).writerow(cells)
        self._stream.write(line.getvalue().encode("utf-8"))
