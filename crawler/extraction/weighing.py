"""How sure each value is: the strength of its rule, agreement of several places, counts that the text states, damage.

ONE table says how strong each rule is: a label, a title, a statement whose words leave no other reading are certain;
what is told from a late sentence, a list's surroundings or a weak clue is likely; the last resort is unsure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from crawler.model.certainty import Doubt, find_highest, find_lowest, lower
from crawler.model.fields.vocabulary import Confidence
from crawler.model.items import Evidence, Facts, Page
from crawler.model.numerals import read_numeral

STRENGTHS: Mapping[str, Confidence] = {
    **dict.fromkeys(
        (
            *(
                "title.line",
                "title.heading",
                "source.dateline",
                "source.line",
                "source.meta",
                "published.published",
                "published.line",
                "published.dateline",
            ),
            *("title.meeting", "title.announcement", "title.feedback", "title.rectification"),
            *("level.sender", "mode.word", "type.stated", "round.stated"),
            *("meeting.sentence", "meeting.heading", "meeting.table", "meeting.same-day", "team.named"),
            *("target.enter", "target.for", "target.team-inspects", "target.inspects", "target.object", "target.table"),
            *("target.paren", "target.list-line", "target.parallel", "target.team-after", "target.item"),
            *("pair.stated", "pair.row", "people.post_before_name", "people.label", "people.table_column"),
            *("person.post", "role.rank", "role.act", "period.label", "period.parenthesis", "period.duration"),
            *("phone.printed", "phone.list", "phone.table", "email.printed", "mailbox.label", "mailbox.numbered"),
            *(
                "postcode.labelled",
                "postcode.table",
                "hours.printed",
                "box.label",
                "box.table",
                "box.row",
                "box.numbered",
            ),
            *("deadline.until", "deadline.closed", "scope.sentence", "place.committee", "place.name", "place.site"),
            *("place.source", "place.units", "place.division", "place.qualified", "corrected"),
        ),
        "certain",
    ),
    **dict.fromkeys(
        (
            *("lead.acts", "lead.meeting", "meeting.talk", "meeting.quoted", "target.stay", "target.meeting-with"),
            *("target.chair", "target.self", "visited", "role.sentence", "role.later", "people.name_before_act"),
            *("place.postcode", "place.host", "period.from-now", "pair.apart"),
        ),
        "unsure",
    ),
}
"""How strong a rule is by its name; a rule that is not named is likely."""

_KEYS = ("kind", "teams", "targets", "pairs", "meeting_dates")
"""Fields whose least sure value is the notice's confidence."""

_OFTEN = 2
_DAMAGE = "\ufffd"
_NEAR = 12
_COUNT = re.compile(
    r"(?P<count>[一二三四五六七八九十百\d]{1,4})(?:个|家|所|名)(?:被巡[视察](?:党组织|单位)?|县直|市直|省直|区直)?"
    r"(?:单位|部门|党组织|乡镇|镇街|街道|行政村|村|社区|地区|企业|高校|学校|医院)"
)
_LONGEST_LIST = 600


@dataclass(frozen=True, slots=True)
class _Verdict:
    confidence: Confidence
    reasons: tuple[str, ...]


def weigh(facts: Facts, page: Page) -> Facts:
    """The facts with the confidence of each piece of evidence, and of the notice: the least sure of kind, teams,
    targets, pairs and meeting days.
    """
    verdicts = _judge(facts, page)
    evidence = tuple(replace(proof, confidence=verdicts[proof.field].confidence) for proof in facts.evidence)
    key = (
        verdict.confidence for path, verdict in verdicts.items() if path.partition("/")[0] in _KEYS and _is_value(path)
    )
    return replace(facts, evidence=evidence, confidence=find_lowest(key))


def weigh_page(page: Page) -> Page:
    """The page with the confidence of what it says of itself."""
    return replace(
        page,
        evidence=tuple(replace(proof, confidence=STRENGTHS.get(proof.rule, "likely")) for proof in page.evidence),
    )


def list_doubts(facts: Facts, page: Page) -> tuple[Doubt, ...]:
    """What of a notice's values is not certain, the least sure first, then as published, each with its reasons."""
    found = [
        Doubt(path, verdict.confidence, verdict.reasons)
        for path, verdict in _judge(facts, page).items()
        if verdict.confidence != "certain"
    ]
    return tuple(sorted(found, key=lambda doubt: doubt.confidence != "unsure"))


