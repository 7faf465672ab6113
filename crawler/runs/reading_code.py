"""A name for the code that reads pages: a page that it could not read is read again when the name changes."""

import hashlib
from functools import cache
from pathlib import Path

_CRAWLER = Path(__file__).resolve().parents[1]
_ROOMS = ("decoding", "extraction", "identity", "model")


@cache
def fingerprint_code() -> str:
    """16 hex digits of every line of the rooms that read an article."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((_CRAWLER / room).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
