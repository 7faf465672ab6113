"""The tables of sites, made from the seeds: one line a province for the READMEs, every site for docs/sites.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.model.site import Listing, Site
from crawler.sites.regions import list_provinces
from crawler.sites.retired import RetiredHost

_NO_PROVINCE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """The words of the provinces' table in one language. `elsewhere`: sites of no province; `waiting` and `none`: what
    stands in the last column where an inspection column is known by articles only, or not at all.
    """

    columns: tuple[str, ...]
    elsewhere: str
    waiting: str
    none: str


ENGLISH = TableWords(
    columns=("province", "sites on", "known", "inspection columns that are read", "last seen", "what is missing"),
    elsewhere="the centre and others",
    waiting="to be looked at: {sites}",
    none="no inspection column known",
)
CHINESE = TableWords(
    columns=("省份", "启用", "已知", "抓取的巡视巡察栏目", "最近证据", "尚缺"),
    elsewhere="中央及其他",
    waiting="待核实：{sites}",
    none="尚不知巡视巡察栏目",
)


def provinces_table(sites: Iterable[Site], words: TableWords = ENGLISH) -> str:
    """One row a province: sites that are crawled and known, inspection columns read, the year of the last evidence for
    a listing that is read, and what is missing; a Markdown table that ends with a line break.
    """
    groups: dict[str, list[Site]] = {_NO_PROVINCE: [], **{code: [] for code in list_provinces()}}
    for site in sites:
        groups[_find_province(site)].append(site)
    names = {_NO_PROVINCE: words.elsewhere, **list_provinces()}
    return _format_table(words.columns, [_describe(names[code], group, words) for code, group in groups.items()])


def _find_province(site: Site) -> str:
    return f"{site.region[:2]}0000" if site.region else _NO_PROVINCE


def _describe(name: str, sites: Sequence[Site], words: TableWords) -> tuple[str, ...]:
    on = [site for site in sites if site.disabled is None]
    read = [f"{site.id}: {listing.column}" for site in on for listing in site.listings if listing.is_inspection]
    years = [listing.seen.year for site in on for listing in site.listings if listing.seen and listing.seen.year]
    waiting = ", ".join(site.id for site in sites if site.disabled is not None and site.has_inspection_column)
    missing = words.waiting.format(sites=waiting) if waiting else "" if read else words.none
    return name, str(len(on)), str(len(sites)), "; ".join(read), str(max(years, default="")), missing


SITE_COLUMNS = ("site", "name", "level", "region", "platform", "listings", "state")


def sites_table(sites: Iterable[Site]) -> str:
    """The sites as a Markdown table, one row a site, by region and id; ends with a line break.

    A listing shows its column, its address and its last evidence; `state` is `on`, or since when and why it is off.
    """
    ordered = sorted(sites, key=lambda site: (site.region or "", site.id))
    return _format_table(SITE_COLUMNS, [_describe_site(site) for site in ordered])


def _describe_site(site: Site) -> tuple[str, ...]:
    state = "on" if site.disabled is None else f"off since {site.disabled.since}: {site.disabled.reason}"
    listings = "<br>".join(map(_describe_listing, site.listings))
    return site.id, site.name, site.level, site.region or "", site.platform, listings, state


def _describe_listing(listing: Listing) -> str:
    seen = ""
    if listing.seen is not None:
        seen = f" ({listing.seen.what} {listing.seen.year})" if listing.seen.year else f" ({listing.seen.what})"
    return f"{listing.column or '?'} <{listing.url}>{seen}"


def retired_table(hosts: Iterable[RetiredHost]) -> str:
    """The hosts that were left, as a Markdown table."""
    rows = [(host.host, host.of, host.replaced_by or "", str(host.last_seen), host.reason) for host in hosts]
    return _format_table(("host", "was", "followed by", "last seen", "reason"), rows)


def _format_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    header = ("| " + " | ".join(columns) + " |", "|---" * len(columns) + "|")
    return "\n".join((*header, *map(_format_row, rows))) + "\n"


def _format_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
