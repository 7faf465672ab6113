"""What one page does to the store, inside one transaction."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from crawler.model.cleaning import clean
from crawler.model.corrections import Correction, apply_corrections
from crawler.model.items import Notice, Page, Status, Verdict
from crawler.model.outcomes import StorageError
from crawler.model.publication import compare_published, notice_to_json, parse_time
from crawler.model.times import print_time
from crawler.store import amendments, journal, notices, pages
from crawler.store.generations import note_changes
from crawler.store.links import ensure_site, finish_link, outranks
from crawler.store.schema import NOTICES, REVISIONS

_Done = tuple[str, list[str]]
"""The id of the notice a page belongs to, and those of the notices whose published form the page changed."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What a page is, now that nobody else can write: `row` is the page as stored, `holder` its notice's id."""

    status: Status
    row: Any = None
    holder: str = ""


def commit_page(connection: sa.Connection, notice: Notice, now: datetime) -> Notice:
    """Store one page and the notice it gives, by its verdict and by what is stored; the stored notice comes back.

    The verdict of the notice that comes back says what was done. Raises StorageError for a copy of a notice that is
    not stored.
    """
    now = now.astimezone(UTC).replace(microsecond=0)
    time = print_time(now)
    page = notice.page
    ensure_site(connection, page.site, time)
    verdict = page.verdict or Verdict(status="new")
    case = _settle(connection, notice, verdict)
    before = journal.watch(connection, _list_touched(connection, notice, case, verdict))
    notice_id, changed = _ACTIONS[case.status](connection, notice, case, now)
    urls = [url for url in clean((page.url, *page.named_urls)) if url]
    if notices.add_sightings(connection, notice_id, page.site, urls, time):
        changed = [*changed, notice_id]
    note_changes(connection, before, [*changed, *notices.link_events(connection, notice_id, verdict.same_event)])
    finish_link(connection, page.site, clean(page.link_url), time)
    stored = notices.find_notice(connection, notice_id)
    if stored is None:
        raise StorageError(f"notice {notice_id} is gone from the store: restore it from a backup")
    done = replace(verdict, status=case.status, notice_id=notice_id)
    return replace(stored, page=replace(stored.page, verdict=done))


def touch(connection: sa.Connection, site: str, url: str, now: datetime) -> None:
    """Note that a page was looked at and had not changed."""
    row = pages.find_row(connection, site, url)
    if row is None:
        return
    pages.note_visit(connection, row, now, missing=0)
    before = journal.watch(connection, [row.notice_id])
    note_changes(connection, before, _restore(connection, row.site, row.url, row.notice_id))


def mark_missing(connection: sa.Connection, site: str, url: str, now: datetime) -> bool:
    """Count a look that found nothing; True when this one made the notice withdrawn."""
    row = pages.find_row(connection, site, url)
    if row is None:
        return False
    missing = row.missing + 1
    pages.note_visit(connection, row, now, missing=missing)
    if missing < pages.MISSES_TO_WITHDRAW:
        return False
    own = sa.and_(NOTICES.c.site == row.site, NOTICES.c.url == row.url, NOTICES.c.withdrawn.is_(None))
    found = connection.execute(sa.select(NOTICES.c.id).where(own)).scalar()
    if found is None:
        return False
    before = journal.watch(connection, [found])
    connection.execute(sa.update(NOTICES).where(NOTICES.c.id == found).values(withdrawn=print_time(now)))
    note_changes(connection, before, [found])
    return True


def replace_facts(connection: sa.Connection, notice: Notice) -> None:
    """Write what today's code reads off an archived page; no revision is made.

    The page of another address than the notice's own only gets its hash.
    """
    page = notice.page
    row = pages.find_row_at(connection, page.site, page.url)
    if row is None:
        raise StorageError(f"{page.url} of {page.site} is not stored: its facts cannot be replaced")
    stored = _load(connection, row.notice_id)
    pages.touch_hash(connection, page)
    pages.claim_hash(connection, page, row.notice_id)
    if _is_own(stored, row):
        kept = replace(notice, id=stored.id, first_seen=stored.first_seen, revision=stored.revision)
        before = journal.watch(connection, [stored.id])
        if notices.update_notice(connection, kept):
            note_changes(connection, before, [stored.id])


