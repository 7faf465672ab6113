"""`scrapy crawlall [SITE ...]`: every enabled site (or those named) in one process."""

import argparse

from scrapy.commands import BaseRunSpiderCommand

from crawler.commands.console import SeededCommand
from crawler.model.outcomes import Outcome
from crawler.model.site import Site


class Command(SeededCommand, BaseRunSpiderCommand):
    """Crawls the sites side by side; ends with the worst of their exit codes."""

    def syntax(self) -> str:
        """The usage line."""
        return "[options] [site ...]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Run all enabled sites, or those named, in one process"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs the sites; `self.exitcode` as CONTRACT.md."""
        self.exitcode = self.guard(lambda: self.start_crawls(args, opts))

    def start_crawls(self, names: list[str], opts: argparse.Namespace) -> int:
        """Crawls the good seeds; bad, unknown and disabled ones are said and make the exit code 21 at least."""
        options = self.read_options(opts)
        bad = {fault.site for fault in self.seeds.faults}
        wanted = list(dict.fromkeys(names)) or sorted({*self.seeds.sites, *bad})
        sites: list[Site] = []
        complaints: list[str] = []
        for name in wanted:
            site = self.seeds.sites.get(name)
            if name in bad:
                complaints.extend(str(fault) for fault in self.seeds.list_faults(name))
            elif site is None:
                complaints.append(self.seeds.describe_unknown(name))
            elif not site.disabled or options.force:
                sites.append(site)
            elif names:
                complaints.append(f"seeds/{name}.toml: disabled since {site.disabled.since}: {site.disabled.reason}")
        for line in complaints:
            self.say(line)
        found = [Outcome.BAD_CONFIG] if complaints else []
        return self.crawl(sites, options, opts, found)
