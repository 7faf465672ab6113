"""Which platform a page shows itself to be, by the marks its reader lists."""

from crawler.readers.reader import Reader
from crawler.readers.registry import READERS

_ENOUGH = 4
_HALF = 200_000
"""Characters at the head and at the end of a page that are searched for marks."""


def count_points(reader: Reader, text: str, url: str) -> int:
    """What speaks for a platform: the points of every mark found in the text and in the address."""
    page = sum(points for points, sign in reader.signs if sign.search(text))
    return page + sum(points for points, sign in reader.address_signs if sign.search(url))


def rank_readers(text: str, url: str) -> list[Reader]:
    """The readers whose platform the page could be, most points first; empty when it bears no platform's marks."""
    if len(text) > 2 * _HALF:
        text = f"{text[:_HALF]}\n{text[-_HALF:]}"
    ranked = sorted(((count_points(reader, text, url), name) for name, reader in READERS.items()), key=lambda p: -p[0])
    return [READERS[name] for points, name in ranked if points >= _ENOUGH]
