"""From rows and records to the links of a listing page: addresses checked, dates completed, pinned entries marked."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from crawler.decoding.told_days import find_told, find_told_day
from crawler.model.calendar import build_day, find_nearest
from crawler.model.listing import BadLink, ListingLink, ListingPage
from crawler.model.times import find_day
from crawler.model.url_dates import find_url_date, find_url_year
from crawler.readers.dates import NEAR_DAYS, fill_years, guess_years, read_date, read_month_day
from crawler.readers.hrefs import host_of, is_document, is_file, resolve, without_fragment
from crawler.readers.reader import Record
from crawler.readers.rows import Row
from crawler.readers.source import Source

_PINNED = re.compile(r"置顶|\[顶\]|【顶】")


def link_rows(source: Source, rows: Sequence[Row]) -> tuple[list[ListingLink], list[BadLink]]:
    """The links of chosen rows."""
    full = [_read_row_date(row) for row in rows]
    partial = [read_month_day(row.around) if day is None else None for row, day in zip(rows, full, strict=True)]
    days = fill_years(full, partial)
    records = [
        Record(
            row.url,
            row.title,
            day,
            _PINNED.search(row.around) is not None,
            _print_yearless(part),
            None if day or part else find_told(row.around),
        )
        for row, day, part in zip(rows, days, partial, strict=True)
    ]
    return link_records(source, records)


def _print_yearless(part: tuple[int, int] | None) -> str | None:
    return None if part is None else f"--{part[0]:02}-{part[1]:02}"


def _read_row_date(row: Row) -> str | None:
    printed = read_date(row.around, lone=True) if row.dated else None
    if printed:
        return printed
    named = _name_day(row.url)
    month_day = read_month_day(row.around) if row.dated else None
    if month_day is None:
        return named or read_date(row.around)
    if named:
        return _nearest_year(month_day, named) or named
    year = find_url_year(row.url)
    day = build_day(year, *month_day) if year else None
    return day.isoformat() if day else None


def _name_day(url: str) -> str | None:
    """The day an address names."""
    found = find_url_date(url)
    return found.value if found else None


def _nearest_year(month_day: tuple[int, int], named: str) -> str | None:
    """The printed month and day in the year that brings it near the day the address names."""
    around = date.fromisoformat(named)
    day = find_nearest(around, *month_day)
    return day.isoformat() if day and abs((day - around).days) <= NEAR_DAYS else None


def link_records(source: Source, records: Sequence[Record]) -> tuple[list[ListingLink], list[BadLink]]:
    """The links of entries, each handled by itself: what cannot be followed becomes a BadLink and ends nothing.

    A file is no link, but where every entry is a document: then these are the notices.
    """
    found: dict[str, ListingLink] = {}
    bad: list[BadLink] = []
    resolved = [resolve(source.base, record.href) for record in records]
    all_documents = all(url is None or is_document(url) for url, _ in resolved)
    for record, (url, reason) in zip(records, resolved, strict=True):
        reason = reason or (_refuse(source, url, all_documents) if url else "is no page's address")
        if url is None or reason:
            bad.append(BadLink(href=record.href[:200], reason=reason))
            continue
        key = without_fragment(url)
        link = ListingLink(
            url=url,
            title=record.title,
            date=record.date or _name_day(url),
            pinned=record.pinned,
            yearless=record.yearless,
            told=record.told,
        )
        known = found.get(key)
        found[key] = link if known is None else _merge(known, link)
    return _mark_pinned(list(found.values())), bad


def date_page(page: ListingPage, now: datetime, above: str | None = None) -> ListingPage:
    """The page with a year for every day that it prints without one, and a day for those it tells in words, as of the
    time it was fetched (aware); `above` is the last day of the listing's page before this one.
    """
    today = find_day(now)
    links = [_date_told(link, now) for link in page.links]
    if links != list(page.links):
        page = replace(page, links=tuple(links))
    if not any(link.yearless and link.date is None for link in links):
        return page
    days = guess_years(
        [link.date for link in links], [link.yearless for link in links], [link.pinned for link in links], today, above
    )
    dated = [replace(link, date=day) for link, day in zip(links, days, strict=True)]
    return replace(page, links=tuple(_mark_pinned(dated)))


def _date_told(link: ListingLink, now: datetime) -> ListingLink:
    if link.date or link.yearless or not link.told:
        return link
    found = find_told_day(link.told, now)
    return replace(link, date=found.day) if found else link


def _refuse(source: Source, url: str, all_documents: bool) -> str:
    host = host_of(url)
    if host not in source.site.hosts:
        return f"leaves the site's hosts ({host})"
    return "is a file, no page" if is_file(url) and not all_documents else ""


def _merge(known: ListingLink, again: ListingLink) -> ListingLink:
    return ListingLink(
        url=known.url,
        title=max(known.title, again.title, key=len),
        date=known.date or again.date,
        pinned=known.pinned and again.pinned,
        yearless=known.yearless or again.yearless,
        told=known.told or again.told,
    )


def _mark_pinned(links: list[ListingLink]) -> list[ListingLink]:
    """Marks the leading entries that are older than one after them; none when that would be more than half (a list
    that is not sorted newest first has no pinned entries).
    """
    newest = ""
    newest_after = [""] * len(links)
    for index in range(len(links) - 1, -1, -1):
        newest_after[index] = newest
        newest = max(newest, links[index].date or "")
    leading = 0
    while (
        leading < len(links) and (day := links[leading].date) and (day < newest_after[leading] or links[leading].pinned)
    ):
        leading += 1
    if leading * 2 > len(links):
        return links
    return [replace(link, pinned=True) for link in links[:leading]] + links[leading:]
