"""CSV: one row a notice, with a header, as a spreadsheet opens it."""

from typing import IO

from crawler.exports.about import NOTHING_KNOWN, About
from crawler.exports.format import Format
from crawler.exports.rows import flatten_notice, list_columns
from crawler.exports.sheet import OF_FILE, Sheet
from crawler.model.publication import Published


class CsvTable(Format):
    """One row a notice."""

    is_feed = True

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        super().__init__(stream, about)
        self._sheet = Sheet(stream, about)
        self._columns = [name for name in list_columns() if name not in OF_FILE]

    def start(self) -> None:
        """Write the byte-order mark and the header."""
        self._sheet.write_head(self._columns)

    def write(self, published: Published) -> None:
        """Write one notice."""
        cells = flatten_notice(published, self._about.name_site(published["site"]))
        self._sheet.write_row(cells[name] for name in self._columns)
