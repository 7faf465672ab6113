"""One inspection (一次巡视巡察), and what one notice tells of it: the items of the ledger.

Days are ISO (`2023-09-05`), `--09-05` where the year cannot be known, `2023-09` where only the month is.
"""

from dataclasses import dataclass

from crawler.model.items import Kind, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a notice tells of the inspection of one unit by one team.

    `unit` as printed, None where the notice is of a whole round and names none; `place` is the division code that the
    unit's place is known by, `core` its name without that place. `number` is the team's. `errand` holds 回头看, 专项
    and the like. `listed`: the unit is one of a round's list.
    """

    notice: str
    first_seen: str
    kind: Kind
    published: str | None
    unit: str | None
    qualified: str | None
    place: str | None
    core: str
    level: Level | None
    division: str | None
    province: str | None
    team: str | None
    team_qualified: str | None
    number: int | None
    institution: str | None
    errand: frozenset[str]
    term: int | None
    round: int | None
    year: int | None
    deployed: str | None
    entered: str | None
    left: str | None
    fed_back: str | None
    rectified: str | None
    people: frozenset[str]
    phones: frozenset[str]
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Phases:
    """The first known day of each phase of an inspection."""

    deployment: str | None
    mobilization: str | None
    feedback: str | None
    rectification: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One unit inspected by one committee in one round, with the notices that tell of it; `reasons` says for each
    notice after the first why it belongs here.
    """

    id: str
    unit: str | None
    qualified: str | None
    team: str | None
    level: Level | None
    division: str | None
    province: str | None
    term: int | None
    round: int | None
    year: int | None
    errand: tuple[str, ...]
    phases: Phases
    left: str | None
    people: tuple[str, ...]
    members: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
