"""A plain text falls into title, information line and body, however its writer arranged them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.decoding.plaintext import read_plain
from crawler.model.items import Page

FETCHED = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
BODY = "5月2日上午，县委第二巡察组巡察县水务局党组工作动员会召开。县委第二巡察组组长方立言作动员讲话。"
TITLE = "县委第二巡察组巡察县水务局党组工作动员会召开"


def read(text: str, url: str = "") -> Page:
    return read_plain(text, site="anhe", url=url, fetched_at=FETCHED)


FRONTS = {
    "title alone": f"{TITLE}\n{BODY}",
    "line after the title": f"{TITLE}\n发布时间：2021-05-03　来源：安和县纪委监委　浏览：33\n{BODY}",
    "line before the title": f"索引号：000013/2021-00461　信息来源：县水务局　发布日期：2021-05-03\n{TITLE}\n{BODY}",
    "breadcrumb": f"当前位置：首页>巡察工作>巡察动态\n{TITLE}\n2021-05-03 来源：县委巡察办\n{BODY}",
    "breadcrumb with dashes": f"您所在的位置：首页 - 巡察工作 - 正文\n{TITLE}\n2021-05-03\n{BODY}",
    "menu": f"首页 机构概况 工作动态 通知公告\n{TITLE}\n2021-05-03\n{BODY}",
    "site name": f"中共安和县纪律检查委员会 安和县监察委员会\n\n{TITLE}\n\n2021-05-03 10:00 县纪委网站\n\n{BODY}",
    "title said three times": f"{TITLE}\n来源：县委巡察办 发布时间：2021-05-03\n{TITLE}\n{TITLE}\n{BODY}",
    "channel above": f"工作动态\n\n{TITLE}\n\n{BODY}",
    "labels on lines of their own": f"{TITLE}\n来源：\n县委巡察办\n时间：2021-05-03\n字体：大 中 小\n{BODY}",
    "buttons": f"{TITLE}\n2021-05-03 来源：县委巡察办\n【打印】【关闭】\n分享到：\n{BODY}",
    "dated title": f"{TITLE} [2021-05-03]\n{BODY}",
    "named title": f"来源：县委巡察办  发布日期：2021-05-03\n标题：{TITLE}\n{BODY}",
}


@pytest.mark.parametrize("name", FRONTS)
def test_the_title_is_found(name: str) -> None:
    assert read(FRONTS[name]).title == TITLE


@pytest.mark.parametrize("name", FRONTS)
def test_the_body_holds_neither_title_nor_information_line(name: str) -> None:
    assert read(FRONTS[name]).text == BODY


LINES = {
    "labels": (
        "来源:安和县纪委监委 发布时间:2021-05-28 10:42:32 阅读量:663",
        "2021-05-28T10:42:32+08:00",
        "安和县纪委监委",
    ),
    "wide gaps": (
        "来源：安和融媒　　2020年09月21日　　浏览量：1 526　　字体：大 中 小",
        "2020-09-21",
        "安和融媒",
    ),
    "outlet without label": (
        "2020-11-18 13:00 云岭省纪委省监委网站",
        "2020-11-18T13:00:00+08:00",
        "云岭省纪委省监委网站",
    ),
    "outlet first": ("安和纪检监察网　2021-02-04 18:20", "2021-02-04T18:20:00+08:00", "安和纪检监察网"),
    "day glued to the hour": (
        "2013年09月12日08:36　　来源：安和日报　　手机看新闻",
        "2013-09-12T08:36:00+08:00",
        "安和日报",
    ),
    "bracketed source": ("来源：办公室（党组办）　发布时间：2023-04-06", "2023-04-06", "办公室（党组办）"),
    "pipes": ("2019年06月04日 09:47 | 来源：安和日报 | 编辑：宁可可 | A- A+", "2019-06-04T09:47:00+08:00", "安和日报"),
    "contributor is no source": (
        "供稿：青石镇　录入时间：[2020-09-16 16:02]　【我要纠错】",
        "2020-09-16T16:02:00+08:00",
        None,
    ),
    "publisher is no source": ("发布人：市委巡察办　日期：2022-08-22", "2022-08-22", None),
    "author is no source": ("作者：党群部　　2015-08-21　　阅读数 1093", "2015-08-21", None),
    "channel is no source": ("党建动态 | 2023.09.08 | 浏览 455", "2023-09-08", None),
    "a time in brackets": ("(2020-04-27 21:49) 5866", "2020-04-27T21:49:00+08:00", None),
    "slashes": ("信息来源：局办公室　更新日期：2017/9/15　查看：318次", "2017-09-15", "局办公室"),
    "blank in the label": ("来　源：县委巡察办　时　间：2021-05-03", "2021-05-03", "县委巡察办"),
    "run together": ("时间：2021-05-03来源：青石镇人民政府作者：王五浏览：120次", "2021-05-03", "青石镇人民政府"),
    "published over written": ("成文日期：2021-04-01　发布日期：2021-05-03", "2021-05-03", None),
    "full width": ("发布时间：２０２１－０５－０３　来源：县委巡察办", "2021-05-03", "县委巡察办"),
    "a view counter that looks like a year": ("浏览：2019　发布时间：2021-05-03", "2021-05-03", None),
}


@pytest.mark.parametrize("name", LINES)
def test_the_publication_time_of_a_line(name: str) -> None:
    line, published, _ = LINES[name]
    assert read(f"{TITLE}\n{line}\n{BODY}").published_at == published


@pytest.mark.parametrize("name", LINES)
def test_the_source_of_a_line(name: str) -> None:
    line, _, source = LINES[name]
    assert read(f"{TITLE}\n{line}\n{BODY}").source == source


@pytest.mark.parametrize("name", LINES)
def test_the_body_under_a_line(name: str) -> None:
    assert read(f"{TITLE}\n{LINES[name][0]}\n{BODY}").text == BODY


DATELINES = {
    "网讯": ("安和作家网讯  根据统一部署，会议召开。", "安和作家网"),
    "reporter": ("安和日报讯（记者 白帆）根据统一部署，会议召开。", "安和日报"),
    "section of a paper": ("安和日报·青石视窗讯  4月10日，会议召开。", "安和日报·青石视窗"),
    "day before 讯": ("安和新闻网5月6日讯 今天上午，会议召开。", "安和新闻网"),
    "agency": ("新华社北京3月5日电 会议今天召开。", "新华社"),
    "own paper": ("本报安和讯 （记者龙文）会议召开。", None),
    "own site": ("本网讯（宣传部 安琪）日前，会议召开。", None),
    "own station in brackets": ("[本站讯] 10月28日，会议召开。", None),
    "news of something": ("巡视组要来的消息，大家都知道了。", None),
    "newsletter": ("工作通讯 第三期，刊登了会议消息。", None),
}


@pytest.mark.parametrize("name", DATELINES)
def test_a_dateline_gives_the_source(name: str) -> None:
    line, source = DATELINES[name]
    assert read(f"{TITLE}\n{line}").source == source


def test_a_stated_source_comes_before_the_dateline() -> None:
    assert read(f"{TITLE}\n2021-05-03 来源：县委巡察办\n安和日报讯（记者 白帆）会议召开。").source == "县委巡察办"


TAILS = {
    "share": "分享到：\n^",
    "code": "使用“扫一扫”即可将网页分享至朋友圈",
    "editor": "（责任编辑：毛思、邱烨）",
    "copyright": "©中共安和县纪律检查委员会 版权所有 云ICP备00000001号",
    "neighbours": "上一篇：全县防汛会召开\n下一篇：县林业局开展植树",
    "buttons": "【关闭窗口】【打印】",
    "newsroom": "[安和新闻网新闻热线：0799-6000000]　[责任编辑：高佩]",
    "statement": "版权与免责声明：本网转载的稿件，请联系 0799-6000000。",
}


@pytest.mark.parametrize("name", TAILS)
def test_what_follows_the_body_goes(name: str) -> None:
    assert read(f"{TITLE}\n2021-05-03\n{BODY}\n{TAILS[name]}").text == BODY


def test_contacts_under_a_heading_of_related_things_stay() -> None:
    contacts = "相关信息：\n举报电话：0799-6612346\n邮箱：anhe@example.com"
    assert read(f"{TITLE}\n2021-05-03\n{BODY}\n{contacts}\n上一篇：全县防汛会召开").text == f"{BODY}\n{contacts}"


def test_a_source_at_the_end_counts() -> None:
    page = read(f"{TITLE}\n{BODY}\n来源：青石镇人民政府")
    assert (page.source, page.text) == ("青石镇人民政府", BODY)


ORDER = {
    "line": ("发布时间：2021-05-03", "http://a.example/2021/5/4/1.html", "2021年5月5日", "2021-05-03", "meta"),
    "address": ("", "http://a.example/2021/5/4/1.html", "2021年5月5日", "2021-05-04", "url"),
    "sign-off": ("", "http://a.example/1.html", "2021年5月5日", "2021-05-05", "text"),
    "sign-off in numerals": ("", "", "二〇二一年五月五日", "2021-05-05", "text"),
    "sign-off in brackets": ("", "", "〔2021年5月5日〕", "2021-05-05", "text"),
    "none": ("", "", "县委巡察办", None, None),
}


@pytest.mark.parametrize("name", ORDER)
def test_the_order_of_trust_of_dates(name: str) -> None:
    line, url, signed, published, where = ORDER[name]
    page = read(f"{TITLE}\n{line}\n{BODY}\n{signed}", url)
    assert page.published_at == published
    assert [e.where for e in page.evidence if e.field == "published_at"] == ([where] if where else [])
    for evidence in page.evidence:
        if evidence.where == "text":
            assert page.text[evidence.start : evidence.end] == evidence.value


UNTITLED = {
    "body alone": BODY,
    "information line first": f"来源:安和县纪委监委 发布时间:2021-05-28\n{BODY}",
    "dateline first": "安和新闻网讯 7月11日，省委第二巡视组巡视安和县工作动员会召开。",
}


@pytest.mark.parametrize("name", UNTITLED)
def test_no_title_is_invented(name: str) -> None:
    assert read(UNTITLED[name]).title is None


def test_a_subtitle_stays_with_the_body() -> None:
    page = read(f"{TITLE}\n方立言作动员讲话 韩承业主持并表态\n安和日报讯（记者 白帆）{BODY}")
    assert (page.title, page.source) == (TITLE, "安和日报")
    assert page.text.startswith("方立言作动员讲话")


def test_the_time_of_a_meeting_to_come_is_no_publication_date() -> None:
    page = read("关于召开动员会的通知\n时间：2021年5月3日上午9:00\n地点：县委礼堂\n请各单位参加会议。\n2021年4月30日")
    assert (page.title, page.published_at) == ("关于召开动员会的通知", "2021-04-30")


def test_a_title_may_hold_a_date() -> None:
    assert read(f"2021年5月3日巡察公告\n{BODY}").title == "2021年5月3日巡察公告"


def test_a_mirror_is_read_like_its_original() -> None:
    mirror = (
        "縣委第二巡察組進(jìn)駐縣水務(wù)局\n\n時(shí)間:2021-05-03 來(lái)源:縣委巡察辦 點(diǎn)擊量:538\n\n"
        "5月2日,會(huì)議召開。"
    )
    page = read(mirror)
    assert (page.title, page.published_at, page.source, page.views, page.script) == (
        "县委第二巡察组进驻县水务局",
        "2021-05-03",
        "县委巡察办",
        538,
        "hant",
    )


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="县委巡察组。，：:来源时间发布2021-05 \n\u3000|>【】", max_size=300))
def test_any_text_gives_a_page_whose_text_is_of_its_lines(text: str) -> None:
    page = read(text)
    assert all(line in text for line in page.text.split("\n"))
    assert page.title is None or page.title in text
    again = read(text)
    assert again == page


@pytest.mark.parametrize("cut", range(0, len(FRONTS["breadcrumb"]), 7))
def test_a_text_cut_off_anywhere_is_read(cut: int) -> None:
    page = read(FRONTS["breadcrumb"][:cut])
    assert page.title is None or TITLE.startswith(page.title)
    assert page.source in (None, "县", "县委", "县委巡", "县委巡察", "县委巡察办")
