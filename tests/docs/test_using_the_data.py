"""The programs in docs/using-the-data.md run on what its commands export, and print what is in the store."""

import contextlib
import io
from pathlib import Path

import pytest

from crawler.exports import write_notices
from crawler.exports.questions import read_searches
from tests.docs.reading import read, read_blocks
from tests.store.samples import make_notice

GUIDES = ("docs/using-the-data.md", "docs/using-the-data.zh-CN.md")


@pytest.mark.parametrize("guide", GUIDES)
def test_its_programs_count_the_inspections(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notices = [make_notice(number) for number in range(1, 14)]  # meetings of 2020 and one of 2021
    for name, file in (("pairs", "pairs.csv"), ("parquet", "notices.parquet")):
        with (tmp_path / file).open("wb") as stream:
            write_notices(notices, stream, name)
    monkeypatch.chdir(tmp_path)
    blocks = read_blocks(read(guide), "python")
    assert len(blocks) == 2
    for block in blocks:
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            exec(compile(block, guide, "exec"), {})
        assert "provincial" in told.getvalue()
        assert {"2020", "2021"} <= set(told.getvalue().replace("│", " ").split())
        assert {"12", "1"} <= set(told.getvalue().replace("│", " ").split())


@pytest.mark.parametrize("guide", GUIDES)
def test_its_searches_can_be_asked(guide: str, tmp_path: Path) -> None:
    [block] = read_blocks(read(guide), "toml")
    (tmp_path / "searches.toml").write_text(block, "utf-8")
    searches = read_searches(tmp_path / "searches.toml", [])
    assert searches[-1].question.province == "320000" or searches[0].question.kinds == {"feedback"}
