"""A notice as the published JSON object of the contract, and back.

Pure: the object is made of dicts, lists, strings, whole numbers, booleans and None. Its JSON Schema is
crawler/data/notice.schema.json.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crawler.model.items import (
    Contacts,
    Evidence,
    Facts,
    Hours,
    Notice,
    Page,
    Period,
    Person,
    Phone,
    Round,
    Sighting,
    Target,
)

SCHEMA_VERSION = 1

Published = dict[str, Any]
"""The published object: every key of the contract, in its order."""

PAGE_FIELDS = frozenset({"title", "published_at", "source", "author", "editor", "channel", "views", "images"})
"""Fields whose evidence the page's reader gives; the evidence of all others comes with the facts."""

CONTENT_KEYS = (
    *("kind", "kind_rule", "title", "published_at", "source", "author", "editor", "channel"),
    *("level", "mode", "types", "rounds", "meeting_dates", "teams", "targets", "pairs", "people", "period"),
    *("contacts", "scope", "script", "images", "attachments", "text"),
)
"""Keys that say what a notice states. The others (views, times, addresses, ...) may move without an edit."""


def print_time(moment: datetime) -> str:
    """A moment as the contract prints it: ISO 8601, UTC, whole seconds. Raises ValueError without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone cannot be published")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def parse_time(text: str) -> datetime:
    """The moment that `print_time` printed."""
    return datetime.fromisoformat(text).astimezone(UTC)


def notice_to_json(notice: Notice) -> Published:
    """The published object of a notice: exactly the contract's keys, in its order, none missing."""
    page, facts = notice.page, notice.facts
    return {
        "schema": SCHEMA_VERSION,
        "id": notice.id,
        "content_hash": page.content_hash,
        "hash_version": page.hash_version,
        "site": page.site,
        "url": page.url,
        "first_seen": print_time(notice.first_seen),
        "fetched_at": print_time(page.fetched_at),
        "revision": notice.revision,
        "withdrawn": None if notice.withdrawn is None else print_time(notice.withdrawn),
        "sightings": [{"site": s.site, "url": s.url, "first_seen": print_time(s.first_seen)} for s in notice.sightings],
        "same_event": list(notice.same_event),
        "kind": facts.kind,
        "kind_rule": facts.kind_rule,
        "title": page.title,
        "published_at": page.published_at,
        "source": page.source,
        "author": page.author,
        "editor": page.editor,
        "channel": list(page.channel),
        "views": page.views,
        "level": facts.level,
        "mode": facts.mode,
        "types": list(facts.types),
        "rounds": [{"term": r.term, "number": r.number} for r in facts.rounds],
        "meeting_dates": list(facts.meeting_dates),
        "teams": list(facts.teams),
        "targets": [{"name": t.name, "division": t.division, "unit": t.unit} for t in facts.targets],
        "pairs": [list(pair) for pair in facts.pairs],
        "people": [{"name": p.name, "post": p.post, "roles": list(p.roles)} for p in facts.people],
        "period": {"start": facts.period.start, "end": facts.period.end, "duration": facts.period.duration},
        "contacts": _contacts_to_json(facts.contacts),
        "scope": facts.scope,
        "charset": page.charset,
        "script": page.script,
        "bad_bytes": page.bad_bytes,
        "images": list(page.images),
        "attachments": list(page.attachments),
        "text": page.text,
        "evidence": [evidence_to_json(e) for e in (*page.evidence, *facts.evidence)],
    }


def notice_from_json(published: Mapping[str, Any]) -> Notice:
    """The notice of a published object.

    What is not published stays empty: `link_url` is the notice's address, headers, listing, archive and verdict unset.
    Raises KeyError for an object with a missing key.
    """
    return Notice(
        id=published["id"],
        page=page_from_json(published),
        facts=facts_from_json(published),
        first_seen=parse_time(published["first_seen"]),
        revision=published["revision"],
        withdrawn=None if published["withdrawn"] is None else parse_time(published["withdrawn"]),
        sightings=tuple(
            Sighting(site=s["site"], url=s["url"], first_seen=parse_time(s["first_seen"]))
            for s in published["sightings"]
        ),
        same_event=tuple(published["same_event"]),
    )


