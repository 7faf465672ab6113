"""`scrapy doctor`: what a first day with a network needs, in one table: this machine, then each site's robots.txt."""

import argparse
import os
import shutil
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, add_language, find_language
from crawler.model.config import Config
from crawler.model.outcomes import ConfigError, Outcome, find_worst
from crawler.model.times import BEIJING

if TYPE_CHECKING:
    from spiders.probe import SiteLook

LEAST_FREE = 2 * 2**30
"""Bytes that a year of runs may fill."""
MOST_SKEW = timedelta(minutes=5)
"""By how much this machine's clock may differ from the sites' (RFC 9110 dates have no fractions, and sites drift)."""
COLUMNS = (("what", True), ("state", True), ("what was seen, and what to do", False))


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, how it is, and what to do where it is not well."""

    what: str
    outcome: Outcome
    seen: str

    @property
    def cells(self) -> tuple[str, str, str]:
        """The line as cells."""
        return self.what, "ok" if self.outcome is Outcome.QUIET else str(self.outcome), self.seen


class Command(SeededCommand, ScrapyCommand):
    """Looks at the machine and asks every enabled site for its robots.txt; writes nothing but a probe it removes."""

    def syntax(self) -> str:
        """The usage line."""
        return "[options]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Check contact, clock, disk, proxy, certificates, time zone and each enabled site's robots.txt"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The language of the table."""
        super().add_options(parser)
        add_language(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the table; `self.exitcode` is that of the worst finding."""
        self.exitcode = self.guard(lambda: self.examine(args, opts))

    def examine(self, args: list[str], opts: argparse.Namespace) -> int:
        """The machine first, then the sites. Raises ConfigError for an argument."""
        assert self.settings is not None
        if args:
            raise ConfigError(f"doctor takes options only, not {args[0]!r}")
        language = find_language(opts, self.config)
        from crawler.commands.looks import look_at_sites
        from crawler.commands.terminal import TableColumn, make_console, make_table

        findings = list(examine_machine(self.config, replica=self.settings.getbool("REPLICA")))
        sites = [site for site in self.seeds.sites.values() if site.disabled is None]
        if not self.config.contact and not self.settings.getbool("REPLICA"):
            sites = []  # a live site is not asked without saying who asks
        self.say(f"asking {len(sites)} sites for their robots.txt")
        looks = look_at_sites(self.settings, sites, listings=False, thorough=True)
        now = datetime.now(UTC)
        findings += [compare_clock(looks, now), *examine_sites(looks)]
        findings += [
            Finding(fault.file, Outcome.BAD_CONFIG, f"{fault.key}: {fault.reason}") for fault in self.seeds.faults
        ]
        columns = [TableColumn(name=name, whole=whole, right=False) for name, whole in COLUMNS]
        make_console().print(make_table(columns, [finding.cells for finding in findings], language=language))
        return find_worst([finding.outcome for finding in findings]).exit_code


def examine_machine(config: Config, *, replica: bool) -> Iterator[Finding]:
    """Contact, disk, proxy, certificates, time zone."""
    contact = config.contact
    wanted = "none set; type: export NOTICES_CONTACT=you@example.org"
    yield Finding("contact", Outcome.QUIET if contact or replica else Outcome.BAD_CONFIG, contact or wanted)
    yield _examine_disk(config.data_dir)
    proxies = {name: url for name, url in getproxies().items() if name in ("http", "https")}
    shown = ", ".join(f"{name} through {_hide_password(url)}" for name, url in sorted(proxies.items()))
    yield Finding("proxy", Outcome.QUIET, shown or "none: sites are asked directly")
    yield _examine_certificates()
    yield _examine_zone()


def _examine_disk(folder: Path) -> Finding:
    there = folder
    while not there.exists():
        there = there.parent
    try:
        probe = there / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
        free = shutil.disk_usage(there).free
    except OSError as error:
        return Finding("disk", Outcome.STORAGE_ERROR, f"{there}: {error.strerror or error}; make it writable")
    seen = f"{folder}: {free / 2**30:.1f} GiB free"
    if free < LEAST_FREE:
        return Finding("disk", Outcome.STORAGE_ERROR, f"{seen}; free {LEAST_FREE / 2**30:.0f} GiB")
    return Finding("disk", Outcome.QUIET, seen)


def _examine_certificates() -> Finding:
    paths = ssl.get_default_verify_paths()
    context = ssl.create_default_context()
    count = len(context.get_ca_certs())
    place = os.environ.get("SSL_CERT_FILE") or paths.cafile or paths.capath or paths.openssl_cafile
    if count or (paths.capath and any(Path(paths.capath).glob("*.0"))):
        return Finding("certificates", Outcome.QUIET, f"{count or 'a folder of'} authorities in {place}")
    return Finding("certificates", Outcome.BAD_CONFIG, f"none found in {place}; install the package ca-certificates")


def _examine_zone() -> Finding:
    try:
        offset = datetime.now(ZoneInfo("Asia/Shanghai")).utcoffset()
    except ZoneInfoNotFoundError:
        offset = None
    here = datetime.now().astimezone()
    seen = f"this machine: {time.tzname[0]} ({here:%z}); days are counted in Asia/Shanghai (+0800) whatever it is"
    if offset is not None and offset != datetime.now(BEIJING).utcoffset():
        return Finding("time zone", Outcome.BAD_CONFIG, f"{seen}; the zone tables here say {offset}: renew tzdata")
    return Finding("time zone", Outcome.QUIET, seen)


def compare_clock(looks: "list[SiteLook]", now: datetime) -> Finding:
    """The clock of this machine beside those of the sites that answered."""
    skews = []
    for robots in (robots for look in looks for robots in look.robots if robots.date):
        try:
            skews.append(now - parsedate_to_datetime(robots.date or ""))
        except (ValueError, TypeError):
            continue
    if not skews:
        return Finding("clock", Outcome.QUIET, f"{now:%Y-%m-%d %H:%M:%S} UTC; no site has said its own")
    skew = sorted(skews)[len(skews) // 2]
    seen = f"{now:%Y-%m-%d %H:%M:%S} UTC, {abs(skew).total_seconds():.0f} s from the middle of {len(skews)} sites"
    if abs(skew) > MOST_SKEW:
        return Finding("clock", Outcome.BAD_CONFIG, f"{seen}; set it: dates of notices are judged by it")
    return Finding("clock", Outcome.QUIET, seen)


def examine_sites(looks: "list[SiteLook]") -> Iterator[Finding]:
    """A line a host: its robots.txt, and the delay it asks for where the seed has a shorter one."""
    for look in looks:
        for robots in look.robots:
            seen = f"{robots.url}: {robots.answer}"
            if robots.crawl_delay and robots.crawl_delay > look.site.delay:
                seen += f"; asks for {robots.crawl_delay:g} s, the seed says {look.site.delay:g}: raise delay"
            yield Finding(look.site.id, robots.outcome, seen)


def _hide_password(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
