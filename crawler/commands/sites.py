"""`scrapy sites`: every site with how its last run went."""

import argparse
import json
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, check_data_dir, open_store, print_line
from crawler.model.outcomes import Outcome
from crawler.model.site import Site
from crawler.runs.latency import format_minutes, measure_latency
from crawler.runs.ledger import find_day

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.store import Store


class Command(SeededCommand, ScrapyCommand):
    """Shows every site: enabled, last run, outcome, newest date on the listing, days quiet, pending."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Show every site: last run, outcome, newest date, pending"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="as a JSON array")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the table; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.show(opts))

    def show(self, opts: argparse.Namespace) -> int:
        """A row a site."""
        config = self.config
        check_data_dir(config)
        with closing(open_store(config)) as store:
            today = find_day(datetime.now(UTC))
            rows = [describe_site(site, store, today) for site in self.seeds.sites.values()]
        if opts.json:
            print_line(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            from rich.console import Console

            Console().print(make_table(rows))
        for fault in self.seeds.faults:
            self.say(str(fault))
        return Outcome.BAD_CONFIG.exit_code if self.seeds.faults else 0


def describe_site(site: Site, store: "Store", today: date) -> dict[str, Any]:
    """One site's row. Days quiet count from the newest date on its listings; latency: crawler/runs/latency.py."""
    last = store.last_run(site.id) or {}
    latency = measure_latency(store.list_times(site.id), store.find_watch_start(site.id))
    states = [store.find_listing(site.id, listing.url) for listing in site.listings]
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
        "pending": len(store.list_pending(site.id)),
        "latency": asdict(latency) if latency else None,
    }


def make_table(rows: list[dict[str, Any]]) -> "Table":
    """The rows for a terminal."""
    from rich.table import Table

    table = Table(
        "site",
        "name",
        "enabled",
        "last run",
        "outcome",
        "newest",
        "days quiet",
        "pending",
        "found after (median)",
        "90 %",
    )
    for row in rows:
        table.add_row(
            row["site"],
            row["name"],
            "yes" if row["enabled"] else "no",
            row["last_run"] or "never",
            row["outcome"] or "",
            row["newest"] or "",
            "" if row["days_quiet"] is None else str(row["days_quiet"]),
            str(row["pending"]),
            format_minutes(row["latency"]["median_minutes"]) if row["latency"] else "",
            format_minutes(row["latency"]["p90_minutes"]) if row["latency"] else "",
        )
    return table
