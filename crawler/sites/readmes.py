"""`python -m crawler.sites.readmes` (`make readme`): rewrites the parts of both READMEs that are made from the seeds.

A generated part stands between `<!-- NAME -->` and `<!-- /NAME -->`. Exit codes, commands and variables are written by
hand there, for they are told in sentences; tests/docs holds them against the code.
"""

import sys
from pathlib import Path

from crawler.model.config import ROOT, SEEDS
from crawler.model.site import Site
from crawler.sites.overview import CHINESE, ENGLISH, TableWords, sites_table
from crawler.sites.recorded import list_recorded
from crawler.sites.seeds import load_seeds

LANGUAGES: dict[str, tuple[TableWords, str]] = {
    "README.md": (ENGLISH, "{sites} sites, {on} of them enabled; recorded pages of {recorded}.\n\n"),
    "README.zh-CN.md": (CHINESE, "共 {sites} 个站点，启用 {on} 个；{recorded} 个站点已有留存页面。\n\n"),
}
"""The READMEs, each with the words of its table and the sentence above it."""


def fill_part(text: str, name: str, body: str) -> str:
    """`text` with `body` between the markers of `name`. Raises ValueError where these do not stand there once each."""
    head, opened, rest = text.partition(f"<!-- {name} -->\n")
    _, closed, tail = rest.partition(f"<!-- /{name} -->")
    if not opened or not closed or opened in tail:
        raise ValueError(f"<!-- {name} --> and <!-- /{name} --> must stand there once each, on lines of their own")
    return head + opened + body + closed + tail


def describe_sites(sites: list[Site], recorded: int, words: TableWords, sentence: str) -> str:
    """The generated part of one README: how many sites, then the table. `recorded`: sites with recorded pages."""
    on = sum(site.disabled is None for site in sites)
    return sentence.format(sites=len(sites), on=on, recorded=recorded) + sites_table(sites, words)


def render(path: Path) -> str:
    """What a README must say today. Raises ValueError where its markers are not right."""
    words, sentence = LANGUAGES[path.name]
    sites = list(load_seeds(SEEDS).sites.values())
    body = describe_sites(sites, len(list_recorded(ROOT / "tests" / "sites")), words, sentence)
    return fill_part(path.read_text(encoding="utf-8"), "sites", body)


def main() -> int:
    """Writes both READMEs where they differ."""
    for name in LANGUAGES:
        path = ROOT / name
        path.write_text(render(path), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
