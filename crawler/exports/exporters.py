"""Scrapy's item exporters for `-O` and FEEDS: they write notices in the formats of the registry."""

from typing import IO, Any, ClassVar

from scrapy.exporters import BaseItemExporter

from crawler.exports.about import About
from crawler.exports.format import Format
from crawler.exports.formats import FORMATS
from crawler.exports.privacy import publish
from crawler.model.items import Notice


class NoticeExporter(BaseItemExporter):
    """Writes notices in one format, always in UTF-8 and with all fields."""

    format: ClassVar[type[Format]]

    def __init__(self, file: IO[bytes], *, about: About | None = None, **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self._writer = self.format(file, about or About())

    @classmethod
    def from_crawler(cls, crawler: Any, file: IO[bytes], **kwargs: Any) -> "NoticeExporter":
        """An exporter that calls the spider's site by its name."""
        site = crawler.spider.run.site
        return cls(file, about=About(site_names={site.id: site.name}), **kwargs)

    def start_exporting(self) -> None:
        """Write what comes before the first notice."""
        self._writer.start()

    def export_item(self, item: Any) -> None:
        """Write one notice. Raises TypeError for an item of another stage."""
        if not isinstance(item, Notice):
            raise TypeError(f"feeds hold notices, not {type(item).__name__}")
        self._writer.write(publish(item))

    def finish_exporting(self) -> None:
        """Write what comes after the last notice."""
        self._writer.finish()
        self._writer.close()


def _make_exporters(name: str, format_: type[Format]) -> dict[str, type[NoticeExporter]]:
    exporter = type(f"{format_.__name__}Exporter", (NoticeExporter,), {"format": format_})
    return dict.fromkeys((name, *format_.aliases), exporter)


EXPORTERS: dict[str, type[NoticeExporter]] = {
    ending: exporter for name, format_ in FORMATS.items() for ending, exporter in _make_exporters(name, format_).items()
}
"""The exporter of each ending that `-O` and FEEDS know."""
