"""`scrapy sites`: every site with how its last run went."""

import argparse
import json
import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, add_language, find_language, find_store, print_line
from crawler.model.config import Config
from crawler.model.outcomes import ConfigError, Outcome
from crawler.model.site import Site
from crawler.model.times import find_day
from crawler.model.wording import translate
from crawler.runs.latency import format_minutes, measure_latency
from crawler.sites.merged import format_site

if TYPE_CHECKING:
    from crawler.store import Store

COLUMNS = (
    ("site", True, False),
    ("state", False, False),
    ("last run", True, False),
    ("newest", True, False),
    ("quiet", True, True),
    ("pending", True, True),
    ("found after", False, False),
    ("name", False, False),
)
"""Name, never wrapped, right-aligned. `quiet` are days since the newest date; `found after` is median / 90 %."""

ROOM_FOR_NAMES = 110
"""Columns from which on the sites' names are shown: in a narrower terminal the short names must do."""


class Command(SeededCommand, ScrapyCommand):
    """Shows every site: enabled, last run, outcome, newest date on the listing, days quiet, pending."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Show every site: last run, outcome, newest date, pending"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        add_language(parser)
        parser.add_argument("--json", action="store_true", help="as a JSON array")
        parser.add_argument("--show", metavar="SITE", help="print the whole seed of one site, template and all")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the table; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.show(opts))

    def show(self, opts: argparse.Namespace) -> int:
        """A row a site, or one site's seed."""
        if opts.show is not None:
            return self.show_seed(opts.show)
        config = self.config
        language = find_language(opts, config)
        today = find_day(datetime.now(UTC))
        with ExitStack() as stack:
            store = self.find_runs(config)
            if store:
                stack.callback(store.close)
            rows = [describe_site(site, store, today) for site in self.seeds.sites.values()]
        if opts.json:
            print_line(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            from crawler.commands.terminal import TableColumn, make_console, make_table

            console = make_console()
            shown = COLUMNS if console.width >= ROOM_FOR_NAMES else COLUMNS[:-1]
            columns = [TableColumn(name=name, whole=whole, right=right) for name, whole, right in shown]
            cells = [row[: len(shown)] for row in make_rows(rows, language)]
            console.print(make_table(columns, cells, language=language))
        for fault in self.seeds.faults:
            self.say(str(fault))
        return Outcome.BAD_CONFIG.exit_code if self.seeds.faults else 0

    def show_seed(self, name: str) -> int:
        """One seed as it counts, with what it has from its template; its faults where it has some."""
        site = self.seeds.sites.get(name)
        if site is None:
            faults = self.seeds.list_faults(name)
            raise ConfigError("\n".join(map(str, faults)) if faults else self.seeds.describe_unknown(name))
        print_line(format_site(site).removesuffix("\n"))
        return 0

    def find_runs(self, config: Config) -> "Store | None":
        """The store, or None in a fresh clone, which is said. Raises ConfigError where the user's folder has none."""
        try:
            return find_store(config)
        except ConfigError:
            if any(os.environ.get(name) for name in ("NOTICES_DATA_DIR", "NOTICES_DATABASE_URL")):
                raise
            self.say(f"{config.data_dir}: no run yet")
            return None


def describe_site(site: Site, store: "Store | None", today: date) -> dict[str, Any]:
    """One site's row; without a store, of a site that was never crawled.

    Days quiet count from the newest date on its listings; latency: crawler/runs/latency.py.
    """
    last = (store and store.last_run(site.id)) or {}
    latency = store and measure_latency(store.list_times(site.id), store.find_watch_start(site.id))
    states = [store and store.find_listing(site.id, listing.url) for listing in site.listings]
    newest = max((state.newest_date for state in states if state and state.newest_date), default=None)
    return {
        "site": site.id,
        "name": site.name,
        "enabled": site.disabled is None,
        "reason": site.disabled.reason if site.disabled else None,
        "last_run": last.get("finished"),
        "outcome": last.get("outcome"),
        "exit_code": last.get("exit_code"),
        "newest": newest,
        "days_quiet": (today - date.fromisoformat(newest)).days if newest else None,
        "pending": len(store.list_pending(site.id)) if store else 0,
        "latency": asdict(latency) if latency else None,
    }


def make_rows(rows: list[dict[str, Any]], language: str = "en") -> list[tuple[str, ...]]:
    """The cells of each site, in the order of COLUMNS; the last run's day is Beijing's."""
    return [
        (
            row["site"],
            " ".join(filter(None, ["" if row["enabled"] else translate("off", language), row["outcome"]]))
            or translate("never run", language),
            find_day(datetime.fromisoformat(row["last_run"])).isoformat() if row["last_run"] else "",
            row["newest"] or "",
            "" if row["days_quiet"] is None else str(row["days_quiet"]),
            str(row["pending"] or ""),
            show_latency(row["latency"]),
            row["name"],
        )
        for row in rows
    ]


def show_latency(latency: Mapping[str, int] | None) -> str:
    """How long notices were out before they were found: median / 90 %."""
    if latency is None:
        return ""
    return " / ".join(format_minutes(latency[name]) for name in ("median_minutes", "p90_minutes"))
