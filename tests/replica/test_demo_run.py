"""`make demo` from its first run to its second, against a folder of its own."""

import json
from datetime import UTC, datetime, timedelta

from crawler.commands import demo


def test_the_demo_finds_every_notice_and_then_nothing_new(tmp_path, capfd, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://203.0.113.9:1")
    monkeypatch.setenv("NO_PROXY", "*")
    now = datetime.now(UTC)
    first = demo.run_demo(tmp_path / "demo", now), capfd.readouterr()
    assert first[0] == 0, first[1].err
    assert "Inspections that began" in first[1].out
    feed = (tmp_path / "demo" / "feeds" / "notices.jsonl").read_text("utf-8").splitlines()
    assert len(feed) == len({json.loads(line)["id"] for line in feed}) >= 40
    second = demo.run_demo(tmp_path / "demo", now + timedelta(hours=1)), capfd.readouterr()
    assert second[0] == 0, second[1].err
    assert "Nothing new" in second[1].out
    assert (tmp_path / "demo" / "feeds" / "ccdi" / "notices.csv").exists()
