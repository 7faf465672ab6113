"""A run of today's code on the data that the demo of an older version left."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.commands import demo
from crawler.replica import Replica
from tests.store.released import drop_new_keys, list_old_notices, read_entries, unpack

STALE = 11
"""How a run may end long after the stored one: nothing new came on the replica since."""


WIDENED = "zhejiang"
"""A site whose seed has had a further column since: read for the first time, it shows known notices at new places."""


def crawl(replica: Replica, folder: Path, sites: Sequence[str]) -> tuple[set[int], dict[str, dict[str, Any]]]:
    environment = demo.make_environment(replica, folder)
    codes = {demo.crawl(site, environment) for site in sites}
    return codes, {site: json.loads((folder / "runs" / site / "latest.json").read_text("utf-8")) for site in sites}


def test_the_next_demo_finds_nothing_new_and_publishes_nothing_as_new(tmp_path: Path) -> None:
    unpack(tmp_path)
    before = list_old_notices(tmp_path)
    entries = read_entries((tmp_path / "feeds" / "notices.atom").read_bytes())
    clock = datetime.fromisoformat((tmp_path / "clock").read_text("utf-8").strip())
    with Replica(clock, sites=demo.SITES) as replica:
        codes, reports = crawl(replica, tmp_path, [site for site in demo.SITES if site != WIDENED])
    assert codes <= {0, STALE}, reports
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


def test_a_further_column_of_a_known_site_makes_copies_of_what_is_known_and_nothing_new(tmp_path: Path) -> None:
    unpack(tmp_path)
    clock = datetime.fromisoformat((tmp_path / "clock").read_text("utf-8").strip())
    with Replica(clock, sites=[WIDENED]) as replica:
        codes, reports = crawl(replica, tmp_path, [WIDENED])
    assert codes <= {0, STALE}, reports
    assert [reports[WIDENED][name] for name in ("new", "revisions", "withdrawn", "pending")] == [0] * 4
    assert reports[WIDENED]["copies"] > 0
