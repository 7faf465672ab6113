"""Pairs of team and inspected unit, only where the text ties them to each other."""

from collections.abc import Iterator, Sequence

from crawler.extraction.entities import resolve_unit
from crawler.extraction.statements.inspects import Inspects


def read_pairs(
    relations: Sequence[Inspects], teams: Sequence[str], targets: Sequence[str], several: bool
) -> tuple[tuple[str, str], ...]:
    """Who inspects whom.

    One team has all targets, unless the notice speaks of `several` teams; parallel lists of one length (分别) are read
    in step, also where only another sentence names the teams; a statement about one team ties its units to it.
    """
    if len(teams) == 1 and not several:
        own = {t for r in relations if r.teams or not r.of_round for t in _find(r, targets)}
        tied = any(r.teams and _find(r, targets) for r in relations)
        return tuple((teams[0], target) for target in targets if target in own or not tied)
    pairs = [p for r in relations for p in _tie(r, targets)] or list(_tie_apart(relations, teams, targets))
    return tuple(dict.fromkeys(pairs))


def _tie_apart(
    relations: Sequence[Inspects], teams: Sequence[str], targets: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """三个巡察组分别进驻甲、乙、丙, where nothing else ties them: the teams named elsewhere, in step."""
    for relation in relations:
        units = tuple(dict.fromkeys(resolve_unit(u.value, targets) for u in relation.units))
        if relation.apart and not relation.teams and len(units) == len(teams) and set(units) <= set(targets):
            yield from zip(teams, units, strict=True)
            return


def _find(relation: Inspects, targets: Sequence[str]) -> list[str]:
    """The targets that a statement's units are."""
    units = (u.value if u.value in targets else resolve_unit(u.value, targets) for u in relation.units)
    return [u for u in units if u in targets]


def _tie(relation: Inspects, targets: Sequence[str]) -> Iterator[tuple[str, str]]:
    units = _find(relation, targets)
    if len(relation.groups) == len(relation.teams) and sum(relation.groups) == len(units):
        rest = iter(units)
        yield from (
            (team, next(rest)) for team, many in zip(relation.teams, relation.groups, strict=True) for _ in range(many)
        )
    elif len(relation.teams) == 1:
        yield from ((relation.teams[0], unit) for unit in units)
    elif len(relation.teams) == len(units) > 1:
        yield from zip(relation.teams, units, strict=True)
