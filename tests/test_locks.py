"""What is installed is locked, lean, and what pyproject.toml asks for; a version has its section of changes."""

import re
import tomllib
from pathlib import Path

import pytest

from crawler import VERSION
from requirements import BENCH, DEV, EXTRAS, ROOT, RUN, read_extras, show, split_blocks, split_sections

LOCKS = (RUN, DEV, EXTRAS, BENCH)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NO_RUN_NEEDS = {"pytest", "pytest-xdist", "hypothesis", "mypy", "ruff", "html5lib", "psycopg", "pyarrow", "xlsxwriter"}


def name_requirement(requirement: str) -> str:
    """The name under which a lock knows a requirement of pyproject.toml."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def read_names(lock: Path) -> set[str]:
    return set(split_blocks(lock.read_text("utf-8")))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_with_hashes(lock: Path) -> None:
    blocks = split_blocks(lock.read_text("utf-8"))
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks.values())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_a_run_installs_no_tools_and_no_extras() -> None:
    assert not read_names(RUN) & NO_RUN_NEEDS


def test_each_lock_holds_what_the_project_asks_for() -> None:
    asked = {name_requirement(each) for each in PROJECT["project"]["dependencies"]}
    assert asked <= read_names(RUN)
    for group, lock in (("dev", DEV), ("bench", BENCH)):
        assert {name_requirement(each) for each in PROJECT["dependency-groups"][group]} <= read_names(lock)


def test_each_extra_has_its_section_with_all_it_asks_for() -> None:
    sections = split_sections(EXTRAS.read_text("utf-8"))
    assert list(sections) == list(read_extras())
    for extra, asked in read_extras().items():
        assert {name_requirement(each) for each in asked} <= set(sections[extra]) | read_names(RUN)


def test_all_locks_agree_on_versions() -> None:
    found: dict[str, set[str]] = {}
    for lock in (RUN, DEV, EXTRAS):
        for block in re.findall(r"^[\w.-]+==\S+", lock.read_text("utf-8"), re.MULTILINE):
            name, _, version = block.partition("==")
            found.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in found.items() if len(versions) > 1} == {}


def test_extras_are_shown_together_each_requirement_once() -> None:
    both = show(["postgres,workers"])
    assert both.count("psycopg==") == 1
    assert "procrastinate==" in both
    assert split_blocks(show(["all"])).keys() == read_names(EXTRAS)


def test_an_unknown_extra_is_said_with_those_there_are() -> None:
    with pytest.raises(SystemExit, match=r"unknown extra 'formts': there are .*formats"):
        show(["formts"])


def test_the_version_has_its_section_of_changes() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    released = [heading for heading in headings if heading != "Unreleased"]
    assert re.fullmatch(rf"{re.escape(VERSION)} \(\d{{4}}-\d\d-\d\d\)", released[0])
    assert "Unreleased" not in headings[1:]
    assert len(set(headings)) == len(headings)
