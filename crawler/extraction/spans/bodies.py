"""Sending bodies: the committee or organisation before a team's own name (江苏省委, 省交通运输厅党组, 国资委)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.extraction.divisions import is_division
from crawler.extraction.text.document import Document
from crawler.extraction.words.bodies import (
    BARE_BODIES,
    BETWEEN,
    BODY_STOPS,
    INSTITUTION_COMMITTEES,
    PLACE_COMMITTEES,
    PLACE_STOPS,
    TOPIC_ENDS,
)
from crawler.extraction.words.teams import NUMERAL, PROVINCES, STYLE


def _alternate(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PLACE_BODY = re.compile(f"(?:{_alternate(PLACE_COMMITTEES)})$")
_INSTITUTION_BODY = re.compile(f"(?:{_alternate(INSTITUTION_COMMITTEES)})$")
_BARE_BODY = re.compile(f"(?:{_alternate(BARE_BODIES)})$")
_COMMITTEES = ("中央", *PLACE_COMMITTEES, *INSTITUTION_COMMITTEES)
_LONGEST_BETWEEN = 26
_BETWEEN = re.compile(f"(?:{BETWEEN})$")
_STYLE = re.compile(f"{STYLE}$")
_MANY = re.compile(r"(?:[各两几多每数]个?|[一二三四五六七八九十0-9]{1,3}个|所有|其他|全体|等)$")
_TERM = re.compile(rf"第?{NUMERAL}届$")
_TOPIC = re.compile(
    rf"(?:中央|{_alternate((*PLACE_COMMITTEES, *INSTITUTION_COMMITTEES))})(?P<rest>[^,。;:|()\n]{{2,24}})$"
)
_TOPIC_NAME = re.compile(r"[一-鿿“”]{2,12}$")
_TOPIC_END = re.compile(f"(?:{TOPIC_ENDS})$")
_STOPS = re.compile(BODY_STOPS)
_PLACE_STOPS = re.compile(PLACE_STOPS)
_HAN_RUN = re.compile(r"[一-鿿]{1,20}$")
_NAME_RUN = re.compile(r"[一-鿿A-Za-z0-9()·]{1,36}$")
_PARTY = re.compile("^(?:中共|中国共产党)")
_PARTY_BEFORE = re.compile("(?:中共|中国共产党)(?=[一-鿿]{2,16}$)")
_LONGEST_PLACE, _LONGEST_CUT = 8, 6
_WINDOW = 64
_STATED_BODY = re.compile(
    r"(?P<body>中央|省委|自治区党委|兵团党委|市委|州委|盟委|地委|区委|县委|旗委|[校院局厅部]党[委组]|(?:集团|公司|学校|学院|医院)(?:公司)?党[委组]|(?<![一-鿿])党委(?=\d个))"
    rf"(?:关于|的|派出的?|统一|安排,?|部署,?|[一-鿿]{{0,2}}{NUMERAL}个|20\d\d年|第{NUMERAL}轮|首轮|新一轮|常规|专项|提级|机动){{0,4}}巡[视察查]"
)
_APPROVED = re.compile(
    rf"经(?:中共)?(?P<body>{_alternate(PLACE_COMMITTEES)}|[校院厅局]党[委组])(?:[^,。;]{{0,8}})?(?:批准|同意|研究|授权|意见|决定|安排|部署)"
)
_DECIDED = re.compile(
    rf"(?:根据|按照)(?:中共)?(?P<body>{_alternate(PLACE_COMMITTEES)}|[校院厅局]党[委组])(?:[^,。;]{{0,8}})?(?:意见|决定|安排|部署)"
)
_OWN = re.compile(
    r"(?P<body>(?:学校|学院|集团|公司|校)党委)(?:[近日前]{2})?(?:启动|开展|派出|组织|组建)[^。;]{0,16}巡[视察]"
)
_LEAD_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Sender:
    """What stands before a team's own name: its body, and the words of the name between body and number.

    `start` is where the body starts (the team's own place without one); `infix` style or topic (常规, 重点行业专项);
    `many`: teams as such are meant (各巡察组, 4个县委巡察组); `plain`: how the body is printed, with its term.
    """

    start: int
    body: str = ""
    infix: str = ""
    many: bool = False


def find_sender(text: str, core: int, *, numbered: bool) -> Sender:
    """The sending body before a team's own name that starts at `core` of a folded text, years and rounds skipped."""
    line = max(text.rfind("\n", 0, core) + 1, core - _WINDOW)
    window = text[line:core]
    styled = _STYLE.search(window)
    left = window[: styled.start()] if styled else window
    rest, between, many = _skip(left)
    found = _find_body(rest, numbered=numbered)
    topic = ""
    if found is None:
        told = _find_topic(left, styled=styled is not None)
        if told is None:
            return Sender(core - (len(styled.group()) if styled else 0), "", styled.group() if styled else "", many)
        rest, topic, between, many = told
        found = _find_body(rest, numbered=numbered)
    if found is None:
        return Sender(core, "", "", many)
    at, name = found
    many = many or bool(_MANY.search(rest[max(0, at - 6) : at]))
    style = styled.group() if styled and not (between and numbered and "回头看" in styled.group()) else ""
    return Sender(line + at, name, topic + style, many)


def _skip(window: str) -> tuple[str, bool, bool]:
    """The window without what may stand between body and team; whether anything did; whether several are meant."""
    skipped = many = False
    while window and not window.endswith(_COMMITTEES):
        tail = window[-_LONGEST_BETWEEN:]
        several = _MANY.search(tail[-6:])
        between = several or _BETWEEN.search(tail)
        if between is None or not between.group():
            break
        many = many or several is not None
        skipped = skipped or several is None
        window = window[: -len(between.group())]
    return window, skipped, many


def _find_topic(window: str, *, styled: bool) -> tuple[str, str, bool, bool] | None:
    """县委重点行业(专项巡察组), 区委第六轮医疗卫生领域(专项巡察组): body, topic, whether rounds stand between."""
    told = _TOPIC.search(window)
    if told is None:
        return None
    rest = told["rest"]
    skipped = re.match(rf"(?:{BETWEEN})*", rest)
    topic = rest[skipped.end() if skipped else 0 :]
    several = _MANY.match(topic)
    if several or not _TOPIC_NAME.fullmatch(topic) or _STOPS.search(topic):
        return None
    if not styled and not _TOPIC_END.search(topic):
        return None
    return window[: told.start("rest")], topic, bool(skipped and skipped.group()), False


def _find_body(window: str, *, numbered: bool) -> tuple[int, str] | None:
    """Where the body that ends the window starts, and its name without its term."""
    if window.endswith("中央"):
        return len(window) - 2, "中央"
    place = _PLACE_BODY.search(window)
    if place:
        return _join(window, place, _find_place)
    institution = _INSTITUTION_BODY.search(window)
    if institution and (institution.group() != "委员会" or _PARTY_BEFORE.search(window[: institution.start()])):
        return _join(window, institution, _find_name)
    bare = _BARE_BODY.search(window) if numbered else None
    if bare:
        start = _find_name(window, bare.start())
        name = _PARTY.sub("", window[start:])
        return (start, name) if not name.startswith(("各", "本", "全", "该")) else None
    return None


def _join(window: str, committee: re.Match[str], find: Callable[[str, int], int]) -> tuple[int, str]:
    """The body's start and its name; a term between name and committee is left out (某大学第三届党委: 某大学党委)."""
    end = committee.start()
    term = _TERM.search(window[:end])
    if term:
        end = term.start()
    start = find(window, end)
    party = _PARTY.match(window[start:end])
    start += party.end() if party else 0
    kept = term.group() if term and committee.group() == "委员会" else ""
    return start, window[start:end] + kept + committee.group()


def _find_place(window: str, end: int) -> int:
    """Where the place's name starts that ends at `end`: a province, a known division, or all from a clause's start."""
    province = next((p for p in PROVINCES if window[:end].endswith(p)), None)
    if province:
        return end - len(province)
    run = _HAN_RUN.search(window[:end])
    if run is None:
        return end
    party = _PARTY_BEFORE.search(run.group())
    start = run.start() + (party.end() if party else 0)
    cut = start
    for stop in _PLACE_STOPS.finditer(window, start, end):
        cut = stop.end()
    if cut == start:
        known = _find_known(window, start, end)
        doubled = known < end and not is_division(window[start : end + 1]) and window[known - 1] not in "省市州盟"
        return start if party or (end - start <= _LONGEST_PLACE and not doubled) else known
    return cut if end - cut <= _LONGEST_CUT and is_division(window[cut : end + 1]) else _find_known(window, cut, end)


def _find_known(window: str, start: int, end: int) -> int:
    """The longest known division that ends here (…市会宁县委: 会宁), else no place."""
    return next(
        (at for at in range(max(start, end - _LONGEST_PLACE), end - 1) if is_division(window[at : end + 1])), end
    )


def _find_name(window: str, end: int) -> int:
    """Where an organisation's name starts that ends at `end`: after the last word that no name holds."""
    run = _NAME_RUN.search(window[:end])
    start = run.start() if run else end
    for stop in _STOPS.finditer(window, start, end):
        start = stop.end()
    return start


def find_stated_body(doc: Document) -> str:
    """The committee that title or lead name as inspecting (五届江州市委第三轮巡察: 江州市委); "" when none is."""
    lead = doc.folded[:_LEAD_CHARACTERS]
    match = (
        _STATED_BODY.search(doc.title)
        or _STATED_BODY.search(lead)
        or _APPROVED.search(lead)
        or _DECIDED.search(lead)
        or _OWN.search(lead)
    )
    if match is None:
        return ""
    before, body = match.string[max(0, match.start("body") - _LONGEST_PLACE) : match.start("body")], match["body"]
    place = _find_known(before + body, 0, len(before)) if body in PLACE_COMMITTEES else len(before)
    return before[place:] + body
