"""Screening a list of names: hits with their proof, warnings of the same name, or none."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.exports.screening import COLUMNS, read_names, screen, write_rows
from crawler.model.items import Evidence, Person, Target
from crawler.model.outcomes import ConfigError
from crawler.store import Store
from tests.store.samples import NOW, make_facts, make_notice


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path}/notices.sqlite3")
    text = "近日，省委第一巡视组巡视东岭市测绘局动员会召开。组长林知远讲话。"
    proofs = (
        Evidence(field="targets/0", where="text", start=12, end=18, value="东岭市测绘局", rule="r"),
        Evidence(field="people/0/name", where="text", start=26, end=29, value="林知远", rule="r"),
    )
    facts = make_facts(
        1,
        targets=(Target(name="东岭市测绘局"),),
        people=(Person(name="林知远", post="组长", roles=("team_leader",)),),
        evidence=proofs,
        province="320000",
    )
    opened.commit(make_notice(1, facts=facts, text=text), NOW)
    for number, province in ((2, "320000"), (3, "330000")):
        people = (Person(name="方青", post=f"第{number}组组长", roles=("team_leader",)),)
        targets = (Target(name="市财政局"),)
        opened.commit(
            make_notice(number, facts=make_facts(number, targets=targets, people=people, province=province)), NOW
        )
    yield opened
    opened.close()


def ask(store: Store, name: str) -> dict[str, str]:
    [row] = screen(store, [name])
    assert tuple(row) == COLUMNS
    return row


def test_a_unit_is_found_with_the_words_that_show_it(store: Store) -> None:
    row = ask(store, "东岭市测绘局")
    assert (row["match"], row["kind"], row["notices"], row["warning"]) == ("exact", "unit", "1", "")
    assert row["evidence"] == "近日，省委第一巡视组巡视[东岭市测绘局]动员会召开。组长林知远讲话。"
    assert row["links"] == "https://site-a.example/2026/1.html"


def test_traditional_input_finds_simplified(store: Store) -> None:
    assert ask(store, "東嶺市測繪局")["match"] == "exact"


def test_a_person_is_found_by_the_whole_name_alone(store: Store) -> None:
    row = ask(store, "林知远")
    assert (row["kind"], row["posts"]) == ("person", "组长")
    assert "[林知远]" in row["evidence"]
    assert "check post and place" in row["warning"]
    assert ask(store, "林知")["match"] == "none"


def test_one_name_in_two_posts_or_places_is_warned_of(store: Store) -> None:
    assert "may be different people" in ask(store, "方青")["warning"]
    assert "may be different units" in ask(store, "市财政局")["warning"]


def test_a_name_printed_without_its_place_is_a_hit_with_a_warning(store: Store) -> None:
    row = ask(store, "南岭市财政局")
    assert (row["match"], row["printed"]) == ("shorter", "市财政局")
    assert "printed without its place" in row["warning"]
    assert ask(store, "测绘局")["match"] == "part"


def test_what_no_notice_names_is_none(store: Store) -> None:
    row = ask(store, "从未听说的公司")
    assert (row["match"], row["notices"], row["evidence"]) == ("none", "0", "")


def test_the_table_is_csv_in_the_order_of_the_names(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(write_rows(screen(store, ["=1+1", "方青"])).decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["'=1+1", "方青"]


@pytest.mark.parametrize(
    ("body", "column", "names"),
    [
        ("单位\n甲局\n\n乙局\n", None, ["甲局", "乙局"]),
        ("\ufeffno,name\n1,甲局\n2,乙局\n3\n", "name", ["甲局", "乙局"]),
        ("单位\n", None, []),
    ],
)
def test_names_are_read_from_a_column(body: str, column: str | None, names: list[str], tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(body, "utf-8")
    assert read_names(path, column) == names


@pytest.mark.parametrize(
    ("body", "column", "told"),
    [
        (b"", None, "is empty"),
        (b"name\nx\n", "nmae", "has no column 'nmae'; did you mean name"),
        ("单位\n".encode("gb18030"), None, "UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read_is_told(body: bytes, column: str | None, told: str, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(body)
    with pytest.raises(ConfigError, match=told):
        read_names(path, column)
