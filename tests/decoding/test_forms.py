"""The forms in which pages print their title, source and date, and what they print around a text."""

import pytest

from crawler.decoding.moments import read_stamp
from crawler.decoding.plaintext import read_plain
from crawler.model.url_dates import find_url_date
from tests.decoding.made import BODY, FETCHED, INFO, TEXT, TITLE, make_html, read

SOURCE = "云岭市纪委监委"
SOURCES = {
    "于": "来源于：{}",
    "a bar": "来源丨{}",
    "a wide bar": "来源｜{}",
    "a bar with blanks": "来源 | {}",
    "a stroke": "来源/{}",
    "information": "信息来源：{}",
    "this text": "本文来源：{}",
    "a bar before others": "来源丨{} 编辑丨苏木",
    "a plain colon": "来源:{}",
}


@pytest.mark.parametrize(
    "place", ["<div>2025-04-03</div><div>{}</div>", "<div>2025-04-03　{}</div>", "<p>{}</p><p>2025-04-03</p>"]
)
@pytest.mark.parametrize("form", SOURCES.values(), ids=SOURCES)
def test_a_source_in_many_forms(form: str, place: str) -> None:
    page = read(make_html(info=place.format(form.format(SOURCE))))
    assert (page.source, page.published_at, page.text) == (SOURCE, "2025-04-03", TEXT)


@pytest.mark.parametrize("outlet", ["云岭日报", "清风云岭", "云岭市纪委监委", "云岭新闻网"])
def test_an_outlet_alone_above_the_time_is_the_source(outlet: str) -> None:
    page = read(make_html(info=f"<div class=a>{outlet}</div><div class=b>2025-04-03 09:30</div>"))
    assert (page.source, page.published_at) == (outlet, "2025-04-03T09:30:00+08:00")
    assert page.text == TEXT


CLOSINGS = (
    "本文来源：云岭市纪委监委责任编辑：苏木",
    "来源：云岭市纪委监委　责任编辑：苏木",
    "（来源：云岭市纪委监委 责任编辑：苏木）",
    "来源丨云岭市纪委监委 编辑丨苏木 审核丨林晓风",
    "责任编辑：苏木　审核：林晓风　监制：宁可可",
)


@pytest.mark.parametrize("line", CLOSINGS)
def test_a_closing_line_is_no_text(line: str) -> None:
    page = read(make_html(BODY + f"<p>{line}</p>", info="<div>2025-04-03</div>"))
    assert page.text == TEXT
    if "来源" in line:
        assert page.source == SOURCE


DATES = {
    "run together": ("发布时间：20250403", "2025-04-03"),
    "run together with a clock": ("发布时间：20250403 09:30", "2025-04-03T09:30:00+08:00"),
    "fourteen digits": ("发布时间：20250403093015", "2025-04-03T09:30:15+08:00"),
    "two digits for the year": ("发布时间：25-04-03", "2025-04-03"),
    "two digits, not padded": ("发布日期:25-4-3 15:05", "2025-04-03T15:05:00+08:00"),
    "dots, the day first": ("03.04.2025", "2025-04-03"),
    "morning and a blank": ("发布时间：2025年04月03日 上午 09:30", "2025-04-03T09:30:00+08:00"),
    "afternoon and a blank": ("发布时间：2025-04-03 下午 3:05", "2025-04-03T15:05:00+08:00"),
    "afternoon without": ("2025-04-03 下午3:05", "2025-04-03T15:05:00+08:00"),
    "noon": ("发布时间：2025-04-03 中午 12:05", "2025-04-03T12:05:00+08:00"),
    "wide digits": ("发布时间：２０２５-０４-０３", "2025-04-03"),
}


@pytest.mark.parametrize(("shown", "expected"), DATES.values(), ids=DATES)
def test_a_date_in_many_forms(shown: str, expected: str) -> None:
    assert read(make_html(info=f"<div>{shown}</div>")).published_at == expected


NO_DATES = (
    "索引号：20250403",
    "发布时间：99999999",
    "电话：25-04-03",
    "发布时间：20251403",
    "办公电话 20250403",
    "发布时间：2025040",
)


@pytest.mark.parametrize("shown", NO_DATES)
def test_digits_that_are_no_date(shown: str) -> None:
    assert read(make_html(info=f"<div>{shown}</div>")).published_at is None


STAMPS = {
    "seconds": ("1743643800", "2025-04-03T09:30:00+08:00"),
    "milliseconds": ("1743643800000", "2025-04-03T09:30:00+08:00"),
    "fourteen digits": ("20250403093000", "2025-04-03T09:30:00+08:00"),
    "twelve digits": ("202504030930", "2025-04-03T09:30:00+08:00"),
    "eight digits": ("20250403", "2025-04-03"),
    "as printed": ("2025-04-03 09:30", "2025-04-03T09:30:00+08:00"),
    "a number": ("123456", None),
    "no month": ("20251303", None),
    "before the web": ("100000000", None),
}


