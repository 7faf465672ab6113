"""Panels: units by month and provinces by month, with the phase of inspection each unit is in.

Phases of a unit in a month: `under` while a team is on site, `alert` while other units of a round are inspected by the
same committee and this one is not (yet), `after` from then on, `dormant` before anything began. Days on site run from
the meeting to the last day told; where none is told, for two months, the usual time, and the row says so.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.identity.names import make_unit_id
from crawler.model.inspection import Inspection

DORMANT, ALERT, UNDER, AFTER = "dormant", "alert", "under", "after"
PHASES = (DORMANT, ALERT, UNDER, AFTER)
_USUAL_STAY = timedelta(days=60)
"""How long teams stay where the notice does not say (巡视工作条例: 两个月左右)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMonth:
    """A unit in a month (`YYYY-MM`): its phase, how many inspections of it have begun so far, whether the end of the
    one on site is assumed.
    """

    unit: str
    unit_id: str
    province: str | None
    month: str
    phase: str
    begun: int
    assumed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceMonth:
    """A province in a month: units in each phase, and what happened in it."""

    province: str
    month: str
    dormant: int
    alert: int
    under: int
    after: int
    began: int
    reported: int
    rectified: int


@dataclass(frozen=True, slots=True)
class _Stay:
    first: date
    last: date
    assumed: bool
    round: tuple[object, ...] | None
    inspection: Inspection


def make_unit_panel(inspections: Sequence[Inspection]) -> tuple[UnitMonth, ...]:
    """A row for each unit with a qualified name and each month, from the first to the last that is told."""
    stays = [stay for inspection in inspections if (stay := _read_stay(inspection))]
    if not stays:
        return ()
    months = list(_list_months(min(stay.first for stay in stays), max(_find_last(stay) for stay in stays)))
    own: dict[str, list[_Stay]] = defaultdict(list)
    rounds: dict[tuple[object, ...], list[_Stay]] = defaultdict(list)
    for stay in stays:
        own[_name(stay.inspection)].append(stay)
        if stay.round:
            rounds[stay.round].append(stay)
    return tuple(
        _describe(unit, mine, [each for stay in mine if stay.round for each in rounds[stay.round]], month)
        for unit, mine in sorted(own.items())
        for month in months
    )


def make_province_panel(inspections: Sequence[Inspection]) -> tuple[ProvinceMonth, ...]:
    """A row for each province that has units, and each month of the panel of units."""
    rows: dict[tuple[str, str], dict[str, int]] = {}
    for row in make_unit_panel(inspections):
        if row.province:
            counts = rows.setdefault((row.province, row.month), dict.fromkeys(PHASES, 0))
            counts[row.phase] += 1
    happened: dict[tuple[str, str, str], int] = defaultdict(int)
    for inspection in inspections:
        days = (inspection.phases.mobilization, inspection.phases.feedback, inspection.phases.rectification)
        for name, day in zip(("began", "reported", "rectified"), days, strict=True):
            if inspection.province and day and not day.startswith("--"):
                happened[inspection.province, day[:7], name] += 1
    return tuple(
        ProvinceMonth(
            province=province,
            month=month,
            **counts,
            **{name: happened[province, month, name] for name in ("began", "reported", "rectified")},
        )
        for (province, month), counts in sorted(rows.items())
    )


def _describe(unit: str, mine: Sequence[_Stay], round_: Sequence[_Stay], month: str) -> UnitMonth:
    on_site = [stay for stay in mine if _covers(stay, month)]
    begun = [stay for stay in mine if stay.first.isoformat()[:7] <= month]
    phase = UNDER if on_site else AFTER if begun else DORMANT
    if not on_site and any(_covers(stay, month) for stay in round_):
        phase = ALERT
    return UnitMonth(
        unit=unit,
        unit_id=make_unit_id(unit),
        province=next((stay.inspection.province for stay in mine if stay.inspection.province), None),
        month=month,
        phase=phase,
        begun=len(begun),
        assumed=any(stay.assumed for stay in on_site),
    )


def _name(inspection: Inspection) -> str:
    assert inspection.qualified is not None
    return inspection.qualified


def _read_stay(inspection: Inspection) -> _Stay | None:
    """The days on site of an inspection whose unit is known; None where not even its first day is."""
    first = _read(inspection.phases.mobilization, last=False)
    if inspection.qualified is None or first is None:
        return None
    told = _read(inspection.left, last=True)
    sender = (inspection.level, inspection.division)
    number = (inspection.term, inspection.round, inspection.year)
    return _Stay(
        first,
        max(told, first) if told else first + _USUAL_STAY,
        told is None,
        (*sender, *number) if inspection.round is not None else None,
        inspection,
    )


def _find_last(stay: _Stay) -> date:
    phases = stay.inspection.phases
    days = (_read(day, last=False) for day in (phases.feedback, phases.rectification))
    return max((stay.last, *(day for day in days if day)))


def _read(day: str | None, *, last: bool) -> date | None:
    if not day or day.startswith("--"):
        return None
    if len(day) == 10:
        return date.fromisoformat(day)
    first = date.fromisoformat(f"{day}-01")
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) if last else first


def _covers(stay: _Stay, month: str) -> bool:
    return stay.first.isoformat()[:7] <= month <= stay.last.isoformat()[:7]


def _list_months(first: date, last: date) -> Iterator[str]:
    month = first.replace(day=1)
    while month <= last:
        yield month.isoformat()[:7]
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
