"""Hashes of an older rule are taken anew from the archive, before a run compares anything with them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.model.config import SEEDS
from crawler.model.items import HASH_VERSION
from crawler.model.publication import notice_to_json
from crawler.runs import renewal, stages
from crawler.runs.renewal import renew_hashes
from crawler.runs.stages import decode, judge_page
from crawler.sites.seeds import load_seeds
from crawler.store import Store
from crawler.store.archive import Archive
from tests.killing import run_and_kill
from tests.store.released import unpack

SITES = load_seeds(SEEDS).sites
PAGES = "SELECT site, url, content_hash, hash_version FROM pages ORDER BY site, url"
HASHES = "SELECT content_hash, notice_id, hash_version FROM hashes"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose hashes are those of a rule long gone."""
    path = unpack(tmp_path)
    Store.open(f"sqlite:///{path}").close()
    renew(tmp_path)
    age(path)
    return tmp_path


def age(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE pages SET content_hash = 'old' || content_hash, hash_version = 0")
        connection.execute("UPDATE hashes SET content_hash = 'old' || content_hash, hash_version = 0")


def renew(folder: Path) -> int:
    with closing(Store.open(f"sqlite:///{folder}/notices.sqlite3")) as store:
        return renew_hashes(store, Archive(folder / "archive"), SITES)


def query(folder: Path, words: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "notices.sqlite3")) as connection:
        return connection.execute(words).fetchall()


def test_every_page_gets_the_hash_that_todays_code_gives_it(data: Path) -> None:
    assert renew(data) == len(query(data, PAGES)) > 60
    with closing(Store.open(f"sqlite:///{data}/notices.sqlite3")) as store:
        archive = Archive(data / "archive")
        for page in store.list_pages():
            assert page.archive is not None
            today = decode(archive.read(page.archive), SITES[page.site])
            assert (page.content_hash, page.hash_version) == (today.content_hash, HASH_VERSION)
            holder = store.find_hash(today.content_hash, HASH_VERSION)
            assert holder is not None
            assert judge_page(today, page, holder).status == "unchanged"
    assert renew(data) == 0


def test_nothing_that_is_published_changes_and_no_revision_is_made(data: Path) -> None:
    with closing(Store.open(f"sqlite:///{data}/notices.sqlite3")) as store:
        before = [notice_to_json(notice) for notice in store.list_notices(kinds=None)]
        generation = store.read_generations()
        renew(data)
        assert [notice_to_json(notice) for notice in store.list_notices(kinds=None)] == before
        assert store.read_generations() == generation
    assert query(data, "SELECT count(*) FROM revisions") == [(0,)]


def test_a_page_that_cannot_be_read_any_more_has_no_hash_and_is_not_tried_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "decode", refuse(stages.decode))
    renew(data)
    empty = [row for row in query(data, PAGES) if row[2] == ""]
    assert len(empty) == len([row for row in query(data, PAGES) if row[0] == "handan"]) > 0
    assert renew(data) == 0


def refuse(decode_page: Callable[..., Any]) -> Callable[..., Any]:
    def read(raw: Any, site: Any) -> Any:
        if raw.site == "handan":
            raise renewal.UnreadablePageError("no text")
        return decode_page(raw, site)

    return read


def renew_in_batches(kill: int, folder: str, *, acknowledge: Callable[[str], object]) -> None:
    renewal._BATCH = 3
    acknowledge("began")
    while True:
        renew(Path(folder))


def test_a_kill_loses_no_batch(data: Path) -> None:
    wanted = sorted(read_renewed(data))
    left = [count_old(data)]
    for _ in range(6):
        run_and_kill("tests.runs.test_renewal:renew_in_batches", 1, str(data))
        left.append(count_old(data))
    assert left == sorted(left, reverse=True)
    renew(data)
    assert sorted(row[0] for row in query(data, HASHES) if row[2] == HASH_VERSION) == wanted


def read_renewed(folder: Path) -> set[str]:
    archive = Archive(folder / "archive")
    with closing(Store.open(f"sqlite:///{folder}/notices.sqlite3")) as store:
        pages = [page for page in store.list_pages() if page.archive]
    return {decode(archive.read(page.archive), SITES[page.site]).content_hash for page in pages if page.archive}


def count_old(folder: Path) -> int:
    [(count,)] = query(folder, "SELECT count(*) FROM pages WHERE hash_version = 0")
    return int(count)
