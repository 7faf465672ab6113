"""What a notice is: mobilization, announcement, deployment, feedback, rectification or other, and by which rule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.extraction.bodies import find_stated_body
from crawler.extraction.past import is_long_ago
from crawler.extraction.relations import Relation
from crawler.extraction.teams import TeamMention
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.words.meetings import (
    ACTS,
    ANNOUNCING,
    COLUMN,
    ESSAY,
    LOOKING_BACK,
    MEETING,
    MODEL_TEXT,
    OTHER_MEETING,
    OTHER_TOPIC,
    PREPARATORY,
    SUMMONS,
)
from crawler.extraction.words.teams import INSPECTION, NUMERAL
from crawler.model.items import Kind

_TEAM = rf"(?:(?<!司法){INSPECTION}(?:工作)?(?:第?{NUMERAL})?组)"
_NUMBERED_TEAM = re.compile(rf"第{NUMERAL}.{{0,4}}{INSPECTION}组|{INSPECTION}第?{NUMERAL}组")
_CHECKED = (
    rf"(?:{_TEAM}(?!.{{0,30}}(?:反馈|整改(?!.{{0,8}}[督巡]))).{{0,30}}(?:进驻|动员|见面|巡[视察查]“?回头看|开展)"
    rf"|回头看|督查|督办).{{0,20}}(?:{MEETING}|进驻)"
    "|整改(?:情况|工作)?(?:专项)?(?:督查|巡[视察])"
)
_TITLE_RULES: tuple[tuple[str, Kind, re.Pattern[str], re.Pattern[str] | None], ...] = (
    ("title.model-text", "other", re.compile(MODEL_TEXT), None),
    (
        "title.training",
        "other",
        re.compile(OTHER_MEETING),
        re.compile(
            rf"{_TEAM}.{{0,4}}(?:巡[视察查]|进驻(?!前)|对|专项)(?!.{{0,12}}培训).{{2,30}}{MEETING}"
            rf"|{INSPECTION}[^，,。]{{0,8}}部署(?:会议|大会|会)暨.{{0,12}}培训"
        ),
    ),
    ("title.rectification", "rectification", re.compile("整改|销号|后半篇"), re.compile(_CHECKED)),
    ("title.feedback", "feedback", re.compile("反馈"), re.compile(_CHECKED)),
    ("title.summons", "other", re.compile(SUMMONS), None),
    (
        "title.announcement",
        "announcement",
        re.compile(rf"{INSPECTION}.{{0,60}}(?:{ANNOUNCING})|(?:{ANNOUNCING}).{{0,60}}{INSPECTION}"),
        re.compile(rf"{MEETING}(?:[^，,。]{{0,6}}(?:召开|举行)|(?:召开)?(?:情况|时间)?一览)"),
    ),
)  # fmt: skip
"""Rules on the title alone: name, kind, what must stand there, what must not."""

_INSPECTS = re.compile("巡[视察](?!员)|回头看")
_OTHER_TOPIC = re.compile(OTHER_TOPIC)
_MEETING = re.compile(MEETING)
_HELD = re.compile(
    rf"{MEETING}[，,]?[^，,。；;]{{0,40}}?(?:召开|举行|举办|开完)(?!以来|之后|后|前)"
    rf"|^[ 　【●■◆]{{0,9}}(?:会议(?:名称)?|内容|主题|议题)[】：:][^。；;]{{1,40}}{MEETING}"
    rf"|{MEETING}在[^，,。；;]{{1,20}}开(?:了|$)|(?:召开|举行|举办|开|组织)(?:了|的)?[^，。；;]{{0,60}}?{MEETING}"
    rf"|{MEETING}(?:召开)?(?:时间|情况|安排|日程)(?:表|如下)|{MEETING}上[^，,。；;]{{0,8}}(?:作|讲|代表|宣布|通报|主持)|(?:参加|出席|列席)了?[^，。；;]{{0,40}}?{MEETING}"
)
_ROUND_MEETING = re.compile(
    rf"(?:第{NUMERAL}[轮批]|首轮|新一轮|本轮|全[省市县区州盟旗]).{{0,16}}{INSPECTION}[^，,。；;]{{0,16}}{MEETING}"
    rf"|{INSPECTION}(?:巡察)?(?:“?回头看”?)?工作(?:动员)?(?:暨.{{0,20}})?(?:部署|推进|电视电话)?(?:会议|大会|会)"
    rf"|{INSPECTION}(?:“?回头看”?)?(?:工作)?(?:集中)?(?:动员)?部署(?:会议|大会|会)"
)
_ENTERED_AND_MET = re.compile(
    rf"进驻[^。；;]{{0,40}}(?:召开|举行).{{0,20}}{MEETING}|进驻{MEETING}|{MEETING}[，,]?(?:并|后|同时)?进驻"
    rf"|(?:分别|先后|陆续|逐一|相继)(?:(?:在|到|赴)[^，,。；;]{{1,24}})?(?:召开|举行).{{0,20}}{MEETING}"
)
_WISH = re.compile("(?:要|应|应当|须|必须|将|拟)(?:及时|尽快|按时|适时|分别|陆续)?(?:召开|举行|组织)")
_NOT_NEW = re.compile(LOOKING_BACK)
_ACTS = {act: re.compile(pattern) for act, pattern in ACTS.items()}
_PREPARATORY = re.compile(PREPARATORY)
_COLUMN = re.compile(COLUMN)
_ESSAY = re.compile(ESSAY)
_MEETING_CELL = re.compile(rf"(?:^|\|)[^|\n]{{0,12}}{MEETING}[^|\n]{{0,8}}(?:\||$)")
_DAY = re.compile(r"\d{1,2}(?:月|[./-])\d{1,2}")
_TARGET_LABEL = re.compile(
    r"(?:^|\n)[ 　【\[]{0,9}(?:被巡[视察](?:单位|党组织|对象)|巡[视察](?:对象|单位))[】\]：: 　]"
)
_CONTACT_LABEL = re.compile(r"电话|信箱|邮箱|短信|来电|热线")
_FOUND_OUT = re.compile(f"{INSPECTION}(?:时|中|过程中|期间|后)?[，,]?[^，,。]{{0,8}}发现")
_LISTED = ("table", "list-line", "section", "item", "team-after")
_LEAD_FEEDBACK = re.compile(f"反馈(?:会|了|{INSPECTION}|意见|情况)")
_LEAD_RECTIFICATION = re.compile("整改(?:工作)?(?:动员|部署|推进|专题|落实|情况|进展|方案)")
_LEAD_CHARACTERS = 700


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    text: str
    units: bool


def classify_notice(doc: Document, mentions: Sequence[TeamMention], relations: Sequence[Relation]) -> Found[Kind]:
    """The kind of a notice from its title, its first sentences and who they say inspects whom, with what decided."""
    title = _judge_title(doc)
    if title:
        return title
    if not any(m.body for m in mentions) and not find_stated_body(doc):
        inspects = any(_INSPECTS.search(part) for part in (doc.title, doc.text[:_LEAD_CHARACTERS]))
        return (_judge_round(doc) or _judge_round_lead(doc) if inspects else None) or _other(doc, "no-inspection")
    if _OTHER_TOPIC.search(doc.title) and not _INSPECTS.search(doc.title):
        return _other(doc, "title.other-topic")
    return (
        _judge_titled_meeting(doc, relations)
        or _judge_essay(doc)
        or _judge_meeting(doc, relations)
        or _judge_round(doc)
        or _judge_table(doc)
        or _judge_acts(doc, relations)
        or _judge_entry(doc, relations)
        or _judge_labels(doc)
        or _other(doc, "no-meeting")
    )


def classify_title(title: str) -> Literal["yes", "no", "open"]:
    """Whether the link text of a listing names a notice to be fetched; "open" where only the page can tell.

    Cautious: "no" only for titles that cannot be a mobilization or announcement; a title that was cut is never "no"
    for what it does not say.
    """
    bare = re.sub(r"\s", "", title)
    if not bare:
        return "open"
    cut = bool(re.search(r"(?:\.{2,}|…|⋯)$", bare))
    doc = Document(title=bare, text="")
    found = _judge_title(doc)
    if found and found.value != "announcement":
        return "open" if cut and found.rule in ("title.feedback", "title.rectification") else "no"
    if not re.search("巡[视察](?!员)|[委组]第?.{0,3}巡查", bare):
        maybe = cut or bool(re.search("进驻|进点|动员|见面会|回头看|公告|巡", bare))
        return "open" if maybe and not _OTHER_TOPIC.search(bare) else "no"
    if found or (re.search(_TEAM, bare) and (_MEETING.search(bare) or "进驻" in bare)):
        return "yes"
    return "open"


def _judge_title(doc: Document) -> Found[Kind] | None:
    for rule, kind, wanted, unless in _TITLE_RULES:
        match = wanted.search(doc.title)
        if match and not (unless and unless.search(doc.title)):
            return Found(kind, (Span("title", match.start(), match.end()),), rule)
    return None


def _judge_titled_meeting(doc: Document, relations: Sequence[Relation]) -> Found[Kind] | None:
    """A title that names the unit and its meeting; one that only prepares it counts when the team spoke there."""
    match = _MEETING.search(doc.title)
    if not match:
        return None
    place = (Span("title", match.start(), match.end()),)
    if _PREPARATORY.search(doc.title) and not _find_acts(doc, relations):
        return Found("other", place, "title.preparatory")
    return Found("mobilization", place, "title.meeting") if _names_units(relations) else None


def _judge_essay(doc: Document) -> Found[Kind] | None:
    """Portraits, diaries and opinions: meetings they tell of are examples."""
    match = _COLUMN.search(doc.title)
    if match:
        return Found("other", (Span("title", match.start(), match.end()),), "title.column")
    match = _ESSAY.search(doc.text)
    return Found("other", (Span("text", match.start(), match.end()),), "text.essay") if match else None


def _judge_meeting(doc: Document, relations: Sequence[Relation]) -> Found[Kind] | None:
    """The first meeting that is said to have been held: at a unit, or of a whole round."""
    titled = _names_units(relations)
    told = any(r.strength > 2 and r.teams and r.rule in _LISTED for r in relations)
    for sentence in _lead(doc, relations):
        told = told or sentence.units
        held = _HELD.search(sentence.text)
        if not held or _WISH.search(sentence.text) or _is_old(doc, sentence.text):
            continue
        place = Span("text", sentence.span.start + held.start(), sentence.span.start + held.end())
        clause = sentence.text[max(sentence.text.rfind(mark, 0, held.start() + 1) for mark in "，,") + 1 : held.end()]
        if sentence.units or _ENTERED_AND_MET.search(sentence.text) or _NUMBERED_TEAM.search(clause):
            return Found("mobilization", (place,), "lead.unit-meeting")
        if _ROUND_MEETING.search(sentence.text):
            return Found("deployment", (place,), "lead.round-meeting")
        told_of = told and "部署" not in sentence.text
        if titled or told_of or re.search(_TEAM, sentence.text) or _hosted(relations):
            return Found("mobilization", (place,), "lead.meeting")
    return None


def _judge_table(doc: Document) -> Found[Kind] | None:
    """A table with a column or cell for the meetings, and days in the rows below."""
    for at, line in enumerate(doc.lines):
        match = _MEETING_CELL.search(doc.read(line)) if "|" in doc.read(line) else None
        below = [doc.read(row) for row in doc.lines[at : at + 4]]
        if match and not _WISH.search(doc.read(line)) and any("|" in row and _DAY.search(row) for row in below):
            place = Span("text", line.start + match.start(), line.start + match.end())
            return Found("mobilization", (place,), "table.meeting")
    return None


def _judge_acts(doc: Document, relations: Sequence[Relation]) -> Found[Kind] | None:
    """A meeting that is named, and what was done there: speech, chair, pledge, in sentences or as labels."""
    acts = _find_acts(doc, relations)
    for sentence in _report(doc, relations):
        match = _MEETING.search(sentence.text)
        if match and acts:
            start = sentence.span.start + match.start()
            return Found("mobilization", (Span("text", start, start + len(match.group())), *acts), "lead.acts")
    return None


def _find_acts(doc: Document, relations: Sequence[Relation]) -> tuple[Span, ...]:
    """Where the first sentences tell of the team's speech, of the chair and of the pledge: one place an act."""
    found: dict[str, Span] = {}
    for sentence in _report(doc, relations):
        for act, pattern in _ACTS.items():
            match = pattern.search(sentence.text)
            if match and act not in found:
                start = sentence.span.start + match.start()
                found[act] = Span("text", start, start + len(match.group()))
    return tuple(found.values())


