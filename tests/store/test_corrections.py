"""What people put right survives, is shown, opens again; what is withheld is published nowhere and kept."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.exports import FORMATS, publish_feeds, write_published
from crawler.exports.about import About
from crawler.exports.recorded import Records
from crawler.exports.replay import replay
from crawler.model.corrections import Correction, apply_corrections, read_value
from crawler.model.filter import Filter
from crawler.model.items import Notice
from crawler.model.outcomes import ConfigError
from crawler.model.publication import Published, notice_to_json
from crawler.runs.reviewing import list_cases
from crawler.store import Store
from tests.store.samples import NOW, judge, make_notice

LATER = NOW + timedelta(days=1)


def put_right(notice: Notice, field: str, value: Any) -> Correction:
    return Correction(
        notice_id=notice.id,
        field=field,
        value=value,
        why="原文有误",
        by="甲",
        day="2026-03-04",
        content_hash=notice.page.content_hash,
    )


def load(store: Store, notice: Notice) -> Published:
    found = store.find_notice(notice.id)
    assert found is not None
    return notice_to_json(found)


def test_a_correction_is_shown_with_author_day_and_reason(store: Store) -> None:
    notice = store.commit(make_notice(1), NOW)
    store.correct(put_right(notice, "level", "county"), LATER)
    published = load(store, notice)
    assert published["level"] == "county"
    [proof] = [proof for proof in published["evidence"] if proof["field"] == "level"]
    assert (proof["in"], proof["rule"]) == ("correction", "corrected")
    assert proof["value"].endswith("甲: 原文有误")


def test_it_survives_reading_the_page_again_and_can_be_undone(store: Store) -> None:
    notice = store.commit(make_notice(1), NOW)
    before = load(store, notice)
    store.correct(put_right(notice, "level", "county"), LATER)
    read_again = replace(notice, facts=replace(notice.facts, mode="巡察"))
    store.replace_facts(read_again)
    assert (load(store, notice)["level"], load(store, notice)["mode"]) == ("county", "巡察")
    assert store.undo_correction(notice.id, "level", LATER)
    after = load(store, notice)
    assert (after["level"], after["mode"]) == (before["level"], "巡察")
    assert [proof for proof in after["evidence"] if proof["in"] == "correction"] == []
    assert not store.undo_correction(notice.id, "level", LATER)


def test_a_value_can_be_taken_away(store: Store) -> None:
    notice = store.commit(make_notice(1), NOW)
    store.correct(put_right(notice, "level", None), LATER)
    assert load(store, notice)["level"] is None


def test_a_changed_source_opens_it_again(store: Store) -> None:
    notice = store.commit(make_notice(1), NOW)
    store.correct(put_right(notice, "level", "county"), LATER)
    changed = replace(notice, page=replace(notice.page, text="另一正文。" * 30, content_hash="f" * 64))
    store.commit(judge(changed, "revision"), LATER)
    assert load(store, notice)["level"] != "county"
    [again] = store.list_reopened()
    assert again.correction.field == "level"
    stored = store.find_notice(notice.id)
    assert stored is not None
    [case] = list_cases([stored], {notice.id: ("level",)}, 5)
    assert case.doubts[0].field == "level"
    assert "source has changed" in case.doubts[0].reasons[0]


def test_a_renamed_team_is_renamed_in_its_pairs(store: Store) -> None:
    published = notice_to_json(make_notice(1))
    notice = make_notice(1)
    corrected = apply_corrections(published, [put_right(notice, "teams/0", "县委第九巡察组")])
    assert corrected["teams"][0] == corrected["team_units"][0]["name"] == "县委第九巡察组"
    assert published["teams"][0] not in {team for team, _ in corrected["pairs"]}


BAD = (
    ("nosuch", "x"),
    ("level", "countee"),
    ("level", ""),
    ("kind", "null"),
    ("meeting_dates", "2026-01-01"),
    ("meeting_dates", '["2026-02-30"]'),
    ("meeting_dates", '{"a": 1}'),
    ("meeting_dates/99", "2026-01-01"),
    ("teams/-1", "x"),
    ("teams", '[""]'),
    ("pairs", '[["a"]]'),
    ("people", '[{"name": "x"}]'),
    ("period", "x"),
    ("period/start", "--13-01"),
    ("period/nosuch", "x"),
    ("province", "33"),
    ("evidence", "[]"),
    ("text", "x"),
    ("id", "n-1"),
    ("title", "a\nb"),
)


@pytest.mark.parametrize(("field", "value"), BAD)
def test_a_bad_value_is_one_line(field: str, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_value(notice_to_json(make_notice(1)), field, value)
    assert "\n" not in str(caught.value)


GOOD = (
    ("level", "county", "county"),
    ("level", "null", None),
    ("meeting_dates", '["2026-01-02"]', ["2026-01-02"]),
    ("period/end", "--03-04", "--03-04"),
    ("teams", '["县委第一巡察组"]', ["县委第一巡察组"]),
    ("rounds", '[{"term": 14, "number": 3}]', [{"term": 14, "number": 3}]),
)


@pytest.mark.parametrize(("field", "printed", "value"), GOOD)
def test_a_good_value_is_read(field: str, printed: str, value: Any) -> None:
    assert read_value(notice_to_json(make_notice(1)), field, printed) == value


def export(store: Store, name: str, since: int = 0) -> bytes:
    records = Records(store, since)
    ids = store.list_changed_ids(since) if since else store.list_matching_ids(Filter())
    stream = io.BytesIO()
    write_published(records.list(ids), stream, name, About(since=since, **records.ask()))
    return stream.getvalue()


def test_a_withheld_notice_is_in_no_published_form_and_stays_stored(store: Store, tmp_path: Path) -> None:
    kept, gone = (store.commit(make_notice(number), NOW) for number in (1, 2))
    store.withhold(gone.id, "依法撤回", "甲", LATER)
    for name in FORMATS:
        if name not in ("delta", "xlsx", "parquet", "inspections", "panel-units", "panel-provinces"):
            assert gone.id.encode() not in export(store, name), name
            assert export(store, name), name
    publish_feeds(store, tmp_path, ["site-a"])
    lines = (tmp_path / "notices.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [kept.id]
    assert store.find_notice(gone.id) is not None
    assert list(store.list_withheld()) == [gone.id]


def test_deltas_follow_corrections_and_withholdings_byte_for_byte(store: Store) -> None:
    notices = [store.commit(make_notice(number), NOW) for number in (1, 2, 3)]
    told = [json.loads(line) for line in export(store, "jsonl").splitlines()]
    since = store.read_generations().generation

    def follow() -> None:
        nonlocal told, since
        changes = [json.loads(line) for line in export(store, "delta", since).splitlines()]
        told = list(map(dict, replay([*told, *changes])))
        since = store.read_generations().generation
        assert told == [json.loads(line) for line in export(store, "jsonl").splitlines()]

    store.correct(put_right(notices[0], "level", "county"), LATER)
    follow()
    store.withhold(notices[1].id, "撤回", "甲", LATER)
    assert b'"op":"DEL"' in export(store, "delta", since)
    assert notices[1].page.text.encode() not in export(store, "delta", since)
    follow()
    store.undo_correction(notices[0].id, "level", LATER)
    follow()
    store.release(notices[1].id, LATER)
    follow()


def test_a_flipped_byte_in_the_database_is_noticed(store: Store) -> None:
    notice = store.commit(make_notice(1), NOW)
    assert store.is_intact(notice.id)
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE notices SET document = replace(document, '\"kind\"', '\"kinc\"')")
    assert not store.is_intact(notice.id)
