"""Posts (职务): the words that end one, where a printed post begins, and what a post says of its holder."""

import re
from collections.abc import Container, Sequence
from typing import Literal

from crawler.extraction.names import HAN

TeamRank = Literal["team_leader", "team_deputy", "team_member"]
_RANKS: tuple[TeamRank, ...] = ("team_leader", "team_deputy", "team_member")

_LONG = (
    "政治委员", "政治协理员", "总会计师", "总工程师", "总经济师", "总农艺师", "总规划师", "总审计师", "总法律顾问",
    "首席专家", "首席合规官", "董事会秘书", "主任医师", "主任科员", "主任助理", "局长助理", "院长助理", "校长助理",
    "行长助理", "总经理助理", "县长助理", "市长助理", "区长助理", "部长助理", "秘书长", "董事长", "理事长", "监事长",
    "监事会主席", "总队长", "支队长", "大队长", "中队长", "检察长", "审判长", "护士长", "总经理", "副经理", "经理",
    "总裁", "总监", "总编辑", "总编", "主编", "主席", "主委", "政委", "司令员", "司令", "巡视专员", "巡察专员",
    "专员", "巡视员", "调研员", "督查员", "督察员", "检察员", "网格员", "联络员", "联系人", "组员", "成员", "委员",
    "常委", "主要负责人", "主要负责同志", "有关负责人", "负责人", "负责同志", "书记员", "书记", "主任", "干事",
    "科员", "董事", "监事", "教授", "工程师", "会计师", "参谋长", "指导员", "教导员", "总教练", "巡长", "审计长",
    "税务长", "参事", "馆员", "法官", "检察官", "警官", "医师", "技师", "园艺师", "经济师", "主管", "领班", "会长",
    "村主任", "社长", "研究员", "秘书", "文书", "会计", "关长", "警长", "嘎查达", "苏木达", "苏木长",
    "第一责任人", "主持人", "召集人", "协理员", "信息员", "观察员", "工作人员", "工委主任",
)  # fmt: skip
_CHIEFS = "局厅处科股司署院校所站馆台社会行市县区省州盟旗乡镇村居团师营连队园段厂矿场庭部组室班长"
_SPACED = (
    "副 {0,4}组 {0,4}长", "组 {0,4}长", "成 {0,6}员", "组 {1,6}员", "联 {0,3}络 {0,3}员", "联 {1,3}系 {0,3}人",
    "主 {1,3}任", "书 {1,3}记", "局 {1,4}长", "院 {1,4}长", "校 {1,4}长",
)  # fmt: skip
_AFTER = "(?![会处制级员](?!长)|科员|助理|医师|单位|岗位|职务|会议|办公|专题|信箱|热线|例会)"
NOUN = re.compile(
    "(?:" + "|".join(sorted(_LONG, key=len, reverse=True)) + "|" + "|".join(_SPACED) + f"|[{_CHIEFS}]长){_AFTER}"
)
"""What a post ends with. Titles of the party, the state, enterprises, schools, hospitals and the Corps."""

_NOUN_END = re.compile(f"(?:{NOUN.pattern})(?:\\([^()]{{1,14}}\\))?$")
_POST_CHARS = re.compile(rf"[{HAN}A-Za-z0-9·\-“”]")
_COLLECTIVE = re.compile(
    "各|全体|全部|班子|有关|相关|其他|其余|部分|所有|两委|“两|四套|负责人|负责同志|等单位|所属|下属"
    "|直属各|离退休|退休|历届|以上|以下|中层|被巡|以及|及其|参加|出席|列席"
)
_LEAD = re.compile(
    "的(?:还)?(?:是|有)|[一二三四五六七八九十]是|首先是|分别是|第[一二三四五六七八九]项(?!目)|会上|会前|会后"
    "|会间|会议(?=由)|(?<![自缘理事案])由(?!拳)|[当][天日](?!制)|[上下中]午"
    "|(?<=\\d)[日时点分]|(?<=[一二三四五六七八九十])[日时]|随后|其中|以及|首先|最后|接着"
    "|期间|特邀|邀请|应邀|参加(?:了|会议|动员会|见面会)?的?(?:人员|领导|同志)?(?:还)?(?:有|是|包括)"
    "|(?:出席|列席|到会)[^,。]{0,10}?(?:还)?(?:有|是|包括)"
    "|会议(?:宣布|听取)|听取了?|宣读了?|传达了?|通报了?|陪同|会见了?|看望了?|召开[与同]|举行[与同]|任命"
    "|会同|时任|新任|图为"
    "|被巡[视察查](?:单位|党组织|地方|村|社区)|进驻(?=组)|(?<!监)委派(?!驻)|指派|指定"
    "|(?:成员|人员|同志|班子|干部|代表|领导|负责人|组员|全体|部门|单位|双方|群众|职工|党员)(?:和|与|及"
    "|、)|来自|(?:[两三四五六七八九十\\d]个|各个?|几个)(?:巡[视察查])?组的?$|在(?=[^线])|带队的|带领下的|分管领导"
    "|(?:中央|省委|市委|县委|区委|州委|盟委|地委|旗委)(?:第?[一二三四五六七八九十]{1,3}轮)?(?:常规|专项"
    "|机动|交叉|提级)?巡[视察](?=(?:中央|省委|市委|县委|区委|州委|盟委|地委|旗委))"
)
_CONNECTOR = re.compile(
    "^(?:[^、,。;]{0,3}同志|一行|等[^、,。;]{0,4}[人名位])?(?:[与同和向及对跟给为的并]|以及|分别|代表"
    "|偕同|率|介绍|协助|配合|会见|陪同)?"
)
_TEAM_BODY = re.compile(
    "(?:^|各|该|[两三四五六七八九十\\d]个?)$"
    "|巡[视察查](?:工作)?(?:第?[一二三四五六七八九十百零〇\\d]{1,4})?组?$"
    "|第?[一二三四五六七八九十百零〇\\d]{1,4}(?:[^导小督纪检、]{0,6}巡[视察查])?组?$"
)
_TEAM_ENDS: tuple[tuple[str, TeamRank], ...] = (
    ("副组长", "team_deputy"), ("组长", "team_leader"), ("主要负责人", "team_leader"), ("负责人", "team_leader"),
    ("联络员", "team_member"), ("巡视专员", "team_member"), ("巡察专员", "team_member"), ("巡视员", "team_member"),
    ("成员", "team_member"), ("组员", "team_member"), ("工作人员", "team_member"),
)  # fmt: skip
_TEAM_NAMED = re.compile(
    "巡[视察查](?:工作)?(?:第?[一二三四五六七八九十百零〇\\d]{1,4})?组$"
    "|第?[一二三四五六七八九十百零〇\\d]{1,4}(?:[^导小督纪检、]{0,6}巡[视察查])?组$"
)
_RANK = re.compile("[正副](?:部|厅|局|处|县|科)级$")
_PAREN = re.compile("\\([^()]{0,20}\\)")
MAX_POST = 44
"""Characters of the longest single post that is read to the left of a name."""


