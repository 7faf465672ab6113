"""The pages: values link to the words that prove them, nothing of a page runs, what is withheld is not there."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.commands.serve import read_port
from crawler.model.config import read_config
from crawler.model.items import Notice
from crawler.model.outcomes import ConfigError
from crawler.runs.saved_pages import SavedPage, read_notice
from crawler.store import Store
from crawler.web.app import Place, make_app, make_templates
from crawler.web.finding import SearchIndex, cut_pairs, make_query
from crawler.web.marking import cut_pieces, name_anchor
from crawler.web.plots import draw_bars, draw_tiles
from tests.store.samples import NOW

TODAY = datetime.now(UTC).date()
TEXT = f"""县委第三巡察组进驻县测绘局开展巡察工作动员会召开
{TODAY.isoformat()} 来源:魏县纪委监委
{TODAY.month}月{TODAY.day}日,县委第三巡察组进驻县测绘局工作动员会召开。组长王安作动员讲话。值班电话:0310-3525000。"""
HOSTILE = "<script>alert(1)</script>\u202e<img src=x onerror=alert(2)>" + "长" * 10_000


@dataclass(frozen=True)
class Answer:
    """What the application answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


class Browser:
    """Asks the application, without a network."""

    def __init__(self, place: Place) -> None:
        self._app = make_app(place)

    def get(self, path: str, **headers: str) -> Answer:
        """One request."""
        where, _, query = path.partition("?")
        sent: list[dict[str, Any]] = []
        scope = {
            "type": "http",
            "method": "GET",
            "path": where,
            "raw_path": where.encode(),
            "query_string": query.encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
            "scheme": "http",
            "server": ("127.0.0.1", 8001),
            "http_version": "1.1",
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(dict(message))

        asyncio.run(self._app(scope, receive, send))
        told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], told, b"".join(message.get("body", b"") for message in sent[1:]))


def read(number: int, text: str = TEXT) -> Notice:
    url = f"https://site-a.example/{number}.html"
    return read_notice(SavedPage(ref=str(number), text=text, url=url, fetched_at=NOW), [], NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path / 'notices.sqlite3'}")
    yield store
    store.close()


@pytest.fixture
def browser(store: Store, tmp_path: Path) -> Iterator[Browser]:
    index = SearchIndex(tmp_path / "search.sqlite3")
    config = read_config({"NOTICES_DATA_DIR": str(tmp_path)})
    yield Browser(Place(store, config, {}, index, make_templates()))
    index.close()


def commit(store: Store, number: int = 1, text: str = TEXT) -> Notice:
    return store.commit(read(number, text), NOW)


def test_the_start_page_shows_what_began(store: Store, browser: Browser) -> None:
    notice = commit(store)
    page = browser.get("/")
    assert page.status == 200
    assert f'href="/notice/{notice.id}"' in page.text
    assert "河北省魏县测绘局" in page.text
    assert page.text.count("<svg") == 2


def test_a_value_leads_to_its_words_and_words_to_their_value(store: Store, browser: Browser) -> None:
    notice = commit(store)
    page = browser.get(f"/notice/{notice.id}")
    tree = html5lib.parse(page.text, namespaceHTMLElements=False)
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    links = [element.get("href") for element in tree.iter("a") if (element.get("href") or "").startswith("#")]
    assert {link[1:] for link in links} <= ids
    row = next(element for element in tree.iter("div") if element.get("id") == name_anchor("contacts/phones/0/number"))
    target = next(element.get("href") for element in row.iter("a"))
    mark = next(
        element for element in tree.iter("a") if element.get("class") == "mark" and element.text == "0310-3525000"
    )
    assert mark.get("href") == f"#{name_anchor('contacts/phones/0/number')}"
    assert target[1:] in ids


def test_nothing_runs_in_a_page(store: Store, browser: Browser) -> None:
    notice = commit(store, 1, TEXT.replace("值班电话", f"{HOSTILE}\n值班电话"))
    for path in ("/", f"/notice/{notice.id}", "/search?q=" + quote("<script>"), "/sites"):
        page = browser.get(path)
        tree = html5lib.parse(page.text, namespaceHTMLElements=False)
        scripts = [element.get("src") for element in tree.iter("script")]
        assert scripts == ["/static/script.js"], path
        assert [element for element in tree.iter() if any(name.startswith("on") for name in element.attrib)] == []
        policy = page.headers["content-security-policy"]
        assert policy.startswith("default-src 'self'")
        assert "unsafe" not in policy


def test_pages_are_valid_html(store: Store, browser: Browser) -> None:
    notice = commit(store)
    for path in ("/", f"/notice/{notice.id}", "/search?q=x", "/sites", "/province/130000", "/nosuch/x", "/notice/n-0"):
        page = browser.get(path)
        if page.headers["content-type"].startswith("text/html"):
            html5lib.HTMLParser(strict=True).parse(page.text)


SOUGHT = {
    "测绘": 1,
    "測繪": 1,
    "王": 1,
    "王安": 1,
    "巡察组进驻": 1,
    "教育局": 0,
    "魏县": 1,
    "": 1,
    "”“": 1,
    '"': 1,
    "NOT": 0,
}


