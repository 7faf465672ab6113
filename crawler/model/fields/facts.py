"""THE table, its middle: what extraction reads off one page, in the order it is published.

To add a field, add an attribute with its definition to `Facts`; docs/developing.md shows the whole way.
"""

from dataclasses import dataclass, field
from typing import Annotated

from crawler.model.fields.contacts import Contacts
from crawler.model.fields.definition import define
from crawler.model.fields.evidence import Evidence
from crawler.model.fields.parties import Period, Person, Round, Target, TeamUnit
from crawler.model.fields.vocabulary import Confidence, Day, DivisionCode, Kind, Level, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What extraction reads off one page, with the evidence of each value."""

    kind: Annotated[
        Kind,
        define(
            ("Kind", "类别"),
            (
                (
                    "mobilization: a meeting at an inspected unit is reported; announcement: teams enter, with period "
                    "and contacts; deployment: a whole round's meeting; feedback; rectification; other."
                ),
                (
                    "mobilization 报道在被巡单位召开的动员会；announcement 进驻公告；deployment 整轮动员部署会；"
                    "feedback 反馈；rectification 整改；other 其他。"
                ),
            ),
            "text",
            ("From the statements of title and lead.", "由标题与导语的陈述判定。"),
            scores=("kind", "mobilization P", "mobilization R"),
        ),
    ]
    kind_rule: Annotated[
        str,
        define(
            ("Rule of the kind", "类别规则"),
            ("The rule that decided the kind.", "判定类别的规则。"),
            "none",
            content=True,
        ),
    ]
    province: Annotated[
        DivisionCode | None,
        define(
            ("Province", "省份"),
            (
                "The province the inspection belongs to; null for the centre and where not known.",
                "巡视巡察所属省级区划；中央或不明时为 null。",
            ),
            "text",
            ("From the text, the site's region and the table of divisions.", "由正文、站点所在地与区划表得出。"),
            panel="province",
            content=False,
        ),
    ] = None
    division: Annotated[
        DivisionCode | None,
        define(
            ("Division", "行政区划"),
            ("The division of the body that sends the team.", "派出机构所在的行政区划。"),
            "text",
            ("From the text, the site's region and the table of divisions.", "由正文、站点所在地与区划表得出。"),
            panel="division",
            content=False,
        ),
    ] = None
    confidence: Annotated[
        Confidence,
        define(
            ("Confidence", "把握"),
            (
                "How sure the notice's main values are: the lowest of kind, teams, targets, pairs and meeting dates.",
                "主要取值的把握程度：取类别、巡视巡察组、单位、对应关系、会议日期中最低者。",
            ),
            "derived",
            ("The lowest confidence of the evidence.", "取各项依据中最低者。"),
        ),
    ] = "unsure"
    level: Annotated[
        Level | None,
        define(
            ("Level", "层级"),
            (
                "Of the body that sends the team: central, provincial, municipal, county, or an institution.",
                "派出机构的层级：central 中央、provincial 省级、municipal 市级、county 县级、institution 单位自派。",
            ),
            "text",
            ("From the body that sends the team.", "由派出机构判定。"),
            panel="level",
            floor=True,
        ),
    ] = None
    mode: Annotated[
        Mode | None,
        define(
            ("Mode", "方式"),
            ("巡视 (by centre and provinces) or 巡察 (below them).", "巡视或巡察。"),
            "text",
            ("From the name of team and meeting.", "由组名与会议名得出。"),
            panel="mode",
            floor=True,
        ),
    ] = None
    types: Annotated[
        tuple[str, ...],
        define(
            ("Types", "类型"),
            (
                "常规, 专项, 机动, 提级, 交叉, 联动, 回头看, 延伸, 整改督查, where stated.",
                "原文写明的类型：常规、专项、机动、提级、交叉、联动、回头看、延伸、整改督查。",
            ),
            "text",
            ("Words of this inspection, not of past ones.", "取本次而非以往巡视巡察的用语。"),
            panel="types",
            floor=True,
        ),
    ] = ()
    rounds: Annotated[
        tuple[Round, ...],
        define(
            ("Rounds", "届轮"),
            ("Term and round this inspection belongs to.", "本次所属的届次与轮次。"),
            "text",
            ("届 and 轮 of this inspection, not of past ones.", "取本次的届与轮，以往的不计。"),
            table="rounds",
            floor=True,
        ),
    ] = ()
    meeting_dates: Annotated[
        tuple[Day, ...],
        define(
            ("Meeting dates", "会议日期"),
            ("Days on which the reported meetings were held.", "所报道的会议召开之日。"),
            "text",
            (
                "The day of the statement that a meeting met; its year from the publication or the text.",
                "取会议召开一句的日期；年份据发布日期或正文。",
            ),
            table="meetings",
            columns=("day",),
            panel="meeting",
            floor=True,
        ),
    ] = ()
    teams: Annotated[
        tuple[str, ...],
        define(
            ("Teams", "巡视巡察组"),
            ("Names of the teams as printed, with their sending body.", "原文所印的组名，含派出机构。"),
            "text",
            ("Subjects that enter, inspect or meet.", "取进驻、巡视巡察或开会的主体。"),
            csv="team",
            table="teams",
            columns=("name",),
            panel="team",
            floor=True,
        ),
    ] = ()
    team_units: Annotated[
        tuple[TeamUnit, ...],
        define(
            ("Teams as units", "组的身份"),
            ("For each of `teams`, in its order: the qualified name and the id.", "与 teams 逐一对应：全称与编号。"),
            "text",
            ("From the printed name and where the notice belongs.", "由原文组名与所属地方得出。"),
            table="team_units",
        ),
    ] = ()
    targets: Annotated[
        tuple[Target, ...],
        define(
            ("Targets", "被巡单位"),
            ("The inspected units.", "被巡视、巡察的单位。"),
            "text",
            (
                "Objects of entering and inspecting, items of lists and columns of units.",
                "取进驻、巡视巡察的对象，以及单位名单、表列。",
            ),
            table="targets",
            floor=True,
        ),
    ] = ()
    pairs: Annotated[
        tuple[tuple[str, str], ...],
        define(
            ("Pairs", "对应关系"),
            ("[team, unit] where the text ties them.", "原文写明的［组，单位］。"),
            "text",
            ("From the statements and tables that name both.", "由同时写明两者的陈述与表格得出。"),
            table="pairs",
            columns=("team", "target"),
            floor=True,
        ),
    ] = ()
    people: Annotated[
        tuple[Person, ...],
        define(
            ("People", "人员"),
            ("Everybody named as taking part.", "写明参加的每一个人。"),
            "text",
            ("Names beside posts and acts; cited leaders are left out.", "取职务与行为旁的人名；被引述的领导不计。"),
            table="people",
            floor=True,
            scores=("names",),
        ),
    ] = ()
    period: Annotated[
        Period,
        define(
            ("Period", "进驻时间"),
            ("The team's working time on site.", "巡视巡察组的现场工作时间。"),
            "text",
            ("Stated spans, starts, ends and durations.", "取写明的起止与时长。"),
        ),
    ] = field(default_factory=Period)
    contacts: Annotated[
        Contacts,
        define(
            ("Contacts", "联系方式"),
            ("How the public reaches the team.", "公众与该组联系的方式。"),
            "text",
            (
                "Labelled numbers and addresses; those of the site or the commission are left out.",
                "取有标签的号码与地址；网站或纪委自身的不计。",
            ),
        ),
    ] = field(default_factory=Contacts)
    scope: Annotated[
        str | None,
        define(
            ("Scope", "受理范围"),
            ("What letters and calls are accepted.", "受理信访的范围。"),
            "text",
            ("The sentence on what is accepted.", "取说明受理范围的一句。"),
            floor=True,
        ),
    ] = None
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
