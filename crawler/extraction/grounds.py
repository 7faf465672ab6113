"""Proof of what is derived from other values: who inspects whom, level, mode, and what each person holds and does.

Each value gets the words that show it: a pair both its ends and the words between them, a role the name and the word of
the act. All is found again in the text; a value whose words cannot be found is proven by the sentence of its bearer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from crawler.extraction.spans.teams import TeamMention
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.sentences import find_sentence
from crawler.extraction.words.acts import ACTS, Act
from crawler.model.items import Evidence, Kind, Level, Mode, Person, Role

_MODE_WORDS: Mapping[Mode, re.Pattern[str]] = {"巡视": re.compile("巡视"), "巡察": re.compile("巡[察查]")}
_FURTHEST = 160
"""Characters that may lie between a team and its unit in one statement."""
_IN_TITLE = 60
"""By how much nearer two ends must stand in the title to be shown there rather than in the text."""
_RANK_WORDS: Mapping[Role, re.Pattern[str]] = {
    "team_leader": re.compile("(?<!副)组长"),
    "team_deputy": re.compile("副组长"),
    "team_member": re.compile("组员|成员|联络员"),
}
_ACTS_OF: Mapping[Role, tuple[Act, ...]] = {
    "speaker": ("speech", "rouse", "explain", "demand", "convey", "say", "inform", "respond"),
    "briefer": ("rouse", "speech", "explain", "demand", "convey", "inform", "say", "read"),
    "chair": ("chair",),
    "respondent": ("respond", "avow"),
    "participant": ("attend",),
}
_SAYS = re.compile("(?:指出|强调|表示|要求|说|讲话|介绍|通报|传达)")


@cache
def _compile(acts: tuple[Act, ...]) -> re.Pattern[str]:
    words = [word for act, found in ACTS if act in acts for word in found]
    return re.compile("|".join((*words, _SAYS.pattern)) if acts != ("chair",) else "|".join(words))


def prove_sender(
    doc: Document, level: Level | None, mode: Mode | None, mentions: Sequence[TeamMention], body: str, kind: Found[Kind]
) -> tuple[Evidence, ...]:
    """The words that tell level and mode: the team with its sender, else the body, else what tells the kind."""
    own = sorted((mention.span for mention in mentions if mention.counts), key=lambda span: span.where != "text")
    told = own[:1] or _find(doc, body)[:1] or kind.spans[:1]
    proofs: list[Evidence] = []
    if level is not None and told:
        proofs += doc.prove("level", Found(level, tuple(told), "level.sender"))
    if mode is not None:
        proofs += doc.prove("mode", Found(mode, (_find_mode(doc, mode, own) or kind.spans[0],), "mode.word"))
    return tuple(proofs)


def _find_mode(doc: Document, mode: Mode, own: Sequence[Span]) -> Span | None:
    word = _MODE_WORDS[mode]
    for span in own:
        if found := word.search(doc.read(span)):
            return Span(span.where, span.start + found.start(), span.start + found.end())
    for text, title in ((doc.folded, False), (doc.title, True)):
        if found := word.search(text):
            return Span("title" if title else "text", *found.span())
    return None


def prove_pairs(
    doc: Document,
    pairs: Sequence[tuple[str, str]],
    teams: Sequence[Found[str]],
    targets: Sequence[Found[str]],
    mentions: Sequence[TeamMention],
) -> Iterator[Evidence]:
    """Both ends of each pair, and the words that tie them where one statement does."""
    proven = {found.value: found.spans for found in (*teams, *targets)}
    places: dict[str, list[Span]] = {}
    for mention in mentions:
        for name in mention.names:
            places.setdefault(name, []).append(mention.span)
    for number, (team, unit) in enumerate(pairs):
        ends = _choose_ends(
            doc, places.get(team, []) or list(proven.get(team, ())), _find(doc, unit) or proven.get(unit, ())
        )
        if ends is None:
            yield from doc.prove(
                f"pairs/{number}", Found(None, (*proven.get(team, ())[:1], *proven.get(unit, ())[:1]), "pair.apart")
            )
            continue
        first, last = sorted(ends, key=lambda span: span.start)
        tie = Span(first.where, first.start, max(first.end, last.end))
        rule = "pair.stated" if "\n" not in doc.read(tie) else "pair.row"
        yield from doc.prove(f"pairs/{number}", Found(None, (*ends, tie), rule))


def _choose_ends(doc: Document, teams: Sequence[Span], units: Sequence[Span]) -> tuple[Span, Span] | None:
    """A place of the team and one of the unit that stand nearest to each other, within one statement."""
    best: tuple[int, Span, Span] | None = None
    for team in teams[:40]:
        for unit in units[:40]:
            gap = max(unit.start - team.end, team.start - unit.end)
            if team.where != unit.where or not 0 <= gap <= _FURTHEST:
                continue
            within = doc.title if team.where == "title" else doc.text
            crossed = within[min(team.end, unit.end) : max(team.start, unit.start)].count("。")
            key = gap + crossed * _FURTHEST + (_IN_TITLE if team.where == "title" else 0)
            if best is None or key < best[0]:
                best = (key, team, unit)
    return (best[1], best[2]) if best else None


def prove_person(doc: Document, number: int, found: Found[Person]) -> Iterator[Evidence]:
    """The post and each role of a person: the name, and the words of post or act."""
    person, name = found.value, found.spans[0]
    places = _find(doc, person.name) or [name]
    path = f"people/{number}"
    if person.post is not None:
        yield from doc.prove(f"{path}/post", Found(None, (_find_post(doc, person.post, places, name),), "person.post"))
    for place, role in enumerate(person.roles):
        spans, rule = _find_role(doc, role, places, name)
        yield from doc.prove(f"{path}/roles/{place}", Found(None, spans, rule))


def _find_post(doc: Document, post: str, places: Sequence[Span], name: Span) -> Span:
    """The post as printed nearest to the name, else its first part, else the sentence."""
    parts = [post, *(part for part in re.split("[、,，]", post) if len(part) > 1)]
    for part in parts:
        spans = [
            (min(abs(span.start - place.start) for place in places if place.where == span.where), span)
            for span in _find(doc, part)
            if any(place.where == span.where for place in places)
        ]
        if spans:
            return min(spans, key=lambda each: (each[0], each[1].start))[1]
    return _widen(doc, name)


def _find_role(doc: Document, role: Role, places: Sequence[Span], name: Span) -> tuple[tuple[Span, ...], str]:
    pattern = _RANK_WORDS.get(role)
    for place in places:
        around = _widen(doc, place)
        text = doc.folded if place.where == "text" else doc.title
        if pattern is not None:
            near = list(pattern.finditer(text, max(around.start, place.start - 40), min(around.end, place.end + 12)))
            if near:
                word = min(near, key=lambda m: min(abs(m.start() - place.end), abs(place.start - m.end())))
                return (place, Span(place.where, *word.span())), "role.rank"
        elif act := _compile(_ACTS_OF[role]).search(text, place.end, around.end):
            return (place, Span(place.where, *act.span())), "role.act"
    if pattern is None and role != "participant":
        for place in places:
            if place.where == "text" and (
                act := _compile(_ACTS_OF[role]).search(doc.folded, place.end, min(len(doc.folded), place.end + 300))
            ):
                return (place, Span("text", *act.span())), "role.later"
    return (_widen(doc, name),), "role.sentence"


def _widen(doc: Document, span: Span) -> Span:
    """The sentence of a place."""
    if span.where != "text":
        return Span(span.where, 0, len(doc.title)) if span.where == "title" else span
    start, end = find_sentence(doc.folded, span.start)
    return Span("text", start, end)


def _find(doc: Document, words: str) -> list[Span]:
    """The places of some words, those of the text first."""
    found: list[Span] = []
    if not words:
        return found
    for where, text in (("text", doc.text), ("title", doc.title)):
        start = text.find(words)
        while start >= 0 and len(found) < 60:
            found.append(Span("text" if where == "text" else "title", start, start + len(words)))
            start = text.find(words, start + len(words))
    return found
