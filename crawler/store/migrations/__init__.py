"""The numbered steps from an empty database to today's tables. A step that was released is never edited again.

Statements are portable but for these marks: `{text}` (text that sorts by code point), `{identity}` (a number the
database gives out), `{random}` (32 random hex digits).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.store.migrations.m0001_first import STATEMENTS as FIRST
from crawler.store.migrations.m0002_generations import STATEMENTS as GENERATIONS


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: applied whole or not at all."""

    version: int
    name: str
    statements: Sequence[str]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "first form", FIRST),
    Migration(2, "readings, rests and generations", GENERATIONS),
)
