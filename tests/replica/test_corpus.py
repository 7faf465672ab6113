import re
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from crawler.model.times import BEIJING
from crawler.replica import Replica, corpus
from crawler.replica.corpus import format_day, list_sites, load_patterns, load_records, render
from tests.replica.client import CLOCK

FIVE = ("ccdi", "changzhutan", "handan", "jszjw", "zhejiang")
RECORDS = [record for site in FIVE for record in load_records(site)]
CLOCKS = (CLOCK, datetime(2027, 1, 3, 9, 0, tzinfo=BEIJING), datetime(2028, 10, 5, 23, 0, tzinfo=BEIJING))
SCALARS = ("teams", "targets", "phones", "emails", "mailboxes", "postcodes", "boxes")


def squeeze(text):
    return re.sub(r"\s|-", "", text)


def test_the_five_sites_hold_enough_notices_and_other_articles():
    kinds = Counter(
        render(record, CLOCK).kind for record in RECORDS if record.day > 0 and "copy_of" not in record.values
    )
    assert kinds["mobilization"] >= 40
    assert sum(kinds.values()) - kinds["mobilization"] >= 60


def test_the_notices_are_worded_in_many_ways():
    assert sum(pattern["kind"] == "mobilization" for pattern in load_patterns().values()) >= 12


@pytest.mark.parametrize("site", FIVE)
def test_every_site_has_a_listing_of_three_pages(site):
    replica = Replica(CLOCK, sites=[site])
    first = sum(article.column == 0 for article in replica.world.list_articles(site).values())
    assert first > 18


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: f"{clock:%Y-%m-%d}")
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
def test_an_article_is_whole_on_any_clock(record, clock):
    article = render(record, clock)
    assert "{" not in article.text + article.title
    assert article.published.date() == clock.date() - timedelta(days=record.day)


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: f"{clock:%Y-%m-%d}")
@pytest.mark.parametrize("name", SCALARS)
def test_what_is_true_of_a_notice_is_printed_in_it(name, clock):
    for record in RECORDS:
        article = render(record, clock)
        printed = squeeze(article.title + article.text)
        for value in article.facts.get(name, []):
            assert squeeze(value) in printed, (record.key, value)


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: f"{clock:%Y-%m-%d}")
def test_meetings_are_held_on_workdays_before_publication(clock):
    for record in RECORDS:
        for day in render(record, clock).facts.get("meeting_dates", []):
            assert date.fromisoformat(day).weekday() < 5, record.key
            assert date.fromisoformat(day) <= render(record, clock).published.date(), record.key


def test_everybody_named_in_the_facts_is_named_in_the_text():
    for record in RECORDS:
        article = render(record, CLOCK)
        for person in article.facts.get("people", []):
            assert person["name"] in article.text, record.key


def test_the_same_record_reads_the_same_twice():
    assert [render(record, CLOCK).text for record in RECORDS] == [render(record, CLOCK).text for record in RECORDS]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
def test_a_correction_changes_the_text(record):
    assert render(record, CLOCK, corrected=True).text != render(record, CLOCK).text


def test_a_copy_reads_as_its_original_at_another_address():
    copies = [record for record in RECORDS if record.origin != record.key]
    assert copies
    for copy in copies:
        original = next(record for record in RECORDS if record.key == copy.origin)
        assert render(copy, CLOCK).text == render(original, CLOCK).text
        assert render(copy, CLOCK).number != render(original, CLOCK).number


@pytest.mark.parametrize("site", list_sites())
def test_addresses_are_the_same_on_another_clock_of_the_day_and_never_shared(site):
    articles = Replica(CLOCK, sites=[site]).world.list_articles(site)
    visible = [record for record in load_records(site) if record.day > 0]
    assert len(articles) == len(visible)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (None, "2026-03-05"),
        ("Y年M月D日", "2026年3月5日"),
        ("MM-DD", "03-05"),
        ("yM月D日", "3月5日"),
        ("mD日", "3月5日"),
    ],
    ids=["iso", "chinese", "padded", "same year", "other month"],
)
def test_days_are_printed_in_the_form_asked_for(form, printed):
    assert format_day(date(2026, 3, 5), form, date(2026, 2, 27)) == printed


def test_a_missing_pattern_is_an_error():
    record = corpus.ReplicaRecord("x", "x", {"pattern": "none", "day": 1}, "x")
    with pytest.raises(KeyError):
        render(record, CLOCK)
