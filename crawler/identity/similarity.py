"""Is it the same notice? Guarded similarity for damaged copies, and the link between two reports of one event.

Notices of one round share most of their words, so a share of common words alone never merges. Two texts are the same
notice when every place where they differ is explained by damage (lost bytes, leaked tags, inserted marks) or lies
before or behind the common text, and no fact of one contradicts the other.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from crawler.decoding.frequency import rate_characters
from crawler.identity.content import drop_furniture, fold_variants
from crawler.identity.differences import Difference, align
from crawler.model.items import PUBLISHED_KINDS, Facts, Notice


@dataclass(frozen=True, slots=True)
class Relation:
    """How two notices stand to each other, by which rule, and the share of the shorter text both have (0 to 1)."""

    kind: Literal["same", "same_event", "different"]
    rule: str
    share: float


_MARK = "\ufffd"
_MARKED = re.compile("[A-Za-z?_<>/\\\\\ufffd]+")
_ENCLOSED = re.compile("[\u2150-\u218b\u2460-\u24ff\u3220-\u32ff]")
"""Numbers in circles: two-byte characters read out of step give them, and NFKC would make digits of them."""
_DROPPED = re.compile("[^0-9〇㐀-䶿一-鿿\U00020000-\U0003ffff\ufffd]+")

_MIN_COMMON = 60
_MIN_SHARE = 0.6
_MIN_SHARE_OF_LONGER = 0.35
_BROKEN = 8
_BROKEN_BY_MARK = 4
"""Most characters that one damaged place may cost, and most for each mark in it."""
_LOST_OF_NAME = 0.4
_MUST_SHOW = frozenset({"team", "target"})
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百千两")
_GARBLED = 0.4
"""Mean weight (crawler/decoding/frequency) under which characters are no words."""


def compare_notices(a: Notice, b: Notice) -> Relation:
    """The relation of two notices: one damaged or furnished copy of the other, another report of its event, or neither.

    `same` needs texts that differ by damage alone and facts that do not contradict; `same_event` needs team, target
    and meeting date to agree, and something that tells namesakes of other places apart.
    """
    slight = a.page.is_slight or b.page.is_slight
    if a.page.content_hash and a.page.content_hash == b.page.content_hash and not slight:
        return Relation("same", "content-hash", 1.0)
    differences, share = _compare_texts(_fold_notice(a), _fold_notice(b))
    if differences is None:
        return _compare_events(a, b, "text", share)
    for difference in differences:
        if (reason := _find_contradiction(difference)) is not None:
            return _compare_events(a, b, reason, share)
    if (field := _find_contradicting_fact(a, b)) is not None:
        return _compare_events(a, b, f"fact.{field}", share)
    return Relation("same", "similarity.damage", share)


def _fold_notice(notice: Notice) -> str:
    return _fold_marked(notice.page.title or "", notice.page.text)


@lru_cache(maxsize=512)
def _fold_marked(title: str, text: str) -> str:
    """Title and text folded as for the hash, but with a mark wherever letters, ? or _ stand: traces of damage."""
    head, body = (_ENCLOSED.sub(_MARK, part) for part in (title, text))
    head, body = fold_variants(head), drop_furniture(fold_variants(body))
    head, body = (_DROPPED.sub("", _MARKED.sub(_MARK, part)) for part in (head, body))
    return body if head and body.startswith(head) else head + body


def _compare_texts(a: str, b: str) -> tuple[tuple[Difference, ...] | None, float]:
    """The differences between two folded texts (None: they share too little), and the share of the shorter one."""
    if not a or not b:
        return None, 0.0
    differences, common = align(a, b)
    share = common / min(len(a), len(b))
    enough = common >= _MIN_COMMON and share >= _MIN_SHARE and common / max(len(a), len(b)) >= _MIN_SHARE_OF_LONGER
    return (differences if enough else None), round(share, 3)


def _find_contradiction(found: Difference) -> str | None:
    """Why a difference cannot be damage, or None when it can; a mark stands for one digit at most."""
    left, right = (side.replace(_MARK, "") for side in (found.left, found.right))
    if found.at_edge and not (left and right):
        return None
    digits, marks = [re.sub(r"\D", "", side) for side in (left, right)], (found.left + found.right).count(_MARK)
    lost = abs(len(digits[0]) - len(digits[1]))
    if not found.repeated and (lost > marks or not _is_part(*sorted(digits, key=len))):
        return "text.digits"
    if not left or not right:
        whole = left or right
        broken = _MARK in found.left + found.right and len(whole) <= _BROKEN
        return None if not whole or found.repeated or broken or _is_garbled(whole) else "text.insertion"
    if _is_garbled(left) != _is_garbled(right):
        return None
    return None if _is_broken(found.left, found.right) or _is_broken(found.right, found.left) else "text.words"


def _is_part(short: str, long: str) -> bool:
    """True when the characters of one stand in the other in order."""
    rest = iter(long)
    return all(char in rest for char in short)


def _is_garbled(side: str) -> bool:
    """True for what two-byte characters read out of step give: mostly rare ones."""
    chars = re.sub(r"\d", "", side)
    return bool(chars) and rate_characters(chars) < _GARBLED


def _is_broken(side: str, other: str) -> bool:
    """True when one side can be what damage left of the other: marks, a few stray characters, no number of its own."""
    marks, kept = side.count(_MARK), side.replace(_MARK, "")
    if not marks or len(kept) > marks + 2 or len(other) > marks * _BROKEN_BY_MARK:
        return False
    return not (set(kept) - set(other)) & _NUMERALS


def _list_facts(facts: Facts) -> dict[str, tuple[str, ...]]:
    """The values that tell inspections apart, folded; those that lost characters tell nothing."""
    values = {
        "team": facts.teams,
        "target": tuple(target.name for target in facts.targets),
        "leader": tuple(person.name for person in facts.people if "team_leader" in person.roles),
        "phone": tuple(phone.number for phone in facts.contacts.phones),
    }
    return {
        field: tuple(_DROPPED.sub("", fold_variants(value)) for value in found if not _MARKED.search(value))
        for field, found in values.items()
    }


def _find_contradicting_fact(a: Notice, b: Notice) -> str | None:
    """A field in which no readable value of one notice stands in the other's text.

    Where only one of them has a value, a team or unit must be confirmed by the other's text, else it tells nothing.
    """
    texts = _fold_notice(a), _fold_notice(b)
    mine, theirs = _list_facts(a.facts), _list_facts(b.facts)
    for field in mine:
        values = mine[field], theirs[field]
        if any(_shows(texts[1 - side], value) for side in (0, 1) for value in values[side]):
            continue
        if all(values) or (any(values) and field in _MUST_SHOW):
            return field
    if a.facts.meeting_dates and b.facts.meeting_dates and not _share_day(a.facts, b.facts):
        return "date"
    return None


def _shows(text: str, value: str) -> bool:
    """True when a value stands in a text, if need be with a mark for one or two of its characters, never a numeral."""
    if value in text:
        return True
    broken = (
        f"{value[:at]}.{{0,2}}{_MARK}.{{0,2}}{value[at + lost :]}"
        for lost in (1, 2)
        for at in range(len(value) - lost + 1)
        if lost / len(value) <= _LOST_OF_NAME and not _NUMERALS & set(value[at : at + lost])
    )
    return _MARK in text and any(re.search(pattern, text) for pattern in broken)


def _share_day(a: Facts, b: Facts) -> bool:
    """True when a meeting day agrees; where a year is unknown, month and day decide."""
    return any(
        x == y or ("--" in (x[:2], y[:2]) and x[-5:] == y[-5:]) for x in a.meeting_dates for y in b.meeting_dates
    )


_OWN_PLACE = re.compile(
    r"^(?:中共)?(?:中央|[一-鿿]{2,12}(?:省|自治区|兵团|市|州|盟|县|区|旗|大学|学院|集团|公司|医院)(?=委|党|纪|巡|第))"
)


def _compare_events(a: Notice, b: Notice, rule: str, share: float) -> Relation:
    """same_event where two notices of different wording tell of one meeting; else different by `rule`."""
    facts = a.facts, b.facts
    if not all(f.kind in PUBLISHED_KINDS for f in facts) or not _share_day(*facts):
        return Relation("different", rule, share)
    team = next((t for t in facts[0].teams for u in facts[1].teams if _agree(t, u)), None)
    target = any(_agree(t.name, u.name) for t in facts[0].targets for u in facts[1].targets)
    if team is None or not target or not _is_one_place(a, b):
        return Relation("different", rule, share)
    return Relation("same_event", "event.team-target-date", share)


def _agree(one: str, other: str) -> bool:
    """True when two names can be the same body: one ends with the other, or abbreviates it in order (省作协)."""
    short, long = sorted((fold_variants(one), fold_variants(other)), key=len)
    if long.endswith(short):
        return True
    if short.endswith("组") or long.endswith("组") or len(short) < 3:
        return False
    return _is_part(short, long)


def _is_one_place(a: Notice, b: Notice) -> bool:
    """Whether something beyond generic names (市委第一巡察组, 市教育局) ties both notices to one place."""
    if a.page.site == b.page.site:
        return True
    facts = a.facts, b.facts
    divisions = [{t.division for t in f.targets if t.division} for f in facts]
    if all(divisions) and not divisions[0] & divisions[1]:
        return False
    people = [{person.name for person in f.people} for f in facts]
    phones = [{phone.number for phone in f.contacts.phones} for f in facts]
    if divisions[0] & divisions[1] or people[0] & people[1] or phones[0] & phones[1]:
        return True
    return any(_OWN_PLACE.match(t) and _OWN_PLACE.match(u) and t == u for t in facts[0].teams for u in facts[1].teams)
