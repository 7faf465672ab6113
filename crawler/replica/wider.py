"""The articles of the further sites: one schedule of patterns for all, filled with each site's places and a share of
invented units (texts/wider.toml).
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from crawler.replica.cast import draw

_FILE = Path(__file__).parent / "texts" / "wider.toml"
_NAME = re.compile(r"\$([a-z]+)(\d?)")
_POOLS = {
    "unit": "units",
    "company": "companies",
    "bureau": "bureaus",
    "school": "schools",
    "cause": "causes",
    "theme": "themes",
    "lesson": "lessons",
    "headline": "headlines",
}
_ROUND = {"term": 12, "term_han": "二", "round": 4, "round_han": "四"}


@cache
def load_wider() -> dict[str, Any]:
    """The file as it is."""
    return tomllib.loads(_FILE.read_text("utf-8"))


def list_wider_sites() -> tuple[str, ...]:
    """The sites whose articles follow the schedule."""
    return tuple(sorted(load_wider()["site"]))


def schedule(site: str) -> list[dict[str, Any]]:
    """The values of a site's articles, in the form of a site file's; raises KeyError for an unknown site."""
    wider = load_wider()
    own = wider["site"][site]
    common = {
        **_ROUND,
        **{name: own[name] for name in ("city", "area", "zip")},
        "source": f"{own['shortname']}省纪委监委",
        "mail_host": f"{site}.example.cn",
        "swap": own.get("swap", []),
    }
    articles = []
    for part, column in zip(("main", "second"), own.get("columns", [0]), strict=False):
        articles += [{**common, "column": column, **_place(site, own, values)} for values in wider[part]]
    return articles


def _place(site: str, own: Mapping[str, Any], values: Any) -> Any:
    """A value of the schedule with this site's names put in."""
    if isinstance(values, dict):
        return {name: _place(site, own, value) for name, value in values.items()}
    if isinstance(values, list):
        return [_place(site, own, value) for value in values]
    return _NAME.sub(lambda match: _find_name(site, own, match), values) if isinstance(values, str) else values


def _find_name(site: str, own: Mapping[str, Any], match: re.Match[str]) -> str:
    name, turn = match[1], int(match[2] or 0)
    if name == "district":
        return str(own["districts"][turn])
    if name == "commission":
        return f"{own['shortname']}省纪委监委"
    if name in _POOLS:
        pool = load_wider()[_POOLS[name]]
        return str(pool[(draw(f"{site}/{name}", len(pool)) + turn) % len(pool)])
    return str(own[name])
