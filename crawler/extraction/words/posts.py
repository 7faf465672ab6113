"""Posts (职务): the nouns one ends with, the posts held in a team, and the words that lead up to a post in a sentence.

Titles of the party, the state, enterprises, schools, hospitals and the Xinjiang Corps, as notices of all levels print
them since 2009; ranks by the Law on Supervision Officers (监察官法) and the Civil Servant Law (公务员法).
"""

import re
from typing import Literal

_NOUNS = (
    "政治委员", "政治协理员", "总会计师", "总工程师", "总经济师", "总农艺师", "总规划师", "总审计师", "总法律顾问",
    "首席专家", "首席合规官", "董事会秘书", "主任医师", "主任科员", "主任助理", "局长助理", "院长助理", "校长助理",
    "行长助理", "总经理助理", "县长助理", "市长助理", "区长助理", "部长助理", "秘书长", "董事长", "理事长", "监事长",
    "监事会主席", "总队长", "支队长", "大队长", "中队长", "检察长", "审判长", "护士长", "总经理", "副经理", "经理",
    "总裁", "总监", "总编辑", "总编", "主编", "主席", "主委", "政委", "司令员", "司令", "巡视专员", "巡察专员",
    "专员", "巡视员", "调研员", "督查员", "督察员", "检察员", "网格员", "联络员", "联系人", "组员", "成员", "委员",
    "常委", "主要负责人", "主要负责同志", "有关负责人", "负责人", "负责同志", "书记员", "书记", "主任", "干事",
    "科员", "董事", "监事", "教授", "工程师", "会计师", "参谋长", "指导员", "教导员", "总教练", "巡长", "审计长",
    "税务长", "参事", "馆员", "法官", "检察官", "监察官", "警官", "医师", "技师", "园艺师", "经济师", "主管", "领班",
    "会长", "村主任", "社长", "研究员", "秘书", "文书", "会计", "关长", "警长", "嘎查达", "苏木达", "苏木长",
    "第一责任人", "主持人", "召集人", "协理员", "信息员", "观察员", "工作人员", "工委主任", "总指挥", "指挥长",
    "纪检员", "纪检干部", "监察员", "领队", "督导员", "总督学", "督学", "总设计师", "首席科学家",
)  # fmt: skip
_CHIEFS = "局厅处科股司署院校所站馆台社会行市县区省州盟旗乡镇村居团师营连队园段厂矿场庭部组室班长"
_SPACED = (
    "副 {0,4}组 {0,4}长", "组 {0,4}长", "成 {0,6}员", "组 {1,6}员", "联 {0,3}络 {0,3}员", "联 {1,3}系 {0,3}人",
    "主 {1,3}任", "书 {1,3}记", "局 {1,4}长", "院 {1,4}长", "校 {1,4}长",
)  # fmt: skip
_AFTER = "(?![会处制级员](?!长)|科员|助理|医师|单位|岗位|职务|会议|办公|专题|信箱|热线|例会|人选)"
NOUN = re.compile(
    "(?:"
    + "|".join(sorted(_NOUNS, key=len, reverse=True))
    + "|"
    + "|".join(_SPACED)
    + f"|(?:包联|联系|分管|挂[点联]|联络|包[乡镇片村])[省州市县区]?领导|[{_CHIEFS}]长){_AFTER}"
)
"""What a post ends with."""
NOUN_END = re.compile(f"(?:{NOUN.pattern}|[*×])(?:\\([^()]{{1,14}}\\))?$")

LEADERS = re.compile(
    "(?:学?[校院系]|[省市州盟县区旗镇乡街村]|局|厅|部|委|集团|公司|总?行|场|所|台|[两三四五]家班子|班子)(?:级|主要|有关|相关)?领导(?![小班干成机组体和])"
)
"""校领导, 省领导, 局领导: the post of everybody in the list of names behind it."""

GROUPS = frozenset(
    {"成员", "委员", "组员", "工作人员", "负责人", "负责同志", "主要负责同志", "有关负责人", "会计", "文书", "主管",
     "秘书", "科员", "班长", "队长", "园长", "场长", "社长", "馆员", "干事"}
)  # fmt: skip
"""Nouns that a group has as often as one holder: a word behind them need not be a name."""
NO_POST = frozenset({"联系人", "主持人", "召集人", "信息员", "工作人员"})
"""Nouns that introduce a person and are no post."""

