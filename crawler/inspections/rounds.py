"""Coverage: what is known of each round of a committee, and what is missing.

A round is a committee's (level, division) with its term, number and year. Its units are known from lists (a deployment,
a round's report back) and from notices of their own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.extraction.entities import is_same_unit
from crawler.inspections.joined import join_kept
from crawler.inspections.telling import list_accounts
from crawler.inspections.unseen import Estimate, estimate_total
from crawler.model.inspection import Account, Inspection
from crawler.model.items import Level, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCoverage:
    """One round: its units by name, those with each phase, what is missing of each, and the estimate of all."""

    level: Level | None
    division: str | None
    term: int | None
    round: int | None
    year: int | None
    units: tuple[str, ...]
    listed: tuple[str, ...]
    met: tuple[str, ...]
    fed_back: tuple[str, ...]
    rectified: tuple[str, ...]
    estimate: Estimate | None

    @property
    def missing_meeting(self) -> tuple[str, ...]:
        """Units of the round of whose meeting or first day nothing is known."""
        return tuple(unit for unit in self.units if unit not in self.met)

    @property
    def missing_feedback(self) -> tuple[str, ...]:
        """Units of the round of whose report back nothing is known."""
        return tuple(unit for unit in self.units if unit not in self.fed_back)

    @property
    def missing_rectification(self) -> tuple[str, ...]:
        """Units of the round of whose rectification nothing is known."""
        return tuple(unit for unit in self.units if unit not in self.rectified)


Key = tuple[Level | None, str | None, int | None, int | None, int | None]


def measure_coverage(notices: Iterable[Notice]) -> tuple[RoundCoverage, ...]:
    """Each round that some notices number, in the order of level, division, term and number."""
    accounts = [account for notice in notices for account in list_accounts(notice)]
    told = join_kept(accounts)
    by_round: dict[Key, list[Inspection]] = defaultdict(list)
    for inspection in told:
        if inspection.unit is not None and inspection.round is not None:
            by_round[_key(inspection)].append(inspection)
    lists: dict[Key, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.listed and account.unit is not None and account.round is not None:
            lists[account.level, account.division, account.term, account.round, account.year].append(account)
    keys = sorted({*by_round, *lists}, key=lambda key: tuple(str(part or "") for part in key))
    return tuple(_describe(key, by_round[key], lists[key]) for key in keys)


def _key(inspection: Inspection) -> Key:
    return inspection.level, inspection.division, inspection.term, inspection.round, inspection.year


def _describe(key: Key, inspections: Iterable[Inspection], listed: Iterable[Account]) -> RoundCoverage:
    own = list(inspections)
    names: dict[str, list[str]] = {}
    for account in listed:
        name = account.qualified or account.unit or ""
        known = next((known for known in names if _is_same(known, name)), None)
        names.setdefault(known or name, []).append(name)
    in_lists = set(names)
    seen: dict[str, Inspection] = {}
    for inspection in own:
        name = inspection.qualified or inspection.unit or ""
        known = next((known for known in names if _is_same(known, name)), None)
        names.setdefault(known or name, [])
        seen[known or name] = inspection
    with_own = {name for name, each in seen.items() if each.phases.mobilization or each.phases.feedback}
    level, division, term, number, year = key
    return RoundCoverage(
        level=level,
        division=division,
        term=term,
        round=number,
        year=year,
        units=tuple(names),
        listed=tuple(name for name in names if name in in_lists),
        met=tuple(name for name in names if name in seen and seen[name].phases.mobilization),
        fed_back=tuple(name for name in names if name in seen and seen[name].phases.feedback),
        rectified=tuple(name for name in names if name in seen and seen[name].phases.rectification),
        estimate=estimate_total(in_lists, with_own),
    )


def _is_same(one: str, other: str) -> bool:
    return one == other or is_same_unit(*sorted((one, other), key=len))
