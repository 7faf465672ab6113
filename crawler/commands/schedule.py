"""`scrapy schedule`: a crontab for the sites that are on, spread over the day, more often while a round is on."""

import argparse
import shlex
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, find_store, print_line
from crawler.model.config import ROOT, Config
from crawler.model.outcomes import ConfigError, Outcome
from crawler.model.times import find_day
from crawler.sites.timetable import Visit, count_by_hour, plan_day

ROUND_DAYS = 21
"""A round is on at a site that published a notice in so many days: its teams set out within three weeks."""


class Command(SeededCommand, ScrapyCommand):
    """Prints a crontab; installs nothing."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Print a crontab for the sites that are on, with the requests it makes"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints it; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.show(args))

    def show(self, args: list[str]) -> int:
        """The crontab of all enabled sites; bad seeds are said on standard error."""
        if args:
            raise ConfigError("usage: scrapy schedule (it takes no sites: the seeds say which are on)")
        config = self.config
        sites = [site for site in self.seeds.sites.values() if site.disabled is None]
        busy = self.find_busy([site.id for site in sites], find_day(datetime.now(UTC)))
        shift = find_shift(datetime.now().astimezone())
        print_line("\n".join(format_crontab(plan_day(sites, busy), config, shift)))
        for fault in self.seeds.faults:
            self.say(str(fault))
        return Outcome.BAD_CONFIG.exit_code if self.seeds.faults else 0

    def find_busy(self, sites: Sequence[str], today: date) -> set[str]:
        """The sites that published a notice in the last ROUND_DAYS; none where nothing was ever crawled."""
        try:
            store = find_store(self.config)
        except ConfigError:
            return set()
        first = today - timedelta(days=ROUND_DAYS)
        try:
            return {site for site in sites if next(store.list_notices(site=site, since=first), None) is not None}
        finally:
            store.close()


def find_shift(now: datetime) -> int:
    """Whole hours by which the machine's clock is ahead of Beijing's (below 0: behind), at a moment with its zone."""
    offset = now.utcoffset() or timedelta(0)
    return (offset - timedelta(hours=8)) // timedelta(hours=1)


def format_crontab(visits: Sequence[Visit], config: Config, shift: int) -> Iterator[str]:
    """The lines of the crontab: its variables, a line a site with what it asks for, and the totals; `shift`: hours by
    which the machine's clock is ahead of Beijing's.
    """
    by_hour = count_by_hour(visits)
    busiest = max(by_hour, key=lambda hour: by_hour[hour], default=0)
    yield "# printed by `scrapy schedule`: hours are this machine's; print it anew every week, for rounds come and go"
    yield (
        f"# {len(visits)} sites, {sum(len(visit.hours) for visit in visits)} runs and "
        f"{sum(visit.a_day for visit in visits)} requests a day with nothing new, "
        f"{by_hour.get(busiest, 0)} in the busiest hour ({(busiest + shift) % 24}:00)"
    )
    yield "SHELL=/bin/bash"
    yield f"NOTICES_CONTACT={config.contact or 'you@example.org'}"
    yield f"NOTICES_DATA_DIR={config.data_dir}"
    yield "MAILTO=oncall@example.org"
    yield f"XUNSHI={shlex.quote(str(ROOT))}"
    yield "CRAWL=timeout -k 60 55m .venv/bin/scrapy crawl"
    for visit in visits:
        round_on = "a round is on: " if visit.busy else ""
        yield f"# {visit.site}: {round_on}{visit.requests} requests a run, {visit.a_day} a day with nothing new"
        hours = "*" if len(visit.hours) == 24 else ",".join(map(str, sorted((h + shift) % 24 for h in visit.hours)))
        yield (f'{visit.minute} {hours} * * *  cd "$XUNSHI" && out=$($CRAWL {visit.site} 2>&1) || echo "exit $?: $out"')
