"""`scrapy export`: rebuilds the feeds from the store, or prints a selection."""

import argparse
from contextlib import closing
from dataclasses import replace
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, find_store
from crawler.model.outcomes import ConfigError

_ASKED = (
    *("format", "output", "site", "province", "level", "kind", "since", "until", "changed_since", "person", "unit"),
    *("team", "text", "min_confidence", "as_of", "since_generation"),
)


class Command(SeededCommand, ScrapyCommand):
    """Without arguments all feeds under <data>/feeds; with a format or a selection one file."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Rebuild the feeds from the store, or print a selection of notices"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        add = parser.add_argument
        add("--format", help="one file in this format (jsonl unless told); an unknown one lists them all")
        add("--output", metavar="FILE", help="write it here, not to standard output; its ending chooses the format")
        add("--site", help="notices that stand on this site, mirrors too")
        add("--province", help="of inspections of this province (浙江, 浙江省, 330000)")
        add("--level", help="of teams of this level")
        add("--kind", help="of this kind, or all (default: mobilization and announcement)")
        add("--since", metavar="DAY", help="published on or after YYYY-MM-DD")
        add("--until", metavar="DAY", help="published on or before YYYY-MM-DD")
        add("--changed-since", metavar="DAY", help="first seen, edited or taken down on that day or later")
        add("--person", metavar="NAME", help="that name this person")
        add("--unit", "--target", dest="unit", metavar="PART", help="whose units' names hold this")
        add("--team", metavar="PART", help="whose teams' names hold this")
        add("--text", metavar="PART", help="whose title or text holds this")
        add("--min-confidence", metavar="HOW", help="at least likely, or certain")
        add("--as-of", metavar="DAY", help="as known at the end of that day, read by today's code")
        add("--since-generation", metavar="N", help="what changed since this generation (with --format delta: how)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the feeds; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.export(args, opts))

    def export(self, args: list[str], opts: argparse.Namespace) -> int:
        """All feeds, or one file."""
        if args:
            raise ConfigError(f"export takes options only, not {args[0]!r}")
        from crawler.exports import open_outlet, publish_feeds

        config = replace(self.config, site_names=self.seeds.names)
        with closing(find_store(config)) as store:
            if all(getattr(opts, name) is None for name in _ASKED):
                changed = publish_feeds(store, config.feeds_dir, sorted(self.seeds.sites), open_outlet(config))
                self.say(f"{config.feeds_dir}: {len(changed)} feed files written, the others were as they should be")
                return 0
            from crawler.commands.selection import write_selection

            write_selection(store, config, self.seeds.sites, opts)
        return 0
