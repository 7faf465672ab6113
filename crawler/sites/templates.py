"""What seeds share: a template in seeds/_templates holds the keys of a platform and pattern, a seed those that differ.

A seed that says `template = "qinfeng"` has every key of `_templates/qinfeng.toml` that it does not give itself, whole:
nothing is merged within a key. `$host` in a template's listings is the first of the seed's `hosts`.
"""

import tomllib
from pathlib import Path
from typing import Any

from crawler.model.suggestions import suggest

FOLDER = "_templates"
"""The templates' folder within that of the seeds."""

MAX_BYTES = 256 * 1024
"""A larger file is no seed and no template."""

_OWN = ("name", "region", "hosts", "enabled", "disabled", "verified", "article_examples", "template")
"""What is a site's own: no template may say it for several."""


def read_toml(path: Path) -> tuple[dict[str, Any] | None, str]:
    """The values of a file, or None with the reason in one line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, f"larger than {MAX_BYTES} bytes: a seed is a small file"
        body = path.read_bytes()
    except OSError as error:
        return None, f"cannot be read: {error.strerror}"
    if body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None, "starts with a byte-order mark: save it as plain UTF-8"
    try:
        return tomllib.loads(body.decode("utf-8")), ""
    except UnicodeDecodeError as error:
        return None, f"not UTF-8 (byte 0x{body[error.start]:02x} at {error.start}): save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        return None, f"not TOML: {' '.join(str(error).split())}"
    except RecursionError:
        return None, "not TOML: nested too deeply"


def list_templates(seeds: Path) -> list[str]:
    """The names of the templates of a folder of seeds."""
    return sorted(path.stem for path in (seeds / FOLDER).glob("*.toml"))


def merge_template(values: dict[str, Any], seeds: Path) -> tuple[dict[str, Any], str | None]:
    """The values of a seed with those of the template it names; and why the template cannot be used, or None."""
    name = values.get("template")
    if name is None:
        return values, None
    known = list_templates(seeds)
    if not isinstance(name, str) or name not in known:
        return (
            values,
            f"no template is called {name!r}{suggest(str(name), known)} (known: {', '.join(known) or 'none'})",
        )
    shared, reason = read_toml(seeds / FOLDER / f"{name}.toml")
    if shared is None:
        return values, f"{FOLDER}/{name}.toml: {reason}"
    if own := sorted(set(shared) & set(_OWN)):
        return values, f"{FOLDER}/{name}.toml: {', '.join(own)} can only be said by a seed"
    return _place_host(shared, values) | values, None


def _place_host(shared: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The template with the seed's first host in its listings; they stay as they are where the seed gives none."""
    hosts, listings = values.get("hosts"), shared.get("listings")
    if not (isinstance(hosts, list) and hosts and isinstance(hosts[0], str) and isinstance(listings, list)):
        return shared
    placed = [
        {**entry, "url": entry["url"].replace("$host", hosts[0])}
        if isinstance(entry, dict) and isinstance(entry.get("url"), str)
        else entry
        for entry in listings
    ]
    return {**shared, "listings": placed}
