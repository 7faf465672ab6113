"""`scrapy export`: rebuilds the feeds from the store, or prints a selection."""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, find_store
from crawler.exports import ENDINGS, FORMATS, find_format, open_outlet, publish_feeds, write_notices
from crawler.exports.about import About
from crawler.exports.questions import (
    Question,
    answer,
    check_names,
    end_of_day,
    make_filter,
    matches,
    read_day,
    read_question,
)
from crawler.exports.recorded import Records
from crawler.model.items import PUBLISHED_KINDS, Notice
from crawler.model.outcomes import ConfigError, StorageError
from crawler.model.suggestions import suggest

if TYPE_CHECKING:
    from crawler.store import Store

SELECTORS = (
    *("site", "province", "level", "kind", "since", "until", "changed_since", "person", "unit", "team", "text"),
    "min_confidence",
)
_DEFAULT = "jsonl"


class Command(SeededCommand, ScrapyCommand):
    """Without arguments all feeds under <data>/feeds; with a format or a selection one file."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Rebuild the feeds from the store, or print a selection of notices"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        add = parser.add_argument
        add("--format", help=f"one file in this format ({_DEFAULT} unless told): {', '.join(FORMATS)}")
        add("--output", metavar="FILE", help="write it here, not to standard output; its ending chooses the format")
        add("--site", help="notices that stand on this site, mirrors too")
        add("--province", help="of inspections of this province (浙江, 浙江省, 330000)")
        add("--level", help="of teams of this level")
        add("--kind", help="of this kind, or all (default: mobilization and announcement)")
        add("--since", metavar="DAY", help="published on or after YYYY-MM-DD")
        add("--until", metavar="DAY", help="published on or before YYYY-MM-DD")
        add("--changed-since", metavar="DAY", help="first seen, edited or taken down on that day or later")
        add("--person", metavar="NAME", help="that name this person")
        add("--unit", "--target", dest="unit", metavar="PART", help="whose units' names hold this")
        add("--team", metavar="PART", help="whose teams' names hold this")
        add("--text", metavar="PART", help="whose title or text holds this")
        add("--min-confidence", metavar="HOW", help="at least likely, or certain")
        add("--as-of", metavar="DAY", help="as known at the end of that day, read by today's code")
        add("--since-generation", metavar="N", help="what changed since this generation (with --format delta: how)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the feeds; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.export(args, opts))

    def export(self, args: list[str], opts: argparse.Namespace) -> int:
        """All feeds, or one file."""
        if args:
            raise ConfigError(f"export takes options only, not {args[0]!r}")
        config = replace(self.config, site_names=self.seeds.names)
        asked = ("format", "output", "as_of", "since_generation", *SELECTORS)
        with closing(find_store(config)) as store:
            if all(getattr(opts, name) is None for name in asked):
                changed = publish_feeds(store, config.feeds_dir, sorted(self.seeds.sites), open_outlet(config))
                self.say(f"{config.feeds_dir}: {len(changed)} feed files written, the others were as they should be")
                return 0
            self.write_selection(store, opts)
        return 0

    def write_selection(self, store: "Store", opts: argparse.Namespace) -> None:
        """One file with the notices asked for. Raises ConfigError, StorageError."""
        name = opts.format or guess_format(opts.output)
        format_ = find_format(name)
        question = read_question({key: getattr(opts, key) for key in SELECTORS}, sorted(self.seeds.sites))
        check_names(store, question)
        since = self.read_generation(store, opts)
        records = Records(store, since)
        notices = records.note(self.select(store, question, opts, since))
        about = About(
            generation=store.read_generations().generation,
            since=since,
            site_names=self.seeds.names,
            **records.ask(),
        )

        def write(stream: IO[bytes]) -> None:
            write_notices(notices, stream, name, about)

        if not opts.output:
            print_whole(write)
            return
        path = Path(opts.output)
        write_file(path, write)
        if format_.has_sidecar and path.is_file():
            told = json.dumps({"file": path.name, "format": name, **about.describe()}, ensure_ascii=False, indent=1)
            write_file(path.with_name(f"{path.name}.about.json"), lambda stream: stream.write(f"{told}\n".encode()))

    def read_generation(self, store: "Store", opts: argparse.Namespace) -> int:
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

    def select(self, store: "Store", question: Question, opts: argparse.Namespace, since: int) -> Iterator[Notice]:
        """The notices asked for."""
        if opts.as_of is not None:
            from crawler.runs.hindsight import recall
            from crawler.store.archive import Archive

            day = read_day("--as-of", opts.as_of)
            assert day is not None
            everything = store.list_notices(kinds=None)
            archive = Archive(self.config.archive_dir)
            known = recall(store, archive, self.seeds.sites, everything, end_of_day(day))
            return (notice for notice in known if matches(make_filter(question), notice))
        if since:
            changed = store.list_changed(since)
            return changed if opts.format == "delta" else (n for n in changed if n.facts.kind in PUBLISHED_KINDS)
        return answer(store, question)


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
    """Writes to standard output; who closes it early has what they wanted."""
    try:
        write(sys.stdout.buffer)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise StorageError(f"standard output: cannot be written: {error.strerror or error}") from error


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
