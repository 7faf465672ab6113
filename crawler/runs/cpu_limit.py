"""A bound on the processor time one page may take: nothing a site sends may hold up all other pages.

Two bounds, because a handler of Python's only runs between two steps of Python: the first raises an error in the work;
where that cannot be heard (a library's own loop), the kernel ends the process a little later, and its supervisor says
so.
"""

import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from crawler.model.outcomes import UnreadablePageError

_GRACE = 5
"""Seconds of processor time between the error and the end of the process."""


class PageOverrunError(UnreadablePageError):
    """Reading a page took more processor time than a page may take (exit code 15)."""


class _Overrun(BaseException):
    """Passes through code that catches every Exception."""


@contextmanager
def limit_cpu(seconds: float) -> Iterator[None]:
    """Raises PageOverrunError when what happens inside uses more than `seconds` of this process's time.

    In a thread other than the main one, where no signal can be taken, nothing is bounded.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signum: int, _frame: FrameType | None) -> None:
        raise _Overrun

    before = signal.signal(signal.SIGPROF, stop)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + _GRACE, hard))
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    except _Overrun:
        raise PageOverrunError(f"more than {seconds:g} s of processor time: not read") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
        signal.signal(signal.SIGPROF, before)
