"""`scrapy export`: rebuilds the feeds from the store, or prints a selection."""

import argparse
import os
import sys
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, find_store
from crawler.exports import FORMATS, Outlet, publish_feeds, write_notices
from crawler.exports.about import About
from crawler.model.items import PUBLISHED_KINDS
from crawler.model.outcomes import ConfigError, StorageError

if TYPE_CHECKING:
    from crawler.store import Store

KINDS = ("mobilization", "announcement", "deployment", "feedback", "rectification", "other")
LEVELS = ("central", "provincial", "municipal", "county", "institution")
SELECTORS = ("site", "level", "kind", "since", "until", "team", "target")


class Command(SeededCommand, ScrapyCommand):
    """Without arguments all feeds under <data>/feeds; with a format or a selection one feed."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Rebuild the feeds from the store, or print a selection of notices"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        parser.add_argument("--format", choices=FORMATS, help="one feed in this format (jsonl unless told)")
        parser.add_argument("--output", metavar="FILE", help="write the one feed here, not to standard output")
        parser.add_argument("--site", help="notices of this site")
        parser.add_argument("--level", choices=LEVELS, help="of teams of this level")
        parser.add_argument("--kind", choices=KINDS, help="of this kind (default: mobilization and announcement)")
        parser.add_argument("--since", metavar="DAY", help="published on or after YYYY-MM-DD")
        parser.add_argument("--until", metavar="DAY", help="published on or before YYYY-MM-DD")
        parser.add_argument("--team", help="whose teams' names hold this")
        parser.add_argument("--target", help="whose targets' names hold this")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the feeds; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.export(args, opts))

    def export(self, args: list[str], opts: argparse.Namespace) -> int:
        """All feeds, or one."""
        if args:
            raise ConfigError(f"export takes options only, not {args[0]!r}")
        config = self.config
        with closing(find_store(config)) as store:
            if not (opts.format or opts.output or any(getattr(opts, name) for name in SELECTORS)):
                changed = publish_feeds(
                    store, config.feeds_dir, sorted(self.seeds.sites), Outlet(names=self.seeds.names)
                )
                self.say(f"{config.feeds_dir}: {len(changed)} feed files written, the others were as they should be")
                return 0
            self.write_selection(store, opts)
        return 0

    def write_selection(self, store: "Store", opts: argparse.Namespace) -> None:
        """One feed with the notices asked for. Raises ConfigError, StorageError."""
        if opts.site and opts.site not in self.seeds.sites:
            raise ConfigError(f"--site {opts.site[:80]!r}: unknown; `scrapy list` shows the sites")
        notices = store.list_notices(
            site=opts.site,
            level=opts.level,
            kinds={opts.kind} if opts.kind else PUBLISHED_KINDS,
            since=_read_day("since", opts.since),
            until=_read_day("until", opts.until),
            team=opts.team,
            target=opts.target,
        )
        whole = BytesIO()
        write_notices(notices, whole, opts.format or _guess_format(opts.output), About(site_names=self.seeds.names))
        if not opts.output:
            sys.stdout.buffer.write(whole.getvalue())
            sys.stdout.flush()
            return
        _replace_file(Path(opts.output), whole.getvalue())


def _replace_file(path: Path, body: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(body)
        draft.replace(path)
    except OSError as error:
        raise StorageError(f"--output {path}: cannot be written: {error.strerror or error}") from error


def _guess_format(output: str | None) -> str:
    ending = Path(output).suffix.lstrip(".") if output else ""
    return ending if ending in FORMATS else "jsonl"


def _read_day(name: str, value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"--{name} {value[:40]!r}: no day; write it as 2026-01-31") from None
