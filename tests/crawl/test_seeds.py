"""Bad seeds at the command line: one line each, exit code 21, the good sites go on."""

import shutil
from pathlib import Path

import pytest

from tests.crawl.support import FAST, ROOT, Desk

HEAD = 'name = "甲"\nlevel = "county"\nregion = "130434"\nplatform = "plain"\n'
BAD = {
    "typo": ('name = "甲"\nlevell = "county"\n', "levell"),
    "syntax": ("name = = 1\n", "file"),
    "private-address": (
        HEAD + '[[listings]]\nurl = "http://192.168.1.1/"\nstale_days = 30\nmin_links = 5\n',
        "url",
    ),
    "no-expectations": (
        HEAD + '[[listings]]\nurl = "http://jia.invalid/"\n',
        "min_links",
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with two seeds: a good one, and a bad one that each test writes."""
    root = tmp_path_factory.mktemp("project")
    for name in ("crawler", "spiders", "pipelines"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "scrapy.cfg", root)
    (root / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / "handan.toml", root / "seeds")
    shutil.copytree(ROOT / "seeds" / "_templates", root / "seeds" / "_templates")
    return root


@pytest.fixture
def desk(project: Path, tmp_path: Path) -> Desk:
    return Desk(tmp_path / "data", None, {}, project)


@pytest.mark.parametrize(("text", "key"), BAD.values(), ids=BAD.keys())
def test_bad_seed_is_named_with_file_and_key(desk: Desk, text: str, key: str) -> None:
    (desk.project / "seeds" / "jia.toml").write_text(text, encoding="utf-8")
    ended = desk.run("list")
    assert ended.code == 21
    assert ended.out.split() == ["handan"]
    assert all(line.startswith("seeds/jia.toml: ") for line in ended.err.strip().splitlines())
    assert key in ended.err


def test_bad_seed_stops_only_its_own_site(desk: Desk) -> None:
    (desk.project / "seeds" / "jia.toml").write_text(BAD["typo"][0], encoding="utf-8")
    own, other = desk.run("crawl", "jia", *FAST), desk.run("crawl", "handan", *FAST)
    assert own.code == 21
    assert "levell" in own.err
    assert other.code == 21
    assert "disabled since" in other.err
    assert "levell" not in other.err
