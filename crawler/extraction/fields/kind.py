"""What a notice is: mobilization, announcement, deployment, feedback, rectification or other, and by which rule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.extraction.context import is_long_ago, is_marked
from crawler.extraction.spans.teams import TeamMention
from crawler.extraction.statements.inspects import Inspects
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
            rf"|{INSPECTION}[^，,。]{{0,12}}整改[^，,。]{{0,6}}(?:推进|部署|动员|专题)"
            rf"|{INSPECTION}[^，,。]{{0,8}}部署(?:会议|大会|会)?暨.{{0,12}}培训|{INSPECTION}组[^，,。]{{0,12}}(?:动员|见面)(?:会议|大会|会)[^，,。]{{0,4}}(?:召开|举行)"
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
_PARTY_INSPECTS = re.compile("(?<!司法)(?<!高考)(?<!考试)(?<!招生)巡[视察](?!员|组)")
_PARTY_BODY = re.compile("党[委组]|委$|工委|中央")
_LEAVES = re.compile(r"(?:任务|工作)(?:已|基本|全部|圆满|顺利)*(?:完成|结束)[^。;]{0,30}(?:撤离|撤点|撤销|离开)")
_HOSPITAL_ROUNDS = re.compile("医院巡查")
_NOTICE_TITLE = re.compile("公告|公示|通告|告示")
_OWN_BUSINESS = re.compile(
    r"接到(?:巡[视察])?通知(?:后|以后)|召开迎接[^,。;]{0,12}巡[视察]工作(?:动员|部署)|(?:开展|举办|组织)了?巡前培训|(?:举办|组织)[^,。;]{0,12}巡[视察][^,。;]{0,8}培训|(?:领导小组|专题会)(?:召开会议,|会?议,?)?听取[^。;]{0,30}汇报|(?:理论学习中心组|专题学习|学习研讨|迎接[^,。;]{0,10}巡[视察][^,。;]{0,8}(?:准备|筹备))[^。;]{0,60}(?:会|学习)"
)
_RECTIFIES = re.compile(
    r"巡[视察](?:反馈(?:意见|问题)?)?整改(?!(?:情况|工作)?(?:专项)?[督巡])[^,。;]{0,16}?(?:会议?|大会)|(?:边[巡查整]边改|立行立改|即知即改)(?:问题)?(?:工作)?(?:调度|推进)会|(?:落实|研究|部署|推进)[^,。;]{0,16}(?:反馈意见|反馈问题)[^,。;]{0,10}"
)
_AT_MEETING = re.compile(
    rf"^ {{0,8}}(?:在)?(?:[^,。;]{{0,12}}{MEETING}上|随后召开的[^,。;]{{0,12}}会上?|会上|会议上)[,，]?[^。]{{0,80}}"
    rf"(?:组长|副组长|[作做]了?[^,。;]{{0,10}}(?:讲话|动员|部署|说明|发言)|表态|强调|指出|提出)"
)
_SAYS_AT = re.compile(rf"{MEETING}上[,，]?[^。;]{{0,60}}(?:强调|指出|要求|表示|讲话|介绍|说明|宣布)")
_UNITS_MET = re.compile(
    rf"(?:被巡[视察查](?:单位|党组织|部门|地区|地方|企业|村)?[^,。;]{{0,8}}|各(?:单位|党组织|地|被巡)|[两三四五六七八九十\d]{{1,3}}[个家所户][^,。;]{{0,10}}|三县|两县)"
    rf"(?:均|都|也|先后|分别|已|陆续|相继)*(?:召开|举行)了?[^,。;]{{0,24}}{MEETING}"
    r"|完成(?:了)?对[^。;]{2,80}的进驻(?:和|及|、)动员"
    rf"|{MEETING}[,，]?(?:也|均|都)?已?(?:分别|先后|陆续|相继)(?:召开|举行)"
)
_WHOLE_ROUND = re.compile(rf"第{NUMERAL}[轮批]|首轮|新一轮|部署|工作会议|全[省市县区州盟旗校]|培训")
_SYSTEM_MEETING = re.compile(rf"巡[视察]全[省市县区州盟][^,。;]{{2,8}}系统[^,。;]{{0,8}}{MEETING}")
_STILL_TO_COME = re.compile("进驻前|动员会(?:议)?(?:定于|将于|拟于|计划于)")
_TALK = re.compile("见面沟通会?|沟通见面会?|沟通会")
_HELD_NEAR = re.compile("召开|举行")
_TEAM_MEETS = re.compile(rf"组[^,。;]{{0,40}}(?:{MEETING})")
_LEADER_SPEAKS = re.compile(
    rf"(?:第{NUMERAL}[^,。;]{{0,6}}组|{INSPECTION}组|^|[,，。])(?:副?组长)[一-鿿·]{{2,4}}(?:同志)?[^。;]{{0,40}}(?:动员|讲话|介绍|说明|强调|通报|报告)"
)
_MEETING = re.compile(MEETING)
_HELD = re.compile(
    rf"{MEETING}[，,]?[^，,。；;]{{0,40}}?(?:召开|举行|举办|开完|开班)(?!以来|之后|后|前)"
    rf"|^[ 　【●■◆]{{0,9}}(?:会议(?:名称)?|内容|主题|议题)[】：:][^。；;]{{1,40}}{MEETING}"
    rf"|{MEETING}在[^，,。；;]{{1,20}}开(?:了|$)|(?:召开|举行|举办|开|组织)(?:了|的)?[^，。；;]{{0,60}}?{MEETING}"
    rf"|{MEETING}(?:召开)?(?:时间|情况|安排|日程)(?:表|如下)|{MEETING}上[^，,。；;]{{0,8}}(?:作|讲|代表|宣布|通报|主持)|(?:参加|出席|列席)了?[^，。；;]{{0,40}}?{MEETING}"
)
_ROUND_MEETING = re.compile(
    rf"(?:[省市县区州盟旗]委|党[委组]|集团)(?:第{NUMERAL}轮)?{INSPECTION}(?:工作)?动员(?:会议|大会|会)|"
    rf"(?:第{NUMERAL}[轮批]|首轮|新一轮|本轮|全[省市县区州盟旗]).{{0,16}}{INSPECTION}[^，,。；;]{{0,16}}{MEETING}"
    rf"|{INSPECTION}(?:巡察)?(?:“?回头看”?)?工作(?:动员)?(?:暨.{{0,20}})?(?:部署|推进|电视电话)?(?:会议|大会|会)"
    rf"|{INSPECTION}(?:“?回头看”?)?(?:工作)?(?:集中)?(?:动员)?部署(?:会议|大会|会)"
)
_ENTERED_AND_MET = re.compile(
    rf"进驻[^。；;]{{0,40}}(?:召开|举行).{{0,20}}{MEETING}|进驻{MEETING}|{MEETING}[，,]?(?:并|后|同时)?进驻"
    rf"|(?:分别|先后|陆续|逐一|相继)(?:(?:在|到|赴)[^，,。；;]{{1,24}})?(?:召开|举行).{{0,20}}{MEETING}"
)
_WISH = re.compile("(?:要|应|应当|须|必须|将|拟)(?:及时|尽快|按时|适时|分别|陆续)?(?:召开|举行|组织)")
_SENT_TO = re.compile("组织[^，,。；;]{0,20}参加")
"""组织职工参加厅里召开的动员会: what the unit did for it, not its meeting."""
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


def classify_notice(doc: Document, mentions: Sequence[TeamMention], relations: Sequence[Inspects]) -> Found[Kind]:
    """The kind of a notice from its title, its first sentences and who they say inspects whom, with what decided."""
    title = _judge_title(doc)
    if title and _is_of_others(doc, title, mentions):
        return _other(doc, "no-inspection")
    if title and not (title.rule == "title.announcement" and _overruled(doc, relations)):
        return title
    if not _is_inspection(doc, mentions):
        return _other(doc, "no-inspection")
    if _OTHER_TOPIC.search(doc.title) and not _INSPECTS.search(doc.title):
        return _other(doc, "title.other-topic")
    return (
        _judge_titled_meeting(doc, relations)
        or _judge_essay(doc)
        or _judge_own_business(doc)
        or _judge_system(doc, mentions)
        or _judge_meeting(doc, relations)
        or _judge_round(doc)
        or _judge_table(doc)
        or _judge_acts(doc, relations, told=bool(relations) or any(m.counts for m in mentions))
        or _judge_at_meeting(doc, relations)
        or _judge_talk(doc, relations)
        or _judge_entry(doc, relations)
        or _judge_labels(doc)
        or _other(doc, "no-meeting")
    )


def _is_inspection(doc: Document, mentions: Sequence[TeamMention]) -> bool:
    """Whether title or lead speak of the party's inspections; 大型医院巡查 and 司法巡查 are others."""
    told = "\n".join((doc.title, *(doc.folded[s.start : s.end] for s in doc.sentences[:2])))
    own = [m for m in mentions if m.body and _PARTY_BODY.search(m.body)]
    if _PARTY_INSPECTS.search(told) or any("巡查" not in m.names[0] and (m.body or m.numbers[0]) for m in mentions):
        return True
    return bool(own) and not _HOSPITAL_ROUNDS.search(doc.title + doc.text)


