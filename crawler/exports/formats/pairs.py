"""CSV: one row a team and the unit it inspects; who is tied to nobody in the text has a row alone."""

from crawler.exports.sheet import TableFormat
from crawler.exports.tables import PAIRS


class PairsTable(TableFormat):
    """One row a team and unit."""

    table = PAIRS
