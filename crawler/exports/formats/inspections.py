"""CSV (or Parquet by the file's ending): the table `inspections` of the ledger."""

from crawler.exports.ledger_table import LedgerFormat


class InspectionsTable(LedgerFormat):
    """One row as crawler.inspections.sheets.py describes it."""

    table = "inspections"
