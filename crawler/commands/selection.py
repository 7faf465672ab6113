"""What `scrapy export` writes when it is asked a question: the notices that fit, in one file or on standard output."""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from crawler.exports import ENDINGS, FORMATS, find_format, write_published
from crawler.exports.about import About
from crawler.exports.privacy import publish
from crawler.exports.questions import (
    ALL_KINDS,
    answer,
    check_names,
    end_of_day,
    make_filter,
    matches,
    read_day,
    read_question,
)
from crawler.exports.recorded import Records
from crawler.model.config import Config
from crawler.model.items import PUBLISHED_KINDS
from crawler.model.outcomes import ConfigError, StorageError
from crawler.model.publication import Published
from crawler.model.site import Site
from crawler.model.suggestions import suggest

if TYPE_CHECKING:
    from crawler.store import Store

SELECTORS = (
    *("site", "province", "level", "kind", "since", "until", "changed_since", "person", "unit", "team", "text"),
    "min_confidence",
)
_DEFAULT = "jsonl"


def write_selection(store: "Store", config: Config, sites: Mapping[str, Site], opts: argparse.Namespace) -> None:
    """One file with the notices asked for. Raises ConfigError, StorageError."""
    name = opts.format or guess_format(opts.output)
    format_ = find_format(name)
    since = read_generation(store, opts)
    records = Records(store, since)
    if format_.all_kinds and opts.kind is None:
        opts.kind = ALL_KINDS
    notices = select(store, config, sites, opts, records)
    if since and name != "delta":
        notices = (
            notice for notice in notices if notice["kind"] in PUBLISHED_KINDS and not records.is_withheld(notice["id"])
        )
    about = About(
        generation=store.read_generations().generation,
        since=since,
        parquet=bool(opts.output) and opts.output.endswith(".parquet"),
        site_names=config.site_names,
        **records.ask(),
    )

    def write(stream: IO[bytes]) -> None:
        write_published(notices, stream, name, about)

    if not opts.output:
        print_whole(write)
        return
    path = Path(opts.output)
    write_file(path, write)
    if format_.has_sidecar and path.is_file():
        told = json.dumps({"file": path.name, "format": name, **about.describe()}, ensure_ascii=False, indent=1)
        write_file(path.with_name(f"{path.name}.about.json"), lambda stream: stream.write(f"{told}\n".encode()))


def read_generation(store: "Store", opts: argparse.Namespace) -> int:
    """The generation to compare with, 0 where none was asked for. Raises ConfigError."""
    value = opts.since_generation
    if value is None:
        return 0
    newest = store.read_generations().generation
    if not value.isascii() or not value.isdecimal() or int(value) > newest:
        raise ConfigError(f"--since-generation {value[:40]!r}: write a number from 0 to {newest}")
    if opts.as_of or any(getattr(opts, name) is not None for name in SELECTORS):
        raise ConfigError("--since-generation: tells what changed in all that is published: ask for nothing beside")
    return int(value)


def select(
    store: "Store", config: Config, sites: Mapping[str, Site], opts: argparse.Namespace, records: Records
) -> Iterator[Published]:
    """The notices asked for, as everybody may see them. Raises ConfigError."""
    question = read_question({key: getattr(opts, key) for key in SELECTORS}, sorted(sites))
    check_names(store, question)
    if opts.as_of is not None:
        day = read_day("--as-of", opts.as_of)
        assert day is not None
        from crawler.runs.hindsight import recall
        from crawler.store.archive import Archive

        known = recall(store, Archive(config.archive_dir), sites, store.list_notices(kinds=None), end_of_day(day))
        return (publish(notice) for notice in known if matches(make_filter(question), notice))
    if records.since:
        return records.list(store.list_changed_ids(records.since))
    return records.list(answer(store, question))


def guess_format(output: str | None) -> str:
    """The format that a file's ending asks for. Raises ConfigError for an ending of none."""
    ending = Path(output).suffix.lstrip(".").lower() if output else ""
    if not ending:
        return _DEFAULT
    if ending not in ENDINGS:
        raise ConfigError(
            f"--output {output}: {ending} is the ending of no format{suggest(ending, ENDINGS)}; "
            f"name one with --format: {', '.join(FORMATS)}"
        )
    return ENDINGS[ending]


def print_whole(write: Callable[[IO[bytes]], object]) -> None:
    """Writes to standard output."""
    write(sys.stdout.buffer)
    sys.stdout.flush()


def write_file(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Writes under another name and renames; into what is no regular file directly. Raises StorageError."""
    draft = None
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                write(stream)
            return
        draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        with draft.open("wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    except OSError as error:
        raise StorageError(f"--output {path}: cannot be written: {error.strerror or error}") from error
    finally:
        if draft is not None:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
