from dataclasses import replace
from datetime import date, timedelta

import pytest

from crawler.exports.text import encode_json
from crawler.model.items import Kind, Notice, Target, Verdict
from crawler.model.outcomes import StorageError
from crawler.model.publication import notice_to_json
from crawler.store import Store, pages, similar
from tests.store.samples import NOW, make_facts, make_notice

NO_DAYS: tuple[str, ...] = ()


class TestSimilar:
    """Candidates for likeness."""

    @pytest.mark.parametrize(
        ("shared", "found"),
        [
            ({"teams": ("省委第1巡视组",)}, True),
            ({"targets": (Target(name="试验1县"),)}, True),
            ({"meeting_dates": ("2020-02-03",)}, True),
            ({"meeting_dates": ("2020-02-04",)}, False),
            ({"meeting_dates": ("--01-31",)}, False),
            ({}, False),
        ],
        ids=["team", "target", "three days", "four days", "no year", "nothing"],
    )
    def test_what_is_shared_makes_a_candidate(self, store: Store, shared: dict[str, object], found: bool) -> None:
        first = store.commit(make_notice(1), NOW)
        assert first.facts.meeting_dates == ("2020-01-31",)
        facts = make_facts(2, **{"meeting_dates": NO_DAYS, **shared})
        candidates = store.find_similar(make_notice(2, facts=facts))
        assert [n.id for n in candidates] == ([first.id] if found else [])

    def test_the_same_title_makes_a_candidate(self, store: Store) -> None:
        first = store.commit(make_notice(1), NOW)
        assert [n.id for n in store.find_similar(make_notice(9, title=first.page.title))] == [first.id]

    def test_a_notice_is_not_similar_to_itself(self, store: Store) -> None:
        assert store.find_similar(store.commit(make_notice(1), NOW)) == []

    def test_a_notice_without_facts_has_no_candidates(self, store: Store) -> None:
        store.commit(make_notice(1), NOW)
        facts = make_facts(2, teams=(), targets=(), meeting_dates=())
        assert store.find_similar(make_notice(2, title=None, facts=facts)) == []

    def test_candidates_are_few_and_the_likeliest_come_first(self, store: Store) -> None:
        for number in range(similar.MOST + 5):
            facts = make_facts(number, teams=("县委第一巡察组",), meeting_dates=NO_DAYS)
            store.commit(make_notice(number, facts=facts), NOW)
        wanted = make_notice(99, facts=make_facts(3, teams=("县委第一巡察组",), meeting_dates=NO_DAYS))
        candidates = store.find_similar(wanted)
        assert (len(candidates), candidates[0].id) == (similar.MOST, make_notice(3).id)


class TestListing:
    """Notices in order and by filter."""

    def test_notices_come_newest_first_by_publication_or_first_sight(self, store: Store) -> None:
        dates = ["2026-03-03", None, "2026-03-05T08:00:00+08:00", "--03-09", "2026-03-05T01:00:00+00:00", "2019-01-01"]
        for number, published_at in enumerate(dates):
            store.commit(make_notice(number, published_at=published_at), NOW)
        order = [int(n.page.url.split("/")[-1][:-5]) for n in store.list_notices()]
        same_moment = sorted([1, 3], key=lambda number: make_notice(number).id)
        assert order == [4, 2, *same_moment, 0, 5]

    @pytest.mark.parametrize(
        ("wanted", "numbers"),
        [
            ({}, {1, 2}),
            ({"kinds": None}, {1, 2, 3}),
            ({"kinds": {"feedback"}}, {3}),
            ({"kinds": set()}, set()),
            ({"site": "site-b"}, {2}),
            ({"level": "county"}, {2}),
            ({"since": date(2026, 3, 3)}, {1}),
            ({"until": date(2026, 3, 2)}, {2}),
            ({"since": date(2026, 3, 2), "until": date(2026, 3, 3)}, {1, 2}),
            ({"team": "第2"}, {2}),
            ({"target": "试验1县"}, {1}),
            ({"team": "%"}, set()),
            ({"team": "_"}, set()),
        ],
        ids=str,
    )
    def test_a_filter_lets_through_what_fits(self, store: Store, wanted: dict[str, object], numbers: set[int]) -> None:
        feedback: Kind = "feedback"
        store.commit(make_notice(1), NOW)
        second = make_notice(2, site="site-b", published_at="2026-03-02", facts=make_facts(2, level="county"))
        store.commit(second, NOW)
        store.commit(make_notice(3, facts=make_facts(3, kind=feedback)), NOW)
        found = {int(n.page.url.split("/")[-1][:-5]) for n in store.list_notices(**wanted)}  # type: ignore[arg-type]
        assert found == numbers

    def test_more_notices_than_one_portion_come_once_each(self, store: Store) -> None:
        ids = {store.commit(make_notice(number), NOW).id for number in range(205)}
        listed = [n.id for n in store.list_notices()]
        assert (len(listed), set(listed)) == (205, ids)

    def test_both_databases_give_the_same_bytes(self, tmp_path: object, postgresql_url: str) -> None:
        listed = []
        for url in (f"sqlite:///{tmp_path}/n.sqlite3", postgresql_url):
            store = Store.open(url)
            for number in range(30):
                store.commit(make_notice(number, site=f"site-{number % 3}", title=f"标题-{number % 7}_a É"), NOW)
            listed.append([encode_json(notice_to_json(notice)) for notice in store.list_notices()])
            store.close()
        assert listed[0] == listed[1]


