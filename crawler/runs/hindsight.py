"""What the store knew at some moment, read by today's code."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from crawler.model.items import ArchiveRef, Notice
from crawler.model.publication import notice_from_json
from crawler.model.site import Site
from crawler.runs.stages import decode, extract

if TYPE_CHECKING:
    from crawler.store import Revision, Store
    from crawler.store.archive import Archive


def recall(
    store: "Store", archive: "Archive", sites: Mapping[str, Site], notices: Iterable[Notice], moment: datetime
) -> Iterator[Notice]:
    """The notices as they were known before a moment; those first seen at it or later are left out.

    A notice that was edited since is read again, from the archived page of then, by today's code; where the archive
    does not have it, it is what was stored then. Mirrors, other reports and take-downs found since are left out.
    Raises XunshiError for an archived page that cannot be read.
    """
    for notice in notices:
        if notice.first_seen >= moment:
            continue
        state = _find_state(store.list_revisions(notice.id), moment) if notice.revision > 1 else None
        known = notice if state is None else _read_again(notice, state, archive, sites)
        yield replace(
            known,
            withdrawn=notice.withdrawn if notice.withdrawn and notice.withdrawn < moment else None,
            sightings=tuple(sighting for sighting in notice.sightings if sighting.first_seen < moment),
            same_event=tuple(other for other in notice.same_event if _was_known(store, other, moment)),
        )


def _find_state(revisions: "Iterable[Revision]", moment: datetime) -> "Revision | None":
    """The first state of the notice's own page that was replaced at a moment or later."""
    own = (revision for revision in revisions if revision.document is not None)
    return next((revision for revision in own if revision.replaced_at >= moment), None)


def _read_again(notice: Notice, state: "Revision", archive: "Archive", sites: Mapping[str, Site]) -> Notice:
    assert state.document is not None
    then = replace(notice_from_json(state.document), revision=state.revision)
    if state.archive is None:
        return then
    derived = _derive(state.archive, archive, sites.get(state.site))
    return replace(then, page=derived.page, facts=derived.facts)


def _derive(place: ArchiveRef, archive: "Archive", site: Site | None) -> Notice:
    return extract(decode(archive.read(place), site), site)


def _was_known(store: "Store", notice_id: str, moment: datetime) -> bool:
    other = store.find_notice(notice_id)
    return other is not None and other.first_seen < moment
