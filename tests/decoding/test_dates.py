"""Printed days and times, and days in addresses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decoding.moments import find_moments, read_moment
from crawler.model.url_dates import find_url_date

PRINTED = {
    "2018-02-24 18:30": "2018-02-24T18:30:00+08:00",
    "2018-2-4": "2018-02-04",
    "2018/2/4 9:05:00": "2018-02-04T09:05:00+08:00",
    "2018.02.04": "2018-02-04",
    "2018年2月4日": "2018-02-04",
    "2018年2月4日9时5分": "2018-02-04T09:05:00+08:00",
    "2018年2月4日 下午3:05": "2018-02-04T15:05:00+08:00",
    "2018 年 2 月 4 日": "2018-02-04",
    "2018年02月04日08:36": "2018-02-04T08:36:00+08:00",
    "2018年02月04日 星期日 08:36": "2018-02-04T08:36:00+08:00",
    "二〇一八年二月四日": "2018-02-04",
    "二O一八年十一月二十三日": "2018-11-23",
    "二○一八年十月十日": "2018-10-10",
    "２０１８－０２－０４": "2018-02-04",
    "2018-02-04T08:36:00Z": "2018-02-04T16:36:00+08:00",
    "2018-02-04T08:36:00+08:00": "2018-02-04T08:36:00+08:00",
    "2/4/2018 9:05:57 PM": "2018-02-04T21:05:57+08:00",
    "2018-02-04 08:36:00.0": "2018-02-04T08:36:00+08:00",
    "February 4th, 2018": "2018-02-04",
    "Feb. 4, 2018 9:05 pm": "2018-02-04T21:05:00+08:00",
    "4 February 2018": "2018-02-04",
    "Feb  4 09:05:07 2018": "2018-02-04T09:05:07+08:00",
    "民国107年2月4日": "2018-02-04",
    "民国 107 年 2 月 4 日 9:05": "2018-02-04T09:05:00+08:00",
    "Maybe 4 2018": None,
    "民国107年": None,
    "2018-13-04": None,
    "2018-02-30": None,
    "2018年2月": None,
    "2月4日": None,
    "1918-02-04": None,
    "0799-66123456": None,
    "13920180204": None,
    "2018": None,
    "二〇一八年十十一月": None,
}


@pytest.mark.parametrize("text", PRINTED)
def test_a_printed_moment(text: str) -> None:
    assert read_moment(text) == PRINTED[text]


@pytest.mark.parametrize("text", [text for text, value in PRINTED.items() if value])
def test_a_moment_says_where_it_stands(text: str) -> None:
    (moment,) = find_moments(f"时间：{text} 来源")
    assert moment.start == 3
    assert moment.end == 3 + len(text)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    forms = (
        f"{day:%Y-%m-%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y.%m.%d}",
    )
    assert {read_moment(form) for form in forms} == {day.isoformat()}


def test_what_lies_after_the_last_day_is_left_out() -> None:
    assert [m.value for m in find_moments("2031-01-01 2020-01-01", date(2026, 1, 1))] == ["2020-01-01"]


ADDRESSES = {
    "http://a.cn/xsxc/202104/t20210413_24680.html": "2021-04-13",
    "http://a.cn/art/2018/5/25/art_17_123135.html": "2018-05-25",
    "http://a.cn/content/2018-05/08/content_1042218.htm": "2018-05-08",
    "http://a.cn/news/20201225/160885987249.shtml": "2020-12-25",
    "http://a.cn/2021/0423/c672a178034/page.htm": "2021-04-23",
    "http://a.cn/bmdt/202312/13_80261.shtml": "2023-12-13",
    "http://a.cn/html/2025/column_0618/88127.html": "2025-06-18",
    "http://a.cn/Html/szyw/20170220100330.html": "2017-02-20",
    "http://a.cn/web/20120611024252/http://b.cn/2012-06/04/c.htm": "2012-06-04",
    "http://a.cn/info/1040/54412.htm": None,
    "http://a.cn/202009/4c1f0a2e.shtml": None,
    "http://a.cn/2021/5/article_8f5ab.html": None,
    "http://a.cn/t/1612514300309.shtml": None,
    "http://20210101.cn/x.html": None,
    "http://a.cn/x.html?d=2021-01-01": None,
    "http://a.cn/2031/01/01/x.html": None,
    "": None,
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_a_day_in_an_address(url: str) -> None:
    found = find_url_date(url, date(2026, 11, 22))
    assert (found.value if found else None) == ADDRESSES[url]
    if found:
        digits = "".join(c for c in url[found.start : found.end] if c.isdigit())
        assert digits.startswith(found.value[:4])
