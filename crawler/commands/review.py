"""`scrapy review`: what a person should look at first, with each doubt in words and the command that puts it right."""

import argparse
from contextlib import closing
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, find_store, print_line
from crawler.model.outcomes import ConfigError
from crawler.model.publication import Published, notice_to_json

_MOST = 10
_DOUBTS = 6
"""Doubts that are shown of one notice."""


class Command(SeededCommand, ScrapyCommand):
    """Ordered by expected gain: how often such a value is wrong, and what it costs."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "List what to look at first, each doubt in words, with the command to correct it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        parser.add_argument("--site", help="notices that stand on this site")
        parser.add_argument("--limit", metavar="N", default=str(_MOST), help=f"so many notices at most ({_MOST})")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the list; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.review(args, opts))

    def review(self, args: list[str], opts: argparse.Namespace) -> int:
        """The cases. Raises ConfigError, StorageError."""
        if args:
            raise ConfigError(f"review takes options only, not {args[0]!r}")
        if not (opts.limit.isascii() and opts.limit.isdecimal() and 0 < int(opts.limit) <= 100_000):
            raise ConfigError(f"--limit {opts.limit[:40]!r}: write a number from 1 to 100000")
        if opts.site is not None and opts.site not in self.seeds.sites:
            raise ConfigError(f"--site: {self.seeds.describe_unknown(opts.site)}")
        from crawler.model.certainty import Doubt
        from crawler.runs.ledger import show_line
        from crawler.runs.reviewing import list_cases

        with closing(find_store(self.config)) as store:
            reopened: dict[str, tuple[str, ...]] = {}
            for each in store.list_reopened():
                ident = each.correction.notice_id
                reopened[ident] = (*reopened.get(ident, ()), each.correction.field)
            cases = list_cases(store.list_notices(site=opts.site), reopened, int(opts.limit))
        for case in cases:
            published = notice_to_json(case.notice)
            print_line(show_line(f"{case.notice.id}  {published['title'] or published['url']}"))
            print_line(show_line(f"    {published['url']}"))
            shown: tuple[Doubt, ...] = case.doubts[:_DOUBTS]
            for doubt in shown:
                print_line(show_line(f"    {doubt.field}: {doubt.confidence}: {'; '.join(doubt.reasons)}"))
                value = quote_value(published, doubt.field)
                print_line(f"        scrapy correct {case.notice.id} {doubt.field} {value} --why ''")
            if len(case.doubts) > _DOUBTS:
                print_line(f"    {len(case.doubts) - _DOUBTS} more doubts")
        self.say(f"{len(cases)} notices to look at, those first where a look gains most")
        return 0


def quote_value(published: Published, path: str) -> str:
    """The value of a field as the command takes it, quoted for a shell."""
    import json
    import shlex

    value: Any = published
    try:
        for step in path.split("/"):
            value = value[int(step)] if isinstance(value, list) else value[step]
    except (LookupError, TypeError, ValueError):
        value = None
    if isinstance(value, str):
        return shlex.quote(value)
    return shlex.quote(json.dumps(value, ensure_ascii=False))
