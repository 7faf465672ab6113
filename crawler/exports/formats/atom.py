"""The Atom feed (RFC 4287): one entry a notice, titles and texts as plain text, times from the data alone."""

import tempfile
from collections.abc import Mapping
from datetime import datetime
from typing import IO
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from crawler.exports.format import NO_NAMES, Format
from crawler.exports.text import drop_controls
from crawler.model.publication import Published
from crawler.model.times import BEIJING

NAMESPACE = "http://www.w3.org/2005/Atom"
PRECISION = "urn:xunshi:published-precision"
"""Scheme of the category that says whether `published` is known to the day or to the minute."""

_NEVER = "1970-01-01T00:00:00+00:00"  # when a feed without entries was updated
_SPOOL = 4 << 20
_URL_CHARACTERS = "!#$%&'()*+,-./:;=?@[]_~"  # RFC 3986: all others are escaped


class AtomFeed(Format):
    """The feed of all sites, or of one.

    Its own time stands before its entries and is the newest of theirs, so entries wait in a spool.
    """

    is_feed = True
    newest = 200

    def __init__(self, stream: IO[bytes], site: str | None = None, site_names: Mapping[str, str] = NO_NAMES) -> None:
        super().__init__(stream, site, site_names)
        self._updated = _NEVER
        self._entries: IO[bytes] = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115  # close() closes it

    def write(self, published: Published) -> None:
        """Keep one entry."""
        updated = find_updated(published)
        self._updated = max(self._updated, updated)
        entry = _make_entry(published, updated)
        self._entries.write(etree.tostring(entry, encoding="UTF-8", pretty_print=True))

    def finish(self) -> None:
        """Write the feed."""
        name = "notices" if self._site is None else f"notices/{self._site}"
        head = [
            _make_text("id", _name(name)),
            _make_text(
                "title", "巡视巡察动员会" if self._site is None else f"巡视巡察动员会：{self._site}", type="text"
            ),
            _make_text("updated", self._updated),
            _make_author("xunshi"),
            _make_text("generator", "xunshi"),
        ]
        self._stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{NAMESPACE}">\n'.encode())
        for element in head:
            self._stream.write(etree.tostring(element, encoding="UTF-8", pretty_print=True))
        self._entries.seek(0)
        while chunk := self._entries.read(1 << 20):
            self._stream.write(chunk)
        self._stream.write(b"</feed>\n")

    def close(self) -> None:
        """Free the spool."""
        self._entries.close()


def find_updated(published: Published) -> str:
    """When a notice last changed: the fetch that gave its content, or its withdrawal."""
    times: list[str] = [published["first_seen"], published["fetched_at"], published["withdrawn"] or ""]
    return max(times)


def summarize_notice(published: Published) -> str:
    """A notice's facts in a few lines: who inspects whom, when, until when, and how to reach the team."""
    contacts = published["contacts"]
    period = published["period"]
    lines = (
        ("巡视巡察组", published["teams"]),
        ("被巡视单位", [target["name"] for target in published["targets"]]),
        ("动员会", published["meeting_dates"]),
        ("组长", [p["name"] for p in published["people"] if "team_leader" in p["roles"]]),
        ("进驻", [f"{period['start'] or '？'} 至 {period['end'] or '？'}"] if period["start"] or period["end"] else []),
        ("电话", [phone["number"] for phone in contacts["phones"]]),
        ("邮箱", contacts["emails"]),
        ("信箱", contacts["mailboxes"]),
    )
    return "\n".join(f"{label}：{'；'.join(values)}" for label, values in lines if values)


def _make_entry(published: Published, updated: str) -> etree._Element:
    entry = etree.Element("entry")
    entry.append(_make_text("id", _name(published["id"])))
    entry.append(_make_text("title", published["title"] or "（无标题）", type="text"))
    entry.append(_make_text("updated", updated))
    moment = _complete(published["published_at"])
    if moment is not None:
        entry.append(_make_text("published", moment))
    entry.append(_make_author(published["source"] or published["site"]))
    address = make_link(published["url"])
    if address is not None:
        etree.SubElement(entry, "link", rel="alternate", href=address)
    for term in (published["kind"], published["level"]):
        if term is not None:
            etree.SubElement(entry, "category", term=term)
    if moment is not None:
        known_to = "minute" if "T" in published["published_at"] else "day"
        etree.SubElement(entry, "category", scheme=PRECISION, term=known_to)
    entry.append(_make_text("summary", summarize_notice(published), type="text"))
    entry.append(_make_text("content", published["text"], type="text"))
    return entry


def make_link(url: str) -> str | None:
    """The address as a link may print it, or None when it is no http or https address."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
    except ValueError:
        return None
    return quote(url, safe=_URL_CHARACTERS, errors="replace")


def _complete(published_at: str | None) -> str | None:
    """A publication time as Atom prints it; a day alone begins at midnight in Beijing. None where no day is known."""
    try:
        moment = datetime.fromisoformat(published_at or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)).isoformat()


def _make_text(tag: str, text: str, **attributes: str) -> etree._Element:
    element = etree.Element(tag, **attributes)
    element.text = drop_controls(text)
    return element


def _make_author(name: str) -> etree._Element:
    author = etree.Element("author")
    author.append(_make_text("name", name))
    return author


def _name(what: str) -> str:
    """A lasting identifier of a feed or entry."""
    return uuid5(NAMESPACE_URL, f"xunshi:{what}").urn
