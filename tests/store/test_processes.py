"""Several processes on one store, and processes that are killed."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from crawler.store import Store
from tests.killing import run_and_kill
from tests.pace import find_slowness
from tests.store.samples import NOW, make_notice

ROOT = Path(__file__).parents[2]

COMMITTER = """
import sys
from crawler.store import Store
from tests.killing import run_and_kill
from tests.store.samples import NOW, make_notice
url, site, first, last = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
store = Store.open(url)
for number in range(first, last):
    print(store.commit(make_notice(number, site=site), NOW).id, flush=True)
store.close()
"""


def start(url: str, site: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", COMMITTER, url, site, str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_at_once_store_each_content_once_and_no_lock_fails(url: str) -> None:
    runs = [start(url, f"site-{n}", 0, 40) for n in range(3)]
    errors = [run.communicate(timeout=120)[1] for run in runs]
    assert errors == ["", "", ""]
    with closing(Store.open(url)) as store:
        notices = list(store.list_notices())
        assert len(notices) == 40
        assert {len(notice.sightings) for notice in notices} == {3}
        assert len(list(store.list_pages())) == 120


def test_a_killed_process_leaves_what_it_acknowledged_and_nothing_half_done(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite3"
    url = f"sqlite:///{path}"
    acknowledged = set(run_and_kill("tests.store.work:commit_for_ever", 20, url))
    assert len(acknowledged) >= 20
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with closing(Store.open(url)) as store:
        stored = list(store.list_notices())
    assert acknowledged <= {notice.id for notice in stored}
    for notice in stored:
        number = int(notice.page.url.split("/")[-1][:-5])
        wanted = make_notice(number)
        assert (notice.facts, notice.sightings, notice.page.text) == (
            wanted.facts,
            wanted.sightings,
            wanted.page.text,
        )


def test_processes_that_make_the_store_at_once_all_find_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/n.sqlite3"
    runs = [start(url, "site-a", n, n + 1) for n in range(4)]
    assert [run.communicate(timeout=60)[1] for run in runs] == [""] * 4
    with closing(Store.open(url)) as store:
        assert len(list(store.list_notices())) == 4


def test_a_thousand_notices_are_stored_in_five_seconds(tmp_path: Path) -> None:
    with closing(Store.open(f"sqlite:///{tmp_path}/n.sqlite3")) as store:
        notices = [make_notice(number) for number in range(1000)]
        begun = time.process_time()
        for notice in notices:
            store.commit(notice, NOW)
        assert time.process_time() - begun < 5 * find_slowness()
