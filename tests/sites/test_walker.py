"""What the walker over recorded pages finds, on a folder made for the purpose."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.model.outcomes import ConfigError
from crawler.model.site import Listing, Site
from crawler.sites.recorded import compare_recorded

HOST = "http://xs.example.gov.cn"
SITE = Site(
    id="made",
    name="某县纪委监委",
    level="county",
    region="130434",
    platform="plain",
    hosts=("xs.example.gov.cn",),
    listings=(Listing(url=f"{HOST}/xs/", stale_days=100, min_links=3),),
)
ENTRIES = [(5, "县委第二巡察组巡察县水务局党组动员会召开"), (3, "县纪委举办业务培训班"), (1, "廉洁文化作品展开幕")]
LISTING = (
    "<html><head><title>巡察工作</title></head><body><ul>"
    + "".join(f'<li><a href="/xs/{n}.html">{title}</a><span>2024-05-0{n}</span></li>' for n, title in ENTRIES)
    + '</ul><div class="page"><a href="/xs/index_2.html">下一页</a></div></body></html>'
)
ARTICLE = f"""<html><head><title>{ENTRIES[0][1]}</title></head><body><h1>{ENTRIES[0][1]}</h1>
<div>发布时间：2024-05-05 09:20 来源：县纪委监委</div><div class="content">
<p>5月4日，县委第二巡察组巡察县水务局党组工作动员会召开。县委第二巡察组组长林知远作动员讲话。</p>
<p>县委第二巡察组将在县水务局工作45天，主要受理反映领导班子及其成员的来信来电来访。</p></div></body></html>"""
EXPECTED: dict[str, Any] = {
    "listing": f"{HOST}/xs/",
    "url": f"{HOST}/xs/",
    "content_type": "text/html",
    "recorded": "2024-05-06T08:00:00+00:00",
    "links": 3,
    "first": {"url": f"{HOST}/xs/5.html", "title": ENTRIES[0][1], "date": "2024-05-05"},
    "next_url": f"{HOST}/xs/index_2.html",
    "articles": [
        {
            "file": "article-1.html",
            "url": f"{HOST}/xs/5.html",
            "content_type": "text/html",
            "title": ENTRIES[0][1],
            "published_at": "2024-05-05T09:20:00+08:00",
            "kind": "mobilization",
        }
    ],
    "read_by": "W. Lin, 2024-05-06",
}


def make(folder: Path, changes: dict[str, Any], listing: bytes | None = None) -> Path:
    made = folder / "made"
    made.mkdir()
    (made / "listing.html").write_bytes(LISTING.encode() if listing is None else listing)
    (made / "article-1.html").write_text(ARTICLE, encoding="gb18030")
    (made / "expected.json").write_text(json.dumps({**EXPECTED, **changes}, ensure_ascii=False), encoding="utf-8")
    return made


def test_pages_that_read_as_expected_give_nothing(tmp_path: Path) -> None:
    assert compare_recorded(make(tmp_path, {}), SITE) == []


ARTICLE_EXPECTED = EXPECTED["articles"][0]
DIFFERENCES: dict[str, tuple[dict[str, Any], str]] = {
    "nobody has read it": ({"read_by": " "}, "expected.json: read_by is empty"),
    "wrong charset": ({"read_by": "\ufffd"}, "read in the wrong charset"),
    "number of links": ({"links": 20}, "listing.html: links: a person read 20, the code reads 3"),
    "first address": ({"first": {**EXPECTED["first"], "url": f"{HOST}/xs/9.html"}}, "listing.html: first.url"),
    "first title": ({"first": {**EXPECTED["first"], "title": "动员会"}}, "listing.html: first.title"),
    "first date": ({"first": {**EXPECTED["first"], "date": None}}, "listing.html: first.date"),
    "next page": ({"next_url": None}, "listing.html: next_url: a person read None"),
    "listing without a seed": ({"listing": f"{HOST}/other/"}, "is none of seeds/made.toml"),
    "title": ({"articles": [{**ARTICLE_EXPECTED, "title": "动员会"}]}, "article-1.html: title"),
    "published_at": ({"articles": [{**ARTICLE_EXPECTED, "published_at": None}]}, "article-1.html: published_at"),
    "kind": ({"articles": [{**ARTICLE_EXPECTED, "kind": "other"}]}, "the code reads 'mobilization'"),
}


@pytest.mark.parametrize(("changes", "sentence"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_every_difference_is_one_sentence(tmp_path: Path, changes: dict[str, Any], sentence: str) -> None:
    found = compare_recorded(make(tmp_path, changes), SITE)
    assert len(found) == 1
    assert found[0].startswith("made/")
    assert sentence in found[0]


def test_a_listing_without_links_is_a_difference(tmp_path: Path) -> None:
    found = compare_recorded(make(tmp_path, {}, "<html><body><p>维护中</p></body></html>".encode()), SITE)
    assert any("links: a person read 3, the code reads 0" in line for line in found)


def test_an_article_that_cannot_be_read_is_a_difference(tmp_path: Path) -> None:
    folder = make(tmp_path, {})
    (folder / "article-1.html").write_bytes(b"%PDF-1.4")
    assert ["PDF" in line for line in compare_recorded(folder, SITE)] == [True]


def test_an_expectation_of_the_seed_counts_too(tmp_path: Path) -> None:
    strict = replace(SITE, listings=(replace(SITE.listings[0], min_links=4),))
    assert compare_recorded(make(tmp_path, {}), strict) == [
        "made/listing.html: 3 links, but the seed's min_links says 4"
    ]


BROKEN = {
    "no JSON": ("{", "no JSON"),
    "no object": ("[]", "keys are those of"),
    "unknown key": (json.dumps({**EXPECTED, "pages": 3}), "'pages'"),
    "key missing": (json.dumps({k: v for k, v in EXPECTED.items() if k != "articles"}), "'articles'"),
}


@pytest.mark.parametrize(("text", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_expectation_names_the_file(tmp_path: Path, text: str, sentence: str) -> None:
    folder = make(tmp_path, {})
    (folder / "expected.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"made/expected\.json") as raised:
        compare_recorded(folder, SITE)
    assert sentence in str(raised.value)


@pytest.mark.parametrize("file", ["expected.json", "listing.html", "article-1.html"])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    folder = make(tmp_path, {})
    (folder / file).unlink()
    with pytest.raises(ConfigError, match=rf"made/{file}: cannot be read"):
        compare_recorded(folder, SITE)
