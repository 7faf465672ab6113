"""What the project's commands share: seeds, configuration, one-line errors, the watchdog around a crawl.

Every command is loaded whenever one of them runs, so what is heavy (the store, the crawl) is imported where it is used.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote

from scrapy.settings import Settings

from crawler.model.config import SEEDS, Config, read_config, read_language
from crawler.model.outcomes import ConfigError, Outcome, XunshiError
from crawler.model.site import Site
from crawler.model.times import find_day
from crawler.runs.arguments import CrawlOptions, check_contact, check_feeds, check_settings, read_options
from crawler.runs.ledger import write_lines
from crawler.runs.streams import drop_output, is_output_full, open_streams
from crawler.runs.supervisor import stop_on_signals
from crawler.sites.seeds import Seeds, load_seeds

if TYPE_CHECKING:
    from crawler.model.items import Notice
    from crawler.store import Store


class ProjectCommand:
    """A command of this project: no Scrapy process of its own, errors as one line each.

    It stands beside ScrapyCommand, not below it, for Scrapy takes every subclass in this package for a command.
    """

    settings: Settings | None
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def say(self, line: str) -> None:
        """Prints for a person, on standard error."""
        write_lines([line])

    def guard(self, work: Callable[[], int]) -> int:
        """Does `work`; what goes wrong is one line and its exit code: an error of the project, an interrupt from the
        keyboard, an output that can take no more. Who closes a pipe early has what they wanted: 0.
        """
        open_streams()
        try:
            return self._work(work)
        except BrokenPipeError:
            drop_output()
            return 0
        except OSError as error:
            if not is_output_full(error):
                raise
            drop_output()
            self.say(f"standard output: cannot be written: {error.strerror}")
            return Outcome.STORAGE_ERROR.exit_code

    def _work(self, work: Callable[[], int]) -> int:
        try:
            code = work()
        except XunshiError as error:
            self.say(str(error))
            code = error.outcome.exit_code
        except KeyboardInterrupt:
            self.say("interrupted")
            code = Outcome.INTERRUPTED.exit_code
        sys.stdout.flush()
        return code

    @property
    def config(self) -> Config:
        """The environment's configuration. Raises ConfigError."""
        return read_config(os.environ)


class SeededCommand(ProjectCommand):
    """A command that works on sites."""

    default_settings: ClassVar[dict[str, Any]] = {}
    _seeds: Seeds | None = None

    @property
    def seeds(self) -> Seeds:
        """All seeds, read once."""
        if self._seeds is None:
            self._seeds = load_seeds(SEEDS)
        return self._seeds

    def read_options(self, opts: argparse.Namespace) -> CrawlOptions:
        """The spider arguments. Raises ConfigError."""
        return read_options(opts.spargs, find_day(datetime.now(UTC)))

    def crawl(
        self,
        sites: Sequence[Site],
        options: CrawlOptions,
        opts: argparse.Namespace,
        found: Sequence[Outcome] = (),
    ) -> int:
        """Crawls under the watchdog and gives the worst exit code. Raises ConfigError before anything is fetched."""
        assert self.settings is not None
        stop_on_signals()
        config, settings = self.config, self.settings
        check_settings(settings, opts.set)
        check_contact(settings, config, sites)
        check_feeds(settings, config)
        from crawler.runs.watched import run_watched

        return run_watched(settings, config, sites, options, found, self.seeds.sites)


def add_language(parser: argparse.ArgumentParser) -> None:
    """The option of commands that print tables."""
    parser.add_argument("--lang", metavar="LANGUAGE", help="head the table in this language: en or zh")


def find_language(opts: argparse.Namespace, config: Config) -> str:
    """The language of a command's tables: its option, else NOTICES_LANG. Raises ConfigError for an unknown one."""
    return config.language if opts.lang is None else read_language("--lang", opts.lang)


def add_author(parser: argparse.ArgumentParser) -> None:
    """The options of commands by which a person puts something right."""
    parser.add_argument("--why", metavar="TEXT", help="the reason, shown to everybody")
    parser.add_argument("--by", metavar="NAME", help="who does so (default: the user's name)")


def read_reason(text: str | None, name: str = "--why") -> str:
    """A line of text that says why, or by whom. Raises ConfigError for none, or for one that is not a line."""
    told = " ".join((text or "").split())
    if not told or len(told) > 300 or not told.isprintable():
        raise ConfigError(f"{name}: say it in one line of at most 300 characters")
    return told


def find_notice(store: "Store", ident: str) -> "Notice":
    """The notice of an id. Raises ConfigError for an unknown one."""
    notice = store.find_notice(ident)
    if notice is None:
        raise ConfigError(f"{ident[:60]!r}: no notice has this id (n-...); `scrapy export --format csv` lists them")
    return notice


def open_store(config: Config) -> "Store":
    """The store. Raises ConfigError, StorageError."""
    from crawler.store import Store

    store = Store.open(config.database_url)
    if store.upgraded:
        write_lines([store.upgraded])
    return store


def find_store(config: Config) -> "Store":
    """The store that runs have left, for commands that only ask. Raises ConfigError where none is, StorageError."""
    check_store(config)
    return open_store(config)


def check_store(config: Config) -> None:
    """Raises ConfigError where no run has left a store; a folder that is merely wrong is not made."""
    kind, _, path = config.database_url.partition(":///")
    path = unquote(path)
    if kind == "sqlite" and not Path(path).is_file():
        raise ConfigError(
            f"{path}: no store there: crawl first (`scrapy crawl SITE`), or set NOTICES_DATA_DIR to the folder of one"
        )


def print_line(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(line + "\n")