def find_post_start(text: str, noun_start: int, floor: int, teams: Sequence[str], known: Container[str]) -> int:
    """Where the post starts whose last word starts at `noun_start`.

    It goes left over 、 as long as what stands before it is a post too, never past `floor` (the end of the last
    person), and drops what leads up to it: times, 会议由, other people of the sentence. `teams` are the inspection
    teams' names, `known` the names read so far.
    """
    start, closed = _find_segment(text, noun_start, floor, teams, known)
    for _ in range(6):
        if closed or start - 1 < floor or text[start - 1] != "、":
            break
        before, closed_before = _find_segment(text, start - 1, floor, teams, known)
        printed = text[before : start - 1]
        if before == floor > 0:
            break
        if not printed or not _NOUN_END.search(printed) or _COLLECTIVE.search(printed):
            break
        start, closed = before, closed_before
    return start


def _find_segment(text: str, end: int, floor: int, teams: Sequence[str], known: Container[str]) -> tuple[int, bool]:
    """Start of the one post that ends before `end`, and whether something other than a mark stands before it."""
    start = end
    lowest = max(floor, end - MAX_POST)
    while start > lowest:
        char = text[start - 1]
        if char == ")":
            opening = text.rfind("(", max(lowest, start - 14), start)
            if opening < 0 or "。" in text[opening:start] or opening <= lowest:
                break
            start = opening
        elif _POST_CHARS.match(char):
            start -= 1
        else:
            break
    trimmed = _trim(text, start, end, teams, known, after_person=start == floor and floor > 0)
    return trimmed, trimmed > start


def _trim(text: str, start: int, end: int, teams: Sequence[str], known: Container[str], *, after_person: bool) -> int:
    if after_person:
        start = _CONNECTOR.match(text[start:end]).end() + start  # type: ignore[union-attr]
    segment = text[start:end]
    cut = 0
    for size in range(2, 9):
        if segment[:size] in known:
            cut = max(cut, size + _CONNECTOR.match(segment[size:]).end())  # type: ignore[union-attr]
    for lead in _LEAD.finditer(segment):
        cut = max(cut, lead.end())
    for team in teams:
        place = segment.rfind(team)
        if place > cut:
            cut = place
    while cut < len(segment) and segment[cut] in "“”-·":
        cut += 1
    return start + min(cut, len(segment))


def rank_in_team(post: str) -> TeamRank | None:
    """leader, deputy or member when one part of the post is held in an inspection team; bare 组长 counts."""
    parts = re.split("[、兼]", _PAREN.sub("", post).replace(" ", ""))
    ranks = [rank for part in parts if (rank := _rank_part(part))]
    for rank in _RANKS:
        if rank in ranks:
            return rank
    return None


def _rank_part(part: str) -> TeamRank | None:
    for ending, rank in _TEAM_ENDS:
        if not part.endswith(ending):
            continue
        body = part[: -len(ending)]
        bare = ending in ("副组长", "组长", "联络员", "成员", "组员", "巡视专员", "巡察专员")
        body = _RANK.sub("", body)
        if (bare and _TEAM_BODY.search(body)) or _TEAM_NAMED.search(body):
            return rank
        return None
    return None


def is_bare_team_post(post: str) -> bool:
    """Whether the post is printed without the team it is held in (组长, 副组长, 联络员)."""
    return post.replace(" ", "") in ("组长", "副组长", "联络员", "成员", "组员")
