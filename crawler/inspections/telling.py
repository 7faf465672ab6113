"""What a notice tells of inspections, one account a unit: team, round, and the days of each phase (deployment, meeting
and days on site, report back, rectification), read for notices of every kind.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extraction.divisions import shorten_division
from crawler.extraction.notice import prepare
from crawler.extraction.places.gazetteer import COUNTY, find_beginning, rank
from crawler.extraction.spans.days import Clause, cut_clauses
from crawler.extraction.spans.years import date_mention
from crawler.extraction.text.document import Document
from crawler.extraction.text.folding import fold_width
from crawler.model.inspection import Account
from crawler.model.items import Notice
from crawler.model.numerals import read_numeral

_NUMERAL = "[一二三四五六七八九十百〇零0-9]{1,4}"
_TEAM_NUMBER = re.compile(f"第?({_NUMERAL})(?=[一-鿿]{{0,12}}组)")
_GROUP = re.compile(f"第?({_NUMERAL})组$")
_TERM = re.compile(f"({_NUMERAL})届[一-鿿]{{0,8}}?(?:委|党委|党组)")
_ROUND = re.compile(f"第({_NUMERAL})轮")
_YEAR_ROUND = re.compile(f"((?:19|20)\\d\\d)年(?:度)?第({_NUMERAL})轮")
_LOOKED_BACK = re.compile(r"(?:上一?轮|去年|前年|此前|曾|以往|历次|上次)[^。;]{0,30}$")
_FED_BACK = re.compile(r"[^。;]{0,60}?反馈(?!的?(?:意见|问题|情况)?[^。;,]{0,4}整改)")
_ON_SITE = re.compile(
    r"[^。;]{0,60}?(?:对|在|进驻|到)[^。;]{1,50}?(?:开展|进行|实施)|[^。;向]{0,30}?(?:进驻|巡[视察]了)"
)
_RECTIFIES = re.compile(r"[^。;]{0,60}?整改")
_MONTHS = re.compile(
    r"((?:19|20)\d\d)年(\d{1,2})月[上中下旬底初]{0,2}(?:至|-|到)(?:((?:19|20)\d\d)年)?(\d{1,2})月(?!\d)"
)
_ERRANDS = frozenset({"专项", "机动", "提级", "交叉", "回头看"})
_LEVEL_WORD = re.compile("(?:自治区|省|市|州|盟|地区|县|区|旗|镇|乡|校|院|局|厅)(?=[一-鿿]{2})")
_MOST_OWN = 2
"""Units of a notice of one inspection; with more it is a round's list."""


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of phases that a notice tells."""

    deployed: str | None = None
    entered: str | None = None
    left: str | None = None
    fed_back: str | None = None
    rectified: str | None = None


def list_accounts(notice: Notice) -> tuple[Account, ...]:
    """The accounts of a notice; one without a unit where it names none."""
    facts, page = notice.facts, notice.page
    doc = prepare(page, None)
    days = _read_days(notice, doc)
    term, number, year = _read_round(notice, doc)
    teams = {team.name: team for team in facts.team_units}
    pairs: dict[str, list[str]] = {}
    for team, unit in facts.pairs:
        pairs.setdefault(unit, []).append(team)
    lone: str | None = facts.teams[0] if len(set(map(_read_number, facts.teams))) == 1 else None
    listed = len(facts.targets) > _MOST_OWN or facts.kind == "deployment"

    def tell(name: str | None, qualified: str | None, division: str | None, team: str | None) -> Account:
        place, core = split_name(qualified or name or "", division)
        return Account(
            notice=notice.id,
            first_seen=notice.first_seen.isoformat(),
            kind=facts.kind,
            published=page.published_at[:10] if page.published_at else None,
            unit=name,
            qualified=qualified,
            place=place,
            core=core,
            level=facts.level if facts.teams or facts.level != "institution" else None,
            division=facts.division if facts.teams else None,
            province=facts.province,
            team=team,
            team_qualified=teams[team].qualified if team in teams else None,
            number=_read_number(team) if team else None,
            institution=_read_institution(facts.level, teams[team].qualified if team in teams else None),
            errand=frozenset(facts.types) & _ERRANDS,
            term=term,
            round=number,
            year=year,
            deployed=days.deployed,
            entered=days.entered,
            left=days.left,
            fed_back=days.fed_back,
            rectified=days.rectified,
            people=frozenset(person.name for person in facts.people),
            phones=frozenset(phone.number for phone in facts.contacts.phones),
            listed=listed,
        )

    accounts = [
        tell(target.name, target.qualified, target.division, team)
        for target in facts.targets
        for team in pairs.get(target.name) or (lone,)
    ]
    return tuple(accounts) or (tell(None, None, None, lone),)


def split_name(name: str, division: str | None) -> tuple[str | None, str]:
    """The division that a name's place is, or None, and the name without it and without a bare level word."""
    place, rest = None, name
    while rest:
        codes, end = find_beginning(rest)
        inside = [code for code in codes if place is None or code[: len(place.rstrip("0"))] == place.rstrip("0")]
        if not inside or (end == len(rest) and division is not None):
            break
        place, rest = (inside[0] if len(inside) == 1 else place), rest[end:]
    if division is not None:
        return division, shorten_division(rest or name)
    word = _LEVEL_WORD.match(rest)
    return place, rest[word.end() :] if word else rest or name


