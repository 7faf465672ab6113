"""Which accounts tell of one inspection: the same unit, sender, round and errand, over kinds, organs and months.

The rule looks at qualified units, teams, rounds and days, never at words of a text. What contradicts keeps two accounts
apart, whatever else agrees; what agrees is counted; where a unit's place is unknown, more must agree.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.identity.names import make_unit_key
from crawler.model.inspection import Account, Inspection, Phases

_ORDER = {"announcement": 0, "mobilization": 0, "feedback": 1, "deployment": 2, "rectification": 3, "other": 4}
_NEAR = timedelta(days=12)
_LONGEST_STAY = timedelta(days=330)
_LONGEST_WORK = timedelta(days=760)
"""From the meeting to the report back, and to what is published of rectification: the regulations ask for three months
and half a year; late ones take up to two years."""
_ENOUGH, _ENOUGH_UNPLACED = 1, 2

SameUnit = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well an account fits another one: None for a contradiction, else points with their reasons."""

    points: int
    reasons: tuple[str, ...]


def join_accounts(accounts: Iterable[Account], is_same_name: SameUnit) -> tuple[Inspection, ...]:
    """The inspections that accounts tell of, in the order of their first days, without those known from a round's list
    alone. `is_same_name` tells whether a shorter name can stand for a fuller one.
    """
    groups: list[list[tuple[Account, str]]] = []
    index = _Index()
    for account in _drop_twins(sorted(accounts, key=_rank), is_same_name):
        best: int | None = None
        reason = ""
        best_key: tuple[int, str] = (0, "")
        for place in index.find(account):
            group = groups[place]
            fit = _fit(account, [member for member, _ in group], is_same_name)
            if fit is None:
                continue
            key = (fit.points, _first_day([member for member, _ in group]))
            if best is None or key > best_key:
                best, best_key, reason = place, key, ", ".join(fit.reasons)
        if best is None:
            best = len(groups)
            groups.append([])
        groups[best].append((account, reason))
        index.add(account, best)
    told = [group for group in groups if not all(account.listed for account, _ in group) or group[0][0].unit is None]
    return tuple(sorted(map(_describe, told), key=lambda found: (_first(found.phases), found.id)))


class _Index:
    """Which groups an account may belong to: those with a name that begins or ends alike, in its place or in none that
    is known. One of whose place nothing is known may belong to any.
    """

    def __init__(self) -> None:
        self._placed: dict[tuple[str, str | None], dict[int, None]] = {}
        self._anywhere: dict[str, dict[int, None]] = {}

    def add(self, account: Account, group: int) -> None:
        """Keep that a group holds an account."""
        for token in _list_tokens(account):
            self._placed.setdefault((token, account.place), {})[group] = None
            self._anywhere.setdefault(token, {})[group] = None

    def find(self, account: Account) -> list[int]:
        """The groups, in the order they were begun."""
        found: set[int] = set()
        for token in _list_tokens(account):
            if account.place is None:
                found.update(self._anywhere.get(token, ()))
            else:
                found.update(self._placed.get((token, account.place), ()), self._placed.get((token, None), ()))
        return sorted(found)


def _list_tokens(account: Account) -> tuple[str, ...]:
    """How a unit's name begins and ends."""
    names = {account.core, make_unit_key(account.core)} if account.unit else set()
    return tuple({token for name in names for token in (f"{name[:1]}…", f"…{name[-2:]}")})


def _drop_twins(accounts: Sequence[Account], is_same_name: SameUnit) -> list[Account]:
    """Without the second of two accounts in which one notice names one unit by two names."""
    kept: dict[str, list[Account]] = {}
    for account in accounts:
        own = kept.setdefault(account.notice, [])
        if not any(account.unit and other.unit and is_one_unit(account, other, is_same_name) for other in own):
            own.append(account)
    return [account for account in accounts if account in kept[account.notice]]


