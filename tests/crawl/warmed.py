"""Imported once by the process that the tests' commands are forked from: one page read makes the tables that reading
needs.
"""

from datetime import UTC, datetime

from crawler.model.items import RawPage
from crawler.runs.stages import decode, extract
from tests.dispositions import restore_dispositions

_TITLE = "县委第一巡察组巡察县水务局工作动员会召开"
_TEXT = (
    "3月5日，县委第一巡察组巡察县水务局党组工作动员会召开。组长林知远作动员讲话，县水务局党组书记周立民主持会议。"
    "巡察组将在县水务局工作45天左右，设值班电话：0555-2100001，受理时间为每天8:00至18:00。"
)
_PAGE = f"<html><head><title>{_TITLE}</title></head><body><h1>{_TITLE}</h1><p>{_TEXT}</p></body></html>"

restore_dispositions(worker=True)  # a hang-up must not end it between two tests
for codec in ("utf-8", "gb18030"):
    raw = RawPage(
        site="warm",
        url="http://warm.example/1.html",
        link_url="http://warm.example/1.html",
        body=_PAGE.encode(codec),
        fetched_at=datetime(2026, 3, 6, tzinfo=UTC),
    )
    extract(decode(raw, None), None)
