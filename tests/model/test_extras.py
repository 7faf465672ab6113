"""An extra that is not installed is said with the line to type, by every command that needs it."""

from pathlib import Path

import pytest

from crawler.model.extras import EXTRAS, require_extra
from crawler.model.outcomes import ConfigError
from requirements import read_extras
from tests.crawl.support import FAST, ROOT, Desk


def test_the_extras_are_those_of_the_project() -> None:
    assert sorted(EXTRAS) == sorted(read_extras())


def test_an_extra_that_is_there_is_no_word_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.model.extras.EXTRAS", {"web": ("json",)})
    require_extra("web", "the place to look")


def test_an_extra_that_is_missing_names_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.model.extras.EXTRAS", {"web": ("json", "xunshi_no_such_module")})
    with pytest.raises(ConfigError, match=r"^the place to look needs .*`make setup EXTRAS=web`"):
        require_extra("web", "the place to look")


WITHOUT = {
    "crawl": ("crawl", "ccdi", *FAST),
    "sites": ("sites",),
    "export": ("export", "--output", "/dev/null"),
    "reextract": ("reextract",),
}


@pytest.mark.parametrize("words", WITHOUT.values(), ids=WITHOUT)
def test_a_store_whose_driver_is_missing_ends_21(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['psycopg'] = None\n")
    url = "postgresql://user:secret@127.0.0.1:9/test"
    extra = {"NOTICES_DATABASE_URL": url, "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    ended = Desk(tmp_path / "data", extra=extra, cold=True).run(*words)
    assert ended.code == 21, ended.err
    [line] = ended.err.splitlines()
    assert "make setup EXTRAS=postgres" in line
    assert "secret" not in line
