"""A page whose information line tells its day in words: counted from its fetch, where that is known."""

from datetime import datetime

from crawler.decoding.page import read_page
from crawler.model.items import RawPage
from crawler.model.times import BEIJING
from tests.decoding.made import URL, make_html

FETCHED = datetime(2026, 11, 24, 1, 30, tzinfo=BEIJING)


def read_published(info: str, *, undated: bool = False) -> str | None:
    body = make_html(info=info).encode()
    raw = RawPage(site="anhe", url=URL, link_url=URL, body=body, fetched_at=FETCHED, undated=undated)
    return read_page(raw, None).published_at


def test_an_information_line_in_words() -> None:
    assert read_published("<div>来源：云岭日报　发布时间：3小时前</div>") == "2026-11-23"
    assert read_published("<div>来源：云岭日报　发布时间：昨天 10:20</div>") == "2026-11-23T10:20:00+08:00"


def test_a_printed_day_comes_first() -> None:
    assert read_published("<div>来源：云岭日报　发布时间：2026-11-02　3小时前</div>") == "2026-11-02"


def test_nothing_counts_from_an_unknown_fetch() -> None:
    assert read_published("<div>来源：云岭日报　发布时间：3小时前</div>", undated=True) is None