def _rank(account: Account) -> tuple[bool, int, bool, str, str]:
    """What tells most comes first: one's own notice before a list, the meeting before what follows it."""
    day = account.entered or account.fed_back or account.published or ""
    return account.listed, _ORDER[account.kind], account.place is None, day, account.notice


def _fit(account: Account, group: Sequence[Account], is_same_name: SameUnit) -> _Fit | None:
    """The best fit with a member, if none contradicts."""
    fits = []
    for member in group:
        if member.notice == account.notice:
            return None
        fit = _compare(account, member, is_same_name)
        if fit is None:
            return None
        fits.append(fit)
    best = max(fits, key=lambda fit: fit.points)
    placed = account.place is not None and any(member.place is not None for member in group)
    return best if best.points >= (_ENOUGH if placed else _ENOUGH_UNPLACED) else None


def _compare(one: Account, other: Account, is_same_name: SameUnit) -> _Fit | None:
    if one.unit is None or other.unit is None:
        return None
    if _contradict_sender(one, other) or _contradict_round(one, other) or _contradict_errand(one, other):
        return None
    if not is_one_unit(one, other, is_same_name):
        return None
    days = _compare_days(one, other)
    if days is None:
        return None
    told = [*days]
    if one.number is not None and one.number == other.number:
        told.append("same team")
    if one.round is not None and (one.term, one.round, one.year) == (other.term, other.round, other.year):
        told += ["same round"] * 2
    if one.people & other.people:
        told.append(f"names {min(one.people & other.people)}")
    if one.phones & other.phones:
        told.append(f"phone {min(one.phones & other.phones)}")
    if one.division is not None and one.division == other.division:
        told.append("same sender")
    return _Fit(len(told), tuple(dict.fromkeys(told)))


def is_one_unit(one: Account, other: Account, is_same_name: SameUnit) -> bool:
    """Whether two accounts name one body: equal names once folded, or a short and a full one, in places that agree."""
    if one.place and other.place and one.place != other.place:
        return False
    half_placed = (one.place is None) != (other.place is None)
    if half_placed and one.province and other.province and one.province != other.province:
        return False
    if one.institution and other.institution and one.institution != other.institution:
        return False
    keys = make_unit_key(one.core), make_unit_key(other.core)
    if keys[0] == keys[1]:
        return True
    return is_same_name(*sorted((one.core, other.core), key=len)) or is_same_name(*sorted(keys, key=len))


def _contradict_sender(one: Account, other: Account) -> bool:
    if one.level and other.level and one.level != other.level:
        return True
    if one.division and other.division and one.division != other.division:
        return True
    return one.number is not None and other.number is not None and one.number != other.number


def _contradict_round(one: Account, other: Account) -> bool:
    pairs = ((one.term, other.term), (one.round, other.round), (one.year, other.year))
    return any(left is not None and right is not None and left != right for left, right in pairs)


def _contradict_errand(one: Account, other: Account) -> bool:
    """回头看 is an errand of its own; the others are often left out of a report."""
    return ("回头看" in one.errand) != ("回头看" in other.errand)


def _compare_days(one: Account, other: Account) -> list[str] | None:
    """What the days say for one inspection; None where they speak against it."""
    told: list[str] = []
    for name, words in (("entered", "same first day"), ("fed_back", "same day of feedback")):
        left, right = getattr(one, name), getattr(other, name)
        if left and right:
            near = _is_near(left, right)
            if near is False:
                return None
            told += [words] * 2 if near else []
    for first, second in ((one, other), (other, one)):
        if _is_out_of_order(first.entered, second.fed_back, _LONGEST_STAY):
            return None
        if _is_out_of_order(first.entered, second.rectified, _LONGEST_WORK):
            return None
        if _is_out_of_order(first.fed_back, second.rectified, _LONGEST_WORK):
            return None
        if _is_out_of_order(first.deployed, second.entered, _LONGEST_STAY):
            return None
        pairs = (
            (first.deployed, second.entered),
            (first.entered, second.fed_back),
            (first.entered, second.rectified),
            (first.fed_back, second.rectified),
        )
        if any(_follows(*pair) for pair in pairs):
            told.append("days follow")
    return told


