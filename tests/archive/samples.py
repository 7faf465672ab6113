"""Pages to archive."""

from dataclasses import replace
from datetime import UTC, datetime

from crawler.model.items import RawPage

NOON = datetime(2026, 3, 4, 12, 0, 0, 123456, tzinfo=UTC)


def make_raw(body: bytes = "<p>第一巡视组</p>".encode("gb18030"), **changes: object) -> RawPage:
    raw = RawPage(
        site="site-a",
        url="https://site-a.example/1.html",
        link_url="https://site-a.example/l/1.html",
        body=body,
        fetched_at=NOON,
        content_type="text/html; charset=gb2312",
        headers=(("Content-Type", "text/html; charset=gb2312"), ("Content-Encoding", "gzip"), ("ETag", '"1"')),
        listing_title="第一巡视组进驻",
        listing_date="2026-03-03",
    )
    return replace(raw, **changes)  # type: ignore[arg-type]
