"""The tree of a page is the one that browsers build; html5lib, which follows the standard word by word, judges."""

import warnings

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.decoding.markup import parse_html
from tests.decoding.made import BODY, TEXT, TITLE, make_html, read

STRAY = ("html", "head", "body", "table", "tr", "td", "p", "div", "ul", "li", "a", "b", "form", "center", "font")
TAGS = st.one_of(
    st.builds("<{}>".format, st.sampled_from(STRAY)),
    st.builds("</{}>".format, st.sampled_from(STRAY)),
    st.builds("<a href=/info/{}.htm>".format, st.integers(1, 99)),
    st.sampled_from(["<title>巡察</title>", "<br>", "<!-- 页头 -->", "<h1>", "</h1>", "<tbody>", "</tbody>", "</br>"]),
)
WORDS = st.sampled_from(["动员会召开。", "巡察组进驻", "电话", "<i>局</i>", "&nbsp;", "甲 乙", "\n"])
PAGES = st.lists(st.one_of(TAGS, WORDS), max_size=40).map("".join)


def read_standard(text: str) -> tuple[str, list[str]]:
    """All text, blanks aside, and all link addresses of the tree that html5lib builds.

    Each address once: html5lib does not open a link again for blanks in a table, as the standard would.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False)
    root = tree.getroot()
    for comment in list(root.iter(etree.Comment)):
        comment.text = ""
    return squeeze("".join(root.itertext())), list_links(root)


def list_links(root: etree._Element) -> list[str]:
    return list(dict.fromkeys(href for a in root.iter("a") if (href := a.get("href"))))


def squeeze(text: str) -> str:
    return "".join(text.split())


@given(PAGES)
@settings(max_examples=500, deadline=None)
def test_text_and_links_are_those_of_the_standard(text: str) -> None:
    tree = parse_html(text).tree
    assert (squeeze("".join(tree.itertext())), list_links(tree)) == read_standard(text)


PLACES = {
    "before the article": make_html().replace("<h1>", "{}<h1>"),
    "under the title": make_html().replace("</h1>", "</h1>{}"),
    "before the text": make_html("{}" + BODY),
    "between paragraphs": make_html(BODY.replace("</p><p>", "</p>{}<p>", 1)),
    "in a paragraph": make_html(BODY.replace("，", "{}，", 1)),
}
ENDS = ("</body></html>", "</html>", "</BODY>", "</html></body></html>", "</body><html><body>", "</table></html >")


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_after_a_stray_end_is_lost(place: str, end: str) -> None:
    page = read(PLACES[place].replace("{}", end))
    assert page.title == TITLE
    assert page.published_at == "2025-04-03"
    assert page.source == "云岭市纪委监委"
    assert page.text == TEXT
