"""`python -m bench [TABLE ...]`: every benchmark table, or those named; ends 1 when one misses its floor.

`python -m bench scale [--sizes N ...] [--json]` and `python -m bench exports [--sizes N ...] [--json]` have options of
their own: see bench/scale.py and bench/exports.py.
"""

import importlib
import sys

TABLES = ("charset", "mirrors", "pages", "fields", "coverage")


def main(names: list[str]) -> int:
    if names[:1] in (["scale"], ["exports"]):
        return 0 if importlib.import_module(f"bench.{names[0]}").main(names[1:]) else 1
    unknown = [name for name in names if name not in TABLES]
    if unknown:
        print(f"bench: no table {unknown[0]!r}; there are {', '.join(TABLES)}", file=sys.stderr)
        return 2
    held = []
    for name in names or TABLES:
        print(f"\n== {name}", flush=True)
        held.append(importlib.import_module(f"bench.{name}").main())
        print(f"\n{name}: floors {'hold' if held[-1] else 'MISSED'}", flush=True)
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
