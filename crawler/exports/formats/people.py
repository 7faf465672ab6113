"""CSV: one row a person and notice. Rows of one name need not be of one person."""

from crawler.exports.sheet import TableFormat
from crawler.exports.tables import PEOPLE


class PeopleTable(TableFormat):
    """One row a person that a notice names."""

    table = PEOPLE
