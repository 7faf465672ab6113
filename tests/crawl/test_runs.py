"""What a run does with listings and links: new ones only, pending first, nothing lost, nothing doubled."""

import json
import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crawler import VERSION
from crawler.replica import Replica, faults
from tests.crawl.support import Desk, read_clock

HOST = "handan.invalid"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Replica(read_clock(), sites=["handan"]) as replica:
        yield Desk(tmp_path / "data", replica)


def list_paths(replica: Replica | None) -> list[str]:
    assert replica is not None
    return [exchange.path for exchange in replica.requests if exchange.method == "GET"]


def test_second_run_costs_about_one_request_a_listing(desk: Desk) -> None:
    assert desk.crawl("handan").code == 0
    assert desk.replica is not None
    desk.replica.forget_requests()
    assert desk.crawl("handan").code == 0
    assert len(list_paths(desk.replica)) <= 2  # robots.txt and the listing
    assert desk.report("handan")["new"] == 0


def test_all_mobilizations_of_the_site_are_published(desk: Desk) -> None:
    assert desk.replica is not None
    desk.crawl("handan")
    wanted = {a.title for a in desk.replica.world.list_articles("handan").values() if a.kind == "mobilization"}
    assert wanted
    assert wanted <= {n["title"] for n in desk.notices()}


@pytest.mark.parametrize("delay", ["0", "0.01"])
def test_one_request_a_host_is_in_flight(desk: Desk, delay: str) -> None:
    assert desk.replica is not None
    desk.replica.set_fault(HOST, faults.slow_body(0.005))
    desk.crawl("handan", "-s", f"DOWNLOAD_DELAY={delay}", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8")
    assert desk.replica.count_most_in_flight(HOST) == 1


def test_user_agent_names_version_and_contact(desk: Desk) -> None:
    assert desk.replica is not None
    desk.extra["NOTICES_CONTACT"] = "ops@example.org"
    desk.crawl("handan")
    agents = {exchange.headers.get("User-Agent") for exchange in desk.replica.requests}
    assert agents == {f"xunshi/{VERSION} (+ops@example.org)"}


def test_new_notice_is_found_and_only_it_is_fetched(desk: Desk) -> None:
    assert desk.replica is not None
    desk.crawl("handan")
    url = desk.replica.add_notice("handan")
    desk.replica.forget_requests()
    out = desk.data.parent / "new.jsonl"
    assert desk.crawl("handan", "-O", str(out)).code == 0
    assert desk.report("handan")["new"] == 1
    assert [json.loads(line)["url"] for line in out.read_text(encoding="utf-8").splitlines()] == [url]
    assert len(list_paths(desk.replica)) <= 4


def test_failed_article_stays_pending_and_is_asked_first(desk: Desk) -> None:
    assert desk.replica is not None
    desk.replica.set_fault(HOST, faults.answer_status(500, scope="article", requests=3))
    assert desk.crawl("handan").code == 13
    report = desk.report("handan")
    assert report["pending"] == 3
    failed = {error["url"] for error in report["errors"]}
    desk.replica.set_fault(HOST, None)
    desk.replica.forget_requests()
    assert desk.crawl("handan").code == 0
    assert desk.report("handan")["pending"] == 0
    asked = [exchange.url for exchange in desk.replica.requests if exchange.path != "/robots.txt"]
    assert set(asked[:3]) == failed


def test_kill_between_listing_pages_loses_nothing(desk: Desk) -> None:
    assert desk.replica is not None
    desk.replica.set_fault(HOST, faults.slow_body(0.02, scope="listing"))
    process = desk.start("crawl", "handan", "-a", "force=1", "-s", "DOWNLOAD_DELAY=0.2", "-s", "REPLICA=1")
    listings = set(desk.replica.world.list_listings("handan"))
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if any(exchange.url in listings for exchange in desk.replica.requests):
            break
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    desk.replica.set_fault(HOST, None)
    assert desk.crawl("handan").code == 0
    found = [n["url"] for n in desk.notices()]
    desk.data = desk.data.parent / "undisturbed"
    assert desk.crawl("handan").code == 0
    assert sorted(found) == sorted(n["url"] for n in desk.notices())


def test_since_fetches_an_edited_article_again(desk: Desk) -> None:
    assert desk.replica is not None
    desk.crawl("handan")
    url = next(u for u, a in desk.replica.world.list_articles("handan").items() if a.kind == "mobilization")
    desk.replica.edit(url)
    since = (read_clock() - timedelta(days=400)).date().isoformat()
    assert desk.crawl("handan", "-a", f"since={since}").code == 0
    assert desk.report("handan")["revisions"] == 1
    assert max(n["revision"] for n in desk.notices()) == 2


def test_bad_links_never_end_the_list(desk: Desk) -> None:
    assert desk.replica is not None
    desk.crawl("handan")
    healthy = len(desk.notices())
    desk.data = desk.data.parent / "again"
    desk.replica.set_fault(HOST, faults.add_bad_links())
    assert desk.crawl("handan").code == 0
    assert len(desk.notices()) == healthy
    assert any(skip["reason"] for skip in desk.report("handan")["skipped"])


def test_reextract_finds_no_difference_right_after_a_crawl(desk: Desk) -> None:
    desk.crawl("handan")
    ended = desk.run("reextract")
    assert ended.code == 0, ended.err
    assert not ended.out
    assert ", 0 differ, 0 unreadable" in ended.err


def test_pager_that_leads_in_a_circle_is_reported_and_ends(desk: Desk) -> None:
    assert desk.replica is not None
    desk.replica.set_fault(HOST, faults.page_for_ever())
    assert desk.crawl("handan", "-s", "CLOSESPIDER_TIMEOUT=40").code == 10
    assert "circle" in desk.report("handan")["errors"][0]["reason"]
    assert not desk.report("handan")["listings"][0]["complete"]


def test_redirects_never_leave_the_site(desk: Desk) -> None:
    assert desk.replica is not None
    desk.replica.set_fault(HOST, faults.redirect("http://127.0.0.1:9/secret", scope="article"))
    assert desk.crawl("handan").code == 15
    assert all("refused" in error["reason"] for error in desk.report("handan")["errors"])
    assert {exchange.host for exchange in desk.replica.requests} == {HOST}


def test_vanished_notice_is_marked_withdrawn_not_deleted(desk: Desk) -> None:
    assert desk.replica is not None
    desk.crawl("handan")
    url = next(u for u, a in desk.replica.world.list_articles("handan").items() if a.kind == "mobilization")
    desk.replica.set_fault(HOST, faults.answer_status(404, scope="article"))
    for _ in range(2):
        desk.crawl("handan", "-a", "full=1")
    withdrawn = {n["url"] for n in desk.notices() if n["withdrawn"]}
    assert url in withdrawn
    assert len(desk.notices()) == len({n["id"] for n in desk.notices()})


def test_plain_page_labelled_gzip_is_read(desk: Desk) -> None:
    assert desk.replica is not None
    title = "县委第一巡察组巡察县水务局动员会召开"
    head = f"<html><head><meta charset=utf-8><title>{title}</title></head>"
    page = f"{head}<body><h1>{title}</h1><p>{'会议要求全局干部职工配合巡察组开展工作。' * 9}</p></body></html>"
    desk.replica.set_fault(HOST, faults.send_body(page.encode(), content_encoding="gzip"))
    assert desk.crawl("handan").code == 0
    assert {n["title"] for n in desk.notices()} == {title}
