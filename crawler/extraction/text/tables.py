"""THE table reader: cells parted by bars, tabs or wide blanks, or printed one a line, with or without headings, either
way up. All functions take folded text (`fold_width`), so that offsets are those of the printed text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from crawler.extraction.words.headings import HEADING_WORDS, HEADINGS, NO_HEADING, STACKED_HEADING, ColumnRole
from crawler.extraction.words.units import UNIT_TAILS

__all__ = ["Cell", "ColumnRole", "Table", "find_cell", "name_role", "read_cells", "read_tables"]

_TEAM_CELL = re.compile("巡[视察查].{0,6}组|^第?[一二三四五六七八九十0-9]{1,3}组$")
_UNIT_CELL = re.compile("(?:" + "|".join(UNIT_TAILS) + ")(?:党组|党委|党支部|党总支|党组织|领导班子)?$")
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_PLACE_END = re.compile("[厅旁侧口处]$")
_LED = re.compile("^[^,。;:]{0,24}(?:巡[视察查].{0,6}|第[一二三四五六七八九十0-9]{1,3})组$")
_BEFORE_TEAM = re.compile("[0-9一二三四五六七八九十年月日号上下中午前后晚第、.,():]{1,14}")
_PROSE = re.compile("[,。;:]")
_LINE = re.compile(r"((?:[^\n|]+(?=\|[ |]*(?:\n|$)))|[^\n]+)[^\n]*")
"""A line; one cell with nothing but bars behind it is a cell on a line of its own."""
_BLANK_CELL = re.compile(r"[一-鿿] {1,4}[一-鿿](?=$|  )|[^ ](?:[^ ]| (?! |$))*")
_SPACED_CELL = re.compile("[一-鿿](?: [一-鿿](?![^ ]))|[^ ]+")
_LONGEST_LINE, _LONGEST_SPACED, _LONGEST_HEADING, _LONGEST_STACKED = 400, 200, 30, 60
_FEWEST_STACKED = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its folded text and its place; empty cells have `start == end`.

    `heading` is its column's heading and `row` the first cell of its row ("" where there is none).
    """

    text: str
    start: int
    end: int
    heading: str = ""
    row: str = ""

    @property
    def name(self) -> str:
        """What says what the cell holds: its heading, else the first cell of its row, else ""."""
        return self.heading or self.row


