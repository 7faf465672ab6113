"""Clause patterns that announce inspected units, as data. TEAM stands for every character of a team's name."""

import re
from dataclasses import dataclass

from crawler.extraction.words.teams import INSPECTION, STYLE

TEAM = "\ue000"
"""The private-use character that stands for every character of a team's name while a sentence is read."""

_ARROW = "(?:[→⇒➔➜➡⟶►▶>]|[-=]{1,2}>)"
NUMBERED = "(?:[●◆■▲★○◎•·▪➤→※☆◇□△*▌▎┃] {0,2})?(?:\\(?[一二三四五六七八九十0-9]{1,3}[)、.]{1,2})?"
_VERB = f"{INSPECTION}(?!办|组|机构|员|利剑|干部|人员|监督工作|成果|发现|期间)"
_LOOK_BACK = "(?:“?回头看”?)?"
_NOW = (
    "(?:将|已|现|正|均|都|分别|先后|陆续|相继|同步|日前|近日|于|全部|顺利|"
    "也|亦|正式|一行|此次|本次|本轮|负责|开始|集中|依次|同时|对口|在[^,。;]{1,12}率领下|"
    "组长[一-鿿·]{2,4}){0,4}"
)
_MEETING = "工作|动员|见面|进驻|“?回头看”?|专项|常规|沟通|部署|启动|联合|集中|进点"
_ITEM_END = (
    "[,;。]? {0,3}(?:$|[正副]?组长|组员|成员|联络员|联系人|电话|联系|值班|"
    "手机|信箱|邮箱|邮政|举报|热线|接访|时间|现场|来[信访])"
)
_INSPECT_STOP = "(?:开展|展开)|进行|实施|启动|驻点|巡|专项|常规|机动|提级|交叉|“?回头看|的|工作|[,]"
_INSPECT_SOON = rf"[^。;]{{0,40}}?(?:{INSPECTION}|回头看|巡(?=[、,。“”+]))"
_INSPECTED = "(?=[^。;]{2,600}(?:巡|回头看))"
_KINDS = "(?:市州|省直单位|市直单位|县直单位|单位|对象|党组织|地区|地方|村|企业|高校|院校|学校|部门|县|市|区|医院)"
_COUNT = "(?:[0-9]{1,3}|[一二三四五六七八九十两]{1,3})"


@dataclass(frozen=True, slots=True)
class Frame:
    """A pattern after which units stand.

    `needs`: characters one of which a sentence must hold to be searched. `strength`: 3 the text says outright that the
    units are inspected, 2 that the team works there, 1 that a meeting is held there. `stop` must end the list and
    `near` follow it. `trusted`: the position proves that units are meant; `framed`: commas inside part groups only.
    `extends`: the units are inspected along with others.
    """

    rule: str
    needs: str
    words: re.Pattern[str]
    strength: int
    stop: re.Pattern[str] | None = None
    near: re.Pattern[str] | None = None
    trusted: bool = False
    framed: bool = False
    extends: bool = False
    loose: bool = False


def _frame(rule: str, needs: str, words: str, strength: int, stop: str = "", near: str = "", how: str = "") -> Frame:
    """A row: `how` names what is true of it (trusted, framed, extends; loose: speaks of inspections as such too)."""
    flags = dict.fromkeys(how.split(), True)
    return Frame(
        rule,
        needs,
        re.compile(words),
        strength,
        re.compile(stop) if stop else None,
        re.compile(near) if near else None,
        **flags,
    )


