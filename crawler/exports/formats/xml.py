"""XML: `<notices>` of `<notice>`, every element named by its field; crawler/data/notices.xsd describes it."""

from collections.abc import Iterable
from typing import Any

from lxml import etree

from crawler.exports.elements import NIL, OF_FILE, PAIR, XSI, name_item
from crawler.exports.format import Format
from crawler.exports.text import drop_controls
from crawler.model.fields.table import FIELDS, Field
from crawler.model.publication import Published


class XmlDocument(Format):
    """One document of all notices."""

    is_feed = True

    def start(self) -> None:
        """Open the root."""
        told = self._about.describe()
        root = etree.Element("notices", {name: str(told[name]) for name in OF_FILE}, nsmap={"xsi": XSI})
        opened = etree.tostring(root, encoding="unicode").removesuffix("/>")
        self._stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{opened}>\n'.encode())

    def write(self, published: Published) -> None:
        """Write one notice."""
        notice = etree.Element("notice", nsmap={"xsi": XSI})
        _fill(notice, FIELDS, published)
        etree.cleanup_namespaces(notice, keep_ns_prefixes=["xsi"])
        body = etree.tostring(notice, encoding="UTF-8", pretty_print=True)
        self._stream.write(body.replace(_DECLARED, b"", 1))

    def finish(self) -> None:
        """Close the root."""
        self._stream.write(b"</notices>\n")


_DECLARED = f' xmlns:xsi="{XSI}"'.encode()
"""What the root has said already."""


def _fill(parent: etree._Element, rows: Iterable[Field], values: Published) -> None:
    for row in rows:
        element = etree.SubElement(parent, row.key)
        if row.many:
            for item in values[row.key]:
                _print(etree.SubElement(element, name_item(row.key)), row, item)
        else:
            _print(element, row, values[row.key])


def _print(element: etree._Element, row: Field, value: Any) -> None:
    if value is None:
        element.set(NIL, "true")
    elif row.shape == "object":
        _fill(element, row.parts, value)
    elif row.shape == "pair":
        for name, item in zip(PAIR, value, strict=True):
            etree.SubElement(element, name).text = drop_controls(item)
    else:
        element.text = str(value).lower() if isinstance(value, bool) else drop_controls(str(value))
