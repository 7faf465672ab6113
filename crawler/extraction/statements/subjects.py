"""Who can carry the acts of a sentence: people named, named again by name or title, and groups without a name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.extraction.spans.names import HAN, clean_name
from crawler.extraction.spans.people import Mention
from crawler.extraction.spans.posts import TeamRank, rank_in_team
from crawler.extraction.text.document import Span
from crawler.extraction.words.acts import Act
from crawler.extraction.words.posts import NOUN, TITLE
from crawler.extraction.words.surnames import NOT_NAMES

_OBJECT = re.compile("(?:向|[与同跟]|会同|陪同|对|给|听取了?)$")
_TITLE = re.compile(TITLE)
_GROUP = re.compile(f"(?:{NOUN.pattern})|领导班子|班子|全体|同志|领导|干部|代表|人员|群众|党员|职工|单位|双方")
DEPUTY = re.compile("副[^、]{1,4}")
"""A post that lacks its body, which is that of the person before (县委巡察办主任甲、副主任乙)."""
_ASIDE = re.compile("\\([^()]*\\)")
_LINE_MARK = re.compile(r"^[^\w(《“*×]{1,6}|^\(?[一二三四五六七八九十\d]{1,3}[)、.]|^[①-⑳]")
"""What stands before the first word of a line in a list: bullets and numbers."""


@dataclass(slots=True)
class Notes:
    """What is gathered of one person while a notice is read; `side` is the post that tells the body they are from.

    `for_sender`, `for_team`: they spoke for the leading group or its office, or in one breath with the teams' heads.
    """

    name: str
    post: str | None
    span: Span
    rule: str
    sure: bool = False
    ranks: set[TeamRank] = field(default_factory=set)
    acts: set[Act] = field(default_factory=set)
    for_sender: bool = False
    for_team: bool = False
    side: str = ""

    def add_post(self, post: str | None, *, shared: bool = False) -> None:
        """Keeps the fullest post that is printed; one `shared` with the name before counts only where none is known."""
        post = _LINE_MARK.sub("", post) if post else None
        if post and (self.post is None or (not shared and _measure(post) > _measure(self.post))):
            self.post = post

    def confirm(self, post: str | None) -> None:
        """Notes a place that alone proves that the person takes part."""
        self.sure = True
        if post and (rank := rank_in_team(post)):
            self.ranks.add(rank)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something in a sentence that can carry acts: a person, or a group without a name (`name` empty)."""

    start: int
    end: int
    name: str = ""
    mention: Mention | None = None
    is_object: bool = False

    @property
    def place(self) -> int:
        """Where the name stands: a post may begin a clause or two before it."""
        return self.mention.name_start if self.mention and self.start < self.mention.name_start else self.start


def read_mentioned(text: str, mention: Mention) -> Subject:
    """The subject that a mention is."""
    return Subject(mention.start, mention.end, mention.name, mention, _is_object(text, mention.start))


def find_again(text: str, mentions: Sequence[Mention], people: Mapping[str, Notes]) -> Iterator[Subject]:
    """Where the people known come back without their post, or by surname and title (张组长)."""
    if not people:
        return
    sizes = sorted({len(name) for name in people}, reverse=True)
    surnames: dict[str, list[str]] = {}
    for name in people:
        for short in {name[0], name[:2], name[1:]}:
            surnames.setdefault(short, []).append(name)
    inside = [(m.name_start, m.name_end) for m in mentions]
    first = re.compile("[" + re.escape("".join({char for name in people for char in name[:2]})) + "]")
    at = position = 0
    while match := first.search(text, position):
        start = match.start()
        position = start + 1
        while at < len(inside) and inside[at][1] <= start:
            at += 1
        if at < len(inside) and inside[at][0] <= start:
            continue
        name, end = _name_at(text, start, sizes, surnames, people)
        if name:
            yield Subject(start, end, name, None, _is_object(text, start))
            position = end


def find_groups(text: str, start: int, end: int, named: Sequence[Subject]) -> Iterator[Subject]:
    """Those of whom a sentence speaks without a name, outside what names the others."""
    at = 0
    for group in _GROUP.finditer(text, start, end):
        while at < len(named) and named[at].end <= group.start():
            at += 1
        if at == len(named) or named[at].start >= group.end():
            yield Subject(group.start(), group.end())


def _is_object(text: str, start: int) -> bool:
    return bool(_OBJECT.search(text, max(0, start - 3), start))


def _name_at(
    text: str, start: int, sizes: Sequence[int], surnames: Mapping[str, list[str]], people: Mapping[str, Notes]
) -> tuple[str, int]:
    """The known person printed at `start` in full or by surname and title, and where that ends."""
    inside_word = start > 0 and bool(re.match(f"[{HAN}]", text[start - 1])) and text[start - 1] not in "由和与向及对"
    for size in sizes:
        value = text[start : start + size]
        known = value in people or ((value := clean_name(value)) in people and len(value) == size)
        if known and not (inside_word and value[:2] in NOT_NAMES):
            title = _TITLE.match(text, start + size)
            return value, title.end() if title else start + size
    if inside_word:
        return "", start
    for size in (3, 2, 1):
        title = _TITLE.match(text, start + size)
        holders = surnames.get(text[start : start + size], []) if title else []
        fitting = [n for n in holders if title and title.group() in (people[n].post or "")]
        if title and len(fitting) == 1:
            return fitting[0], title.end()
    return "", start


def _measure(post: str) -> int:
    """Characters of a post without its asides in brackets."""
    return len(_ASIDE.sub("", post))
