"""What is killed while it writes to an archive."""

from collections.abc import Callable
from pathlib import Path

from crawler.store.archive import Archive
from tests.archive.samples import make_raw


def write_for_ever(_kill: int, folder: str, *, acknowledge: Callable[[str], object]) -> None:
    """Writes one page after the other and acknowledges their places."""
    archive = Archive(Path(folder))
    while True:
        ref = archive.write(make_raw())
        acknowledge(f"{ref.file} {ref.offset}")