def page_from_json(published: Mapping[str, Any]) -> Page:
    """The page half of a published object."""
    return Page(
        site=published["site"],
        url=published["url"],
        link_url=published["url"],
        fetched_at=parse_time(published["fetched_at"]),
        charset=published["charset"],
        script=published["script"],
        bad_bytes=published["bad_bytes"],
        title=published["title"],
        published_at=published["published_at"],
        source=published["source"],
        author=published["author"],
        editor=published["editor"],
        channel=tuple(published["channel"]),
        views=published["views"],
        text=published["text"],
        images=tuple(published["images"]),
        attachments=tuple(published["attachments"]),
        evidence=tuple(evidence_from_json(e) for e in published["evidence"] if _is_page_field(e["field"])),
        content_hash=published["content_hash"],
        hash_version=published["hash_version"],
    )


def facts_from_json(published: Mapping[str, Any]) -> Facts:
    """The facts half of a published object."""
    return Facts(
        kind=published["kind"],
        kind_rule=published["kind_rule"],
        level=published["level"],
        mode=published["mode"],
        types=tuple(published["types"]),
        rounds=tuple(Round(term=r["term"], number=r["number"]) for r in published["rounds"]),
        meeting_dates=tuple(published["meeting_dates"]),
        teams=tuple(published["teams"]),
        targets=tuple(Target(name=t["name"], division=t["division"], unit=t["unit"]) for t in published["targets"]),
        pairs=tuple((team, target) for team, target in published["pairs"]),
        people=tuple(Person(name=p["name"], post=p["post"], roles=tuple(p["roles"])) for p in published["people"]),
        period=Period(**published["period"]),
        contacts=_contacts_from_json(published["contacts"]),
        scope=published["scope"],
        evidence=tuple(evidence_from_json(e) for e in published["evidence"] if not _is_page_field(e["field"])),
    )


def evidence_to_json(evidence: Evidence) -> Published:
    """One piece of evidence as published (`where` is called `in`)."""
    return {
        "field": evidence.field,
        "in": evidence.where,
        "start": evidence.start,
        "end": evidence.end,
        "value": evidence.value,
        "rule": evidence.rule,
    }


def evidence_from_json(published: Mapping[str, Any]) -> Evidence:
    """The evidence that `evidence_to_json` printed."""
    return Evidence(
        field=published["field"],
        where=published["in"],
        start=published["start"],
        end=published["end"],
        value=published["value"],
        rule=published["rule"],
    )


def compare_published(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys in which two published objects state different things, in the contract's order."""
    return tuple(key for key in CONTENT_KEYS if old[key] != new[key])


def _contacts_to_json(contacts: Contacts) -> Published:
    return {
        "phones": [
            {"number": p.number, "kind": p.kind, "sms_only": p.sms_only, "note": p.note} for p in contacts.phones
        ],
        "emails": list(contacts.emails),
        "mailboxes": list(contacts.mailboxes),
        "postcodes": list(contacts.postcodes),
        "boxes": list(contacts.boxes),
        "hours": [{"start": h.start, "end": h.end, "days": h.days} for h in contacts.hours],
        "deadline": contacts.deadline,
    }


def _contacts_from_json(published: Mapping[str, Any]) -> Contacts:
    return Contacts(
        phones=tuple(Phone(**phone) for phone in published["phones"]),
        emails=tuple(published["emails"]),
        mailboxes=tuple(published["mailboxes"]),
        postcodes=tuple(published["postcodes"]),
        boxes=tuple(published["boxes"]),
        hours=tuple(Hours(**hours) for hours in published["hours"]),
        deadline=published["deadline"],
    )


def _is_page_field(path: str) -> bool:
    return path.partition("/")[0] in PAGE_FIELDS
