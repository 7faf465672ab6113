"""Types of an inspection (常规, 专项, 机动 ...), where the notice states them of this inspection."""

import re
from collections.abc import Iterator, Sequence

from crawler.extraction.context import is_long_ago
from crawler.extraction.spans.bodies import find_stated_body
from crawler.extraction.statements.inspects import Inspects
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.words.meetings import SPEECH

_V = "巡[视察查]"
_GAP = r"[^，,。；;、]{0,8}?"
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("常规", re.compile(
        rf"常规[+＋、]专项|常规(?:{_V}|巡(?=[、,+＋”]|$)|性{_V}|、|和|与)|{_V}(?:类型|"
        r"方式|形式)(?:为|：|:)常规|为常规"
    )),
    ("专项", re.compile(rf"常规[+＋]专项|专项(?:{_V}|巡(?=[、,+＋”]|$))|{_GAP}专项(?:、|和)[^，。]{{0,8}}{_V}")),
    ("机动", re.compile(rf"机动(?:式)?”?(?:专项)?(?:{_V}|巡(?=[、,+＋”]|$))|机动[“(]|[“、]机动式?”")),
    ("回头看", re.compile("回头看")),
    ("提级", re.compile(rf"“?提级”?(?:交叉|联动|直接)?{_V}|提级联动|提级(?:巡|对)|“提级”(?:方式|形式)")),
    ("交叉", re.compile(rf"交叉式?”?(?:联动|专项|常规)?{_V}|交叉进行|“交叉式?”")),
    (
        "联动",
        re.compile(
                r"“上下联动|(?:上下|提级|交叉|同步|省市县?|市县|三级|两级)联动(?!的?(?:工作)"
                r"?(?:格局|机制|体制|体系|网|优势|作用|领导|、|和|贯通|监督))"
                rf"|联动{_V}|(?:采[取用]|以|按照?|实行)[^，。；]{{0,4}}联动的?(?:方式|"
                rf"形式|模式)|{_V}上下联动(?!的|工作|格局|机制|体制|监督)|联动开展"
        ),
    ),
    ("延伸", re.compile(rf"延伸(?:{_V}|至|到|进驻|开展|检查|了解)|{_V}延伸(?:至|到)")),
    ("整改督查", re.compile(rf"整改(?:情况|落实|工作)?(?:专项)?督[查察]|督[查察]{_V}整改")),
)  # fmt: skip
"""Each type with the wordings that state it."""

_SPEECH = re.compile(SPEECH)
_LEAD_CHARACTERS = 250
_SENT = re.compile(
    rf"(?:把|将)[^，,。；;]{{2,20}}列[为入][^，,。；;]{{0,10}}{_V}对象|(?:对[^，,。；;]{{2,40}}|"
    rf"将[^。；;]{{0,80}}|聚焦[^。；;]{{0,80}})(?:开展|进行)[^，,。；;]{{0,12}}{_V}"
)
"""What is said of an inspection that somebody carries out: also a speech at the meeting says so of this one."""
_TABLED = re.compile(f"{_V}(?:类型|方式|形式|类别)")
_THIS = re.compile("[本这此]次|本轮|此轮|这轮|本批")
_ANY = re.compile("常规|专项|机动|回头看|提级|交叉|联动|延伸|督查|督察|整改")
_NOW = re.compile(
    rf"(?:[本这此]次|本轮|此轮|这轮)(?:常规|专项|机动|提级|交叉|联动){_V}|一次“?回头看|巡[视察查]组[将拟]"
)
"""Words that say a type of this inspection outright, whatever else their clause looks back on."""
_OTHERS = re.compile(r"巡视“?$")
_FED_BACK = re.compile(r"回头看”?(?:期间|时)?(?:反馈|指出|整改|发现|移交)")
_PAST = re.compile(
    r"曾|去年|前年|上一?[轮次届]|此前|以来|已对|近年来|多年来|(?:19|20)\d\d年(?![^，,]{0,12}巡[视察]将|\d|"
    r"\s?\d{1,2}月)[^，,]{0,12}巡|整改(?:落实)?(?:等)?情况|机制|格局|制度|"
    r"条例|规划"
)

_PAST_OR_OTHER = re.compile(f"{_PAST.pattern}|十[一二三四五六七八九]届中央")
"""Also the centre's inspections, for notices of other bodies."""


def read_types(doc: Document, relations: Sequence[Inspects]) -> tuple[Found[str], ...]:
    """The stated types, in the order of GUIDE; looked for in the title and in what is said of this inspection."""
    parts = [(part, doc.read(part)) for part in _parts(doc, relations)]
    parts = [(part, text) for part, text in parts if _ANY.search(text)]
    found: list[Found[str]] = []
    for name, pattern in _TYPES:
        for part, text in parts:
            match = _search(doc, pattern, text)
            if match:
                span = Span(part.where, part.start + match.start(), part.start + match.end())
                found.append(Found(name, (span,), "type.stated"))
                break
        else:
            found += _read_cells(doc, name)
    return tuple(found)


def _search(doc: Document, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first wording of a type in a part; the “回头看” of another body, or one fed back on, is none."""
    for match in pattern.finditer(text):
        if "回头看" not in match.group():
            return match
        others = _OTHERS.search(text[: match.start()]) and doc.text.count("巡察") > doc.text.count("巡视")
        if not others and not _FED_BACK.match(text, match.start()):
            return match
    return None


def _read_cells(doc: Document, name: str) -> Iterator[Found[str]]:
    """A type that fills a cell of a table with a row or column for types."""
    if _TABLED.search(doc.text):
        cell = rf"(?:[|\t　]|  )[ ]{{0,4}}“?(?P<type>{name})”?(?:{_V})?[ ]{{0,4}}(?:[|\t　\n]|  |$)"
        match = re.search(cell, doc.text)
        if match:
            yield Found(name, (Span("text", match.start("type"), match.end("type")),), "type.cell")


def _parts(doc: Document, relations: Sequence[Inspects]) -> Iterator[Span]:
    """The title, then every clause of a sentence about this inspection."""
    yield Span("title", 0, len(doc.title))
    teams = [t for r in relations for t in r.teams]
    central = teams[0].startswith("中央") if teams else find_stated_body(doc) == "中央"
    past = _PAST if central else _PAST_OR_OTHER
    places = [
        s.start
        for r in relations
        if r.strength > 1 and r.rule != "host"
        for u in r.units
        for s in u.spans
        if s.where == "text"
    ]
    for sentence in doc.sentences:
        text = doc.read(sentence)
        about = any(sentence.start <= at < sentence.end for at in places)
        lead = sentence.start < _LEAD_CHARACTERS and "巡" in text and not _SPEECH.match(text)
        stated = about or lead or bool(_THIS.search(text) or _NOW.search(text))
        if not _ANY.search(text) or not (stated or _SENT.search(text)):
            continue
        start, earlier = sentence.start, False
        for clause in re.split("(?<=[，,])", text):
            past_now, ago = bool(past.search(clause)), is_long_ago(clause, doc.published)
            earlier = earlier or ago
            if _NOW.search(clause) or (not past_now and not earlier):
                yield Span("text", start, start + len(clause))
            earlier = earlier or (past_now and not stated)
            start += len(clause)
