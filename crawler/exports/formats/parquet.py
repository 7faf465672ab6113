"""Parquet, for analysis: a column a field, lists and objects nested, days as dates, moments as timestamps.

A day whose year is not known, or that is in no calendar, is null; `days_without_year` says it as printed. Needs the
extra `formats` (pyarrow).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any, ClassVar

from crawler.exports.about import NOTHING_KNOWN, About
from crawler.exports.format import Format
from crawler.exports.rows import SHOWN
from crawler.exports.text import drop_surrogates
from crawler.model.fields.table import FIELDS, Field
from crawler.model.fields.vocabulary import DAY, STAMP
from crawler.model.publication import Published, parse_time

_ROWS = 2_000
"""Notices that wait in memory for a row group."""

_PAIR = ("team", "unit")


class ParquetTable(Format):
    """One row a notice."""

    extra: ClassVar[str | None] = "formats"

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        super().__init__(stream, about)
        import pyarrow
        from pyarrow import parquet

        told = {key: str(value) for key, value in about.describe().items()}
        self._schema = _make_schema(pyarrow).with_metadata(told)
        self._table = pyarrow.Table
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def write(self, published: Published) -> None:
        """Keep one row, and write those that wait when they are many."""
        self._waiting.append(make_row(published))
        if len(self._waiting) >= _ROWS:
            self._write_group()

    def finish(self) -> None:
        """Write the rows that wait and the file's end."""
        if self._waiting:
            self._write_group()
        self._writer.close()

    def close(self) -> None:
        """Free what the writer holds."""
        self._writer.close()

    def _write_group(self) -> None:
        self._writer.write_table(self._table.from_pylist(self._waiting, schema=self._schema))
        self._waiting.clear()


def make_row(published: Published, fields: Sequence[Field] = FIELDS) -> dict[str, Any]:
    """A notice as a row: values of the schema's types."""
    row = _convert_object(fields, drop_surrogates(published))
    row["published_on"] = _read_day(published["published_at"])
    row["days_without_year"] = drop_surrogates(SHOWN["days_without_year"](published))
    return row


def _make_schema(pa: Any, fields: Sequence[Field] = FIELDS) -> Any:
    extra = [pa.field("published_on", pa.date32()), pa.field("days_without_year", pa.string())]
    return pa.schema([*_list_columns(pa, fields), *extra])


def _list_columns(pa: Any, rows: Iterable[Field]) -> list[Any]:
    return [pa.field(row.key, pa.list_(_find_type(pa, row)) if row.many else _find_type(pa, row)) for row in rows]


def _find_type(pa: Any, row: Field) -> Any:
    if row.shape == "object":
        return pa.struct(_list_columns(pa, row.parts))
    if row.shape == "pair":
        return pa.struct([pa.field(name, pa.string()) for name in _PAIR])
    if row.form is DAY:
        return pa.date32()
    if row.form is STAMP:
        return pa.timestamp("s", tz="Asia/Shanghai")
    return {"whole": pa.int64(), "flag": pa.bool_(), "moment": pa.timestamp("s", tz="UTC")}.get(row.shape, pa.string())


def _convert_object(rows: Iterable[Field], values: Published) -> dict[str, Any]:
    return {
        row.key: [_convert(row, item) for item in values[row.key]] if row.many else _convert(row, values[row.key])
        for row in rows
    }


def _convert(row: Field, value: Any) -> Any:
    if value is None:
        return None
    if row.shape == "object":
        return _convert_object(row.parts, value)
    if row.shape == "pair":
        return dict(zip(_PAIR, value, strict=True))
    if row.form is DAY:
        return _read_day(value)
    if row.form is STAMP:
        return _read_moment(value)
    if row.shape == "moment":
        return parse_time(value)
    return value


def _read_day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _read_moment(value: str) -> datetime | None:
    """A moment with its zone; nothing of a day alone."""
    if "T" not in value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
