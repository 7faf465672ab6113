"""pairs, people and units as CSV; the workbook read by openpyxl, Parquet by pyarrow and DuckDB."""

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from pyarrow import parquet

from crawler.exports.about import About
from crawler.exports.formats.parquet import make_row
from crawler.exports.rows import list_columns
from crawler.exports.sheet import OF_FILE
from crawler.exports.text import drop_controls
from crawler.model import extras
from crawler.model.items import Notice, Person, Target, TeamUnit
from crawler.model.outcomes import ConfigError
from tests.exports.reading import publish, read_csv, write
from tests.model.notices import HOSTILE, NOTICES
from tests.store.samples import make_facts, make_notice

FEED = st.lists(NOTICES, max_size=3)
ABOUT = About(generation=7, site_names={"site-a": "试验省纪委监委"})


def make_tied(number: int = 1) -> Notice:
    """Two teams, three units, one tie."""
    facts = make_facts(
        number,
        teams=("一组", "二组"),
        team_units=(TeamUnit(name="一组", qualified="试验省委一组", id="t-1"), TeamUnit(name="二组")),
        targets=(Target(name="甲县", id="u-1"), Target(name="乙县"), Target(name="丙局")),
        pairs=(("一组", "甲县"), ("一组", "乙县")),
    )
    return make_notice(number, facts=facts)


class TestPairs:
    """pairs: a row a team and unit."""

    def test_who_is_tied_stands_together_and_the_rest_alone(self) -> None:
        rows = read_csv(write([make_tied()], "pairs"))
        assert [(row["team"], row["unit"], row["tied"]) for row in rows] == [
            ("一组", "甲县", "true"),
            ("一组", "乙县", "true"),
            ("", "丙局", "false"),
            ("二组", "", "false"),
        ]
        assert (rows[0]["team_id"], rows[0]["unit_id"], rows[0]["team_qualified"]) == ("t-1", "u-1", "试验省委一组")

    def test_a_row_stands_alone(self) -> None:
        [row] = read_csv(write([make_notice(1)], "pairs", ABOUT))
        assert (row["since"], row["until"], row["leader"], row["round"]) == ("2026-03-02", "2026-04-30", "林知远", "4")
        assert row["link"] == "https://site-a.example/2026/1.html"

    @settings(max_examples=30)
    @given(FEED)
    def test_every_team_and_unit_is_there(self, notices: list[Notice]) -> None:
        rows = read_csv(write(notices, "pairs"))
        for notice in notices:
            mine = [row for row in rows if row["notice_id"] == notice.id]
            assert bool(mine) == bool(notice.facts.teams or notice.facts.targets)


class TestPeople:
    """people: a row a person and notice."""

    @settings(max_examples=30)
    @given(FEED)
    def test_there_is_a_row_a_person(self, notices: list[Notice]) -> None:
        assert len(read_csv(write(notices, "people"))) == sum(len(notice.facts.people) for notice in notices)

    def test_a_row(self) -> None:
        [row] = read_csv(write([make_notice(1)], "people"))
        assert (row["name"], row["post"], row["roles"]) == ("林知远", "省委第1巡视组组长", "team_leader,speaker")
        assert (row["unit"], row["date"]) == ("试验1县", "2026-03-03")


class TestUnits:
    """units: a row a unit."""

    def test_a_unit_known_by_its_id_is_one_row(self) -> None:
        facts = make_facts(2, targets=(Target(name="该县", id="u-1"),), pairs=(), teams=("三组",))
        rows = read_csv(write([make_tied(), make_notice(2, facts=facts)], "units"))
        [row] = [row for row in rows if row["unit_id"] == "u-1"]
        assert (row["notices"], row["unit"], row["first"], row["last"]) == ("2", "甲县", "2020-01-31", "2020-03-01")

    def test_units_of_one_name_in_two_places_are_two(self) -> None:
        facts = [make_facts(n, targets=(Target(name="财政局"),), province=p) for n, p in ((1, "320000"), (2, "330000"))]
        rows = read_csv(write([make_notice(n, facts=f) for n, f in enumerate(facts)], "units"))
        assert [(row["unit"], row["province"]) for row in rows] == [("财政局", "320000"), ("财政局", "330000")]


@pytest.mark.parametrize("name", ["csv", "pairs", "people", "units"])
def test_a_sheet_says_what_it_is(name: str) -> None:
    [row] = read_csv(write([make_notice(1)], name, ABOUT))
    assert [row[column] for column in OF_FILE][:3] == ["2", "7", "CC-BY-4.0"]


