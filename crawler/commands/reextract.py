"""`scrapy reextract`: re-derives every notice from the archived pages, offline."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, find_store, print_line
from crawler.model.corrections import Correction, apply_corrections
from crawler.model.items import Notice
from crawler.model.outcomes import XunshiError
from crawler.model.publication import notice_to_json
from crawler.model.site import Site

if TYPE_CHECKING:
    from crawler.store import StoredPage
    from crawler.store.archive import Archive

_STORES_OWN = ("id", "first_seen", "revision", "withdrawn", "sightings", "same_event", "fetched_at", "schema")


class Command(SeededCommand, ScrapyCommand):
    """Prints the field-level difference; changes nothing without --apply."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Read the archived pages again with today's code and show what differs"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        parser.add_argument("--apply", action="store_true", help="write the differences to the store")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Re-derives all; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.reextract(opts))

    def reextract(self, opts: argparse.Namespace) -> int:
        """One line a changed field, then a count."""
        from crawler.store.archive import Archive

        config = self.config
        archive = Archive(config.archive_dir)
        pages = changed = unreadable = 0
        with closing(find_store(config)) as store:
            for page in list(store.list_pages()):
                stored = store.find_notice(page.notice_id)
                if stored is None or stored.page.url != page.url or page.archive is None:
                    continue  # a further sighting: its notice is derived from its own page
                pages += 1
                try:
                    derived = rederive(page, stored, archive, self.seeds.sites.get(page.site))
                except XunshiError as error:
                    unreadable += 1
                    self.say(f"{page.url}: {error}")
                    continue
                lines = list(compare(stored, derived, store.list_corrections(stored.id)))
                changed += bool(lines)
                for line in lines:
                    print_line(f"{page.notice_id} {line}")
                if lines and opts.apply:
                    store.replace_facts(derived)
        done = "written to the store" if opts.apply else "nothing written (--apply writes)"
        self.say(f"{pages} notices read again, {changed} differ, {unreadable} unreadable; {done}")
        return 0


def rederive(page: "StoredPage", stored: Notice, archive: "Archive", site: Site | None) -> Notice:
    """The stored notice with page and facts as today's code reads them. Raises XunshiError."""
    from crawler.runs.stages import decode, extract

    assert page.archive is not None
    raw = archive.read(page.archive)
    derived = extract(decode(raw, site), site)
    return replace(stored, page=replace(derived.page, archive=page.archive), facts=derived.facts)


def compare(stored: Notice, derived: Notice, corrections: Sequence[Correction] = ()) -> Iterator[str]:
    """`field: old -> new` for every published field that differs, what a person put right left as it is."""
    old, new = notice_to_json(stored), apply_corrections(notice_to_json(derived), corrections)
    for name, value in new.items():
        if name not in _STORES_OWN and old.get(name) != value:
            yield f"{name}: {_shorten(old.get(name))} -> {_shorten(value)}"


def _shorten(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 160 else text[:157] + "..."
