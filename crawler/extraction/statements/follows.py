"""What follows an inspection: whom a team reports back to (反馈), and who puts right what it found (整改).

A report back names its receiver (向县林业局党组反馈), what was inspected (对临沂运管中心开展巡察), or both; a report
on rectification names its sender in the title (中共芜湖市卫健委关于巡察整改情况的通报), or who held a meeting on it.
"""

import re
from collections.abc import Iterator, Sequence

from crawler.extraction.entities import is_same_unit
from crawler.extraction.text.document import Document, Found, Span

_NAME = "[一-鿿()（）]"
_END = "(?:机关)?(?:党委|党组|党工委|党总支|党支部|分党组|委员会|领导班子|班子)?"
_RECEIVER = re.compile(
    f"(?:分别)?[向来到赴](?P<names>{_NAME}{{2,24}}?(?:[、和]{_NAME}{{2,24}}?)*?){_END}(?:进行了?|通报|集中)?反馈"
)
_INSPECTED = re.compile(f"[^。;]{{0,40}}?对(?P<names>{_NAME}{{2,24}}?){_END}(?:开展|进行)了?[一-鿿“”]{{0,10}}巡[视察]")
_REPORT = re.compile(f"^(?:中共|中国共产党)?(?P<names>{_NAME}{{2,28}}?){_END}关于[^。]{{0,40}}(?:巡[视察]|整改)")
_MEETING = re.compile(
    f"^(?P<names>{_NAME}{{2,20}}?){_END}(?:召开|举行|组织召开|专题研究|部署|推进)[^。]{{0,24}}(?:巡[视察]|整改)"
)
_COLON = re.compile(f"^(?P<names>{_NAME}{{2,16}})[:：][^。]{{0,24}}(?:巡[视察])")
_SAID = re.compile(
    f"(?:^|[。;\\n]|\\d日,)(?:[上下]午,)?(?P<names>{_NAME}{{2,20}}?){_END}召开[^。]{{0,40}}(?:巡[视察])[^。]{{0,12}}整改"
)
_OWNER = re.compile(
    f"(?:^|[。;,:、\\n\\s])(?P<names>{_NAME}{{2,20}}?(?:大学|学院|研究院|科学院|医院|集团|公司|局|厅))(?:纪委|机关纪委|各单位|新闻网|门户网)"
)
"""Whose commission or whose units the text names, where it calls the unit 学校, 院党委 and no more."""
_NOT_NAMES = re.compile(
    "^(?:局|厅|校|院|镇|乡|街道|中心|公司|集团|机关|学校|学院|医院|县|区|市|省|州)?(?:党委|党组|委|党支部)?$"
    "|被巡|群众|社会|上级|组织|有关|单位|进行|开展|分别|代表|[我其各该]|巡[视察]"
)
"""What stands where a name would and names nobody: 局党组, 被巡察单位."""
_OLD = re.compile("^原")
_COMMITTEE = re.compile("(?<=[一-鿿][县区市州旗])委$")
_FIELD = re.compile("(?<=[县区市州旗])[一-鿿]{2,8}领域$")
"""商南县粮食购销领域: the field of a special inspection, not a unit."""
_READ = 4000
"""Characters in which a notice says whom it is about."""
_AND = re.compile("、|和(?=[省市县区州旗])")


def find_followed(doc: Document, kind: str) -> tuple[Found[str], ...]:
    """The units that a notice of feedback or rectification is about, each once, in order; none for other kinds."""
    places: tuple[tuple[str, str, re.Pattern[str]], ...]
    if kind == "feedback":
        places = ((doc.title, "title", _RECEIVER), (doc.folded, "text", _RECEIVER), (doc.folded, "text", _INSPECTED))
    elif kind == "rectification":
        places = (
            *((doc.title, "title", pattern) for pattern in (_REPORT, _MEETING, _COLON)),
            (doc.folded, "text", _INSPECTED),
            (doc.folded, "text", _SAID),
        )
    else:
        return ()
    found: dict[str, Found[str]] = {}
    if kind == "rectification":
        places = (*places, (doc.folded, "text", _OWNER))
    for text, where, pattern in places:
        if pattern is _OWNER and found:
            break
        for name, start in _read(text, pattern):
            span = Span("title" if where == "title" else "text", start, start + len(name))
            found.setdefault(name, Found(name, (span,), "follows"))
    return tuple(found.values())


def _read(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    for match in pattern.finditer(text[:_READ]):
        start = match.start("names")
        for part in _AND.split(match["names"]):
            left = _OLD.sub("", part)
            name = _FIELD.sub("", _COMMITTEE.sub("", left))
            if len(name) > 1 and not _NOT_NAMES.search(name):
                yield name, start + len(part) - len(left)
            start += len(part) + 1


_GETS = re.compile(
    f"(?:^|[。;,:、\\n])(?P<names>{_NAME}{{2,20}}?){_END}(?:日前|近日|近期|今天|昨天)?迎来了?"
    "[^。;,]{0,12}(?:巡[视察]|[“”]?(?:政治)?体检)"
)
_ASKED = re.compile(f"(?:记者|小编|笔者)从(?P<names>{_NAME}{{2,20}}?)(?:处)?(?:了解到|获悉|得知)")


def find_visited(doc: Document) -> tuple[Found[str], ...]:
    """The unit that a report tells of in the manner of a newspaper: it 迎来 the team, or the reporter asked it."""
    for pattern in (_GETS, _ASKED):
        for name, start in _read(doc.folded, pattern):
            return (Found(name, (Span("text", start, start + len(name)),), "visited"),)
    return ()


def pair_followed(doc: Document, kind: str, teams: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Who reports back to whom, where a notice of feedback names several (县委第五巡察组向楠木镇、东坝镇反馈)."""
    if kind != "feedback":
        return
    for match in _RECEIVER.finditer(doc.folded[:_READ]):
        team = next((name for name in teams if doc.folded.endswith(name, 0, match.start())), None)
        for part in _AND.split(match["names"]) if team else ():
            name = _FIELD.sub("", _COMMITTEE.sub("", _OLD.sub("", part)))
            if team and len(name) > 1 and not _NOT_NAMES.search(name):
                yield team, name


def merge_followed(found: Sequence[Found[str]]) -> tuple[Found[str], ...]:
    """One name, the fullest, for each unit."""
    names = [each.value for each in found]
    kept = {each.value: each for each in found}
    for name in names:
        fuller = max((other for other in names if other != name and is_same_unit(name, other)), key=len, default=None)
        if fuller is not None:
            kept.pop(name, None)
    return tuple(kept.values())
