"""The elements of the XML form, from the table of fields: their names, and the XML Schema that describes them.

A list is an element named as its field that holds one element for each of its items, named in the singular; null is
`xsi:nil`. Text is as published but for what XML cannot hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from lxml import etree

from crawler.model.fields.table import FIELDS, Field

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XS = "http://www.w3.org/2001/XMLSchema"
NIL = f"{{{XSI}}}nil"
PAIR = ("team", "unit")
OF_FILE = ("schema", "generation", "licence", "source")
"""Attributes of the root: what the file says of itself."""

_SINGULARS: Mapping[str, str] = MappingProxyType(
    {
        "people": "person",
        "mailboxes": "mailbox",
        "boxes": "box",
        "hours": "span",
        "evidence": "proof",
        "same_event": "notice_id",
        "channel": "column",
    }
)
_TYPES = {
    "text": "xs:string",
    "whole": "xs:integer",
    "flag": "xs:boolean",
    "moment": "xs:dateTime",
    "choice": "xs:string",
}


def name_item(key: str) -> str:
    """What one item of a list is called."""
    return _SINGULARS.get(key) or (key.removesuffix("s") if key.endswith("s") else f"{key}_item")


def make_xml_schema(fields: Sequence[Field] = FIELDS) -> bytes:
    """The XML Schema of the whole document."""
    root = etree.Element(f"{{{XS}}}schema", nsmap={"xs": XS})
    document = etree.SubElement(_declare(root, "notices"), f"{{{XS}}}complexType")
    notice = _declare(etree.SubElement(document, f"{{{XS}}}sequence"), "notice", minOccurs="0", maxOccurs="unbounded")
    for name in OF_FILE:
        number = name in {"schema", "generation"}
        etree.SubElement(
            document, f"{{{XS}}}attribute", name=name, type="xs:integer" if number else "xs:string", use="required"
        )
    _describe_object(notice, fields)
    printed: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return printed


def _describe_object(parent: etree._Element, rows: Iterable[Field]) -> None:
    kind = etree.SubElement(parent, f"{{{XS}}}complexType")
    sequence = etree.SubElement(kind, f"{{{XS}}}sequence")
    for row in rows:
        if row.many:
            items = etree.SubElement(_declare(sequence, row.key), f"{{{XS}}}complexType")
            inside = etree.SubElement(items, f"{{{XS}}}sequence")
            element = _declare(inside, name_item(row.key), minOccurs="0", maxOccurs="unbounded")
        else:
            element = _declare(sequence, row.key)
        if row.optional:
            element.set("nillable", "true")
        _describe_value(element, row)


def _describe_value(element: etree._Element, row: Field) -> None:
    if row.shape == "object":
        _describe_object(element, row.parts)
    elif row.shape == "pair":
        sequence = etree.SubElement(etree.SubElement(element, f"{{{XS}}}complexType"), f"{{{XS}}}sequence")
        for name in PAIR:
            _declare(sequence, name, type="xs:string")
    elif row.shape == "choice" and row.form is None:
        restriction = etree.SubElement(
            etree.SubElement(element, f"{{{XS}}}simpleType"), f"{{{XS}}}restriction", base="xs:string"
        )
        for choice in row.choices:
            etree.SubElement(restriction, f"{{{XS}}}enumeration", value=choice)
    else:
        element.set("type", _TYPES[row.shape])


def _declare(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{XS}}}element", name=name, **attributes)
