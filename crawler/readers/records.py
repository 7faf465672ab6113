"""Entries that lie in data: JSON answers, JSONP, and JSON literals in a page's scripts."""

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.readers.dates import read_stamp
from crawler.readers.reader import Record
from crawler.readers.titles import clean_title

TITLE_KEYS = (
    "title", "doctitle", "articletitle", "showtitle", "infotitle", "newstitle", "contenttitle", "subject", "name",
    "headline", "bt", "vctitle",
)  # fmt: skip
URL_KEYS = (
    "url", "posturl", "docpuburl", "pageurl", "detailurl", "linkurl", "articleurl", "infourl", "newsurl", "contenturl",
    "puburl", "link", "href", "path", "htmlurl", "staticurl", "filepath", "externallink",
)  # fmt: skip
DATE_KEYS = (
    "displaypublishtime", "pubdate", "publishdate", "publishtime", "pubtime", "releasedate", "releasetime",
    "docreltime", "docpubtime", "showdate", "showtime", "infodate", "newsdate", "date", "time", "createtime",
    "createdat", "createdate", "firstpublishtime", "fbsj", "rq", "updatetime",
)  # fmt: skip
TOP_KEYS = ("istop", "top", "sticky", "totop", "ontop")
"""Names of a record's fields, most trusted first; upper case, `_` and `-` do not count."""

_MARKUP = re.compile(r"<[^<>]{1,200}>")
_LITERAL = re.compile(r"[=:(\[,]\s{0,20}(?=\[\s{0,20}\{|\{\s{0,20}\")")
_TRAILING = re.compile(r",(\s{0,20}[\]}])")
_LONGEST = 8_000_000
_DEEPEST = 12
_MOST_FAILURES = 8
_DECODER = json.JSONDecoder(strict=False)


def read_values(text: str) -> list[Any]:
    """The JSON values in a text: the whole answer, the argument of a JSONP call, or literals in a script."""
    text = text[:_LONGEST].strip().lstrip("\ufeff").strip()
    if text[:1] in ("{", "["):
        value = _decode(text, 0)
        if value is not None:
            return [value[0]]
    values = []
    place = 0
    failures = 0
    while failures < _MOST_FAILURES and (found := _LITERAL.search(text, place)):
        value = _decode(text, found.end())
        if value is None:
            failures += 1
            place = found.end()
        else:
            values.append(value[0])
            place = value[1]
    return values


def _decode(text: str, start: int) -> tuple[Any, int] | None:
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        pass
    end = _find_end(text, start)
    if end is None:
        return None
    try:
        return json.loads(_TRAILING.sub(r"\1", text[start:end]), strict=False), end
    except (ValueError, RecursionError):
        return None


def _find_end(text: str, start: int) -> int | None:
    """The end of a bracketed literal, for those that only a trailing comma keeps from being JSON."""
    depth = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.){0,20000}"|[\[\]{}]', text[start : start + 1_000_000]):
        mark = found[0]
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
            if depth == 0:
                return start + found.end()
    return None


def read_records(text: str) -> list[Record]:
    """The entries in a text's JSON values: the largest list of objects that have a title and an address."""
    best: list[Record] = []
    for value in read_values(text):
        for objects in _iterate_lists(value, 0):
            records = [record for one in objects if (record := to_record(one)) is not None]
            if len(records) > len(best):
                best = records
    return best


def _iterate_lists(value: Any, depth: int) -> Iterator[list[dict[str, Any]]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        objects = [one for one in value if isinstance(one, dict)]
        if objects:
            yield objects
        for one in value:
            yield from _iterate_lists(one, depth + 1)
    elif isinstance(value, dict):
        for one in value.values():
            if isinstance(one, list | dict):
                yield from _iterate_lists(one, depth + 1)


def fold_key(key: str) -> str:
    """A field's name without case, `_` and `-`."""
    return key.lower().replace("_", "").replace("-", "")


def to_record(fields: dict[str, Any]) -> Record | None:
    """One entry from an object's fields, or None when it has no title or no address."""
    folded = {fold_key(key): value for key, value in fields.items()}
    title = _take_text(folded, TITLE_KEYS)
    href = _take_text(folded, URL_KEYS)
    if not title or not href or ("/" not in href and "." not in href):
        return None
    date = next((day for key in DATE_KEYS if (day := read_stamp(folded.get(key)))), None)
    pinned = any(str(folded.get(key)).lower() in ("1", "true", "y") for key in TOP_KEYS)
    return Record(href, clean_title(_MARKUP.sub("", title)), date, pinned)


def _take_text(folded: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = folded.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def find_number(text: str, names: tuple[str, ...]) -> int | None:
    """The whole number that a script or JSON text gives to the first of some names (`totalPage: 12`, `"total":12`)."""
    for name in names:
        found = re.search(
            rf"(?<![A-Za-z0-9]){re.escape(name)}[\"']?\s{{0,5}}[:=]\s{{0,5}}[\"']?(\d{{1,8}})(?![\d.])", text
        )
        if found:
            return int(found[1])
    return None


_PAIR = re.compile(
    r"""["']?([A-Za-z_]\w{0,40})["']?\s{0,5}:\s{0,5}(?:"((?:[^"\\\n]|\\.){0,2000})"|'((?:[^'\\\n]|\\.){0,2000})'|(\d{1,14}))"""
)


def read_loose_records(text: str) -> list[Record]:
    """The entries of nearly-JSON: objects with bare or single-quoted names and values, each read by itself."""
    records = []
    for block in re.finditer(r"\{([^{}]{1,8000})\}", text[:_LONGEST]):
        fields = {pair[1]: pair[2] or pair[3] or pair[4] or "" for pair in _PAIR.finditer(block[1])}
        record = to_record({key: value.replace("\\/", "/") for key, value in fields.items()})
        if record is not None:
            records.append(record)
    return records
