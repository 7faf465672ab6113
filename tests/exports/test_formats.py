import csv
import io
import json
import re
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.exports import FORMATS, write_notices
from crawler.exports import formats as registry
from crawler.exports.about import About
from crawler.exports.formats import load_formats
from crawler.exports.rows import find_columns, list_columns
from crawler.exports.sheet import OF_FILE
from crawler.exports.text import guard_cell
from crawler.model.fields.table import FIELDS
from crawler.model.items import Notice
from crawler.model.outcomes import ConfigError
from tests.docs.reading import read, read_blocks
from tests.exports.reading import publish, read_csv, write
from tests.model.notices import NOTICES
from tests.store.samples import make_facts, make_notice

FEED = st.lists(NOTICES, max_size=3)
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


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
        write_notices([make_notice(1)], stream, "csv", About(site_names={"site-a": "试验省纪委监委"}))
        [row] = read_csv(stream.getvalue())
        assert (row["site_name"], row["site"]) == ("试验省纪委监委", "site-a")

    @settings(max_examples=40)
    @given(FEED)
    def test_no_cell_is_run_by_a_spreadsheet(self, notices: list[Notice]) -> None:
        for row in csv.reader(io.StringIO(write(notices, "csv").decode("utf-8-sig"), newline="")):
            assert len(row) == len({*list_columns(), *OF_FILE})
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
