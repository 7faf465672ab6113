"""atom, rss and jsonfeed, read by feedparser and by the rules of their standards."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.exports.about import About, SourceEdit
from crawler.exports.text import drop_controls
from crawler.model.items import Notice
from crawler.model.publication import notice_to_json
from crawler.model.times import print_time
from tests.exports.reading import write
from tests.model.notices import HOSTILE, NOTICES
from tests.store.samples import NOW, make_facts, make_notice

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = st.lists(NOTICES, max_size=3)
SUBSCRIPTIONS = ("atom", "rss", "jsonfeed")
ABOUT = About(
    title="巡视巡察动员会：试验省纪委监委",
    address="https://feeds.example/site-a/notices.atom",
    home="https://feeds.example/",
    generation=9,
    site_names={"site-a": "试验省纪委监委"},
)


def read_items(name: str, feed: bytes) -> list[dict[str, Any]]:
    """Each entry as a reader shows it: id, title, link, day of publication, text without markup."""
    if name == "jsonfeed":
        return [
            {
                "id": item["id"],
                "title": item["title"],
                "link": item.get("url", ""),
                "published": item.get("date_published", "")[:16],
                "text": item["content_text"],
            }
            for item in json.loads(feed)["items"]
        ]
    parsed = feedparser.parse(feed)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "link": entry.get("link", ""),
            "published": _print_beijing(entry.get("published_parsed")),
            "text": re.sub(r"</p>", "\n", entry.content[0].value if "content" in entry else entry.summary),
        }
        for entry in parsed.entries
    ]


def _print_beijing(moment: Any) -> str:
    if moment is None:
        return ""
    utc = datetime(*moment[:6], tzinfo=UTC)
    return utc.astimezone(datetime.fromisoformat("2026-01-01T00:00:00+08:00").tzinfo).isoformat()[:16]


@pytest.mark.parametrize("name", SUBSCRIPTIONS)
class TestEveryReader:
    """What a subscriber sees, whatever the form."""

    def test_an_entry(self, name: str) -> None:
        notice = make_notice(1, published_at="2026-03-03T09:30:00+08:00")
        [item] = read_items(name, write([notice], name, ABOUT))
        assert item["title"] == "省委第1巡视组进驻试验1县"
        assert item["link"] == "https://site-a.example/2026/1.html"
        assert item["published"] == "2026-03-03T09:30"
        for line in ("巡视巡察组：省委第1巡视组", "被巡视巡察单位：试验1县", "组长：林知远", "见于：试验省纪委监委"):
            assert line in item["text"]

    def test_a_notice_that_shows_a_day_only_is_of_that_day(self, name: str) -> None:
        [item] = read_items(name, write([make_notice(1, published_at="2026-03-03")], name))
        assert item["published"] == "2026-03-03T00:00"
        assert "发布：2026-03-03（原网页只写日期）" in item["text"]

    @pytest.mark.parametrize("published_at", [None, "--03-03"])
    def test_an_unknown_day_is_not_shown(self, name: str, published_at: str | None) -> None:
        assert read_items(name, write([make_notice(1, published_at=published_at)], name))[0]["published"] == ""

    @pytest.mark.parametrize("text", [text for text in HOSTILE if drop_controls(text).strip() == text.strip() != ""])
    def test_markup_and_controls_stay_text(self, name: str, text: str) -> None:
        feed = write([make_notice(1, title=text, text=text, source=text)], name)
        if name == "jsonfeed":
            assert json.loads(feed)["items"][0]["content_text"].endswith(re.sub("[\ud800-\udfff]", "\ufffd", text))
            return
        root = etree.fromstring(feed)
        entry = root[-1] if name == "atom" else root[0][-1]
        shown = re.sub(r"\s+", " ", drop_controls(text))
        title = entry.findtext(f"{ATOM}title" if name == "atom" else "title") or ""
        assert re.sub(r"\s+", " ", title) == shown
        body = entry.find(f"{ATOM}content") if name == "atom" else etree.HTML(entry.findtext("description"))
        assert body is not None
        assert {child.tag.rpartition("}")[2] for child in body.iter()} <= {"content", "div", "p", "html", "body"}

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x/1", "data:text/html,x", "http://[x", "", "https:"])
    def test_an_address_that_is_no_web_page_is_no_link(self, name: str, url: str) -> None:
        [item] = read_items(name, write([make_notice(1, url=url)], name))
        assert item["link"] in {"", item["id"]}  # feedparser takes the lasting id of RSS for a link

    def test_an_edit_is_told_from_old_to_new(self, name: str) -> None:
        old = notice_to_json(make_notice(1, facts=make_facts(1, meeting_dates=("2026-03-01",))))
        changed = ("meeting_dates", "text")
        about = replace(ABOUT, find_edits=lambda _: [SourceEdit(print_time(NOW), 1, old, changed)])
        notice = replace(make_notice(1, facts=make_facts(1, meeting_dates=("2026-03-02",))), revision=2)
        [item] = read_items(name, write([notice], name, about))
        assert item["title"].startswith("【已更正】")
        assert "已更正（2026-03-04）：动员会 2026-03-01 → 2026-03-02" in item["text"]

    def test_a_taking_down_is_told(self, name: str) -> None:
        [item] = read_items(name, write([replace(make_notice(1), withdrawn=NOW)], name))
        assert item["title"].startswith("【已撤下】")
        assert "已撤下：2026-03-04 确认原网页已不存在" in item["text"]

    def test_an_entry_keeps_its_id(self, name: str) -> None:
        ids = [read_items(name, write([make_notice(1, title=title)], name))[0]["id"] for title in ("a", "b")]
        assert ids[0] == ids[1]
        assert ids[0].startswith("urn:uuid:")

    def test_the_feed_says_what_it_is(self, name: str) -> None:
        feed = write([], name, ABOUT).decode("utf-8")
        for told in ("巡视巡察动员会：试验省纪委监委", ABOUT.address, "CC-BY-4.0"):
            assert told is not None
            assert told in feed
        assert re.search(r"格式版本 2，数据版本 9|\"schema\": 2, \"generation\": 9", feed)


class TestAtom:
    """RFC 4287."""

    @settings(max_examples=40)
    @given(FEED)
    def test_it_is_an_atom_feed(self, notices: list[Notice]) -> None:
        feed = etree.fromstring(write(notices, "atom", ABOUT))
        assert feed.tag == f"{ATOM}feed"
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
        heads = [child.tag.removeprefix(ATOM) for child in feed if child.tag != f"{ATOM}entry"]
        assert heads == ["id", "title", "subtitle", "updated", "author", "link", "link", "rights", "generator"]
        assert feed.find(f"{ATOM}link[@rel='self']").get("href") == ABOUT.address
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == len(notices)
        for element in (feed, *entries):
            self.check_common(element)
        for entry in entries:
            names = [child.tag.removeprefix(ATOM) for child in entry]
            assert len(names) - names.count("category") == len(set(names) - {"category"})
            assert set(names) <= {
                *("id", "title", "updated", "published", "author", "link", "category", "summary", "content"),
            }
            assert all(category.get("label") for category in entry.findall(f"{ATOM}category"))

    def check_common(self, element: etree._Element) -> None:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id", ""))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", element.findtext(f"{ATOM}updated", ""))
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        for name in ("title", "summary"):
            for text in element.findall(f"{ATOM}{name}"):
                assert text.get("type") == "text"
                assert len(text) == 0
        for link in element.findall(f"{ATOM}link"):
            assert re.fullmatch(r"https?://[!-~]+", link.get("href") or "")
            assert not re.search(r'[<>"\\^`{|} ]', link.get("href") or "")

    @pytest.mark.parametrize(
        ("published_at", "precision"),
        [("2026-03-03T08:00:00+08:00", "minute"), ("2026-03-03", "day"), (None, None), ("--03-03", None)],
    )
    def test_a_publication_day_is_shown_with_what_is_known_of_it(
        self, published_at: str | None, precision: str | None
    ) -> None:
        feed = etree.fromstring(write([make_notice(1, published_at=published_at)], "atom"))
        terms = [found.get("term") for found in feed.iter(f"{ATOM}category") if found.get("scheme")]
        assert terms == ([precision] if precision else [])

    def test_times_come_from_the_notices(self) -> None:
        notice = make_notice(1)
        withdrawn = replace(notice, withdrawn=notice.first_seen.replace(year=2027))
        updated = [e.text for e in etree.fromstring(write([notice, withdrawn], "atom")).iter(f"{ATOM}updated")]
        assert updated == ["2027-03-04T05:06:07+00:00", "2026-03-04T05:06:07+00:00", "2027-03-04T05:06:07+00:00"]

    def test_another_fetch_without_an_edit_moves_no_time(self) -> None:
        later = make_notice(1, fetched_at=NOW.replace(year=2027))
        assert etree.fromstring(write([later], "atom")).findtext(f"{ATOM}updated") == "2026-03-04T05:06:07+00:00"
        edited = etree.fromstring(write([replace(later, revision=2)], "atom"))
        assert edited.findtext(f"{ATOM}updated") == "2027-03-04T05:06:07+00:00"


class TestRss:
    """RSS 2.0 (rssboard.org)."""

    @settings(max_examples=30)
    @given(FEED)
    def test_it_is_an_rss_feed(self, notices: list[Notice]) -> None:
        root = etree.fromstring(write(notices, "rss", ABOUT))
        assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
        for name in ("title", "link", "description", "language", "copyright", "lastBuildDate"):
            assert root.findtext(f"channel/{name}")
        assert root.find(f"channel/{ATOM}link").get("href") == ABOUT.address
        items = root.findall("channel/item")
        assert len(items) == len(notices)
        assert all(item.find("guid").get("isPermaLink") == "false" for item in items)


class TestJsonFeed:
    """JSON Feed 1.1 (jsonfeed.org)."""

    @settings(max_examples=30)
    @given(FEED)
    def test_it_is_a_json_feed(self, notices: list[Notice]) -> None:
        feed = json.loads(write(notices, "jsonfeed", ABOUT))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == ABOUT.address
        for item, notice in zip(feed["items"], notices, strict=True):
            assert item["_xunshi"]["id"] == notice.id
            assert isinstance(item["id"], str)
            assert datetime.fromisoformat(item["date_modified"]).tzinfo is not None
