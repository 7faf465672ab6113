"""From a page to its facts: every field is read once, and each value keeps the words that prove it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from crawler.extraction.classification import classify_notice
from crawler.extraction.document import Document, Found
from crawler.extraction.inspection_types import read_types
from crawler.extraction.level import read_body, read_level, read_mode
from crawler.extraction.pairs import read_pairs
from crawler.extraction.relations import find_relations
from crawler.extraction.rounds import read_rounds
from crawler.extraction.targets import read_targets
from crawler.extraction.teams import find_team_mentions, read_teams
from crawler.items import Evidence, Facts, Page, Target
from crawler.site import Site

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def extract_facts(page: Page, site: Site | None = None) -> Facts:
    """The facts of one page, with evidence; `site` says who publishes it, None when that is not known."""
    doc = prepare(page, site)
    mentions = find_team_mentions(doc)
    teams = read_teams(mentions)
    names = [t.value for t in teams]
    relations = find_relations(doc, mentions, names)
    kind = classify_notice(doc, relations)
    targets = read_targets(relations)
    mode = read_mode(doc, names)
    body = read_body(doc, [m.body for m in mentions if m.body and set(m.names) & set(names)])
    types = read_types(doc, relations)
    rounds = read_rounds(doc, body)
    return Facts(
        kind=kind.value,
        kind_rule=kind.rule,
        level=read_level(doc, body, mode),
        mode=mode,
        types=tuple(t.value for t in types),
        rounds=tuple(r.value for r in rounds),
        teams=tuple(names),
        targets=tuple(Target(name=t.value) for t in targets),
        pairs=read_pairs(relations, names, [t.value for t in targets], any(m.plural for m in mentions)),
        evidence=(
            *doc.prove("kind", kind),
            *_prove_each(doc, "types", types),
            *_prove_each(doc, "rounds", rounds),
            *_prove_each(doc, "teams", teams),
            *_prove_each(doc, "targets", targets),
        ),
    )


def prepare(page: Page, site: Site | None) -> Document:
    """A page as the field functions read it."""
    printed = page.published_at or page.listing_date or ""
    day = _DAY.match(printed)
    return Document(
        title=page.title or "",
        text=page.text,
        published=date.fromisoformat(day.group()) if day else None,
        url=page.url,
        listing_title=page.listing_title or "",
        site_level=site.level if site else None,
        site_region=site.region if site else None,
        published_at=page.published_at,
    )


def _prove_each(doc: Document, field: str, values: Sequence[Found[T]]) -> tuple[Evidence, ...]:
    return tuple(e for i, found in enumerate(values) for e in doc.prove(f"{field}/{i}", found))
