"""`python -m crawler.store.drafting` (part of `make fields`): writes the next migration where the tables that the table
of fields asks for have columns that no migration makes yet.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import BigInteger, Integer

from crawler.store import migrations
from crawler.store.database import Database
from crawler.store.schema import METADATA

_TEMPLATE = '''"""Migration {version}: {names}."""

STATEMENTS: tuple[str, ...] = (
{statements}
)
'''


def draft_migration(metadata: sa.MetaData = METADATA) -> tuple[str, str] | None:
    """The name and text of the module that is missing, or None where nothing is.

    New columns may be null, for a store that is upgraded knows nothing of them until its pages are read again.
    """
    missing = list(_find_missing(metadata))
    if not missing:
        return None
    version = migrations.MIGRATIONS[-1].version + 1
    names = ", ".join(dict.fromkeys(name for name, _ in missing))
    statements = "\n".join(f'    "{statement}",' for _, statement in missing)
    stem = "_".join(names.replace(", ", "_and_").replace(".", "_").split())[:60]
    return f"m{version:04}_{stem}", _TEMPLATE.format(version=version, names=names, statements=statements)


def _find_missing(metadata: sa.MetaData) -> Iterator[tuple[str, str]]:
    """What is missing by name, and the statement that makes it."""
    database = Database.open("sqlite://")
    try:
        with database.read() as connection:
            inspector = sa.inspect(connection)
            known = {name: {c["name"] for c in inspector.get_columns(name)} for name in inspector.get_table_names()}
    finally:
        database.close()
    for table in metadata.sorted_tables:
        if table.name not in known:
            yield table.name, _make_table(table)
            continue
        for column in table.columns:
            if column.name not in known[table.name]:
                told = f"{table.name}.{column.name}"
                yield told, f"ALTER TABLE {table.name} ADD COLUMN {_print_column(column)}"


def _make_table(table: sa.Table) -> str:
    own = ", ".join(_print_column(column) for column in table.columns if column.name not in {"notice_id", "position"})
    keys = "notice_id {text} NOT NULL REFERENCES notices (id), position INTEGER NOT NULL"
    return f"CREATE TABLE {table.name} ({keys}, {own}, PRIMARY KEY (notice_id, position))"


def _print_column(column: "sa.Column[object]") -> str:
    kinds = ((BigInteger, "BIGINT"), (Integer, "INTEGER"))
    kind = next((name for kind, name in kinds if isinstance(column.type, kind)), "{text}")
    return f"{column.name} {kind}"


def main() -> int:
    """Writes the module, and says so."""
    draft = draft_migration()
    if draft is not None:
        path = Path(migrations.__file__).parent / f"{draft[0]}.py"
        path.write_text(draft[1], encoding="utf-8")
        sys.stdout.write(f"wrote {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
