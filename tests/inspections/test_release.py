"""A release: whole, described, equal to another of the same store, readable by others."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas
import pytest
from frictionless import validate

from crawler.exports.releasing import TABLES, write_release
from crawler.model.items import PUBLISHED_KINDS
from crawler.store import Store
from tests.store.samples import NOW, make_facts, make_notice

NAMES = {"site-a": "甲市纪委监委"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path / 'notices.sqlite3'}")
    for number in range(1, 9):
        store.commit(make_notice(number), NOW)
    store.commit(make_notice(9, facts=make_facts(9, kind="feedback")), NOW)
    yield store
    store.close()


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_two_releases_of_one_store_are_equal(store: Store, tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_release(store, tmp_path / name, "1.0", NAMES)
    assert read_all(tmp_path / "one") == read_all(tmp_path / "other")


def test_the_checksums_are_those_of_all_files(store: Store, tmp_path: Path) -> None:
    write_release(store, tmp_path / "out", "1.0", NAMES)
    files = read_all(tmp_path / "out")
    told = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert told == {name: hashlib.sha256(body).hexdigest() for name, body in files.items()}
    assert {*TABLES, "coverage.csv", "codebook.md", "codebook.zh.md", "CITATION.cff", "README.md"} < {*files}


def test_it_is_a_valid_data_package(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_release(store, tmp_path / "out", "1.0", NAMES)
    monkeypatch.chdir(tmp_path / "out")
    described = json.loads(Path("datapackage.json").read_text("utf-8"))
    assert sum(resource["type"] == "table" for resource in described["resources"]) == 8
    report = validate("datapackage.json")
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == len(described["resources"])


def test_pandas_and_duckdb_read_it(store: Store, tmp_path: Path) -> None:
    write_release(store, tmp_path / "out", "1.0", NAMES)
    published = sum(notice.facts.kind in PUBLISHED_KINDS for notice in store.list_notices(kinds=None))
    notices = pandas.read_csv(tmp_path / "out" / "notices.csv", encoding="utf-8-sig", dtype=str)
    assert len(notices) == published
    parquet = str(tmp_path / "out" / "notices.parquet")
    assert duckdb.sql(f"select count(*) from '{parquet}'").fetchall() == [(published,)]
    columns = duckdb.sql(f"select * from '{tmp_path / 'out' / 'inspections.parquet'}'").columns
    assert columns[:2] == ["inspection", "unit"]


def test_a_notice_more_is_another_release(store: Store, tmp_path: Path) -> None:
    write_release(store, tmp_path / "one", "1.0", NAMES)
    store.commit(make_notice(20), NOW)
    write_release(store, tmp_path / "other", "1.0", NAMES)
    assert read_all(tmp_path / "one")["SHA256SUMS"] != read_all(tmp_path / "other")["SHA256SUMS"]
