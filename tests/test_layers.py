"""The layers: docs/architecture.md holds the table of who may import and use what; the code is held against it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "architecture.md"
EDGES = {
    "scrapy": "Scrapy",
    "twisted": "Twisted",
    "sqlalchemy": "SQLAlchemy",
    "socket": "sockets",
    "requests": "sockets",
    "threading": "threads",
    "subprocess": "processes",
    "multiprocessing": "processes",
}
"""What a module may only import where its row says so, by the word the table has for it."""

CALLS = {
    "datetime.now": "clock",
    "datetime.today": "clock",
    "datetime.utcnow": "clock",
    "date.today": "clock",
    "time.time": "clock",
    "time.monotonic": "clock",
    "os.environ": "environment",
    "os.getenv": "environment",
}


@dataclass(frozen=True)
class Row:
    """One row of the table: a room or a single module, the rooms it imports, the edges it uses."""

    imports: frozenset[str]
    uses: frozenset[str]


def read_table() -> dict[str, Row]:
    """Rows by path (`crawler/model`, `spiders`, `crawler/exports/exporters.py`)."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    start = lines.index("| room | imports | uses |") + 2
    rows = {}
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        room, imports, uses = (cell.strip() for cell in line.strip("|").split("|"))
        rows[room.strip("`").rstrip("/")] = Row(split_words(imports), split_words(uses))
    return rows


def split_words(cell: str) -> frozenset[str]:
    return frozenset(word.strip(" `") for word in cell.split(",") if word.strip(" `—"))


def find_modules() -> list[Path]:
    return sorted(p for room in ("crawler", "spiders", "pipelines") for p in (ROOT / room).rglob("*.py"))


def name_room(module: str) -> str:
    """The room of a dotted module name: `crawler.store.links` lies in crawler/store, `spiders.probe` in spiders."""
    parts = module.split(".")
    if parts[0] != "crawler":
        return parts[0]
    return "/".join(parts[:2])


def find_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def find_uses(path: Path) -> set[str]:
    calls = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    imported = {name.split(".")[0] for name in find_imports(path)}
    return {EDGES[name] for name in imported & set(EDGES)} | {CALLS[call] for call in calls & set(CALLS)}


def show_path(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def find_room(path: Path) -> str:
    return name_room(".".join(path.relative_to(ROOT).with_suffix("").parts))


def find_neighbours(path: Path) -> set[str]:
    own = find_room(path)
    rooms = {
        name_room(name) for name in find_imports(path) if name.split(".")[0] in ("crawler", "spiders", "pipelines")
    }
    return {room for room in rooms if room not in (own, "crawler", "crawler/settings")}


ROWS = read_table()
MODULES = find_modules()


@pytest.mark.parametrize("path", MODULES, ids=show_path)
def test_a_module_imports_and_uses_what_its_row_says(path: Path) -> None:
    room = find_room(path)
    if room in ("crawler", "crawler/__init__", "crawler/settings"):
        room = "crawler/settings.py"
    own = ROWS.get(show_path(path), Row(frozenset(), frozenset()))
    assert find_neighbours(path) <= ROWS[room].imports | own.imports
    assert find_uses(path) <= ROWS[room].uses | own.uses


def test_the_table_names_every_room_and_no_other() -> None:
    rooms = {find_room(path) for path in MODULES} - {"crawler", "crawler/__init__", "crawler/settings"}
    assert {row for row in ROWS if not row.endswith(".py")} == rooms
    assert all((ROOT / row).is_file() for row in ROWS if row.endswith(".py"))


def test_no_row_allows_what_nobody_needs() -> None:
    for row, allowed in ROWS.items():
        paths = [path for path in MODULES if show_path(path) == row or show_path(path).startswith(f"{row}/")]
        needed = {room for path in paths for room in find_neighbours(path)}
        used = {edge for path in paths for edge in find_uses(path)}
        assert allowed.imports <= needed, f"{row}: {allowed.imports - needed}"
        assert allowed.uses <= used, f"{row}: {allowed.uses - used}"


def test_rooms_import_in_one_direction() -> None:
    order: list[str] = []
    left = {row: set(ROWS[row].imports) for row in ROWS if not row.endswith(".py")}
    while left:
        free = sorted(row for row, needs in left.items() if not needs & set(left))
        assert free, f"these import each other in a circle: {', '.join(left)}"
        order += free
        for row in free:
            del left[row]
    assert order[0] == "crawler/model"


def test_the_top_of_crawler_holds_no_module_but_its_settings() -> None:
    assert {path.name for path in (ROOT / "crawler").glob("*.py")} == {"__init__.py", "settings.py"}


PARALLEL = (
    "crawler/extraction/words",
    "crawler/extraction/spans",
    "crawler/extraction/statements",
    "crawler/extraction/fields",
    "crawler/model/fields",
    "crawler/exports",
    "crawler/exports/formats",
)
"""Rooms whose modules are named for a type that other rooms have a module of as well."""

COMMANDS = ROOT / "crawler" / "commands"
"""Scrapy names a command for its file."""


def test_no_two_rooms_have_a_module_of_one_name() -> None:
    places: dict[str, list[str]] = {}
    for path in MODULES:
        if path.name.startswith("__") or path.parent == COMMANDS or show_path(path.parent) in PARALLEL:
            continue
        places.setdefault(path.stem, []).append(show_path(path))
    assert not {name: found for name, found in places.items() if len(found) > 1}


def test_no_class_name_means_two_things() -> None:
    places: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and path.parent != COMMANDS:
                places.setdefault(node.name, []).append(show_path(path))
    assert not {name: found for name, found in places.items() if len(found) > 1}
