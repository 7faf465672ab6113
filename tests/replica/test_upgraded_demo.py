"""A run of today's code on the data that the demo of an older version left."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.commands import demo
from crawler.replica import Replica
from tests.store.released import drop_new_keys, list_old_notices, read_entries, unpack

STALE = 11
"""How a run may end long after the stored one: nothing new came on the replica since."""


def read_reports(folder: Path) -> dict[str, dict[str, Any]]:
    return {site: json.loads((folder / "runs" / site / "latest.json").read_text("utf-8")) for site in demo.SITES}


def test_the_next_demo_finds_nothing_new_and_publishes_nothing_as_new(tmp_path: Path) -> None:
    unpack(tmp_path)
    before = list_old_notices(tmp_path)
    entries = read_entries((tmp_path / "feeds" / "notices.atom").read_bytes())
    clock = datetime.fromisoformat((tmp_path / "clock").read_text("utf-8").strip())
    with Replica(clock, sites=demo.SITES) as replica:
        codes = demo.crawl_all(demo.make_environment(replica, tmp_path))
    reports = read_reports(tmp_path)
    assert set(codes.values()) <= {0, STALE}, reports
    for site, report in reports.items():
        assert [report[name] for name in ("new", "copies", "revisions", "withdrawn", "pending")] == [0] * 5, site
        assert all(fault["stage"] == "listing" for fault in report["errors"]), site
    lines = (tmp_path / "feeds" / "notices.jsonl").read_text("utf-8").splitlines()
    after = {notice["id"]: notice for notice in map(json.loads, lines)}
    assert list(after) == list(before)
    for notice_id, notice in after.items():
        assert drop_new_keys({**notice, "schema": 1}, before[notice_id]) == before[notice_id]
    assert read_entries((tmp_path / "feeds" / "notices.atom").read_bytes()) == entries
    assert not list((tmp_path / "feeds").glob("deltas/*"))
    assert (tmp_path / "notices.sqlite3.version-1").exists()
