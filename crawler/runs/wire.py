"""What a working child tells its parent: each site's ledger as it fills, so that no death of the child leaves the
report empty.
"""

from dataclasses import dataclass, replace
from multiprocessing import Pipe

from crawler.runs.ledger import RunLedger


@dataclass(frozen=True, slots=True)
class Told:
    """A site's ledger as last heard, and why its crawl ended; None while it has not."""

    ledger: RunLedger
    finish_reason: str | None = None


class Wire:
    """A pipe made before the fork: `tell` in the child, `hear` in the parent."""

    def __init__(self) -> None:
        self._ear, self._mouth = Pipe(duplex=False)
        self.told: dict[str, Told] = {}

    def tell(self, ledger: RunLedger, finish_reason: str | None = None) -> None:
        """In the child: what is known of a site by now; without what only its own run needs."""
        listings = {url: replace(read, seen=set()) for url, read in ledger.listings.items()}
        self._mouth.send(Told(replace(ledger, listings=listings, asked=set(), open_links={}), finish_reason))

    def hear(self) -> None:
        """In the parent: takes what was said since; returns at once."""
        if not self._mouth.closed:
            self._mouth.close()  # the parent's copy: the pipe ends when the child does
        try:
            while self._ear.poll():
                told: Told = self._ear.recv()
                self.told[told.ledger.site] = told
        except (EOFError, OSError):
            return
