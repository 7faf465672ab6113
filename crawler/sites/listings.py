"""The `[[listings]]` of a seed."""

from typing import cast, get_args

from crawler.model.site import Listing, Seen, SeenAs
from crawler.sites.checks import check_url
from crawler.sites.toml_table import SeedTable, show_value


def read_listings(table: SeedTable) -> tuple[Listing, ...]:
    """The listings, checked; what is wrong is a fault of the table."""
    entries = table.take("listings", list, "one or more [[listings]] with url, stale_days, min_links", required=True)
    if entries is None:
        return ()
    if not entries:
        table.complain("listings", "is empty: give at least one [[listings]]")
    listings: list[Listing] = []
    for number, entry in enumerate(entries):
        where = f"listings[{number}]"
        if not isinstance(entry, dict):
            table.complain(where, f"must be a table with url, stale_days, min_links, is {show_value(entry)}")
            continue
        part = SeedTable(entry, f"{table.prefix}{where}.", table.faults)
        url = part.take_text("url", "the address of the column page", required=True)
        stale = part.take_count("stale_days", 1, 36_500, required=True)
        least = part.take_count("min_links", 1, 1_000, required=True)
        column = part.take_text("column", "what the site calls the column")
        seen = _read_seen(part)
        part.close(("column", "url", "seen", "stale_days", "min_links"))
        if url is None:
            continue
        if reason := check_url(url):
            part.complain("url", reason)
        if any(url == listing.url for listing in listings):
            part.complain("url", f"{url} stands twice")
        listings.append(Listing(url=url, stale_days=stale or 1, min_links=least or 1, column=column, seen=seen))
    return tuple(listings)


def _read_seen(table: SeedTable) -> Seen | None:
    part = table.take_table("seen", "a table with as (what was seen) and year")
    if part is None:
        return None
    what = part.take_choice("as", get_args(SeenAs), required=True)
    year = part.take_count("year", 1995, 2100)
    part.close(("as", "year"))
    return Seen(what=cast(SeenAs, what or "host"), year=year)
