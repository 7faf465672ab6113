"""A page that the spider has read already is not decoded again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.decoding import page as pages
from crawler.decoding.charset import decode_bytes
from crawler.decoding.page import read_page
from crawler.model.items import RawPage, RawPart

TEXT = "5月6日，县委第二巡察组巡察县水务局党组工作动员会召开，组长林知远讲话。"
BODY = f"<h1>县委第二巡察组进驻县水务局</h1><p>{TEXT}</p>".encode()
RAW = RawPage(
    site="made",
    url="http://made.example/1.html",
    link_url="http://made.example/1.html",
    body=BODY,
    content_type="text/html",
    fetched_at=datetime(2026, 5, 7, tzinfo=UTC),
    parts=(RawPart(url="http://made.example/1_2.html", body=BODY, content_type="text/html"),),
)


def test_what_was_decoded_is_read_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = read_page(RAW, None)
    decoded = decode_bytes(BODY, "text/html")
    known = replace(RAW, decoded=decoded, parts=tuple(replace(part, decoded=decoded) for part in RAW.parts))

    def refuse(body: bytes, content_type: str | None) -> None:
        raise AssertionError("decoded twice")

    monkeypatch.setattr(pages, "decode_bytes", refuse)
    assert read_page(known, None) == wanted