def _read_number(team: str | None) -> int | None:
    """The number in a team's name (第三巡察组, 巡察三组)."""
    if not team:
        return None
    rest = team[max(team.rfind("委"), team.rfind("党组")) + 1 :]
    found = _TEAM_NUMBER.search(rest) or _GROUP.search(rest)
    return read_numeral(found[1]) if found else None


def _read_institution(level: str | None, qualified: str | None) -> str | None:
    if level != "institution" or not qualified:
        return None
    return re.split("党委|党组|党工委|委员会", qualified)[0] or None


def _read_round(notice: Notice, doc: Document) -> tuple[int | None, int | None, int | None]:
    """Term, number and year of the round: of the facts, else as first told and not looked back on."""
    text = f"{doc.title}\n{doc.folded}"
    by_year = _YEAR_ROUND.search(text)
    year = int(by_year[1]) if by_year else None
    for known in notice.facts.rounds:
        if known.number is not None:
            return known.term, known.number, year
    for found in _ROUND.finditer(text):
        before = text[max(0, found.start() - 40) : found.start()]
        if not _LOOKED_BACK.search(before):
            terms = _TERM.findall(before.rpartition("。")[2])
            return (read_numeral(terms[-1]) if terms else None), read_numeral(found[1]), year
    return next((known.term for known in notice.facts.rounds), None), None, year


def _read_days(notice: Notice, doc: Document) -> _Days:
    facts = notice.facts
    if facts.kind in ("mobilization", "announcement"):
        first = facts.meeting_dates[0] if facts.meeting_dates else facts.period.start
        return _Days(entered=first, left=facts.period.end)
    if facts.kind == "deployment":
        return _Days(deployed=next(_list_days(doc), None))
    entered, left = _read_stay(doc)
    fed_back = next(_list_days(doc, _FED_BACK), None)
    published = notice.page.published_at[:10] if notice.page.published_at else None
    if facts.kind == "feedback":
        return _Days(entered=entered, left=left, fed_back=fed_back or published)
    held = next(_list_days(doc, _RECTIFIES, lone=True), None)
    return _Days(entered=entered, left=left, fed_back=fed_back, rectified=held or published)


def _read_stay(doc: Document) -> tuple[str | None, str | None]:
    """First and last day on site, or their months."""
    for clause in cut_clauses(fold_width(doc.text)):
        if clause.is_range and _ON_SITE.match(clause.after):
            told = [date_mention(doc, mention, past=True) for mention in clause.days]
            if told[0] and told[1]:
                return told[0].value, told[1].value
    months = _MONTHS.search(doc.folded)
    if months:
        last = months[3] or months[1]
        return f"{months[1]}-{int(months[2]):02}", f"{last}-{int(months[4]):02}"
    return None, None


def _list_days(doc: Document, tells: re.Pattern[str] | None = None, *, lone: bool = False) -> Iterator[str]:
    """The single days whose clause tells of something; `lone`: not those whose clause tells of a report back."""
    for clause in _single(cut_clauses(fold_width(doc.text))):
        if tells is not None and not tells.match(clause.after):
            continue
        if (
            lone
            and _FED_BACK.match(clause.after[: clause.after.find("整改") + 1 or None])
            and "召开" not in clause.after
        ):
            continue
        if (told := date_mention(doc, clause.days[0], past=True)) is not None:
            yield told.value


def _single(clauses: Sequence[Clause]) -> Iterator[Clause]:
    yield from (clause for clause in clauses if len(clause.days) == 1)


def is_place_name(account: Account) -> bool:
    """Whether the unit is a division itself."""
    return account.place is not None and rank(account.place) <= COUNTY and account.core == (account.unit or "")
