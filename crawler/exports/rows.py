"""A published notice as one flat row of text: the columns of the CSV file.

First what a person looks for, then every other field by the table, what only programs ask for last. Days and times of
day are columns of their own, each a full day or empty, so that a program takes them for one type. A list is one cell,
its elements joined by `；`; objects in a list give a column a key, whose cells have as many elements as the list (a
list in one is joined by commas). null is an empty cell; no cell holds a line break or a pipe.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from crawler.model.fields.table import FIELDS, Field, list_leaves
from crawler.model.publication import Published

LIST_MARK = "；"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FULL_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T(\d{2}:\d{2})")
_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")

Row = dict[str, str]


def _find_leader(published: Published) -> str:
    return LIST_MARK.join(person["name"] for person in published["people"] if "team_leader" in person["roles"])


def find_day(value: str | None) -> str:
    """A full day; nothing where the year is not known."""
    found = _DAY.match(value or "")
    return found.group() if found else ""


def _find_minute(value: str | None) -> str:
    found = _FULL_TIME.match(value or "")
    return found.group(1) if found else ""


def _find_yearless(published: Published) -> str:
    """Days of which only month and day are known, each with what it is."""
    days = {
        "published": published["published_at"],
        "since": published["period"]["start"],
        "until": published["period"]["end"],
        "deadline": published["contacts"]["deadline"],
    }
    return LIST_MARK.join(f"{name} {day[2:]}" for name, day in days.items() if day and day.startswith("--"))


SHOWN: Mapping[str, Callable[[Published], str]] = {
    "date": lambda published: find_day(published["published_at"]),
    "time": lambda published: _find_minute(published["published_at"]),
    "leader": _find_leader,
    "meeting": lambda published: find_day(next(iter(published["meeting_dates"]), None)),
    "since": lambda published: find_day(published["period"]["start"]),
    "until": lambda published: find_day(published["period"]["end"]),
    "deadline": lambda published: find_day(published["contacts"]["deadline"]),
    "days_without_year": _find_yearless,
}
"""Columns made for people from one or more fields."""

_INSTEAD = frozenset({"published_at", "period/start", "period/end", "contacts/deadline"})
"""Fields that stand in the columns above and in none of their own."""

_FIRST = (
    *("date", "province", "site_name", "unit", "team", "leader", "meeting", "until", "phone", "title", "link"),
    *("time", "since"),
)


def list_columns(fields: Sequence[Field] = FIELDS) -> tuple[str, ...]:
    """The names of the columns, in their order."""
    told = [_name_column(row) for row in _list_told(fields) if row.proof != "none"]
    technical = [_name_column(row) for row in _list_told(fields) if row.proof == "none"]
    rest = [name for name in (*told, *SHOWN, *technical) if name not in _FIRST]
    return (*_FIRST, *rest)


def flatten_notice(published: Published, site_name: str, fields: Sequence[Field] = FIELDS) -> Row:
    """The cells of a published notice by column, not yet guarded for spreadsheets."""
    told, columns = (_TOLD, _COLUMNS) if fields is FIELDS else (tuple(_list_told(fields)), list_columns(fields))
    cells = {_name_column(row): _print_cell(row, published) for row in told}
    cells |= {"site_name": site_name} | {name: show(published) for name, show in SHOWN.items()}
    return {name: clean_cell(cells[name]) for name in columns}


def find_columns(row: Field) -> tuple[str, ...]:
    """The columns that show a field: its own, or those made for people from it; none for an object, whose keys have
    theirs.
    """
    if row.parts:
        return ()
    made = {
        "published_at": ("date", "time", "days_without_year"),
        "period/start": ("since", "days_without_year"),
        "period/end": ("until", "days_without_year"),
        "contacts/deadline": ("deadline", "days_without_year"),
        "meeting_dates": ("meeting_dates", "meeting"),
        "people/name": ("people", "leader"),
        "site": ("site", "site_name"),
    }
    return made.get(row.name, (_name_column(row),))


def _list_told(fields: Sequence[Field]) -> Iterator[Field]:
    return (row for row in list_leaves(fields) if row.name not in _INSTEAD)


def _name_column(row: Field) -> str:
    return row.definition.csv or "_".join(row.path[-2:])


def _print_cell(row: Field, published: Published) -> str:
    if len(row.path) == 1 and not row.many:
        return _print_value(row, published[row.key])
    cells = [_print_value(row, value) for value in _list_values(row.path, published)]
    return (
        cells[0] if len(cells) == 1 and not row.many else LIST_MARK.join(cell.replace(LIST_MARK, ";") for cell in cells)
    )


def _list_values(path: Sequence[str], value: Published, *, in_list: bool = False) -> Iterator[Any]:
    """The values a path leads to: the elements of a list, one for each object of a list of objects, or one."""
    child = value[path[0]]
    if len(path) == 1:
        yield from child if isinstance(child, list) and not in_list else [child]
    elif isinstance(child, list):
        for item in child:
            yield from _list_values(path[1:], item, in_list=True)
    else:
        yield from _list_values(path[1:], child, in_list=in_list)


def _print_value(row: Field, value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return ("→" if row.shape == "pair" else ",").join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def clean_cell(cell: str) -> str:
    """The cell on one line, without pipes."""
    return _BREAKS.sub(" ", cell.strip()).replace("|", "｜") if cell else ""


_TOLD, _COLUMNS = tuple(_list_told(FIELDS)), list_columns(FIELDS)
"""What is the same for every notice."""
