"""The articles of the further sites: one schedule of patterns for all, filled with each site's places and a share of
invented units (texts/wider.toml). Every seed that is on has such articles, its places those of its province.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from crawler.model.config import SEEDS
from crawler.model.site import Site
from crawler.replica.cast import draw
from crawler.sites.regions import load_divisions
from crawler.sites.seeds import load_seeds

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
_LONG_NAMES = {"15": "内蒙古", "45": "广西", "54": "西藏", "64": "宁夏", "65": "新疆"}
"""Autonomous regions by the first two digits of their codes: their committee is no 省委."""


@cache
def load_wider() -> dict[str, Any]:
    """The file as it is."""
    return tomllib.loads(_FILE.read_text("utf-8"))


@cache
def load_sites() -> Mapping[str, Site]:
    """The good seeds, read once."""
    return load_seeds(SEEDS).sites


def list_wider_sites() -> tuple[str, ...]:
    """The sites whose articles follow the schedule: the seeds that are on, a few that are off, a few that have none."""
    wider = load_wider()
    on = (site.id for site in load_sites().values() if site.disabled is None)
    return tuple(sorted({*wider["site"], *wider["further"], *on}))


def schedule(site: str) -> list[dict[str, Any]]:
    """The values of a site's articles, in the form of a site file's; raises KeyError for an unknown site."""
    wider = load_wider()
    own = wider["site"][site] if site in wider["site"] else describe_places(load_sites()[site])
    common = {
        **_ROUND,
        **{name: own[name] for name in ("city", "area", "zip")},
        "source": f"{own['shortname']}省纪委监委",
        "mail_host": f"{site}.example.cn",
        "swap": own.get("swap", []),
    }
    parts = ("main", "second") if own.get("columns", 1) > 1 else ("main",)
    return [
        {**common, "column": column, **_place(site, own, values)}
        for column, part in enumerate(parts)
        for values in wider[part]
    ]


def describe_places(site: Site) -> dict[str, Any]:
    """What the schedule needs of a site's province: its names, four of its districts, its capital's numbers."""
    code = (site.region or "430000")[:2]
    divisions = load_divisions()
    name = divisions[f"{code}0000"]
    short = _LONG_NAMES.get(code) or name.removesuffix("省").removesuffix("市")
    counties = [
        county for number, county in divisions.items() if number[:2] == code and number[4:] != "00" and len(county) > 2
    ]
    first, step = draw(f"{site.id}/districts", len(counties)), max(1, len(counties) // 4)
    area, postcode = load_wider()["capital"][code]
    return {
        "shortname": short,
        "city": name if name.endswith("市") else divisions.get(f"{code}0100", name),
        "area": area,
        "zip": postcode,
        "districts": [counties[(first + turn * step) % len(counties)] for turn in range(4)],
        "columns": sum(not _is_home(listing.url) for listing in site.listings),
        "swap": _swap_names(code, short, name),
    }


def _is_home(url: str) -> bool:
    return url.partition("://")[2].partition("/")[2] == ""


def _swap_names(code: str, short: str, name: str) -> list[list[str]]:
    """What the schedule's 省 is called there."""
    if name.endswith("市"):
        return [["省委", "市委"], ["全省", "全市"], [f"{short}省", name]]
    if code in _LONG_NAMES:
        return [["省委", "自治区党委"], ["全省", "全区"], [f"{short}省", name]]
    return []


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
