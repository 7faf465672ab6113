"""The Atom feed (RFC 4287): one entry a notice, in Chinese, times from the data alone."""

import tempfile
from typing import IO

from lxml import etree

from crawler.exports.about import LICENCE, LICENCE_ADDRESS, NOTHING_KNOWN, SOURCE_CHINESE, About
from crawler.exports.entries import NEVER, Entry, make_entry, make_urn
from crawler.exports.format import Format
from crawler.exports.text import drop_controls
from crawler.model.fields.record import SCHEMA_VERSION
from crawler.model.publication import Published

NAMESPACE = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
PRECISION = "urn:xunshi:published-precision"
"""Scheme of the category that says whether `published` is known to the day or to the minute."""

_SPOOL = 4 << 20


class AtomFeed(Format):
    """The feed of all notices, or of a part of them.

    Its own time stands before its entries and is the newest of theirs, so entries wait in a spool.
    """

    is_feed = True
    newest = 200

    def __init__(self, stream: IO[bytes], about: About = NOTHING_KNOWN) -> None:
        super().__init__(stream, about)
        self._updated = NEVER
        self._entries: IO[bytes] = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115  # close() closes it

    def write(self, published: Published) -> None:
        """Keep one entry."""
        entry = make_entry(published, self._about)
        self._updated = max(self._updated, entry.updated)
        self._entries.write(etree.tostring(_print_entry(entry), encoding="UTF-8", pretty_print=True))

    def finish(self) -> None:
        """Write the feed."""
        about = self._about
        rights = f"{LICENCE} {LICENCE_ADDRESS}；{SOURCE_CHINESE}"
        head = [
            _make_text("id", make_urn(about.key)),
            _make_text("title", about.title, type="text"),
            _make_text("subtitle", f"格式版本 {SCHEMA_VERSION}，数据版本 {about.generation}", type="text"),
            _make_text("updated", self._updated),
            _make_author("xunshi"),
            *([] if about.address is None else [etree.Element("link", rel="self", href=about.address)]),
            etree.Element("link", rel="license", href=LICENCE_ADDRESS),
            _make_text("rights", rights, type="text"),
            _make_text("generator", "xunshi"),
        ]
        self._stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        self._stream.write(f'<feed xmlns="{NAMESPACE}" xml:lang="zh-CN">\n'.encode())
        for element in head:
            self._stream.write(etree.tostring(element, encoding="UTF-8", pretty_print=True))
        self._entries.seek(0)
        while chunk := self._entries.read(1 << 20):
            self._stream.write(chunk)
        self._stream.write(b"</feed>\n")

    def close(self) -> None:
        """Free the spool."""
        self._entries.close()


def _print_entry(entry: Entry) -> etree._Element:
    element = etree.Element("entry")
    element.append(_make_text("id", entry.id))
    element.append(_make_text("title", entry.title, type="text"))
    element.append(_make_text("updated", entry.updated))
    if entry.published is not None:
        element.append(_make_text("published", entry.published))
    element.append(_make_author(entry.author))
    if entry.link is not None:
        etree.SubElement(element, "link", rel="alternate", href=entry.link)
    for term, label in entry.categories:
        etree.SubElement(element, "category", term=term, label=label)
    if entry.precision is not None:
        label = "只写日期" if entry.precision == "day" else "写明时刻"
        etree.SubElement(element, "category", scheme=PRECISION, term=entry.precision, label=label)
    element.append(_make_text("summary", "\n".join(entry.facts), type="text"))
    content = etree.SubElement(element, "content", type="xhtml")
    content.append(_make_paragraphs((*entry.facts, *entry.paragraphs)))
    return element


def _make_paragraphs(lines: tuple[str, ...]) -> etree._Element:
    division = etree.Element(f"{{{XHTML}}}div", nsmap={None: XHTML})
    for line in lines:
        etree.SubElement(division, f"{{{XHTML}}}p").text = drop_controls(line)
    return division


def _make_text(tag: str, text: str, **attributes: str) -> etree._Element:
    element = etree.Element(tag, **attributes)
    element.text = drop_controls(text)
    return element


def _make_author(name: str) -> etree._Element:
    author = etree.Element("author")
    author.append(_make_text("name", name))
    return author
