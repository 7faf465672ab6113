"""JEECMS: columns `/<column>/index.jhtml`, page 2 `index_2.jhtml`; articles `/<column>/<id>.jhtml`; prints 1/N页."""

import re

from crawler.readers.counting import turn_by_suffix
from crawler.readers.pager import read_position
from crawler.readers.reader import PageTurn, Reader
from crawler.readers.source import Source


def find_turn(source: Source) -> PageTurn | None:
    """The visible pager's next page (its buttons carry `onclick`), else the next `index_K.jhtml` counted."""
    position = read_position(source)
    if position is not None and position[0] == position[1]:
        return PageTurn(None)
    return turn_by_suffix(source, ext=None if ".jhtml" in source.url else "jhtml")


READER = Reader(
    name="jeecms",
    signs=((6, re.compile(r"/\d+\.jhtml|index(?:_\d+)?\.jhtml")),),
    address_signs=((6, re.compile(r"\.jhtml(?:\?|$)")),),
    find_turn=find_turn,
)
