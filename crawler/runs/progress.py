"""A live line a site when standard error is a terminal; nothing otherwise (the summary says it all)."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.runs.ledger import RunLedger

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


class Progress:
    """Shows how far each site's run is: articles done of articles known."""

    def __init__(self, sites: int) -> None:
        self._bars = _make_bars(sites) if sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def watch(self, crawler: Crawler, ledger: RunLedger) -> None:
        """Follows one site's run."""
        bars = self._bars
        if bars is None:
            return
        task = bars.add_task(ledger.site, total=0, new=0)
        done = 0

        def show(*_: Any, **__: Any) -> None:
            nonlocal done
            done += 1
            bars.update(task, completed=done, total=done + len(ledger.open_links), new=ledger.new)

        crawler.signals.connect(show, signal=signals.item_scraped, weak=False)
        crawler.signals.connect(show, signal=signals.item_dropped, weak=False)


def _make_bars(sites: int) -> "RichProgress":
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    return RichProgress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f} articles, {task.fields[new]} new"),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=sites > 1,
    )
