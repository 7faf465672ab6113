"""The provinces by their codes (crawler/data/divisions.json, GB/T 2260)."""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from crawler.model.config import ROOT

_DIVISIONS = ROOT / "crawler" / "data" / "divisions.json"
_ENDINGS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市")


@cache
def list_provinces() -> Mapping[str, str]:
    """Full names by six-digit code."""
    divisions = json.loads(_DIVISIONS.read_text("utf-8"))["divisions"]
    return MappingProxyType({code: name for code, name in divisions.items() if code.endswith("0000")})


def name_province(code: str) -> str:
    """The full name; the code where it is of none."""
    return list_provinces().get(code, code)


def find_province(word: str) -> str | None:
    """The code of a province, by its code, its full or its short name (浙江)."""
    for code, name in list_provinces().items():
        if word in {code, name, shorten_province(name)}:
            return code
    return None


def shorten_province(name: str) -> str:
    """The name without what kind of province it is (浙江, 广西)."""
    return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)
