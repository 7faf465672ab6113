"""Which notices are wanted, as the store takes it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from crawler.model.items import Kind, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which notices to list; None: any. `site`: those that stand there, mirrors too. `since` and `until` are days in
    Beijing, both included, of publication or, where that is not known, of first sight. `team` and `target` are
    spellings of a part of a name, `person` of a whole name, `text` of a part of title or text: one of them must fit.
    `changed_since`: first seen, edited or taken down at that moment or later. `withheld`: those too that are kept and
    not published.
    """

    site: str | None = None
    level: Level | None = None
    kinds: Collection[Kind] | None = None
    since: date | None = None
    until: date | None = None
    team: Sequence[str] = ()
    target: Sequence[str] = ()
    person: Sequence[str] = ()
    text: Sequence[str] = ()
    province: str | None = None
    confidences: Collection[str] | None = None
    changed_since: datetime | None = None
    withheld: bool = False
