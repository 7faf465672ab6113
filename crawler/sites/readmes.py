"""`python -m crawler.sites.readmes` (`make readme`): rewrites what both READMEs and docs/sites.md take from the seeds.

A generated part stands between `<!-- NAME -->` and `<!-- /NAME -->`. Exit codes, commands and variables are written by
hand there, for they are told in sentences; tests/docs holds them against the code.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from crawler.model.config import ROOT, SEEDS
from crawler.model.site import Site
from crawler.sites.overview import CHINESE, ENGLISH, TableWords, provinces_table, retired_table, sites_table
from crawler.sites.recorded import list_recorded
from crawler.sites.retired import load_retired
from crawler.sites.seeds import load_seeds

LANGUAGES: dict[str, tuple[TableWords, str]] = {
    "README.md": (
        ENGLISH,
        "{sites} sites known, {on} crawled, {columns} of these have an inspection column; recorded: {recorded}.\n\n",
    ),
    "README.zh-CN.md": (
        CHINESE,
        "已知站点 {sites} 个，启用 {on} 个，其中 {columns} 个有巡视巡察栏目；{recorded} 个站点已有留存页面。\n\n",
    ),
}
"""The READMEs, each with the words of its table and the sentence above it."""

DOCUMENTS = (*LANGUAGES, "docs/sites.md")
"""Every document with generated parts."""


def fill_part(text: str, name: str, body: str) -> str:
    """`text` with `body` between the markers of `name`. Raises ValueError where these do not stand there once each."""
    head, opened, rest = text.partition(f"<!-- {name} -->\n")
    _, closed, tail = rest.partition(f"<!-- /{name} -->")
    if not opened or not closed or opened in tail:
        raise ValueError(f"<!-- {name} --> and <!-- /{name} --> must stand there once each, on lines of their own")
    return head + opened + body + closed + tail


def describe_sites(sites: list[Site], recorded: int, words: TableWords, sentence: str) -> str:
    """The generated part of one README: how many sites, then the table. `recorded`: sites with recorded pages."""
    on = [site for site in sites if site.disabled is None]
    columns = sum(site.has_inspection_column for site in on)
    return sentence.format(sites=len(sites), on=len(on), columns=columns, recorded=recorded) + provinces_table(
        sites, words
    )


def render(path: Path) -> str:
    """What a document must say today. Raises ValueError where its markers are not right."""
    sites = list(load_seeds(SEEDS).sites.values())
    text = path.read_text(encoding="utf-8")
    parts: dict[str, Callable[[], str]]
    if path.name in LANGUAGES:
        words, sentence = LANGUAGES[path.name]
        recorded = len(list_recorded(ROOT / "tests" / "sites"))
        parts = {"sites": lambda: describe_sites(sites, recorded, words, sentence)}
    else:
        parts = {
            "commissions": lambda: sites_table(site for site in sites if site.kind == "commission"),
            "unit-sites": lambda: sites_table(site for site in sites if site.kind == "unit-site"),
            "retired": lambda: retired_table(load_retired(SEEDS)),
        }
    for name, write in parts.items():
        text = fill_part(text, name, write())
    return text


def main() -> int:
    """Writes every document where it differs."""
    for name in DOCUMENTS:
        path = ROOT / name
        path.write_text(render(path), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
