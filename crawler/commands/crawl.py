"""`scrapy crawl SITE`: one run of one site, with an exit code that tells the truth."""

import argparse

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError

from crawler.commands.console import SeededCommand
from crawler.model.outcomes import ConfigError


class Command(SeededCommand, BaseRunSpiderCommand):
    """Scrapy's own `crawl`, replaced."""

    def syntax(self) -> str:
        """The usage line."""
        return "[options] <site>"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Run one site: find, read and publish its new notices"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs the site; `self.exitcode` as CONTRACT.md."""
        if len(args) != 1:
            raise UsageError("name one site; `scrapy list` shows them")
        self.exitcode = self.guard(lambda: self.start_crawl(args[0], opts))

    def start_crawl(self, name: str, opts: argparse.Namespace) -> int:
        """Checks everything, then crawls under the watchdog."""
        if faults := self.seeds.list_faults(name):
            raise ConfigError("\n".join(str(fault) for fault in faults))
        site = self.seeds.sites.get(name)
        if site is None:
            self.say(self.seeds.describe_unknown(name))
            return 1
        options = self.read_options(opts)
        if site.disabled and not options.force:
            raise ConfigError(
                f"seeds/{name}.toml: disabled since {site.disabled.since}: {site.disabled.reason} "
                "(-a force=1 crawls it all the same)"
            )
        return self.crawl([site], options, opts)