@pytest.mark.parametrize(("asked", "found"), SOUGHT.items())
def test_search_finds_words_of_any_length_in_both_scripts(
    store: Store, browser: Browser, asked: str, found: int
) -> None:
    commit(store)
    page = browser.get(f"/search?q={quote(asked)}")
    assert page.status == 200
    assert f"<small>{found} 篇" in page.text


def test_facets_narrow_what_is_found(store: Store, browser: Browser) -> None:
    commit(store)
    commit(store, 2, TEXT.replace("魏县", "涉县").replace("测绘", "水利"))
    assert "<small>2 篇" in browser.get("/search?q=" + quote("巡察组")).text
    assert "<small>1 篇" in browser.get("/search?q=" + quote("水利") + "&province=130000").text
    assert "<small>0 篇" in browser.get("/search?q=" + quote("水利") + "&province=330000").text


def test_the_index_follows_the_store(store: Store, browser: Browser) -> None:
    assert "<small>0 篇" in browser.get("/search").text
    notice = commit(store)
    assert "<small>1 篇" in browser.get("/search").text
    store.withhold(notice.id, "撤回", "甲", NOW)
    assert "<small>0 篇" in browser.get("/search").text


def test_a_withheld_notice_is_nowhere(store: Store, browser: Browser) -> None:
    notice = commit(store)
    store.withhold(notice.id, "撤回", "甲", NOW)
    for path in (f"/notice/{notice.id}", f"/notice/{notice.id}.json", f"/archived/{notice.id}"):
        assert browser.get(path).status == 404
    assert notice.id not in browser.get("/").text


def test_a_reader_who_has_the_page_gets_none(store: Store, browser: Browser) -> None:
    notice = commit(store)
    tag = browser.get("/").headers["etag"]
    again = browser.get("/", if_none_match=tag)
    assert (again.status, again.body) == (304, b"")
    store.withhold(notice.id, "撤回", "甲", NOW)
    assert browser.get("/", if_none_match=tag).status == 200


def test_the_notice_can_be_downloaded(store: Store, browser: Browser) -> None:
    notice = commit(store)
    assert json.loads(browser.get(f"/notice/{notice.id}.json").body)["id"] == notice.id


FEEDBACK = """县委第三巡察组向县测绘局党组反馈巡察情况
来源:魏县纪委监委
近日,县委第三巡察组向县测绘局党组反馈了巡察意见。"""


def test_a_notice_shows_the_inspection_with_its_other_notices(store: Store, browser: Browser) -> None:
    notice, feedback = commit(store), commit(store, 2, FEEDBACK)
    page = browser.get(f"/notice/{notice.id}").text
    assert "本次巡视巡察" in page
    assert f'href="/notice/{feedback.id}"' in page
    assert "（本篇）" in browser.get(f"/notice/{feedback.id}").text


def test_a_correction_is_named(store: Store, browser: Browser) -> None:
    from crawler.model.corrections import Correction

    notice = commit(store)
    hash_ = notice.page.content_hash
    put_right = Correction(
        notice_id=notice.id, field="level", value="municipal", why="误", by="甲", day="", content_hash=hash_
    )
    store.correct(put_right, NOW)
    assert "更正：" in browser.get(f"/notice/{notice.id}").text


EVIDENCE = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from(["a", "b/0", "c"])).map(
        lambda told: {"field": told[2], "in": "text", "start": min(told[:2]), "end": max(told[:2])}
    ),
    max_size=6,
)


@given(st.text("甲乙丙\n<", max_size=12), EVIDENCE)
def test_the_pieces_are_the_text(text: str, evidence: list[dict[str, Any]]) -> None:
    pieces = cut_pieces(text, evidence, "text")
    assert "".join(piece.text for piece in pieces) == text
    shown = [number for piece in pieces for number in piece.anchors]
    assert len(shown) == len(set(shown))


@given(st.text("巡视组王a1 ，", min_size=1, max_size=8))
def test_a_word_is_found_where_it_stands(word: str) -> None:
    asked = make_query(word)
    if asked is not None:
        assert "".join(cut_pairs(word).split())


def test_plots_say_their_numbers() -> None:
    assert "浙江省: 3" in draw_tiles({"330000": 3}, {"330000": "浙江省"})
    assert "2026-01: 2" in draw_bars([("2026-01", 2)], "x")
    assert draw_bars([], "x").startswith("<svg")


BAD_PORTS = (
    "0",
    "65536",
    "-1",
    "x",
    "",
    "80 ",
    "8e3",
    "８００１",
    "99999999999",
    "1.5",
    "0x50",
    "None",
    "+80",
    "80;",
    "\n",
)


@pytest.mark.parametrize("value", BAD_PORTS)
def test_a_bad_port_is_one_line(value: str) -> None:
    with pytest.raises(ConfigError, match="--port"):
        read_port(value)


def test_the_archived_page_has_no_rights(store: Store, browser: Browser, tmp_path: Path) -> None:
    from crawler.model.items import RawPage
    from crawler.store.archive import Archive

    notice = read(1)
    raw = RawPage(
        site=notice.page.site,
        url=notice.page.url,
        link_url=notice.page.url,
        body="<script>alert(1)</script>正文".encode(),
        fetched_at=NOW,
        content_type="text/html",
    )
    kept = Archive(tmp_path / "archive").write(raw)
    stored = store.commit(replace(notice, page=replace(notice.page, archive=kept)), NOW)
    page = browser.get(f"/archived/{stored.id}")
    assert page.status == 200
    assert page.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
