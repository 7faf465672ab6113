"""A run writes what changed since the generation that the files show, and nothing else."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from crawler.exports import FORMATS, publish_changes, publishing
from crawler.exports.replay import replay
from crawler.model.items import Verdict
from crawler.store import Store
from tests.killing import run_and_kill
from tests.store.samples import NOW, make_facts, make_notice

SUBSCRIPTIONS = [name for name, format_ in FORMATS.items() if format_.is_feed and format_.newest]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path}/notices.sqlite3")
    for number in range(3):
        opened.commit(make_notice(number), NOW)
    yield opened
    opened.close()


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    return tmp_path / "feeds"


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def list_ids(path: Path) -> list[str]:
    """The ids in a file of notices, or of the changes in a delta."""
    return [line["id"] for line in read(path) if "delta" not in line]


def name_written(paths: list[Path], feeds: Path) -> set[str]:
    return {path.relative_to(feeds).as_posix() for path in paths}


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that counts as too large for joining the whole files in each run."""
    monkeypatch.setattr(publishing, "JOINED_BELOW", 2)


def test_a_second_run_writes_and_reads_nothing(store: Store, feeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert publish_changes(store, feeds, ["site-a"], NOW)
    before = {path: path.stat().st_mtime_ns for path in feeds.rglob("*")}
    monkeypatch.setattr(store, "list_standing_ids", None)
    monkeypatch.setattr(store, "list_changed_ids", None)
    monkeypatch.setattr(store, "list_published", None)
    assert publish_changes(store, feeds, ["site-a"], NOW) == []
    assert {path: path.stat().st_mtime_ns for path in feeds.rglob("*")} == before


WRITES = {
    "new": (lambda store: store.commit(make_notice(8), NOW), True),
    "revision": (lambda store: store.commit(make_notice(1, content_hash="f" * 64, text="改了。"), NOW), True),
    "copy-elsewhere": (
        lambda store: store.commit(make_notice(8, site="site-b", content_hash=f"{1:064x}"), NOW),
        True,
    ),
    "withdrawn": (
        lambda store: [store.mark_missing("site-a", make_notice(1).page.url, NOW) for _ in range(2)],
        True,
    ),
    "better-facts": (lambda store: store.replace_facts(make_notice(1, facts=make_facts(1, scope=None))), True),
    "same-event": (
        lambda store: store.commit(make_notice(8, verdict=Verdict(status="new", same_event=(make_notice(1).id,))), NOW),
        True,
    ),
    "unchanged": (lambda store: store.commit(make_notice(1), NOW + timedelta(days=1)), False),
    "not-modified": (lambda store: store.touch("site-a", make_notice(1).page.url, NOW), False),
    "missing-once": (lambda store: store.mark_missing("site-a", make_notice(1).page.url, NOW), False),
    "same-facts": (lambda store: store.replace_facts(make_notice(1)), False),
    "unpublished-kind": (lambda store: store.commit(make_notice(8, facts=make_facts(8, kind="other")), NOW), False),
    "report": (lambda store: store.save_run("site-a", {"outcome": "quiet"}), False),
}


@pytest.mark.parametrize(("write", "changes"), WRITES.values(), ids=WRITES.keys())
def test_a_write_raises_the_generation_where_it_changes_a_published_form(
    store: Store, feeds: Path, write: Any, changes: bool
) -> None:
    publish_changes(store, feeds, ["site-a"], NOW)
    before = store.read_generations().generation
    write(store)
    assert (store.read_generations().generation > before) is changes
    assert bool(publish_changes(store, feeds, ["site-a"], NOW)) is changes


@pytest.mark.usefixtures("large")
def test_what_one_new_notice_costs(store: Store, feeds: Path) -> None:
    publish_changes(store, feeds, ["site-a", "site-b"], NOW)
    store.commit(make_notice(8, published_at="2025-07-01"), NOW)
    written = publish_changes(store, feeds, ["site-a", "site-b"], NOW)
    places = ("", "site-a/", "level/provincial/")
    subscriptions = {f"{place}notices.{name}" for place in places for name in SUBSCRIPTIONS}
    named = {name for name in name_written(written, feeds) if "notices" not in name or name in subscriptions}
    assert named == {*subscriptions, "deltas/00000002.jsonl", "by-month/2025-07.jsonl"}
    assert not name_written(written, feeds) & {"notices.jsonl", "notices.csv", "site-a/notices.xml"}
    assert list_ids(feeds / "deltas" / "00000002.jsonl") == [make_notice(8).id]


@pytest.mark.usefixtures("large")
def test_whole_files_are_joined_by_the_first_run_of_a_day_in_beijing(store: Store, feeds: Path) -> None:
    evening = NOW.replace(hour=15, minute=50)  # 23:50 +08:00
    publish_changes(store, feeds, [], evening)
    store.commit(make_notice(8), NOW)
    publish_changes(store, feeds, [], evening + timedelta(minutes=5))
    assert len(list_ids(feeds / "notices.jsonl")) == 3
    publish_changes(store, feeds, [], evening + timedelta(minutes=15))
    assert len(list_ids(feeds / "notices.jsonl")) == 4


def test_a_month_holds_its_notices_newest_first_and_a_moved_one_leaves_it(store: Store, feeds: Path) -> None:
    store.commit(make_notice(8, published_at=None), NOW)
    publish_changes(store, feeds, [], NOW)
    months = feeds / "by-month"
    assert list_ids(months / "2026-03.jsonl")[0] == make_notice(8).id  # first seen later than the others are dated
    store.commit(make_notice(1, published_at="2026-02-27", content_hash="e" * 64, text="改了日期。"), NOW)
    publish_changes(store, feeds, [], NOW)
    assert make_notice(1).id not in list_ids(months / "2026-03.jsonl")
    assert list_ids(months / "2026-02.jsonl") == [make_notice(1).id]


def test_a_sites_feeds_hold_what_stands_there_mirrors_too(store: Store, feeds: Path) -> None:
    store.commit(make_notice(8, site="site-b", content_hash=f"{1:064x}"), NOW)
    publish_changes(store, feeds, [], NOW)
    assert list_ids(feeds / "site-b" / "notices.jsonl") == [make_notice(1).id]
    assert len(list_ids(feeds / "notices.jsonl")) == 3


def test_a_notice_that_is_published_no_more_leaves_the_files_and_is_told_in_the_delta(
    store: Store, feeds: Path
) -> None:
    publish_changes(store, feeds, [], NOW)
    store.replace_facts(make_notice(1, facts=make_facts(1, kind="feedback")))
    publish_changes(store, feeds, [], NOW)
    assert make_notice(1).id not in list_ids(feeds / "notices.jsonl")
    [gone] = read(feeds / "deltas" / "00000002.jsonl")[1:]
    assert (gone["op"], gone["id"], gone["notice"]["kind"]) == ("DEL", make_notice(1).id, "mobilization")


def test_a_subscription_holds_the_newest_200(store: Store, feeds: Path) -> None:
    for number in range(10, 250):
        store.commit(make_notice(number), NOW)
    publish_changes(store, feeds, [], NOW)
    assert (feeds / "notices.atom").read_bytes().count(b"<entry>") == 200
    assert len(list_ids(feeds / "notices.jsonl")) == 243


@pytest.mark.parametrize("lost", [".shown.json", "notices.csv", "by-month/2026-03.jsonl", "site-a/notices.atom"])
def test_a_file_that_is_gone_is_written_again(store: Store, feeds: Path, lost: str) -> None:
    publish_changes(store, feeds, [], NOW)
    body = (feeds / lost).read_bytes()
    (feeds / lost).unlink()
    publish_changes(store, feeds, [], NOW)
    assert (feeds / lost).exists()
    if lost != ".shown.json":
        assert (feeds / lost).read_bytes() == body


def test_a_store_put_back_from_a_backup_is_shown_as_it_is(store: Store, feeds: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite3"
    with store._database.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    store.close()
    shutil.copy(tmp_path / "notices.sqlite3", backup)
    store.commit(make_notice(8), NOW)
    publish_changes(store, feeds, [], NOW)
    restored = Store.open(f"sqlite:///{backup}")
    publish_changes(restored, feeds, [], NOW)
    restored.close()
    assert len(list_ids(feeds / "notices.jsonl")) == 3


def test_who_finds_the_folder_taken_leaves_a_mark_and_the_holder_goes_on(
    store: Store, feeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_changes(store, feeds, [], NOW)
    store.commit(make_notice(8), NOW)
    other: list[list[Path]] = []
    carry_out = publishing._carry_out

    def hold(store: Store, folder: Path, plan: Any, outlet: Any) -> list[Path]:
        written = carry_out(store, folder, plan, outlet)
        if not other:
            store.commit(make_notice(9), NOW)
            other.append(publish_changes(store, folder, [], NOW))
        return written

    monkeypatch.setattr(publishing, "_carry_out", hold)
    publish_changes(store, feeds, [], NOW)
    assert other == [[]]
    assert len(list_ids(feeds / "notices.jsonl")) == 5
    assert not (feeds / ".marked").exists()


def test_a_run_beside_one_that_writes_does_not_wait(store: Store, feeds: Path) -> None:
    publish_changes(store, feeds, [], NOW)
    store.commit(make_notice(8), NOW)
    with FileLock(feeds / ".lock"):
        assert publish_changes(store, feeds, [], NOW) == []
        assert (feeds / ".marked").exists()
    publish_changes(store, feeds, [], NOW)
    assert len(list_ids(feeds / "notices.jsonl")) == 4


def test_deltas_of_killed_runs_lose_no_change_and_give_no_number_twice(
    store: Store, feeds: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/notices.sqlite3"
    for _ in range(4):
        run_and_kill("tests.exports.work:publish_changes_for_ever", 4, url, str(feeds))
    publish_changes(store, feeds, [], NOW)
    wanted = {notice.id: notice.revision for notice in store.list_notices()}
    deltas = sorted((feeds / "deltas").glob("*.jsonl"))
    assert [int(path.stem) for path in deltas] == list(range(1, len(deltas) + 1))
    lines = [line for path in deltas for line in read(path)]
    told = {notice["id"]: notice["revision"] for notice in replay(lines)}
    assert told == wanted
    assert set(list_ids(feeds / "notices.jsonl")) == set(wanted)
    months = [name for path in (feeds / "by-month").glob("*.jsonl") for name in list_ids(path)]
    assert sorted(months) == sorted(wanted)


def test_an_upgraded_store_tells_in_no_delta_what_was_there_before(store: Store, feeds: Path) -> None:
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE notices SET generation = 1")
        connection.exec_driver_sql("UPDATE scopes SET generation = 1")
        connection.exec_driver_sql("UPDATE facts_of_store SET value = '1' WHERE name = 'generation'")
    publish_changes(store, feeds, [], NOW)
    assert not (feeds / "deltas").exists()
    assert len(list_ids(feeds / "notices.jsonl")) == 3
    store.commit(replace(make_notice(8)), NOW)
    publish_changes(store, feeds, [], NOW)
    assert list_ids(feeds / "deltas" / "00000001.jsonl") == [make_notice(8).id]


def test_a_new_form_of_what_is_published_writes_every_file_anew_and_no_delta(
    store: Store, feeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_changes(store, feeds, ["site-a"], NOW)
    deltas = sorted(feeds.glob("deltas/*"))
    memory = json.loads((feeds / ".shown.json").read_text("utf-8"))
    (feeds / ".shown.json").write_text(json.dumps({**memory, "form": "older"}), "utf-8")
    for path in feeds.rglob("*.jsonl"):
        if path.parent.name != "deltas":
            path.write_text(path.read_text("utf-8").replace('"province":null,', ""), "utf-8")
    written = name_written(publish_changes(store, feeds, ["site-a"], NOW), feeds)
    assert written == {"notices.jsonl", "site-a/notices.jsonl", "by-month/2026-03.jsonl"}
    assert all("province" in notice for notice in read(feeds / "notices.jsonl"))
    assert sorted(feeds.glob("deltas/*")) == deltas
    assert publish_changes(store, feeds, ["site-a"], NOW) == []
