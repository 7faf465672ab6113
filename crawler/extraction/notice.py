"""From a page to its facts: every field is read once, and each value keeps the words that prove it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from crawler.extraction.fields.contacts import FoundContacts, read_contacts
from crawler.extraction.fields.kind import classify_notice
from crawler.extraction.fields.level import read_body, read_level, read_mode
from crawler.extraction.fields.meeting_dates import read_meeting_dates
from crawler.extraction.fields.pairs import read_pairs
from crawler.extraction.fields.people import read_people
from crawler.extraction.fields.period import FoundPeriod, read_period
from crawler.extraction.fields.rounds import read_rounds
from crawler.extraction.fields.scope import read_scope
from crawler.extraction.fields.targets import read_targets
from crawler.extraction.fields.teams import find_team_mentions, read_teams
from crawler.extraction.fields.types import read_types
from crawler.extraction.grounds import prove_pairs, prove_person, prove_sender
from crawler.extraction.places.belonging import read_belonging
from crawler.extraction.statements.follows import find_followed, find_visited, merge_followed, pair_followed
from crawler.extraction.statements.inspects import find_inspections
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.unit_kinds import classify_unit
from crawler.extraction.weighing import weigh
from crawler.model.items import Contacts, Evidence, Facts, Page, Period, Target, TeamUnit
from crawler.model.site import Site

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def extract_facts(page: Page, site: Site | None = None) -> Facts:
    """The facts of one page, with evidence; `site` says who publishes it, None when that is not known."""
    doc = prepare(page, site)
    mentions = find_team_mentions(doc)
    teams = read_teams(doc, mentions)
    names = [t.value for t in teams]
    relations = find_inspections(doc, mentions, names)
    kind = classify_notice(doc, mentions, relations)
    targets = read_targets(doc, relations)
    targets = merge_followed(find_followed(doc, kind.value)) or targets or (find_visited(doc) if teams else ())
    mode = read_mode(doc, names)
    own = [m.body for m in mentions if m.body and set(m.names) & set(names)]
    body = read_body(doc, own or [m.body for m in mentions if m.printed and not m.past])
    types = read_types(doc, relations)
    rounds = read_rounds(doc, body)
    meeting_dates = read_meeting_dates(doc) if kind.value == "mobilization" else ()
    people = read_people(doc, teams, targets)
    period = read_period(doc)
    contacts = read_contacts(doc)
    scope = read_scope(doc)
    level = read_level(doc, body, mode)
    place = read_belonging(doc, level, teams, targets, contacts.phones, contacts.postcodes)
    pairs = read_pairs(relations, names, _values(targets), any(m.plural for m in mentions)) or tuple(
        pair for pair in pair_followed(doc, kind.value, names) if pair[1] in _values(targets)
    )
    facts = Facts(
        kind=kind.value,
        kind_rule=kind.rule,
        province=_value(place.province),
        division=_value(place.division),
        level=place.level,
        mode=mode,
        types=_values(types),
        rounds=_values(rounds),
        meeting_dates=_values(meeting_dates),
        teams=tuple(names),
        team_units=tuple(
            TeamUnit(name=name, qualified=qualified) for name, qualified in zip(names, place.teams, strict=True)
        ),
        targets=tuple(
            Target(name=target.value, qualified=qualified, division=division, unit=classify_unit(target.value))
            for target, qualified, division in zip(targets, place.targets, place.divisions, strict=True)
        ),
        pairs=pairs,
        people=_values(people),
        period=Period(start=_value(period.start), end=_value(period.end), duration=_value(period.duration)),
        contacts=Contacts(
            phones=_values(contacts.phones),
            emails=_values(contacts.emails),
            mailboxes=_values(contacts.mailboxes),
            postcodes=_values(contacts.postcodes),
            boxes=_values(contacts.boxes),
            hours=_values(contacts.hours),
            deadline=_value(contacts.deadline),
        ),
        scope=_value(scope),
        evidence=(
            *doc.prove("kind", kind),
            *_prove_one(doc, "province", place.province),
            *_prove_one(doc, "division", place.division),
            *_prove_each(doc, "types", types),
            *_prove_each(doc, "rounds", rounds),
            *_prove_each(doc, "meeting_dates", meeting_dates),
            *_prove_each(doc, "teams", teams),
            *_prove_qualified(doc, "team_units", teams, place.teams, place.division or place.province),
            *_prove_each(doc, "targets", targets),
            *_prove_qualified(doc, "targets", targets, place.targets, place.division or place.province),
            *_prove_divisions(doc, targets, place.divisions),
            *prove_sender(doc, place.level, mode, mentions, body, kind),
            *prove_pairs(doc, pairs, teams, targets, mentions),
            *(e for i, person in enumerate(people) for e in doc.prove(f"people/{i}/name", person)),
            *(e for i, person in enumerate(people) for e in prove_person(doc, i, person)),
            *_prove_period(doc, period),
            *_prove_contacts(doc, contacts),
            *_prove_one(doc, "scope", scope),
        ),
    )
    return weigh(facts, page)


def prepare(page: Page, site: Site | None) -> Document:
    """A page as the field functions read it."""
    printed = page.published_at or page.listing_date or ""
    day = _DAY.match(printed)
    proof = next((e for e in page.evidence if e.field == "published_at"), None) if page.published_at else None
    return Document(
        title=page.title or "",
        text=page.text,
        published=date.fromisoformat(day.group()) if day else None,
        url=page.url,
        listing_title=page.listing_title or "",
        site_level=site.level if site else None,
        site_region=site.region if site else None,
        published_at=page.published_at,
        source=page.source or "",
        published_proof=Span(proof.where, proof.start, proof.end) if proof else None,
        published_printed=proof.value if proof else printed,
        source_span=_find_source(page),
    )


def _find_source(page: Page) -> Span | None:
    proof = next((e for e in page.evidence if e.field == "source"), None)
    return Span(proof.where, proof.start, proof.end) if proof else None


def _value(found: Found[T] | None) -> T | None:
    return None if found is None else found.value


def _values(found: Sequence[Found[T]]) -> tuple[T, ...]:
    return tuple(f.value for f in found)


def _prove_one(doc: Document, path: str, found: Found[T] | None) -> tuple[Evidence, ...]:
    return () if found is None else doc.prove(path, found)


def _prove_each(doc: Document, path: str, values: Sequence[Found[T]]) -> tuple[Evidence, ...]:
    return tuple(e for i, found in enumerate(values) for e in doc.prove(f"{path}/{i}", found))


def _prove_qualified(
    doc: Document,
    path: str,
    names: Sequence[Found[str]],
    qualified: Sequence[str | None],
    place: Found[str] | None,
) -> tuple[Evidence, ...]:
    """A qualified name is proven by the printed one, and by what tells the place where that was written in front."""
    spans = place.spans[:1] if place else ()
    return tuple(
        proof
        for i, (name, told) in enumerate(zip(names, qualified, strict=True))
        if told is not None
        for proof in doc.prove(
            f"{path}/{i}/qualified",
            Found(told, name.spans[:1] + (spans if told != name.value else ()), "place.qualified"),
        )
    )


def _prove_divisions(
    doc: Document, targets: Sequence[Found[str]], divisions: Sequence[str | None]
) -> tuple[Evidence, ...]:
    return tuple(
        proof
        for i, (target, code) in enumerate(zip(targets, divisions, strict=True))
        if code is not None
        for proof in doc.prove(f"targets/{i}/division", Found(code, target.spans[:1], "place.division"))
    )


def _prove_period(doc: Document, period: FoundPeriod) -> tuple[Evidence, ...]:
    return (
        *_prove_one(doc, "period/start", period.start),
        *_prove_one(doc, "period/end", period.end),
        *_prove_one(doc, "period/duration", period.duration),
    )


def _prove_contacts(doc: Document, contacts: FoundContacts) -> tuple[Evidence, ...]:
    return (
        *(e for i, phone in enumerate(contacts.phones) for e in doc.prove(f"contacts/phones/{i}/number", phone)),
        *_prove_each(doc, "contacts/emails", contacts.emails),
        *_prove_each(doc, "contacts/mailboxes", contacts.mailboxes),
        *_prove_each(doc, "contacts/postcodes", contacts.postcodes),
        *_prove_each(doc, "contacts/boxes", contacts.boxes),
        *_prove_each(doc, "contacts/hours", contacts.hours),
        *_prove_one(doc, "contacts/deadline", contacts.deadline),
    )
