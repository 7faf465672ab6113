"""The published files, kept up to date from the store: only what changed is read and written.

- subscription feeds (`notices.atom`, ...): the newest notices of all sites and of each;
- `deltas/NNNNNNNN.jsonl`: what changed since the delta before, numbered without a gap;
- `by-month/YYYY-MM.jsonl`: the notices dated in a month;
- whole files (`notices.jsonl`, ...), of all sites and of each: joined by `scrapy export`, by the first run of a day, or
  by each run while the store is small.

Who finds the folder taken leaves a mark and goes; the holder goes on until nothing is marked.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from filelock import FileLock, Timeout

from crawler.exports.about import ALL_TITLE, NO_NAMES, About
from crawler.exports.files import draft_files, explain_errors, put_in_place, remove_drafts
from crawler.exports.formats import FEED_FORMATS, FORMATS
from crawler.exports.privacy import publish
from crawler.exports.recorded import Records
from crawler.exports.shown import Shown, read_shown, save_shown
from crawler.model.items import Notice
from crawler.model.outcomes import ConfigError, StorageError

if TYPE_CHECKING:
    from crawler.store import Store

JOINED_BELOW = 5_000
"""Notices in the store below which each run joins the whole files too."""

_LOCK, _MARK = ".lock", ".marked"
_LOCK_SECONDS = 120
_BEIJING = timezone(timedelta(hours=8))
_LINES = "jsonl"
_DELTAS, _MONTHS = "deltas", "by-month"
_FIRST_GENERATION = 1
"""The generation of a store's beginning (migration 2): no delta tells of what was there before."""