def _is_of_others(doc: Document, title: Found[Kind], mentions: Sequence[TeamMention]) -> bool:
    """Whether what the title tells of is no inspection of the party's, or the end of one (teams leave)."""
    if title.value == "announcement":
        return not _is_inspection(doc, mentions) or bool(_LEAVES.search(doc.folded[:_LEAD_CHARACTERS]))
    return bool(_HOSPITAL_ROUNDS.search(doc.title)) and not _PARTY_INSPECTS.search(doc.title)


def _overruled(doc: Document, relations: Sequence[Inspects]) -> bool:
    """一览, 联系方式 in the title over a report whose first sentences tell of the meetings at the units."""
    if _NOTICE_TITLE.search(doc.title):
        return False
    told = _judge_meeting(doc, relations)
    return told is not None and told.value == "mobilization" and told.rule == "lead.unit-meeting"


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


def _judge_titled_meeting(doc: Document, relations: Sequence[Inspects]) -> Found[Kind] | None:
    """A title that names the unit and its meeting; one that only prepares it counts when the team spoke there."""
    match = _MEETING.search(doc.title)
    if not match:
        return None
    place = (Span("title", match.start(), match.end()),)
    talk = _judge_talk(doc, relations)
    if _PREPARATORY.search(doc.title) and not (talk or _find_acts(doc, relations)):
        return Found("other", place, "title.preparatory")
    return Found("mobilization", place, "title.meeting") if _names_units(relations) else None


