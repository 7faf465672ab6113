"""The store: plain synchronous calls on one database, each a transaction of its own.

To be used from one thread at a time. Every call raises StorageError when the database cannot be read or written.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from crawler.model.corrections import Correction
from crawler.model.filter import Filter
from crawler.model.items import PUBLISHED_KINDS, ArchiveRef, Kind, Level, Notice
from crawler.model.publication import Published, parse_time
from crawler.model.times import print_time
from crawler.store import (
    amendments,
    commits,
    generations,
    hashes,
    journal,
    links,
    notices,
    pages,
    queries,
    readings,
    runs,
    similar,
    whoswho,
)
from crawler.store.amendments import OpenCorrection
from crawler.store.database import Database
from crawler.store.generations import Generations
from crawler.store.revisions import list_revisions
from crawler.store.schema import NOTICES
from crawler.store.values import (
    ListingState,
    NewLink,
    OutdatedHash,
    Revision,
    SiteSummary,
    StoredLink,
    StoredPage,
    UnreadLink,
)
from crawler.store.whoswho import RegisteredPerson, RegisteredUnit


class Store:
    """Everything that is known: links, pages, notices, runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str) -> "Store":
        """The store of a SQLAlchemy URL, created or migrated where needed.

        Raises ConfigError for a database that is foreign, of a newer version, damaged or none; StorageError for one
        that cannot be opened or written.
        """
        return cls(Database.open(url))

    def close(self) -> None:
        """Close the connection."""
        self._database.close()

    def note_kinds(self, kinds: Mapping[str, str], now: datetime) -> None:
        """Keep what kind of site each one is (`SiteKind` by site id)."""
        with self._database.read() as connection:
            if links.knows_kinds(connection, kinds):
                return
        with self._database.write() as connection:
            links.note_kinds(connection, kinds, print_time(now))

    def outranks(self, site: str, other: str) -> bool:
        """Whether a site is a commission's own and the other one is not: then its page leads."""
        with self._database.read() as connection:
            return links.outranks(connection, site, other)

    def find_links(self, site: str, urls: Sequence[str]) -> dict[str, StoredLink]:
        """Those of the canonical addresses that are known."""
        with self._database.read() as connection:
            return links.find_links(connection, site, urls)

    def add_links(self, site: str, new_links: Sequence[NewLink], now: datetime) -> None:
        """Keep new links as pending, or as skipped with their reason.

        A known link stays as it is; only one that was skipped and now has no reason to be becomes pending.
        """
        with self._database.write() as connection:
            links.add_links(connection, site, new_links, now)

    def list_pending(self, site: str, now: datetime | None = None, most: int | None = None) -> list[StoredLink]:
        """The links whose article is still to be fetched, the least often tried first, then in the order they were
        found; `now`: only those whose time has come, `most`: so many at most.
        """
        with self._database.read() as connection:
            return links.list_pending(connection, site, now, most)

    def count_pending(self, site: str) -> int:
        """How many links are pending."""
        with self._database.read() as connection:
            return links.count_links(connection, site, "pending")

    def skip_link(self, site: str, url: str, reason: str, now: datetime, retry_at: datetime | None = None) -> None:
        """Set a pending link aside with the reason, until a listing shows it at `retry_at` or later."""
        with self._database.write() as connection:
            links.skip_link(connection, site, url, reason, now, retry_at)

    def begin_reading(self, site: str, url: str, archive: ArchiveRef | None, code: str, now: datetime) -> None:
        """Count the attempt to read a link's page before it is made; it ends with commit, fail_link or note_death."""
        with self._database.write() as connection:
            readings.begin_reading(connection, site, url, archive, code, now)

    def note_death(self, site: str, url: str, reason: str, now: datetime) -> int:
        """Count a reading that killed its process or took too long; gives how many there were of that page."""
        with self._database.write() as connection:
            return readings.note_death(connection, site, url, reason, now)

    def list_broken_off(self, site: str) -> list[str]:
        """The links whose reading has begun and not ended."""
        with self._database.read() as connection:
            return readings.list_broken_off(connection, site)

    def forget_readings(self, site: str) -> None:
        """Strike out readings whose process ended together with its supervisor."""
        with self._database.write() as connection:
            readings.forget_readings(connection, site)

    def list_unread(self, site: str) -> list[UnreadLink]:
        """The pending links whose pages killed their reader three times or more."""
        with self._database.read() as connection:
            return readings.list_unread(connection, site)

    def fail_link(self, site: str, url: str, reason: str, now: datetime, gone: bool = False) -> None:
        """Count a failed fetch of a link and keep its reason; `gone` gives a pending link up."""
        with self._database.write() as connection:
            links.fail_link(connection, site, url, reason, now, gone=gone)

    def reopen_links(self, site: str, urls: Sequence[str], now: datetime) -> None:
        """Make links that had been given up pending again; all others stay as they are."""
        with self._database.write() as connection:
            links.reopen_links(connection, site, urls, now)

    def find_listing(self, site: str, url: str) -> ListingState | None:
        """What the last reading of a listing saw, or None."""
        with self._database.read() as connection:
            return links.find_listing(connection, site, url)

    def save_listing(self, site: str, url: str, state: ListingState) -> None:
        """Keep what a reading of a listing saw."""
        with self._database.write() as connection:
            links.save_listing(connection, site, url, state)

    def find_page(self, site: str, url: str) -> StoredPage | None:
        """The page of a canonical address, or of the link it was reached by, or None."""
        with self._database.read() as connection:
            return pages.find_page(connection, site, url)

    @property
    def upgraded(self) -> str | None:
        """One line on the upgrade that opening the store brought, None where it brought none."""
        return self._database.upgraded

    def find_hash(self, content_hash: str, version: int) -> StoredPage | None:
        """The own page of the notice that shows, or once showed, the content of a hash and its rule, or None."""
        with self._database.read() as connection:
            return pages.find_hash(connection, content_hash, version)

    def list_outdated(self, version: int, after: OutdatedHash | None, most: int) -> list[OutdatedHash]:
        """The next archived contents, after one of them, whose hash is of an older rule: pages and replaced states."""
        with self._database.read() as connection:
            return hashes.list_outdated(connection, version, after, most)

    def renew_hashes(self, renewed: Sequence[tuple[OutdatedHash, str]], version: int) -> None:
        """Write the hashes that a newer rule gives some contents, all in one transaction; an empty one: it gives none.

        What is published stays as it is.
        """
        with self._database.write() as connection:
            hashes.renew_hashes(connection, renewed, version)

    def find_similar(self, notice: Notice) -> list[Notice]:
        """At most 50 other notices that share title, team or target with this one, or met within three days of it."""
        with self._database.read() as connection:
            return notices.load_notices(connection, similar.find_similar_ids(connection, notice))

    def find_notice(self, notice_id: str) -> Notice | None:
        """The notice of an id, or None."""
        with self._database.read() as connection:
            return notices.find_notice(connection, notice_id)

    def list_revisions(self, notice_id: str) -> list[Revision]:
        """The states of a notice's pages that were replaced, in order."""
        with self._database.read() as connection:
            return list_revisions(connection, notice_id)

    def commit(self, notice: Notice, now: datetime) -> Notice:
        """Store one page and its notice in one transaction, by the verdict of its page.

        Gives the stored notice back; the verdict of its page says what was done, which may differ from what was asked
        when another run was faster: a second `new` of the same content is a copy, of the same address unchanged.
        """
        with self._database.write() as connection:
            return commits.commit_page(connection, notice, now)

    def touch(self, site: str, url: str, now: datetime) -> None:
        """Note that a page was looked at and had not changed (304); an unknown page is left out."""
        with self._database.write() as connection:
            commits.touch(connection, site, url, now)

    def mark_missing(self, site: str, url: str, now: datetime) -> bool:
        """Count a later look at a page that found nothing (404).

        True when this look, the second in a row, made its notice withdrawn.
        """
        with self._database.write() as connection:
            return commits.mark_missing(connection, site, url, now)

    def list_due(self, site: str, now: datetime, most: int | None = None) -> list[StoredPage]:
        """The pages to look at again (1, 7 and 30 days after their first sight), the longest due first."""
        with self._database.read() as connection:
            return pages.list_due(connection, site, now, most)

    def save_run(self, site: str, report: Mapping[str, object]) -> None:
        """Keep the report of a run."""
        with self._database.write() as connection:
            runs.save_run(connection, site, report, print_time(datetime.now(UTC)))

    def last_run(self, site: str) -> Mapping[str, Any] | None:
        """The report of a site's last run, or None."""
        with self._database.read() as connection:
            return runs.find_last_run(connection, site)

    def rest_until(self, site: str, until: datetime, now: datetime) -> None:
        """Keep until when a site is to be left alone."""
        with self._database.write() as connection:
            runs.rest_until(connection, site, until, now)

    def find_rest(self, site: str) -> datetime | None:
        """Until when a site was last to be left alone, or None."""
        with self._database.read() as connection:
            return runs.find_rest(connection, site)

    def find_watch_start(self, site: str) -> datetime | None:
        """When the first run of a site ended, or None."""
        with self._database.read() as connection:
            return runs.find_watch_start(connection, site)

    def list_times(self, site: str, most: int = 1000) -> list[tuple[str, datetime]]:
        """Publication and first sight of the published notices, among the `most` of a site that were found last, whose
        pages say a time of day.
        """
        with self._database.read() as connection:
            return notices.list_times(connection, site, most)

    def read_generations(self) -> Generations:
        """The store's name, its generation, and that of every published part."""
        with self._database.read() as connection:
            return generations.read_generations(connection)

    def holds_fewer(self, number: int) -> bool:
        """Whether fewer published notices than `number` are stored."""
        with self._database.read() as connection:
            return generations.holds_fewer(connection, number)

    def list_changed(self, since: int) -> Iterator[Notice]:
        """The notices whose published form changed after a generation, also those that are published no more."""
        return self._load(self.list_changed_ids(since))

    def find_before(self, now: Published, since: int) -> Published | None:
        """A notice's published object as of a generation, from what it is now; None where it was not there, or where
        that is not known.
        """
        with self._database.read() as connection:
            return journal.find_before(connection, now, since)

    def list_standing(
        self, part: str = generations.ALL, *, month: str | None = None, most: int | None = None
    ) -> Iterator[Notice]:
        """The notices of a published part (`all`, `site:ID`, `province:330000`, `level:central`, `kind:feedback`),
        newest first, then by id; `month`: only those dated in it (`YYYY-MM`); `most`: those that moved last for their
        readers (were published, edited, taken down), so many at most.
        """
        return self._load(self.list_standing_ids(part, month=month, most=most))

    def _load(self, ids: Sequence[str]) -> Iterator[Notice]:
        for portion in notices.cut_ids(ids):
            with self._database.read() as connection:
                loaded = notices.load_notices(connection, portion)
            yield from loaded

    def summarize_site(self, site: str) -> SiteSummary:
        """A site at a glance."""
        with self._database.read() as connection:
            listings = links.list_listings(connection, site)
            published = sa.and_(NOTICES.c.site == site, NOTICES.c.kind.in_(sorted(PUBLISHED_KINDS)))
            query = sa.select(sa.func.count(), sa.func.max(NOTICES.c.first_seen)).where(published)
            count, last = connection.execute(query).one()
            return SiteSummary(
                site=site,
                pending=links.count_links(connection, site, "pending"),
                notices=count,
                newest_date=max((s.newest_date for s in listings.values() if s.newest_date), default=None),
                last_first_seen=None if last is None else parse_time(last),
                listings=listings,
                last_run=runs.find_last_run(connection, site),
            )

    def list_notices(
        self,
        *,
        site: str | None = None,
        level: Level | None = None,
        kinds: Collection[Kind] | None = PUBLISHED_KINDS,
        since: date | None = None,
        until: date | None = None,
        team: str | None = None,
        target: str | None = None,
    ) -> Iterator[Notice]:
        """The notices that fit, newest first (publication or, where unknown, first sight), then by id.

        `kinds` None: all; `since` and `until` are days in Beijing, both included; `team` and `target` parts of a name.
        Read in portions: the store may be written to between two notices.
        """
        yield from self.list_matching(
            Filter(
                site=site,
                level=level,
                kinds=kinds,
                since=since,
                until=until,
                team=(team,) if team else (),
                target=(target,) if target else (),
            )
        )

    def list_published(self, ids: Sequence[str]) -> Iterator[tuple[Published, int]]:
        """The published objects of some notices, in their order, each with the generation that changed it last."""
        for portion in notices.cut_ids(ids):
            with self._database.read() as connection:
                loaded = notices.load_published(connection, portion)
            yield from loaded

    def list_matching_ids(self, wanted: Filter, most: int | None = None) -> list[str]:
        """The ids of the notices that `list_matching` gives."""
        with self._database.read() as connection:
            return queries.list_ids(connection, wanted, most)

    def list_changed_ids(self, since: int) -> list[str]:
        """The ids of the notices that `list_changed` gives."""
        with self._database.read() as connection:
            return generations.list_changed(connection, since)

    def list_standing_ids(
        self, part: str = generations.ALL, *, month: str | None = None, most: int | None = None
    ) -> list[str]:
        """The ids of the notices that `list_standing` gives."""
        with self._database.read() as connection:
            return generations.list_standing(connection, part, month, most)

    def list_matching(self, wanted: Filter, most: int | None = None) -> Iterator[Notice]:
        """The notices that a filter lets through, in the order of `list_notices`; `most`: those that moved last for
        their readers, so many at most.
        """
        yield from self._load(self.list_matching_ids(wanted, most))

    def knows_name(self, kind: str, spellings: Sequence[str]) -> bool:
        """Whether a notice names a `person`, or a `unit` or `team` whose name holds one of some spellings."""
        with self._database.read() as connection:
            return queries.knows_name(connection, kind, spellings)

    def list_names(self, kind: str, like: str) -> list[str]:
        """The names of persons, units or teams that share a character with a word."""
        with self._database.read() as connection:
            return queries.list_names(connection, kind, like)

    def list_pages(self) -> Iterator[StoredPage]:
        """Every page, by site and address. Read in portions, as `list_notices`."""
        site, url = "", ""
        while True:
            with self._database.read() as connection:
                portion = pages.list_pages_after(connection, site, url)
            if not portion:
                return
            yield from portion
            site, url = portion[-1].site, portion[-1].url

    def list_corrections(self, notice_id: str) -> list[Correction]:
        """The corrections of a notice that are not undone."""
        with self._database.read() as connection:
            return amendments.list_corrections(connection, notice_id)

    def list_reopened(self) -> list[OpenCorrection]:
        """The corrections whose source has changed since: they are applied no more."""
        with self._database.read() as connection:
            return amendments.list_reopened(connection)

    def correct(self, correction: Correction, now: datetime) -> None:
        """Put a value right: the notice's published object changes at once, and whenever it is read anew."""
        with self._database.write() as connection:
            commits.correct(connection, correction, now)

    def undo_correction(self, notice_id: str, field: str, now: datetime) -> bool:
        """Take the corrections of a field back; False where there are none."""
        with self._database.write() as connection:
            return commits.undo_correction(connection, notice_id, field, now)

    def withhold(self, notice_id: str, why: str, author: str, now: datetime) -> None:
        """Take a notice out of every published form; it stays in the store."""
        with self._database.write() as connection:
            commits.withhold(connection, notice_id, why, author, now)

    def release(self, notice_id: str, now: datetime) -> None:
        """Publish a withheld notice again."""
        with self._database.write() as connection:
            commits.release(connection, notice_id, now)

    def list_units(self) -> list[RegisteredUnit]:
        """Every unit and team by its own id, with the names it is printed under."""
        with self._database.read() as connection:
            return whoswho.list_units(connection)

    def list_persons(self) -> list[RegisteredPerson]:
        """Every person by an id of their own, with posts by day."""
        with self._database.read() as connection:
            return whoswho.list_persons(connection)

    def find_unit(self, unit_id: str) -> str | None:
        """The id that a unit is known by today, None for an unknown one."""
        with self._database.read() as connection:
            return whoswho.find_unit(connection, unit_id)

    def is_intact(self, notice_id: str) -> bool:
        """Whether a stored notice's document and text are as they were written, as far as that is known."""
        with self._database.read() as connection:
            return notices.is_intact(connection, notice_id)

    def list_withheld(self) -> dict[str, str]:
        """Day, author and reason of each notice that is withheld, by id."""
        with self._database.read() as connection:
            return amendments.list_withheld(connection)

    def replace_facts(self, notice: Notice) -> None:
        """Write what today's code reads off an archived page, found by the page's site and `url`.

        No revision is made; id, first sight, revision, sightings stay. A page that is not the notice's own address
        only gets its hash. Raises StorageError for a page that is not stored.
        """
        with self._database.write() as connection:
            commits.replace_facts(connection, notice)
