"""The RSS 2.0 feed: one item a notice, in Chinese; its `guid` never changes."""

import tempfile
from datetime import datetime
from email.utils import format_datetime
from typing import IO

from lxml import etree

from crawler.exports.about import LICENCE, LICENCE_ADDRESS, NOTHING_KNOWN, SOURCE_CHINESE, About
from crawler.exports.entries import NEVER, Entry, make_entry, make_urn
from crawler.exports.format import Format
from crawler.exports.text import drop_controls
from crawler.model.fields.record import SCHEMA_VERSION
from crawler.model.publication import Published

ATOM = "http://www.w3.org/2005/Atom"

_SPOOL = 4 << 20


class RssFeed(Format):
    """The feed of all notices, or of a part of them. Its time is the newest of its items', which wait in a spool."""

    is_feed = True
    newest = 200

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        super().__init__(stream, about)
        self._updated = NEVER
        self._items: IO[bytes] = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115  # close() closes it

    def write(self, published: Published) -> None:
        """Keep one item."""
        entry = make_entry(published, self._about)
        self._updated = max(self._updated, entry.updated)
        self._items.write(etree.tostring(_print_item(entry), encoding="UTF-8", pretty_print=True))

    def finish(self) -> None:
        """Write the feed."""
        about = self._about
        told = f"{about.title}。格式版本 {SCHEMA_VERSION}，数据版本 {about.generation}。{SOURCE_CHINESE}"
        head = [
            _make_text("title", about.title),
            _make_text("link", about.home or make_urn(about.key)),
            _make_text("description", told),
            _make_text("language", "zh-cn"),
            _make_text("copyright", f"{LICENCE} {LICENCE_ADDRESS}；{SOURCE_CHINESE}"),
            _make_text("lastBuildDate", _print_time(self._updated)),
            _make_text("generator", "xunshi"),
        ]
        if about.address is not None:
            link = etree.Element(f"{{{ATOM}}}link", nsmap={"atom": ATOM}, rel="self", type="application/rss+xml")
            link.set("href", about.address)
            head.append(link)
        self._stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n<channel>\n')
        for element in head:
            self._stream.write(etree.tostring(element, encoding="UTF-8", pretty_print=True))
        self._items.seek(0)
        while chunk := self._items.read(1 << 20):
            self._stream.write(chunk)
        self._stream.write(b"</channel>\n</rss>\n")

    def close(self) -> None:
        """Free the spool."""
        self._items.close()


def _print_item(entry: Entry) -> etree._Element:
    item = etree.Element("item")
    item.append(_make_text("title", entry.title))
    if entry.link is not None:
        item.append(_make_text("link", entry.link))
    item.append(_make_text("guid", entry.id, isPermaLink="false"))
    if entry.published is not None:
        item.append(_make_text("pubDate", _print_time(entry.published)))
    for _, label in entry.categories:
        item.append(_make_text("category", label))
    item.append(_make_text("description", _print_html((*entry.facts, *entry.paragraphs))))
    return item


def _print_html(lines: tuple[str, ...]) -> str:
    """Lines as paragraphs of HTML, all markup in them escaped."""
    paragraphs = []
    for line in lines:
        paragraph = etree.Element("p")
        paragraph.text = drop_controls(line)
        paragraphs.append(etree.tostring(paragraph, encoding="unicode"))
    return "".join(paragraphs)


def _print_time(moment: str) -> str:
    return format_datetime(datetime.fromisoformat(moment))


def _make_text(tag: str, text: str, **attributes: str) -> etree._Element:
    element = etree.Element(tag, **attributes)
    element.text = drop_controls(text)
    return element
