"""Tests that are started with ignored signals (`nohup make test &`) start processes that obey them."""

import signal
import subprocess
import sys

import pytest

from tests.crawl.warm import ROOT

SIGNALS = [signal.SIGHUP, signal.SIGINT, signal.SIGTERM]
STARTER = """
import os, signal, subprocess, sys
from tests.dispositions import obey_signals, restore_dispositions
signum = int(sys.argv[1])
restore_dispositions()
os.kill(os.getpid(), signum)  # is survived
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
os.kill(child.pid, signum)
executed = child.wait()
forked = os.fork()
if not forked:
    obey_signals()
    try:
        os.kill(os.getpid(), signum)
        signal.pause()
    except KeyboardInterrupt:
        os._exit(signum)
_, status = os.waitpid(forked, 0)
print(executed, os.WTERMSIG(status) or os.WEXITSTATUS(status))
"""


@pytest.mark.parametrize("signum", SIGNALS, ids=[signum.name for signum in SIGNALS])
def test_signal_that_was_ignored_is_survived_here_and_obeyed_by_children(signum: int) -> None:
    ignore = f"import os, signal; signal.signal({signum}, signal.SIG_IGN); signal.signal(17, signal.SIG_IGN); "
    run = f"os.execv({sys.executable!r}, [{sys.executable!r}, '-c', {STARTER!r}, '{signum}'])"
    done = subprocess.run([sys.executable, "-c", ignore + run], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.returncode) == ([str(-signum), str(signum)], 0), done.stderr
