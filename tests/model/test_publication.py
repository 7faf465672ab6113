import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings

from crawler.exports.text import drop_surrogates
from crawler.model.items import Notice
from crawler.model.publication import compare_published, has_value, notice_from_json, notice_to_json, parse_time
from crawler.model.times import print_time
from tests.model.notices import NOTICES
from tests.model.schema import SCHEMA, find_faults
from tests.store.samples import make_facts, make_notice

KEYS = [
    *("schema", "id", "content_hash", "hash_version", "site", "url", "first_seen", "fetched_at", "revision"),
    *("withdrawn", "sightings", "same_event", "kind", "kind_rule", "title", "published_at", "source", "author"),
    *("editor", "channel", "views", "province", "division", "confidence", "level", "mode", "types", "rounds"),
    *("meeting_dates", "teams", "team_units", "targets", "pairs", "people", "period", "contacts", "scope"),
    *("charset", "script", "bad_bytes", "images", "attachments", "text", "evidence"),
]


def test_the_keys_are_the_contracts_in_its_order() -> None:
    assert list(notice_to_json(make_notice(1))) == KEYS


def test_the_schema_knows_the_contracts_keys_and_no_others() -> None:
    assert list(SCHEMA["properties"]) == SCHEMA["required"] == KEYS


def test_a_notice_of_which_nothing_is_known_has_every_key() -> None:
    facts = replace(make_facts(1), **dict.fromkeys(("types", "teams", "targets", "pairs", "people", "rounds"), ()))
    page = replace(make_notice(1).page, title=None, published_at=None, source=None, views=None, text="")
    published = notice_to_json(replace(make_notice(1), page=page, facts=facts, sightings=()))
    assert list(published) == KEYS
    assert list(find_faults(published)) == []


@settings(max_examples=40)
@given(NOTICES)
def test_every_notice_fits_the_schema(notice: Notice) -> None:
    assert list(find_faults(notice_to_json(notice))) == []


@settings(max_examples=40)
@given(NOTICES)
def test_a_notice_comes_back_from_its_object(notice: Notice) -> None:
    published = json.loads(json.dumps(notice_to_json(notice)))
    back = notice_from_json(published)
    assert back == replace(notice, page=replace(notice.page, link_url=notice.page.url))
    assert notice_to_json(back) == published


@settings(max_examples=40)
@given(NOTICES)
def test_the_object_is_plain_json(notice: Notice) -> None:
    published = notice_to_json(notice)
    assert json.loads(json.dumps(drop_surrogates(published), allow_nan=False)) == drop_surrogates(published)


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("kind", "Mobilization", "/kind"),
        ("revision", 0, "/revision"),
        ("revision", True, "/revision"),
        ("published_at", "2018-2-24", "/published_at"),
        ("meeting_dates", ["2018"], "/meeting_dates/0"),
        ("pairs", [["one"]], "/pairs/0"),
        ("people", [{"name": "x", "post": None}], "/people/0/roles"),
        ("views", 1.5, "/views"),
        ("withdrawn", "yesterday", "/withdrawn"),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_allow(key: str, value: Any, fault: str) -> None:
    faults = list(find_faults({**notice_to_json(make_notice(1)), key: value}))
    assert len(faults) >= 1
    assert all(found.startswith(fault) for found in faults)


@pytest.mark.parametrize("key", ["province", "team_units", "confidence", "images"])
def test_an_object_from_before_a_key_was_there_says_nothing_of_it(key: str) -> None:
    published = notice_to_json(make_notice(1))
    kept = {name: value for name, value in published.items() if name != key}
    nothing = {"province": None, "team_units": [], "confidence": "unsure", "images": []}
    assert notice_to_json(notice_from_json(kept)) == {**published, key: nothing[key]}


@pytest.mark.parametrize("key", ["id", "url", "kind", "evidence"])
def test_an_object_without_a_key_that_always_was_there_is_refused(key: str) -> None:
    published = notice_to_json(make_notice(1))
    del published[key]
    with pytest.raises(KeyError, match=key):
        notice_from_json(published)


@pytest.mark.parametrize("key", ["id", "evidence", "withdrawn"])
def test_the_schema_refuses_an_object_without_a_key(key: str) -> None:
    published = notice_to_json(make_notice(1))
    del published[key]
    assert list(find_faults(published)) == [f"/{key}: is missing"]


def test_evidence_of_page_and_facts_is_one_list_and_parts_again() -> None:
    notice = make_notice(1)
    published = notice_to_json(notice)
    assert [e["field"] for e in published["evidence"]] == ["published_at", "teams/0"]
    back = notice_from_json(published)
    assert (back.page.evidence, back.facts.evidence) == (notice.page.evidence, notice.facts.evidence)


def test_times_are_printed_in_utc_with_whole_seconds() -> None:
    moment = datetime(2026, 3, 4, 8, 0, 0, 999999, tzinfo=timezone(timedelta(hours=8)))
    assert print_time(moment) == "2026-03-04T00:00:00+00:00"
    assert parse_time(print_time(moment)) == datetime(2026, 3, 4, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        print_time(datetime(2026, 3, 4))  # noqa: DTZ001  # the case itself


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        ({}, ()),
        ({"views": 9, "url": "https://b.example/"}, ()),
        ({"title": "另"}, ("title",)),
        ({"text": "另", "source": None}, ("source", "text")),
    ],
    ids=["nothing", "what moves", "title", "two"],
)
def test_two_objects_are_compared_by_what_they_state(changes: dict[str, object], changed: tuple[str, ...]) -> None:
    old, new = make_notice(1), make_notice(1, **changes)
    assert compare_published(notice_to_json(old), notice_to_json(new)) == changed


@pytest.mark.parametrize("path", ["teams/0", "people/0/name", "people/0/roles/1", "contacts/phones/0/number", "kind"])
def test_a_path_of_evidence_leads_to_its_value(path: str) -> None:
    assert has_value(notice_to_json(make_notice(1)), path)


@pytest.mark.parametrize("path", ["teams/1", "people/0/age", "author", "contacts/deadline/0", "", "teams/x"])
def test_a_path_may_lead_nowhere(path: str) -> None:
    assert not has_value(notice_to_json(make_notice(1)), path)


def test_patterns_of_the_schema_are_anchored() -> None:
    patterns = re.findall(r'"pattern": "([^"]+)"', json.dumps(SCHEMA))
    assert patterns
    assert all(pattern.startswith("^") and pattern.endswith("$") for pattern in patterns)
