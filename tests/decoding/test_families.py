"""Families of pages outside the commissions' platforms: personal pages, forums, blogs, portals, wikis, boards, Big5."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.decoding.page import read_page
from crawler.model.items import Page, RawPage

PAGES = Path(__file__).parent / "families"
SENTENCES = ("十月的山谷里雾气很重，", "桥边住着一位老人，", "同行的人都说，这一趟没有白来。")
"""What the text of every page says (those in traditional characters without the last)."""


@dataclasses.dataclass(frozen=True)
class Shape:
    """What a page says: its title, its day, words around its text that are no part of it."""

    title: str
    day: str | None
    url: str = "http://www.shangu.example/show.asp?id=3"
    charset: str = "utf-8"
    without: tuple[str, ...] = ()


SHAPES = {
    "font_br_table_1999": Shape("石桥游记", None, charset="gb18030", without=("版权", "栏目", "山中日记")),
    "frameset_inner_no_title": Shape("石桥边的老磨坊", None, charset="gb18030"),
    "forum_discuz": Shape("石桥边的老磨坊", "2008-10-06", without=("带上我",)),
    "discuz_x": Shape("石桥边的老磨坊", "2013-10-06", without=("带上我",)),
    "sina_blog": Shape("石桥边的老磨坊", "2010-10-06"),
    "wordpress": Shape("石桥边的老磨坊", "2019-10-06", without=("带上我", "茶园")),
    "portal_people": Shape("石桥边的老磨坊重新转动", "2018-10-06", without=("责编", "茶园")),
    "weixin": Shape("石桥边的老磨坊", "2019-10-06"),
    "big5_news": Shape("石桥边的老磨坊", "2009-10-06", charset="big5"),
    "wiki": Shape("石桥", "2022-03-01"),
    "gov_index_table": Shape("关于做好石桥保护工作的通知", "2021-03-09"),
    "meta_only_date": Shape("石桥边的老磨坊", "2017-10-06"),
    "no_date_sidebar_clock": Shape("石桥边的老磨坊", None),
    "qq_news": Shape("石桥边的老磨坊重新转动", "2019-10-06", url="https://new.qq.example/omn/20191006/20191006A0.html"),
    "english_date": Shape("石桥边的老磨坊", "2007-10-06"),
    "blogspot": Shape("石桥边的老磨坊", "2008-10-06"),
    "epaper": Shape(
        "石桥边的老磨坊重新转动", "2015-10-06", url="http://epaper.shangu.example/html/2015-10/06/content_1.htm"
    ),
    "pre_text": Shape("石桥边的老磨坊", None),
    "toutiao": Shape("石桥边的老磨坊重新转动", "2022-10-06", without=("12 评论",)),
    "relative": Shape("石桥边的老磨坊重新转动", "2026-11-19"),
    "short_year": Shape("石桥边的老磨坊", "2001-10-06"),
    "jsonld_graph_array": Shape("石桥边的老磨坊", "2021-10-06"),
    "time_tag": Shape("石桥边的老磨坊", "2021-10-06"),
    "bbs_telnet": Shape("石桥边的老磨坊", "2003-10-06", without=("FROM",)),
    "article_with_lists_h2": Shape("石桥保护三问", "2020-10-06", without=("茶园", "编辑")),
    "sohu": Shape("石桥边的老磨坊重新转动", "2018-10-06", without=("原标题", "返回搜狐", "声明", "茶园")),
    "163": Shape("石桥边的老磨坊重新转动", "2021-10-06", without=("特别声明", "Notice", "茶园")),
    "ifeng": Shape("石桥边的老磨坊重新转动", "2016-10-06", without=("责任编辑", "带上我", "人参与")),
    "thepaper_next": Shape("石桥边的老磨坊重新转动", "2023-10-06", without=("责任编辑", "报料")),
    "div_only_br": Shape("石桥边的老磨坊重新转动", "2012-10-06", without=("上一篇", "冬天的")),
    "nested_layout_tables": Shape("石桥边的老磨坊", "2003-10-06", charset="gb18030", without=("旧照片", "打印")),
    "long_comments_short_article": Shape("石桥边的老磨坊", "2011-10-06", without=("带上我",)),
    "hk_gov": Shape("石桥边的老磨坊", "2014-10-06"),
    "tw_news_udn": Shape("石桥边的老磨坊", "2022-10-06", without=("茶园",)),
    "many_short_paras": Shape("对话石桥老人", "2019-10-06", without=("茶园",)),
    "copyright_year_date": Shape("石桥边的老磨坊", None),
}


def read(name: str) -> Page:
    shape = SHAPES[name]
    body = (PAGES / f"{name}.html").read_text(encoding="utf-8").encode(shape.charset)
    raw = RawPage(site="a", url=shape.url, link_url=shape.url, body=body, fetched_at=datetime(2026, 11, 22, tzinfo=UTC))
    return read_page(raw, None)


@pytest.mark.parametrize("name", SHAPES)
def test_the_title(name: str) -> None:
    assert read(name).title == SHAPES[name].title


@pytest.mark.parametrize("name", SHAPES)
def test_the_day_or_none(name: str) -> None:
    published = read(name).published_at
    assert (published[:10] if published else None) == SHAPES[name].day


@pytest.mark.parametrize("name", SHAPES)
def test_the_text_is_whole_and_nothing_else(name: str) -> None:
    page = read(name)
    text = page.text
    wanted = SENTENCES[:2] if page.script == "hant" else SENTENCES
    assert [sentence for sentence in wanted if sentence not in text] == []
    assert [word for word in SHAPES[name].without if word in text] == []


@pytest.mark.parametrize("name", SHAPES)
def test_the_charset(name: str) -> None:
    assert read(name).charset == SHAPES[name].charset
