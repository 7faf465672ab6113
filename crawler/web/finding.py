"""Search: an index beside the store, brought up to date from it, that finds words of one character and more.

Each text is indexed by its pairs of characters (SQLite FTS5); a word is found as its pairs, in their order.
Traditional characters are folded to simplified ones, in the index and in what is asked.
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.store import Store

VERSION = "1"
NEWEST = 10_000
"""Hits that are counted for the facets: the newest."""
FACETS = ("province", "level", "year", "round", "team", "kind", "type", "site")
_PORTION = 500
_WORD = re.compile(r"[\w一-鿿㐀-䶿]+")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS docs (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, dated TEXT, title TEXT, site TEXT, facets TEXT
);
CREATE INDEX IF NOT EXISTS docs_by_date ON docs (dated DESC, number DESC);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(pairs, tokenize='unicode61');
"""


@dataclass(frozen=True, slots=True)
class FoundNotice:
    """A notice that was found."""

    id: str
    dated: str
    title: str
    site: str
    facets: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: a page of hits, newest first, how many there are (of the newest `NEWEST`), and the facets."""

    hits: tuple[FoundNotice, ...]
    total: int
    is_cut: bool
    facets: Mapping[str, tuple[tuple[str, int], ...]]


def fold(text: str) -> str:
    """The text in simplified characters and small letters."""
    return str(_load_converter().convert(text)).lower()


@cache
def _load_converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def cut_pairs(text: str) -> str:
    """Every pair of characters that stand beside each other in a word, and the last character of each word."""
    return " ".join(
        " ".join([*(word[place : place + 2] for place in range(len(word) - 1)), word[-1]])
        for word in _WORD.findall(text)
    )


def make_query(asked: str) -> str | None:
    """What is asked as FTS5 takes it: every word a phrase of its pairs; None where nothing can be sought."""
    phrases = []
    for word in _WORD.findall(fold(asked)):
        if len(word) == 1:
            phrases.append(f'"{word}" *')
        else:
            phrases.append('"' + " ".join(word[place : place + 2] for place in range(len(word) - 1)) + '"')
    return " AND ".join(phrases) or None


class SearchIndex:
    """The index of one store; everything it holds can be made again from that."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path)
        self._database.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def update(self, store: "Store") -> int:
        """Bring the index up to the store's generation; gives how many notices were read."""
        known = store.read_generations()
        mark = dict(self._database.execute("SELECT name, value FROM facts").fetchall())
        whole = mark.get("store") != known.store or mark.get("version") != VERSION
        if not whole and mark.get("generation") == str(known.generation):
            return 0
        if whole:
            self._database.executescript("DELETE FROM docs; DELETE FROM words; DELETE FROM facts;")
        ids = store.list_changed_ids(0 if whole else int(mark["generation"]))
        if whole:
            from crawler.model.filter import Filter

            ids = list(reversed(store.list_matching_ids(Filter())))
        withheld = store.list_withheld()
        for start in range(0, len(ids), _PORTION):
            for published, _ in store.list_published(ids[start : start + _PORTION]):
                self._put(published, gone=published["id"] in withheld)
        told = {"store": known.store, "version": VERSION, "generation": str(known.generation)}
        self._database.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", told.items())
        self._database.commit()
        return len(ids)

    def _put(self, published: Mapping[str, Any], *, gone: bool) -> None:
        row = self._database.execute("SELECT number FROM docs WHERE id = ?", [published["id"]]).fetchone()
        if row:
            self._database.execute("DELETE FROM words WHERE rowid = ?", row)
            self._database.execute("DELETE FROM docs WHERE number = ?", row)
        if gone or published["kind"] == "other":
            return
        dated = (published["published_at"] or published["first_seen"])[:10]
        facets = list_facets(published, dated)
        units = [*published["team_units"], *published["targets"]]
        names = [word for unit in units for word in (unit["name"], unit["qualified"] or "")]
        text = " ".join(
            [
                published["title"] or "",
                published["source"] or "",
                *names,
                *(each["name"] for each in published["people"]),
                published["text"],
            ]
        )
        place = self._database.execute(
            "INSERT INTO docs (id, dated, title, site, facets) VALUES (?, ?, ?, ?, ?)",
            [
                published["id"],
                dated,
                published["title"] or "",
                published["site"],
                json.dumps(facets, ensure_ascii=False),
            ],
        )
        self._database.execute(
            "INSERT INTO words (rowid, pairs) VALUES (?, ?)", [place.lastrowid, cut_pairs(fold(text))]
        )

    def search(self, asked: str, chosen: Mapping[str, str], start: int = 0, most: int = 20) -> Answer:
        """The notices that hold all words asked for and have the chosen facets; without words all of them."""
        query = make_query(asked)
        if query is None:
            rows = self._database.execute("SELECT * FROM docs ORDER BY dated DESC, number DESC LIMIT ?", [NEWEST + 1])
        else:
            rows = self._database.execute(
                "SELECT docs.* FROM words JOIN docs ON docs.number = words.rowid WHERE words MATCH ? "
                "ORDER BY docs.dated DESC, docs.number DESC LIMIT ?",
                [query, NEWEST + 1],
            )
        found = [(row, json.loads(row[5])) for row in rows.fetchall()]
        is_cut = len(found) > NEWEST
        fitting = [
            (row, facets)
            for row, facets in found[:NEWEST]
            if all(value in _as_list(facets.get(name)) for name, value in chosen.items())
        ]
        counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        for _, facets in fitting:
            for name in FACETS:
                for value in _as_list(facets.get(name)):
                    counts[name][value] = counts[name].get(value, 0) + 1
        hits = tuple(
            FoundNotice(row[1], row[2], row[3], row[4], facets) for row, facets in fitting[start : start + most]
        )
        ordered = {
            name: tuple(sorted(found.items(), key=lambda each: (-each[1], each[0]))[:12])
            for name, found in counts.items()
        }
        return Answer(hits, len(fitting), is_cut, ordered)


def list_facets(published: Mapping[str, Any], dated: str) -> dict[str, Any]:
    """What a notice is found under: only the kinds of value that it has."""
    first = next(iter(published["rounds"]), None)
    told = {
        "province": published["province"],
        "level": published["level"],
        "year": dated[:4],
        "round": f"{first['term'] or '?'}届{first['number'] or '?'}轮" if first else None,
        "team": [unit["qualified"] or unit["name"] for unit in published["team_units"]],
        "kind": published["kind"],
        "type": published["types"],
        "site": published["site"],
    }
    return {name: value for name, value in told.items() if value}


def _as_list(value: Any) -> list[str]:
    if value is None:
        return []
    return list(map(str, value)) if isinstance(value, list) else [str(value)]
