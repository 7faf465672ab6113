"""A watchdog outside the reactor: the run works in a child process that is ended when it passes its limit.

Scrapy's own time limit is a timer of the reactor, and a reactor that is blocked (a parser, a pattern, a full disk) runs
no timers. A thread would not help either while C code holds the interpreter.
"""

import ctypes
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from crawler.model.outcomes import Outcome

_POLL_SECONDS = 0.02
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
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


def supervise(
    work: Callable[[], int],
    limit: float,
    on_death: Callable[[str, Outcome], int],
    watch: Callable[[], None] = lambda: None,
) -> int:
    """Does `work` in a child process and gives its exit code; calls `watch` all the while in this one.

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
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # also where C code holds the interpreter
        threading.Thread(target=_die_with_parent, args=(lifeline,), daemon=True).start()
        _end_with(work)
    os.close(lifeline)
    living = [child]
    handed_on = _hand_signals_on(living)
    signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)
    status = _wait(child, time.monotonic() + limit, watch)
    living.clear()
    if status is None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return on_death(
            f"still working {limit:.0f} s after its start (the reactor is blocked): killed", Outcome.DEADLINE
        )
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in handed_on:
        return on_death("stopped by a signal before it had begun", Outcome.INTERRUPTED)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        return on_death("a page took too much processor time in a library's code: killed", Outcome.DEGRADED)
    if os.WIFSIGNALED(status):
        return on_death(f"died of signal {os.WTERMSIG(status)} (memory? a crash?)", Outcome.DEGRADED)
    return os.WEXITSTATUS(status)


def _end_with(work: Callable[[], int]) -> NoReturn:
    """Does the work and ends the child, which shares with its parent what only that one may close."""
    code = 1
    try:
        code = work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - said here, for there is nobody above
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _hand_signals_on(living: list[int]) -> list[int]:
    """Hands signals on to the child from now on, while it lives; the list that is given fills with those that were."""
    handed_on: list[int] = []

    def hand_on(signum: int, _frame: FrameType | None) -> None:
        handed_on.append(signal.SIGTERM if signum == signal.SIGHUP else signum)
        for child in living:
            os.kill(child, handed_on[-1])

    _answer_signals(hand_on)
    return handed_on


def _answer_signals(answer: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for signum in _HANDED_ON:
        if signal.getsignal(signum) is not signal.SIG_IGN:  # nohup
            signal.signal(signum, answer)


def _wait(child: int, until: float, watch: Callable[[], None]) -> int | None:
    while time.monotonic() < until:
        watch()
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(_POLL_SECONDS)
    return None


def _die_with_parent(lifeline: int) -> None:
    os.read(lifeline, 1)
    os._exit(1)
