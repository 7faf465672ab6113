"""The feed files: rebuilt from the store, written under another name and renamed, so that each is old or new."""

import filecmp
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from crawler.exports.formats import FEED_FORMATS, FORMATS
from crawler.model.outcomes import ConfigError, StorageError
from crawler.model.publication import notice_to_json

if TYPE_CHECKING:
    from crawler.store import Store

_LOCK_SECONDS = 120
_DRAFT = ".notices.{}.tmp"


def publish_feeds(store: "Store", folder: Path, sites: Sequence[str]) -> list[Path]:
    """Rebuild `notices.FORMAT` in the folder and, for the sites named, in `folder/SITE/`, for every feed format.

    Gives the files that changed; one whose content stays is not touched. Runs take turns. Raises StorageError when a
    file cannot be written (every feed is then whole, old or new) and ConfigError for a site that names no folder.
    """
    for site in sites:
        if site in {"", ".", ".."} or Path(site).name != site:
            raise ConfigError(f"{site!r}: is no name of a site: its feeds have no folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=_LOCK_SECONDS):
            _remove_drafts(folder)
            changed = _publish(store, folder, None)
            for site in dict.fromkeys(sites):
                changed += _publish(store, folder / site, site)
            return changed
    except Timeout as error:
        raise StorageError(
            f"{folder}: another run has been writing feeds for {_LOCK_SECONDS} s: end it and run again"
        ) from error
    except OSError as error:
        raise StorageError(
            f"{error.filename or folder}: feeds cannot be written ({error.strerror or error}): "
            "make the folder writable, or free some space; the feeds there are whole"
        ) from error


def _publish(store: "Store", folder: Path, site: str | None) -> list[Path]:
    folder.mkdir(exist_ok=True)
    with _drafts(folder) as drafts:
        _write_drafts(store, drafts, site)
        changed = [path for path, draft in drafts.items() if _replace(draft, path)]
    if changed:
        _sync_folder(folder)
    return changed


@contextmanager
def _drafts(folder: Path) -> Iterator[dict[Path, Path]]:
    """Feed files and the drafts for them; no draft is left when this ends."""
    drafts = {folder / f"notices.{name}": folder / _DRAFT.format(name) for name in FEED_FORMATS}
    try:
        yield drafts
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _write_drafts(store: "Store", drafts: dict[Path, Path], site: str | None) -> None:
    with ExitStack() as stack:
        writers = []
        for path, draft in drafts.items():
            stream = stack.enter_context(draft.open("wb"))
            writer = FORMATS[path.suffix[1:]](stream, site)
            stack.callback(writer.close)
            writers.append((writer, stream))
        for writer, _ in writers:
            writer.start()
        for notice in store.list_notices(site=site):
            published = notice_to_json(notice)
            for writer, _ in writers:
                writer.write(published)
        for writer, stream in writers:
            writer.finish()
            stream.flush()
            os.fsync(stream.fileno())


def _replace(draft: Path, path: Path) -> bool:
    """Put a draft in a feed's place; False when they are the same already."""
    if path.exists() and filecmp.cmp(draft, path, shallow=False):
        return False
    draft.replace(path)
    return True


def _remove_drafts(folder: Path) -> None:
    """Remove what a killed run left."""
    for draft in (*folder.glob(_DRAFT.format("*")), *folder.glob("*/" + _DRAFT.format("*"))):
        draft.unlink()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