@dataclass(frozen=True, slots=True)
class FeedFile:
    """One published file: its path below the folder, the part of the store it shows, and how to read that."""

    path: str
    scope: str
    format: str
    site: str | None = None
    month: str | None = None

    @property
    def newest(self) -> int | None:
        """How many of the newest notices it holds, None for all."""
        return FORMATS[self.format].newest

    @property
    def is_whole(self) -> bool:
        """Whether it grows with all that was ever published."""
        return self.newest is None and self.month is None

    def read(self, store: "Store") -> Iterable[Notice]:
        """The notices it must hold."""
        return store.list_standing(self.site, month=self.month, most=self.newest)

    def describe(self, outlet: "Outlet", generation: int, records: Records) -> About:
        """What it says of itself."""
        name = outlet.names.get(self.site or "", self.site)
        return About(
            key="notices" if self.site is None else f"notices/{self.site}",
            title=ALL_TITLE if self.site is None else f"{ALL_TITLE}：{name}",
            address=outlet.find_address(self.path),
            home=outlet.find_address(""),
            generation=generation,
            site_names=outlet.names,
            **records.ask(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """To whom feeds are shown: `names` of the sites by id, and the address under which the folder is served, if any."""

    names: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    address: str | None = None

    def find_address(self, path: str) -> str | None:
        """The address of a file in the folder."""
        return None if self.address is None else f"{self.address.rstrip('/')}/{quote(path)}"


NOBODY = Outlet()


def publish_feeds(store: "Store", folder: Path, sites: Sequence[str], outlet: Outlet = NOBODY) -> list[Path]:
    """Bring every published file up to date, those of the sites given also where nothing stands there.

    Gives the files that changed. Waits for a run that is writing. Raises StorageError when a file cannot be written
    (every file is then whole, old or new) and ConfigError for a site that names no folder.
    """
    _check_names(sites)
    with explain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(folder / _LOCK, timeout=_LOCK_SECONDS):
                return _carry_out(store, folder, _plan(store, folder, sites, None), outlet)
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
    _check_names(sites)
    changed: list[Path] = []
    with explain_errors(folder):
        if _plan(store, folder, sites, now).is_empty:
            return []
        folder.mkdir(parents=True, exist_ok=True)
        mark = folder / _MARK
        while lock := _try_turn(folder):
            try:
                while True:
                    mark.unlink(missing_ok=True)
                    changed += _carry_out(store, folder, _plan(store, folder, sites, now), outlet)
                    if not mark.exists():
                        break
            finally:
                lock.release()
            if not mark.exists():
                break
    return list(dict.fromkeys(changed))


def _check_names(sites: Iterable[str]) -> None:
    for site in sites:
        if site in {"", ".", "..", _DELTAS, _MONTHS} or Path(site).name != site:
            raise ConfigError(f"{site!r}: is no name of a site: its feeds have no folder")


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


def _plan(store: "Store", folder: Path, sites: Iterable[str], now: datetime | None) -> _Plan:
    """Compares the memory of the files with the store; `now` None: whole files are due in any case."""
    known = store.read_generations()
    shown = read_shown(folder, known.store)
    today = None if now is None else now.astimezone(_BEIJING).date().isoformat()
    joins = today if today is not None and shown.joined < today else None
    whole = today is None or joins is not None or store.holds_fewer(JOINED_BELOW)
    stale = [
        file
        for file in list_files(known.scopes, sites)
        if (whole or not file.is_whole)
        and (shown.files.get(file.path) != known.scopes.get(file.scope, 0) or not (folder / file.path).exists())
    ]
    return _Plan(stale, shown, known.scopes, known.generation, joins)


def list_files(scopes: Iterable[str], sites: Iterable[str]) -> list[FeedFile]:
    """Every file that is published of a store with these parts, and of these sites."""
    standing = sorted({*sites, *(name.removeprefix("site:") for name in scopes if name.startswith("site:"))})
    _check_names(standing)
    files = [
        FeedFile(f"{site}/notices.{name}" if site else f"notices.{name}", f"site:{site}" if site else "all", name, site)
        for site in (None, *standing)
        for name in FEED_FORMATS
    ]
    months = sorted(name.removeprefix("month:") for name in scopes if name.startswith("month:"))
    return [
        *files,
        *(FeedFile(f"{_MONTHS}/{month}.{_LINES}", f"month:{month}", _LINES, None, month) for month in months),
    ]


def _carry_out(store: "Store", folder: Path, plan: _Plan, outlet: Outlet) -> list[Path]:
    """Drafts everything, then puts it in place and remembers it."""
    if plan.is_empty:
        return []
    remove_drafts(folder)
    shown = plan.shown
    delta = [folder / _DELTAS / f"{shown.delta + 1:08}.{_LINES}"] if plan.brings_delta else []
    with draft_files([*(folder / file.path for file in plan.stale), *delta]) as drafts:
        for group in _group(plan.stale):
            records = Records(store)
            told = [
                (
                    file.format,
                    file.describe(outlet, plan.scopes.get(file.scope, 0), records),
                    drafts[folder / file.path],
                )
                for file in group
            ]
            _write(records.note(group[0].read(store)), told)
        for path in delta:
            since = max(shown.delta_generation, _FIRST_GENERATION)
            _write(store.list_changed(since), [(_LINES, About(generation=plan.generation), drafts[path])])
        changed = put_in_place(drafts)
    shown.files.update({file.path: plan.scopes.get(file.scope, 0) for file in plan.stale})
    shown.delta += len(delta)
    shown.delta_generation = plan.generation
    shown.joined = plan.joins or shown.joined
    save_shown(folder, shown)
    return changed


def _group(files: Iterable[FeedFile]) -> list[list[FeedFile]]:
    """The files that hold the same notices together, so that these are read once."""
    groups: dict[tuple[str | None, str | None, int | None], list[FeedFile]] = {}
    for file in files:
        groups.setdefault((file.site, file.month, file.newest), []).append(file)
    return list(groups.values())


def _write(notices: Iterable[Notice], files: Sequence[tuple[str, About, Path]]) -> None:
    with ExitStack() as stack:
        writers = []
        for name, about, draft in files:
            stream = stack.enter_context(draft.open("wb"))
            writer = FORMATS[name](stream, about)
            stack.callback(writer.close)
            writers.append((writer, stream))
        for writer, _ in writers:
            writer.start()
        for notice in notices:
            published = publish(notice)
            for writer, _ in writers:
                writer.write(published)
        for writer, stream in writers:
            writer.finish()
            stream.flush()
            os.fsync(stream.fileno())
