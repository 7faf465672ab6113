import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from crawler.commands import demo
from crawler.commands.showcase import cut_list, make_row, show_inspections
from crawler.model.outcomes import StorageError
from crawler.replica import Replica
from tests.replica.client import CLOCK

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
NOTICE = {
    "site": "ccdi",
    "targets": [{"name": "甲县"}, {"name": "乙县"}],
    "teams": ["省委第一巡视组"],
    "people": [
        {"name": "张三", "post": None, "roles": ["team_leader", "speaker"]},
        {"name": "李四", "post": None, "roles": ["chair"]},
    ],
    "meeting_dates": ["2026-03-02"],
    "period": {"start": None, "end": None, "duration": "1个月"},
    "contacts": {
        "phones": [{"number": "010-1"}, {"number": "010-2"}, {"number": "010-3"}],
        "mailboxes": ["信箱"],
        "emails": ["a@b"],
    },
}


def test_the_first_run_settles_the_clock(tmp_path):
    assert demo.settle_clock(tmp_path / "demo", NOW) == NOW
    assert demo.settle_clock(tmp_path / "demo", NOW + timedelta(days=3)) == NOW


@pytest.mark.parametrize("later", [demo.KEEP, timedelta(days=400), timedelta(hours=-1)], ids=str)
def test_a_clock_that_is_too_old_or_ahead_begins_anew_in_an_empty_folder(tmp_path, later):
    demo.settle_clock(tmp_path / "demo", NOW)
    (tmp_path / "demo" / "notices.sqlite3").write_bytes(b"x")
    assert demo.settle_clock(tmp_path / "demo", NOW + later) == NOW + later
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["clock"]


def test_a_clock_that_is_none_is_said(tmp_path):
    (tmp_path / "clock").write_text("yesterday")
    with pytest.raises(StorageError, match="clock"):
        demo.settle_clock(tmp_path, NOW)


def test_the_environment_of_a_crawl_holds_the_replica_and_nothing_that_disturbs_it(tmp_path, monkeypatch):
    for name in ("http_proxy", "HTTPS_PROXY", "no_proxy", "all_proxy", "NOTICES_DATABASE_URL", "SSL_CERT_DIR"):
        monkeypatch.setenv(name, "http://203.0.113.9:1")
    with Replica(CLOCK, sites=["ccdi"]) as replica:
        environment = demo.make_environment(replica, tmp_path)
        assert environment["http_proxy"] == environment["HTTPS_PROXY"] == replica.proxy_url
        assert environment["SSL_CERT_FILE"] == str(replica.ca_file)
    assert environment["NOTICES_DATA_DIR"] == str(tmp_path)
    assert not {"no_proxy", "all_proxy", "NOTICES_DATABASE_URL", "SSL_CERT_DIR"} & set(environment)


@pytest.mark.parametrize(
    ("column", "printed"),
    list(
        enumerate(
            [
                "ccdi",
                "甲县\n乙县",
                "省委第一巡视组\n张三",
                "2026-03-02\n→ 1个月",
                "010-1\n010-2\n010-3\n信箱\na@b",
            ]
        )
    ),
    ids=["site", "target", "team and leader", "meeting and end", "contacts"],
)
def test_a_row_says_which_inspection_began_where(column, printed):
    assert make_row(NOTICE)[column] == printed


def test_long_lists_of_units_are_cut_and_say_so():
    assert cut_list(list("甲乙丙丁")) == list("甲乙丙丁")
    assert cut_list(list("甲乙丙丁戊")) == ["甲", "乙", "丙", "… 2 more"]


def test_the_table_fits_80_columns_and_crops_no_contact():
    mail = "xs" * 12 + "@inspection.example.cn"
    notice = {**NOTICE, "contacts": {"phones": [], "mailboxes": ["南京市B733号邮政信箱" * 2], "emails": [mail]}}
    console = Console(width=80, file=io.StringIO(), highlight=False)
    console.print(show_inspections([notice]))
    printed = console.file.getvalue()
    assert all(cell_len(line) <= 80 for line in printed.splitlines())
    column = "".join(line.rstrip().rpartition("  ")[2] for line in printed.splitlines())
    assert mail in column
    assert "…" not in printed


def test_the_replica_can_be_started_by_hand():
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler.replica", "--clock", "2026-03-20T10:00:00+08:00", "ccdi"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        lines = [process.stdout.readline() for _ in range(10)]
    finally:
        process.terminate()
        process.communicate(timeout=60)
    assert any(line.startswith("export http_proxy=http://127.0.0.1:") for line in lines)
