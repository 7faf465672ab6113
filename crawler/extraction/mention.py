"""A place where a person is named, and what a reader of such places keeps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.extraction.names import Name
from crawler.extraction.words.teams import NUMERAL


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named with what makes them one.

    `start` to `end` covers post and name; the name itself stands at `name_start` to `name_end`. `post` is None when
    none is printed. `sure` marks a place that alone proves that the person takes part (a label, a post in the team).
    """

    name: str
    post: str | None
    start: int
    end: int
    name_start: int
    name_end: int
    rule: str
    sure: bool = False


@dataclass(slots=True)
class Reader:
    """What is read of one width-folded text so far: `known` names in order, `floor` the end of the last person."""

    text: str
    teams: Sequence[str]
    openers: frozenset[str] = frozenset()
    found: list[Mention] = field(default_factory=list)
    known: dict[str, None] = field(default_factory=dict)
    floor: int = 0

    def add(
        self, name: Name, post: str | None, start: int, rule: str, *, sure: bool = False, end: int | None = None
    ) -> None:
        """Notes a mention from `start` to `end` (the name's own end when None)."""
        self.found.append(Mention(name.value, post, start, end or name.end, name.start, name.end, rule, sure))
        self.known[name.value] = None
        self.floor = max(self.floor, name.end)

    def complete(self, name: Name, post: str) -> bool:
        """Gives a post to the mention that stands where `name` does and has none; whether there was one."""
        for index, mention in enumerate(self.found if name.value in self.known else ()):
            if mention.name_start == name.start and mention.post is None:
                self.found[index] = replace(mention, post=post)
                return True
        return False

    def share_out(self, at: int, several: re.Match[str]) -> None:
        """Gives each of the people from `at` on their own team of 第一、第二巡察组组长."""
        numbers = re.findall(NUMERAL, several["numbers"])
        if len(numbers) != len(self.found) - at:
            return
        body, tail = several["body"] or "", several["tail"]
        for index, number in enumerate(numbers):
            mention = self.found[at + index]
            self.found[at + index] = replace(mention, post=f"{body}第{number}{tail}")
