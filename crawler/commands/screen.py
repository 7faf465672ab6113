"""`scrapy screen`: whether notices name the units or people of a list."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import ProjectCommand, find_store
from crawler.model.outcomes import ConfigError


class Command(ProjectCommand, ScrapyCommand):
    """One row a name: hits with their proof, warnings of the same name, or none."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows the command's name."""
        return "NAMES.csv"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Say which names of a list (units or people) stand in notices, with the words that show it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        parser.add_argument("--column", help="the column that holds the names (default: the first)")
        parser.add_argument("--output", metavar="FILE", help="write the rows here, not to standard output")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the rows as CSV; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.screen(args, opts))

    def screen(self, args: list[str], opts: argparse.Namespace) -> int:
        """One row a name. Raises ConfigError, StorageError."""
        from crawler.commands.selection import print_whole, write_file
        from crawler.exports.screening import read_names, screen, write_rows

        if len(args) != 1:
            raise ConfigError("screen takes one CSV file of names: scrapy screen NAMES.csv [--column COLUMN]")
        names = read_names(Path(args[0]), opts.column)
        with closing(find_store(self.config)) as store:
            rows = list(screen(store, names))
        table = write_rows(rows)
        if opts.output:
            write_file(Path(opts.output), lambda stream: stream.write(table))
        else:
            print_whole(lambda stream: stream.write(table))
        found = sum(row["match"] != "none" for row in rows)
        self.say(f"{len(rows)} names, {found} found; read the warnings and the words before you rely on a hit")
        return 0