@pytest.mark.parametrize("name", ["pairs", "people", "units"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_run_by_a_spreadsheet(name: str, text: str) -> None:
    facts = make_facts(1, targets=(Target(name=text),), teams=(text,), people=(Person(name=text, post=text, roles=()),))
    feed = write([make_notice(1, facts=facts, title=text)], name).decode("utf-8-sig")
    assert not any(line.startswith(("=", "+", "-", "@")) for line in feed.replace('"', "").split(","))


class TestXlsx:
    """xlsx, read by openpyxl."""

    def open(self, notices: list[Notice]) -> openpyxl.Workbook:
        return openpyxl.load_workbook(io.BytesIO(write(notices, "xlsx", ABOUT)))

    def test_it_has_its_sheets_with_filters_and_a_frozen_head(self) -> None:
        book = self.open([make_notice(1), make_tied(2)])
        assert book.sheetnames == ["notices", "pairs", "people", "contacts", "codebook"]
        for sheet in book:
            assert sheet.freeze_panes == "B2"
            assert sheet.auto_filter.ref is not None
        assert [cell.value for cell in book["notices"][1]] == list(list_columns())
        assert [sheet.max_row for sheet in book][:4] == [3, 6, 3, 13]

    def test_days_are_days_and_links_open(self) -> None:
        sheet = self.open([make_notice(1)])["notices"]
        row = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
        assert row["date"].value == datetime(2026, 3, 3)  # noqa: DTZ001  # a cell has no zone
        assert row["date"].number_format == "yyyy-mm-dd"
        assert row["link"].hyperlink.target == "https://site-a.example/2026/1.html"
        assert (row["phone"].value, row["round"].value) == ("0555-1234567", 4)
        assert row["site_name"].value == "试验省纪委监委"

    def test_the_codebook_explains_every_column_and_the_file(self) -> None:
        book = self.open([])
        explained = {row[0] for row in book["codebook"].iter_rows(min_row=2, values_only=True)}
        assert set(list_columns()) <= explained
        told = {row[0]: row[1] for row in book["codebook"].iter_rows(min_row=2, values_only=True)}
        assert (told["generation"], told["licence"]) == ("7", "CC-BY-4.0")

    @pytest.mark.parametrize("text", [*HOSTILE, "长" * 40_000, "http://x", "=cmd|' /C calc'!A0", "_x0041_"])
    def test_a_hostile_text_is_a_text(self, text: str) -> None:
        sheet = self.open([make_notice(1, title=text)])["people"]
        cell = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))["title"]
        shown = drop_controls(" ".join(text.split())).replace("|", "｜")
        assert cell.data_type in {"s", "n", "inlineStr"}
        assert " ".join(unescape(cell.value or "").split())[:32_000] == shown[:32_000]

    @settings(max_examples=5, deadline=None)
    @given(FEED)
    def test_whatever_is_written_can_be_read(self, notices: list[Notice]) -> None:
        assert self.open(notices)["notices"].max_row == len(notices) + 1

    def test_more_rows_than_excel_holds_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("crawler.exports.formats.xlsx._MOST_ROWS", 3)
        with pytest.raises(ConfigError, match="parquet"):
            write([make_notice(number) for number in range(4)], "xlsx")


class TestParquet:
    """parquet, read by pyarrow and DuckDB."""

    @settings(max_examples=20, deadline=None)
    @given(FEED)
    def test_the_rows_read_again_are_the_notices(self, notices: list[Notice]) -> None:
        table = parquet.read_table(io.BytesIO(write(notices, "parquet")))
        assert table.to_pylist() == [make_row(publish(notice)) for notice in notices]

    def test_days_are_dates_and_lists_nested(self, tmp_path: Path) -> None:
        path = tmp_path / "n.parquet"
        notice = replace(make_notice(1, published_at="2026-03-03T08:00:00+08:00"), withdrawn=None)
        path.write_bytes(write([notice], "parquet", ABOUT))
        asked = (
            "SELECT meeting_dates[1], period.end, targets[1].name, pairs[1].unit, published_on, epoch(published_at) "
            f"FROM '{path}'"
        )
        [row] = duckdb.sql(asked).fetchall()
        moment = datetime.fromisoformat("2026-03-03T08:00:00+08:00").timestamp()
        assert row == (date(2020, 1, 31), date(2026, 4, 30), "试验1县", "试验1县", date(2026, 3, 3), moment)

    def test_a_day_without_a_year_is_said_as_printed(self) -> None:
        notice = make_notice(1, published_at="--03-03")
        [row] = parquet.read_table(io.BytesIO(write([notice], "parquet"))).to_pylist()
        assert (row["published_on"], row["published_at"]) == (None, None)
        assert row["days_without_year"] == "published 03-03"

    def test_the_file_says_what_it_is(self) -> None:
        told = parquet.read_schema(io.BytesIO(write([], "parquet", ABOUT))).metadata
        assert (told[b"licence"], told[b"generation"], told[b"schema"]) == (b"CC-BY-4.0", b"7", b"2")


@pytest.mark.parametrize("name", ["xlsx", "parquet"])
def test_without_the_extra_the_line_to_type_is_said(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(module: str) -> None:
        raise ImportError(f"No module named {module!r}")

    monkeypatch.setattr(extras.importlib, "import_module", refuse)
    with pytest.raises(ConfigError, match=f"format {name} needs the extra 'formats'.*make setup EXTRAS=formats"):
        write([], name)
