"""ftm, checked against FollowTheMoney's own schema (4.11.2, MIT) as data (tests/exports/ftm_schema.json)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.model.items import Notice, Target
from tests.exports.reading import write
from tests.model.notices import HOSTILE, NOTICES
from tests.store.samples import make_facts, make_notice

SCHEMATA = json.loads((Path(__file__).parent / "ftm_schema.json").read_text("utf-8"))["schemata"]
TYPES = {
    "date": r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\+00:00)?)?)?)?",
    "url": r"https?://\S+",
    "country": r"[a-z]{2}",
    "language": r"[a-z]{3}",
    "phone": r"\+86\d{7,13}",
    "mimetype": r"[a-z]+/[a-z]+",
}


def list_family(schema: str) -> Iterator[str]:
    yield schema
    for parent in SCHEMATA[schema]["extends"]:
        yield from list_family(parent)


def find_properties(schema: str) -> dict[str, Any]:
    return {name: kind for each in list_family(schema) for name, kind in SCHEMATA[each]["properties"].items()}


def check(entities: list[dict[str, Any]]) -> None:
    known = {entity["id"]: entity for entity in entities}
    assert len(known) == len(entities)
    for entity in entities:
        assert set(entity) == {"id", "schema", "properties"}
        assert not SCHEMATA[entity["schema"]]["abstract"]
        properties = find_properties(entity["schema"])
        for needed in SCHEMATA[entity["schema"]]["required"]:
            assert entity["properties"].get(needed), (entity, needed)
        for name, values in entity["properties"].items():
            kind = properties[name]
            for value in values:
                assert isinstance(value, str)
                assert value
                if kind.get("type") == "entity":
                    assert kind["range"] in set(list_family(known[value]["schema"]))
                elif pattern := TYPES.get(kind.get("type", "")):
                    assert re.fullmatch(pattern, value), (name, value)


def read(feed: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in feed.decode("utf-8").split("\n") if line]


def is_named(notice: Notice) -> bool:
    """Whether teams, units and people have a name beside blanks, which FollowTheMoney requires."""
    facts = notice.facts
    names = [*facts.teams, *(t.name for t in facts.targets), *(p.name for p in facts.people)]
    qualified = [u.qualified for u in (*facts.team_units, *facts.targets) if u.qualified]
    return all(name.strip() for name in (*names, *qualified))


@settings(max_examples=40, deadline=None)
@given(st.lists(NOTICES.filter(is_named), max_size=3, unique_by=lambda notice: notice.id))
def test_every_entity_fits_the_schema(notices: list[Notice]) -> None:
    check(read(write(notices, "ftm")))


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_texts_fit_too(text: str) -> None:
    check(read(write([make_notice(1, facts=make_facts(1, teams=(text,), targets=(Target(name=text),)))], "ftm")))


def test_a_notice_is_an_inspection_with_its_proof() -> None:
    entities = read(write([make_notice(1)], "ftm"))
    by_schema = {entity["schema"]: entity for entity in entities}
    event = by_schema["Event"]["properties"]
    assert event["name"] == ["巡视巡察：省委第1巡视组，试验1县"]
    assert (event["startDate"], event["endDate"]) == (["2026-03-02"], ["2026-04-30"])
    assert event["proof"] == [by_schema["Article"]["id"]]
    assert by_schema["Person"]["properties"]["position"] == ["省委第1巡视组组长"]
    assert by_schema["PublicBody"]["properties"]["name"] == ["试验1县"]


def test_people_of_one_name_in_two_notices_are_two() -> None:
    entities = read(write([make_notice(1), make_notice(2)], "ftm"))
    assert len({entity["id"] for entity in entities if entity["schema"] == "Person"}) == 2


def test_a_unit_with_an_id_is_one_in_all_notices() -> None:
    facts = [make_facts(n, targets=(Target(name="试验县", id="u-1", unit="place"),), pairs=()) for n in (1, 2)]
    entities = read(write([make_notice(n, facts=f) for n, f in enumerate(facts)], "ftm"))
    assert [e["properties"].get("name") for e in entities].count(["试验县"]) == 1