FRAMES = (
    _frame(
        "extension",
        "体步并伸接沉",
        (
            rf"(?:一体|同步|一并|延伸|直接|下沉)(?:{INSPECTION}(?:到|至|了)?|至|到)"
            rf"|延伸(?:进驻|了解|检查|监督)?(?:{INSPECTION})?(?:到|至|了)?(?=[一-鿿“])"
        ),
        3,
        how="extends",
    ),
    _frame(
        "along", "合一同联", rf"(?:合并|一并|同时|同步|(?<![级下])联动){INSPECTION}(?!工作)", 3, how="extends trusted"
    ),
    _frame(
        "item",
        TEAM,
        (
            rf"(?:^|[,:]|其中) {{0,4}}{NUMBERED}{TEAM}+ {{0,3}}(?:\([^)]{{0,8}}组长[^)"
            rf"]{{0,24}}\))? {{0,3}}(?:{_ARROW}|[,:-]{{1,2}}) {{0,3}}"
        ),
        3,
        "[,;。]|$",
        _ITEM_END,
    ),
    _frame(
        "paren",
        TEAM,
        rf"{TEAM}\((?:负责)?(?:{STYLE}?(?:{_VERB}|进驻))?(?:单位|对象)?:?(?![^)]{{0,3}}组长)",
        3,
        how="trusted",
    ),
    _frame(
        "enter",
        "驻点",
        rf"(?:进驻|入驻|进点|{TEAM}{_NOW}驻(?=[省市县区州盟旗]))(?:到|至|了|在)?",
        3,
        how="trusted loose",
    ),
    _frame("posted", "驻", f"{TEAM}{_NOW}派驻", 3, how="trusted"),
    _frame(
        "team-inspects",
        TEAM,
        rf"{TEAM}(?:\([^)]{{0,30}}\))? {{0,3}}{_NOW}{STYLE}{{0,2}}{_VERB}{_LOOK_BACK}",
        3,
        how="trusted",
    ),
    _frame(
        "inspects",
        "巡",
        rf"(?<!{TEAM}){_VERB}(?!整改|反馈|公告|工作){_LOOK_BACK}",
        3,
        _MEETING,
        ".{0,16}会",
        "loose trusted",
    ),
    _frame("dated", "日", rf"日,{STYLE}?{_VERB}(?!工作){_LOOK_BACK}(?=[一-鿿])", 3, "[,;。]|$"),
    _frame("charge", "承", "承担(?:对)?(?=[^,。;]{2,60}巡)", 3, _INSPECT_STOP, how="loose"),
    _frame("charge", "负", f"(?<!分级)负责(?!人|同志|单位|部门)(?:对|{INSPECTION})?", 3, how="loose"),
    _frame(
        "object",
        "单对党地村企高院学",
        (
            rf"(?:被?“?(?:{INSPECTION}|回头看)”?|进驻)的?(?:{_COUNT}[个家所户])?{_KINDS}(?:[、和]?{_KINDS})"
            r"{0,3}(?:名单|名称)?(?:分别|依次)?(?:为|是|包括|有|[:\])])+ ?"
        ),
        3,
        how="trusted framed",
    ),
    _frame(
        "named",
        "别括",
        (
            rf"{_COUNT}[个家所户][^,。;:]{{0,12}}?{_KINDS}(?:[、和(]{{0,2}}{_KINDS}\)?)"
            rf"{{0,3}}(?:(?:开展|进行)[^,。;]{{0,10}}{INSPECTION})?,?(?:其中)?(?:分别(?:是|"
            r"为)|包括:?)"
        ),
        3,
        how="trusted framed",
    ),
    _frame(
        "object",
        "单对党",
        rf"^ {{0,8}}{NUMBERED}(?:被{INSPECTION}|{INSPECTION})(?:单位|对象|党组织) {{1,4}}(?=[一-鿿])",
        3,
        "$|[,;。]",
    ),
    _frame(
        "item",
        TEAM,
        rf"(?<=[,;]) ?(?:负责)?{STYLE}?{_VERB}{_LOOK_BACK}(?=[一-鿿])",
        3,
        "[,;。]|$",
        _ITEM_END,
    ),
    _frame(
        "for-meeting",
        "对",
        rf"(?:巡[视察]|{TEAM})对(?=[^。;]{{2,300}}会)",
        3,
        f"的?(?:{_MEETING}|巡)|的",
        ".{0,16}会",
        "trusted",
    ),
    _frame(
        "for", "对", f"对(?!外|其(?!中)|此|口){_INSPECTED}", 3, _INSPECT_STOP, _INSPECT_SOON, "trusted framed loose"
    ),
    _frame(
        "for-entry", "对", "对(?=[^。;]{2,300}的(?:进驻|巡[视察]))", 3, "的(?:进驻|巡)|的", how="trusted framed loose"
    ),
    _frame(
        "go",
        "到赴来深往进",
        f"(?:(?<!下)到|赴|来(?!访|信|电|自|源|源)|深入|前往|走进)(?!位){_INSPECTED}",
        3,
        _INSPECT_STOP,
        _INSPECT_SOON,
        "loose",
    ),
    _frame(
        "go",
        TEAM,
        f"{TEAM}{_NOW}(?:赴|到|来到?|前往|走进)",
        3,
        "(?:开展|展开)|进行|实施|启动|召开|巡|专项",
        how="trusted",
    ),
    _frame("go", TEAM, f"{TEAM}{_NOW}(?:赴|到)", 3, f"[,;{TEAM}]|$"),
    _frame("object", "直", "(?<=[,;])[省市县区]直(?:单位|部门|机关)(?:分别)?(?:有|为|是|包括):?", 3, how="trusted"),
    _frame(
        "apposed",
        "被",
        f"被{INSPECTION}(?:单位|部门|党组织|企业|村)(?=[一-鿿]{{2,14}}(?:党组|党委|党总支|党支部|党工委))",
        2,
    ),
    _frame(
        "among",
        "其",
        f"其中(?=[^。;()]{{2,300}}(?:为|开展|进行)直接{INSPECTION})",
        3,
        "为|开展|进行|巡|$|[,]",
        how="trusted framed extends",
    ),
    _frame(
        "for",
        "、",
        "(?<=[视察看]、)(?=[^,。;、]{2,40}(?:开展|进行)[^,。;、]{0,12}(?:巡|回头看))",
        3,
        "开展|进行",
        how="trusted",
    ),
    _frame(
        "still",
        "还",
        rf"(?<!一轮接受)(?<!同轮接受)(?<!同批接受){INSPECTION}的(?:单位)?还有(?:包括)?",
        3,
        how="trusted framed",
    ),
    _frame("will-be", "括有", rf"(?:还有|包括)(?=[^。;]{{2,400}}(?:接受|被){INSPECTION})", 3, how="trusted framed"),
    _frame(
        "stay",
        "月天日周星",
        "在(?=[^,。;]{2,40}(?:工作|驻点|现场|时间))",
        2,
        "工作|开展|驻点|现场|时间",
        r".{0,12}(?:[月天日周]|星期)",
        "trusted",
    ),
    _frame("meeting-at", "召举", f"{TEAM}{_NOW}在(?=[^,。;]{{2,120}}(?:召开|举行)[^。;]{{0,30}}会)", 2, "召开|举行"),
    _frame("meeting-at", "召举", "在(?=[^,。;]{2,60}(?:召开|举行))", 1, f"召开|举行|{TEAM}"),
    _frame(
        "meeting-at",
        "会",
        f"在(?=[^,。;]{{2,60}}(?:{INSPECTION}|动员|进驻)[^,。;]{{0,12}}会上)",
        1,
        "召开|举行|工作|动员|见面|进驻|巡|专项|常规",
    ),
    _frame(
        "meeting-with",
        TEAM,
        (
            f"{TEAM}[^。;]{{0,20}}?[与同和](?=[^,。;]{{2,60}}(?:(?:召开|举行)[^,。;]{{0,16}}会|"
            "班子[^,。;]{0,4}见面|见面沟通))"
        ),
        2,
        f"(?:先后|分别)?(?:召开|举行)|(?:领导)?班子|见面|主要领导|{TEAM}",
        how="trusted",
    ),
    _frame("meeting-at", "召举", "(?:[到赴]|来(?!访|信|电|自)到?|走进)(?=[^,。;]{2,60}(?:召开|举行))", 1, "召开|举行"),
)
"""The frames, strongest reading first: where several stand at one place, the first one counts."""

