"""What the project's commands share: seeds, configuration, one-line errors, the watchdog around a crawl."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.arguments import check_contact, check_feeds, check_settings, read_options
from crawler.config import SEEDS, Config, read_config
from crawler.crawling import run_sites, write_lines
from crawler.outcomes import Outcome, StorageError, XunshiError, find_worst
from crawler.run import RunLedger, format_summary, make_report, write_report
from crawler.scrapy_glue import CrawlOptions
from crawler.seeds import Seeds, load_seeds
from crawler.site import Site
from crawler.store import Store
from crawler.supervisor import supervise


class ProjectCommand(ScrapyCommand):
    """A command of this project: no Scrapy process of its own, errors as one line each."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own form

    def say(self, line: str) -> None:
        """Prints for a person, on standard error."""
        write_lines([line])

    def guard(self, work: Callable[[], int]) -> int:
        """Does `work`; an error of the project is one line and its exit code."""
        try:
            return work()
        except XunshiError as error:
            self.say(str(error))
            return error.outcome.exit_code

    @property
    def config(self) -> Config:
        """The environment's configuration. Raises ConfigError."""
        return read_config(os.environ)


class SeededCommand(ProjectCommand):
    """A command that works on sites."""

    default_settings = {}  # noqa: RUF012 - Scrapy's own form
    _seeds: Seeds | None = None

    @property
    def seeds(self) -> Seeds:
        """All seeds, read once."""
        if self._seeds is None:
            self._seeds = load_seeds(SEEDS)
        return self._seeds

    def read_options(self, opts: argparse.Namespace) -> CrawlOptions:
        """The spider arguments. Raises ConfigError."""
        return read_options(opts.spargs, datetime.now(UTC).date())

    def crawl(
        self,
        sites: Sequence[Site],
        options: CrawlOptions,
        opts: argparse.Namespace,
        found: Sequence[Outcome] = (),
    ) -> int:
        """Crawls under the watchdog and gives the worst exit code. Raises ConfigError before anything is fetched."""
        assert self.settings is not None
        config, settings = self.config, self.settings
        check_settings(settings, opts.set)
        check_contact(settings, config, sites)
        check_feeds(settings, config)
        check_data_dir(config)
        limit = settings.getfloat("CLOSESPIDER_TIMEOUT") + settings.getfloat("WATCHDOG_GRACE")
        started = datetime.now(UTC)

        def work() -> int:
            return find_worst([*found, *run_sites(settings, config, sites, options)]).exit_code

        def die(reason: str, timed_out: bool) -> int:
            outcome = Outcome.DEADLINE if timed_out else Outcome.DEGRADED
            for site in sites:
                leave_report(site, config, started, reason, outcome)
            return find_worst([*found, outcome]).exit_code

        return supervise(work, limit, die)


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
    Store.open(config.database_url).close()


def leave_report(site: Site, config: Config, started: datetime, reason: str, outcome: Outcome) -> None:
    """The report of a run that could not write its own."""
    report_path = config.find_report(site.id)
    if report_path.exists() and _read_finish(report_path) >= started.isoformat(timespec="seconds"):
        return
    ledger = RunLedger(site=site.id, started=started)
    ledger.add_fault(site.listings[0].url, "run", reason, outcome)
    report = make_report(ledger, outcome, datetime.now(UTC))
    write_report(report_path, report)
    write_lines([format_summary(report)])


def _read_finish(path: Path) -> str:
    try:
        return str(json.loads(path.read_text(encoding="utf-8")).get("finished", ""))
    except (OSError, ValueError):
        return ""


def print_line(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(line + "\n")
