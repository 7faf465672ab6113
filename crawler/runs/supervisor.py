"""A watchdog outside the reactor: the run works in a child process that is ended when it passes its limit.

Scrapy's own time limit is a timer of the reactor, and a reactor that is blocked (a parser, a pattern, a full disk) runs
no timers. A thread would not help either while C code holds the interpreter.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from crawler.model.outcomes import Outcome

_POLL_SECONDS = 0.02
_HANDED_ON = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def stop_on_signals() -> None:
    """Has a signal end this process at once with the exit code of `interrupted`, until `supervise` hands signals on.

    To be called before there is anything to lose: Python would raise at whatever line it is, also in a finaliser, where
    an exception is dropped and the run would go on.
    """

    def stop(_signum: int, _frame: FrameType | None) -> None:
        os.write(sys.stderr.fileno(), b"interrupted\n")
        os._exit(Outcome.INTERRUPTED.exit_code)

    _answer_signals(stop)


def supervise(work: Callable[[], int], limit: float, on_death: Callable[[str, Outcome], int]) -> int:
    """Does `work` in a child process and gives its exit code.

    `limit` is in seconds from now. A child that lives longer is killed; it and a child that dies of a signal end with
    `on_death(reason, outcome)`, called here. SIGTERM, SIGINT and SIGHUP (as SIGTERM) are handed on; a killed parent
    takes the child along.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    lifeline, holder = os.pipe()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # where it is ignored a child's exit code cannot be read
    unblocked = signal.pthread_sigmask(signal.SIG_BLOCK, _HANDED_ON)  # what is raised while forking would be lost
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(holder)
        _answer_signals(signal.SIG_DFL)  # until Scrapy takes them, a signal ends what has not begun
        signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)
        threading.Thread(target=_die_with_parent, args=(lifeline,), daemon=True).start()
        return work()
    os.close(lifeline)
    handed_on = _hand_signals_on(child)
    signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)
    status = _wait(child, time.monotonic() + limit)
    if status is None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return on_death(
            f"still working {limit:.0f} s after its start (the reactor is blocked): killed", Outcome.DEADLINE
        )
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in handed_on:
        return on_death("stopped by a signal before it had begun", Outcome.INTERRUPTED)
    if os.WIFSIGNALED(status):
        return on_death(f"died of signal {os.WTERMSIG(status)} (memory? a crash?)", Outcome.DEGRADED)
    return os.WEXITSTATUS(status)


def _hand_signals_on(child: int) -> list[int]:
    """Hands signals on to the child from now on; the list fills with those that were."""
    handed_on: list[int] = []

    def hand_on(signum: int, _frame: FrameType | None) -> None:
        handed_on.append(signal.SIGTERM if signum == signal.SIGHUP else signum)
        os.kill(child, handed_on[-1])

    _answer_signals(hand_on)
    return handed_on


def _answer_signals(answer: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for signum in _HANDED_ON:
        if signal.getsignal(signum) is not signal.SIG_IGN:  # nohup
            signal.signal(signum, answer)


def _wait(child: int, until: float) -> int | None:
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(_POLL_SECONDS)
    return None


def _die_with_parent(lifeline: int) -> None:
    os.read(lifeline, 1)
    os._exit(1)
