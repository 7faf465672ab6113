"""What the store says of a notice beside its published object, asked while it is written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from crawler.exports.about import Correction
from crawler.exports.privacy import mask
from crawler.model.items import Notice
from crawler.model.publication import print_time

if TYPE_CHECKING:
    from crawler.store import Store


class Records:
    """Answers for the notice that is being written; of others it knows nothing."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._notice: Notice | None = None

    def note(self, notices: Iterable[Notice]) -> Iterator[Notice]:
        """The notices, each remembered while it is at hand."""
        for notice in notices:
            self._notice = notice
            yield notice

    def ask(self) -> dict[str, Any]:
        """The answers, by their names in `About`."""
        return {"find_corrections": self.find_corrections, "find_generation": self.find_generation}

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
