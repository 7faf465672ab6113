"""CSV: one row an inspected unit, with how often and when it was inspected; without an id, by name and place."""

from dataclasses import dataclass, field
from typing import IO, Any

from crawler.exports.about import NOTHING_KNOWN, About
from crawler.exports.format import Format
from crawler.exports.rows import LIST_MARK, clean_cell, find_day
from crawler.exports.sheet import Sheet
from crawler.exports.tables import list_pairs
from crawler.model.publication import Published

COLUMNS = (
    *("unit", "unit_qualified", "unit_id", "unit_division", "unit_kind", "province", "notices", "first", "last"),
    *("teams", "notice_ids"),
)


@dataclass(slots=True)
class _Unit:
    target: dict[str, Any]
    province: str
    days: set[str] = field(default_factory=set)
    teams: dict[str, None] = field(default_factory=dict)
    notices: dict[str, None] = field(default_factory=dict)


class UnitsTable(Format):
    """One row a unit, by id, else by name; written at the end, for a unit is known from all its notices."""

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        super().__init__(stream, about)
        self._sheet = Sheet(stream, about)
        self._units: dict[tuple[str, ...], _Unit] = {}

    def start(self) -> None:
        """Write the header."""
        self._sheet.write_head(COLUMNS)

    def write(self, published: Published) -> None:
        """Keep what a notice says of its units."""
        day = find_day(next(iter(published["meeting_dates"]), None)) or find_day(published["published_at"])
        for team, place in list_pairs(published):
            if place is None:
                continue
            target = dict(published["targets"][place])
            target["id"] = self._about.find_unit(target["id"]) if target["id"] else None
            unit = self._units.setdefault(_make_key(target, published), _Unit(target, published["province"] or ""))
            unit.notices[published["id"]] = None
            if day:
                unit.days.add(day)
            if team is not None:
                unit.teams[published["teams"][team]] = None

    def finish(self) -> None:
        """Write the units in the order of their keys."""
        for key in sorted(self._units):
            self._sheet.write_row(map(clean_cell, _print_unit(self._units[key])))


def _make_key(target: dict[str, Any], published: Published) -> tuple[str, ...]:
    """What tells a unit from others: its id; else its full name, where one is known; else its name within a province
    or, where that is not known either, within what one site reports.
    """
    if target["id"]:
        return ("0", target["id"])
    if target["qualified"]:
        return ("1", target["qualified"])
    place = target["division"] or published["province"] or published["site"]
    return ("2", target["name"], place)


def _print_unit(unit: _Unit) -> tuple[str, ...]:
    target = unit.target
    return (
        target["name"],
        *(target[key] or "" for key in ("qualified", "id", "division", "unit")),
        unit.province,
        str(len(unit.notices)),
        min(unit.days, default=""),
        max(unit.days, default=""),
        LIST_MARK.join(sorted(unit.teams)),
        LIST_MARK.join(unit.notices),
    )