def _judge_essay(doc: Document) -> Found[Kind] | None:
    """Portraits, diaries and opinions: meetings they tell of are examples."""
    match = _COLUMN.search(doc.title)
    if match:
        return Found("other", (Span("title", match.start(), match.end()),), "title.column")
    match = _ESSAY.search(doc.text)
    return Found("other", (Span("text", match.start(), match.end()),), "text.essay") if match else None


def _judge_meeting(doc: Document, relations: Sequence[Inspects]) -> Found[Kind] | None:
    """The first meeting that is said to have been held: at a unit, or of a whole round."""
    titled = _names_units(relations)
    told = any(r.strength > 2 and r.teams and r.rule in _LISTED for r in relations)
    for sentence in _lead(doc, relations):
        told = told or sentence.units
        held = _HELD.search(sentence.text) or _SAYS_AT.search(sentence.text) or _UNITS_MET.search(sentence.text)
        if not held or _WISH.search(sentence.text) or _is_old(doc, sentence.text) or _SENT_TO.match(held.group()):
            continue
        if is_marked(doc.folded, sentence.span.start + held.start(), sentence.span.end, ("past",), "meeting"):
            continue
        place = Span("text", sentence.span.start + held.start(), sentence.span.start + held.end())
        clause = sentence.text[max(sentence.text.rfind(mark, 0, held.start() + 1) for mark in "，,") + 1 : held.end()]
        if (
            sentence.units
            or _ENTERED_AND_MET.search(sentence.text)
            or _UNITS_MET.search(sentence.text)
            or _NUMBERED_TEAM.search(clause)
        ):
            return Found("mobilization", (place,), "lead.unit-meeting")
        if _ROUND_MEETING.search(sentence.text) and not _is_units_own(doc, sentence, relations, told=told):
            later = _find_hosted(doc, relations, sentence.span.end)
            if later:
                return Found("mobilization", (later,), "lead.hosted-meeting")
            return Found("deployment", (place,), "lead.round-meeting")
        told_of = told and "部署" not in sentence.text
        if titled or told_of or re.search(_TEAM, sentence.text) or _hosted(relations):
            return Found("mobilization", (place,), "lead.meeting")
    return None


