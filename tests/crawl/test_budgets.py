"""What one listing, one host or one robots.txt may keep a run from, and how it says so."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.crawl.tiny_site import TITLE, Answer, Page, TinySite, make_site, serve, write_article, write_listing


@pytest.fixture
def site() -> Iterator[TinySite]:
    with serve(make_site(6)) as running:
        yield running


def page_without_end(count: int) -> TinySite:
    """Page 1 shows `count` notices; every page names a further one, with links that no page had before."""
    site = make_site(count)
    titles = {f"/202603/t20260306_{number}.html": TITLE.format(number) for number in range(1, count + 1)}
    site.pages["/"] = write_listing(titles, further="/index_1.html")

    def answer(path: str) -> Answer | None:
        number = path.removeprefix("/index_").removesuffix(".html")
        if not number.isdecimal():
            return None
        links = {f"/202601/t20260106_{number}{n:02}.html": f"某局召开第{number}次工作会议之{n}" for n in range(20)}
        return write_listing(links, further=f"/index_{int(number) + 1}.html", day="2026-01-06")

    site.dynamic = answer
    return site


def test_pager_without_end_is_named_and_every_notice_of_the_first_page_is_found(tmp_path: Path) -> None:
    with serve(page_without_end(30)) as site:
        desk = site.desk(tmp_path / "data")
        ended = desk.crawl("handan", timeout=300)
    assert ended.code == 10, ended.err
    assert "a pager without end" in ended.err
    assert len(desk.notices()) == 30
    articles = [n for n, path in enumerate(site.asked) if path.startswith("/202603/")]
    further = [n for n, path in enumerate(site.asked) if path.startswith("/index_")]
    assert len(articles) == 30
    assert max(articles) < min(further), "articles of page 1 come before list pages from 2 on"
    assert len(further) < 200


def test_long_listing_is_gone_on_with_where_the_last_run_stopped(tmp_path: Path) -> None:
    with serve(page_without_end(3)) as site:
        desk = site.desk(tmp_path / "data")
        desk.crawl("handan", timeout=300)
        reached = max(int(p[7:-5]) for p in site.asked if p.startswith("/index_"))
        site.asked.clear()
        desk.crawl("handan", timeout=300)
    pages = [int(p[7:-5]) for p in site.asked if p.startswith("/index_")]
    assert pages[0] == reached + 1
    assert len(pages) == len(set(pages))


def test_report_of_a_long_listing_stays_small(tmp_path: Path) -> None:
    site = make_site(3)
    links = {f"/202603/t20260306_{n}.html": f"某局召开第{n}次防汛工作会议" for n in range(20_000)}
    site.pages["/"] = write_listing(links)
    with serve(site):
        desk = site.desk(tmp_path / "data")
        desk.crawl("handan")
    report = desk.report("handan")
    assert (desk.data / "runs" / "handan" / "latest.json").stat().st_size < 300_000
    assert len(report["skipped"]) + report["left_out"]["skipped"] >= report["listing_links"] - 10


def test_forbidden_article_is_skipped_with_its_reason_and_is_no_fault(site: TinySite, tmp_path: Path) -> None:
    path = "/202603/t20260306_2.html"
    site.pages["/robots.txt"] = Answer(f"User-agent: *\nDisallow: {path}\n", headers={"Content-Type": "text/plain"})
    desk = site.desk(tmp_path / "data")
    for outcome in ("new", "quiet"):
        ended = desk.crawl("handan")
        assert (ended.code, desk.report("handan")["outcome"]) == (0, outcome), ended.err
    assert path not in site.asked
    report = desk.report("handan")
    assert (report["pending"], report["errors"]) == (0, [])
    desk.data = tmp_path / "again"
    desk.crawl("handan")
    [skipped] = [skip for skip in desk.report("handan")["skipped"] if path in skip["url"]]
    assert skipped["reason"] == "robots.txt forbids this address"


def test_forbidden_listing_is_13(site: TinySite, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    assert site.desk(tmp_path / "data").crawl("handan").code == 13


OWN_LINKS = {
    "its-address": {"/": "巡视巡察", "/index.html": "首页动员会进驻公告栏目列表页面总览"},
    "other-pages": {"/index_3.html": "3", "/index_4.html": "巡视巡察动员进驻公告栏目第四页全部内容"},
    "columns": {"/xsxc/": "巡视巡察", "/col/col123/index.html": "巡视进驻", "/dt/list_7.html": "巡察动态"},
    "asked-columns": {"/?cid=15": "巡视巡察"},
}


@pytest.mark.parametrize("links", OWN_LINKS.values(), ids=OWN_LINKS.keys())
def test_own_links_of_a_listing_are_never_queued(tmp_path: Path, links: dict[str, str]) -> None:
    site = make_site(6)
    titles = {f"/202603/t20260306_{number}.html": TITLE.format(number) for number in range(1, 7)}
    site.pages["/"] = write_listing({**links, **titles})
    with serve(site):
        desk = site.desk(tmp_path / "data")
        ended = desk.crawl("handan")
    assert ended.code == 0, ended.err
    assert desk.report("handan")["pending"] == 0
    assert {path for path in site.asked if path in links and path != "/"} == set()
    assert site.asked.count("/") == 1


ARTICLES = {
    "/202603/t20260306_1.html": TITLE.format(1),
    "/news_123.html": TITLE.format(2),
    "/news/124.html": TITLE.format(3),
    "/?id=77&info=show": TITLE.format(4),
    "/2026/0306/": TITLE.format(5),
    "/index.php?m=show&id=9": TITLE.format(6),
}


def test_articles_under_addresses_like_those_of_listings_are_asked_for(tmp_path: Path) -> None:
    pages: dict[str, Page] = {path: write_article(n) for n, path in enumerate(ARTICLES, 1)}
    with serve(TinySite({"/robots.txt": Answer("", 404), "/": write_listing(ARTICLES), **pages})) as site:
        desk = site.desk(tmp_path / "data")
        ended = desk.crawl("handan")
    assert ended.code == 0, ended.err
    assert len(desk.notices()) == len(ARTICLES)


def ask_to_wait(value: str, status: int, times: int, good: Answer) -> Page:
    left = [times]

    def answer() -> Answer:
        if left[0]:
            left[0] -= 1
            return Answer("busy", status, {"Retry-After": value})
        return good

    return answer


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("path", ["/", "/202603/t20260306_1.html"], ids=["listing", "article"])
def test_short_retry_after_is_waited_for(site: TinySite, tmp_path: Path, status: int, path: str) -> None:
    good = site.pages[path]
    assert isinstance(good, Answer)
    site.pages[path] = ask_to_wait("2", status, 1, good)
    desk = site.desk(tmp_path / "data")
    ended = desk.crawl("handan", "-s", "RETRY_TIMES=2")
    assert ended.code == 0, ended.err
    assert len(desk.notices()) == 6
    first = site.asked.index(path)
    assert site.moments[first + 1] - site.moments[first] > 1.9, "the host was asked before its time"


def in_an_hour() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)


@pytest.mark.parametrize("value", ["3600", "date"])
@pytest.mark.parametrize("path", ["/", "/202603/t20260306_1.html", "/robots.txt"], ids=["listing", "article", "robots"])
def test_long_retry_after_is_resting_and_the_next_run_respects_it(
    site: TinySite, tmp_path: Path, value: str, path: str
) -> None:
    good = site.pages[path]
    assert isinstance(good, Answer)
    site.pages[path] = ask_to_wait(in_an_hour() if value == "date" else value, 503, 100, good)
    desk = site.desk(tmp_path / "data")
    ended = desk.crawl("handan", "-s", "RETRY_TIMES=2")
    report = desk.report("handan")
    assert (ended.code, report["outcome"], report["errors"]) == (0, "resting", []), ended.err
    assert len(ended.err.splitlines()) == 1, ended.err
    left = datetime.fromisoformat(report["next_at"]) - datetime.now(UTC)
    assert timedelta(minutes=58) < left <= timedelta(hours=1)
    assert site.asked.count(path) == 1
    assert site.asked[-1] == path, "the host was asked on"
    site.asked.clear()
    again = desk.crawl("handan")
    assert (again.code, desk.report("handan")["outcome"], site.asked) == (0, "resting", [])
    assert desk.report("handan")["next_at"] == report["next_at"]
    assert "resting (exit 0)" in again.err


def test_slow_host_is_asked_more_slowly_than_its_seed_says(tmp_path: Path) -> None:
    site = make_site(6)

    def slow(good: Answer) -> Page:
        def answer() -> Answer:
            time.sleep(0.8)
            return good

        return answer

    site.pages |= {path: slow(page) for path, page in site.pages.items() if isinstance(page, Answer)}
    with serve(site):
        desk = site.desk(tmp_path / "data")
        ended = desk.run("crawl", "handan", "-a", "force=1", "-s", "REPLICA=1", "-s", "AUTOTHROTTLE_DEBUG=0")
    assert ended.code == 0, ended.err
    gaps = [later - earlier for earlier, later in zip(site.moments, site.moments[1:], strict=False)]
    assert min(gaps[1:]) > 1.0  # the seed's delay of 2 s, with Scrapy's jitter of half


def test_reports_are_json_and_name_what_they_left_out(site: TinySite, tmp_path: Path) -> None:
    desk = site.desk(tmp_path / "data")
    desk.crawl("handan")
    body = (desk.data / "runs" / "handan" / "latest.json").read_text("utf-8")
    assert json.loads(body)["left_out"] == {"errors": 0, "skipped": 0, "unread": 0}
