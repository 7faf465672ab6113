"""FollowTheMoney (followthemoney.tech): teams, units, people, the notice and the inspection as entities, one a line.

A unit or team without an id is one entity within a place; a person is one within a notice: two people of one name are
never made one.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO, Any
from uuid import NAMESPACE_URL, uuid5

from crawler.exports.about import NOTHING_KNOWN, SOURCE, About
from crawler.exports.entries import make_link
from crawler.exports.format import Format
from crawler.exports.tables import list_pairs
from crawler.exports.text import drop_controls
from crawler.model.publication import Published
from crawler.model.wording import KINDS

_PUBLIC = frozenset({"place", "party", "state", "court"})
_COMMERCIAL = "enterprise"

Entity = dict[str, Any]


class FtmEntities(Format):
    """One entity a line; one that several notices name is written once."""

    has_sidecar = True

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        super().__init__(stream, about)
        self._seen: set[str] = set()

    def write(self, published: Published) -> None:
        """Write the entities of one notice that were not written yet."""
        for entity in list_entities(published, self._about):
            if entity["id"] not in self._seen:
                self._seen.add(entity["id"])
                self._stream.write(json.dumps(entity, ensure_ascii=False).encode("utf-8") + b"\n")


def list_entities(published: Published, about: About) -> Iterator[Entity]:
    """The entities of a notice: what is linked comes before what links it."""
    document = _make_document(published, about)
    yield document
    place = published["division"] or published["province"] or published["site"]
    teams = [_make_team(published, number, place) for number in range(len(published["teams"]))]
    units = [_make_unit(target, place) for target in published["targets"]]
    people = [_make_person(person, published) for person in published["people"]]
    yield from (*teams, *units, *people)
    for team, unit in list_pairs(published):
        yield _make_inspection(
            published, document, None if team is None else teams[team], None if unit is None else units[unit]
        )
    for entity in (*teams, *units, *people):
        ends = {"document": [document["id"]], "entity": [entity["id"]]}
        yield _make("Documentation", f"{document['id']} {entity['id']}", ends)


def _make(schema: str, key: str, properties: Mapping[str, list[str | None]]) -> Entity:
    told = {
        name: list(dict.fromkeys(drop_controls(value) for value in values if value and value.strip()))
        for name, values in properties.items()
    }
    kept = {name: values for name, values in told.items() if values}
    return {
        "id": f"x-{uuid5(NAMESPACE_URL, drop_controls(f'xunshi:{schema}:{key}')).hex}",
        "schema": schema,
        "properties": kept,
    }


def _make_document(published: Published, about: About) -> Entity:
    return _make(
        "Article",
        published["id"],
        {
            "title": [published["title"]],
            "fileName": [f"{published['id']}.html"],
            "mimeType": ["text/html"],
            "publishedAt": [_read_day(published["published_at"])],
            "author": [published["author"]],
            "publisher": [published["source"], about.name_site(published["site"])],
            "sourceUrl": [make_link(published["url"])],
            "bodyText": [published["text"]],
            "language": ["zho"],
            "country": ["cn"],
            "crawler": [SOURCE],
            "keywords": [KINDS[published["kind"]].chinese, *published["types"]],
            "retrievedAt": [published["fetched_at"]],
        },
    )


def _make_team(published: Published, number: int, place: str) -> Entity:
    name = published["teams"][number]
    known = published["team_units"][number] if number < len(published["team_units"]) else {}
    identity, qualified = known.get("id"), known.get("qualified")
    contacts = published["contacts"]
    phones = [_print_phone(phone["number"]) for phone in contacts["phones"]] if len(published["teams"]) == 1 else []
    return _make(
        "PublicBody",
        identity or qualified or f"team {place} {name}",
        {"name": [qualified or name], "alias": [name if qualified else None], "country": ["cn"], "phone": [*phones]},
    )


def _make_unit(target: Mapping[str, Any], place: str) -> Entity:
    kind = target["unit"]
    schema = "PublicBody" if kind in _PUBLIC else "Company" if kind == _COMMERCIAL else "Organization"
    qualified = target["qualified"]
    return _make(
        schema,
        target["id"] or qualified or f"unit {target['division'] or place} {target['name']}",
        {
            "name": [qualified or target["name"]],
            "alias": [target["name"] if qualified else None],
            "country": ["cn"],
            "classification": [kind],
        },
    )


def _make_person(person: Mapping[str, Any], published: Published) -> Entity:
    properties = {"name": [person["name"]], "position": [person["post"]], "country": ["cn"]}
    return _make("Person", f"{published['id']} {person['name']} {person['post']}", properties)


def _make_inspection(published: Published, document: Entity, team: Entity | None, unit: Entity | None) -> Entity:
    ends = [entity for entity in (team, unit) if entity is not None]
    names = [entity["properties"].get("name", ["？"])[0] for entity in ends]
    period = published["period"]
    return _make(
        "Event",
        " ".join([published["id"], *(entity["id"] for entity in ends)]),
        {
            "name": ["巡视巡察：" + "，".join(names)],
            "date": [_read_day(day) for day in published["meeting_dates"]],
            "startDate": [_read_day(period["start"])],
            "endDate": [_read_day(period["end"])],
            "organizer": [team["id"] if team else None],
            "involved": [unit["id"] if unit else None],
            "proof": [document["id"]],
            "country": ["cn"],
            "sourceUrl": [make_link(published["url"])],
        },
    )


def _read_day(value: str | None) -> str | None:
    try:
        return date.fromisoformat((value or "")[:10]).isoformat()
    except ValueError:
        return None


def _print_phone(number: str) -> str | None:
    """A number in international form; nothing of one without its area code."""
    parts = number.split("-")
    if not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    if len(parts) == 1 and len(number) == 11 and number.startswith("1"):
        return f"+86{number}"
    return f"+86{parts[0].lstrip('0')}{parts[1]}" if len(parts) > 1 and parts[0].startswith("0") else None
