"""Founder (方正翔宇): columns `node_N.htm` or `/html/colN.htm`, page 2 `node_N_2.htm`; articles `content_N.htm`."""

import re

from crawler.readers.counting import turn_by_suffix
from crawler.readers.reader import Reader

READER = Reader(
    name="founder",
    signs=(
        (6, re.compile(r"/20\d\d-\d\d/\d\d/content_\d{4,}\.s?html?")),
        (5, re.compile(r"enpproperty|enpcontent|founder-content|displaypagenum")),
        (3, re.compile(r"node_\d{3,}(?:_\d+)?\.s?html?")),
    ),
    address_signs=((5, re.compile(r"/(?:node_\d+|col\d{4,})(?:_\d+)?\.s?html?$")),),
    find_turn=turn_by_suffix,
)
