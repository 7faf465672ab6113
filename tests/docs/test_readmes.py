"""What both READMEs say of the program is what the program is."""

import re
from collections import defaultdict

import pytest

from crawler.model.config import ROOT
from crawler.model.outcomes import WORST_FIRST, Outcome
from crawler.sites.readmes import DOCUMENTS, fill_part, render
from tests.docs.reading import (
    READMES,
    find_table,
    known_commands,
    known_options,
    list_commands,
    list_options,
    list_targets,
    read,
)

SCRAPYS_OWN = {"1": [], "2": []}


@pytest.fixture(params=READMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_table_of_sites_is_that_of_the_seeds(document: str) -> None:
    assert read(document) == render(ROOT / document), "the seeds have changed: run `make readme`"


def test_every_exit_code_stands_there_with_its_outcomes(name: str) -> None:
    codes: dict[str, list[str]] = defaultdict(list)
    for outcome in Outcome:
        codes[str(outcome.exit_code)].append(str(outcome))
    rows = find_table(read(name), "75")
    assert {row[0]: [part for part in row[1].split(", ") if part] for row in rows} == {**SCRAPYS_OWN, **codes}
    assert all(row[2] and row[3] for row in rows)
    assert [int(row[0]) for row in rows] == sorted(int(row[0]) for row in rows)


def test_the_order_of_the_worst_is_that_of_the_code(name: str) -> None:
    order = list(dict.fromkeys(outcome.exit_code for outcome in WORST_FIRST))
    assert ", ".join(map(str, order)) in read(name)


def test_every_command_stands_in_the_table(name: str) -> None:
    rows = find_table(read(name), "`scrapy list`")
    assert [row[0].strip("`").split()[1] for row in rows] == sorted(
        known_commands(), key=[row[0].strip("`").split()[1] for row in rows].index
    )


def test_every_option_in_the_table_is_one(name: str) -> None:
    for row in find_table(read(name), "`scrapy list`"):
        [(command, words)] = list_commands(row[0])
        assert list_options(words) <= known_options(command), command


OWN_OPTIONS = {
    command: known_options(command) - known_options("list")
    for command in ("export", "extract", "sites", "reextract", "addsite")
}


@pytest.mark.parametrize("command", OWN_OPTIONS)
def test_every_option_of_our_own_stands_in_the_table(name: str, command: str) -> None:
    rows = find_table(read(name), "`scrapy list`")
    words = next(words for row in rows for found, words in list_commands(row[0]) if found == command)
    assert list_options(words) == OWN_OPTIONS[command]


def test_every_variable_that_is_read_stands_in_the_table(name: str) -> None:
    sources = [path.read_text("utf-8") for folder in ("crawler", "bench", "tests") for path in list_python(folder)]
    read_variables = {found for source in sources for found in re.findall(r"[\"'](NOTICES_[A-Z_]+)[\"']", source)}
    rows = find_table(read(name), "`NOTICES_CONTACT`")
    told = {variable for row in rows for variable in re.findall(r"`(\w+)`", row[0])}
    assert told == read_variables | {"http_proxy", "https_proxy", "no_proxy"}


def list_python(folder: str):  # type: ignore[no-untyped-def]
    return (ROOT / folder).rglob("*.py")


@pytest.mark.parametrize("part", ["demo", "explain", "figures", "sites"])
def test_every_generated_part_has_its_markers_once(name: str, part: str) -> None:
    text = read(name)
    assert (text.count(f"<!-- {part} -->"), text.count(f"<!-- /{part} -->")) == (1, 1)


def test_both_say_the_same() -> None:
    english, chinese = (read(name) for name in READMES)
    assert count_parts(english) == count_parts(chinese)
    assert list_commands(english) == list_commands(chinese)


def count_parts(text: str) -> dict[str, int]:
    marks = {"headings": r"^#", "table rows": r"^\|", "code lines": r"^    ", "links": r"\]\("}
    return {name: len(re.findall(mark, text, re.MULTILINE)) for name, mark in marks.items()}


def test_fill_part_replaces_what_stands_between_the_markers() -> None:
    text = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n"
    assert fill_part(text, "x", "new\n") == "a\n<!-- x -->\nnew\n<!-- /x -->\nb\n"
    assert fill_part(fill_part(text, "x", "new\n"), "x", "old\n") == text


@pytest.mark.parametrize("text", ["", "<!-- x -->\n", "<!-- /x -->", "<!-- x -->\n<!-- /x --><!-- x -->\n"])
def test_fill_part_refuses_markers_that_are_not_there_once(text: str) -> None:
    with pytest.raises(ValueError, match="x"):
        fill_part(text, "x", "")


def test_the_makefile_tells_its_targets() -> None:
    told = set(re.findall(r"make ([a-z-]+)", read("Makefile").partition("setup: ")[0]))
    assert told == list_targets() - {"help", "lock"}