def correct(connection: sa.Connection, correction: Correction, now: datetime) -> None:
    """Keep a correction and write its notice with it."""
    stored = notice_to_json(_load(connection, correction.notice_id))
    before = journal.watch(connection, [correction.notice_id])
    amendments.add_correction(connection, correction, amendments.take_part(stored, correction.field), now)
    notices.rewrite_published(connection, apply_corrections(stored, [correction]))
    note_changes(connection, before, [correction.notice_id])


def undo_correction(connection: sa.Connection, notice_id: str, field: str, now: datetime) -> bool:
    """Write a notice as it was read before its field was corrected; False where it was not."""
    stored = notice_to_json(_load(connection, notice_id))
    before = journal.watch(connection, [notice_id])
    part = amendments.undo_corrections(connection, notice_id, field, now)
    if part is None:
        return False
    if amendments.is_corrected(stored, field):
        read = amendments.put_back(stored, part)
        notices.rewrite_published(
            connection, apply_corrections(read, amendments.list_corrections(connection, notice_id))
        )
        note_changes(connection, before, [notice_id])
    return True


def withhold(connection: sa.Connection, notice_id: str, why: str, author: str, now: datetime) -> None:
    """Take a notice out of what is published."""
    before = journal.watch(connection, [notice_id])
    amendments.withhold(connection, notice_id, why, author, now)
    note_changes(connection, before, [notice_id])


def release(connection: sa.Connection, notice_id: str, now: datetime) -> None:
    """Publish a notice again."""
    before = journal.watch(connection, [notice_id])
    amendments.release(connection, notice_id, now)
    note_changes(connection, before, [notice_id])


def _settle(connection: sa.Connection, notice: Notice, verdict: Verdict) -> _Case:
    """What the page is by the store's own keys, which know what others wrote since the verdict was given."""
    page = notice.page
    row = pages.find_row_at(connection, page.site, page.url)
    holder = None if page.is_slight else pages.find_holder(connection, page.content_hash, page.hash_version)
    if row is None:
        if holder is None and verdict.is_known:
            holder = verdict.notice_id
        return _Case("new") if holder is None else _Case("copy", None, holder)
    if verdict.status == "unchanged" or row.content_hash == clean(page.content_hash):
        return _Case("unchanged", row, row.notice_id)
    stored = _load(connection, row.notice_id)
    if _is_own(stored, row):
        return _Case("revision", row, row.notice_id)
    if holder is not None and holder != row.notice_id:
        return _Case("copy", row, holder)
    if verdict.status == "new" or _tells_of_another(stored, notice):
        return _Case("new", row)
    return _Case("revision", row, row.notice_id)


def _list_touched(connection: sa.Connection, notice: Notice, case: _Case, verdict: Verdict) -> list[str]:
    """The stored notices whose published form a page may change."""
    page = notice.page
    twin = pages.find_holder(connection, page.content_hash, page.hash_version) if case.status == "revision" else None
    return [notice_id for notice_id in (case.holder, twin, *verdict.same_event) if notice_id]


def _tells_of_another(stored: Notice, notice: Notice) -> bool:
    """Whether the address of a copy was given to another inspection: it names teams or units, and none of the same."""
    return bool(_list_names(notice)) and not _list_names(stored) & _list_names(notice)


def _list_names(notice: Notice) -> set[str]:
    return set(clean((*notice.facts.teams, *(target.name for target in notice.facts.targets))))


def _add_notice(connection: sa.Connection, notice: Notice, case: _Case, now: datetime) -> _Done:
    first = replace(notice, first_seen=now, revision=1, withdrawn=None)
    notices.insert_notice(connection, first)
    _place_page(connection, first.page, first.id, case, now)
    return first.id, [first.id]


