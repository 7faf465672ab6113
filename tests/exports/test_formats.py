import csv
import io
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.exports import FORMATS, write_notices
from crawler.exports import formats as registry
from crawler.exports.formats import load_formats
from crawler.exports.rows import find_columns, list_columns
from crawler.exports.text import drop_controls, drop_surrogates, guard_cell
from crawler.model.fields.table import FIELDS
from crawler.model.items import Notice
from crawler.model.outcomes import ConfigError
from crawler.model.publication import notice_to_json
from tests.docs.reading import read, read_blocks
from tests.exports.reading import print_scalars, read_csv, read_xml
from tests.model.notices import HOSTILE, NOTICES
from tests.store.samples import make_facts, make_notice

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = st.lists(NOTICES, max_size=3)
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def write(notices: Sequence[Notice], name: str) -> bytes:
    stream = io.BytesIO()
    assert write_notices(notices, stream, name) == len(notices)
    return stream.getvalue()


def publish(notice: Notice) -> dict[str, Any]:
    published: dict[str, Any] = drop_surrogates(notice_to_json(notice))
    return published


def change_texts(value: Any) -> Any:
    """A published value as XML and CSV hold it: without control characters."""
    if isinstance(value, dict):
        return {key: change_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [change_texts(item) for item in value]
    return drop_controls(value) if isinstance(value, str) else value


def refuse_constant(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


class TestJson:
    """jsonl and json."""

    @settings(max_examples=40)
    @given(FEED)
    def test_every_line_is_one_strict_object(self, notices: list[Notice]) -> None:
        feed = write(notices, "jsonl").decode("utf-8")
        lines = feed.splitlines()
        read = [json.loads(line, parse_constant=refuse_constant) for line in lines]
        assert read == [publish(notice) for notice in notices]
        assert feed == "".join(line + "\n" for line in lines)

    @settings(max_examples=40)
    @given(FEED)
    def test_the_array_is_strict_json(self, notices: list[Notice]) -> None:
        read = json.loads(write(notices, "json").decode("utf-8"), parse_constant=refuse_constant)
        assert read == [publish(notice) for notice in notices]

    def test_chinese_is_printed_as_such(self) -> None:
        assert "省委第1巡视组" in write([make_notice(1)], "jsonl").decode("utf-8")


class TestCsv:
    """csv, as Excel opens it."""

    FIRST: ClassVar[list[str]] = [
        "date",
        "province",
        "site_name",
        "unit",
        "team",
        "leader",
        "meeting",
        "until",
        "phone",
        "title",
        "link",
    ]

    @settings(max_examples=40)
    @given(FEED)
    def test_there_is_a_row_a_notice_in_one_line_each(self, notices: list[Notice]) -> None:
        feed = write(notices, "csv").decode("utf-8-sig")
        assert feed.count("\n") == len(feed.splitlines()) == len(notices) + 1
        assert not set(feed) & set("|\v\f\x85\u2028\u2029")
        rows = list(csv.DictReader(io.StringIO(feed, newline="")))
        assert [row["id"] for row in rows] == [notice.id for notice in notices]
        assert not any(cell == "None" for row in rows for cell in row.values())

    @settings(max_examples=40)
    @given(FEED)
    def test_a_time_column_holds_one_type(self, notices: list[Notice]) -> None:
        for row in read_csv(write(notices, "csv")):
            for name in ("date", "meeting", "since", "until", "deadline"):
                assert row[name] == "" or date.fromisoformat(row[name]).isoformat() == row[name]
            assert row["time"] == "" or re.fullmatch(r"\d\d:\d\d", row["time"])
            for name in ("first_seen", "fetched_at"):
                assert datetime.fromisoformat(row[name]).utcoffset() == timedelta(0)

    def test_what_a_person_looks_for_comes_first_and_what_programs_ask_for_last(self) -> None:
        columns = list_columns()
        assert list(columns[: len(self.FIRST)]) == self.FIRST
        technical = [column for row in FIELDS if row.proof == "none" for column in find_columns(row)]
        last = [name for name in columns[-40:] if name in technical]
        assert columns.index(last[0]) > max(columns.index(name) for name in ("pairs", "people", "phones_kind", "scope"))

    @pytest.mark.parametrize(
        ("changes", "column", "cell"),
        [
            ({"published_at": "2026-03-03T08:00:00+08:00"}, "date", "2026-03-03"),
            ({"published_at": "2026-03-03T08:00:00+08:00"}, "time", "08:00"),
            ({"published_at": "--03-03"}, "date", ""),
            ({"published_at": "--03-03"}, "days_without_year", "published 03-03"),
            ({"text": "第一段。\n第二段 | 表"}, "text", "第一段。 第二段 ｜ 表"),
            ({"title": None}, "title", ""),
            ({}, "people", "林知远"),
            ({}, "leader", "林知远"),
            ({}, "roles", "team_leader,speaker"),
            ({}, "pairs", "省委第1巡视组→试验1县"),
            ({}, "site_name", "site-a"),
            ({}, "link", "https://site-a.example/2026/1.html"),
        ],
    )
    def test_a_cell(self, changes: dict[str, Any], column: str, cell: str) -> None:
        [row] = read_csv(write([make_notice(1, **changes)], "csv"))
        assert row[column] == cell

    def test_a_site_is_called_by_its_name(self) -> None:
        stream = io.BytesIO()
        write_notices([make_notice(1)], stream, "csv", {"site-a": "试验省纪委监委"})
        [row] = read_csv(stream.getvalue())
        assert (row["site_name"], row["site"]) == ("试验省纪委监委", "site-a")

    @settings(max_examples=40)
    @given(FEED)
    def test_no_cell_is_run_by_a_spreadsheet(self, notices: list[Notice]) -> None:
        for row in csv.reader(io.StringIO(write(notices, "csv").decode("utf-8-sig"), newline="")):
            assert len(row) == len(list_columns())
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) for cell in row)
            assert not any(CONTROLS.search(cell) for cell in row)

    @pytest.mark.parametrize(
        ("cell", "guarded"),
        [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("-1", "'-1"),
            ("--09-20", "'--09-20"),
            ("'quoted'", "''quoted'"),
            ("056800", "'056800"),
            ("13800001111", "13800001111"),
            ("138000011112222", "'138000011112222"),
            ("0.5", "0.5"),
            ("2026-03-04", "2026-03-04"),
            ("", ""),
            ("a\x00b", "a\ufffdb"),
        ],
    )
    def test_a_cell_is_marked_only_where_a_spreadsheet_would_change_it(self, cell: str, guarded: str) -> None:
        assert guard_cell(cell) == guarded

    def test_a_text_longer_than_a_cell_holds_is_cut_with_a_mark(self) -> None:
        cell = guard_cell("长" * 40_000)
        assert (len(cell), cell[-2:]) == (32_767, "长…")

    def test_it_begins_with_a_byte_order_mark_and_a_header(self) -> None:
        feed = write([], "csv")
        assert feed.startswith(b"\xef\xbb\xbfdate,province,site_name,")
        assert feed.count(b"\r\n") == 1

    def test_lists_are_joined_for_reading(self) -> None:
        notice = make_notice(1, facts=make_facts(1, teams=("一组", "二；组")))
        (row,) = read_csv(write([notice], "csv"))
        assert row["team"] == "一组；二;组"


