"""The next page of an article is found, a next article or a listing's next page is not."""

import pytest

from crawler.decoding.parts import find_next_part

TRS = "http://a.cn/xs/202104/t20210413_24680.html"
CASES = {
    "trs first": (
        TRS,
        'createPageHTML(3, 0, "t20210413_24680", "html");',
        "http://a.cn/xs/202104/t20210413_24680_1.html",
    ),
    "trs second": (
        "http://a.cn/xs/t1_2_1.html",
        "createPageHTML(3,1,'t1_2','html')",
        "http://a.cn/xs/t1_2_2.html",
    ),
    "trs last": ("http://a.cn/xs/t1_2_2.html", "createPageHTML(3,2,'t1_2','html')", None),
    "trs single": (TRS, 'createPageHTML(1, 0, "t20210413_24680", "html");', None),
    "trs listing": ("http://a.cn/xs/index.html", 'createPageHTML(30, 0, "index", "html");', None),
    "link": ("http://a.cn/c/content_77.htm", "<a href='content_77_2.htm'>下一页</a>", "http://a.cn/c/content_77_2.htm"),
    "link on page two": (
        "http://a.cn/77_2.htm",
        "<a href=77.htm>上一页</a><a href=77_3.htm>下一页</a>",
        "http://a.cn/77_3.htm",
    ),
    "query": ("http://a.cn/s.asp?id=5", '<a href="s.asp?id=5&amp;page=2">下一页</a>', "http://a.cn/s.asp?id=5&page=2"),
    "traditional": ("http://a.cn/77.htm", "<a href=77_2.htm>下一頁</a>", "http://a.cn/77_2.htm"),
    "next article": ("http://a.cn/info/54412.htm", "<a href=54413.htm>下一页</a>", None),
    "skips a page": ("http://a.cn/77.htm", "<a href=77_5.htm>下一页</a>", None),
    "other host": ("http://a.cn/77.htm", "<a href=http://b.cn/77_2.htm>下一页</a>", None),
    "other query": ("http://a.cn/s.asp?id=5", "<a href='s.asp?id=6'>下一页</a>", None),
    "listing": ("http://a.cn/xs/index.html", "<a href=index_1.html>下一页</a>", None),
    "bad address": ("http://a.cn/77.htm", "<a href='http://[x'>下一页</a>", None),
    "script": ("http://a.cn/77.htm", "<a href='javascript:next(2)'>下一页</a>", None),
}


@pytest.mark.parametrize("name", CASES)
def test_the_next_part(name: str) -> None:
    url, html, expected = CASES[name]
    assert find_next_part(html, url) == expected
