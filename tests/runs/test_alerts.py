"""Told in time: once when a site turns bad, once when it is well, never in between, and never at the price of a run."""

import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from crawler.model.config import Config, read_config
from crawler.model.outcomes import ConfigError, Outcome
from crawler.runs.alerts import AlertState, decide_alerts, tell
from crawler.runs.status import FILES, StatusRow, update_status

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
NAMES = {"ccdi": "中央纪委国家监委", "handan": "邯郸市纪委监委"}


class Receiver:
    """A server that keeps what it is sent, or refuses it."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.status = 200
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.bodies.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """As apprise takes it."""
        return f"json://127.0.0.1:{self.server.server_address[1]}/secret-path"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def config(receiver: Receiver, tmp_path: Path) -> Config:
    return read_config({"NOTICES_DATA_DIR": str(tmp_path), "NOTICES_ALERTS": receiver.address})


def test_one_message_when_bad_and_one_when_well(config: Config, receiver: Receiver) -> None:
    for outcome in (
        Outcome.QUIET,
        Outcome.STALE,
        Outcome.STALE,
        Outcome.BLOCKED,
        Outcome.RESTING,
        Outcome.NEW,
        Outcome.QUIET,
    ):
        assert tell(config, {"handan": outcome}, NAMES, NOW) == []
    told = [json.loads(body)["message"] for body in receiver.bodies]
    assert len(told) == 2
    assert "邯郸市纪委监委 (handan): stale, exit 11" in told[0]
    assert "well again" in told[1]


def test_what_cannot_be_sent_is_said_and_tried_again(config: Config, receiver: Receiver) -> None:
    receiver.status = 500
    [said] = tell(config, {"ccdi": Outcome.BLOCKED}, NAMES, NOW)
    assert "not sent" in said
    assert "secret" not in said
    receiver.status, receiver.bodies = 200, []
    assert tell(config, {"ccdi": Outcome.BLOCKED}, NAMES, NOW) == []
    assert "blocked" in json.loads(receiver.bodies[0])["message"]
    assert tell(config, {"ccdi": Outcome.BLOCKED}, NAMES, NOW) == []
    assert len(receiver.bodies) == 1


def test_an_unknown_address_is_said_without_printing_it(tmp_path: Path) -> None:
    config = read_config({"NOTICES_DATA_DIR": str(tmp_path), "NOTICES_ALERTS": "nosuchscheme://token@host"})
    [said] = tell(config, {"ccdi": Outcome.BLOCKED}, NAMES, NOW)
    assert "address 1 of 1" in said
    assert "token" not in said


def test_a_damaged_memory_is_a_beginning(config: Config) -> None:
    config.data_dir.mkdir(exist_ok=True)
    (config.data_dir / "alerts.json").write_text("{", "utf-8")
    assert tell(config, {"ccdi": Outcome.QUIET}, NAMES, NOW) == []


def test_without_addresses_nothing_is_written(tmp_path: Path) -> None:
    assert tell(read_config({"NOTICES_DATA_DIR": str(tmp_path)}), {"ccdi": Outcome.BLOCKED}, NAMES, NOW) == []
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.sampled_from(list(Outcome)), max_size=30))
def test_messages_alternate_between_bad_and_well(outcomes: list[Outcome]) -> None:
    state = AlertState()
    told = [message for outcome in outcomes for message in decide_alerts(state, {"ccdi": outcome}, NAMES, NOW)]
    assert ["well again" in message for message in told] == [number % 2 == 1 for number in range(len(told))]


@pytest.mark.parametrize("value", ["x", "mail example", "json:", "://\x07", "user@host", "http:/x"])
def test_a_bad_setting_is_one_line_without_its_value(value: str) -> None:
    with pytest.raises(ConfigError, match="NOTICES_ALERTS: an address") as caught:
        read_config({"NOTICES_ALERTS": value})
    assert value not in str(caught.value)


ROW = StatusRow(
    name="邯郸市<纪委>",
    outcome="quiet",
    exit_code=0,
    finished="2026-11-26T08:00:00+00:00",
    newest="2026-11-25",
    pending=3,
    unread=1,
    new=2,
    requests=7,
    median_minutes=31,
)


def test_the_status_is_for_eyes_and_machines(tmp_path: Path) -> None:
    config = read_config({"NOTICES_DATA_DIR": str(tmp_path)})
    assert update_status(config, {"handan": ROW}) is None
    assert update_status(config, {"ccdi": replace(ROW, name="中央", outcome="stale", exit_code=11)}) is None
    told = json.loads((tmp_path / "status.json").read_text("utf-8"))
    assert (told["ok"], told["bad"], sorted(told["sites"])) == (False, ["ccdi"], ["ccdi", "handan"])
    page = (tmp_path / "status.html").read_text("utf-8")
    assert page.index("中央") < page.index("邯郸市&lt;纪委&gt;")
    assert "<script" not in page
    metrics = {
        (sample.name, sample.labels["site"]): sample.value
        for family in text_string_to_metric_families((tmp_path / "metrics.prom").read_text("utf-8"))
        for sample in family.samples
    }
    assert metrics["xunshi_exit_code", "ccdi"] == 11
    assert metrics["xunshi_pending", "handan"] == 3


def test_what_would_not_change_is_not_written(tmp_path: Path) -> None:
    config = read_config({"NOTICES_DATA_DIR": str(tmp_path)})
    update_status(config, {"handan": ROW})
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in FILES}
    update_status(config, {"handan": ROW})
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in FILES} == before


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    config = read_config({"NOTICES_DATA_DIR": str(tmp_path / "file")})
    (tmp_path / "file").write_text("", "utf-8")
    assert "status not written" in (update_status(config, {"handan": ROW}) or "")