class TestXml:
    """xml."""

    @settings(max_examples=40)
    @given(FEED)
    def test_the_elements_read_again_are_the_notices(self, notices: list[Notice]) -> None:
        assert read_xml(write(notices, "xml")) == [print_scalars(change_texts(publish(n))) for n in notices]

    def test_without_notices_it_is_an_empty_document(self) -> None:
        assert read_xml(write([], "xml")) == []


class TestAtom:
    """atom (RFC 4287)."""

    @settings(max_examples=40)
    @given(FEED)
    def test_it_is_an_atom_feed(self, notices: list[Notice]) -> None:
        feed = etree.fromstring(write(notices, "atom"))
        assert feed.tag == f"{ATOM}feed"
        heads = [child.tag.removeprefix(ATOM) for child in feed if child.tag != f"{ATOM}entry"]
        assert heads == ["id", "title", "updated", "author", "generator"]
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == len(notices)
        for element in (feed, *entries):
            self.check_common(element)
        for entry in entries:
            names = [child.tag.removeprefix(ATOM) for child in entry]
            assert len(names) - names.count("category") == len(set(names) - {"category"})
            assert set(names) <= {
                *("id", "title", "updated", "published", "author", "link", "category", "summary", "content"),
            }
            assert entry.findtext(f"{ATOM}content") is not None

    def check_common(self, element: etree._Element) -> None:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id", ""))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", element.findtext(f"{ATOM}updated", ""))
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        for name in ("title", "summary", "content"):
            for text in element.findall(f"{ATOM}{name}"):
                assert text.get("type") == "text"
                assert len(text) == 0
        for link in element.findall(f"{ATOM}link"):
            assert re.fullmatch(r"https?://[!-~]+", link.get("href") or "")
            assert not re.search(r'[<>"\\^`{|} ]', link.get("href") or "")

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x/1", "data:text/html,x", "http://[x", "", "https:"])
    def test_an_address_that_is_no_web_page_is_no_link(self, url: str) -> None:
        assert etree.fromstring(write([make_notice(1, url=url)], "atom")).find(f".//{ATOM}link") is None

    @pytest.mark.parametrize("text", HOSTILE)
    def test_markup_and_controls_stay_text(self, text: str) -> None:
        entry = etree.fromstring(write([make_notice(1, title=text, text=text, source=text)], "atom"))[-1]
        shown = drop_controls(text)
        names = (f"{ATOM}title", f"{ATOM}content", f"{ATOM}author/{ATOM}name")
        assert [entry.findtext(name) for name in names] == [shown] * 3

    @pytest.mark.parametrize(
        ("published_at", "shown", "precision"),
        [
            ("2026-03-03T08:00:00+08:00", "2026-03-03T08:00:00+08:00", "minute"),
            ("2026-03-03", "2026-03-03T00:00:00+08:00", "day"),
            (None, None, None),
            ("--03-03", None, None),
        ],
    )
    def test_a_publication_day_is_shown_with_what_is_known_of_it(
        self, published_at: str | None, shown: str | None, precision: str | None
    ) -> None:
        feed = etree.fromstring(write([make_notice(1, published_at=published_at)], "atom"))
        assert feed.findtext(f".//{ATOM}published") == shown
        terms = [found.get("term") for found in feed.iter(f"{ATOM}category") if found.get("scheme")]
        assert terms == ([precision] if precision else [])

    def test_times_come_from_the_notices(self) -> None:
        notice = make_notice(1)
        withdrawn = replace(notice, withdrawn=notice.first_seen.replace(year=2027))
        updated = [e.text for e in etree.fromstring(write([notice, withdrawn], "atom")).iter(f"{ATOM}updated")]
        assert updated == ["2027-03-04T05:06:07+00:00", "2026-03-04T05:06:07+00:00", "2027-03-04T05:06:07+00:00"]

    def test_a_notices_entry_keeps_its_id(self) -> None:
        ids = [etree.fromstring(write([make_notice(1, title=t)], "atom"))[-1][0].text for t in ("a", "b")]
        assert ids[0] == ids[1]

    def test_the_summary_says_who_inspects_whom(self) -> None:
        summary = etree.fromstring(write([make_notice(1)], "atom")).findtext(f".//{ATOM}summary", "")
        assert summary.splitlines()[:2] == ["巡视巡察组：省委第1巡视组", "被巡视单位：试验1县"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_notices_give_the_same_bytes(name: str) -> None:
    notices = [make_notice(number) for number in range(3)]
    assert write(notices, name) == write(notices, name)


def test_a_format_is_known_from_its_module_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked example of docs/developing.md, put where it says; nothing else is touched."""
    told = read("docs/developing.md")
    [block] = [block for block in read_blocks(told, "python") if "(Format)" in block]
    assert f"One file, {len(block.splitlines())} lines:" in told
    (tmp_path / "added").mkdir()
    (tmp_path / "added" / "txt.py").write_text(block, "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    added = load_formats([str(tmp_path / "added")], "added")
    assert list(added) == ["txt"]
    monkeypatch.setattr(registry, "FORMATS", {**FORMATS, **added})
    assert write([make_notice(1)], "txt").decode() == (
        "2026-03-03\t省委第1巡视组进驻试验1县\thttps://site-a.example/2026/1.html\n"
    )


def test_a_module_without_its_one_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "none.py").write_text("from crawler.exports.formats.csv import CsvTable\n", "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(TypeError, match=r"broken\.none: defines 0 formats"):
        load_formats([str(tmp_path / "broken")], "broken")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ConfigError, match="jsonl"):
        write_notices([], io.BytesIO(), "yaml")
