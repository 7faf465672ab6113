"""`scrapy withhold ID --why TEXT`: takes a notice out of every published form; the store keeps it."""

import argparse
import getpass
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import ProjectCommand, add_author, find_notice, find_store, print_line, read_reason
from crawler.model.outcomes import ConfigError


class Command(ProjectCommand, ScrapyCommand):
    """Published files follow with the next run, or at once with `scrapy export`."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows the command's name."""
        return "ID --why TEXT [--by NAME] | ID --undo | --list"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Take a notice out of everything that is published, and keep it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        add_author(parser)
        parser.add_argument("--undo", action="store_true", help="publish the notice again")
        parser.add_argument("--list", action="store_true", help="print what is withheld, by whom and why")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Withholds; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.withhold(args, opts))

    def withhold(self, args: list[str], opts: argparse.Namespace) -> int:
        """One notice. Raises ConfigError, StorageError."""
        if len(args) != (0 if opts.list else 1):
            raise ConfigError("withhold takes one notice: scrapy withhold ID --why TEXT")
        now = datetime.now(UTC)
        with closing(find_store(self.config)) as store:
            withheld = store.list_withheld()
            if opts.list:
                for ident, told in withheld.items():
                    print_line(f"{ident}  {told}")
                return 0
            notice = find_notice(store, args[0])
            if opts.undo:
                if notice.id not in withheld:
                    raise ConfigError(f"{notice.id}: is not withheld")
                store.release(notice.id, now)
                self.say(f"{notice.id}: is published again, in files by the next run or scrapy export")
                return 0
            if notice.id in withheld:
                raise ConfigError(f"{notice.id}: is withheld already ({withheld[notice.id]})")
            by = read_reason(opts.by or getpass.getuser(), "--by")
            store.withhold(notice.id, read_reason(opts.why), by, now)
        self.say(f"{notice.id}: is published no more, in files by the next run or scrapy export; it stays in the store")
        return 0
