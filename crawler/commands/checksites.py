"""`scrapy checksites [SITE ...]`: opens each enabled site once, politely, and says what it sees."""

import argparse

from rich.console import Console
from rich.table import Table

from crawler.arguments import check_contact, check_settings
from crawler.console import SeededCommand
from crawler.outcomes import ConfigError, find_worst
from crawler.probing import look_at_sites
from spiders.probe import SiteLook


class Command(SeededCommand):
    """The table a maintainer runs on the first day with a network; writes nothing to the store."""

    def syntax(self) -> str:
        """The usage line."""
        return "[options] [site ...]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Open each enabled site once and show answer, platform, links, newest date"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the table; ends with the exit code of the worst site."""
        self.exitcode = self.guard(lambda: self.check(args, opts))

    def check(self, names: list[str], opts: argparse.Namespace) -> int:
        """One look at each site (those named also when disabled)."""
        assert self.settings is not None
        unknown = [name for name in names if name not in self.seeds.sites]
        if unknown:
            raise ConfigError(f"unknown site {unknown[0][:80]!r}: `scrapy list` shows the sites")
        sites = [site for site in self.seeds.sites.values() if (site.id in names if names else site.disabled is None)]
        check_settings(self.settings, opts.set)
        check_contact(self.settings, self.config, sites)
        looks = look_at_sites(self.settings, sites)
        Console().print(make_table(looks))
        return find_worst([seen.outcome for look in looks for seen in look.listings.values()]).exit_code


def make_table(looks: list[SiteLook]) -> Table:
    """A row a listing."""
    table = Table("site", "listing", "answer", "platform", "links", "newest", "looks like a notice", "outcome")
    for look in looks:
        for seen in look.listings.values():
            page = seen.page
            table.add_row(
                look.site.id,
                seen.url,
                seen.answer,
                page.platform if page else "",
                str(len(page.links)) if page else "",
                seen.newest or "",
                seen.sample or "",
                str(seen.outcome),
            )
    return table
