"""What the meeting of a team at an inspected unit is called, told apart from the organiser's own meetings."""

import re

_MEETING = re.compile(
    r"进驻(?:和|及|、)动员工作|动员暨[^,。;]{1,12}会|动员(?P<weak1>部署)?(?:工作|见面|培训)?(?:大会|会议|会)"
    r"|(?P<own>进驻|见面|入驻|进[点场])(?:工作|动员|见面|部署|对接|说明|座谈|情况){0,3}(?:大会|会议|会|仪式)"
    r"|(?<![一-鿿])(?P<plain>会议?)(?=在|于)"
    r"|(?P<weak2>巡[视察查](?:工作)?|工作|部署|启动|说明|座谈|通报)(?:部署)?(?:大会|会议|会)"
)
"""What a meeting is called: 动员会, 进驻会, 见面会 stand alone, the others need a team beside them."""

TEAM = re.compile(
    r"巡[视察查](?:工作)?(?:第?[一二三四五六七八九十百\d]{1,4})?[^\s,。;]{0,4}组|进驻|入驻|巡[视察]全[省市县区州][^,。;]{2,8}系统|我[局校院县区市镇乡厅委司]"
)
_ROUND = re.compile(r"全[国省市县区州旗系]|[第\d一二三四五六七八九十首]轮|部署")
_TALK = re.compile(r"(?:沟通|碰头|预备|筹备|汇报|培训|反馈|整改(?!督)|领导小组|专题)[^,。;暨]{0,4}$")
QUOTED = re.compile(r"(?:的|有关|相关)?(?:部署|精神|要求|安排|讲话精神|以来|之?前|筹备)")
"""Words after a meeting's name that only cite it."""
_AT_UNITS = re.compile(
    r"[^,。;\n]{0,4}在(?:[^,。;\n]{0,8}[两三四五六七八九十\d][家个]|各|被巡[视察查])[^,。;\n]{0,10}(?:举行|召开)"
    r"|[^,。;\n]{0,20}(?:举行|召开),[^。;\n]{0,40}巡[视察查]组(?:分别|相继|陆续|先后|正式)?进驻"
)
"""What follows the name of a round's meeting that was held at the units themselves."""
_QUOTED_ON = re.compile(r"议?上|议?对|的")
BACKGROUND = re.compile(r"曾|此前|去年|前年|上轮|上一轮|前不久|早在|反馈")
"""Words that tell of an earlier inspection."""


def finds_meeting(words: str) -> bool:
    """Whether some words name a meeting of the team at an inspected unit."""
    return any(_is_at_unit(match, words) for match in _MEETING.finditer(words))


def _is_at_unit(match: re.Match[str], words: str) -> bool:
    """Whether a meeting's name, as it stands in its words, is that of a meeting at an inspected unit."""
    lead, tail = words[: match.start()], words[match.end() : match.end() + 8]
    if _TALK.search(lead[-12:]) or QUOTED.match(tail) or BACKGROUND.search(lead[:12]):
        return False
    weak = match["weak1"] or match["weak2"]
    if match["plain"]:
        return bool(TEAM.search(words))
    if TEAM.search(words[: match.end()]):
        return not (weak and _QUOTED_ON.match(tail))
    if not weak and _AT_UNITS.match(words, match.end()):
        return True
    if weak or _ROUND.search(lead):
        return False
    return bool(match["own"]) or not _QUOTED_ON.match(tail)
