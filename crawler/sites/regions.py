"""The names of administrative divisions by code, for tables of sites and for the replica."""

import json
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "divisions.json"


@cache
def load_divisions() -> dict[str, str]:
    """Every division's name by its six-digit code, in the order of codes."""
    names: dict[str, str] = json.loads(_FILE.read_text(encoding="utf-8"))["divisions"]
    return names


def list_provinces() -> dict[str, str]:
    """The names of the provinces of the mainland by code."""
    return {code: name for code, name in load_divisions().items() if code.endswith("0000") and code < "700000"}