def _report(doc: Document, relations: Sequence[Relation]) -> list[_Sentence]:
    """The first sentences that tell of what happened now: no wishes, no past, no feedback, no rectification."""
    return [
        s
        for s in _lead(doc, relations)
        if not _WISH.search(s.text)
        and not _is_old(doc, s.text)
        and not _LEAD_RECTIFICATION.search(s.text)
        and not _LEAD_FEEDBACK.search(s.text)
    ]


def _judge_round(doc: Document) -> Found[Kind] | None:
    match = _ROUND_MEETING.search(doc.title)
    if not match or ("巡察" not in doc.title and _OTHER_TOPIC.search(doc.title)):
        return None
    return Found("deployment", (Span("title", match.start(), match.end()),), "title.round-meeting")


def _judge_round_lead(doc: Document) -> Found[Kind] | None:
    """A whole round's meeting in the first sentences, under a title that speaks of the inspection."""
    for sentence in _lead(doc, ()) if _INSPECTS.search(doc.title) else ():
        match = _ROUND_MEETING.search(sentence.text)
        if match and _HELD.search(sentence.text) and not _is_old(doc, sentence.text):
            start = sentence.span.start + match.start()
            return Found("deployment", (Span("text", start, start + len(match.group())),), "lead.round-meeting")
    return None


