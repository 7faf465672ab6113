"""The numbered steps from an empty database to today's tables. A step that was released is never edited again.

Statements are portable but for two marks: `{text}` (text that sorts by code point) and `{identity}` (a number the
database gives out).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.store.migrations.m0001_first import STATEMENTS as FIRST


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: applied whole or not at all."""

    version: int
    name: str
    statements: Sequence[str]


MIGRATIONS: tuple[Migration, ...] = (Migration(1, "first form", FIRST),)
