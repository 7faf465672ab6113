"""Tables for a person: they fit a terminal of 80 columns, are not wrapped in a pipe, and never crop a value."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.model.wording import translate
from crawler.runs.ledger import show_line

_UNBOUNDED = 1000
"""Columns of a pipe: wider than any row, so that nothing is wrapped there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column. `whole`: its values are short and never wrapped; `least`: the width it keeps beside wide ones."""

    name: str
    whole: bool = False
    right: bool = False
    least: int | None = None


class _Output(Console):
    """Rich's console, which leaves it to the command what a closed pipe means."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def make_console() -> Console:
    """Standard output: as wide as the terminal, without bound in a pipe or file."""
    return _Output(width=None if sys.stdout.isatty() else _UNBOUNDED, highlight=False)


def make_table(
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[str]],
    *,
    title: str | None = None,
    caption: str | None = None,
    spaced: bool = False,
    language: str = "en",
) -> Table:
    """The rows under their columns; lines of a cell are parted by newlines, control characters are shown escaped;
    `spaced` parts the rows by a blank line; title and headings in the language.
    """
    gap = (0, 2, 1 if spaced else 0, 0)
    title = None if title is None else translate(title, language)
    table = Table(title=title, caption=caption, box=None, padding=gap)
    table.title_justify = table.caption_justify = "left"
    for column in columns:
        table.add_column(
            translate(column.name, language),
            no_wrap=column.whole,
            overflow="fold",
            justify="right" if column.right else "left",
            min_width=column.least,
        )
    for row in rows:
        table.add_row(*[Text("\n".join(map(show_line, cell.split("\n")))) for cell in row])
    return table