def _judge_system(doc: Document, mentions: Sequence[TeamMention]) -> Found[Kind] | None:
    """A whole system's meeting (巡察全市检察系统工作动员会) whose teams are only counted is the round's own."""
    counted = any(m.plural for m in mentions) and not any(m.numbers[0] is not None for m in mentions)
    for sentence in _lead(doc, ())[:3] if counted else ():
        match = _SYSTEM_MEETING.search(sentence.text)
        if match:
            start = sentence.span.start + match.start()
            return Found("deployment", (Span("text", start, start + len(match.group())),), "lead.system-meeting")
    return None


def _find_hosted(doc: Document, relations: Sequence[Inspects], after: int) -> Span | None:
    """A meeting that a unit held, told of behind the round's own."""
    places = [u.spans[0] for r in relations if r.rule == "host" for u in r.units if u.spans[0].start >= after]
    for sentence in _lead(doc, relations):
        hosts = any(sentence.span.start <= p.start < sentence.span.end for p in places if p.where == "text")
        if hosts and _HELD.search(sentence.text) and not _WHOLE_ROUND.search(sentence.text):
            return sentence.span
    return None


def _is_units_own(doc: Document, sentence: _Sentence, relations: Sequence[Inspects], *, told: bool) -> bool:
    """某局召开巡察工作动员会 where the team's head speaks: the unit's meeting, not the whole round's."""
    if _WHOLE_ROUND.search(sentence.text):
        return False
    hosted = _hosted(relations) or told or _names_units(relations)
    return hosted and any(_LEADER_SPEAKS.search(s.text) or s.units for s in _lead(doc, relations))


def _judge_own_business(doc: Document) -> Found[Kind] | None:
    """What a unit does about an inspection by itself, told at once: prepares it, puts right what it found."""
    for sentence in _lead(doc, ())[:3]:
        for kind, rule, pattern in (
            ("rectification", "lead.rectifies", _RECTIFIES),
            ("other", "lead.own-business", _OWN_BUSINESS),
        ):
            match = pattern.search(sentence.text)
            meets = match is not None and rule == "lead.rectifies" and "整改" in match.group()
            near = sentence.text[max(0, match.start() - 16) : match.end() + 20] if match else ""
            own = meets and _HELD_NEAR.search(near)
            if match and (own or not (meets or _TEAM_MEETS.search(sentence.text))):
                start = sentence.span.start + match.start()
                return Found(kind, (Span("text", start, start + len(match.group())),), rule)  # type: ignore[arg-type]
    return None


def _judge_at_meeting(doc: Document, relations: Sequence[Inspects]) -> Found[Kind] | None:
    """A team entered, and 会上 its head spoke or the unit answered: the meeting is told without its name."""
    entered = False
    for sentence in _report(doc, relations):
        match = _AT_MEETING.match(sentence.text)
        if entered and match:
            return Found(
                "mobilization",
                (Span("text", sentence.span.start, sentence.span.start + match.end()),),
                "lead.at-meeting",
            )
        entered = entered or sentence.units
    return None


def _judge_talk(doc: Document, relations: Sequence[Inspects]) -> Found[Kind] | None:
    """见面沟通 of team and unit, where no other meeting is told of."""
    for sentence in _report(doc, relations) if not _STILL_TO_COME.search(doc.folded) else ():
        match = _TALK.search(sentence.text) if sentence.units or re.search(_TEAM, sentence.text) else None
        if match:
            start = sentence.span.start + match.start()
            return Found("mobilization", (Span("text", start, start + len(match.group())),), "lead.talk")
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


