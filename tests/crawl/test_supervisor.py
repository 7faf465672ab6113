"""The watchdog outside the reactor."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from crawler.replica import Replica
from tests.crawl.support import ROOT, Desk, read_clock

PROGRAM = """
import os, sys, time
from crawler.runs.supervisor import supervise
def work():
    print(os.getpid(), flush=True)
    {work}
def die(reason, outcome):
    print(reason, flush=True)
    return outcome.exit_code
sys.exit(supervise(work, {limit}, die))
"""


def start(work: str, limit: float) -> subprocess.Popen[str]:
    program = PROGRAM.format(work=work, limit=limit)
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_exit_code_of_the_work_is_handed_on() -> None:
    process = start("return 13", 10)
    process.communicate()
    assert process.returncode == 13


def test_exit_code_is_handed_on_where_the_parent_ignores_the_death_of_children() -> None:
    program = "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)" + PROGRAM.format(
        work="return 13", limit=10
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False).returncode == 13


def test_work_that_holds_the_interpreter_is_killed() -> None:
    process = start("import re; re.match('(a+)+$', 'a' * 60 + 'b')", 0.5)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 22
    assert "killed" in out


def test_work_that_dies_of_a_signal_is_said() -> None:
    process = start("os.kill(os.getpid(), 11)", 10)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 15
    assert "signal 11" in out


def test_killed_parent_takes_its_child_along() -> None:
    process = start("time.sleep(600)", 900)
    assert process.stdout is not None
    child = int(process.stdout.readline())
    process.kill()
    process.wait()
    process.stdout.close()
    until = time.monotonic() + 60
    while time.monotonic() < until and Path(f"/proc/{child}").exists():
        state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "Z":
            break
        time.sleep(0.02)
    else:
        assert not Path(f"/proc/{child}").exists()


def test_signal_reaches_the_work() -> None:
    process = start(
        "import signal; signal.signal(15, lambda *a: os._exit(23)); print('on', flush=True); time.sleep(60)", 90
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.readline()
    os.kill(process.pid, signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 23


def test_crawl_with_a_blocked_reactor_ends_22(tmp_path: Path) -> None:
    hook = "import pipelines.decoder as d, re\nd.decode = lambda *a: re.match('(a+)+$', 'a' * 60 + 'b')\n"
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{hook}")
    with Replica(read_clock(), sites=["handan"]) as replica:
        desk = Desk(tmp_path / "data", replica, {"PYTHONPATH": str(tmp_path)}, cold=True)
        ended = desk.crawl("handan", "-s", "CLOSESPIDER_TIMEOUT=3", "-s", "WATCHDOG_GRACE=1")
    assert ended.code == 22, ended.err
    assert "killed" in ended.err
    assert desk.report("handan")["outcome"] == "deadline"
