"""Tables of the ledger as formats: notices of every kind are kept as accounts, and joined when all are there."""

from abc import ABC
from typing import IO, TYPE_CHECKING, Any, ClassVar

from crawler.exports.about import NOTHING_KNOWN, About
from crawler.exports.format import Format
from crawler.exports.sheet import Sheet
from crawler.model.extras import require_extra
from crawler.model.inspection import Account
from crawler.model.publication import Published, notice_from_json

if TYPE_CHECKING:
    from crawler.inspections.sheets import Row


class LedgerFormat(Format, ABC):
    """One table of the ledger as CSV, or as Parquet where the file's ending asks for it."""

    table: ClassVar[str]
    all_kinds = True

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        super().__init__(stream, about)
        if about.parquet:
            require_extra("formats", f"{self.table} as Parquet")
        self._accounts: list[Account] = []

    def write(self, published: Published) -> None:
        """Keep what a notice tells."""
        from crawler.inspections.telling import list_accounts

        self._accounts += list_accounts(notice_from_json(published))

    def finish(self) -> None:
        """Join, and write the rows."""
        from crawler.inspections.joined import join_kept
        from crawler.inspections.sheets import TABLES

        table = TABLES[self.table]
        rows = table.make_rows(join_kept(self._accounts))
        if self._about.parquet:
            _write_parquet(self._stream, tuple(table.columns), rows, self._about)
            return
        sheet = Sheet(self._stream, self._about)
        sheet.write_head(table.columns)
        for row in rows:
            sheet.write_row(row)


def _write_parquet(stream: IO[bytes], columns: tuple[str, ...], rows: "list[Row]", about: About) -> None:
    import pyarrow
    from pyarrow import parquet

    told: dict[str, Any] = {key: str(value) for key, value in about.describe().items()}
    schema = pyarrow.schema([(name, pyarrow.string()) for name in columns]).with_metadata(told)
    data = [dict(zip(columns, (cell or None for cell in row), strict=True)) for row in rows]
    parquet.write_table(pyarrow.Table.from_pylist(data, schema=schema), stream, compression="zstd")
