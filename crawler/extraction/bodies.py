"""Sending bodies: the committee before a team's own name (江苏省委, 省交通运输厅党组), its fullest name, its rank."""

import re

from crawler.extraction.text.document import Document
from crawler.extraction.words.teams import (
    BODY_STOPS,
    INSPECTION,
    INSTITUTION_COMMITTEES,
    NUMERAL,
    PLACE_COMMITTEES,
    PLACE_STOPS,
    PROVINCES,
    STYLE,
)

_PLACE_BODY = re.compile("(?:" + "|".join(PLACE_COMMITTEES) + ")$")
_INSTITUTION_BODY = re.compile("(?:" + "|".join(INSTITUTION_COMMITTEES) + ")$")
_BETWEEN = re.compile(
    rf"(?:首轮|新一轮|本轮|第{NUMERAL}轮)?(?:{STYLE}?{INSPECTION}(?:工作)?(?:领导小组)?)?"
    rf"(?:共?(?:派出|组建|成立|安排))?[了的]?(?P<many>[各几数]个?|{NUMERAL}个)?$"
)
_MANY = re.compile(r"(?:[各两几多每数]个?|[一二三四五六七八九十0-9]{1,3}个|所有|其他|等)$")
_OWN_BODY = re.compile(
    "(?:学?[校院]|学院|集团|公司|集团公司|总公司|总行|省行|分行|[部厅局委社]|总局|省局|市局|师市|医院)(?:分?党[委组]|党工委)"
)
_RANKS = tuple(
    re.compile(f"(?:{ends})$") for ends in ("中央", "省委|区党委|兵团党委", "市委|州委|盟委|地委", "县委|区委|旗委")
)
_TOPIC = re.compile(
    r"(?:(?<=委)[一-鿿“”]{2,8}(?:领域|系统)?(?:专项|专题|联动|提级|交叉)|(?<=委)(?:脱贫攻坚|扶贫|粮食购销|乡村振兴|教育|医疗|供销|选人用人))$"
)
_STATED_BODY = re.compile(
    r"(?P<body>中央|省委|自治区党委|兵团党委|市委|州委|盟委|地委|区委|县委|旗委|[校院局厅部]党[委组]|(?:集团|公司|学校|学院|医院)(?:公司)?党[委组])"
    rf"(?:关于|的|派出的?|[一-鿿]{{0,2}}{NUMERAL}个|20\d\d年|第{NUMERAL}轮|首轮|新一轮|常规|专项|提级|机动|统一){{0,4}}巡[视察查]"
)
_PARTY = re.compile("^(?:中共|中国共产党)")
_HAN_RUN = re.compile(r"[一-鿿]{1,20}$")
_PARTY_BEFORE = re.compile("(?:中共|中国共产党)(?=[一-鿿]{2,16}$)")
_LONGEST_PLACE = 8
"""Characters of the longest place's name taken for one where nothing says where it starts."""
_NAME_RUN = re.compile(r"[一-鿿A-Za-z0-9（）()·]{1,36}$")
_STOPS = re.compile(BODY_STOPS)
_PLACE_STOPS = re.compile(PLACE_STOPS)
_LEAD_CHARACTERS = 600


def find_stated_body(doc: Document) -> str:
    """The committee that title or lead name as inspecting (十一届省委第三轮巡视: 省委); "" when none is."""
    match = _STATED_BODY.search(doc.title) or _STATED_BODY.search(doc.text[:_LEAD_CHARACTERS])
    return match["body"] if match else ""


def strip_topic(body: str) -> str:
    """A sending body without the topic that a team's name adds to it (县委脱贫攻坚专项: 县委)."""
    return _TOPIC.sub("", body)


def find_body(text: str, core: int) -> tuple[int, str, bool]:
    """Where the sending body before a team's own name starts, its name, and whether teams as such are meant (各巡察组).

    Without a body: `core` itself and "".
    """
    line = text.rfind("\n", 0, core) + 1
    window = text[max(line, core - 48) : core]
    between = _BETWEEN.search(window)
    before = window[: between.start()] if between else window
    many = bool((between and between["many"]) or _MANY.search(window[-6:]))
    start = _find_start(before)
    if start is None:
        return core, "", many
    party = _PARTY.match(before[start:])
    start += party.end() if party else 0
    return core - len(window) + start, before[start:], many


def _find_start(before: str) -> int | None:
    if before.endswith("中央"):
        return len(before) - 2
    before = strip_topic(before)
    place = _PLACE_BODY.search(before)
    if place:
        return _find_place(before, place.start())
    if _INSTITUTION_BODY.search(before):
        run = _NAME_RUN.search(before)
        return _cut_left(before, run.start() if run else len(before))
    return None


def _find_place(before: str, end: int) -> int:
    """Where the place's name starts that ends at `end`: a province, or all there is from the clause's start."""
    province = next((p for p in PROVINCES if before[:end].endswith(p)), None)
    if province:
        return end - len(province)
    run = _HAN_RUN.search(before[:end])
    if run is None:
        return end
    party = _PARTY_BEFORE.search(run.group())
    start = run.start() + (party.end() if party else 0)
    if _PLACE_STOPS.search(before, start, end):
        return end
    return start if party or end - start <= _LONGEST_PLACE else end


def _cut_left(before: str, start: int) -> int:
    """The last stop in a run of name characters ends what does not belong to the name."""
    for stop in _STOPS.finditer(before, start, len(before) - 2):
        start = stop.end()
    return start


def rank_body(body: str) -> int:
    """How high a body stands: 0 the centre, 1 provinces, 2 cities, 3 counties, 4 any other."""
    return next((i for i, pattern in enumerate(_RANKS) if pattern.search(body)), len(_RANKS))


def choose_fuller(one: str, other: str) -> str:
    """The fuller name of one sending body; the first when the two are different bodies."""
    if not one or other.endswith(one):
        return other
    if one.endswith(other):
        return one
    if _INSTITUTION_BODY.search(one) and one[0] == other[:1] and _abbreviates(one, other):
        return other
    if _OWN_BODY.fullmatch(one) and _INSTITUTION_BODY.search(other) and not _OWN_BODY.fullmatch(other):
        return other
    return one


def _abbreviates(short: str, full: str) -> bool:
    """省联社党委 for 省农村信用社联合社党委: every character of the short name stands in the full one, in order."""
    rest = iter(full)
    return len(short) < len(full) and all(char in rest for char in short)
