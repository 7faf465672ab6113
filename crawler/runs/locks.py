"""One run a site at a time: a lock file that the kernel frees when its holder dies."""

from filelock import FileLock, Timeout

from crawler.model.config import Config
from crawler.model.outcomes import Outcome, StorageError, XunshiError

LOCK_WAIT = 0.2
"""Seconds to wait for a site's lock: long enough for a killed run to vanish, short enough to say busy at once."""


class BusyError(XunshiError):
    """Another run holds the lock (exit code 75)."""

    outcome = Outcome.BUSY


class take_lock:  # noqa: N801 - reads as a verb where it is used
    """A site's lock for the length of a `with`; raises BusyError when another run holds it, StorageError when the
    lock cannot be written.
    """

    def __init__(self, config: Config, name: str, wait: float = LOCK_WAIT) -> None:
        self._path = config.find_lock(name)
        self._wait = wait
        self._lock = FileLock(self._path)

    def __enter__(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=self._wait)
        except Timeout:
            raise BusyError(f"another run holds {self._path}; wait for it to end") from None
        except OSError as error:
            raise StorageError(f"{self._path}: {error.strerror or error}; make the data folder writable") from error

    def __exit__(self, *_: object) -> None:
        self._lock.release()
