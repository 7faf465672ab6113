"""The table of sites that the README shows, made from the seeds."""

from collections.abc import Iterable

from crawler.site import Site

_HEADER = ("| site | name | level | platform | listings | state |", "|---|---|---|---|---|---|")


def sites_table(sites: Iterable[Site]) -> str:
    """The sites as a Markdown table, one row a site, sorted by id; ends with a line break.

    `state` is `enabled`, or why and since when a site is not crawled.
    """
    rows = [_format_row(site) for site in sorted(sites, key=lambda site: site.id)]
    return "\n".join((*_HEADER, *rows)) + "\n"


def _format_row(site: Site) -> str:
    state = "enabled" if site.disabled is None else f"off since {site.disabled.since}: {site.disabled.reason}"
    listings = " ".join(f"<{listing.url}>" for listing in site.listings)
    cells = (site.id, site.name, site.level, site.platform, listings, state)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