def _is_old(doc: Document, sentence: str) -> bool:
    """Whether a sentence looks back: by its words, or by a month long before publication."""
    return bool(_NOT_NEW.search(sentence)) or is_long_ago(sentence, doc.published)


def _judge_entry(doc: Document, relations: Sequence[Relation]) -> Found[Kind] | None:
    """No meeting: feedback, rectification, or that teams have moved in or will (a title or contacts say so)."""
    contacts = _CONTACT_LABEL.search(doc.text) and not _OTHER_TOPIC.search(doc.title)
    titled = not doc.title or bool(contacts or re.search("巡[视察查]|进驻|回头看", doc.title))
    for sentence in _lead(doc, relations):
        if _is_old(doc, sentence.text):
            continue
        kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (
            ("rectification", _LEAD_RECTIFICATION),
            ("feedback", _LEAD_FEEDBACK),
        )
        for kind, pattern in kinds:
            found = pattern.search(sentence.text)
            if found:
                start = sentence.span.start + found.start()
                return Found(kind, (Span("text", start, start + len(found.group())),), f"lead.{kind}")
        if _FOUND_OUT.search(sentence.text) or not titled:
            continue
        if sentence.units or re.search("完成进驻|进驻(?!以来)", sentence.text):
            return Found("announcement", (sentence.span,), "lead.entry")
    entry = None if _NOT_NEW.search(doc.title) else re.search("进驻|派出|启动", doc.title)
    return Found("announcement", (Span("title", entry.start(), entry.end()),), "title.entry") if entry else None


