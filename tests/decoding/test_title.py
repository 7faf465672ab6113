"""The title is the heading on the page; without one it is the meta tag or <title> without the site's name."""

from datetime import UTC, datetime

import pytest

from crawler.decoding.page import read_page
from crawler.decoding.title import fold_title, pick_title_line
from crawler.model.items import RawPage

BODY = "<div class='con'><p>5月8日，县委第四巡察组进驻县医院，召开动员会。</p><p>院长主持会议，全体干部参加。</p></div>"
TITLE = "县委第四巡察组进驻县医院"
FOOT = "<div>主办：青石县纪委　云ICP备0001号</div>"
PAGES = {
    "heading": f"<title>别的</title><h1>{TITLE}</h1>{BODY}",
    "heading over meta": f"<meta name=ArticleTitle content='进驻县医院'><h1>{TITLE}</h1>{BODY}",
    "broken heading": f"<title>{TITLE}-青石</title><h2>县委第四巡察组<br>进驻县医院</h2>{BODY}",
    "heading in two paragraphs": f"<title>{TITLE}-青石</title><p>县委第四巡察组</p><p>进驻县医院</p>{BODY}",
    "line under it in the heading": f"<h1>{TITLE}<br><span>2018-05-09 来源：县医院</span></h1>{BODY}",
    "byline in the heading": f"<title>{TITLE}　本刊记者 白露</title><div class=tit><p>{TITLE}</p>"
    f"<p>本刊记者 白露</p></div>{BODY}",
    "logo is a heading too": f"<h1 class=logo>青石县纪委</h1><title>{TITLE}</title><h2>{TITLE}</h2>{BODY}",
    "old table": f"<title>信息浏览</title><table><tr><td>{TITLE}</td></tr>"
    f"<tr><td>日期：2018-05-09 点击：3</td></tr></table>{BODY}",
    "meta alone": f"<meta name=ArticleTitle content='{TITLE}'><title>动态</title>{BODY}",
    "null in the meta tag": f"<meta name=ArticleTitle content=null><title>{TITLE}</title>{BODY}",
    "title with site": f"<title>{TITLE} - 青石县纪委</title>{BODY}{FOOT}",
    "title with channels": f"<title>{TITLE}_工作动态_廉洁青石</title>"
    f"<a href=/>首页</a> &gt; <a href=/d>工作动态</a>{BODY}",
    "title with a site known by its meta tag": f"<meta name=SiteName content=廉洁青石>"
    f"<title>{TITLE}--廉洁青石</title>{BODY}",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_title_of_a_page(name: str) -> None:
    body = f"<html><body>{PAGES[name]}</body></html>".encode()
    raw = RawPage(
        site="a", url="http://a.cn/", link_url="http://a.cn/", body=body, fetched_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert read_page(raw, None).title == TITLE


LINES = {
    "repeated": (["工作动态与通知", TITLE, TITLE], TITLE),
    "worded": (["清风徐来满庭芳香", TITLE], TITLE),
    "first of two": ([f"{TITLE}召开动员会", "方立言作动员讲话 韩承业主持"], f"{TITLE}召开动员会"),
    "short ones only": (["巡察公告"], "巡察公告"),
    "subtitle": (["政治体检", "——县委第四巡察组进驻县医院"], "政治体检"),
    "salutation": (["各位领导、同志们："], None),
    "nothing": ([], None),
}


@pytest.mark.parametrize("name", LINES)
def test_the_title_among_lines(name: str) -> None:
    lines, title = LINES[name]
    assert pick_title_line(lines) == title


def test_titles_are_compared_without_width_blanks_and_quotes() -> None:
    assert fold_title("巡察“回头看” ２０２３") == fold_title("巡察回头看2023")
