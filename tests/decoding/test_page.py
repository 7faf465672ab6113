"""A page of each platform's shape gives its title, date, source, text and the rest; each value says where it stood."""

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.decoding.infoline import InfoEntry, count_views
from crawler.decoding.markup import parse_html
from crawler.decoding.page import read_page
from crawler.decoding.selection import select_elements, select_text
from crawler.model.items import Page, RawPage, RawPart
from crawler.model.outcomes import BlockedPageError, EmptyPageError, MissingPageError, Outcome, UnreadablePageError
from crawler.model.site import Listing, Selectors, Site

PAGES = Path(__file__).parent / "pages"
FETCHED = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
URLS = {
    "trs_old": "http://www.yunling.example/xsxc/xsdt/202104/t20210413_24680.html",
    "hanweb": "http://www.qingquan.example/art/2019/3/19/art_123_45678.html",
    "vsb": "https://jw.beiyuan.example/info/1040/2.htm",
    "meta_tags": "https://www.anhe.example/bmdt/x9.html",
    "zhejiang": "http://www.xikou.example/xs/201608/t20160823.shtml",
}
BYTES = {"trs_old": "gb18030", "zhejiang": "gb18030", "asp_table": "gb18030"}


def fetch(name: str, **changes: object) -> RawPage:
    html = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return make_raw(
        html.encode(BYTES.get(name, "utf-8")), url=URLS.get(name, f"http://www.anhe.example/{name}.html"), **changes
    )


def make_raw(body: bytes, url: str = "http://www.anhe.example/a.html", **changes: object) -> RawPage:
    raw = RawPage(site="anhe", url=url, link_url=url, body=body, fetched_at=FETCHED)
    return dataclasses.replace(raw, **changes)  # type: ignore[arg-type]


FIELDS: dict[str, dict[str, object]] = {
    "trs_old": {
        "title": "省委第三巡视组巡视安和市工作动员会召开",
        "published_at": "2021-04-12T18:30:00+08:00",
        "source": "云岭省纪委监委网站",
        "channel": ("巡视巡察", "巡视动态"),
        "charset": "gb18030",
        "attachments": ("http://www.yunling.example/xsxc/xsdt/202104/P020210412002.doc",),
        "images": ("http://www.yunling.example/xsxc/xsdt/202104/W020210412001.jpg",),
    },
    "trs_new": {
        "title": "市委第二巡察组进驻安和市水务局",
        "published_at": "2023-05-06T10:12:44+08:00",
        "source": "安和市纪委监委",
        "views": 1204,
        "author": "林晓风",
        "editor": "苏木",
        "channel": ("巡察工作",),
    },
    "hanweb": {
        "title": "县委第一巡察组召开进驻青石镇动员会",
        "published_at": "2019-03-18",
        "source": "县委巡察办",
        "views": None,
    },
    "vsb": {
        "title": "校党委第五巡察组巡察化学学院党委动员会召开",
        "published_at": "2022-10-09T16:20:00+08:00",
        "source": None,
        "channel": ("巡察工作",),
        "images": ("https://jw.beiyuan.example/__local/1/A2/photo.jpg",),
        "attachments": (
            "https://jw.beiyuan.example/system/_content/download.jsp?wbfileid=1",
            "https://jw.beiyuan.example/files/contact.docx?x=1",
        ),
    },
    "founder": {
        "title": "巡视组向安和市反馈情况",
        "published_at": "2020-06-30T21:05:11+08:00",
        "source": "安和日报",
        "editor": "宁可可",
    },
    "ucap": {
        "title": "示例办公厅关于做好巡视移交事项办理工作的通知",
        "published_at": "2018-03-09",
        "source": None,
    },
    "meta_tags": {
        "title": "市委第六巡察组到市教育局开展巡察",
        "published_at": "2024-09-10T15:26:00+08:00",
        "source": "市教育局",
        "author": "闻秋",
        "channel": ("部门动态",),
        "named_urls": ("https://www.anhe.example/art/9.html",),
    },
    "zhejiang": {
        "title": "省委第九巡视组巡视溪口区工作动员会召开",
        "published_at": "2016-08-23T20:11:00+08:00",
        "source": "省纪委网站",
        "editor": "邹宁",
        "channel": ("巡视工作",),
    },
    "asp_table": {
        "title": "县委巡察组到县供销社开展专项巡察",
        "published_at": "2017-11-06T09:05:00+08:00",
        "source": "本站",
        "author": "办公室",
        "views": 318,
    },
    "traditional": {
        "title": "省委第八巡视组巡视青河州工作动员会召开",
        "published_at": "2022-08-31",
        "source": "青河日报",
        "author": "白露",
        "script": "hant",
    },
}

