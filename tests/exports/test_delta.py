"""delta: what changed, told so that the snapshot can be made of it again, byte for byte."""

import io
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.exports import publish_changes, write_notices, write_published
from crawler.exports.about import About
from crawler.exports.recorded import Records
from crawler.exports.replay import main, replay
from crawler.exports.text import encode_json
from crawler.model.items import Verdict
from crawler.model.outcomes import ConfigError
from crawler.store import Store
from tests.store.samples import NOW, make_facts, make_notice

Lines = list[dict[str, Any]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path}/notices.sqlite3")
    yield opened
    opened.close()


def tell(store: Store, since: int) -> Lines:
    """The delta since a generation, as `export --format delta` writes it."""
    stream = io.BytesIO()
    records = Records(store, since)
    ids = store.list_changed_ids(since) if since else store.list_standing_ids()
    write_published(records.list(ids), stream, "delta", About(since=since, **records.ask()))
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def take(store: Store) -> bytes:
    stream = io.BytesIO()
    write_notices(store.list_notices(), stream, "jsonl")
    return stream.getvalue()


def print_lines(lines: Lines) -> bytes:
    return b"".join(encode_json(dict(notice)) + b"\n" for notice in replay(lines))


def change(store: Store, chance: random.Random, step: int) -> None:
    """Whatever may happen to a store."""
    number = chance.randrange(12)
    notice, later = make_notice(number), NOW + timedelta(hours=step)
    stored = store.find_notice(notice.id)
    what = chance.choice(["new", "edit", "mirror", "gone", "back", "read", "kind", "event"])
    if what in {"new", "back"} or stored is None:
        store.commit(notice, later)
    elif what == "edit":
        store.commit(make_notice(number, text=f"改{step}。", content_hash=f"{step + 999:064x}"), later)
    elif what == "mirror":
        store.commit(make_notice(number + 50, site="site-b", content_hash=stored.page.content_hash), later)
    elif what == "gone":
        for _ in range(2):
            store.mark_missing("site-a", notice.page.url, later)
    elif what == "read":
        store.replace_facts(replace(stored, facts=make_facts(number, scope=f"范围{step}")))
    elif what == "kind":
        store.replace_facts(replace(stored, facts=make_facts(number, kind=chance.choice(["feedback", "announcement"]))))
    else:
        verdict = Verdict(status="new", same_event=(notice.id,))
        store.commit(make_notice(step + 100, verdict=verdict), later)


@pytest.mark.parametrize("seed", range(4))
def test_a_snapshot_and_what_changed_since_make_the_next_snapshot(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    seen: list[tuple[int, Lines]] = []
    for step in range(40):
        change(store, chance, step)
        if step % 8 == 7:
            seen.append((store.read_generations().generation, [json.loads(line) for line in take(store).splitlines()]))
    assert print_lines(tell(store, 0)) == take(store)
    for generation, snapshot in seen:
        assert print_lines([*snapshot, *tell(store, generation)]) == take(store)


def test_all_deltas_of_the_feeds_make_the_snapshot(
    store: Store, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    chance = random.Random(7)
    feeds = tmp_path / "feeds"
    for step in range(30):
        change(store, chance, step)
        publish_changes(store, feeds, ["site-a"], NOW + timedelta(hours=step))
    assert main([str(path) for path in sorted((feeds / "deltas").iterdir())]) == 0
    assert capsysbinary.readouterr().out == take(store) == (feeds / "notices.jsonl").read_bytes()


def test_each_change_says_old_and_new(store: Store) -> None:
    for number in (1, 2, 3):
        store.commit(make_notice(number), NOW)
    since = store.read_generations().generation
    store.commit(make_notice(1, title="改了", content_hash="f" * 64), NOW + timedelta(days=1))
    store.replace_facts(make_notice(2, facts=make_facts(2, kind="feedback")))
    store.commit(make_notice(4), NOW)
    lines = {line.get("op"): line for line in tell(store, since)}
    assert lines["MOD"]["changes"]["title"] == {"old": "省委第1巡视组进驻试验1县", "new": "改了"}
    assert lines["MOD"]["changes"]["revision"] == {"old": 1, "new": 2}
    assert "text" not in lines["MOD"]["changes"]
    assert lines["DEL"]["notice"]["kind"] == "mobilization"
    assert lines["ADD"]["notice"]["id"] == make_notice(4).id
    assert lines[None]["since"] == since


def test_what_was_changed_and_changed_back_is_no_change(store: Store) -> None:
    store.commit(make_notice(1), NOW)
    since = store.read_generations().generation
    store.replace_facts(make_notice(1, facts=make_facts(1, scope=None)))
    store.replace_facts(make_notice(1))
    assert len(tell(store, since)) == 1


def test_a_delta_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ConfigError, match="never added"):
        list(replay([{"op": "DEL", "id": "n-1", "notice": {}}]))
    added = {"op": "ADD", "id": "n-1", "notice": {"id": "n-1", "title": "a"}}
    with pytest.raises(ConfigError, match="title is not what the delta changes"):
        list(replay([added, {"op": "MOD", "id": "n-1", "changes": {"title": {"old": "b", "new": "c"}}}]))


def test_of_a_store_without_a_journal_changed_notices_are_told_whole(store: Store) -> None:
    for number in (1, 2):
        store.commit(make_notice(number), NOW)
    with store._database.write() as connection:
        connection.exec_driver_sql("DELETE FROM changes")
    assert [line["op"] for line in tell(store, 1)[1:]] == ["ADD", "ADD"]
