"""People of a table: columns of leaders, deputies, liaison and contact persons."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extraction.document import Document, Span
from crawler.extraction.names import clean_name, is_name
from crawler.extraction.tables import Cell, Table, find_tables

_COLUMNS = {"leader": "组长", "deputy": "副组长", "contact": "联络员"}
_ASIDE = re.compile("[(（][^()（）]*[)）]")
_CHAR = r"[^、,，;；/ 　\d]"
_NAME_PIECE = re.compile(
    rf"{_CHAR}(?:[ 　]{{1,4}}{_CHAR}(?![^、,，;；/ 　]{{2}})){{1,2}}(?!{_CHAR}{{2}})|{_CHAR}{{2,16}}"
)
_TEAM = re.compile("巡[视察查].{0,6}组$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of a table: name, post completed with the team of the row, or None for a contact person."""

    name: str
    post: str | None
    span: Span
    rule: str


def read_rosters(doc: Document, teams: Sequence[str]) -> tuple[Entry, ...]:
    """The people in the tables of the text; `teams` are the notice's teams, which complete a row's own words."""
    return tuple(entry for table in find_tables(doc) for entry in _read_table(doc, table, teams))


def _read_table(doc: Document, table: Table, teams: Sequence[str]) -> Iterator[Entry]:
    region = re.sub(r"[ 　]", "", doc.text[table.start : table.end])
    of_contacts = "联络员" not in region
    named = table.column("team")
    untitled = table.rows[0][0].start == table.start
    team = ""
    for index, row in enumerate(table.rows):
        if named and named[index].text:
            team = _name_team(named[index].text, teams)
        for role, cell in zip(table.roles, row, strict=True):
            title = _COLUMNS.get(role)
            if title is None or (untitled and not team):
                continue
            post = None if role == "contact" and of_contacts else team + title
            for name, start, end in _read_cell(cell):
                yield Entry(name, post, Span("text", start, end), "people.table_column")


def _name_team(cell: str, teams: Sequence[str]) -> str:
    printed = re.sub(r"[ 　]", "", cell)
    full = [team for team in teams if team.endswith(printed)]
    if len(full) == 1:
        return full[0]
    return printed if _TEAM.search(printed) else ""


def _read_cell(cell: Cell) -> Iterator[tuple[str, int, int]]:
    """The names of a cell; a name set with blanks (张　伟) is one."""
    printed = _ASIDE.sub(lambda m: " " * len(m.group()), cell.text)
    for match in _NAME_PIECE.finditer(printed):
        value = clean_name(match.group().replace("　", " "))
        if is_name(value, sure=True):
            yield value, cell.start + match.start(), cell.start + match.end()
