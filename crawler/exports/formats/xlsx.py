"""XLSX, for Excel and LibreOffice: sheets of notices, pairs, people and contacts, and the codebook.

The head of each sheet stays in sight and filters; links open. Needs the extra `formats` (XlsxWriter).
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import IO, Any, ClassVar

from crawler.exports.about import NOTHING_KNOWN, SOURCE, About
from crawler.exports.entries import make_link
from crawler.exports.format import Format
from crawler.exports.rows import find_columns, flatten_notice, list_columns
from crawler.exports.tables import CONTACTS, PAIRS, PEOPLE, FlatTable
from crawler.exports.text import cut_cell, drop_controls
from crawler.model.fields.table import FIELDS, list_leaves
from crawler.model.outcomes import ConfigError
from crawler.model.publication import Published

_MOST_ROWS = 1_048_576
_MOST_LINKS = 65_530
_LONGEST_LINK = 2_079
"""Limits of Excel (Microsoft, Excel specifications and limits; XlsxWriter, write_url)."""

_DAYS = frozenset({"date", "meeting", "since", "until", "deadline"})
_WHOLE = frozenset({"views", "revision", "term", "round", "notices"})
_WIDTHS: Mapping[str, int] = {
    **dict.fromkeys(("title", "unit", "team", "text", "meaning", "含义"), 40),
    **dict.fromkeys(("link", "post", "value", "mailboxes"), 30),
}
_TABLES: Mapping[str, FlatTable] = {"pairs": PAIRS, "people": PEOPLE, "contacts": CONTACTS}
_CODEBOOK = ("column", "variable", "名称", "label", "含义", "meaning")


class XlsxBook(Format):
    """One workbook. Rows go to disk as they come; the workbook is put together at the end."""

    extra: ClassVar[str | None] = "formats"

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        super().__init__(stream, about)
        import xlsxwriter

        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        }
        self._done = False
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, options)
        told = about.describe()
        self._book.set_properties(
            {
                "title": about.title,
                "comments": f"{told['licence']}; schema {told['schema']}; generation {told['generation']}",
                "author": SOURCE,
                "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None),  # the same bytes on every day
            }
        )
        self._sheets: dict[str, _Worksheet] = {}

    def start(self) -> None:
        """Write the heads of all sheets."""
        head = self._book.add_format({"bold": True, "bottom": 1})
        day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        link = self._book.add_format({"font_color": "blue", "underline": 1})
        columns = {"notices": list_columns(), **{name: table.columns for name, table in _TABLES.items()}}
        for name, heads in {**columns, "codebook": _CODEBOOK}.items():
            self._sheets[name] = _Worksheet(self._book.add_worksheet(name), name, heads, (head, day, link))

    def write(self, published: Published) -> None:
        """Write one notice into each of its sheets."""
        row = flatten_notice(published, self._about.name_site(published["site"]))
        self._sheets["notices"].write(row.values())
        for name, table in _TABLES.items():
            for cells in table.list_rows(published):
                self._sheets[name].write(cells)

    def finish(self) -> None:
        """Write the codebook and what the file says of itself, then the whole workbook."""
        for row in _list_codebook():
            self._sheets["codebook"].write(row)
        for key, value in self._about.describe().items():
            self._sheets["codebook"].write((key, str(value), "", "", "", ""))
        for sheet in self._sheets.values():
            sheet.finish()
        self._done = True
        self._book.close()
        self._stream.write(self._file.getbuffer())

    def close(self) -> None:
        """Remove the rows that wait on disk where the workbook was not put together."""
        if not self._done:
            self._done = True
            self._book.close()


class _Worksheet:
    """One sheet: a frozen head, then rows of text, days as days and numbers as numbers."""

    def __init__(self, sheet: Any, name: str, columns: Sequence[str], formats: tuple[Any, Any, Any]) -> None:
        head, self._day, self._link = formats
        self._sheet, self._name, self._columns = sheet, name, columns
        self._rows = self._links = 0
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS.get(column, 14))
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, head)

    def write(self, cells: Iterable[str]) -> None:
        """Write one row. Raises ConfigError where a sheet holds no more."""
        self._rows += 1
        if self._rows >= _MOST_ROWS:
            raise ConfigError(
                f"--format xlsx: sheet {self._name} would hold more than Excel's {_MOST_ROWS:,} rows: "
                "ask for fewer notices (--since, --province), or take --format parquet"
            )
        for place, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            if cell:
                self._write_cell(place, column, cell)

    def finish(self) -> None:
        """Let the head filter."""
        self._sheet.autofilter(0, 0, self._rows, len(self._columns) - 1)

    def _write_cell(self, place: int, column: str, cell: str) -> None:
        text = cut_cell(drop_controls(cell))
        if column in _DAYS and (day := _read_day(cell)):
            self._sheet.write_datetime(self._rows, place, day, self._day)
        elif column in _WHOLE and cell.isdecimal() and len(cell) < 16:
            self._sheet.write_number(self._rows, place, int(cell))
        elif column == "link" and self._links < _MOST_LINKS and (address := make_link(cell)):
            self._write_link(place, address, text)
        else:
            self._sheet.write_string(self._rows, place, text)

    def _write_link(self, place: int, address: str, text: str) -> None:
        if len(address) > _LONGEST_LINK:
            self._sheet.write_string(self._rows, place, text)
            return
        self._links += 1
        self._sheet.write_url(self._rows, place, address, self._link, text)


def _read_day(cell: str) -> datetime | None:
    """A day as Excel can hold it (from 1900 on)."""
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day) if day.year >= 1900 else None  # noqa: DTZ001  # a day has no zone


def _list_codebook() -> Iterable[tuple[str, ...]]:
    for row in list_leaves(FIELDS):
        told = row.definition
        for column in find_columns(row):
            yield (
                column,
                row.name,
                *(told.label.chinese, told.label.english, told.about.chinese, told.about.english),
            )
