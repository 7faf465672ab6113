"""xml, read by lxml and checked by xmlschema against the project's XML Schema."""

import io

import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.exports.about import About
from crawler.exports.descriptions import render_all
from crawler.exports.elements import OF_FILE, name_item
from crawler.model.config import ROOT
from crawler.model.fields.table import FIELDS, walk
from crawler.model.items import Notice
from tests.exports.reading import change_texts, print_scalars, publish, read_xml, write
from tests.model.notices import NOTICES
from tests.store.samples import make_notice

XSD = ROOT / "crawler" / "data" / "notices.xsd"
FEED = st.lists(NOTICES, max_size=3)
SCHEMA = xmlschema.XMLSchema(str(XSD))


@settings(max_examples=40)
@given(FEED)
def test_the_elements_read_again_are_the_notices(notices: list[Notice]) -> None:
    assert read_xml(write(notices, "xml")) == [print_scalars(change_texts(publish(n))) for n in notices]


@settings(max_examples=25)
@given(FEED)
def test_every_document_fits_the_schema(notices: list[Notice]) -> None:
    document = write(notices, "xml")
    assert [str(error) for error in SCHEMA.iter_errors(io.BytesIO(document))] == []
    etree.XMLSchema(etree.parse(str(XSD))).assertValid(etree.fromstring(document))


def test_the_schema_refuses_what_is_no_notice() -> None:
    document = write([make_notice(1)], "xml").replace(b"<kind>mobilization</kind>", b"<kind>banquet</kind>")
    assert not SCHEMA.is_valid(io.BytesIO(document))


def test_the_schema_file_is_what_the_table_says() -> None:
    assert render_all()[XSD] == XSD.read_text("utf-8")


def test_without_notices_it_is_an_empty_document() -> None:
    assert read_xml(write([], "xml")) == []
    assert SCHEMA.is_valid(io.BytesIO(write([], "xml")))


def test_elements_are_named() -> None:
    notice = etree.fromstring(write([make_notice(1)], "xml"))[0]
    assert notice.findtext("teams/team") == "省委第1巡视组"
    assert notice.findtext("people/person/roles/role") == "team_leader"
    assert notice.findtext("pairs/pair/unit") == "试验1县"
    assert notice.findtext("contacts/phones/phone/number") == "0555-1234567"
    assert not list(notice.iter("value")) or {e.getparent().tag for e in notice.iter("value")} == {"proof"}


def test_no_item_is_named_as_its_list() -> None:
    assert all(name_item(row.key) != row.key for row in walk(FIELDS) if row.many)


def test_the_root_says_what_the_file_is() -> None:
    root = etree.fromstring(write([], "xml", About(generation=7)))
    assert set(root.attrib) == set(OF_FILE)
    assert (root.get("generation"), root.get("licence")) == ("7", "CC-BY-4.0")
