"""THE table, its middle: who inspects, who is inspected, who takes part, in which round and when."""

from dataclasses import dataclass
from typing import Annotated

from crawler.model.fields.definition import define
from crawler.model.fields.vocabulary import TEAM_ID, UNIT_ID, Day, DivisionCode, Role, UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamUnit:
    """A team with the name that tells it from others of the same printed name, and its id."""

    name: Annotated[str, define(("Name", "名称"), ("The team's name as printed.", "原文所印的组名。"))]
    qualified: Annotated[
        str | None,
        define(
            ("Qualified name", "全称"),
            (
                "The name with its sending body written out (江苏省委第七巡视组).",
                "写明派出机构的名称（江苏省委第七巡视组）。",
            ),
            csv="team_qualified",
        ),
    ] = None
    id: Annotated[
        str | None,
        TEAM_ID,
        define(
            ("Team id", "组编号"),
            ("Made from the qualified name; a better name keeps it.", "由全称生成；名称改善后编号不变。"),
            csv="team_id",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An inspected unit (被巡视党组织): name as printed, and what it is where that is known."""

    name: Annotated[
        str,
        define(
            ("Inspected unit", "被巡视巡察单位"),
            ("The unit's name as printed, without 党委, 党组 at its end.", "原文所印的单位名，末尾的党委、党组不计。"),
            csv="unit",
            panel="unit",
        ),
    ]
    qualified: Annotated[
        str | None,
        define(
            ("Qualified name", "全称"),
            ("The name with its place written out (江苏省作协).", "写明所属地方的名称（江苏省作协）。"),
            csv="unit_qualified",
            panel="unit_qualified",
        ),
    ] = None
    id: Annotated[
        str | None,
        UNIT_ID,
        define(
            ("Unit id", "单位编号"),
            ("Made from the qualified name; a better name keeps it.", "由全称生成；名称改善后编号不变。"),
            csv="unit_id",
            panel="unit_id",
        ),
    ] = None
    division: Annotated[
        DivisionCode | None,
        define(
            ("Division of the unit", "单位行政区划"),
            ("The division the unit is, or belongs to.", "该单位本身或其所属的行政区划。"),
            csv="unit_division",
            panel="unit_division",
        ),
    ] = None
    unit: Annotated[
        UnitKind | None,
        define(
            ("Kind of unit", "单位类型"),
            (
                (
                    "place: a territory; party, state: organs of either; enterprise, university, hospital, court "
                    "(procuratorates too), school, village (and community); other."
                ),
                (
                    "place 地方；party 党群机关；state 国家机关；enterprise 企业；university 高校；hospital 医院；"
                    "court 法院、检察院；school 学校；village 村、社区；other 其他。"
                ),
            ),
            csv="unit_kind",
            panel="unit_kind",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who takes part: `post` as printed without the name, or None."""

    name: Annotated[str, define(("Name", "姓名"), ("The person's name.", "人名。"), csv="people")]
    post: Annotated[
        str | None,
        define(
            ("Post", "职务"),
            ("As printed at its fullest place, without the name.", "按原文最完整处，不含姓名。"),
            csv="posts",
            scores=("posts",),
        ),
    ]
    roles: Annotated[
        tuple[Role, ...],
        define(
            ("Roles", "角色"),
            (
                (
                    "What the person is or does here: leader, deputy, member of the team; speaks for it; conveys "
                    "demands; chairs; answers for the unit; takes part."
                ),
                "在此次活动中的角色：组长、副组长、组员；作动员讲话；传达部署；主持；表态；参加。",
            ),
            csv="roles",
            scores=("roles",),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The 届 (term) and 轮 (number) this inspection belongs to."""

    term: Annotated[
        int | None,
        define(
            ("Term", "届"),
            ("The party committee's term (十九届: 19).", "党委届次（十九届为 19）。"),
            csv="term",
            panel="term",
        ),
    ]
    number: Annotated[
        int | None,
        define(
            ("Round", "轮"),
            ("The round within the term (第三轮: 3).", "届内轮次（第三轮为 3）。"),
            csv="round",
            panel="round",
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The team's working time on site: ISO days (`--MM-DD` without a knowable year), duration as printed."""

    start: Annotated[
        Day | None,
        define(("Start", "开始"), ("First day of the work on site.", "进驻工作首日。"), scores=("period_start",)),
    ] = None
    end: Annotated[
        Day | None,
        define(
            ("End", "结束"), ("Last day of the work on site.", "进驻工作末日。"), scores=("period_end",), panel="until"
        ),
    ] = None
    duration: Annotated[
        str | None,
        define(
            ("Duration", "时长"),
            ("As printed (约两个月).", "原文所印（约两个月）。"),
            scores=("duration",),
            csv="duration",
        ),
    ] = None
