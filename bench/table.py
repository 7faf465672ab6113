"""Plain tables on standard output."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints a titled table with aligned columns."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(map(_measure, column)) for column in zip(*cells, strict=True)]
    print(f"\n{title}")
    for number, row in enumerate(cells):
        print(
            "  "
            + "  ".join(cell + " " * (width - _measure(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))


def _measure(cell: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in cell)
