"""What the demo shows of published notices: which inspections began where, led by whom, until when, how to reach."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table

Notice = Mapping[str, Any]

_MOST_LINES = 3
_COLUMNS = (
    ("Site", 8, True),
    ("Inspected unit", 18, False),
    ("Team", 18, False),
    ("Led by", 8, True),
    ("Meeting", 10, True),
    ("Until", 12, True),
    ("How to reach the team", 30, False),
)


def make_table(notices: Iterable[Notice], caption: str | None = None) -> Table:
    """One row a notice; what a notice does not say stays empty."""
    table = Table(title="Inspections that began", caption=caption, title_justify="left", caption_justify="left")
    for name, width, fixed in _COLUMNS:
        table.add_column(name, min_width=width, no_wrap=fixed, overflow="fold")
    for notice in notices:
        table.add_row(*make_row(notice))
    return table


def make_row(notice: Notice) -> tuple[str, ...]:
    """The cells of one notice, in the order of the columns."""
    return (
        str(notice["site"]),
        _stack(target["name"] for target in notice["targets"]),
        _stack(notice["teams"]),
        _stack(person["name"] for person in notice["people"] if "team_leader" in person["roles"]),
        _stack(notice["meeting_dates"]),
        str(notice["period"]["end"] or notice["period"]["duration"] or ""),
        _stack(list_contacts(notice["contacts"])),
    )


def list_contacts(contacts: Mapping[str, Any]) -> list[str]:
    """Phones, then letter boxes, then mail addresses, as printed."""
    return [*(phone["number"] for phone in contacts["phones"]), *contacts["mailboxes"], *contacts["emails"]]


def make_summary(reports: Sequence[Mapping[str, Any]]) -> Table:
    """One row a site: how its run ended and what it counted."""
    table = Table(title="Runs", title_justify="left")
    for name in ("Site", "Outcome", "Requests", "Links", "New notices", "Copies", "Errors"):
        table.add_column(name, justify="left" if name in ("Site", "Outcome") else "right")
    for report in reports:
        counts = [str(report[name]) for name in ("requests", "listing_links", "new", "copies")]
        table.add_row(report["site"], report["outcome"], *counts, str(len(report["errors"])))
    return table


def _stack(values: Iterable[str]) -> str:
    lines = list(values)
    more = [f"… {len(lines) - _MOST_LINES} more"] if len(lines) > _MOST_LINES else []
    return "\n".join(lines[:_MOST_LINES] + more)
