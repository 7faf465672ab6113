"""When an article was published: 发布时间 on the page, meta tag, listing, address; 成文日期 and 落款 last."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.decoding.infoline import InfoLine
from crawler.decoding.metatags import LINKED_DATA, PUBLISHED, Head
from crawler.decoding.moments import find_moments, read_stamp
from crawler.model.items import Where
from crawler.model.url_dates import find_url_date

_SIGNED_DAY = re.compile(
    r"[（(\[【〔]?[^。！？；]{0,30}?(?:19|20|[一二][〇○零O0])[^。！？；，]{4,16}[日号\d]?[）)\]】〕]?"
)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication time in ISO 8601 with what was printed, where (`start` in that), and the rule."""

    value: str
    printed: str
    where: Where
    start: int
    rule: str


def find_published(
    *,
    infos: Sequence[InfoLine],
    head: Head | None,
    listing_date: str | None,
    url: str,
    body: str,
    latest: date | None,
    stamps: Iterable[str] = (),
) -> Published | None:
    """The publication time by the order of trust; None when nothing says it.

    A visible line wins over the meta tag (pages where both differ show the right one); an address or a listing gives a
    day only; `stamps` are what <time> elements and scripts name; 成文日期 (when a document was written) and 落款 (its
    sign-off) count where there is nothing else.
    """
    return (
        read_info_date(infos, ("published", None))
        or (_read_meta(head, PUBLISHED, latest) if head else None)
        or read_info_date(infos, ("updated",))
        or (_read_meta(head, (LINKED_DATA,), latest) if head else None)
        or _read_printed(stamps, latest)
        or _read_listing(listing_date)
        or _read_url(url, latest)
        or read_info_date(infos, ("written",))
        or _read_signed(body, latest)
    )


def read_info_date(infos: Sequence[InfoLine], wanted: Sequence[str | None]) -> Published | None:
    """The first moment of some information lines that stands under one of the labels (None: without a label)."""
    for name in wanted:
        for info in infos:
            for moment in info.moments:
                label = next((e.name for e in info.entries if e.start <= moment.start < max(e.end, e.start + 1)), None)
                if label == name:
                    printed = info.text[moment.start : moment.end]
                    return Published(moment.value, printed, "meta", moment.start, f"published.{name or 'line'}")
    return None


def find_signed_day(body: str, latest: date | None) -> tuple[str, int, int] | None:
    """The sign-off date (落款) in the last lines of a body: ISO day, start, end."""
    offset = len(body)
    for line in reversed(body.split("\n")[-6:]):
        offset -= len(line)
        if 6 <= len(line) <= 50 and _SIGNED_DAY.fullmatch(line):
            moments = list(find_moments(line, latest))
            if moments and len(line) - moments[-1].end <= 3:
                return moments[-1].day, offset + moments[-1].start, offset + moments[-1].end
        offset -= 1
    return None


def _read_meta(head: Head, names: Sequence[str], latest: date | None) -> Published | None:
    for name in names:
        printed = head.metas.get(name)
        if printed and (value := read_stamp(printed[:80], latest)):
            return Published(value, printed, "meta", 0, f"published.meta.{name}")
    return None


def _read_printed(stamps: Iterable[str], latest: date | None) -> Published | None:
    """The moment of the page's own time stamps when all that can be read name one day."""
    found = [(value, stamp) for stamp in stamps if (value := read_stamp(stamp[:80], latest))]
    if not found or len({value[:10] for value, _ in found}) > 1:
        return None
    return Published(*found[0], "meta", 0, "published.stamp")


def _read_listing(listing_date: str | None) -> Published | None:
    return Published(listing_date, listing_date, "listing", 0, "published.listing") if listing_date else None


def _read_url(url: str, latest: date | None) -> Published | None:
    found = find_url_date(url, latest)
    return Published(found.value, url[found.start : found.end], "url", found.start, "published.url") if found else None


def _read_signed(body: str, latest: date | None) -> Published | None:
    found = find_signed_day(body, latest)
    if found is None:
        return None
    value, start, end = found
    return Published(value, body[start:end], "text", start, "published.signed")
