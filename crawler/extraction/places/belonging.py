"""Where a notice belongs, read once from all that is known of it (eval/PLACES.md: what a right value is)."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extraction.divisions import find_bare_codes, find_division, list_codes, read_division_name
from crawler.extraction.places.clues import HOST, Clue, find_clues
from crawler.extraction.places.gazetteer import (
    COUNTY,
    PREFECTURE,
    PROVINCE,
    contains,
    find_beginning,
    find_mentions,
    lift,
    rank,
)
from crawler.extraction.places.hosts import find_host_codes, find_initials, holds_initials
from crawler.extraction.places.qualified import (
    Home,
    begins_with_level,
    find_army_city,
    find_institution,
    is_national,
    qualify_team,
    qualify_unit,
)
from crawler.extraction.places.seat import RANKS, Seat, decide_province, decide_seat, decide_sender
from crawler.extraction.text.document import Document, Found, Span
from crawler.model.items import Level, Phone

_XINJIANG = "650000"
_NAMING = frozenset({"place.committee", "place.named", "place.name", "place.source"})
"""Rules of clues that name a place."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """The level (a bare 市委 may be a county-level city's), the division that sends, the province, a qualified name (or
    None) for each team and unit, and each unit's own division where it is a place.
    """

    level: Level | None
    division: Found[str] | None
    province: Found[str] | None
    teams: tuple[str | None, ...]
    targets: tuple[str | None, ...]
    divisions: tuple[str | None, ...]


def read_belonging(
    doc: Document,
    level: Level | None,
    teams: Sequence[Found[str]],
    targets: Sequence[Found[str]],
    phones: Sequence[Found[Phone]],
    postcodes: Sequence[Found[str]],
) -> Belonging:
    """Where a notice of a level belongs, with its teams and units."""
    clues = find_clues(doc, teams, targets, phones, postcodes)
    words = f"{doc.title}\n{doc.source}\n{doc.text}"
    names = [team.value for team in teams]
    level = "county" if level == "municipal" and _sends_below(doc, names, clues) else level
    whole_country = level == "central" or any(map(is_national, names))
    sender = None if whole_country else _find_sender(doc, level, clues, teams, targets)
    region = sender.code if sender else doc.site_region
    divisions = tuple(find_division(target.value, region, words) for target in targets)
    province = _read_units_province(divisions, targets) if whole_country else _read_province(sender, clues)
    home = Home(
        level,
        sender.code if sender else None,
        province.value if province else None,
        institution=find_institution(words, names) if level == "institution" else None,
        army_city=find_army_city(words) if province and province.value == _XINJIANG else None,
    )
    county: str | None = None
    lone = _find_lone_county(clues, home)
    qualified: list[str | None] = []
    for target, division in zip(targets, divisions, strict=True):
        own = division or _find_county(target.value, home)
        county = own or (None if begins_with_level(target.value) else county)
        qualified.append(qualify_unit(target.value, division, home, county or lone))
    return Belonging(
        level=level,
        division=_tell(sender),
        province=province,
        teams=tuple(qualify_team(team.value, home) for team in teams),
        targets=tuple(qualified),
        divisions=divisions,
    )


def _ask_host(doc: Document, level: Level | None, clues: Sequence[Clue], targets: Sequence[Found[str]]) -> Seat | None:
    """Where the text does not tell: the division the site is named after, which no clue may contradict."""
    if level not in RANKS or not doc.url:
        return None
    to = RANKS[level]
    codes = find_host_codes(doc.url, to)
    named = Clue(codes, HOST, Span("url", 0, len(doc.url)), "place.host")
    if not codes and (anchors := [clue for clue in clues if clue.rule in ("place.area-code", "place.site")]):
        inside = [c for c in list_codes() if rank(c) == to and any(contains(o, c) for a in anchors for o in a.codes)]
        named = Clue(find_initials(doc.url, inside), HOST, named.span, "place.host")
    if not named.codes:
        named = Clue(_find_namesakes(doc, to, targets), HOST, named.span, "place.host")
    return decide_sender(level, (*clues, named)) if named.codes else None


def _find_namesakes(doc: Document, to: int, targets: Sequence[Found[str]]) -> tuple[str, ...]:
    """The divisions of a rank that units are named after (兴化文旅投资集团) and whose initials the host holds."""
    stems = {target.value[:size] for target in targets for size in (2, 3) if len(target.value) > size + 2}
    codes = {code for stem in stems for code in find_bare_codes(stem) if rank(code) == to}
    return tuple(sorted(code for code in codes if holds_initials(doc.url, code)))


def _tell(seat: Seat | None) -> Found[str] | None:
    if seat is None:
        return None
    clue = seat.clues[0]
    return Found(seat.code, tuple(c.span for c in seat.clues[:2]), clue.rule)


def _sends_below(doc: Document, names: Sequence[str], clues: Sequence[Clue]) -> bool:
    """Whether a bare 市委 is that of a county-level city: the only 市 that the notice, or else its host, names."""
    if not names or not all(name.startswith("市委") for name in names):
        return False
    named = {code for clue in clues if clue.rule.startswith("place.") and len(clue.codes) == 1 for code in clue.codes}
    told = {clue.codes[0] for clue in clues if clue.rule in _NAMING and len(clue.codes) == 1}
    if any(rank(code) == PREFECTURE for code in told) or not all(
        rank(code) != COUNTY or _is_city(code) for code in told
    ):
        return False
    hosts = find_host_codes(doc.url, COUNTY) if not any(map(_is_city, told)) else ()
    areas = [code for code in named if rank(code) == PREFECTURE]
    below = [code for code in hosts if _is_city(code) and any(contains(area, code) for area in areas)]
    return any(map(_is_city, told)) or len(below) == 1


def _is_city(code: str) -> bool:
    return rank(code) == COUNTY and (read_division_name(code) or "").endswith("市")


def _find_sender(
    doc: Document,
    level: Level | None,
    clues: Sequence[Clue],
    teams: Sequence[Found[str]],
    targets: Sequence[Found[str]],
) -> Seat | None:
    if level == "institution":
        senders = {team.spans[0] for team in teams}
        return decide_seat([clue for clue in clues if clue.rule != "place.name" or clue.span in senders])
    return decide_sender(level, clues) or _ask_host(doc, level, clues, targets)


def _read_units_province(divisions: Sequence[str | None], targets: Sequence[Found[str]]) -> Found[str] | None:
    """For a sender of the whole country the province of its units, where all are of one."""
    codes = [
        (division,) if division else find_beginning(target.value)[0]
        for target, division in zip(targets, divisions, strict=True)
    ]
    provinces = {lift(code, PROVINCE) if code else None for each in codes for code in each or ("",)}
    only = next(iter(provinces)) if len(provinces) == 1 else None
    return Found(only, targets[0].spans[:1], "place.units") if only else None


def _read_province(sender: Seat | None, clues: Sequence[Clue]) -> Found[str] | None:
    """The sender's province, or the one that the clues speak for."""
    told = _tell(sender or decide_province(clues))
    return None if told is None else Found(lift(told.value, PROVINCE) or "", told.spans, told.rule)


def _find_lone_county(clues: Sequence[Clue], home: Home) -> str | None:
    """The only county of the sending prefecture that the notice names: its towns and villages lie there."""
    if home.division is None or rank(home.division) == COUNTY:
        return None
    codes = {code for clue in clues for code in clue.codes if rank(code) == COUNTY and contains(home.division, code)}
    return next(iter(codes)) if len(codes) == 1 else None


def _find_county(name: str, home: Home) -> str | None:
    """The county a unit's name begins with (民权县龙塘镇)."""
    mention = next(find_mentions(name), None)
    if mention is None or mention.start or mention.end == len(name):
        return None
    codes = [code for code in mention.codes if rank(code) == COUNTY and (home.province or "")[:2] in ("", code[:2])]
    return codes[0] if len(codes) == 1 else None
