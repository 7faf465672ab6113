"""Files that are old or new at every moment: written under another name, made lasting, then renamed."""

import filecmp
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.model.folders import sync_folder
from crawler.model.outcomes import StorageError

_DRAFT = ".{}.tmp"


def find_draft(path: Path) -> Path:
    """The draft's name of a file."""
    return path.with_name(_DRAFT.format(path.name))


@contextmanager
def draft_files(paths: list[Path]) -> Iterator[dict[Path, Path]]:
    """Drafts for some files; none is left when this ends."""
    drafts = {path: find_draft(path) for path in paths}
    try:
        for folder in {path.parent for path in paths}:
            folder.mkdir(parents=True, exist_ok=True)
        yield drafts
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def put_in_place(drafts: dict[Path, Path]) -> list[Path]:
    """Gives the files that changed; one that is the same as its draft is not touched."""
    changed = [path for path, draft in drafts.items() if _replace(draft, path)]
    for folder in sorted({path.parent for path in changed}):
        sync_folder(folder)
    return changed


def write_whole(path: Path, body: bytes) -> None:
    """Puts a small file in place. Raises OSError."""
    with draft_files([path]) as drafts:
        with drafts[path].open("wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(drafts)


def remove_drafts(folder: Path) -> None:
    """Removes what a killed run left in a folder and the folders below it."""
    for draft in folder.rglob(_DRAFT.format("*")):
        draft.unlink()


@contextmanager
def explain_errors(folder: Path) -> Iterator[None]:
    """Turns an error of the disk into one line for the person who must act."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{error.filename or folder}: feeds cannot be written ({error.strerror or error}): "
            "make the folder writable, or free some space; the feeds there are whole"
        ) from error


def _replace(draft: Path, path: Path) -> bool:
    if path.exists() and filecmp.cmp(draft, path, shallow=False):
        return False
    draft.replace(path)
    return True