def _judge_labels(doc: Document) -> Found[Kind] | None:
    """A page that is a list of labels: the unit inspected and how to reach the team."""
    match = _TARGET_LABEL.search(doc.text)
    if match and _CONTACT_LABEL.search(doc.text):
        return Found("announcement", (Span("text", match.start(), match.end()),), "text.labels")
    return None


def _names_units(relations: Sequence[Relation]) -> bool:
    """Whether the title says who is being inspected."""
    return any(s.where == "title" for r in relations if r.rule != "host" for u in r.units for s in u.spans)


def _hosted(relations: Sequence[Relation]) -> bool:
    return any(r.rule == "host" for r in relations)


def _lead(doc: Document, relations: Sequence[Relation]) -> list[_Sentence]:
    """The first sentences of the text, with whether they name units that are being inspected."""
    telling = [r for r in relations if r.rule != "host" and (r.strength > 1 or r.teams)]
    places = [s.start for r in telling for u in r.units for s in u.spans if s.where == "text"]
    return [
        _Sentence(s, doc.read(s), any(s.start <= at < s.end for at in places))
        for s in doc.sentences
        if s.start < _LEAD_CHARACTERS
    ]


def _other(doc: Document, rule: str) -> Found[Kind]:
    where: Literal["title", "text"] = "title" if doc.title else "text"
    return Found("other", (Span(where, 0, min(len(doc.title or doc.text), 80)),), rule)
