"""The tables of the ledger: their columns, described for the codebook in two languages, and their rows of text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from crawler.identity.names import make_team_id, make_unit_id
from crawler.inspections.panels import ProvinceMonth, UnitMonth, make_province_panel, make_unit_panel
from crawler.inspections.rounds import RoundCoverage
from crawler.model.fields.definition import Bilingual
from crawler.model.inspection import Inspection

MARK = "；"
"""Between the values of a cell."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTable:
    """A table: its name and meaning, its columns with theirs, and the rows that inspections give."""

    title: Bilingual
    columns: Mapping[str, Bilingual]
    make_rows: Callable[[Sequence[Inspection]], list[Row]]


def _columns(**told: tuple[str, str]) -> Mapping[str, Bilingual]:
    return MappingProxyType({name: Bilingual(*label) for name, label in told.items()})


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return MARK.join(map(_cell, value))
    return ("1" if value else "0") if isinstance(value, bool) else str(value)


_INSPECTIONS = _columns(
    inspection=("Id of the inspection (i-...).", "该次巡视巡察的编号（i-...）。"),
    unit=("The inspected unit as printed.", "被巡单位，按原文。"),
    unit_qualified=("The unit with its place.", "单位全称，含所属地方。"),
    unit_id=("Id of the unit.", "单位编号。"),
    team=("The team, with its place where known.", "巡视巡察组，所知者含所属地方。"),
    team_id=("Id of the team.", "巡视巡察组编号。"),
    level=("Level of the sending committee.", "派出机构层级。"),
    province=("Province, six digits.", "省级区划代码。"),
    division=("Division of the sending committee, six digits.", "派出机构的区划代码。"),
    term=("Term of the committee.", "届次。"),
    round=("Round within the term, or of the year.", "届内（或年度）轮次。"),
    year=("Year, of rounds counted by the year.", "按年度计轮者的年份。"),
    errand=("回头看, 专项 and the like.", "回头看、专项等。"),
    deployment=("Day of the round's meeting.", "动员部署会日期。"),
    mobilization=("Day of the meeting at the unit, else the first day on site.", "单位动员会日期，无则为进驻首日。"),
    left=("Last day on site, where told.", "巡视巡察结束之日（原文写明者）。"),
    feedback=("Day of the report back.", "反馈日期。"),
    rectification=("First day told of rectification.", "整改首个日期。"),
    people=("People named.", "出现的人员。"),
    notices=("Ids of the notices that tell of it.", "涉及的通告编号。"),
    reasons=("For each notice after the first: why it belongs here.", "首篇以外各篇归入本次的理由。"),
)
_UNIT_PANEL = _columns(
    unit_id=("Id of the unit.", "单位编号。"),
    unit=("The unit with its place.", "单位全称。"),
    province=("Province, six digits.", "省级区划代码。"),
    month=("Month, YYYY-MM.", "月份（YYYY-MM）。"),
    phase=(
        "dormant, alert (others of its round are inspected), under (a team is on site) or after.",
        "dormant 未巡；alert 同轮其他单位在巡；under 在巡；after 巡后。",
    ),
    begun=("Inspections of the unit that have begun so far.", "至该月已开始的次数。"),
    assumed=("1 where the end is assumed: two months after the first day.", "1 表示结束日系推定（首日后两个月）。"),
)
_PROVINCE_PANEL = _columns(
    province=("Province, six digits.", "省级区划代码。"),
    month=("Month, YYYY-MM.", "月份（YYYY-MM）。"),
    dormant=("Units not inspected yet.", "未巡单位数。"),
    alert=("Units others of whose round are inspected.", "同轮他单位在巡的单位数。"),
    under=("Units with a team on site.", "在巡单位数。"),
    after=("Units whose inspection is over.", "巡后单位数。"),
    began=("Inspections that began in the month.", "当月启动次数。"),
    reported=("Reports back in the month.", "当月反馈次数。"),
    rectified=("First reports of rectification in the month.", "当月首次整改次数。"),
)
COVERAGE = _columns(
    level=("Level of the committee.", "派出机构层级。"),
    division=("Its division, six digits.", "派出机构的区划代码。"),
    term=("Term.", "届次。"),
    round=("Round.", "轮次。"),
    year=("Year, of rounds counted by the year.", "按年度计轮者的年份。"),
    units=("Units of the round that are known.", "已知单位数。"),
    listed=("Of these known from a list.", "其中见于名单者。"),
    met=("With a meeting or first day.", "有动员会或进驻日期者。"),
    fed_back=("With a report back.", "有反馈者。"),
    rectified=("With rectification.", "有整改者。"),
    missing_meeting=("Units without a meeting, by name.", "缺动员会的单位。"),
    missing_feedback=("Units without a report back, by name.", "缺反馈的单位。"),
    missing_rectification=("Units without rectification, by name.", "缺整改的单位。"),
    estimate=(
        "All units of the round, estimated; empty where sources do not overlap.",
        "估计的总数；来源无重叠时为空。",
    ),
    low=("Lower bound, 95 %.", "95% 区间下限。"),
    high=("Upper bound, 95 %.", "95% 区间上限。"),
)


def _list_inspections(inspections: Sequence[Inspection]) -> list[Row]:
    return [
        tuple(
            map(
                _cell,
                (
                    found.id,
                    found.unit,
                    found.qualified,
                    make_unit_id(found.qualified) if found.qualified else None,
                    found.team,
                    make_team_id(found.team) if found.team and found.division else None,
                    *(found.level, found.province, found.division, found.term, found.round, found.year, found.errand),
                    *(found.phases.deployment, found.phases.mobilization, found.left),
                    *(found.phases.feedback, found.phases.rectification, found.people, found.members),
                    tuple(f"{notice}: {reason}" for notice, reason in found.reasons),
                ),
            )
        )
        for found in inspections
    ]


def _list_unit_months(inspections: Sequence[Inspection]) -> list[Row]:
    return [_print(row, _UNIT_PANEL) for row in make_unit_panel(inspections)]


def _list_province_months(inspections: Sequence[Inspection]) -> list[Row]:
    return [_print(row, _PROVINCE_PANEL) for row in make_province_panel(inspections)]


def _print(row: UnitMonth | ProvinceMonth, columns: Mapping[str, Bilingual]) -> Row:
    return tuple(_cell(getattr(row, name)) for name in columns)


def print_coverage(row: RoundCoverage) -> Row:
    """A round as the cells of COVERAGE."""
    counts = tuple(len(getattr(row, name)) for name in ("units", "listed", "met", "fed_back", "rectified"))
    missing = (row.missing_meeting, row.missing_feedback, row.missing_rectification)
    guess = row.estimate
    bounds = (guess.total, guess.low, guess.high) if guess else (None, None, None)
    return tuple(map(_cell, (row.level, row.division, row.term, row.round, row.year, *counts, *missing, *bounds)))


TABLES: Mapping[str, LedgerTable] = MappingProxyType(
    {
        "inspections": LedgerTable(
            title=Bilingual("Inspections: one row an inspection", "巡视巡察：每次一行"),
            columns=_INSPECTIONS,
            make_rows=_list_inspections,
        ),
        "panel-units": LedgerTable(
            title=Bilingual("Panel of units: one row a unit and month", "单位面板：每单位每月一行"),
            columns=_UNIT_PANEL,
            make_rows=_list_unit_months,
        ),
        "panel-provinces": LedgerTable(
            title=Bilingual("Panel of provinces: one row a province and month", "省级面板：每省每月一行"),
            columns=_PROVINCE_PANEL,
            make_rows=_list_province_months,
        ),
    }
)
"""The tables of the ledger that are exported."""
