"""Tables beside that of the notices: a row a pair of team and unit, a person taking part, a contact. Pure.

Each row also says of which notice it is, so that it stands alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.exports.rows import LIST_MARK, clean_cell, find_day
from crawler.model.publication import Published

Row = dict[str, str]
_Rows = Callable[[Published], Iterator[Row]]

_OF_NOTICE = ("date", "meeting", "province", "level", "mode", "term", "round", "site", "title", "link", "notice_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatTable:
    """A table: its columns in their order, and the rows that a notice gives."""

    columns: tuple[str, ...]
    make_rows: _Rows

    def list_rows(self, published: Published) -> Iterator[list[str]]:
        """The rows of a notice, each cell on one line."""
        common = _describe_notice(published)
        for row in self.make_rows(published):
            cells = {**common, **row}
            yield [clean_cell(cells[name]) for name in self.columns]


def list_pairs(published: Published) -> list[tuple[int | None, int | None]]:
    """The places in `teams` and in `targets` that belong together: those the text ties, then teams and units that it
    ties to nobody, each with None for the other.
    """
    teams = {name: place for place, name in reversed(list(enumerate(published["teams"])))}
    units = {target["name"]: place for place, target in reversed(list(enumerate(published["targets"])))}
    tied = [(teams.get(team), units.get(unit)) for team, unit in published["pairs"]]
    known = [pair for pair in dict.fromkeys(tied) if pair != (None, None)]
    lone_units = [place for place in range(len(published["targets"])) if place not in {unit for _, unit in known}]
    lone_teams = [place for place in range(len(published["teams"])) if place not in {team for team, _ in known}]
    if not known and len(lone_teams) == 1 and not lone_units:
        return [(lone_teams[0], None)]
    return [*known, *((None, unit) for unit in lone_units), *((team, None) for team in lone_teams)]


def _describe_notice(published: Published) -> Row:
    first = next(iter(published["rounds"]), {"term": None, "number": None})
    return {
        "date": find_day(published["published_at"]),
        "meeting": find_day(next(iter(published["meeting_dates"]), None)),
        "province": published["province"] or "",
        "level": published["level"] or "",
        "mode": published["mode"] or "",
        "term": _print(first["term"]),
        "round": _print(first["number"]),
        "site": published["site"],
        "title": published["title"] or "",
        "link": published["url"],
        "notice_id": published["id"],
    }


def _make_pairs(published: Published) -> Iterator[Row]:
    identities = dict(enumerate(published["team_units"]))
    for team, unit in list_pairs(published):
        identity = {} if team is None else identities.get(team, {})
        target: Mapping[str, Any] = {} if unit is None else published["targets"][unit]
        yield {
            "team": "" if team is None else published["teams"][team],
            "team_qualified": identity.get("qualified") or "",
            "team_id": identity.get("id") or "",
            "unit": target.get("name") or "",
            "unit_qualified": target.get("qualified") or "",
            "unit_id": target.get("id") or "",
            "unit_division": target.get("division") or "",
            "unit_kind": target.get("unit") or "",
            "tied": str(team is not None and unit is not None).lower(),
            "types": LIST_MARK.join(published["types"]),
            "since": find_day(published["period"]["start"]),
            "until": find_day(published["period"]["end"]),
            "leader": LIST_MARK.join(p["name"] for p in published["people"] if "team_leader" in p["roles"]),
            "confidence": published["confidence"] or "",
        }


def _make_people(published: Published) -> Iterator[Row]:
    units = LIST_MARK.join(target["name"] for target in published["targets"])
    for person in published["people"]:
        yield {
            "name": person["name"],
            "post": person["post"] or "",
            "roles": ",".join(person["roles"]),
            "team": LIST_MARK.join(published["teams"]),
            "unit": units,
        }


def _make_contacts(published: Published) -> Iterator[Row]:
    contacts = published["contacts"]
    rows = [(phone["kind"], phone["number"], phone["note"] or "") for phone in contacts["phones"]]
    named = (("email", "emails"), ("mailbox", "mailboxes"), ("postcode", "postcodes"), ("box", "boxes"))
    rows += [(kind, value, "") for kind, key in named for value in contacts[key]]
    rows += [("hours", f"{span['start']}-{span['end']}", span["days"] or "") for span in contacts["hours"]]
    for kind, value, note in rows:
        yield {
            "kind": kind,
            "value": value,
            "note": note,
            "team": LIST_MARK.join(published["teams"]),
            "until": find_day(contacts["deadline"] or published["period"]["end"]),
        }


def _print(number: int | None) -> str:
    return "" if number is None else str(number)


PAIRS = FlatTable(
    columns=(
        *("date", "meeting", "province", "team", "unit", "leader", "since", "until", "team_qualified", "team_id"),
        *("unit_qualified", "unit_id", "unit_division", "unit_kind", "tied", "types", "confidence"),
        *_OF_NOTICE[3:],
    ),
    make_rows=_make_pairs,
)
PEOPLE = FlatTable(columns=("name", "post", "roles", "team", "unit", *_OF_NOTICE), make_rows=_make_people)
CONTACTS = FlatTable(columns=("kind", "value", "note", "team", "until", *_OF_NOTICE), make_rows=_make_contacts)
