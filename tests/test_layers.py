"""Pure rooms stay pure; Scrapy and SQLAlchemy stay where they belong."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PURE = ("decoding", "identity", "extraction", "readers", "items", "site", "outcomes", "health", "publication", "stages")
SCRAPY_ROOMS = (
    "spiders",
    "pipelines",
    "crawler/commands",
    "crawler/settings",
    "crawler/exports/exporters",
    "crawler/runs/binding",
    "crawler/runs/session",
    "crawler/network/limits",
    "crawler/network/handler",
    "crawler/commands/console",
    "crawler/sites/looks",
    "crawler/network/resolver",
    "crawler/runs/arguments",
    "crawler/runs/progress",
)
NEVER_PURE = ("scrapy", "twisted", "sqlalchemy", "requests", "socket", "random", "spiders", "pipelines")
IMPURE_CALLS = (
    "datetime.now",
    "datetime.today",
    "date.today",
    "datetime.utcnow",
    "time.time",
    "os.environ",
    "os.getenv",
)


def find_modules() -> list[Path]:
    return sorted(p for room in ("crawler", "spiders", "pipelines") for p in (ROOT / room).rglob("*.py"))


def name_module(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix()


def find_imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def find_calls(path: Path) -> set[str]:
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


def is_pure(name: str) -> bool:
    return any(name == f"crawler/{room}" or name.startswith(f"crawler/{room}/") for room in PURE)


@pytest.mark.parametrize("path", [p for p in find_modules() if is_pure(name_module(p))], ids=name_module)
def test_pure_module_has_no_clock_network_or_store(path: Path) -> None:
    assert not {name for name in find_imports(path) if name.split(".")[0] in NEVER_PURE}
    assert not find_calls(path) & set(IMPURE_CALLS)


@pytest.mark.parametrize("path", find_modules(), ids=name_module)
def test_scrapy_is_imported_only_at_the_edge(path: Path) -> None:
    name = name_module(path)
    uses = {module for module in find_imports(path) if module.split(".")[0] in ("scrapy", "twisted")}
    assert not uses or name.startswith(SCRAPY_ROOMS), f"{name} imports {uses}"


@pytest.mark.parametrize("path", find_modules(), ids=name_module)
def test_sqlalchemy_is_imported_only_by_the_store(path: Path) -> None:
    uses = {module for module in find_imports(path) if module.split(".")[0] == "sqlalchemy"}
    assert not uses or name_module(path).startswith("crawler/store"), uses