@dataclass(frozen=True, slots=True)
class Table:
    """A table turned so that each row is one entry: `roles` say what the columns hold, every row has as many cells.

    `head` are the cells of the headings, () for a table without; `start` to `end` is the whole table.
    """

    roles: tuple[ColumnRole, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    head: tuple[Cell, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns' headings, () for a table without."""
        return tuple(cell.text for cell in self.head)

    def column(self, role: ColumnRole) -> tuple[Cell, ...]:
        """The cells of the first column with this role, one a row; () when there is none."""
        if role not in self.roles:
            return ()
        at = self.roles.index(role)
        return tuple(row[at] for row in self.rows)


@lru_cache(maxsize=8)
def read_tables(folded: str) -> tuple[Table, ...]:
    """Every table of the text, in order; one whose columns nothing names has the role `other` throughout."""
    lines = [m.span(1) for m in _LINE.finditer(folded) if m[1].strip(" |")]
    laid_out = [table for kind, block in _blocks(folded, lines) if (table := _build(kind, block))]
    return tuple(sorted((*laid_out, *_read_stacked(folded, lines)), key=lambda t: t.start))


@lru_cache(maxsize=8)
def read_cells(folded: str) -> tuple[Cell, ...]:
    """The cells of every table, in order, each with its heading (those have none) and the first cell of its row."""
    cells = [cell for table in read_tables(folded) for row in _name_cells(table) for cell in row if cell.text]
    return tuple(sorted(cells, key=lambda cell: (cell.start, cell.end)))


def find_cell(folded: str, at: int) -> Cell | None:
    """The table cell that holds character `at`, or None in running text."""
    cells = read_cells(folded)
    place = bisect_right(cells, at, key=lambda cell: cell.start) - 1
    return cells[place] if place >= 0 and at < cells[place].end else None


@lru_cache(maxsize=1024)
def name_role(heading: str) -> ColumnRole | None:
    """What a column heading says its cells are; None for what is no heading."""
    if len(heading) > _LONGEST_HEADING:
        return None
    bare = re.sub(r"[\s:]", "", heading)
    return next((role for role, pattern in HEADINGS if pattern.fullmatch(bare)), None)


def _name_cells(table: Table) -> Iterator[list[Cell]]:
    yield list(table.head)
    for row in table.rows:
        lead = row[0].text.replace(" ", "")
        yield [
            replace(
                cell,
                heading=table.headings[at].replace(" ", "") if table.headings else "",
                row=lead if at else "",
            )
            for at, cell in enumerate(row)
        ]


def _is_heading(words: str) -> bool:
    return len(words) <= _LONGEST_HEADING and (
        name_role(words) is not None or bool(HEADING_WORDS.search(words) and not NO_HEADING.search(words))
    )


def _blocks(folded: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Runs of lines that have cells of the same kind: bars, blanks, single blanks under headings."""
    block: list[list[Cell]] = []
    kind = ""
    for start, end in lines:
        now, cells = _split(folded, start, end, block[0] if kind in ("blanks", "spaced") else None)
        fresh = now and len(block) > 1 and len(cells) > 1 and all(name_role(c.text) is not None for c in cells)
        if block and kind == "blanks" and not now and _continues(cells[0], block):
            block.append(cells)
            continue
        if block and (now != kind or fresh):
            yield kind, block
            block = []
        kind = now
        if now:
            block.append(cells)
    if block:
        yield kind, block


def _split(folded: str, start: int, end: int, head: list[Cell] | None) -> tuple[str, list[Cell]]:
    """The kind of a line and its cells; a line of prose is one cell of no kind."""
    line = folded[start:end]
    if "|" in line:
        return "bars", _trim(
            [_strip(folded, start + m.start(1), start + m.end(1)) for m in re.finditer(r"(?:^|\|)([^|]*)", line)]
        )
    whole = _strip(folded, start, end)
    if "  " in whole.text and len(line) < _LONGEST_LINE:
        cells = [Cell(m.group(), start + m.start(), start + m.end()) for m in _BLANK_CELL.finditer(line)]
        if ":" not in line or any(_is_heading(c.text) for c in head or ()):
            return "blanks", cells
    if " " in whole.text and len(line) <= _LONGEST_SPACED:
        cells = [Cell(m.group(), start + m.start(), start + m.end()) for m in _SPACED_CELL.finditer(line)]
        if _is_spaced_row(cells, head):
            return "spaced", cells
    return "", [whole]


def _strip(folded: str, start: int, end: int) -> Cell:
    raw = folded[start:end]
    start += len(raw) - len(raw.lstrip())
    inner = raw.strip()
    return Cell(inner, start, start + len(inner))


def _trim(row: list[Cell]) -> list[Cell]:
    """A row without the empty cells that bars at both ends of the line leave, or one at its end."""
    if len(row) > 2 and not row[0].text:
        row = row[1:]
    return row[:-1] if len(row) > 1 and not row[-1].text else row


def _is_spaced_row(cells: list[Cell], head: list[Cell] | None) -> bool:
    """Whether single blanks part cells: a line of headings, one with as many cells, or one that a team's name leads."""
    lead = next((i for i, cell in enumerate(cells) if not _BEFORE_TEAM.fullmatch(cell.text)), 0)
    if len(cells) < 2:
        return False
    if len(cells) > 1 + lead and _LED.search(cells[lead].text) and not _PROSE.search(cells[-1].text):
        return True
    if head is not None:
        return len(cells) == len(head)
    known = sum(name_role(cell.text) is not None for cell in cells)
    return len(cells) > 2 and known >= len(cells) - 1


def _continues(cell: Cell, block: list[list[Cell]]) -> bool:
    return len(block) > 1 and len(cell.text) <= 16 and not _PROSE.search(cell.text)


def _build(kind: str, rows: list[list[Cell]]) -> Table | None:
    """A table from a run of lines, turned when its headings stand in the first column."""
    start, end = rows[0][0].start, rows[-1][-1].end
    if len(rows) < 2:
        lone = tuple[ColumnRole, ...]("other" for _ in rows[0])
        return Table(lone, (tuple(rows[0]),), start, end) if kind == "bars" else None
    across, down = [name_role(c.text) for c in rows[0]], [name_role(row[0].text) for row in rows]
    known_across, known_down = sum(r is not None for r in across), sum(r is not None for r in down)
    loose_across, loose_down = sum(_is_heading(c.text) for c in rows[0]), sum(_is_heading(r[0].text) for r in rows)
    if (known_down >= 2 and known_down > known_across) or (known_across < 2 and loose_down > max(1, loose_across)):
        return _headed(_turn(rows), start, end)
    if known_across >= 2 or loose_across * 2 >= max(2, len(rows[0])):
        return _headed(rows, start, end)
    return _untitled(rows, start, end)


def _headed(rows: list[list[Cell]], start: int, end: int) -> Table | None:
    roles: tuple[ColumnRole, ...] = tuple(name_role(c.text) or "other" for c in rows[0])
    body = tuple(_align(row, roles) for row in rows[1:])
    return Table(roles, body, start, end, tuple(rows[0])) if body else None


def _turn(rows: list[list[Cell]]) -> list[list[Cell]]:
    width = max(len(row) for row in rows)
    return [[row[i] if i < len(row) else Cell("", row[-1].end, row[-1].end) for row in rows] for i in range(width)]


def _align(row: Sequence[Cell], roles: tuple[ColumnRole, ...]) -> tuple[Cell, ...]:
    """A row with one cell a column; cells that a spanning cell above swallowed are empty, wherever they stood."""
    if len(row) > len(roles) > 1:
        return _align(_merge(row, roles), roles)
    if len(row) >= len(roles):
        return tuple(row[: len(roles)])
    whole = _spread(row, roles)
    parted = max(((_spread(one, roles)[0], one) for one in _part_cells(row)), default=None, key=lambda p: p[0])
    return _align(parted[1], roles) if parted and parted[0] > whole[0] else whole[1]


def _merge(row: Sequence[Cell], roles: tuple[ColumnRole, ...]) -> list[Cell]:
    """The row with two neighbours made one where that fits best: blanks inside a cell looked like an edge."""
    ways = []
    for at in range(len(row) - 1):
        left, right = row[at], row[at + 1]
        joined = Cell(left.text + " " * (right.start - left.end) + right.text, left.start, right.end)
        merged = [*row[:at], joined, *row[at + 2 :]]
        ways.append((sum(_rate(c.text, role) for c, role in zip(merged, roles, strict=False)), -at, merged))
    return max(ways, key=lambda way: way[:2])[2]


def _part_cells(row: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The row with one of its cells parted at a blank: a long cell leaves no room for more before the next."""
    for at, cell in enumerate(row):
        for gap in re.finditer("(?<=[^ ]{2}) (?=[^ ]{2})", cell.text[:80]):
            left = Cell(cell.text[: gap.start()], cell.start, cell.start + gap.start())
            right = Cell(cell.text[gap.end() :], cell.start + gap.end(), cell.end)
            yield [*row[:at], left, right, *row[at + 1 :]]


def _spread(row: Sequence[Cell], roles: tuple[ColumnRole, ...]) -> tuple[int, tuple[Cell, ...]]:
    """The row's cells over the columns, in order, as they fit best, with how well; where equal, further to the right.

    `best[n]` is the best way to have laid the first n cells over the columns seen so far.
    """
    empty = Cell("", row[0].start, row[0].start)
    if len(row) > len(roles):
        return -3 * len(roles), tuple(row[: len(roles)])
    best: list[tuple[int, tuple[Cell, ...]] | None] = [(0, ()), *([None] * len(row))]
    for role in roles:
        for n in range(len(row), -1, -1):
            skipped, before = best[n], best[n - 1] if n else None
            ways = [(skipped[0], (*skipped[1], empty))] if skipped else []
            if before:
                ways.append((before[0] + _rate(row[n - 1].text, role), (*before[1], row[n - 1])))
            best[n] = max(ways, key=lambda w: w[0]) if ways else None
    return best[len(row)] or (-3 * len(roles), (empty,) * len(roles))


def _rate(text: str, role: ColumnRole) -> int:
    """How well a cell fits a column, above 0 when it does, below 0 when it cannot."""
    if not text:
        return 0
    digits = sum(c.isdigit() for c in text)
    if role == "team":
        return 2 if _TEAM_CELL.search(text) else -2
    if role == "number":
        return 1 if len(text) <= 3 and digits else -1
    if role == "phone":
        return 2 if digits >= 7 else -1
    if role in ("leader", "deputy", "contact"):
        return 1 if len(text) <= 5 and not digits and not (len(text) > 3 and _UNIT_CELL.search(text)) else -1
    if role == "unit":
        if len(text) < 3 or digits >= 5 or _TEAM_CELL.search(text) or _DAY.match(text):
            return -1
        return 2 if _UNIT_CELL.search(text) else 1
    if role == "email":
        return 2 if "@" in text else -1
    if role == "postcode":
        return 2 if len(text) == 6 and digits == 6 else -1
    return 0


def _untitled(rows: list[list[Cell]], start: int, end: int) -> Table | None:
    """A table without headings: the column where teams stand is the team's, the rest is told by what fits."""
    width = max(len(row) for row in rows)
    teams = [i for i in range(width) if sum(_names_team(r, i) for r in rows) >= max(1, len(rows) // 3)]
    roles: list[ColumnRole] = ["other"] * width
    if teams and width > 1:
        roles[teams[0]] = "team"
        candidates: tuple[ColumnRole, ...] = ("phone", "leader", "unit")
        for role in candidates:
            free = [i for i in range(width) if roles[i] == "other"]
            score, at = max(
                ((sum(_rate(r[i].text, role) for r in rows if len(r) > i), -i) for i in free), default=(0, 0)
            )
            if score > len(rows) // 2:
                roles[-at] = role
    body = tuple(_align(row, tuple(roles)) for row in rows)
    return Table(tuple(roles), body, start, end) if width > 1 else None


def _names_team(row: Sequence[Cell], at: int) -> bool:
    return len(row) > at and len(row[at].text) < 30 and bool(_TEAM_CELL.search(row[at].text))


def _read_stacked(folded: str, lines: Sequence[tuple[int, int]]) -> Iterator[Table]:
    """Tables that lost their rows: one cell a line, first three and more headings, then row after row."""
    at = 0
    while at < len(lines):
        headings = _read_headings(folded, lines, at)
        if len(headings) < _FEWEST_STACKED:
            at += max(1, len(headings))
            continue
        roles: tuple[ColumnRole, ...] = tuple(name_role(h.text) or "other" for h in headings)
        place = at + len(headings)
        by_role = {"team", "unit"} <= set(roles)
        end, rows = _fit_rows(folded, lines, place, roles) if by_role else _count_rows(folded, lines, place, len(roles))
        if rows:
            yield Table(roles, tuple(rows), headings[0].start, lines[end - 1][1], tuple(headings))
        at = max(end, place)


def _read_headings(folded: str, lines: Sequence[tuple[int, int]], at: int) -> list[Cell]:
    found: list[Cell] = []
    for start, end in lines[at : at + 14]:
        cell = _strip(folded, start, end) if end - start <= _LONGEST_HEADING else None
        known = cell and (STACKED_HEADING.fullmatch(cell.text) or (len(cell.text) <= 12 and name_role(cell.text)))
        if cell is None or not known or cell.text in [f.text for f in found]:
            break
        found.append(cell)
    return found


def _count_rows(
    folded: str, lines: Sequence[tuple[int, int]], at: int, width: int
) -> tuple[int, list[tuple[Cell, ...]]]:
    """Rows of as many cells as there are headings, up to the first line of prose."""
    cells: list[Cell] = []
    for start, end in lines[at:]:
        cell = _strip(folded, start, end)
        if len(cell.text) > _LONGEST_STACKED or cell.text.endswith("。"):
            break
        cells.append(cell)
    whole = len(cells) - len(cells) % width
    return at + whole, [tuple(cells[i : i + width]) for i in range(0, whole, width)]


def _fit_rows(
    folded: str, lines: Sequence[tuple[int, int]], at: int, roles: tuple[ColumnRole, ...]
) -> tuple[int, list[tuple[Cell, ...]]]:
    """Rows from line `at` on: each cell goes to the next column it fits, a new row starts where none is left."""
    rows: list[dict[int, Cell]] = [{}]
    last = -1
    while at < len(lines):
        cell = _strip(folded, *lines[at])
        if len(cell.text) > _LONGEST_STACKED or cell.text.endswith(("。", ":", ";")):
            break
        column = _place(cell, roles, last)
        remark = roles[last] == "unit" and cell.text.startswith("(")
        goes_on = column is None and (_goes_on(cell, roles[last]) or not _starts_row(cell, roles))
        if last >= 0 and (remark or goes_on):
            before = rows[-1][last]
            rows[-1][last] = Cell(f"{before.text}{cell.text}", before.start, cell.end)
            at += 1
            continue
        if column is None and rows[-1]:
            rows.append({})
            column = _place(cell, roles, -1)
        if column is None:
            break
        rows[-1][column] = cell
        last = column
        at += 1
    return at, [_fill(row, len(roles)) for row in rows if row]


def _goes_on(cell: Cell, role: ColumnRole) -> bool:
    """Whether a cell is the rest of a box's place (农业大厦, 二楼电梯厅)."""
    return role == "box" and _PLACE_END.search(cell.text) is not None


def _starts_row(cell: Cell, roles: tuple[ColumnRole, ...]) -> bool:
    """Whether a cell can be a row's first: it surely fits a column, or no column says what it should look like."""
    rates = [_rate(cell.text, role) for role in roles]
    return "team" not in roles or max(rates) > 1


def _place(cell: Cell, roles: tuple[ColumnRole, ...], last: int) -> int | None:
    """The next column the cell fits; one whose cells cannot be told by looks takes a cell that is the very next."""
    for column in range(last + 1, len(roles)):
        rate = _rate(cell.text, roles[column])
        if rate > 0 or (rate == 0 and column == last + 1):
            return column
    return None


def _fill(row: dict[int, Cell], width: int) -> tuple[Cell, ...]:
    first = next(iter(row.values()))
    return tuple(row.get(column, Cell("", first.start, first.start)) for column in range(width))
