"""The division that a site's address is named after: in full pinyin (suining.gov.cn), or by initials and an anchor."""

import json
import re
from collections.abc import Collection, Iterator
from functools import cache

from crawler.extraction.divisions import DATA
from crawler.extraction.places.gazetteer import rank

_LABEL = re.compile(r"[a-z]{3,}")
_AFFIXES = re.compile(r"^(?:www|m|xs|jw)|(?:wang|net|news|bbs|rmw|xw|jjw|jjc|lzw|lz|zf|gov|rb|xjw|xfj|jw)$")
_LEAST = 5
"""Letters of a full pinyin name that is no other word's beginning (suining, hanchuan; not wuxi, ji)."""


def find_host_codes(url: str, rank_wanted: int) -> tuple[str, ...]:
    """The divisions of a rank whose name in full pinyin a label of the host, or the first step of the path, begins
    with; the longest name counts.
    """
    names = _load_pinyin(rank_wanted)
    found: dict[str, tuple[str, ...]] = {}
    for label in _list_labels(url):
        best = next((label[:end] for end in range(len(label), 0, -1) if label[:end] in names), "")
        if len(best) >= _LEAST or (best and best == label):
            found[best] = names[best]
    codes = {code for each in found.values() for code in each}
    return tuple(sorted(codes))


def find_initials(url: str, among: Collection[str]) -> tuple[str, ...]:
    """Those of some divisions whose initials a label of the host is, with or without its usual endings (xjw, lz)."""
    labels = {form for label in _list_labels(url) for form in _strip(label)}
    return tuple(code for code in among if labels & _initials(code))


def holds_initials(url: str, code: str) -> bool:
    """Whether a label of the host holds the initials of a division (jsxhjw: 兴化)."""
    return any(initials in label for label in _list_labels(url) for initials in _initials(code))


def _strip(label: str) -> Iterator[str]:
    """A label, and what is left of it without one and more of the usual endings."""
    while label:
        yield label
        shorter = _AFFIXES.sub("", label)
        label = shorter if shorter != label else ""


def _list_labels(url: str) -> Iterator[str]:
    address = url.partition("://")[2].lower()
    host, _, path = address.partition("/")
    yield from _LABEL.findall(host)
    yield from _LABEL.findall(path.partition("/")[0])


@cache
def _load_spellings() -> dict[str, list[str]]:
    spellings: dict[str, list[str]] = json.loads((DATA / "division_spellings.json").read_text("utf-8"))["spellings"]
    return spellings


@cache
def _load_pinyin(rank_wanted: int) -> dict[str, tuple[str, ...]]:
    """Codes of a rank by every pinyin reading of the name without its level word (都昌: duchang, douchang)."""
    names: dict[str, list[str]] = {}
    for code, (readings, _) in _load_spellings().items():
        if rank(code) == rank_wanted:
            for spelt in readings.split():
                names.setdefault(spelt, []).append(code)
    return {name: tuple(codes) for name, codes in names.items()}


def _initials(code: str) -> frozenset[str]:
    """The initials of the whole and of the short name."""
    return frozenset(_load_spellings()[code][1].split())
