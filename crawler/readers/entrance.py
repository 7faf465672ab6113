"""The one way from a decoded listing page to its links: pick the reader, take its entries, read its pager."""

from crawler.model.cleaning import clean
from crawler.model.listing import BadLink, ListingLink, ListingPage
from crawler.model.site import Listing, Site
from crawler.readers.entries import link_records, link_rows
from crawler.readers.hrefs import host_of, same_page
from crawler.readers.lists import choose_rows
from crawler.readers.pager import find_next
from crawler.readers.reader import Reader
from crawler.readers.recognition import rank_readers
from crawler.readers.registry import READERS
from crawler.readers.rows import find_rows, read_anchors
from crawler.readers.source import Source

MAX_LINKS = 5_000
"""Links of one listing page that are read: hundreds of times what a page made for people shows."""


def read_listing(html: str, url: str, site: Site, listing: Listing) -> ListingPage:
    """Reads one listing page (or the data that stands for it, see `ListingPage.data_url`).

    `html` is the decoded text, `url` the address that answered. The seed's platform is tried first when the page bears
    its marks, then the platform the page is recognised as; a page that none knows is read by its repeated rows. A bad
    link never ends the list, and a list without end is read as far as MAX_LINKS. Raises UnreadablePageError for markup
    that would stall the parser or is cut off by it.
    """
    source = Source(html, url, site, listing)
    readers = _order_readers(source)
    for reader in readers:
        links, bad = _read_entries(source, reader)
        if links:
            break
    else:
        reader = readers[0]
    page = ListingPage(
        links=tuple(links[:MAX_LINKS]),
        bad=tuple(bad[:MAX_LINKS]),
        next_url=_find_next(source, readers),
        data_url=None if links else _find_data(source, readers),
        platform=reader.name,
        cut=source.cut or len(links) > MAX_LINKS,
    )
    return clean(page)


def recognise_platform(html: str, url: str) -> str:
    """The name of the platform a listing page shows itself to be; `plain` when it bears no platform's marks."""
    ranked = rank_readers(html, url)
    return ranked[0].name if ranked else "plain"


def _order_readers(source: Source) -> list[Reader]:
    """The seed's reader first if the page bears its platform's marks, then those the page could be, the general ones
    last; a seed's reader without marks on the page comes after those with.
    """
    ranked = rank_readers(source.text, source.url)
    named = READERS.get(source.site.platform)
    if named is not None:
        ranked = [named, *ranked] if named in ranked or not ranked else [*ranked, named]
    return list(dict.fromkeys([*ranked, READERS["plain"], READERS["embedded"]]))


def _read_entries(source: Source, reader: Reader) -> tuple[list[ListingLink], list[BadLink]]:
    selector = source.site.selectors.links
    if selector:
        rows, bad = read_anchors(source, source.select(selector))
        links, refused = link_rows(source, rows)
        if links:
            return links, [*bad, *refused]
    links, refused = link_records(source, reader.read_records(source))
    if links:
        return links, refused
    if reader.links:
        rows, bad = read_anchors(source, source.select(reader.links))
        links, refused = link_rows(source, rows)
        if links:
            return links, [*bad, *refused]
    rows, bad = find_rows(source)
    links, refused = link_rows(source, choose_rows(source, rows))
    return links, [*bad, *refused]


def _find_next(source: Source, readers: list[Reader]) -> str | None:
    if not source.site.selectors.next_page:
        for reader in readers:
            turn = reader.find_turn(source)
            if turn is not None:
                return _accept(source, turn.url)
    return _accept(source, find_next(source))


def _accept(source: Source, url: str | None) -> str | None:
    if url is None or same_page(url, source.url) or host_of(url) not in source.site.hosts:
        return None
    return url


def _find_data(source: Source, readers: list[Reader]) -> str | None:
    for reader in readers:
        url = reader.find_data(source)
        if url is not None and url != source.url and host_of(url) in source.site.hosts:
            return url
    return None
