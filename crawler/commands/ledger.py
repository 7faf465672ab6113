"""`scrapy ledger`: inspections, not articles: one a line, with the notices that tell of it."""

import argparse
import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, find_store
from crawler.model.inspection import Inspection
from crawler.model.items import Notice
from crawler.model.outcomes import ConfigError, XunshiError


class Command(SeededCommand, ScrapyCommand):
    """Joins the store's notices, or given texts."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Join notices into inspections, from deployment to rectification"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        parser.add_argument(
            "--input", metavar="DOCS", help="JSON Lines as `extract --input` reads; without it the store"
        )
        parser.add_argument("--output", metavar="OUT", help="write here instead of standard output")
        parser.add_argument(
            "--explain", action="store_true", help="for a person: why each notice belongs to its inspection"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the inspections; `self.exitcode` 0, 15, 20 or 21."""
        self.exitcode = self.guard(lambda: self.show(args, opts))

    def show(self, args: list[str], opts: argparse.Namespace) -> int:
        """One inspection a line. Raises ConfigError, StorageError."""
        if args:
            raise ConfigError(f"ledger takes options only, not {args[0]!r}")
        from crawler.commands.selection import print_whole, write_file
        from crawler.inspections import join_notices

        unread = 0
        if opts.input:
            notices, unread = self.read_documents(Path(opts.input))
            inspections = join_notices(notices)
        else:
            with closing(find_store(self.config)) as store:
                inspections = join_notices(store.list_notices(kinds=None))
        lines = map(explain if opts.explain else print_json, inspections)
        text = "".join(f"{line}\n" for line in lines).encode()
        if opts.output:
            write_file(Path(opts.output), lambda stream: stream.write(text))
        else:
            print_whole(lambda stream: stream.write(text))
        self.say(f"{len(inspections)} inspections, {count_members(inspections)} notices in them")
        return 15 if unread else 0

    def read_documents(self, source: Path) -> tuple[list[Notice], int]:
        """The notices of given texts, each by its own id, and how many could not be read. Raises ConfigError."""
        from crawler.commands.extract import read_lines
        from crawler.runs.saved_pages import read_notice

        notices, unread = [], 0
        now = datetime.now(UTC)
        for document in read_lines(source):
            try:
                notices.append(replace(read_notice(document, list(self.seeds.sites.values()), now), id=document.ref))
            except XunshiError as error:
                unread += 1
                self.say(f"{document.ref}: {error}")
        return notices, unread


def count_members(inspections: Iterable[Inspection]) -> int:
    """How many different notices are members."""
    return len({notice for found in inspections for notice in found.members})


def print_json(found: Inspection) -> str:
    """An inspection as one line of JSON."""
    told = {
        "inspection": found.id,
        "unit": found.unit,
        "qualified": found.qualified,
        "team": found.team,
        "level": found.level,
        "province": found.province,
        "division": found.division,
        "round": describe_round(found),
        "errand": list(found.errand),
        "phases": asdict(found.phases),
        "left": found.left,
        "people": list(found.people),
        "members": list(found.members),
    }
    return json.dumps(told, ensure_ascii=False)


def describe_round(found: Inspection) -> dict[str, int | None] | None:
    """Term and number, and the year of rounds counted by it; None where no member tells."""
    if found.term is None and found.round is None:
        return None
    year = {} if found.year is None or found.term is not None else {"year": found.year}
    return {"term": found.term, "number": found.round, **year}


def explain(found: Inspection) -> str:
    """An inspection for a person's eye: what it is, its days, and why each notice belongs to it."""
    from crawler.runs.ledger import show_line

    days = asdict(found.phases)
    reasons = dict(found.reasons)
    lines = [
        f"{found.id}  {found.qualified or found.unit or 'a whole round'}",
        f"    team   {found.team or 'not told'}",
        f"    days   {', '.join(f'{name} {day}' for name, day in days.items() if day) or 'not told'}",
        *(f"    {notice}  {reasons.get(notice) or 'told first'}" for notice in found.members),
    ]
    return "\n".join(map(show_line, lines))
