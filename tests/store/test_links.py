from datetime import timedelta

import pytest

from crawler.store import ListingState, NewLink, Store
from tests.store.samples import NOW, make_notice

LATER = NOW + timedelta(hours=1)


def find_state(store: Store, url: str) -> str | None:
    link = store.find_links("site-a", [url]).get(url)
    return None if link is None else link.state


def test_a_new_link_is_pending_with_what_its_listing_said(store: Store) -> None:
    store.add_links("site-a", [NewLink(url="u1", title="标题", date="2026-03-01", listing="l1")], NOW)
    (link,) = store.list_pending("site-a")
    assert (link.url, link.title, link.date, link.listing, link.state) == ("u1", "标题", "2026-03-01", "l1", "pending")
    assert (link.attempts, link.reason, link.first_seen) == (0, None, NOW)


def test_pending_links_come_in_the_order_they_were_found(store: Store) -> None:
    store.add_links("site-a", [NewLink(url=url) for url in ("z", "a")], NOW)
    store.add_links("site-a", [NewLink(url="m")], LATER)
    assert [link.url for link in store.list_pending("site-a")] == ["z", "a", "m"]


def test_links_of_another_site_are_not_known(store: Store) -> None:
    store.add_links("site-a", [NewLink(url="u1")], NOW)
    assert store.find_links("site-b", ["u1"]) == {}
    assert store.list_pending("site-b") == []


def test_a_skipped_link_keeps_its_reason_and_is_not_pending(store: Store) -> None:
    store.add_links("site-a", [NewLink(url="u1", skip_reason="标题不符")], NOW)
    assert store.list_pending("site-a") == []
    assert store.find_links("site-a", ["u1"])["u1"].reason == "标题不符"


def test_adding_a_link_again_changes_nothing(store: Store) -> None:
    store.add_links("site-a", [NewLink(url="u1", title="one")], NOW)
    store.fail_link("site-a", "u1", "time-out", NOW)
    before = store.find_links("site-a", ["u1"])
    store.add_links("site-a", [NewLink(url="u1", title="two"), NewLink(url="u1", title="three")], LATER)
    assert store.find_links("site-a", ["u1"]) == before


def test_a_skipped_link_found_again_without_a_reason_becomes_pending(store: Store) -> None:
    store.add_links("site-a", [NewLink(url="u1", skip_reason="no")], NOW)
    store.add_links("site-a", [NewLink(url="u1")], LATER)
    assert find_state(store, "u1") == "pending"


def test_no_links_are_no_work(store: Store) -> None:
    store.add_links("site-a", [], NOW)
    assert store.find_links("site-a", []) == {}


def test_more_links_than_one_query_takes_are_all_found(store: Store) -> None:
    urls = [f"https://site-a.example/{n}" for n in range(1201)]
    store.add_links("site-a", [NewLink(url=url) for url in urls], NOW)
    assert list(store.find_links("site-a", [*urls, "unknown"])) == urls


def test_a_failed_fetch_is_counted_and_stays_pending(store: Store) -> None:
    store.add_links("site-a", [NewLink(url="u1")], NOW)
    store.fail_link("site-a", "u1", "HTTP 500", NOW)
    store.fail_link("site-a", "u1", "time-out", LATER)
    (link,) = store.list_pending("site-a")
    assert (link.attempts, link.reason) == (2, "time-out")


def test_a_gone_link_is_given_up_until_it_is_opened_again(store: Store) -> None:
    store.add_links("site-a", [NewLink(url="u1"), NewLink(url="u2", skip_reason="no")], NOW)
    store.fail_link("site-a", "u1", "HTTP 404", NOW, gone=True)
    assert find_state(store, "u1") == "gone"
    store.reopen_links("site-a", ["u1", "u2"], LATER)
    assert (find_state(store, "u1"), find_state(store, "u2")) == ("pending", "skipped")
    assert store.find_links("site-a", ["u1"])["u1"].attempts == 0


def test_a_committed_page_makes_its_link_done_for_good(store: Store) -> None:
    notice = make_notice(1)
    url = notice.page.link_url
    store.add_links("site-a", [NewLink(url=url)], NOW)
    store.commit(notice, NOW)
    store.fail_link("site-a", url, "HTTP 404", LATER, gone=True)
    store.add_links("site-a", [NewLink(url=url)], LATER)
    store.reopen_links("site-a", [url], LATER)
    assert find_state(store, url) == "done"
    assert store.list_pending("site-a") == []


def test_a_page_reached_without_a_link_is_known_as_done(store: Store) -> None:
    store.commit(make_notice(1), NOW)
    assert find_state(store, make_notice(1).page.link_url) == "done"


def test_a_link_with_characters_no_database_holds_is_found_again(store: Store) -> None:
    url = "https://site-a.example/\x00\ud800"
    store.add_links("site-a", [NewLink(url=url, title="\ud800")], NOW)
    assert store.find_links("site-a", [url])[url].state == "pending"


def test_a_listing_is_unknown_until_it_was_read(store: Store) -> None:
    assert store.find_listing("site-a", "l1") is None


@pytest.mark.parametrize("complete", [True, False])
def test_a_listing_comes_back_as_it_was_saved_last(store: Store, complete: bool) -> None:
    store.save_listing("site-a", "l1", ListingState(read_at=NOW))
    state = ListingState(
        etag='"1"', last_modified="x", complete=complete, newest_date="2026-03-03", links=20, read_at=LATER
    )
    store.save_listing("site-a", "l1", state)
    assert store.find_listing("site-a", "l1") == state


def test_the_last_run_of_a_site_is_its_newest_report(store: Store) -> None:
    assert store.last_run("site-a") is None
    store.save_run("site-a", {"outcome": "quiet", "errors": []})
    report = {"site": "site-a", "outcome": "new", "exit_code": 0, "errors": [{"url": "u", "reason": "坏\ud800"}]}
    store.save_run("site-a", report)
    store.save_run("site-b", {"outcome": "blocked"})
    assert store.last_run("site-a") == report


def test_a_site_is_summed_up(store: Store) -> None:
    store.add_links("site-a", [NewLink(url="u1"), NewLink(url="u2", skip_reason="no")], NOW)
    store.save_listing("site-a", "l1", ListingState(newest_date="2026-03-01", read_at=NOW))
    store.save_listing("site-a", "l2", ListingState(newest_date="2026-03-02", read_at=NOW))
    store.save_run("site-a", {"outcome": "new"})
    store.commit(make_notice(1), LATER)
    summary = store.summarize_site("site-a")
    assert (summary.pending, summary.notices, summary.newest_date) == (1, 1, "2026-03-02")
    assert (summary.last_first_seen, sorted(summary.listings), summary.last_run) == (
        LATER,
        ["l1", "l2"],
        {"outcome": "new"},
    )


def test_an_unknown_site_is_summed_up_as_nothing(store: Store) -> None:
    summary = store.summarize_site("nowhere")
    assert (summary.pending, summary.notices, summary.newest_date, summary.last_first_seen) == (0, 0, None, None)
