"""Which platform a page shows itself to be, by the marks its reader lists."""

from crawler.readers.reader import Reader
from crawler.readers.registry import READERS

_ENOUGH = 4
_LONGEST = 1_000_000
"""Characters of a page that are searched for marks."""


def count_points(reader: Reader, text: str, url: str) -> int:
    """What speaks for a platform: the points of every mark found in the text and in the address."""
    page = sum(points for points, sign in reader.signs if sign.search(text, 0, _LONGEST))
    return page + sum(points for points, sign in reader.address_signs if sign.search(url))


def recognise_reader(text: str, url: str) -> Reader:
    """The reader with the most points, the plain one when none has enough."""
    points, best = max(((count_points(reader, text, url), reader) for reader in READERS.values()), key=lambda p: p[0])
    return best if points >= _ENOUGH else READERS["plain"]
