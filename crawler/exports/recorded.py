"""What the store says of a notice beside its published object, asked while it is written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from crawler.exports.about import Correction
from crawler.exports.privacy import mask
from crawler.model.items import Notice
from crawler.model.publication import Published, notice_to_json, print_time

if TYPE_CHECKING:
    from crawler.store import Store


class Records:
    """Answers for the notice that is being written; of others it knows nothing."""

    def __init__(self, store: "Store", since: int = 0) -> None:
        """`since`: the generation that the notices are compared with."""
        self._store, self._since = store, since
        self._notice: Notice | None = None

    def note(self, notices: Iterable[Notice]) -> Iterator[Notice]:
        """The notices, each remembered while it is at hand."""
        for notice in notices:
            self._notice = notice
            yield notice

    def ask(self) -> dict[str, Any]:
        """The answers, by their names in `About`."""
        return {
            "find_corrections": self.find_corrections,
            "find_generation": self.find_generation,
            "find_before": self.find_before,
        }

    def find_corrections(self, notice_id: str) -> Sequence[Correction]:
        """The edits of the notice's own page, in their order, private data masked."""
        return [
            Correction(print_time(revision.replaced_at), revision.revision, mask(revision.document), revision.changed)
            for revision in self._store.list_revisions(notice_id)
            if revision.document is not None
        ]

    def find_generation(self, notice_id: str) -> int:
        """The generation that changed the notice last."""
        return self._notice.generation if self._notice is not None and self._notice.id == notice_id else 0

    def find_before(self, notice_id: str) -> Published | None:
        """The notice's published object as of the generation `since`, private data masked; None: it was not there."""
        if not self._since or self._notice is None or self._notice.id != notice_id:
            return None
        before = self._store.find_before(notice_to_json(self._notice), self._since)
        return None if before is None else mask(before)
