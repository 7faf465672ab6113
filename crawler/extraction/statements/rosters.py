"""People of a table: columns of leaders, deputies, liaison and contact persons."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extraction.spans.names import clean_name, is_name
from crawler.extraction.text.document import Document, Span
from crawler.extraction.text.tables import Cell, Table, read_tables
from crawler.extraction.words.acts import Act
from crawler.extraction.words.posts import NOUN

_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("副组长", re.compile("(?:巡[视察查]组)?副组长.{0,8}")),
    ("组长", re.compile("(?:巡[视察查]组)?组长(?:姓名|名单|[及和与（(/].{1,8})?|负责人|带队(?:组长|领导)")),
    ("联络员", re.compile("(?:巡[视察查]组)?联络员.{0,8}")),
    ("巡视专员", re.compile("巡视专员")),
    ("巡察专员", re.compile("巡察专员")),
    ("成员", re.compile("(?:巡[视察查]组)?成员(?:姓名|名单)?")),
    ("组员", re.compile("(?:巡[视察查]组)?组员(?:姓名|名单)?")),
    ("", re.compile("(?:巡[视察查]组)?联系[人员].{0,8}")),
)
"""The post a column of names gives by its heading; the empty post is a contact person's, who has none."""
_ACTS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("chair", re.compile("(?:动员会|会议|大会)?主持(?:人|同志|领导)?")),
    ("respond", re.compile("(?:动员会|会议)?表态(?:发言)?(?:人|同志|领导)?")),
    ("speech", re.compile("(?:作|做)?动员(?:讲话)?(?:人|同志|领导)|(?:作|做)?动员讲话|讲话人?")),
)
"""The act that a column of names gives by its heading (动员会主持人, 表态发言人)."""
_ROLES = {"leader": "组长", "deputy": "副组长"}
_ASIDE = re.compile("[(（][^()（）]*[)）]")
_CHAR = r"[^、,，;；/ 　\d]"
_NAME_PIECE = re.compile(
    rf"{_CHAR}(?:[ 　]{{1,4}}{_CHAR}(?![^、,，;；/ 　]{{2}})){{1,2}}(?!{_CHAR}{{2}})|{_CHAR}{{2,16}}"
)
_TEAM = re.compile("巡[视察查].{0,6}组$")


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of a table: name, post completed with the team of the row, or None for a contact person."""

    name: str
    post: str | None
    span: Span
    rule: str
    act: Act | None = None


def read_rosters(doc: Document, teams: Sequence[str]) -> tuple[Listed, ...]:
    """The people in the tables of the text; `teams` are the notice's teams, which complete a row's own words."""
    return tuple(entry for table in read_tables(doc.folded) for entry in _read_table(doc, table, teams))


def _read_table(doc: Document, table: Table, teams: Sequence[str]) -> Iterator[Listed]:
    named = table.column("team")
    titles = [_read_title(heading) for heading in table.headings] or [_ROLES.get(role) for role in table.roles]
    acts = [_read_act(heading) for heading in table.headings] or [None] * len(titles)
    untitled = table.rows[0][0].start == table.start
    team = ""
    for index, row in enumerate(table.rows):
        if named and named[index].text:
            team = _name_team(named[index].text, teams)
        for act, cell in zip(acts, row, strict=True):
            for held, name, start, end in _read_holders(cell) if act else ():
                yield Listed(name, held or None, Span("text", start, end), "people.table_act", act)
        for title, cell in zip(titles, row, strict=True):
            if title is None or (untitled and not team):
                continue
            post = team + title if title else None
            for name, start, end in _read_cell(cell):
                yield Listed(name, post, Span("text", start, end), "people.table_column")


def _read_title(heading: str) -> str | None:
    """The post that a column's heading gives, "" for contact persons, None for a column of other things."""
    bare = re.sub(r"[ 　:：]", "", heading)
    return next((title for title, pattern in _TITLES if pattern.fullmatch(bare)), None)


def _read_act(heading: str) -> Act | None:
    bare = re.sub(r"[ 　:：]", "", heading)
    return next((act for act, pattern in _ACTS if pattern.fullmatch(bare)), None)


def _read_holders(cell: Cell) -> Iterator[tuple[str, str, int, int]]:
    """Post and name of each in a cell that may print posts too (党委书记、局长张三；李四)."""
    post, begin = "", 0
    for piece in re.finditer("[^、,，;；/]+", cell.text):
        nouns = list(NOUN.finditer(cell.text, piece.start(), piece.end()))
        at = nouns[-1].end() if nouns else piece.start()
        printed = cell.text[at : piece.end()]
        value = clean_name(printed.replace("　", " "))
        if nouns and not value:
            continue
        post = cell.text[begin:at].strip("、,，;； 　") if nouns else ""
        if is_name(value, sure=True):
            start = cell.start + at + len(printed) - len(printed.lstrip(" 　"))
            yield post, value, start, start + len(printed.strip(" 　"))
        begin = piece.end()


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
