"""XML: `<notices>` of `<notice>`: an element a key, `<value>` an element of a list, `null="true"` for null."""

from typing import Any

from lxml import etree

from crawler.exports.format import Format
from crawler.exports.text import drop_controls
from crawler.model.publication import Published


class XmlDocument(Format):
    """One document of all notices."""

    is_feed = True

    def start(self) -> None:
        """Open the root."""
        self._stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<notices>\n')

    def write(self, published: Published) -> None:
        """Write one notice."""
        self._stream.write(etree.tostring(_make_element("notice", published), encoding="UTF-8", pretty_print=True))

    def finish(self) -> None:
        """Close the root."""
        self._stream.write(b"</notices>\n")


def _make_element(tag: str, value: Any) -> etree._Element:
    element = etree.Element(tag)
    if value is None:
        element.set("null", "true")
    elif isinstance(value, dict):
        element.extend(_make_element(key, item) for key, item in value.items())
    elif isinstance(value, list):
        element.extend(_make_element("value", item) for item in value)
    else:
        element.text = drop_controls(str(value).lower() if isinstance(value, bool) else str(value))
    return element
