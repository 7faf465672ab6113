"""`scrapy checksites [SITE ...]`: opens each enabled site once, politely, and says what it sees."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, add_language, find_language
from crawler.model.config import SEEDS
from crawler.model.outcomes import ConfigError, Outcome, find_worst
from crawler.model.site import Site
from crawler.runs.arguments import check_contact, check_settings

if TYPE_CHECKING:
    from spiders.probe import ListingLook, SiteLook

COLUMNS = (
    ("site", True),
    ("outcome", True),
    ("platform", True),
    ("links", True),
    ("newest", True),
    ("listing, and what came", False),
)
"""Name, never wrapped."""


ARTICLES = 2
"""Articles of a site that are recorded."""


class Command(SeededCommand, ScrapyCommand):
    """The table a maintainer runs on the first day with a network; writes nothing unless told to."""

    def syntax(self) -> str:
        """The usage line."""
        return "[options] [site ...]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Open each enabled site once and show answer, platform, links, newest date"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What is left of a look."""
        super().add_options(parser)
        add_language(parser)
        parser.add_argument("--report", metavar="FILE", help="write what answered and the proposed changes of seeds")
        parser.add_argument(
            "--record", action="store_true", help="keep the pages in tests/sites/, to be read by a person"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the table; ends with the exit code of the worst site."""
        self.exitcode = self.guard(lambda: self.check(args, opts))

    def check(self, names: list[str], opts: argparse.Namespace) -> int:
        """One look at each site (those named also when disabled). Raises ConfigError for an unknown or bad one."""
        assert self.settings is not None
        language = find_language(opts, self.config)
        sites = self.choose_sites(names)
        check_settings(self.settings, opts.set)
        check_contact(self.settings, self.config, sites)
        faults = [] if names else [str(fault) for fault in self.seeds.faults]
        for line in faults:
            self.say(line)
        from crawler.commands.looks import look_at_sites
        from crawler.commands.terminal import TableColumn, make_console, make_table

        self.say(f"looking at {len(sites)} sites, {sum(len(site.listings) for site in sites)} listings")
        wants_report = opts.report is not None
        looks = look_at_sites(self.settings, sites, ARTICLES if opts.record else 0, thorough=wants_report)
        columns = [TableColumn(name=name, whole=whole, right=name == "links") for name, whole in COLUMNS]
        rows = [make_row(look, seen) for look in looks for seen in look.listings]
        make_console().print(make_table(columns, rows, language=language))
        if opts.record:
            record_pages(looks, datetime.now(UTC), self.say)
        if wants_report:
            from crawler.commands.site_report import write_report

            count = write_report(Path(opts.report), looks, SEEDS, datetime.now(UTC))
            self.say(f"{opts.report}: {count} changes of seeds proposed; read each diff before you apply it")
        outcomes = [seen.outcome for look in looks for seen in look.listings]
        return find_worst([*outcomes, *([Outcome.BAD_CONFIG] if faults else [])]).exit_code

    def choose_sites(self, names: list[str]) -> list[Site]:
        """The sites to look at. Raises ConfigError."""
        for name in names:
            if faults := self.seeds.list_faults(name):
                raise ConfigError("\n".join(str(fault) for fault in faults))
            if name not in self.seeds.sites:
                raise ConfigError(self.seeds.describe_unknown(name))
        if names:
            return [self.seeds.sites[name] for name in dict.fromkeys(names)]
        return [site for site in self.seeds.sites.values() if site.disabled is None]


def record_pages(looks: "list[SiteLook]", now: datetime, say: Callable[[str], None]) -> None:
    """Keeps the first listing with links of each site, and two articles, beside the tests; what is there stays.

    Raises StorageError.
    """
    from crawler.commands.addsite import RECORDED, write_recorded

    for look in looks:
        seen = next((seen for seen in look.listings if seen.page and seen.page.links), None)
        folder = RECORDED / look.site.id
        if seen is None or folder.exists():
            say(f"{look.site.id}: not recorded: {'already there' if folder.exists() else 'no listing could be read'}")
            continue
        write_recorded(look, seen, now)
        say(f"{look.site.id}: recorded in tests/sites/{look.site.id}/: read the pages and put your name into read_by")


def make_row(look: "SiteLook", seen: "ListingLook") -> tuple[str, ...]:
    """The cells of one listing, in the order of COLUMNS. The outcome is that of a crawl which saw the same (`ok`:
    nothing wrong); the last cell says what came when it was no listing, or else shows a title that looks like a notice.
    """
    page = seen.page
    below = (seen.sample or "no title that looks like a notice") if page and page.links else seen.answer
    return (
        look.site.id,
        str(seen.outcome) if seen.outcome is not Outcome.QUIET else "ok",
        page.platform if page else "",
        str(len(page.links)) if page else "",
        seen.newest or "",
        f"{seen.listing.url}\n{' '.join(below.split())}",
    )