LIST_LINE = re.compile(
    rf" {{0,8}}{NUMBERED} {{0,3}}\[?{TEAM}+ {{0,3}}"
    r"(?:\([^)]{0,8}组长[^)]{0,24}\) {0,3})?(?::|(?P<open>\()(?![^)]{0,8}组长)|-{1,2}|[\]/]) {0,3}"
    rf"(?:负责)?(?:{STYLE}{{0,2}}(?:{_VERB}|进驻|(?=“?回头看)){_LOOK_BACK})?(?:单位|对象)?:?"
    r"(?:\d{1,2}月\d{1,2}日?(?:[上下]午)?, ?)?"
)
"""A line of a list: the team, a colon or dash, its units."""

UNITS_FIRST = (
    re.compile(rf"(?P<unit>[^,。;:()\n|{TEAM}]{{2,60}})\((?:由)?(?P<team>{TEAM}+)(?:负责)?\)"),
    re.compile(rf"(?:[进入]驻|负责|{_VERB})(?P<unit>[^,。;:驻责巡\n|{TEAM}]{{2,60}})的(?P<team>{TEAM}+)"),
    re.compile(rf"(?P<unit>[^,。;:\n|{TEAM}]{{2,80}})由(?P<team>{TEAM}+)(?:负责)?(?:巡|进驻|开展|对口|承担)"),
    re.compile(
        rf"^ {{0,8}}{NUMBERED} {{0,3}}"
        rf"(?P<unit>[^,。;:→←\n|{TEAM}]{{2,80}})(?:[:-]{{1,2}}|[←→]) {{0,3}}(?:由)?"
        rf"(?P<team>{TEAM}+)(?= {{0,3}}(?:$|[,;(]))"
    ),
)
"""Units whose team is named after them: 县水务局(县委第一巡察组); 县水务局由县委第一巡察组巡察."""