TEAM_ENDS: tuple[tuple[str, Literal["team_leader", "team_deputy", "team_member"]], ...] = (
    ("副组长", "team_deputy"), ("副领队", "team_deputy"), ("副领班", "team_deputy"), ("组长", "team_leader"),
    ("领队", "team_leader"), ("领班", "team_leader"), ("主要负责人", "team_leader"), ("负责人", "team_leader"),
    ("联络员", "team_member"), ("巡视专员", "team_member"), ("巡察专员", "team_member"), ("巡视员", "team_member"),
    ("成员", "team_member"), ("组员", "team_member"), ("工作人员", "team_member"),
)  # fmt: skip
"""Posts held in a team and the rank of each; 领班 is what rewriting machines print for 组长."""
BARE_RANKS = ("副组长", "组长", "领班", "副领班", "联络员", "成员", "组员", "巡视专员", "巡察专员")
"""Those that are the team's also where no team is printed beside them."""

COLLECTIVE = re.compile(
    "各|全体|全部|班子|有关|相关|其他|其余|部分|所有|两委|“两|四套|负责人|负责同志|等单位|所属|下属"
    "|直属各|离退休|退休|历届|以上|以下|中层|被巡|以及|及其|参加|出席|列席"
)
"""Words of groups, which are no part of one person's post."""
LEAD = re.compile(
    "的(?:还)?(?:是|有)|[一二三四五六七八九十]是|首先是|分别是|第[一二三四五六七八九]项(?!目)|会上|会前|会后"
    "|会间|会议(?=由)|(?<![自缘理事案])由(?!拳)|[当][天日](?!制)|[上下中]午|动员会(?=由)"
    "|(?<=\\d)[日时点分]|(?<=[一二三四五六七八九十])[日时]|随后|其中|以及|首先|最后|接着"
    "|期间|特邀|邀请|应邀|参加(?:了|会议|动员会|见面会)?的?(?:人员|领导|同志)?(?:还)?(?:有|是|包括)"
    "|(?:出席|列席|到会)[^,。]{0,10}?(?:还)?(?:有|是|包括)"
    "|会议(?:宣布|听取)|听取了?|宣读了?|传达了?|通报了?|陪同|会见了?|看望了?|召开[与同]|举行[与同]|任命"
    "|会同|时任|新任|图为|到会的?有"
    "|被巡[视察查](?:单位|党组织|地方|村|社区)|进驻(?=组)|(?<!监)委派(?!驻)|指派|指定"
    "|(?:成员|人员|同志|班子|干部|代表|领导|负责人|组员|全体|部门|单位|双方|群众|职工|党员)(?:和|与|及"
    "|、|向|同|对)|巡[视察查](?:组|办)(?:向|同|与|对)|来自|(?:[两三四五六七八九十\\d]个|各个?|几个)(?:巡[视察查])?组的?$|在(?!线)|带队的|带领下的|分管领导(?=.)"
    "|[两三四五六七八九十\\d]{1,2}[家个](?:被巡[视察查])?(?:单位|地方|部门|村|镇|乡|县)的?"
    "|(?:中央|省委|市委|县委|区委|州委|盟委|地委|旗委)(?:第?[一二三四五六七八九十]{1,3}轮)?(?:常规|专项"
    "|机动|交叉|提级)?巡[视察](?=(?:中央|省委|市委|县委|区委|州委|盟委|地委|旗委))"
)
"""What leads up to a post in its sentence and is no part of it."""
CONNECTOR = re.compile(
    "^(?:[^、,。;]{0,3}同志|一行|等[^、,。;]{0,4}[人名位])?(?:[与同和向及对跟给为的并]|以及|分别|代表"
    "|偕同|率|介绍|协助|配合|会见|陪同)?"
)
"""What ties a post to the person before it."""

TITLE = (
    "副?(?:书记|主任|组长|局长|院长|校长|镇长|乡长|部长|处长|县长|区长|市长|厅长|科长|所长|站长|董事长|总经理|经理|主席|政委"
    "|团长|师长|行长|专员|常委)"
)
"""Titles that follow a name or a surname (李建国书记, 张组长)."""

MEMBERS_FOLLOW = re.compile(
    "等?(?:[一二两三四五六七八九十\\d]{1,2}[名位个]?)?(?:为?(?:巡[视察查]|本|该)?组(?:其他|全体)?(?:成员|组员))"
)
"""Behind a list of names: they are members of the team (…等巡察组成员)."""

OTHER_SCRIPT = str.maketrans("書記長縣鎮組員處廳區鄉總經師黨會務導辦", "书记长县镇组员处厅区乡总经师党会务导办")
"""Characters of posts that a half-converted copy prints in traditional form beside the simplified word."""
