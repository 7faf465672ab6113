from dataclasses import replace
from datetime import timedelta

import pytest

from crawler.model.items import Notice
from crawler.model.outcomes import StorageError
from crawler.store import Store
from tests.store.samples import NOW, judge, make_facts, make_notice

LATER = NOW + timedelta(days=2)


def edit(number: int, word: str, **changes: object) -> Notice:
    """Notice `number` at its own address with another text."""
    text = f"{make_notice(number).page.text}{word}"
    return make_notice(number, text=text, content_hash=f"{word:0>64}", fetched_at=LATER, **changes)


def mirror(number: int, **changes: object) -> Notice:
    """Notice `number` as another site shows it."""
    return make_notice(number, site="site-b", **changes)


def read_status(notice: Notice) -> str:
    assert notice.page.verdict is not None
    return notice.page.verdict.status


def count(store: Store) -> int:
    return len(list(store.list_notices(kinds=None)))


def test_a_new_notice_comes_back_as_it_was_given(store: Store) -> None:
    given = make_notice(1)
    stored = store.commit(given, NOW)
    assert read_status(stored) == "new"
    assert judge(stored, "new") == given
    assert store.find_notice(given.id) == replace(given, page=replace(given.page, verdict=None))


def test_first_sight_is_the_stores_own_clock(store: Store) -> None:
    stored = store.commit(make_notice(1), LATER)
    assert (stored.first_seen, stored.sightings[0].first_seen) == (LATER, LATER)


def test_an_unknown_id_is_no_notice(store: Store) -> None:
    assert store.find_notice("n-none") is None


def test_a_stored_page_is_found_by_address_link_and_content(store: Store) -> None:
    notice = make_notice(1, link_url="https://site-a.example/old/1.html")
    store.commit(notice, NOW)
    page = store.find_page("site-a", notice.page.url)
    assert page is not None
    assert (page.notice_id, page.content_hash, page.etag, page.archive) == (
        notice.id,
        notice.page.content_hash,
        notice.page.etag,
        notice.page.archive,
    )
    assert store.find_page("site-a", notice.page.link_url) == page
    assert store.find_hash(notice.page.content_hash, 1) == page
    assert store.find_page("site-b", notice.page.url) is None
    assert store.find_hash("none", 1) is None


