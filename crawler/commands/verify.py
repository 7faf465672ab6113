"""`scrapy verify [ID]`: whether what is stored is what the archived pages say."""

import argparse
from contextlib import closing
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, find_notice, find_store, print_line
from crawler.model.outcomes import ConfigError, Outcome


class Command(SeededCommand, ScrapyCommand):
    """A line a fault: notice, field, file and place in the archive."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows the command's name."""
        return "[ID ...]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Check every value against its archived page: record, hash, words"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks; `self.exitcode` 0, 15, 20 or 21."""
        self.exitcode = self.guard(lambda: self.verify(args))

    def verify(self, args: list[str]) -> int:
        """All pages, or those of some notices. Raises ConfigError, StorageError."""
        from crawler.runs.verifying import verify_page
        from crawler.store.archive import Archive

        config = self.config
        pages = faults = 0
        with closing(find_store(config)) as store:
            wanted = {find_notice(store, ident).id for ident in args}
            archive = Archive(config.archive_dir)
            for page in store.list_pages():
                if wanted and page.notice_id not in wanted:
                    continue
                pages += 1
                for fault in verify_page(store, archive, page, self.seeds.sites.get(page.site)):
                    faults += 1
                    print_line(fault)
        if wanted and not pages:
            raise ConfigError(f"{', '.join(args)}: has no page in the store")
        self.say(f"{pages} pages checked, {faults} faults")
        return Outcome.DEGRADED.exit_code if faults else 0