@pytest.mark.parametrize(("stamp", "expected"), STAMPS.values(), ids=STAMPS)
def test_a_stamp_in_a_tag(stamp: str, expected: str | None) -> None:
    assert read_stamp(stamp) == expected
    head = f'<meta name="PubDate" content="{stamp}">'
    assert read(make_html(head=head, info="<div>来源：云岭市纪委监委</div>")).published_at == expected


def test_a_wechat_page() -> None:
    page = read(
        f'<meta charset=utf-8><meta property="og:title" content="{TITLE}"><title></title><body><div id=img-content>'
        f"<h1 id=activity-name>{TITLE}</h1><div><a id=js_name>清风云岭</a><em id=publish_time></em></div>"
        f'<div class=rich_media_content id=js_content style="visibility: hidden">{BODY}</div></div>'
        '<script>var nickname = "清风云岭"; var ct = "1743643800";</script>'
    )
    assert (page.title, page.source, page.text) == (TITLE, "清风云岭", TEXT)
    assert page.published_at == "2025-04-03T09:30:00+08:00"


ADDRESSES = {
    "/2019725/n1.html": "2019-07-25",
    "/html/2016318/245029894.html": "2016-03-18",
    "/2016111/n1.html": None,
    "/2019999/n1.html": None,
    "/20197255/n1.html": None,
    "/2019720/1.html": "2019-07-20",
    "/2019107/1.html": "2019-10-07",
}


@pytest.mark.parametrize(("path", "day"), ADDRESSES.items())
def test_unpadded_days_in_addresses(path: str, day: str | None) -> None:
    found = find_url_date(f"http://a.cn{path}")
    assert (found.value if found else None) == day


FRONTS = {
    "a bar of tools": "<h2>无障碍版 长者助手 登录</h2><div class=title>{}</div>",
    "a column": "<h2>医院公告</h2><div class=tit>{}</div>",
    "a byline": "<h2>{}</h2><h2>□记者 林晓风</h2>",
    "a former title": "<h2>{}</h2><p>原标题：县里来了巡察组</p>",
    "a byline above": "<div class=title>□本报记者 林晓风</div><h1>{}</h1>",
}


@pytest.mark.parametrize("headed", [f"<title>{TITLE}_医院公告_云岭市人民医院</title>", "<title>云岭市人民医院</title>"])
@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
def test_what_stands_around_a_title_is_none(front: str, headed: str) -> None:
    page = read(
        f"<html><head><meta charset=utf-8>{headed}</head><body>{front.format(TITLE)}"
        f"<div>发布时间：2025-04-03</div><div id=zoom>{BODY}</div></body></html>"
    )
    assert (page.title, page.text) == (TITLE, TEXT)


HIDDEN = (
    "<p hidden>此段不应显示，电话：0571-82009999。</p>",
    "<p style='display:none'>此段不应显示，电话：0571-82009999。</p>",
    "<div aria-hidden=true>此段不应显示，电话：0571-82009999。</div>",
    "<p>{}<span style='DISPLAY: none'>电话：0571-82009999。</span></p>",
    "<span hidden>电话：0571-82009999。</span>",
)


@pytest.mark.parametrize("piece", HIDDEN)
def test_what_a_browser_hides_is_not_published(piece: str) -> None:
    body = BODY.replace("<p>", piece.format("") + "<p>", 2)
    assert "82009999" not in read(make_html(body)).text


@pytest.mark.parametrize("box", ["style='display:none' id=content", "hidden class=detail"])
def test_an_article_that_a_script_shows_is_read(box: str) -> None:
    assert read(make_html(box=box)).text == TEXT


AREAS = {
    "lines": TEXT,
    "markup": BODY.replace("<", "&lt;"),
}


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_a_body_in_a_textarea_is_read(area: str) -> None:
    assert read(make_html(f"<textarea id=content>{area}</textarea>")).text == TEXT


def test_the_words_of_a_form_are_none() -> None:
    form = "<form><textarea>请在此输入您的意见和建议，不少于十个字，谢谢您的支持与配合。</textarea></form>"
    assert read(make_html(after=form)).text == TEXT


MARKS = ("原标题：县里来了巡察组", "关键词：巡察 动员会", "主办单位：云岭市纪委监委", "相关新闻", "标签：巡察")
ORDERS = {
    "before the text": "{title}\n{info}\n{mark}\n{text}",
    "before the title": "{mark}\n{title}\n{info}\n{text}",
    "under the title": "{title}\n{mark}\n{info}\n{text}",
    "behind the text": "{title}\n{info}\n{text}\n{mark}\n市委第七巡察组向市档案局反馈巡察情况",
}


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_an_end_mark_ends_a_plain_text_only_once_its_body_has_begun(order: str, mark: str) -> None:
    printed = order.format(title=TITLE, info=INFO, mark=mark, text=TEXT)
    page = read_plain(printed, site="yunling", url="", fetched_at=FETCHED)
    assert (page.title, page.text) == (TITLE, TEXT)
