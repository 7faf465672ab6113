"""CSV (or Parquet by the file's ending): the table `panel-provinces` of the ledger."""

from crawler.exports.ledger_table import LedgerFormat


class ProvincePanelTable(LedgerFormat):
    """One row as crawler.inspections.sheets.py describes it."""

    table = "panel-provinces"
