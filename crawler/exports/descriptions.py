"""`python -m crawler.exports.descriptions` (`make fields`): writes what describes the fields, from the table of fields.

That is the JSON Schema of a notice and the codebook in two languages.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from crawler.exports.elements import make_xml_schema
from crawler.exports.rows import find_columns
from crawler.inspections.sheets import COVERAGE, TABLES, LedgerTable
from crawler.model.codebook import CHINESE, ENGLISH, Words, render_codebook
from crawler.model.config import ROOT
from crawler.model.fields.definition import Bilingual
from crawler.model.fields.json_schema import make_schema
from crawler.store.columns import find_columns as find_sql_columns

_COVERAGE = LedgerTable(
    title=Bilingual("`scrapy coverage`: one row a committee and round", "`scrapy coverage`：每个派出机构每轮一行"),
    columns=COVERAGE,
    make_rows=lambda _: [],
)
ACCURACY = ROOT / "docs" / "accuracy.json"


def render_all() -> Mapping[Path, str]:
    """Every file that describes the fields, and what it must say today."""
    accuracy = json.loads(ACCURACY.read_text(encoding="utf-8"))
    books = {"codebook.md": ENGLISH, "codebook.zh.md": CHINESE}
    return {
        ROOT / "crawler" / "data" / "notice.schema.json": json.dumps(make_schema(), ensure_ascii=False, indent=2)
        + "\n",
        ROOT / "crawler" / "data" / "notices.xsd": make_xml_schema().decode("utf-8"),
        **{
            ROOT / "docs" / name: render_codebook(words, accuracy, find_columns, find_sql_columns)
            + _render_ledger(words)
            for name, words in books.items()
        },
    }


def _render_ledger(words: Words) -> str:
    """The tables of the ledger, a section each."""
    sections = []
    for name, table in {**TABLES, "coverage": _COVERAGE}.items():
        head = f"\n## `{name}` — {words.take(table.title)}\n\n| {words.head[0]} | {words.head[3]} |\n|---|---|\n"
        rows = (f"| `{column}` | {words.take(meaning)} |\n" for column, meaning in table.columns.items())
        sections.append(head + "".join(rows))
    return "".join(sections)


def main() -> int:
    """Writes them."""
    for path, text in render_all().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
