"""Tables that a page's text prints cell by cell, one a line: headings first, then the rows, each in the same order."""

from collections.abc import Iterator, Sequence

from crawler.extraction.columns import Cell, ColumnRole, Table, name_role, rate_cell
from crawler.extraction.document import Span

_LONGEST_HEADING = 12
_LONGEST_CELL = 60
_FEWEST_COLUMNS = 3


def find_flattened(text: str, lines: Sequence[Span]) -> Iterator[Table]:
    """The tables among single-celled lines that have headings for both team and unit."""
    cells = [_as_cell(text, line) for line in lines]
    at = 0
    while at < len(cells):
        roles = _read_headings(cells, at)
        if len(roles) < _FEWEST_COLUMNS or not {"team", "unit"} <= set(roles):
            at += max(1, len(roles))
            continue
        end, rows = _read_rows(cells, at + len(roles), roles)
        if rows:
            headings = tuple(cell.text for cell in cells[at : at + len(roles)])
            yield Table(roles, tuple(rows), cells[at].start, cells[end - 1].end, headings)
        at = end


def _as_cell(text: str, line: Span) -> Cell:
    printed = text[line.start : line.end]
    start = line.start + len(printed) - len(printed.lstrip(" 　\t"))
    inner = printed.strip(" 　\t")
    return Cell(inner, start, start + len(inner))


def _read_headings(cells: Sequence[Cell], at: int) -> tuple[ColumnRole, ...]:
    roles: list[ColumnRole] = []
    for cell in cells[at:]:
        role = name_role(cell.text) if len(cell.text) <= _LONGEST_HEADING else None
        if role is None or role in roles:
            break
        roles.append(role)
    return tuple(roles)


def _read_rows(cells: Sequence[Cell], at: int, roles: tuple[ColumnRole, ...]) -> tuple[int, list[tuple[Cell, ...]]]:
    """Rows from line `at` on: each cell goes to the next column it fits, a new row starts where none is left."""
    rows: list[dict[int, Cell]] = [{}]
    last = -1
    while at < len(cells):
        cell = cells[at]
        if len(cell.text) > _LONGEST_CELL or cell.text.endswith(("。", "：", "；", ":", ";")):
            break
        column = _place(cell, roles, last)
        if column is None and rows[-1]:
            rows.append({})
            column = _place(cell, roles, -1)
        if column is None:
            break
        rows[-1][column] = cell
        last = column
        at += 1
    return at, [_fill(row, len(roles)) for row in rows if row]


def _place(cell: Cell, roles: tuple[ColumnRole, ...], last: int) -> int | None:
    """The next column the cell fits; one whose cells cannot be told by looks takes it only when it is the very next."""
    for column in range(last + 1, len(roles)):
        rate = rate_cell(cell.text, roles[column])
        if rate > 0 or (rate == 0 and column == last + 1):
            return column
    return None


def _fill(row: dict[int, Cell], width: int) -> tuple[Cell, ...]:
    first = next(iter(row.values()))
    return tuple(row.get(column, Cell("", first.start, first.start)) for column in range(width))
