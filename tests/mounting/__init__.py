"""Small and read-only file systems to test on; where this user may not mount, the tests are skipped."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mount_tmpfs(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A file system that holds `kilobytes`, mounted on a new folder."""
    folder.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _run("umount", "-l", str(folder))


def resize_tmpfs(folder: Path, kilobytes: int) -> None:
    """Give a mounted folder another size."""
    _run("mount", "-o", f"remount,size={kilobytes}k", str(folder))


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder, not writable for anybody meanwhile (root included)."""
    _run("mount", "--bind", str(folder), str(folder))
    try:
        _run("mount", "-o", "remount,ro,bind", str(folder))
        yield folder
    finally:
        _run("umount", "-l", str(folder))


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip(f"{command[0]} is not installed")
    if done.returncode:
        pytest.skip(f"this user may not mount: {done.stderr.strip()}")
