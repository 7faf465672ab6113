"""Tables as a page's text prints them: cells parted by | or by wide blanks, with or without headings, either way."""

import re
from collections.abc import Iterator, Sequence

from crawler.extraction.columns import TEAM_CELL, Cell, ColumnRole, Table, name_role, rate_cell
from crawler.extraction.document import Document, Span
from crawler.extraction.flattened import find_flattened

__all__ = ["Cell", "ColumnRole", "Table", "find_tables", "name_role"]

_LED = re.compile("^[^，。；：,;:]{0,24}(?:巡[视察查].{0,6}|第[一二三四五六七八九十0-9]{1,3})组$")
_BEFORE_TEAM = re.compile("[0-9一二三四五六七八九十年月日号上下中午前后晚第、.．（）()：:]{1,14}")
_PROSE = re.compile("[，。；：,;:]")
_WIDE = re.compile(r"\t+|[ 　]{2,}")
_WIDE_CELL = re.compile(r"[一-鿿][ 　]{1,4}[一-鿿](?![^ 　\t])|[^\t 　](?:[^\t 　]|[ 　](?![ 　\t]|$))*")


def find_tables(doc: Document) -> tuple[Table, ...]:
    """The tables of the text that name at least one known column, in order."""
    laid_out = [table for block in _blocks(doc) if (table := _build(block))]
    return tuple(sorted((*laid_out, *find_flattened(doc.text, doc.lines)), key=lambda t: t.start))


def _blocks(doc: Document) -> Iterator[list[list[Cell]]]:
    """Runs of lines that have cells of the same kind."""
    block: list[list[Cell]] = []
    kind = ""
    for line in doc.lines:
        now, cells = _split(doc.text, line)
        if not now and (spaced := _split_spaced(doc.text, line, block[0] if kind == "spaced" else None)):
            now, cells = "spaced", spaced
        if now and len(block) > 1 and sum(name_role(c.text) is not None for c in cells) == len(cells) > 1:
            yield block
            block = []
        if block and now != kind:
            if len(cells) == 1 and kind == "blanks" and now == "" and _continues(cells[0], block):
                block.append(cells)
                continue
            yield block
            block = []
        kind = now
        if now:
            block.append(cells)
    if block:
        yield block


def _continues(cell: Cell, block: list[list[Cell]]) -> bool:
    return len(block) > 1 and len(cell.text) <= 16 and not re.search("[，。：；,:;]", cell.text)


def _split(text: str, line: Span) -> tuple[str, list[Cell]]:
    printed = text[line.start : line.end]
    if "|" in printed or "｜" in printed or "│" in printed:
        return "bars", _cells(text, line.start, re.finditer(r"[^|｜│]*(?:[|｜│]|$)", printed), r"[|｜│]")
    inner = printed.strip(" 　\t")
    if _WIDE.search(inner) and len(printed) < 400:
        return "blanks", _cells(text, line.start, _WIDE_CELL.finditer(printed), "")
    start = line.start + len(printed) - len(printed.lstrip(" 　\t"))
    return "", [Cell(inner, start, start + len(inner))]


def _split_spaced(text: str, line: Span, head: list[Cell] | None) -> list[Cell] | None:
    """A row whose cells are parted by single blanks: a line of headings, or one with as many cells as the headings."""
    cells = [
        Cell(piece.group(), line.start + piece.start(), line.start + piece.end())
        for piece in re.finditer("[一-鿿](?:[ 　][一-鿿](?![^ 　]))|[^ 　]+", text[line.start : line.end])
    ]
    lead = next((i for i, cell in enumerate(cells) if not _BEFORE_TEAM.fullmatch(cell.text)), 0)
    if len(cells) < 2 or line.end - line.start > 200:
        return None
    led = len(cells) > 1 + lead and _LED.search(cells[lead].text) is not None and not _PROSE.search(cells[-1].text)
    if head is None:
        known = sum(name_role(cell.text) is not None for cell in cells)
        return cells if led or (len(cells) > 2 and known >= len(cells) - 1) else None
    return cells if led or len(cells) == len(head) else None


