"""What the store says of a notice beside its published object, asked while it is written."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from crawler.exports.about import SourceEdit
from crawler.exports.privacy import mask
from crawler.model.publication import Published
from crawler.model.times import print_time

if TYPE_CHECKING:
    from crawler.store import Store


class Records:
    """Answers for the notice that is being written; of others it knows nothing."""

    def __init__(self, store: "Store", since: int = 0) -> None:
        """`since`: the generation that the notices are compared with."""
        self._store, self.since = store, since
        self._now: Published = {"id": None}
        self._generation = 0
        self._units: dict[str, str] = {}
        self._withheld: frozenset[str] | None = None

    def list(self, ids: Sequence[str]) -> Iterator[Published]:
        """The notices of some ids as everybody may see them, each remembered while it is at hand."""
        for published, generation in self._store.list_published(ids):
            self._now, self._generation = published, generation
            yield mask(published)

    def ask(self) -> dict[str, Any]:
        """The answers, by their names in `About`."""
        return {
            "find_edits": self.find_edits,
            "find_generation": self.find_generation,
            "find_before": self.find_before,
            "find_unit": self.find_unit,
            "is_withheld": self.is_withheld,
        }

    def find_edits(self, notice_id: str) -> Sequence[SourceEdit]:
        """The edits of the notice's own page, in their order, private data masked."""
        own = (each for each in self._store.list_revisions(notice_id) if each.document is not None)
        return [
            SourceEdit(print_time(each.replaced_at), each.revision, mask(dict(each.document or {})), each.changed)
            for each in own
        ]

    def find_unit(self, unit_id: str) -> str:
        """The id that a unit is known by today: of several that turned out to be one the oldest."""
        if unit_id not in self._units:
            self._units[unit_id] = self._store.find_unit(unit_id) or unit_id
        return self._units[unit_id]

    def is_withheld(self, notice_id: str) -> bool:
        """Whether a notice is kept and not published."""
        if self._withheld is None:
            self._withheld = frozenset(self._store.list_withheld())
        return notice_id in self._withheld

    def find_generation(self, notice_id: str) -> int:
        """The generation that changed the notice last."""
        return self._generation if self._now["id"] == notice_id else 0

    def find_before(self, notice_id: str) -> Published | None:
        """The notice's published object as of the generation `since`, private data masked; None: it was not there."""
        if not self.since or self._now["id"] != notice_id:
            return None
        before = self._store.find_before(self._now, self.since)
        return None if before is None else mask(before)
