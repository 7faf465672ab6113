"""`scrapy list`: the names in seeds/, one a line."""

import argparse
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, print_line
from crawler.model.outcomes import Outcome


class Command(SeededCommand, ScrapyCommand):
    """Lists the good seeds; bad ones are said on standard error and make the exit code 21."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "List the sites"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the names; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(self.show)

    def show(self) -> int:
        """A name a line; gives the exit code."""
        for name in sorted(self.seeds.sites):
            print_line(name)
        for fault in self.seeds.faults:
            self.say(str(fault))
        return Outcome.BAD_CONFIG.exit_code if self.seeds.faults else 0
