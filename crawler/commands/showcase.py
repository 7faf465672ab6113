"""What the demo shows of published notices: which inspections began where, led by whom, until when, how to reach."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table

from crawler.commands.terminal import TableColumn, make_table

Notice = Mapping[str, Any]

_MOST_UNITS = 4
_COLUMNS = (
    TableColumn(name="site", whole=True),
    TableColumn(name="inspected unit", least=14),
    TableColumn(name="team, led by", least=14),
    TableColumn(name="met, until", whole=True),
    TableColumn(name="how to reach the team", least=15),
)


def show_inspections(notices: Iterable[Notice], caption: str | None = None, language: str = "en") -> Table:
    """One row a notice; what a notice does not say stays empty. Long lists of units are cut, contacts never."""
    rows = [make_row(notice) for notice in notices]
    title = "Inspections that began"
    return make_table(_COLUMNS, rows, title=title, caption=caption, spaced=True, language=language)


def make_row(notice: Notice) -> tuple[str, ...]:
    """The cells of one notice, in the order of the columns."""
    leaders = [person["name"] for person in notice["people"] if "team_leader" in person["roles"]]
    until = notice["period"]["end"] or notice["period"]["duration"]
    return (
        str(notice["site"]),
        "\n".join(cut_list([target["name"] for target in notice["targets"]])),
        "\n".join([*cut_list(notice["teams"]), "、".join(cut_list(leaders))]),
        "\n".join([*notice["meeting_dates"], *([f"→ {until}"] if until else [])]),
        "\n".join(list_contacts(notice["contacts"])),
    )


def cut_list(values: Sequence[str]) -> list[str]:
    """The values, or the first ones and how many more there are."""
    if len(values) <= _MOST_UNITS:
        return list(values)
    return [*values[: _MOST_UNITS - 1], f"… {len(values) - _MOST_UNITS + 1} more"]


def list_contacts(contacts: Mapping[str, Any]) -> list[str]:
    """Phones, then letter boxes, then mail addresses, as printed."""
    return [*(phone["number"] for phone in contacts["phones"]), *contacts["mailboxes"], *contacts["emails"]]


def show_runs(reports: Sequence[Mapping[str, Any]], language: str = "en") -> Table:
    """One row a site: how its run ended and what it counted."""
    names = ("requests", "listing_links", "new", "copies")
    rows = [
        (report["site"], report["outcome"], *(str(report[name]) for name in names), str(len(report["errors"])))
        for report in reports
    ]
    columns = [TableColumn(name=name, whole=True) for name in ("site", "outcome")]
    counts = [TableColumn(name=name, right=True) for name in ("requests", "links", "new notices", "copies", "errors")]
    return make_table([*columns, *counts], rows, title="Runs", language=language)
