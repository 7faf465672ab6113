"""Words after (or before) which inspected units stand, and the units they point at, in one sentence."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from crawler.extraction.units import Unit, UnitList, read_units, split_units
from crawler.extraction.words.teams import INSPECTION, PLACE_COMMITTEES, STYLE

MASK = "\ue000"
"""The private-use character that stands for every character of a team's name while a sentence is read."""

_ARROW = "(?:[→⇒➔➜➡⟶►▶＞>]|[-－—=]{1,2}[>＞])"

_NUMBERED = "(?:[●◆■▲★○◎•·▪➤→※☆◇□△*▌▎┃][ 　]{0,2})?(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]{1,2})?"
_VERB = rf"{INSPECTION}(?!办|组|机构|员)"
_LOOK_BACK = "(?:“?回头看”?)?"
_MEETING_STOP = re.compile("工作|动员|见面|进驻|“?回头看”?|专项|常规|沟通|部署|启动|联合|集中|进点")
_ITEM_END = re.compile(
    "[，,；;。]?[ 　]{0,3}(?:$|[正副]?组长|组员|成员|联络员|联系人|电话|联系|值班|手机|信箱|邮箱|邮政|举报|热线"
    "|接访|时间|现场|来[信访])"
)
_INSPECT_STOP = re.compile("开展|进行|实施|启动|驻点|巡|专项|常规|机动|提级|交叉|“?回头看|的")
_INSPECT_SOON = re.compile(rf"[^，,。；;]{{0,24}}(?:{INSPECTION}|回头看)")
_RANKS = tuple("省市县区州盟旗")
_INSPECTED = "(?=[^，,。；;]{2,300}(?:巡|回头看))"
_MEETING_SOON = re.compile(".{0,16}会")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that announce units: `stop` must end the list, `near` must follow soon after it.

    `needs`: a sentence without these words is not searched. `strength`: 3 the text says outright that the units
    are inspected, 2 that the team works there, 1 that a meeting is held there. `extends`: inspected along with others.
    """

    rule: str
    needs: re.Pattern[str]
    words: re.Pattern[str]
    strength: int
    stop: re.Pattern[str] | None = None
    near: re.Pattern[str] | None = None
    trusted: bool = False
    extends: bool = False


CUES = (
    Cue(
        "extension",
        re.compile("一体|同步|一并|延伸|直接|下沉"),
        re.compile(
            rf"(?:一体|同步|一并|延伸|直接|下沉)(?:{INSPECTION}(?:到|至|了)?|至|到)|延伸(?:进驻)?{INSPECTION}?(?:到|至|了)?"
        ),
        3,
        extends=True,
    ),
    Cue(
        "item",
        re.compile(MASK),
        re.compile(
            rf"(?:^|[，,：:]|其中)[ 　]{{0,4}}{_NUMBERED}{MASK}+[ 　]{{0,3}}"
            rf"(?:[（(][^）)]{{0,8}}组长[^）)]{{0,24}}[）)])?[ 　]{{0,3}}(?:{_ARROW}|[，,：:—－-]{{1,2}})[ 　]{{0,3}}"
        ),
        3,
        re.compile("[，,；;。]|$"),
        _ITEM_END,
    ),
    Cue(
        "paren",
        re.compile(f"{MASK}[（(]"),
        re.compile(rf"{MASK}[（(](?:负责)?(?:{STYLE}?(?:{_VERB}|进驻))?(?:单位|对象)?[:：]?(?![^）)]{{0,3}}组长)"),
        3,
        re.compile("[）)]"),
    ),
    Cue(
        "enter",
        re.compile("驻|进点"),
        re.compile(rf"(?:进驻|入驻|进点|派驻|{MASK}驻(?=[省市县区州盟旗]))(?:到|至|了|在)?"),
        3,
    ),
    Cue(
        "team-inspects",
        re.compile(MASK),
        re.compile(
            rf"{MASK}(?:[（(][^）)]{{0,30}}[）)])?[^，,。；;：:、{MASK}]{{0,12}}?{STYLE}{{0,2}}{_VERB}{_LOOK_BACK}"
        ),
        3,
    ),
    Cue(
        "inspects",
        re.compile("巡"),
        re.compile(rf"(?<!{MASK}){_VERB}(?!整改|反馈|公告|工作){_LOOK_BACK}"),
        3,
        _MEETING_STOP,
        _MEETING_SOON,
    ),
    Cue("charge", re.compile("承担"), re.compile("承担(?:对)?(?=[^，,。；;]{2,60}巡)"), 3, _INSPECT_STOP),
    Cue("charge", re.compile("负责"), re.compile(rf"负责(?!人|同志|单位|部门)(?:对|{INSPECTION})?"), 3),
    Cue(
        "object",
        re.compile("单位|对象|党组织|地区|地方|村"),
        re.compile(
            rf"(?:被{INSPECTION}|{INSPECTION}|进驻)(?:单位|对象|党组织|地区|地方|村)(?:名单|名称)?(?:分别)?"
            r"(?:为|是|包括|有|[:：】］」〕]){1,2}[ 　]?"
        ),
        3,
    ),
    Cue(
        "object",
        re.compile("单位|对象|党组织"),
        re.compile(
            rf"^[ 　]{{0,8}}{_NUMBERED}(?:被{INSPECTION}|{INSPECTION})(?:单位|对象|党组织)[ 　]{{1,4}}(?=[一-鿿])"
        ),
        3,
        re.compile("$|[，,；;。]"),
    ),
    Cue(
        "item",
        re.compile(f"{MASK}[ 　]{{0,3}}[：:，,（(—][ 　]{{0,3}}组长"),
        re.compile(rf"[，,；;][ 　]?(?:负责)?{STYLE}?{_VERB}{_LOOK_BACK}(?=[一-鿿])"),
        3,
        re.compile("[，,；;。]|$"),
        _ITEM_END,
    ),
    Cue(
        "for-meeting",
        re.compile("会"),
        re.compile(rf"(?:巡[视察]|{MASK})对(?=[^。；;]{{2,300}}会)"),
        3,
        re.compile("的?(?:动员|进驻|巡|见面|工作|专项|常规|联合|进点|启动)|的"),
        _MEETING_SOON,
        trusted=True,
    ),
    Cue("for", re.compile("巡|回头看"), re.compile(f"对(?!外){_INSPECTED}"), 3, _INSPECT_STOP, _INSPECT_SOON),
    Cue("go", re.compile("巡|回头看"), re.compile(f"(?:[到赴来]|深入){_INSPECTED}"), 3, _INSPECT_STOP, _INSPECT_SOON),
    Cue(
        "go",
        re.compile(MASK),
        re.compile(f"{MASK}(?:将|已|分别|先后|陆续|同步){{0,2}}(?:赴|到)"),
        3,
        re.compile(f"[，,；;{MASK}]|$"),
    ),
    Cue(
        "stay",
        re.compile("月|天|日|周|星期"),
        re.compile("在(?=[^，,。；;]{2,40}(?:工作|驻点|现场|时间))"),
        2,
        re.compile("工作|开展|驻点|现场|时间"),
        re.compile(r".{0,12}(?:[月天日周]|星期)"),
        trusted=True,
    ),
    Cue(
        "meeting-at",
        re.compile("召开|举行"),
        re.compile("在(?=[^，,。；;]{2,60}(?:召开|举行))"),
        1,
        re.compile(f"召开|举行|{MASK}"),
    ),
    Cue(
        "meeting-at",
        re.compile("会上"),
        re.compile(f"在(?=[^，,。；;]{{2,60}}(?:{INSPECTION}|动员|进驻)[^，,。；;]{{0,12}}会上)"),
        1,
        re.compile("召开|举行|工作|动员|见面|进驻|巡|专项|常规"),
    ),
    Cue(
        "meeting-at",
        re.compile(MASK),
        re.compile(f"{MASK}(?:组长[一-鿿·]{{2,4}})?与(?=[^，,。；;]{{2,60}}(?:召开|举行)[^，,。；;]{{0,16}}会)"),
        1,
        re.compile(f"(?:先后|分别)?(?:召开|举行)|{MASK}"),
    ),
    Cue(
        "meeting-at",
        re.compile("召开|举行"),
        re.compile("(?:[到赴]|来到|走进)(?=[^，,。；;]{2,60}(?:召开|举行))"),
        1,
        re.compile("召开|举行"),
    ),
)
"""The cues, strongest reading first: where several stand at one place, the first one counts."""

_LIST_LINE = re.compile(
    rf"[ 　]{{0,8}}{_NUMBERED}[ 　【［\[]{{0,3}}{MASK}+[ 　]{{0,3}}"
    r"(?:[（(][^）)]{0,8}组长[^）)]{0,24}[）)][ 　]{0,3})?(?:[:：]|(?P<open>[（(])(?![^）)]{0,8}组长)"
    r"|[-—－]{1,2}|[】］\]/])[ 　]{0,3}"
    rf"(?:负责)?(?:{STYLE}{{0,2}}(?:{_VERB}|进驻|(?=“?回头看)){_LOOK_BACK})?(?:单位|对象)?[:：]?"
)
_LIST_CUE = Cue("list-line", re.compile(MASK), _LIST_LINE, 3)
_UNITS_FIRST = (
    re.compile(rf"(?P<unit>[^，,。；;：:（）()\n|{MASK}]{{2,60}})[（(](?:由)?(?P<team>{MASK}+)(?:负责)?[）)]"),
    re.compile(rf"(?:[进入]驻|负责|{_VERB})(?P<unit>[^，,。；;：:驻责巡\n|{MASK}]{{2,60}})的(?P<team>{MASK}+)"),
    re.compile(rf"(?P<unit>[^，,。；;：:\n|{MASK}]{{2,80}})由(?P<team>{MASK}+)(?:负责)?(?:巡|进驻|开展|对口|承担)"),
    re.compile(
        rf"^[ 　]{{0,8}}{_NUMBERED}[ 　]{{0,3}}"
        rf"(?P<unit>[^，,。；;：:→←\n|{MASK}]{{2,80}})(?:[:：—－-]{{1,2}}|[←→])[ 　]{{0,3}}(?:由)?"
        rf"(?P<team>{MASK}+)(?=[ 　]{{0,3}}(?:$|[，,；;（(]))"
    ),
)
_TEAM_LAST = re.compile(f"[（(由的:：—－←→-][ 　]{{0,3}}{MASK}")
_HOST = re.compile(
    r"^[ 　]{0,8}(?:(?:[^，,。；;：:\n|]{0,12}日)?(?:[上下]午|同日|当[天日])?[，,])?"
    r"(?P<unit>[^，,。；;：:\n|]{2,40}?)(?:在[^，,。；;：:\n|]{1,20}?)?(?:组织|隆重|正式|共同)?(?:召开|举行|迎来|迎接|接受)"
    rf"[^。；;\n]{{0,60}}?(?:{INSPECTION}|{MASK})"
)
_CHAIR = re.compile(
    r"(?:^|[，,、；;：: 　]|由)(?P<unit>[^由，,。；;：:、\n|]{3,30}?)(?:党组|党委|党工委|党总支|党支部)书记"
    r"[^。；;\n]{0,30}?(?:主持|表态)"
)


def read_cues(sentence: str, skip: Collection[str] = ()) -> Iterator[tuple[int, Cue, UnitList]]:
    """Every cue of a masked sentence that units follow, from left to right, with where its list starts.

    Where several cues stand at one place the first of the table comes first; lists may overlap. The rules in `skip` are
    left out.
    """
    hits: list[tuple[int, int, Cue, UnitList]] = []
    for order, cue in enumerate(CUES):
        if cue.rule in skip or not cue.needs.search(sentence):
            continue
        for match in cue.words.finditer(sentence):
            listed = _follow(sentence, match.end(), cue)
            if listed and listed.units:
                hits.append((match.end(), order, cue, listed))
    line = _LIST_LINE.match(sentence) if MASK in sentence else None
    if line:
        closing = re.search("[）)]", sentence[line.end() :]) if line["open"] else None
        listed = _read_on(sentence[: line.end() + closing.start()] if closing else sentence, line.end())
        if listed.units:
            hits.append((line.end(), len(CUES), _LIST_CUE, listed))
    yield from ((at, cue, listed) for at, _, cue, listed in sorted(hits, key=lambda h: h[:2]))


def read_units_first(sentence: str) -> Iterator[tuple[int, tuple[Unit, ...]]]:
    """Units whose team is named after them, with where the team starts.

    县水务局（县委第一巡察组）; 县水务局由县委第一巡察组巡察; 县水务局：县委第一巡察组.
    """
    for pattern in _UNITS_FIRST if _TEAM_LAST.search(sentence) else ():
        for match in pattern.finditer(sentence):
            units = tuple(split_units(sentence, match.start("unit"), match.end("unit")))
            if units:
                yield match.start("team"), units


def read_chair(sentence: str) -> tuple[Unit, ...]:
    """The unit whose party secretary chairs the meeting or answers for it (滨江学院党委书记某某主持会议)."""
    match = _CHAIR.search(sentence) if "主持" in sentence or "表态" in sentence else None
    if not match or MASK in match["unit"]:
        return ()
    return tuple(split_units(sentence, match.start("unit"), match.end("unit")))


def read_host(sentence: str) -> tuple[Unit, ...]:
    """The unit that holds the meeting about its own inspection (县供销合作总社党委召开巡察工作动员会)."""
    match = _HOST.match(sentence) if "巡" in sentence or MASK in sentence else None
    if not match or MASK in match["unit"] or match["unit"].endswith(PLACE_COMMITTEES):
        return ()
    return tuple(split_units(sentence, match.start("unit"), match.end("unit")))


def _read_on(sentence: str, at: int, trusted: bool = False) -> UnitList:
    """The units of a list whose parts are also set off by commas (巡察单位：县供销社、县残联，县妇联)."""
    listed = read_units(sentence, at, trusted)
    while listed.units and listed.stop in ("，", ","):
        more = read_units(sentence, listed.end + 1)
        printed = sentence[listed.end + 1 : more.end]
        if len(more.units) != printed.count("、") + 1 or more.stop not in ("", "，", ",", "。", "；", ";"):
            break
        listed = UnitList(listed.units + more.units, more.end, more.stop)
    return listed


def _read_inside(sentence: str, at: int, _trusted: bool = False) -> UnitList:
    """The units between an opening bracket and its end."""
    close = re.compile("[）)]").search(sentence, at)
    if not close:
        return UnitList((), at, "")
    listed = read_units(sentence[: close.start()], at)
    return UnitList(listed.units, listed.end, listed.stop or close.group())


def _follow(sentence: str, at: int, cue: Cue) -> UnitList | None:
    listed = _READERS.get(cue.rule, read_units)(sentence, at, cue.trusted)
    if cue.stop and not cue.stop.match(listed.stop):
        return None
    if cue.near and not cue.near.match(sentence[listed.end : listed.end + 40]):
        return None
    if listed.units or cue.trusted:
        return listed
    if listed.stop in ("开展", "进行") and sentence[at : at + 1] in _RANKS:
        return read_units(sentence, at, trusted=True)
    if _MEETING_STOP.match(listed.stop) and _MEETING_SOON.match(sentence[listed.end : listed.end + 24]):
        return read_units(sentence, at, trusted=True)
    return listed


_READERS: dict[str, Callable[[str, int, bool], UnitList]] = {
    "paren": _read_inside,
    "object": _read_on,
    "item": _read_on,
}
"""How the units after a cue are read, where not as a plain list."""
