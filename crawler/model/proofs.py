"""The evidence of what a page says of itself, and which values must have evidence."""

from collections.abc import Iterator, Mapping
from typing import Any

from crawler.model.items import Evidence, Where
from crawler.model.publication import has_value


def prove(field: str, where: Where, start: int, printed: str, rule: str) -> Evidence:
    """The evidence of a value printed at `start` of `where`.

    For `meta` that is a meta tag or the information line, neither of which the page's text holds.
    """
    return Evidence(field=field, where=where, start=start, end=start + len(printed), value=printed, rule=rule)


def list_proven_paths(published: Mapping[str, Any]) -> Iterator[str]:
    """The paths of the values of a published object that must have evidence (CONTRACT, Evidence)."""
    for name in ("kind", "level", "mode", "scope", "province", "division"):
        if published[name] is not None:
            yield name
    for name in ("types", "rounds", "meeting_dates", "teams", "targets", "pairs"):
        yield from (f"{name}/{place}" for place in range(len(published[name])))
    for place, person in enumerate(published["people"]):
        yield f"people/{place}/name"
        if person["post"] is not None:
            yield f"people/{place}/post"
        yield from (f"people/{place}/roles/{number}" for number in range(len(person["roles"])))
    yield from (f"period/{name}" for name, value in published["period"].items() if value is not None)
    contacts = published["contacts"]
    yield from (f"contacts/phones/{place}/number" for place in range(len(contacts["phones"])))
    for name in ("emails", "mailboxes", "postcodes", "boxes", "hours"):
        yield from (f"contacts/{name}/{place}" for place in range(len(contacts[name])))
    if contacts["deadline"] is not None:
        yield "contacts/deadline"


def list_astray(published: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the evidence of a published object, in words: it leads to no value, or its words do not stand
    where it says. What a person put right has no words of the page.
    """
    places = {"text": published["text"], "title": published["title"] or "", "url": published["url"]}
    for proof in published["evidence"]:
        if proof["in"] == "correction":
            continue
        field, rule, start, end = (proof[key] for key in ("field", "rule", "start", "end"))
        if not has_value(published, field):
            yield f"{field}: has evidence {proof['value']!r} (rule {rule}) and no value"
        place = places.get(proof["in"])
        if not proof["value"] or (place is not None and place[start:end] != proof["value"]):
            yield f"{field}: evidence {proof['value']!r} is not at {proof['in']}[{start}:{end}] (rule {rule})"
