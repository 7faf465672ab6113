"""Scrapy's item exporters for `-O` and FEEDS: they write notices through the same writers as the published feeds."""

from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from crawler.exports.writers import CsvWriter, JsonLinesWriter, JsonWriter, Writer, XmlWriter
from crawler.model.items import Notice
from crawler.model.publication import notice_to_json


class NoticeExporter(BaseItemExporter):
    """Writes notices with a writer of crawler.exports, always in UTF-8 and with all columns."""

    writer: type[Writer]

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self._writer = self.writer(file)

    def start_exporting(self) -> None:
        """Write what comes before the first notice."""
        self._writer.start()

    def export_item(self, item: Any) -> None:
        """Write one notice. Raises TypeError for an item of another stage."""
        if not isinstance(item, Notice):
            raise TypeError(f"feeds hold notices, not {type(item).__name__}")
        self._writer.write(notice_to_json(item))

    def finish_exporting(self) -> None:
        """Write what comes after the last notice."""
        self._writer.finish()
        self._writer.close()


class JsonLinesExporter(NoticeExporter):
    """`-O FILE.jsonl`."""

    writer = JsonLinesWriter


class JsonExporter(NoticeExporter):
    """`-O FILE.json`."""

    writer = JsonWriter


class CsvExporter(NoticeExporter):
    """`-O FILE.csv`."""

    writer = CsvWriter


class XmlExporter(NoticeExporter):
    """`-O FILE.xml`."""

    writer = XmlWriter