def _cells(text: str, offset: int, pieces: Iterator[re.Match[str]], bar: str) -> list[Cell]:
    cells = []
    ended = False
    for piece in pieces:
        raw = re.sub(bar + "$", "", piece.group()) if bar else piece.group()
        if bar and not piece.group() and ended:
            break
        ended = bool(bar) and not re.search(bar + "$", piece.group())
        start = offset + piece.start() + len(raw) - len(raw.lstrip(" 　\t"))
        inner = raw.strip(" 　\t")
        cells.append(Cell(inner, start, start + len(inner)))
        if ended:
            break
    return cells


def _build(block: list[list[Cell]]) -> Table | None:
    """A table from a run of lines, turned when its headings stand in the first column; None when nothing is known."""
    rows = [_trim(row) for row in block]
    if len(rows) < 2:
        return None
    start, end = rows[0][0].start, rows[-1][-1].end
    across = [name_role(c.text) for c in rows[0]]
    down = [name_role(row[0].text) for row in rows]
    known_across, known_down = sum(r is not None for r in across), sum(r is not None for r in down)
    if known_down >= 2 and known_down > known_across:
        rows = _turn([row for row, role in zip(rows, down, strict=True) if role])
        across = [name_role(c.text) for c in rows[0]]
    elif known_across < 2:
        return _untitled(rows, start, end)
    roles: tuple[ColumnRole, ...] = tuple(role or "other" for role in across)
    body = [_align(row, roles) for row in rows[1:]]
    headings = tuple(cell.text for cell in rows[0])
    return Table(roles, tuple(body), start, end, headings) if body else None


def _trim(row: list[Cell]) -> list[Cell]:
    """A row without the empty cells that bars at both ends of the line leave."""
    if len(row) > 2 and not row[0].text and not row[-1].text:
        return row[1:-1]
    return row


def _turn(rows: list[list[Cell]]) -> list[list[Cell]]:
    width = max(len(row) for row in rows)
    return [[row[i] if i < len(row) else Cell("", row[-1].end, row[-1].end) for row in rows] for i in range(width)]


def _align(row: Sequence[Cell], roles: tuple[ColumnRole, ...]) -> tuple[Cell, ...]:
    """A row with one cell a column; cells that a spanning cell above swallowed are empty, wherever they stood."""
    if len(row) >= len(roles):
        return tuple(row[: len(roles)])
    whole = _spread(row, roles)
    parted = max(((_spread(one, roles)[0], one) for one in _part_cells(row)), default=None, key=lambda p: p[0])
    return _align(parted[1], roles) if parted and parted[0] > whole[0] else whole[1]


def _part_cells(row: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The row with one of its cells parted at a blank: a long cell leaves no room for more before the next."""
    for at, cell in enumerate(row):
        for gap in re.finditer("(?<=[^ 　]{2})[ 　](?=[^ 　]{2})", cell.text[:80]):
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
                ways.append((before[0] + rate_cell(row[n - 1].text, role), (*before[1], row[n - 1])))
            best[n] = max(ways, key=lambda w: w[0]) if ways else None
    return best[len(row)] or (-3 * len(roles), (empty,) * len(roles))


def _untitled(rows: list[list[Cell]], start: int, end: int) -> Table | None:
    """A table without headings: the column where teams stand is the team's, the rest is told by what fits."""
    width = max(len(row) for row in rows)
    teams = [i for i in range(width) if sum(_names_team(r, i) for r in rows) >= max(1, len(rows) // 3)]
    if not teams or width < 2:
        return None
    roles: list[ColumnRole] = ["other"] * width
    roles[teams[0]] = "team"
    candidates: tuple[ColumnRole, ...] = ("phone", "leader", "unit")
    for role in candidates:
        free = [i for i in range(width) if roles[i] == "other"]
        score, at = max(
            ((sum(rate_cell(r[i].text, role) for r in rows if len(r) > i), -i) for i in free), default=(0, 0)
        )
        if score > len(rows) // 2:
            roles[-at] = role
    body = [_align(row, tuple(roles)) for row in rows]
    return Table(tuple(roles), tuple(body), start, end)


def _names_team(row: Sequence[Cell], at: int) -> bool:
    return len(row) > at and len(row[at].text) < 30 and bool(TEAM_CELL.search(row[at].text))
