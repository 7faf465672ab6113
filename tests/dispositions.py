"""What a signal does to a process that a test starts: what it does to one started at a terminal.

`nohup` and background jobs begin with ignored signals, and what is ignored stays so in every child. What is caught does
not: a child of a process that catches a signal begins with the default.
"""

import signal

STOPPING = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)


def restore_dispositions(*, worker: bool = False) -> None:
    """Has this process survive the signals that it was told to ignore, and its children obey them.

    A worker of a parallel run lives as long as the process that started it, so it survives a hang-up in any case.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # where it is ignored no exit code can be read
    for signum in STOPPING:
        if signal.getsignal(signum) is signal.SIG_IGN or (worker and signum == signal.SIGHUP):
            signal.signal(signum, _survive)


def obey_signals() -> None:
    """Gives a process that was forked from one that catches signals what an executed one begins with."""
    for signum in STOPPING:
        signal.signal(signum, signal.default_int_handler if signum == signal.SIGINT else signal.SIG_DFL)


def _survive(_signum: int, _frame: object) -> None:
    """What was to be ignored stays without effect."""
