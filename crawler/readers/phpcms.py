"""phpcms: `index.php?m=content&c=index&a=lists&catid=N&page=K`, or static `/html/.../K.html`.

The pager is `<div id="pages">` with `a.a1`; on the last page 下一页 leads to that page itself, which ends the list.
"""

import re

from crawler.readers.query import find_turn
from crawler.readers.reader import Reader

READER = Reader(
    name="phpcms",
    signs=(
        (6, re.compile(r"index\.php\?m=content&(?:amp;)?c=index&(?:amp;)?a=(?:lists|show)|/phpcms/|phpsso_server")),
        (5, re.compile(r"id=[\"']?pages[\"'][^>]{0,60}>\s{0,20}<a class=[\"']a1")),
    ),
    address_signs=((6, re.compile(r"index\.php\?m=content&c=index&a=lists")),),
    find_turn=find_turn,
)
