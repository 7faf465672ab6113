"""Strategies for notices of any shape, with hostile strings."""

from datetime import UTC, datetime
from typing import TypeVar, get_args

from hypothesis import strategies as st

from crawler.model.items import (
    Attachment,
    Confidence,
    Contacts,
    Evidence,
    Facts,
    Hours,
    Image,
    Kind,
    Level,
    Notice,
    Page,
    Period,
    Person,
    Phone,
    Role,
    Round,
    Sighting,
    Target,
    TeamUnit,
    UnitKind,
    Where,
)

T = TypeVar("T")

HOSTILE = (
    *("=1+1", "+86", "-1", "@x", "\tx", "\rx", "'x", "''", "＝1", "007", "1e9", "123456789012345678"),
    *("a；b", "a|b", "a\\b", "\\", "a,b", 'say "x"', "<b>&amp;</b>", "]]>", "line\nline", "a\r\nb", "\x00", "\x1b[31m"),
    *("\ud800", "\u2028", "\x85", "\ufffe", "\U0001f600", "林知远", "javascript:alert(1)", " blank ", "—"),
)

TEXT = st.sampled_from(HOSTILE) | st.text(st.characters(), min_size=1, max_size=12)
SOME = st.none() | TEXT
MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  # given a zone right here
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
DAY = st.dates().map(lambda day: day.isoformat()) | st.just("--09-20")
CLOCK = st.times().map(lambda time: time.strftime("%H:%M"))
CONFIDENCE = st.sampled_from(get_args(Confidence))
NUMBER = st.integers(0, 10**6)
URL = st.sampled_from(["https://site.example/1.html", "http://site.example/第1?a=1&b=<2>", "ftp://x", "javascript:1"])


def tuples(strategy: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    """A few of something."""
    return st.lists(strategy, max_size=most).map(tuple)


CONTACTS = st.builds(
    Contacts,
    phones=tuples(
        st.builds(Phone, number=TEXT, kind=st.sampled_from(["landline", "mobile"]), sms_only=st.booleans(), note=SOME)
    ),
    emails=tuples(TEXT),
    mailboxes=tuples(TEXT),
    postcodes=tuples(TEXT),
    boxes=tuples(TEXT),
    hours=tuples(st.builds(Hours, start=CLOCK, end=CLOCK, days=st.sampled_from(["daily", "workdays", None]))),
    deadline=st.none() | DAY,
)

FACTS = st.builds(
    Facts,
    kind=st.sampled_from(get_args(Kind)),
    kind_rule=TEXT,
    level=st.none() | st.sampled_from(get_args(Level)),
    mode=st.sampled_from(["巡视", "巡察", None]),
    types=tuples(TEXT),
    rounds=tuples(st.builds(Round, term=st.none() | NUMBER, number=st.none() | NUMBER)),
    meeting_dates=tuples(DAY),
    teams=tuples(TEXT),
    targets=tuples(
        st.builds(
            Target,
            name=TEXT,
            qualified=SOME,
            id=st.none() | st.just("u-0a1b2c"),
            division=st.none() | st.just("330703"),
            unit=st.none() | st.sampled_from(get_args(UnitKind)),
        )
    ),
    team_units=tuples(st.builds(TeamUnit, name=TEXT, qualified=SOME, id=st.none() | st.just("t-0a1b2c"))),
    province=st.sampled_from(["330000", None]),
    division=st.sampled_from(["330703", None]),
    confidence=CONFIDENCE,
    pairs=tuples(st.tuples(TEXT, TEXT)),
    people=tuples(st.builds(Person, name=TEXT, post=SOME, roles=tuples(st.sampled_from(get_args(Role))))),
    period=st.builds(Period, start=st.none() | DAY, end=st.none() | DAY, duration=SOME),
    contacts=CONTACTS,
    scope=SOME,
    evidence=tuples(
        st.builds(
            Evidence,
            field=st.sampled_from(["teams/0", "people/0/name", "period/start"]),
            where=st.sampled_from(get_args(Where)),
            start=NUMBER,
            end=NUMBER,
            value=TEXT,
            rule=TEXT,
            confidence=CONFIDENCE,
        )
    ),
)

PAGES = st.builds(
    Page,
    site=st.just("site-a"),
    url=URL,
    link_url=URL,
    fetched_at=MOMENT,
    charset=st.just("utf-8"),
    script=st.sampled_from(["hans", "hant"]),
    bad_bytes=NUMBER,
    title=SOME,
    published_at=st.none() | DAY | st.just("2026-03-03T08:00:00+08:00"),
    source=SOME,
    author=SOME,
    editor=SOME,
    channel=tuples(TEXT),
    views=st.none() | NUMBER,
    text=st.just("") | TEXT,
    images=tuples(st.builds(Image, url=TEXT, sha256=SOME, text=SOME)),
    attachments=tuples(st.builds(Attachment, url=TEXT, name=TEXT, type=TEXT, sha256=SOME, text=SOME, error=SOME)),
    evidence=tuples(
        st.builds(
            Evidence,
            field=st.sampled_from(["title", "source", "channel/0"]),
            where=st.sampled_from(get_args(Where)),
            start=NUMBER,
            end=NUMBER,
            value=TEXT,
            rule=TEXT,
            confidence=CONFIDENCE,
        )
    ),
    content_hash=st.just("0" * 64) | st.just("ab" * 32),
    hash_version=NUMBER,
)

NOTICES = st.builds(
    Notice,
    id=st.integers(0, 2**40).map(lambda number: f"n-{number:016x}"),
    page=PAGES,
    facts=FACTS,
    first_seen=MOMENT,
    revision=st.integers(1, 9),
    withdrawn=st.none() | MOMENT,
    sightings=tuples(st.builds(Sighting, site=TEXT, url=TEXT, first_seen=MOMENT)),
    same_event=tuples(TEXT),
)
