"""One trie of words with their classes: compiled to one regular expression, run once over a text.

`re` tries the branches of an alternation one by one; words that share their beginnings share a branch here, so that a
place where no word begins costs one look at one character.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a table at `start` to `end` of the text, and the class it has there."""

    kind: str
    word: str
    start: int
    end: int


class Lexer:
    """Finds the words of several classes in one pass; of words that begin at one place the longest wins."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        """`words`: the words of each class; a word of two classes is an error of the tables."""
        self._kinds: dict[str, str] = {}
        for kind, listed in words.items():
            for word in listed:
                if self._kinds.setdefault(word, kind) != kind:
                    raise ValueError(f"{word} stands in two classes, {self._kinds[word]} and {kind}")
        self._pattern = re.compile(write_trie(tuple(self._kinds)))

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
        """The words between `start` and `end`, in order, none inside another."""
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            yield Token(self._kinds[match.group()], match.group(), match.start(), match.end())


def write_trie(words: tuple[str, ...]) -> str:
    """A regular expression for these words, longest first, in which shared beginnings are written once."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _write(root)


def _write(node: dict[str, Any]) -> str:
    branches = [re.escape(char) + _write(below) for char, below in node.items() if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return body + ("?" if "" in node else "")
