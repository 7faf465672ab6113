"""Scrapy's item exporters for `-O` and FEEDS: they write notices in the formats of the registry."""

from collections.abc import Callable
from typing import IO, Any, ClassVar

from scrapy.exporters import BaseItemExporter

from crawler.exports.about import About
from crawler.exports.format import Format
from crawler.exports.formats import FORMATS
from crawler.exports.privacy import publish
from crawler.model.items import Notice
from crawler.model.outcomes import Outcome


class NoticeExporter(BaseItemExporter):
    """Writes notices in one format, always in UTF-8 and with all fields."""

    format: ClassVar[type[Format]]

    def __init__(
        self, file: IO[bytes], *, about: About | None = None, note: Callable[[str], None] | None = None, **kwargs: Any
    ) -> None:
        """`note` is told once what keeps the file from being written; without it the error is raised."""
        super().__init__(dont_fail=True, **kwargs)
        self._writer = self.format(file, about or About())
        self._note, self._broken = note, False

    @classmethod
    def from_crawler(cls, crawler: Any, file: IO[bytes], **kwargs: Any) -> "NoticeExporter":
        """An exporter that calls the spider's site by its name."""
        site, ledger = crawler.spider.run.site, crawler.spider.run.ledger

        def note(reason: str) -> None:
            told = f"the -O / FEEDS file was not written: {reason}"
            ledger.add_fault(site.listings[0].url, "feed", told, Outcome.STORAGE_ERROR)

        return cls(file, about=About(site_names={site.id: site.name}), note=note, **kwargs)

    def start_exporting(self) -> None:
        """Write what comes before the first notice."""
        self._try(self._writer.start)

    def export_item(self, item: Any) -> None:
        """Write one notice. Raises TypeError for an item of another stage."""
        if not isinstance(item, Notice):
            raise TypeError(f"feeds hold notices, not {type(item).__name__}")
        self._try(lambda: self._writer.write(publish(item)))

    def finish_exporting(self) -> None:
        """Write what comes after the last notice."""
        self._try(self._writer.finish)
        self._writer.close()

    def _try(self, write: Callable[[], object]) -> None:
        """Writes; after a full disk nothing more, for what follows would not stand behind what is there."""
        if self._broken:
            return
        try:
            write()
        except OSError as error:
            if self._note is None:
                raise
            self._broken = True
            self._note(error.strerror or str(error))


def _make_exporters(name: str, format_: type[Format]) -> dict[str, type[NoticeExporter]]:
    exporter = type(f"{format_.__name__}Exporter", (NoticeExporter,), {"format": format_})
    return dict.fromkeys((name, *format_.aliases), exporter)


EXPORTERS: dict[str, type[NoticeExporter]] = {
    ending: exporter for name, format_ in FORMATS.items() for ending, exporter in _make_exporters(name, format_).items()
}
"""The exporter of each ending that `-O` and FEEDS know."""
