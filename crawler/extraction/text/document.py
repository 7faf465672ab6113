"""The text as every field reads it: title, lines, sentences, and spans that say where a value stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from crawler.extraction.text.folding import fold_width
from crawler.model.items import Evidence, Level, Where

T = TypeVar("T")

_LONGEST_SENTENCE = 1500
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the title, the text, the address, the listing's link text or the seed's region."""

    where: Where
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value with the spans that prove it (the first is the main one) and the rule that made it."""

    value: T
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Document:
    """One notice, prepared for reading.

    `title` and `text` are simplified, without pinyin, else as printed (widths are NOT folded, so that spans hold);
    `published` is the publication day when the page, its address or the listing gives one. `site_level` and
    `site_region` (six-digit division code) say who publishes; both None when unknown. `source` is the stated source.
    `source_span` is where the page prints its source;
    `published_proof` is where the page prints its publication day (None: as `published_at` says), and
    `published_printed` the words there.
    """

    title: str
    text: str
    published: date | None = None
    url: str = ""
    listing_title: str = ""
    site_level: Level | None = None
    site_region: str | None = None
    published_at: str | None = field(default=None)
    source: str = ""
    published_proof: Span | None = None
    published_printed: str = ""
    source_span: Span | None = None

    @cached_property
    def folded(self) -> str:
        """The text with one plain form for each width and look-alike; every place is the printed text's."""
        return fold_width(self.text)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The non-empty lines of the text."""
        return tuple(
            Span("text", m.start(), m.end()) for m in re.finditer(r"[^\n]+", self.folded) if not m.group().isspace()
        )

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text, in order, without their end marks; a line end is a sentence end."""
        return tuple(_cut(self.folded, _SENTENCE_END))

    def read(self, span: Span) -> str:
        """The characters of a span; of the page's meta data and its listing's only the publication day is cited."""
        if span.where == "site":
            return self.site_region or ""
        if span == self.source_span and span.where == "meta":
            return self.source
        if span.where == "meta" or span == self.published_proof:
            return self.published_printed or self.published_at or (self.published.isoformat() if self.published else "")
        return {"text": self.text, "title": self.title, "url": self.url, "listing": self.listing_title}.get(
            span.where, ""
        )[span.start : span.end]

    def prove(self, path: str, found: "Found[T]") -> tuple[Evidence, ...]:
        """The evidence of a found value, under its path in the published object."""
        return tuple(
            Evidence(field=path, where=s.where, start=s.start, end=s.end, value=self.read(s), rule=found.rule)
            for s in found.spans
        )


def _cut(text: str, end: re.Pattern[str]) -> Iterator[Span]:
    for start, stop in cut_pieces(text, 0, len(text), end):
        if not text[start:stop].isspace():
            yield Span("text", start, stop)


def cut_pieces(text: str, start: int, end: int, mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches between marks, none empty; one longer than any sentence is cut, so that reading it stays linear."""
    edges = [*(m.span() for m in mark.finditer(text, start, end)), (end, end)]
    for stop, after in edges:
        while start < stop:
            yield start, min(stop, start + _LONGEST_SENTENCE)
            start += _LONGEST_SENTENCE
        start = after
