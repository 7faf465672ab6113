"""What decode and extract read off the five sites, against what is true of their articles: floors for each field.

The floors are pinned a little under what was measured when they were set; they go up, never down.
"""

from collections import defaultdict
from datetime import UTC
from urllib.parse import urlsplit

import pytest

from crawler.decoding.page import read_page
from crawler.extraction.notice import extract_facts
from crawler.model.config import SEEDS
from crawler.model.items import RawPage
from crawler.replica.world import World
from crawler.sites.seeds import load_seeds
from tests.replica.client import CLOCK

FIVE = ("ccdi", "changzhutan", "handan", "jszjw", "zhejiang")
FLOORS = {
    "kind": 0.97,
    "title": 1.0,
    "published_at": 1.0,
    "source": 0.98,
    "level": 0.94,
    "mode": 1.0,
    "types": 1.0,
    "rounds": 1.0,
    "meeting_dates": 0.92,
    "teams": 0.94,
    "targets": 0.78,
    "leaders": 1.0,
    "people": 0.94,
    "period": 0.85,
    "phones": 1.0,
    "emails": 1.0,
    "mailboxes": 0.94,
    "postcodes": 1.0,
    "boxes": 0.94,
    "hours": 1.0,
    "deadline": 1.0,
}


def read_article(world, site, url, article):
    """What is read (first) and what is true (second), by field."""
    parts = urlsplit(url)
    resource = world.answer(parts.hostname, parts.path)
    raw = RawPage(
        site=site.id,
        url=url,
        link_url=url,
        body=resource.body,
        fetched_at=CLOCK.astimezone(UTC),
        content_type=resource.content_type,
    )
    page = read_page(raw, site)
    found = extract_facts(page, site)
    pairs = {
        "kind": (found.kind, article.kind),
        "title": (page.title, article.title),
        "published_at": ((page.published_at or "")[:10], f"{article.published:%Y-%m-%d}"),
        "source": (page.source, article.source),
    }
    return pairs | (compare_facts(found, article.facts) if article.facts else {})


def compare_facts(found, facts):
    contacts = found.contacts
    period = (found.period.start, found.period.end, found.period.duration)
    leaders = [person.name for person in found.people if "team_leader" in person.roles]
    return {
        "level": (found.level, facts["level"]),
        "mode": (found.mode, facts["mode"]),
        "types": (set(found.types), set(facts["types"])),
        "rounds": ([(one.term, one.number) for one in found.rounds], [tuple(one.values()) for one in facts["rounds"]]),
        "meeting_dates": (list(found.meeting_dates), facts["meeting_dates"]),
        "teams": (set(found.teams), set(facts["teams"])),
        "targets": ({target.name for target in found.targets}, set(facts["targets"])),
        "leaders": (leaders, [person["name"] for person in facts["people"] if "team_leader" in person["roles"]]),
        "people": ({person.name for person in found.people}, {person["name"] for person in facts["people"]}),
        "period": (period, tuple(facts["period"].values())),
        "phones": ({phone.number for phone in contacts.phones}, set(facts["phones"])),
        "emails": (set(contacts.emails), set(facts["emails"])),
        "mailboxes": (set(contacts.mailboxes), set(facts["mailboxes"])),
        "postcodes": (set(contacts.postcodes), set(facts["postcodes"])),
        "boxes": (set(contacts.boxes), set(facts["boxes"])),
        "hours": (
            [(one.start, one.end, one.days) for one in contacts.hours],
            [(*one.values(),) for one in facts["hours"]],
        ),
        "deadline": (contacts.deadline, facts["deadline"]),
    }


@pytest.fixture(scope="module")
def readings():
    """Every (article, read, true) by field."""
    world = World(CLOCK, now=CLOCK, sites=FIVE)
    seeds = load_seeds(SEEDS).sites
    fields = defaultdict(list)
    for name in FIVE:
        for url, article in world.list_articles(name).items():
            for field, (read, true) in read_article(world, seeds[name], url, article).items():
                fields[field].append((article.key, read, true))
    return fields


@pytest.mark.parametrize("field", FLOORS)
def test_what_is_read_off_the_sites_is_true(readings, field):
    wrong = [(key, read, true) for key, read, true in readings[field] if read != true]
    assert readings[field]
    assert 1 - len(wrong) / len(readings[field]) >= FLOORS[field], wrong