def test_an_exact_copy_is_a_further_sighting(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    stored = store.commit(judge(mirror(1), "copy", first.id), LATER)
    assert (read_status(stored), stored.id, count(store)) == ("copy", first.id, 1)
    assert [(s.site, s.first_seen) for s in stored.sightings] == [("site-a", NOW), ("site-b", LATER)]
    assert stored.page.site == "site-a"


def test_a_commissions_own_page_takes_the_lead_from_a_units_site(store: Store) -> None:
    store.note_kinds({"site-a": "unit-site", "site-b": "commission"}, NOW)
    first = store.commit(make_notice(1), NOW)
    official = mirror(1, title="县纪委所发", published_at="2026-03-02")
    led = store.commit(judge(official, "copy", first.id), LATER)
    assert (led.id, led.first_seen, led.revision, count(store)) == (first.id, NOW, 1, 1)
    assert (led.page.site, led.page.title, led.page.published_at) == ("site-b", "县纪委所发", "2026-03-02")
    assert {s.site for s in led.sightings} == {"site-a", "site-b"}


def test_a_units_site_never_takes_the_lead(store: Store) -> None:
    store.note_kinds({"site-a": "commission", "site-b": "unit-site", "site-c": "unit-site"}, NOW)
    first = store.commit(make_notice(1), NOW)
    stored = store.commit(judge(mirror(1, title="转载"), "copy", first.id), LATER)
    assert (stored.page.site, stored.page.title) == ("site-a", make_notice(1).page.title)
    second = store.commit(mirror(2), NOW)
    again = store.commit(judge(make_notice(2, site="site-c"), "copy", second.id), LATER)
    assert again.page.site == "site-b"


def test_the_page_that_lost_the_lead_changes_for_itself(store: Store) -> None:
    store.note_kinds({"site-a": "unit-site", "site-b": "commission"}, NOW)
    first = store.commit(make_notice(1), NOW)
    led = store.commit(judge(mirror(1), "copy", first.id), LATER)
    store.commit(judge(edit(1, "改"), "revision", first.id), LATER + timedelta(days=1))
    now = store.find_notice(first.id)
    assert now is not None
    assert (now.page.text, now.revision) == (led.page.text, 1)


def test_a_damaged_copy_makes_its_content_known(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    store.commit(judge(mirror(1, content_hash="damaged"), "copy", first.id), LATER)
    found = store.find_hash("damaged", 1)
    assert found is not None
    assert found.notice_id == first.id


def test_a_hash_of_another_rule_is_nobodys(store: Store) -> None:
    store.commit(make_notice(1), NOW)
    assert store.find_hash(make_notice(1).page.content_hash, 2) is None
    stored = store.commit(mirror(1, hash_version=2), LATER)
    assert (read_status(stored), count(store)) == ("new", 2)


def test_a_hash_that_two_rules_give_counts_for_the_newer(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    store.commit(judge(make_notice(1, hash_version=2), "unchanged"), LATER)
    stored = store.commit(mirror(1, hash_version=2), LATER)
    assert (read_status(stored), stored.id) == ("copy", first.id)


def test_a_second_new_of_the_same_content_is_a_copy(store: Store, other: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    stored = other.commit(mirror(1), NOW)
    assert (read_status(stored), stored.id, count(store)) == ("copy", first.id, 1)


def test_a_second_new_of_the_same_address_is_unchanged(store: Store, other: Store) -> None:
    store.commit(make_notice(1), NOW)
    stored = other.commit(make_notice(1), LATER)
    assert (read_status(stored), stored.revision, count(store)) == ("unchanged", 1, 1)


def test_a_copy_of_what_is_not_stored_is_refused_and_leaves_nothing(store: Store) -> None:
    with pytest.raises(StorageError, match="n-none"):
        store.commit(judge(make_notice(1), "copy", "n-none"), NOW)
    assert store.find_page("site-a", make_notice(1).page.url) is None


def test_pages_without_text_are_never_copies_of_each_other(store: Store) -> None:
    store.commit(make_notice(1, text="", content_hash="e3"), NOW)
    stored = store.commit(make_notice(2, text=" \n", content_hash="e3"), NOW)
    assert (read_status(stored), count(store), store.find_hash("e3", 1)) == ("new", 2, None)


def test_an_unchanged_page_leaves_its_notice_alone(store: Store) -> None:
    before = store.commit(make_notice(1), NOW)
    after = store.commit(judge(make_notice(1, views=99, fetched_at=LATER, etag='"e2"'), "unchanged"), LATER)
    assert replace(after, page=before.page) == before
    assert (after.page.views, after.page.fetched_at, after.page.etag) == (before.page.views, NOW, '"e2"')
    page = store.find_page("site-a", before.page.url)
    assert page is not None
    assert (page.fetched_at, page.checked_at) == (NOW, LATER)


def test_a_page_read_by_a_newer_rule_takes_the_newer_hash_without_a_revision(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    stored = store.commit(judge(make_notice(1, content_hash="new-rule", hash_version=2), "unchanged"), LATER)
    assert (stored.revision, store.list_revisions(first.id)) == (1, [])
    page = store.find_hash("new-rule", 2)
    assert page is not None
    assert (page.content_hash, page.hash_version, page.notice_id) == ("new-rule", 2, first.id)


def test_an_edit_is_a_revision_that_keeps_the_old_state(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    stored = store.commit(judge(edit(1, "b", title="新标题"), "revision", first.id), LATER)
    assert (read_status(stored), stored.id, stored.revision, stored.first_seen) == ("revision", first.id, 2, NOW)
    assert (stored.page.title, stored.page.fetched_at) == ("新标题", LATER)
    (revision,) = store.list_revisions(first.id)
    assert (revision.revision, revision.replaced_at, revision.changed) == (1, LATER, ("title", "text"))
    assert (revision.old_hash, revision.new_hash) == (first.page.content_hash, stored.page.content_hash)
    assert revision.archive == first.page.archive
    assert revision.document is not None
    assert revision.document["text"] == first.page.text


def test_there_and_back_again_gives_three_states_in_order(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    store.commit(edit(1, "b"), LATER)
    last = store.commit(make_notice(1, fetched_at=LATER), LATER)
    hashes = [(r.old_hash, r.new_hash) for r in store.list_revisions(first.id)]
    assert (last.revision, hashes) == (
        3,
        [(first.page.content_hash, f"{'b':0>64}"), (f"{'b':0>64}", first.page.content_hash)],
    )


def test_a_revision_replaces_the_facts(store: Store) -> None:
    store.commit(make_notice(1), NOW)
    store.commit(edit(1, "b", facts=make_facts(7)), LATER)
    assert [n.facts.teams for n in store.list_notices(team="第7巡视组")] == [("省委第7巡视组",)]
    assert list(store.list_notices(team="第1巡视组")) == []


def test_the_text_of_an_earlier_revision_at_another_address_is_a_copy(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    store.commit(edit(1, "b"), LATER)
    stored = store.commit(mirror(1), LATER)
    assert (read_status(stored), stored.id) == ("copy", first.id)


def test_a_revision_to_what_another_notice_says_links_the_two(store: Store) -> None:
    one, two = store.commit(make_notice(1), NOW), store.commit(make_notice(2), NOW)
    stored = store.commit(make_notice(1, content_hash=two.page.content_hash, text=two.page.text), LATER)
    twin = store.find_notice(two.id)
    assert twin is not None
    assert (stored.id, stored.same_event, twin.same_event) == (one.id, (two.id,), (one.id,))


def test_an_edited_mirror_leaves_the_notice_as_it_is(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    store.commit(mirror(1), NOW)
    stored = store.commit(judge(mirror(1, content_hash="edited", text="改"), "revision", first.id), LATER)
    assert (stored.id, stored.revision, stored.page.text) == (first.id, 1, first.page.text)
    (revision,) = store.list_revisions(first.id)
    assert (revision.site, revision.document) == ("site-b", None)
    again = store.commit(mirror(1, content_hash="edited", text="改"), LATER)
    assert read_status(again) == "unchanged"


def test_a_mirrors_address_given_to_another_inspection_is_a_notice_of_its_own(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    store.commit(mirror(1), NOW)
    other = mirror(1, content_hash="other", text="另", facts=make_facts(9))
    stored = store.commit(judge(other, "revision", first.id), LATER)
    assert (read_status(stored), stored.id != first.id, count(store)) == ("new", True, 2)


def test_a_mirrors_address_given_to_another_known_notice_is_a_copy_of_that(store: Store) -> None:
    store.commit(make_notice(1), NOW)
    two = store.commit(make_notice(2), NOW)
    store.commit(mirror(1), NOW)
    stored = store.commit(mirror(1, content_hash=two.page.content_hash), LATER)
    assert (read_status(stored), stored.id) == ("copy", two.id)


def test_an_address_the_page_names_as_its_own_is_a_sighting(store: Store) -> None:
    stored = store.commit(make_notice(1, named_urls=("https://origin.example/1",)), NOW)
    assert [s.url for s in stored.sightings] == [stored.page.url, "https://origin.example/1"]


def test_reports_of_one_event_are_linked_both_ways(store: Store) -> None:
    first = store.commit(make_notice(1), NOW)
    second = store.commit(judge(make_notice(2), "new", same_event=(first.id, "n-none")), NOW)
    relinked = store.find_notice(first.id)
    assert relinked is not None
    assert (second.same_event, relinked.same_event) == ((first.id,), (second.id,))


def test_characters_no_database_holds_are_replaced_in_place(store: Store) -> None:
    facts = make_facts(1, teams=("第\x00组",), scope="\udfff")
    stored = store.commit(make_notice(1, text="甲\x00乙\ud800丙", title="\x00", facts=facts), NOW)
    assert (stored.page.text, stored.page.title) == ("甲\ufffd乙\ufffd丙", "\ufffd")
    assert (stored.facts.teams, stored.facts.scope) == (("第\ufffd组",), "\ufffd")


def test_names_longer_than_an_index_entry_are_kept_in_the_notice(store: Store) -> None:
    long = "".join(chr(0x4E00 + n) for n in range(5000))
    stored = store.commit(make_notice(1, title=long, facts=make_facts(1, teams=(long,))), NOW)
    assert (stored.page.title, stored.facts.teams) == (long, (long,))


class TestMissing:
    """A page that is not there any more."""

    def test_the_second_look_in_a_row_withdraws_the_notice_once(self, store: Store) -> None:
        notice = store.commit(make_notice(1), NOW)
        seen = [store.mark_missing("site-a", notice.page.url, LATER) for _ in range(3)]
        withdrawn = store.find_notice(notice.id)
        assert withdrawn is not None
        assert (seen, withdrawn.withdrawn) == ([False, True, False], LATER)

    def test_a_notice_is_withdrawn_through_its_link_too(self, store: Store) -> None:
        store.commit(make_notice(1, link_url="https://site-a.example/l"), NOW)
        assert [store.mark_missing("site-a", "https://site-a.example/l", LATER) for _ in range(2)] == [False, True]

    @pytest.mark.parametrize("way", ["commit", "touch"])
    def test_a_page_that_is_there_again_is_no_longer_withdrawn(self, store: Store, way: str) -> None:
        notice = store.commit(make_notice(1), NOW)
        for _ in range(2):
            store.mark_missing("site-a", notice.page.url, LATER)
        if way == "touch":
            store.touch("site-a", notice.page.url, LATER)
        else:
            store.commit(notice, LATER)
        back = store.find_notice(notice.id)
        assert back is not None
        assert back.withdrawn is None
        assert store.mark_missing("site-a", notice.page.url, LATER) is False

    def test_a_missing_mirror_does_not_withdraw_the_notice(self, store: Store) -> None:
        store.commit(make_notice(1), NOW)
        store.commit(mirror(1), NOW)
        assert [store.mark_missing("site-b", mirror(1).page.url, LATER) for _ in range(2)] == [False, False]

    def test_an_unknown_page_is_not_missed(self, store: Store) -> None:
        assert store.mark_missing("site-a", "https://site-a.example/none", NOW) is False
        store.touch("site-a", "https://site-a.example/none", NOW)


class TestDue:
    """Pages to look at again."""

    @pytest.mark.parametrize(
        ("days", "due"), [(0.9, False), (1, True), (6, True), (365, True)], ids=["0.9", "1", "6", "365"]
    )
    def test_a_page_is_due_a_day_after_its_first_sight(self, store: Store, days: float, due: bool) -> None:
        store.commit(make_notice(1), NOW)
        assert bool(store.list_due("site-a", NOW + timedelta(days=days))) is due

    def test_a_page_is_looked_at_three_times(self, store: Store) -> None:
        store.commit(make_notice(1), NOW)
        looks = []
        for day in range(60):
            now = NOW + timedelta(days=day)
            for page in store.list_due("site-a", now):
                looks.append(day)
                store.touch("site-a", page.url, now)
        assert looks == [1, 7, 30]

    def test_a_missed_look_is_made_up_for_once(self, store: Store) -> None:
        store.commit(make_notice(1), NOW)
        now = NOW + timedelta(days=100)
        assert len(store.list_due("site-a", now)) == 1
        store.touch("site-a", make_notice(1).page.url, now)
        assert store.list_due("site-a", now + timedelta(days=400)) == []

    def test_a_first_miss_is_confirmed_a_day_later_and_no_more(self, store: Store) -> None:
        url = store.commit(make_notice(1), NOW).page.url
        now = NOW + timedelta(days=100)
        store.mark_missing("site-a", url, now)
        assert store.list_due("site-a", now + timedelta(hours=23)) == []
        assert len(store.list_due("site-a", now + timedelta(days=1))) == 1
        assert store.mark_missing("site-a", url, now + timedelta(days=1))
        assert store.list_due("site-a", now + timedelta(days=400)) == []
