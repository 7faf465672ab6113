"""What tests share lies in modules made for it: no test imports from another test, or a name that is private."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ("bench", "crawler", "pipelines", "spiders", "tests")
FILES = sorted(path for folder in ("bench", "tests") for path in (ROOT / folder).rglob("*.py"))


def find_imports(source: str) -> Iterator[tuple[str, str]]:
    """Module and name of everything that is imported from the project."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found = [(node.module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            found = [(alias.name, "") for alias in node.names]
        else:
            continue
        yield from (pair for pair in found if pair[0].split(".")[0] in PROJECT)


def find_faults(source: str) -> list[str]:
    """Imports of what belongs to one file alone."""
    return [
        f"{module}.{name}".rstrip(".")
        for module, name in find_imports(source)
        if any(part.startswith(("_", "test_")) or part == "conftest" for part in (*module.split("."), name))
    ]


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_only_shared_names_are_imported(path: Path) -> None:
    assert find_faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "from tests.extraction.test_people import NAMES",
        "from tests.replica import conftest",
        "import tests.crawl.test_kills",
        "from crawler.sites.seeds import _build_site",
    ],
)
def test_an_import_of_what_belongs_to_one_file_is_found(line: str) -> None:
    assert len(find_faults(line)) == 1