TEXTS = {
    "trs_old": """根据省委统一部署，2021年4月10日上午，省委第三巡视组巡视安和市工作动员会召开。\
会上，组长江远帆作了动员讲话，市委书记沈嘉禾主持会议并作表态发言。
巡视组将在安和市工作两个月左右。值班电话：0799-6612345。
一、受理范围
主要受理反映安和市领导班子及其成员问题的来信来电来访。
附件：巡视公告.doc""",
    "trs_new": """5月5日，市委第二巡察组巡察安和市水务局党组工作动员会召开，市委第二巡察组组长方立言作动员讲话。
组别 | 被巡察单位 | 值班电话
市委第二巡察组 | 市水务局 | 0799-6612346
市委第三巡察组 | 市林业局 | 0799-6612347
来信地址：安和市滨河路8号
邮编：345600""",
    "hanweb": """3月15日，县委第一巡察组在青石镇召开巡察工作动员会。
会上，组长余长川强调，要配合好巡察工作。
受理时间为每天8:30至17:30。""",
    "vsb": """10月8日，校党委第五巡察组巡察化学学院党委动员会召开。\
校党委第五巡察组组长罗望舒讲话，学院党委书记柏子成主持会议。
巡察时间为4周左右。""",
    "founder": """安和日报讯（记者 段青）6月30日，省委第一巡视组向安和市反馈了巡视情况。
反馈会由市委书记沈嘉禾主持，他代表市委作表态发言。""",
    "zhejiang": """8月22日，省委第九巡视组巡视溪口区工作动员会召开。省委第九巡视组组长霍云生作动员讲话。
溪口区委书记简明主持会议并作表态发言，区四套班子成员参加会议。
联系电话：0799-6612399""",
    "asp_table": """11月3日，县委巡察组到县供销社开展专项巡察，召开了工作动员会。
会议由县供销社主任欧阳明主持，全体干部职工参加。
联系人：张　伟，电话：8091367。""",
    "traditional": """8月30日，省委第八巡视组巡视青河州工作动员会召开，组长于成龙作动员讲话。
州委书记乔木主持会议并作表态发言，州级领导干部参加会议。""",
}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {name: read_page(fetch(name), None) for name in FIELDS}


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, fields in FIELDS.items() for field in fields], ids=lambda value: value
)
def test_a_field_is_read(pages: dict[str, Page], name: str, field: str) -> None:
    value = getattr(pages[name], field)
    shown = tuple(part.url for part in value) if field in {"images", "attachments"} else value
    assert shown == FIELDS[name][field]


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_is_the_body_alone(pages: dict[str, Page], name: str) -> None:
    assert pages[name].text == TEXTS[name]


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("field", ["title", "published_at", "source"])
def test_every_value_has_its_evidence(pages: dict[str, Page], name: str, field: str) -> None:
    page = pages[name]
    found = [evidence for evidence in page.evidence if evidence.field == field]
    assert len(found) == (getattr(page, field) is not None)
    for evidence in found:
        assert evidence.end - evidence.start == len(evidence.value)
        if evidence.where in ("title", "text", "url"):
            shown = {"title": page.title, "text": page.text, "url": page.url}[evidence.where] or ""
            assert shown[evidence.start : evidence.end] == evidence.value


def test_headers_and_listing_are_carried_over() -> None:
    headers = (("ETag", '"abc"'), ("last-modified", "Mon, 01 Nov 2021 00:00:00 GMT"))
    page = read_page(fetch("vsb", headers=headers, listing_title="校党委…", listing_date="2022-10-09"), None)
    assert (page.etag, page.last_modified) == ('"abc"', "Mon, 01 Nov 2021 00:00:00 GMT")
    assert (page.listing_title, page.listing_date) == ("校党委…", "2022-10-09")


def test_a_listing_date_comes_before_one_in_the_address() -> None:
    body = (
        "<html><body><h1>县委巡察公告发布</h1><p>县委巡察组进驻县水务局，开展常规巡察，欢迎反映问题。</p></body></html>"
    )
    raw = make_raw(body.encode(), url="http://a.example/202001/t20200105_1.html", listing_date="2020-01-03")
    page = read_page(raw, None)
    assert page.published_at == "2020-01-03"
    assert [e.where for e in page.evidence if e.field == "published_at"] == ["listing"]


def test_nothing_is_invented_where_a_page_shows_no_date() -> None:
    body = "<html><body><h1>巡察工作简介</h1><p>巡察是巡视的延伸，1998年3月以来不断发展。</p></body></html>"
    page = read_page(make_raw(body.encode()), None)
    assert (page.published_at, page.source, page.author, page.views) == (None, None, None, None)