def _is_near(left: str, right: str) -> bool | None:
    """Whether two days are one, as far as a meeting and the first day on site may lie apart; None where not known."""
    if left.startswith("--") or right.startswith("--"):
        return left[-5:] == right[-5:] or None
    if len(left) == 7 or len(right) == 7:
        return left[:7] == right[:7]
    return abs(date.fromisoformat(left) - date.fromisoformat(right)) <= _NEAR


def _is_out_of_order(first: str | None, second: str | None, longest: timedelta) -> bool:
    days = _read(first), _read(second)
    if days[0] is None or days[1] is None:
        return False
    return not days[0] - _NEAR <= days[1] <= days[0] + longest


def _follows(first: str | None, second: str | None) -> bool:
    days = _read(first), _read(second)
    return days[0] is not None and days[1] is not None and days[0] <= days[1]


def _read(day: str | None) -> date | None:
    if not day or day.startswith("--"):
        return None
    return date.fromisoformat(day if len(day) == 10 else f"{day}-01")


def _first_day(group: Sequence[Account]) -> str:
    days = [day for member in group for day in (member.entered, member.fed_back, member.published) if day]
    return min((day for day in days if not day.startswith("--")), default="")


def _first(phases: Phases) -> str:
    days = (phases.deployment, phases.mobilization, phases.feedback, phases.rectification)
    return next((day for day in days if day), "")


def _describe(group: Sequence[tuple[Account, str]]) -> Inspection:
    accounts = [account for account, _ in group]
    chief = accounts[0]
    fullest = max(accounts, key=lambda account: (account.qualified is not None, len(account.qualified or "")))
    teams = [account for account in accounts if account.team_qualified] or [a for a in accounts if a.team]
    rounds = [account for account in accounts if account.round is not None] or accounts
    phases = Phases(
        deployment=_earliest(account.deployed for account in accounts),
        mobilization=_earliest(a.entered for a in accounts if a.kind in ("mobilization", "announcement"))
        or _earliest(account.entered for account in accounts),
        feedback=_earliest(account.fed_back for account in accounts),
        rectification=_earliest(account.rectified for account in accounts),
    )
    return Inspection(
        id=make_inspection_id(accounts),
        unit=chief.unit,
        qualified=fullest.qualified,
        team=(teams[0].team_qualified or teams[0].team) if teams else None,
        level=next((account.level for account in accounts if account.level), None),
        division=next((account.division for account in accounts if account.division), None),
        province=next((account.province for account in accounts if account.province), None),
        term=next((account.term for account in rounds if account.term is not None), None),
        round=rounds[0].round,
        year=next((account.year for account in rounds if account.year is not None), None),
        errand=tuple(sorted({errand for account in accounts for errand in account.errand})),
        phases=phases,
        left=next((account.left for account in accounts if account.left), None),
        people=tuple(sorted({name for account in accounts if not account.listed for name in account.people})),
        members=tuple(dict.fromkeys(account.notice for account in accounts)),
        reasons=tuple((account.notice, reason) for account, reason in group[1:]),
    )


def _earliest(days: Iterable[str | None]) -> str | None:
    told = [day for day in days if day]
    return min(told, key=lambda day: (day.startswith("--"), len(day) < 10, day), default=None)


def make_inspection_id(accounts: Sequence[Account]) -> str:
    """The id of an inspection: of the notice that was seen first, and of the unit as that one names it. A notice found
    later keeps it; where two inspections turn out to be one, the older id stays.
    """
    oldest = min(accounts, key=lambda account: (account.first_seen, account.notice, account.core))
    seed = f"{oldest.notice} {make_unit_key(oldest.core)}" if oldest.unit else oldest.notice
    return f"i-{hashlib.sha256(seed.encode()).hexdigest()[:16]}"
