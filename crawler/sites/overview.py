"""The table of sites that the READMEs show, made from the seeds."""

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """The table's own words in one language; `off` takes `since`."""

    columns: tuple[str, ...]
    on: str
    off: str


ENGLISH = TableWords(
    columns=("site", "name", "level", "platform", "listings", "state"), on="enabled", off="off since {since}"
)
CHINESE = TableWords(columns=("站点", "名称", "级别", "平台", "列表页", "状态"), on="启用", off="停用，自 {since}")


def sites_table(sites: Iterable[Site], words: TableWords = ENGLISH) -> str:
    """The sites as a Markdown table, one row a site, sorted by id; ends with a line break.

    `state` is `enabled`, or since when and why a site is not crawled (the reason as its seed says it).
    """
    header = ("| " + " | ".join(words.columns) + " |", "|---" * len(words.columns) + "|")
    rows = [_format_row(site, words) for site in sorted(sites, key=lambda site: site.id)]
    return "\n".join((*header, *rows)) + "\n"


def _format_row(site: Site, words: TableWords) -> str:
    state = words.on
    if site.disabled is not None:
        state = f"{words.off.format(since=site.disabled.since)}: {site.disabled.reason}"
    listings = " ".join(f"<{listing.url}>" for listing in site.listings)
    cells = (site.id, site.name, site.level, site.platform, listings, state)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