def _judge_acts(doc: Document, relations: Sequence[Inspects], *, told: bool) -> Found[Kind] | None:
    """A meeting that is named, and what was done there: speech, chair, pledge, in sentences or as labels.

    动员讲话 and another act tell of the meeting without its name.
    """
    acts = _find_acts(doc, relations)
    if told and len(acts) > 1 and any("动员" in doc.read(act) for act in acts):
        return Found("mobilization", acts, "lead.acts")
    for sentence in _report(doc, relations):
        match = _MEETING.search(sentence.text)
        if match and acts and told:
            start = sentence.span.start + match.start()
            return Found("mobilization", (Span("text", start, start + len(match.group())), *acts), "lead.acts")
    return None


def _find_acts(doc: Document, relations: Sequence[Inspects]) -> tuple[Span, ...]:
    """Where the first sentences tell of the team's speech, of the chair and of the pledge: one place an act."""
    found: dict[str, Span] = {}
    for sentence in _report(doc, relations):
        for act, pattern in _ACTS.items():
            match = pattern.search(sentence.text)
            if match and act not in found:
                start = sentence.span.start + match.start()
                found[act] = Span("text", start, start + len(match.group()))
    return tuple(found.values())


def _report(doc: Document, relations: Sequence[Inspects]) -> list[_Sentence]:
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


def _is_old(doc: Document, sentence: str) -> bool:
    """Whether a sentence looks back: by its words, or by a month long before publication."""
    return bool(_NOT_NEW.search(sentence)) or is_long_ago(sentence, doc.published)


def _judge_entry(doc: Document, relations: Sequence[Inspects]) -> Found[Kind] | None:
    """No meeting: feedback, rectification, or that teams have moved in or will (a title or contacts say so)."""
    if _LEAVES.search(doc.folded[:_LEAD_CHARACTERS]):
        return _other(doc, "lead.leaves")
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
        if sentence.units or re.search("完成进驻|进驻(?!以来|的|前|后|之|期间|方式|是|时)|进村入[居户]", sentence.text):
            return Found("announcement", (sentence.span,), "lead.entry")
    entry = None if _NOT_NEW.search(doc.title) else re.search("进驻|派出|启动", doc.title)
    return Found("announcement", (Span("title", entry.start(), entry.end()),), "title.entry") if entry else None


def _judge_labels(doc: Document) -> Found[Kind] | None:
    """A page that is a list of labels: the unit inspected and how to reach the team."""
    match = _TARGET_LABEL.search(doc.text)
    if match and _CONTACT_LABEL.search(doc.text):
        return Found("announcement", (Span("text", match.start(), match.end()),), "text.labels")
    return None


def _names_units(relations: Sequence[Inspects]) -> bool:
    """Whether the title says who is being inspected."""
    telling = [r for r in relations if r.rule != "host" and (r.strength > 1 or r.teams)]
    return any(s.where == "title" for r in telling for u in r.units for s in u.spans)


def _hosted(relations: Sequence[Inspects]) -> bool:
    return any(r.rule == "host" for r in relations)


def _lead(doc: Document, relations: Sequence[Inspects]) -> list[_Sentence]:
    """The first sentences of the text, with whether they name units that are being inspected."""
    telling = [r for r in relations if r.rule != "host" and (r.strength > 1 or r.teams)]
    places = [s.start for r in telling for u in r.units for s in u.spans if s.where == "text"]
    return [
        _Sentence(s, doc.folded[s.start : s.end], any(s.start <= at < s.end for at in places))
        for s in doc.sentences
        if s.start < _LEAD_CHARACTERS
    ]


def _other(doc: Document, rule: str) -> Found[Kind]:
    where: Literal["title", "text"] = "title" if doc.title else "text"
    return Found("other", (Span(where, 0, min(len(doc.title or doc.text), 80)),), rule)
