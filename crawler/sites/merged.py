"""A site written out as one seed, whatever template it shares: `scrapy sites --show SITE`."""

import json
from collections.abc import Iterator

from crawler.model.site import Exemption, Listing, Selectors, Site


def format_site(site: Site) -> str:
    """The TOML of a seed that says all by itself: read again, it gives the same site (but for `template`)."""
    return "\n".join(_write_site(site)) + "\n"


def unfold_listings(text: str, site: Site) -> str:
    """The text of a seed with the listings it has from its template written out, so that one of them can be changed;
    a seed with listings of its own as it is.
    """
    if "[[listings]]" in text:
        return text
    return "\n".join([text.rstrip("\n"), *(line for one in site.listings for line in _write_listing_table(one))]) + "\n"


def _write_site(site: Site) -> Iterator[str]:
    yield f"name = {_text(site.name)}"
    if site.kind != "commission":
        yield f"kind = {_text(site.kind)}"
    yield f"level = {_text(site.level)}"
    if site.region is not None:
        yield f"region = {_text(site.region)}"
    yield f"platform = {_text(site.platform)}"
    yield f"hosts = {_texts(site.hosts)}"
    for key in ("title_words", "article_patterns", "article_examples"):
        if values := getattr(site, key):
            yield f"{key} = {_texts(values)}"
    yield f"delay = {site.delay}"
    if site.hours is not None:
        first, last = site.hours
        yield f'hours = "{first:%H:%M}-{last:%H:%M}"'
    yield f"request_budget = {site.request_budget}"
    if site.cookies:
        yield "cookies = true"
    if site.insecure_tls is not None:
        yield f"insecure_tls = {_exemption(site.insecure_tls)}"
    if site.disabled is not None:
        yield "enabled = false"
        yield f"disabled = {_exemption(site.disabled)}"
    if site.verified is not None:
        yield f"verified = {_text(site.verified)}"
    yield from _write_tables(site)


def _write_tables(site: Site) -> Iterator[str]:
    selectors = {key: getattr(site.selectors, key) for key in Selectors.__dataclass_fields__}
    if any(selectors.values()):
        yield "\n[selectors]"
        yield from (f"{key} = {_text(value)}" for key, value in selectors.items() if value is not None)
    if site.floors:
        yield "\n[floors]"
        yield from (f"{floor.field} = {floor.share}" for floor in site.floors)
    for listing in site.listings:
        yield from _write_listing_table(listing)


def _write_listing_table(listing: Listing) -> Iterator[str]:
    yield "\n[[listings]]"
    if listing.column is not None:
        yield f"column = {_text(listing.column)}"
    yield f"url = {_text(listing.url)}"
    if listing.seen is not None:
        year = "" if listing.seen.year is None else f", year = {listing.seen.year}"
        yield f"seen = {{ as = {_text(listing.seen.what)}{year} }}"
    yield f"stale_days = {listing.stale_days}"
    yield f"min_links = {listing.min_links}"


def _exemption(exemption: Exemption) -> str:
    return f"{{ reason = {_text(exemption.reason)}, since = {exemption.since.isoformat()} }}"


def _texts(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _text(value: str) -> str:
    """A TOML string: literal where it holds a backslash (a pattern), else with the escapes that TOML and JSON share."""
    if "\\" in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
