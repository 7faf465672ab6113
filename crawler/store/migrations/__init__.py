"""The numbered steps from an empty database to today's tables: one module a step, found by its name (`m0001_first`).

A step that was released is never edited again; a new one is written by `python -m crawler.store.migrations` (part of
`make fields`) or by hand. A module holds `STATEMENTS`, portable but for these marks: `{text}` (text that sorts by code
point), `{identity}` (a number the database gives out), `{random}` (32 random hex digits); and, where rows are to be
rewritten, `upgrade(connection)`, which runs after them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class Migration:
    """One step."""

    version: int
    name: str
    statements: Sequence[str]
    upgrade: Callable[[sa.Connection], None] | None = None


def load_migrations() -> tuple[Migration, ...]:
    """Every step, in order. Raises ValueError where a number is missing or taken twice."""
    names = sorted(module.name for module in iter_modules(__path__) if module.name[1:5].isdecimal())
    steps = []
    for name in names:
        module = import_module(f"{__name__}.{name}")
        steps.append(Migration(int(name[1:5]), name[6:], module.STATEMENTS, getattr(module, "upgrade", None)))
    if [step.version for step in steps] != list(range(1, len(steps) + 1)):
        raise ValueError(f"migrations are not numbered one by one: {', '.join(names)}")
    return tuple(steps)


MIGRATIONS = load_migrations()
