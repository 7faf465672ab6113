"""A made notice page whose parts can be changed one by one, and its reading."""

from datetime import UTC, datetime

from crawler.decoding.page import read_page
from crawler.model.items import Page, RawPage

FETCHED = datetime(2026, 11, 1, tzinfo=UTC)
URL = "http://jw.yunling.example/xc/77.html"
TITLE = "市委第二巡察组巡察市粮食局党组工作动员会召开"
INFO = "发布时间：2025-04-03　来源：云岭市纪委监委"
FIRST = "4月2日，市委第二巡察组巡察市粮食局党组工作动员会召开，组长林晓风作动员讲话。"
SECOND = "林晓风指出，要把握政治巡察定位，坚持问题导向，发现问题、形成震慑，推动改革、促进发展。"
THIRD = "巡察期间设值班电话：0571-82004567，受理时间为每天8:30至17:30。"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"
FOOT = "<div class=footer>版权所有：云岭市纪委监委　云ICP备00000001号</div>"


def make_html(
    body: str = BODY,
    *,
    title: str = TITLE,
    head: str = "",
    info: str = f"<div class=info>{INFO}</div>",
    box: str = "class=TRS_Editor",
    after: str = FOOT,
) -> str:
    """A page with its article in a box: `head` goes into <head>, `after` behind the article."""
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<div class=header><a href=/>首页</a></div>"
        f"<div class=main><h1>{title}</h1>{info}<div {box}>{body}</div></div>{after}</body></html>"
    )


def read(html: str | bytes, *, url: str = URL, content_type: str | None = None, **known: str) -> Page:
    """The page read as fetched in November 2026."""
    body = html.encode() if isinstance(html, str) else html
    raw = RawPage(
        site="yunling",
        url=url,
        link_url=url,
        body=body,
        content_type=content_type,
        fetched_at=FETCHED,
        listing_title=known.get("listing_title"),
        listing_date=known.get("listing_date"),
    )
    return read_page(raw, None)