def _add_copy(connection: sa.Connection, notice: Notice, case: _Case, now: datetime) -> _Done:
    """A further address of a stored notice. A commission's own page takes the lead from a unit's or the press's: the
    notice then says what that page says, under its old id.
    """
    stored = _load(connection, case.holder)
    _place_page(connection, notice.page, case.holder, case, now)
    if not outranks(connection, notice.page.site, stored.page.site):
        return case.holder, []
    led = replace(notice, id=stored.id, first_seen=stored.first_seen, revision=stored.revision, withdrawn=None)
    notices.move_notice(connection, led)
    return case.holder, [case.holder]


def _touch(connection: sa.Connection, notice: Notice, case: _Case, now: datetime) -> _Done:
    pages.touch_page(connection, notice.page, parse_time(case.row.first_seen), now)
    pages.claim_hash(connection, notice.page, case.holder)
    return case.holder, _restore(connection, case.row.site, case.row.url, case.holder)


def _revise(connection: sa.Connection, notice: Notice, case: _Case, now: datetime) -> _Done:
    """Keep the state that is replaced, then replace it. Another address than the notice's own changes for itself."""
    stored = _load(connection, case.holder)
    own = _is_own(stored, case.row)
    touched = [stored.id] if own else []
    old, new = clean(notice_to_json(stored)), clean(notice_to_json(notice))
    changed = compare_published(old, new) if own else ("text",)
    row = case.row
    connection.execute(
        sa.insert(REVISIONS),
        {
            "notice_id": stored.id,
            "revision": stored.revision,
            "site": row.site,
            "url": row.url,
            "replaced_at": print_time(now),
            "old_hash": row.content_hash,
            "old_hash_version": row.hash_version,
            "new_hash": clean(notice.page.content_hash),
            "new_hash_version": notice.page.hash_version,
            "changed": json.dumps(changed),
            "archive_file": row.archive_file,
            "archive_offset": row.archive_offset,
            "document": json.dumps(old, ensure_ascii=False) if own else None,
        },
    )
    if own:
        revised = replace(notice, id=stored.id, first_seen=stored.first_seen, revision=stored.revision + 1)
        notices.update_notice(connection, revised)
        twin = None
        if not notice.page.is_slight:
            twin = pages.find_holder(connection, notice.page.content_hash, notice.page.hash_version)
        if twin is not None and twin != stored.id:
            touched += notices.link_events(connection, stored.id, [twin])
    _place_page(connection, notice.page, stored.id, case, now)
    return stored.id, [*touched, *_restore(connection, row.site, row.url, stored.id)]


_ACTIONS = {"new": _add_notice, "copy": _add_copy, "unchanged": _touch, "revision": _revise}


def _place_page(connection: sa.Connection, page: Page, notice_id: str, case: _Case, now: datetime) -> None:
    if case.row is None:
        pages.insert_page(connection, page, notice_id, now)
    else:
        pages.update_page(connection, page, notice_id, parse_time(case.row.first_seen), now)
    pages.claim_hash(connection, page, notice_id)


def _restore(connection: sa.Connection, site: str, url: str, notice_id: str) -> list[str]:
    """A notice whose own page is there again is no longer withdrawn; gives its id where it was."""
    own = sa.and_(NOTICES.c.id == notice_id, NOTICES.c.site == site, NOTICES.c.url == url)
    back = sa.update(NOTICES).where(own, NOTICES.c.withdrawn.is_not(None)).values(withdrawn=None)
    return [notice_id] if connection.execute(back).rowcount > 0 else []


def _load(connection: sa.Connection, notice_id: str) -> Notice:
    stored = notices.find_notice(connection, notice_id)
    if stored is None:
        raise StorageError(f"notice {notice_id} is not in the store: run again")
    return stored


def _is_own(notice: Notice, row: Any) -> bool:
    return (notice.page.site, notice.page.url) == (row.site, row.url)