def _is_value(path: str) -> bool:
    """Whether a path is of a value itself, not of what is derived from it (`targets/0/division`)."""
    return not path.endswith(("/qualified", "/division"))


def _judge(facts: Facts, page: Page) -> dict[str, _Verdict]:
    by_path: dict[str, list[Evidence]] = {}
    for proof in facts.evidence:
        by_path.setdefault(proof.field, []).append(proof)
    texts = {"text": page.text, "title": page.title or ""}
    miscounted = _miscount(facts, page)
    verdicts = {path: _judge_value(path, proofs, texts, miscounted) for path, proofs in by_path.items()}
    bearers = _find_bearers(facts)
    return {path: _follow(path, verdict, verdicts, bearers) for path, verdict in verdicts.items()}


def _judge_value(path: str, proofs: list[Evidence], texts: Mapping[str, str], miscounted: str | None) -> _Verdict:
    rules = sorted({proof.rule for proof in proofs})
    confidence = find_highest(STRENGTHS.get(rule, "likely") for rule in rules)
    reasons = [] if confidence == "certain" else [f"read by {', '.join(rules)}"]
    if confidence == "likely" and _count(path, proofs[0], texts) > _OFTEN:
        confidence, reasons = "certain", []
    if confidence == "certain" and path.startswith("targets/") and _count(path, proofs[0], texts) == 1:
        confidence, reasons = "likely", ["named once"]
    if confidence == "likely" and path in ("province", "division") and len(proofs) > 1:
        confidence, reasons = "certain", []
    if any(_is_damaged(proof, texts) for proof in proofs):
        confidence = lower(confidence)
        reasons.append("characters beside it could not be read")
    if miscounted and path.startswith("targets/") and path.count("/") == 1:
        confidence = lower(confidence)
        reasons.append(miscounted)
    return _Verdict(confidence, tuple(reasons))


def _count(path: str, proof: Evidence, texts: Mapping[str, str]) -> int:
    """How often a name is printed: what several statements agree on is surer."""
    if path.partition("/")[0] not in ("teams", "targets", "people"):
        return 0
    return sum(text.count(proof.value) for text in texts.values())


def _is_damaged(proof: Evidence, texts: Mapping[str, str]) -> bool:
    text = texts.get(proof.where, "")
    return _DAMAGE in text[max(0, proof.start - _NEAR) : proof.end + _NEAR]


def _miscount(facts: Facts, page: Page) -> str | None:
    """The contradiction of a sentence that states a number of units and lists another, as the units were read."""
    names = [target.name for target in facts.targets]
    if len(names) < 2:
        return None
    for found in _COUNT.finditer(page.text):
        start, end = page.text.rfind("\n", 0, found.start()) + 1, page.text.find("。", found.end())
        line = page.text[start : end if end >= 0 else None][:_LONGEST_LIST]
        listed = sum(name in line for name in names)
        count = read_numeral(found["count"])
        if listed > 2 and count is not None and count != listed and abs(count - listed) <= max(2, count // 3):
            return f"the text says {found.group()}, {listed} of them were read"
    return None


def _find_bearers(facts: Facts) -> dict[str, tuple[str, ...]]:
    """The values that another can be no surer than: a pair its ends, a post or role its person, a role what it is told
    by, a qualified name its place.
    """
    teams = {name: f"teams/{n}" for n, name in enumerate(facts.teams)}
    targets = {target.name: f"targets/{n}" for n, target in enumerate(facts.targets)}
    place = "division" if facts.division else "province"
    return {
        **{f"pairs/{n}": (teams.get(team, ""), targets.get(unit, "")) for n, (team, unit) in enumerate(facts.pairs)},
        **{f"people/{n}/post": (f"people/{n}/name",) for n in range(len(facts.people))},
        **{
            f"people/{n}/roles/{m}": (f"people/{n}/name",)
            for n, person in enumerate(facts.people)
            for m in range(len(person.roles))
        },
        **{f"team_units/{n}/qualified": (place, f"teams/{n}") for n in range(len(facts.teams))},
        **{f"targets/{n}/qualified": (place, f"targets/{n}") for n in range(len(facts.targets))},
    }


def _follow(
    path: str, verdict: _Verdict, verdicts: Mapping[str, _Verdict], bearers: Mapping[str, tuple[str, ...]]
) -> _Verdict:
    for bearer in bearers.get(path, ()):
        known = verdicts.get(bearer)
        if known and find_lowest((known.confidence, verdict.confidence)) != verdict.confidence:
            verdict = _Verdict(known.confidence, (*verdict.reasons, *known.reasons))
    return verdict
