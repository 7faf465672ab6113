"""All readers by the names seeds use."""

from crawler.readers import (
    anhui,
    dedecms,
    embedded,
    empirecms,
    founder,
    guangdong,
    hanweb,
    jeecms,
    mi4,
    phpcms,
    plain,
    query,
    reverse,
    sitesources,
    tongyuan,
    trs,
    ucap,
    vsb,
    was,
    webplus,
    zjol,
)
from crawler.readers.reader import Reader

_MODULES = (
    plain, trs, was, zjol, hanweb, vsb, webplus, founder, ucap, guangdong, jeecms, mi4, tongyuan, sitesources, dedecms,
    phpcms, empirecms, anhui, query, reverse, embedded,
)  # fmt: skip

READERS: dict[str, Reader] = {module.READER.name: module.READER for module in _MODULES}
