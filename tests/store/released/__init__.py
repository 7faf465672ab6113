"""Stores that released versions wrote, as archives (tests/store/make_old_store.sh makes them)."""

import json
import tarfile
from pathlib import Path
from typing import Any

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"

FIRST = Path(__file__).parent / "demo-476124f.tar.gz"
"""The demo of commit 476124f: version 1 of the store, schema 1 of notices, two feeds, the archive."""


def unpack(folder: Path, released: Path = FIRST) -> Path:
    """A released data folder in a folder of its own; gives its database."""
    with tarfile.open(released) as packed:
        packed.extractall(folder, filter="data")
    return folder / "notices.sqlite3"


def list_old_notices(folder: Path) -> dict[str, dict[str, Any]]:
    lines = (folder / "feeds" / "notices.jsonl").read_text("utf-8").splitlines()
    return {notice["id"]: notice for notice in map(json.loads, lines)}


def drop_new_keys(new: Any, old: Any) -> Any:
    """A published object without the keys that its older form does not have; files and pictures as their address."""
    if isinstance(old, dict):
        return {key: drop_new_keys(value, old[key]) for key, value in new.items() if key in old}
    if isinstance(old, list):
        assert len(new) == len(old)
        return [drop_new_keys(one, other) for one, other in zip(new, old, strict=True)]
    return new["url"] if isinstance(new, dict) else new


def read_entries(feed: bytes) -> dict[str, tuple[str, ...]]:
    entries = etree.fromstring(feed).findall(f"{ATOM}entry")
    return {
        e.findtext(f"{ATOM}id", ""): tuple(e.findtext(f"{ATOM}{n}", "") for n in ("updated", "title")) for e in entries
    }