class TestPages:
    """Every page, to be read again."""

    def test_every_page_comes_with_its_notice_archive_and_listing(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pages, "_CHUNK", 2)
        for number in range(3):
            store.commit(make_notice(number), NOW)
        store.commit(make_notice(0, site="site-b"), NOW)
        listed = list(store.list_pages())
        assert [(p.site, p.url) for p in listed] == sorted((p.site, p.url) for p in listed)
        assert len(listed) == 4
        assert listed[0].notice_id == listed[3].notice_id == make_notice(0).id
        assert (listed[1].archive, listed[1].listing_title) == (make_notice(1).page.archive, "第1巡视组进驻")

    def test_facts_are_replaced_without_a_revision(self, store: Store) -> None:
        first = store.commit(make_notice(1), NOW)
        text = "更好的正文，" * 10
        better = make_notice(1, text=text, content_hash="better", hash_version=2, facts=make_facts(8))
        store.replace_facts(replace(better, first_seen=NOW + timedelta(days=9), revision=7))
        stored = store.find_notice(first.id)
        assert stored is not None
        assert (stored.page.text, stored.facts, stored.page.hash_version) == (text, better.facts, 2)
        assert (stored.revision, stored.first_seen, stored.sightings) == (1, NOW, first.sightings)
        assert store.list_revisions(first.id) == []
        found = store.find_hash("better", 2)
        assert found is not None
        assert found.content_hash == "better"

    def test_replacing_the_facts_of_a_mirror_leaves_the_notice_alone(self, store: Store) -> None:
        first = store.commit(make_notice(1), NOW)
        copy = make_notice(1, site="site-b")
        store.commit(copy, NOW)
        before = _without_verdict(store.find_notice(first.id))
        store.replace_facts(make_notice(1, site="site-b", text="x", content_hash="x", facts=make_facts(5)))
        assert _without_verdict(store.find_notice(first.id)) == before
        page = store.find_page("site-b", copy.page.url)
        assert page is not None
        assert page.content_hash == "x"

    def test_facts_of_an_unknown_page_are_refused(self, store: Store) -> None:
        with pytest.raises(StorageError, match="is not stored"):
            store.replace_facts(make_notice(1))


def _without_verdict(notice: Notice | None) -> Notice:
    assert notice is not None
    return replace(notice, page=replace(notice.page, verdict=None))


def test_published_objects_are_those_of_the_notices(store: Store) -> None:
    store.commit(make_notice(1), NOW)
    store.commit(
        make_notice(51, site="site-b", content_hash=make_notice(1).page.content_hash), NOW + timedelta(hours=1)
    )
    store.commit(make_notice(2, verdict=Verdict(status="new", same_event=(make_notice(1).id,))), NOW)
    for _ in range(2):
        store.mark_missing("site-a", make_notice(2).page.url, NOW)
    notices = list(store.list_notices())
    read = list(store.list_published([notice.id for notice in notices]))
    assert [published for published, _ in read] == [notice_to_json(notice) for notice in notices]
    assert [list(published) for published, _ in read] == [list(notice_to_json(notice)) for notice in notices]
    assert [generation for _, generation in read] == [notice.generation for notice in notices]
