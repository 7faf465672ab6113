"""What the project's commands share: seeds, configuration, one-line errors, the watchdog around a crawl.

Every command is loaded whenever one of them runs, so what is heavy (the store, the crawl) is imported where it is used.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.settings import Settings

from crawler.model.config import SEEDS, Config, read_config
from crawler.model.outcomes import ConfigError, Outcome, StorageError, XunshiError, find_worst
from crawler.model.site import Site
from crawler.runs.arguments import CrawlOptions, check_contact, check_feeds, check_settings, read_options
from crawler.runs.ledger import RunLedger, find_day, format_summary, make_report, write_lines, write_report
from crawler.runs.locks import BusyError, take_lock
from crawler.runs.supervisor import stop_on_signals, supervise
from crawler.sites.seeds import Seeds, load_seeds

if TYPE_CHECKING:
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
        """Does `work`; an error of the project, or an interrupt from the keyboard, is one line and its exit code."""
        try:
            return work()
        except XunshiError as error:
            self.say(str(error))
            return error.outcome.exit_code
        except KeyboardInterrupt:
            self.say("interrupted")
            return Outcome.INTERRUPTED.exit_code

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
        if sites and all(is_busy(site, config) for site in sites):
            return find_worst([*found, Outcome.BUSY]).exit_code
        check_data_dir(config)
        renew_hashes(config, self.seeds.sites)
        limit = settings.getfloat("CLOSESPIDER_TIMEOUT") + settings.getfloat("WATCHDOG_GRACE")
        started = datetime.now(UTC)

        def work() -> int:
            from crawler.runs.session import NotStartedError, run_sites

            try:
                return find_worst([*found, *run_sites(settings, config, sites, options)]).exit_code
            except NotStartedError:
                return 1

        def die(reason: str, outcome: Outcome) -> int:
            left = [leave_report(site, config, started, reason, outcome) for site in sites]
            return find_worst([*found, outcome, *left]).exit_code

        return supervise(work, limit, die)


def is_busy(site: Site, config: Config) -> bool:
    """Whether another run holds the site's lock, and says so; before anything heavy is loaded."""
    try:
        with take_lock(config, site.id):
            return False
    except BusyError as error:
        write_lines([format_summary(make_fault_report(site, datetime.now(UTC), str(error), Outcome.BUSY))])
        return True


def check_data_dir(config: Config) -> None:
    """Raises StorageError when the data folder cannot be written, ConfigError when the store is not ours."""
    try:
        config.data_dir.mkdir(parents=True, exist_ok=True)
        probe = config.data_dir / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StorageError(
            f"{config.data_dir}: cannot be written: {error.strerror or error}; make it writable or set NOTICES_DATA_DIR"
        ) from error
    open_store(config).close()


def open_store(config: Config) -> "Store":
    """The store. Raises ConfigError, StorageError."""
    from crawler.store import Store

    store = Store.open(config.database_url)
    if store.upgraded:
        write_lines([store.upgraded])
    return store


def renew_hashes(config: Config, sites: Mapping[str, Site]) -> None:
    """Takes hashes of an older rule anew, before a run compares anything with them; one line says so where there were
    any. Raises StorageError.
    """
    from crawler.runs import renewal
    from crawler.store.archive import Archive

    with closing(open_store(config)) as store:
        count = renewal.renew_hashes(store, Archive(config.archive_dir), sites)
    if count:
        write_lines([f"{config.data_dir}: {count} content hashes renewed from the archived pages, by today's rule"])


def find_store(config: Config) -> "Store":
    """The store that runs have left, for commands that only ask. Raises ConfigError where none is, StorageError."""
    check_store(config)
    return open_store(config)


def check_store(config: Config) -> None:
    """Raises ConfigError where no run has left a store; a folder that is merely wrong is not made."""
    kind, _, path = config.database_url.partition(":///")
    if kind == "sqlite" and not Path(path).is_file():
        raise ConfigError(
            f"{path}: no store there: crawl first (`scrapy crawl SITE`), or set NOTICES_DATA_DIR to the folder of one"
        )


def leave_report(site: Site, config: Config, started: datetime, reason: str, outcome: Outcome) -> Outcome:
    """The report of a run that could not write its own, also in the store; gives the outcome that stands."""
    report_path = config.find_report(site.id)
    if report_path.exists() and _read_finish(report_path) >= started.isoformat(timespec="seconds"):
        return outcome
    report = make_fault_report(site, started, reason, outcome)
    write_lines([format_summary(report)])
    try:
        write_report(report_path, report)
        with closing(open_store(config)) as store:
            store.save_run(site.id, report)
    except XunshiError as error:
        write_lines([str(error)])
        return find_worst([outcome, error.outcome])
    return outcome


def make_fault_report(site: Site, started: datetime, reason: str, outcome: Outcome) -> dict[str, object]:
    """The report of a run that saw nothing but one fault."""
    ledger = RunLedger(site=site.id, started=started)
    ledger.add_fault(site.listings[0].url, "run", reason, outcome)
    return make_report(ledger, outcome, datetime.now(UTC))


def _read_finish(path: Path) -> str:
    try:
        return str(json.loads(path.read_text(encoding="utf-8")).get("finished", ""))
    except (OSError, ValueError):
        return ""


def print_line(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(line + "\n")
