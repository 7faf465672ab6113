"""Standard output and error as every command needs them: there, in UTF-8, and quiet when nobody reads on."""

import errno
import os
import sys
from typing import TextIO

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What the system says when standard output can take no more."""


def open_streams() -> None:
    """Gives a process started with closed streams (`>&-`) empty ones, before a file of its own takes their place, and
    makes both print UTF-8 whatever the locale says.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = _prepare(sys.stdout, 1)
    sys.stderr = _prepare(sys.stderr, 2)


def _prepare(stream: TextIO | None, number: int) -> TextIO:
    if stream is None:
        return open(number, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def is_output_full(error: OSError) -> bool:
    """Whether an error is standard output's: no file is named, and the system could write no more."""
    return error.filename is None and error.errno in _FULL


def drop_output() -> None:
    """Lets what was still to be printed go nowhere, so that the end of the process does not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