def test_the_parts_of_an_article_are_joined() -> None:
    part = '<h1>某会召开</h1><div class="TRS_Editor"><p>第二页的内容，接着上文继续报道会议情况。</p></div>'
    raw = fetch(
        "zhejiang", parts=(RawPart(url="http://www.xikou.example/xs/201608/t20160823_2.shtml", body=part.encode()),)
    )
    assert read_page(raw, None).text == TEXTS["zhejiang"] + "\n第二页的内容，接着上文继续报道会议情况。"


def test_selectors_of_a_seed_come_first() -> None:
    site = Site(
        id="anhe",
        name="安和",
        level="municipal",
        region=None,
        platform="any",
        hosts=("www.anhe.example",),
        listings=(Listing(url="http://www.anhe.example/", stale_days=30, min_links=1),),
        selectors=Selectors(title=".x1", published_at=".x2", source=".x3", text=".x4"),
    )
    body = """<html><body><h1>别的标题不是它</h1><p class=x1>正确的标题</p><p class=x2>于 2020-02-03 发</p>
    <p class=x3>来源：甲处</p>
    <div><p>一段很长的文字，不在正文之内，但是比正文长得多，很容易被当作正文，所以要有选择器。</p></div>
    <div class=x4><p>短正文，在此。</p></div></body></html>"""
    page = read_page(make_raw(body.encode()), site)
    assert (page.title, page.published_at, page.source, page.text) == (
        "正确的标题",
        "2020-02-03",
        "甲处",
        "短正文，在此。",
    )


def test_a_selector_may_name_an_attribute_or_text() -> None:
    tree = parse_html("<p class=a><b>前</b>正文</p><meta name=day content=' 2020-02-03 '><i class=a> </i>").tree
    assert select_text(tree, "meta[name=day]::attr(content)") == "2020-02-03"
    assert select_text(tree, "p.a::text") == "正文"
    assert select_text(tree, ".a") == "前正文"
    assert select_text(tree, "i.a") is None
    assert [found.tag for found in select_elements(tree, ".a::text")] == ["p", "i"]


def test_an_article_of_pictures_has_no_text_but_images() -> None:
    body = """<html><body><h1>一图读懂巡察工作公告</h1><div class="TRS_Editor"><p><img src="/a/1.jpg"></p>
    <p><img src="/a/2.png"></p></div>
    <div class="foot">版权所有</div></body></html>"""
    page = read_page(make_raw(body.encode()), None)
    assert page.text == ""
    assert tuple(image.url for image in page.images) == (
        "http://www.anhe.example/a/1.jpg",
        "http://www.anhe.example/a/2.png",
    )


HOLLOW = {
    "shell": ("<html><body><div id=app></div><script src=app.js></script></body></html>", EmptyPageError),
    "redirect": ("<html><head><meta http-equiv=refresh content='0;url=/b.html'></head></html>", EmptyPageError),
    "gone": ("<html><title>提示</title><body><p>您访问的页面不存在</p></body></html>", MissingPageError),
    "not found": ("<html><title>404 Not Found</title><body><h1>Not Found</h1></body></html>", MissingPageError),
    "challenge": ("<html><script>document.cookie=('_')</script></html>", BlockedPageError),
    "nested": ("<html><body>" + "<div>" * 5000 + "<p>字，多。</p>", UnreadablePageError),
    "bomb": ("<p " + " ".join(f"a{n}=1" for n in range(5000)) + ">", UnreadablePageError),
}


@pytest.mark.parametrize("name", HOLLOW)
def test_what_is_no_article_is_refused_by_name(name: str) -> None:
    html, error = HOLLOW[name]
    with pytest.raises(error) as caught:
        read_page(make_raw(html.encode()), None)
    assert caught.type is error
    assert caught.value.charset == "utf-8"
    assert "\n" not in str(caught.value)


def test_a_blocked_page_and_an_empty_one_mean_different_outcomes() -> None:
    assert BlockedPageError.outcome is Outcome.BLOCKED
    assert EmptyPageError.outcome is MissingPageError.outcome is Outcome.DEGRADED


def test_a_date_after_the_fetch_is_no_publication_date() -> None:
    body = "<h1>巡察公告一则发布</h1><p>时间：2031-05-06</p><p>县委巡察组进驻县水务局，开展巡察。</p>"
    assert date(2031, 5, 6) > FETCHED.date()
    assert read_page(make_raw(body.encode()), None).published_at is None


def test_a_file_is_known_by_its_link_and_address(pages: dict[str, Page]) -> None:
    served, linked = pages["vsb"].attachments
    assert (served.name, served.type) == ("联系方式.docx", "docx")
    assert (linked.name, linked.type) == ("联系方式.docx", "docx")


def test_a_number_no_counter_reaches_is_no_count_of_views() -> None:
    counted = [
        count_views(InfoEntry("views", value, 0, len(value)))
        for value in ("1 526", "9" * 10, "1" + "0" * 10, "9" * 5000)
    ]
    assert counted == [1526, 9_999_999_999, None, None]
