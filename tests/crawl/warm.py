"""Commands in processes forked from one that has everything imported: the real code from the command line to the exit
code, without the seconds that Python needs to load it. What concerns loading itself is tested with cold processes.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.dispositions import obey_signals

ROOT = Path(__file__).resolve().parent.parent.parent
_PRELOADED = (
    *(f"crawler.commands.{path.stem}" for path in (ROOT / "crawler" / "commands").glob("[a-z]*.py")),
    "crawler.runs.session",
    "crawler.network.handler",
    "crawler.model.explanation",
    "crawler.runs.saved_pages",
    "crawler.network.resolver",
    "pipelines.decoder",
    "pipelines.matcher",
    "pipelines.keeper",
    "rich.progress",
    "scrapy.cmdline",
    "spiders.loader",
    "tests.crawl.warmed",
)
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(list(_PRELOADED))
_LOCK = threading.Lock()
"""An exit code may be read once only, and starting a process looks at all others."""


class WarmProcess:
    """A command as subprocess.Popen would give it."""

    def __init__(self, words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        paths = []
        for name in ("out", "err"):
            handle, path = tempfile.mkstemp(prefix=f"xunshi-{name}-")
            os.close(handle)
            paths.append(path)
        self._files = [Path(path) for path in paths]
        self._process = _CONTEXT.Process(target=_run, args=(list(words), str(folder), dict(environment), paths))
        with _LOCK:
            self._process.start()
        self.args = ["scrapy", *words]

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self.poll()

    def poll(self) -> int | None:
        with _LOCK:
            return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        until = time.monotonic() + (timeout or 3600)
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            time.sleep(0.02)
        return code

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        self.wait(timeout)
        out, err = (path.read_text(encoding="utf-8", errors="replace") for path in self._files)
        for path in self._files:
            path.unlink()
        return out, err


def _run(words: list[str], folder: str, environment: dict[str, str], files: list[str]) -> None:
    obey_signals()
    for number, name in enumerate(files, 1):
        handle = os.open(name, os.O_WRONLY)
        os.dup2(handle, number)
        os.close(handle)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    import importlib

    import crawler.settings

    importlib.reload(crawler.settings)  # it reads the environment
    sys.argv = ["scrapy", *words]
    from scrapy.cmdline import execute

    execute()
