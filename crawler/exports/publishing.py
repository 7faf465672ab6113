"""The published files, kept up to date from the store: only what changed is read and written.

- subscription feeds (`notices.atom`, ...): what is new in all, in each site, province, level and saved search;
- `deltas/NNNNNNNN.jsonl`: what changed since the delta before, numbered without a gap;
- `by-month/YYYY-MM.jsonl`: the notices dated in a month;
- whole files (`notices.jsonl`, ...), of all sites and of each: joined by `scrapy export`, by the first run of a day, or
  by each run while the store is small.

Who finds the folder taken leaves a mark and goes; the holder goes on until nothing is marked.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from crawler.exports.about import About
from crawler.exports.feedfiles import ALL, DELTAS, LINES, NOBODY, FeedFile, Outlet, check_names, list_files
from crawler.exports.files import draft_files, explain_errors, put_in_place, remove_drafts
from crawler.exports.formats import FORMATS
from crawler.exports.recorded import Records
from crawler.exports.shown import Shown, read_shown, save_shown
from crawler.model.outcomes import StorageError
from crawler.model.publication import Published
from crawler.model.times import find_day

if TYPE_CHECKING:
    from crawler.store import Store

JOINED_BELOW = 5_000
"""Notices in the store below which each run joins the whole files too."""

_LOCK, _MARK = ".lock", ".marked"
_LOCK_SECONDS = 120
_FIRST_GENERATION = 1
"""The generation of a store's beginning (migration 2): no delta tells of what was there before."""


def publish_feeds(store: "Store", folder: Path, sites: Sequence[str], outlet: Outlet = NOBODY) -> list[Path]:
    """Bring every published file up to date, those of the sites given also where nothing stands there.

    Gives the files that changed. Waits for a run that is writing. Raises StorageError when a file cannot be written
    (every file is then whole, old or new) and ConfigError for a site that names no folder.
    """
    check_names(sites)
    with explain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(folder / _LOCK, timeout=_LOCK_SECONDS):
                return _carry_out(store, folder, _plan(store, folder, sites, None, outlet), outlet)
        except Timeout as error:
            raise StorageError(
                f"{folder}: another run has been writing feeds for {_LOCK_SECONDS} s: end it and run again"
            ) from error


def publish_changes(
    store: "Store", folder: Path, sites: Sequence[str], now: datetime, outlet: Outlet = NOBODY
) -> list[Path]:
    """What a run publishes: as publish_feeds, the whole files only when their time has come.

    Gives the files that changed; where another run is writing, that one is told to go on and this one writes nothing.
    """
    check_names(sites)
    changed: list[Path] = []
    with explain_errors(folder):
        if _plan(store, folder, sites, now, outlet).is_empty:
            return []
        folder.mkdir(parents=True, exist_ok=True)
        mark = folder / _MARK
        while lock := _try_turn(folder):
            try:
                while True:
                    mark.unlink(missing_ok=True)
                    changed += _carry_out(store, folder, _plan(store, folder, sites, now, outlet), outlet)
                    if not mark.exists():
                        break
            finally:
                lock.release()
            if not mark.exists():
                break
    return list(dict.fromkeys(changed))


def _try_turn(folder: Path) -> FileLock | None:
    """The folder's lock; None where another run holds it, which then finds a mark. The second try is for a holder that
    was just done when the mark was made.
    """
    lock = FileLock(folder / _LOCK)
    for _ in range(2):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            (folder / _MARK).touch()
        else:
            return lock
    return None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written: the files whose part has changed, a delta between two generations."""

    stale: list[FeedFile]
    shown: Shown
    scopes: dict[str, int]
    generation: int
    joins: str | None

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown already."""
        return not self.stale and not self.brings_delta and (self.joins is None or self.joins == self.shown.joined)

    @property
    def brings_delta(self) -> bool:
        """Whether something changed since the last delta."""
        return self.generation > max(self.shown.delta_generation, _FIRST_GENERATION)


def _plan(store: "Store", folder: Path, sites: Iterable[str], now: datetime | None, outlet: Outlet) -> _Plan:
    """Compares the memory of the files with the store; `now` None: whole files are due in any case."""
    known = store.read_generations()
    shown = read_shown(folder, known.store, outlet.mark)
    today = None if now is None else find_day(now).isoformat()
    joins = today if today is not None and shown.joined < today else None
    whole = today is None or joins is not None or store.holds_fewer(JOINED_BELOW)
    stale = [
        file
        for file in list_files(known.scopes, sites, outlet)
        if (whole or not file.is_whole)
        and (shown.files.get(file.name) != file.find_generation(known.scopes) or not (folder / file.path).exists())
    ]
    return _Plan(stale, shown, known.scopes, known.scopes.get(ALL, 0), joins)


def _carry_out(store: "Store", folder: Path, plan: _Plan, outlet: Outlet) -> list[Path]:
    """Drafts everything, then puts it in place and remembers it."""
    if plan.is_empty:
        return []
    remove_drafts(folder)
    shown = plan.shown
    delta = [folder / DELTAS / f"{shown.delta + 1:08}.{LINES}"] if plan.brings_delta else []
    with draft_files([*(folder / file.path for file in plan.stale), *delta]) as drafts:
        for group in _group(plan.stale):
            records = Records(store)
            abouts = [file.describe(outlet, plan.scopes, records) for file in group]
            told = [(file.format, about, drafts[folder / file.path]) for file, about in zip(group, abouts, strict=True)]
            _write(records.list(group[0].find(store)), told)
        for path in delta:
            since = max(shown.delta_generation, _FIRST_GENERATION)
            records = Records(store, since)
            about = About(generation=plan.generation, since=since, site_names=outlet.names, **records.ask())
            _write(records.list(store.list_changed_ids(since)), [("delta", about, drafts[path])])
        changed = put_in_place(drafts)
    shown.files.update({file.name: file.find_generation(plan.scopes) for file in plan.stale})
    shown.delta += len(delta)
    shown.delta_generation = plan.generation
    shown.joined = plan.joins or shown.joined
    save_shown(folder, shown)
    return changed


def _group(files: Iterable[FeedFile]) -> list[list[FeedFile]]:
    """The files that hold the same notices together, so that these are read once."""
    groups: dict[tuple[object, ...], list[FeedFile]] = {}
    for file in files:
        groups.setdefault(file.source, []).append(file)
    return list(groups.values())


def _write(notices: Iterable[Published], files: Sequence[tuple[str, About, Path]]) -> None:
    with ExitStack() as stack:
        writers = []
        for name, about, draft in files:
            stream = stack.enter_context(draft.open("wb"))
            writer = FORMATS[name](stream, about)
            stack.callback(writer.close)
            writers.append((writer, stream))
        for writer, _ in writers:
            writer.start()
        for published in notices:
            for writer, _ in writers:
                writer.write(published)
        for writer, stream in writers:
            writer.finish()
            stream.flush()
            os.fsync(stream.fileno())
