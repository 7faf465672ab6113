"""`scrapy coverage`: what is known of each round, what is missing, and how many inspections nobody saw."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import ProjectCommand, find_store
from crawler.model.outcomes import ConfigError


class Command(ProjectCommand, ScrapyCommand):
    """One row a committee and round, as CSV."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Say for each round which units have meeting, feedback, rectification, and what is missing"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        parser.add_argument("--output", metavar="FILE", help="write the rows here, not to standard output")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the rows; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.show(args, opts))

    def show(self, args: list[str], opts: argparse.Namespace) -> int:
        """One row a round. Raises ConfigError, StorageError."""
        if args:
            raise ConfigError(f"coverage takes options only, not {args[0]!r}")
        from crawler.commands.selection import print_whole, write_file
        from crawler.exports.sheet import write_sheet
        from crawler.inspections.rounds import measure_coverage
        from crawler.inspections.sheets import COVERAGE, print_coverage

        with closing(find_store(self.config)) as store:
            generation = store.read_generations().generation
            rows = measure_coverage(store.list_notices(kinds=None))
        table = write_sheet(COVERAGE, map(print_coverage, rows), generation)
        if opts.output:
            write_file(Path(opts.output), lambda stream: stream.write(table))
        else:
            print_whole(lambda stream: stream.write(table))
        missing = sum(len(row.missing_meeting) for row in rows)
        self.say(f"{len(rows)} rounds, {sum(len(row.units) for row in rows)} units, {missing} without a meeting")
        return 0