TEAM_LAST = re.compile(f"[(由的:←→-] {{0,3}}{TEAM}")

TAKEN_IN = re.compile(
    rf"(?P<unit>[^,。;:\n|{TEAM}]{{2,200}}?)(?:班子及其成员|班子|党组织)?(?:一并|"
    rf"一同|一起|同步|同时|也|均|均被|都){{1,2}}[纳列][入为](?:了)?[^,。;]{{0,8}}{INSPECTION}"
)
"""Units that are taken into this inspection beside others: the list stands before its verb."""

RECEIVES = re.compile(
    rf"^ {{0,8}}(?:[^,。;:\n|]{{0,14}}[日午],)?(?P<unit>[^,。;:\n|{TEAM}]{{2,40}}?)"
    rf"(?:迎来|迎接|接受)(?:了)?{TEAM}+[^,。;]{{0,6}}(?:进驻|{INSPECTION})"
)
"""The unit that a team came to (区第二实验小学迎来区第三巡察组进驻)."""

HOST = re.compile(
    r"^ {0,8}(?:(?:[^,。;:\n|]{0,12}日)?(?:[上下]午|同日|当[天日])?,|[^,。;:\n|]{0,12}(?:消息|报道|获悉|了解到?),)?"
    r"(?P<unit>[^,。;:\n|]{2,40}?)(?:日前|近日)?(?:在[^,。;:\n|]{1,20}?)?(?:组织|隆重|正式|共同)?(?:召开|举行|迎来|迎接|接受)"
    rf"[^。;\n]{{0,60}}?(?:{INSPECTION}|{TEAM})"
)
"""The unit that holds the meeting about its own inspection (县供销合作总社党委召开巡察工作动员会)."""

ANSWERS = re.compile(
    r"(?:^|[,;])(?P<unit>[^,。;:\n]{2,60}?)(?:党组|党委|党支部|党总支)?(?:主要)"
    r"?(?:负责(?:人|同志)|领导)(?:先后|分别|也|均|都)*(?:代表[^,。;]{0,8})"
    r"?(?:作了?|进行了?)?表态"
)
"""The units whose heads answered for them (教务处、后勤处主要负责人先后作了表态发言)."""

CHAIR = re.compile(
    r"(?:^|[,、;: ]|由)(?P<unit>[^由,。;:、\n|]{3,30}?)(?:党组|党委|党工委|"
    r"党总支|党支部)书记(?=[^。;\n]{0,40}?(?:主持|表态))"
)
"""The unit whose party secretary chairs the meeting or answers for it."""

UNIT_LABEL = re.compile(f"[ ●■▌◆\\[]{{0,8}}(?:被{INSPECTION}|{INSPECTION}|进驻)(?:单位|对象|党组织)[:\\]]")
TEAM_LABEL = re.compile(f"(?:{INSPECTION}组?(?:别|名称)?|组别|派出)")
JOINED = re.compile("(?:副?组长(?:(?!进驻|带队|带领|率|巡|入驻|到|赴|对)[一-鿿· ]){2,12}?)?[、和及与, ]{0,3}")
"""What may stand between teams that share a statement."""
APART = re.compile("分别|依次|分头|分赴|对应")
ROOM = re.compile(
    r"(?:办公楼|机关|[一二三四五六七八九十\d]{1,2}[楼层号]|\d{2,4}(?:室|会议室)"
    r"?|会议室|多功能厅|报告厅|大厅|会议中心|礼堂)+.*$"
)
"""Rooms behind the name of the unit they belong to (图书馆会议室)."""
