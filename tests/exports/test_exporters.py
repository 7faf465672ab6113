import io
from pathlib import Path

import pytest
from scrapy.exporters import BaseItemExporter
from scrapy.settings import Settings

from crawler.exports import FORMATS, write_notices
from crawler.exports.exporters import EXPORTERS, NoticeExporter
from tests.store.samples import make_notice


@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("name", FORMATS)
def test_an_exporter_writes_what_the_feed_holds(name: str, count: int, tmp_path: Path) -> None:
    notices = [make_notice(number) for number in range(count)]
    path = tmp_path / "out"
    with path.open("wb") as file:  # Scrapy hands over an open binary file, with options of its own
        exporter = EXPORTERS[name](file, fields_to_export=None, encoding="utf-8", indent=0, export_empty_fields=True)
        exporter.start_exporting()
        for notice in notices:
            exporter.export_item(notice)
        exporter.finish_exporting()
        assert not file.closed
    wanted = io.BytesIO()
    write_notices(notices, wanted, name)
    assert path.read_bytes() == wanted.getvalue()


@pytest.mark.parametrize("exporter", EXPORTERS.values())
def test_they_are_scrapys_exporters(exporter: type[NoticeExporter]) -> None:
    assert issubclass(exporter, BaseItemExporter)


def test_scrapy_knows_these_and_none_of_its_own() -> None:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    known = {name: exporter for name, exporter in settings.getwithbase("FEED_EXPORTERS").items() if exporter}
    assert known == EXPORTERS
    assert {name for names in ((n, *f.aliases) for n, f in FORMATS.items()) for name in names} == set(EXPORTERS)


def test_an_item_of_another_stage_is_refused() -> None:
    with pytest.raises(TypeError, match="not Page"):
        EXPORTERS["jsonl"](io.BytesIO()).export_item(make_notice(1).page)
