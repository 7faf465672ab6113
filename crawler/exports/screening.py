"""Screening: for each name of a list, whether a notice names that unit or person, with the words that show it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from crawler.exports.privacy import mask
from crawler.exports.questions import spell
from crawler.exports.rows import LIST_MARK, clean_cell
from crawler.exports.text import guard_cell
from crawler.model.filter import Filter
from crawler.model.outcomes import ConfigError
from crawler.model.publication import Published
from crawler.model.suggestions import suggest

if TYPE_CHECKING:
    from crawler.store import Store

Match = Literal["exact", "part", "shorter", "none"]

COLUMNS = (
    *("name", "match", "kind", "notices", "printed", "first", "last", "teams", "posts", "evidence", "links", "warning"),
)
_AROUND = 15
"""Characters shown on each side of the words of a proof."""
_SHORTEST = 4
"""Characters that a printed name has at least to stand for a longer one that ends in it (市财政局 for 南京市财政局)."""
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a notice names what is sought: the index in `targets` or `people`."""

    published: Published
    kind: Literal["unit", "person"]
    index: int
    match: Match

    @property
    def entry(self) -> dict[str, Any]:
        """The unit or person."""
        found: dict[str, Any] = self.published["targets" if self.kind == "unit" else "people"][self.index]
        return found


def read_names(path: Path, column: str | None) -> list[str]:
    """The names in a column of a CSV file (None: the first). Raises ConfigError."""
    try:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except (OSError, ValueError, csv.Error) as error:
        raise ConfigError(f"{path}: cannot be read ({error}): give a CSV file in UTF-8") from error
    if not rows:
        raise ConfigError(f"{path}: is empty: give a CSV file with a header and a name a row")
    if column is not None and column not in rows[0]:
        raise ConfigError(f"{path}: has no column {column[:60]!r}{suggest(column, rows[0])}")
    place = 0 if column is None else rows[0].index(column)
    return [row[place].strip() for row in rows[1:] if len(row) > place and row[place].strip()]


def screen(store: "Store", names: Iterable[str]) -> Iterator[dict[str, str]]:
    """One row a name, in their order, by the names of COLUMNS; of a name that no notice has `match` is `none`."""
    for name in names:
        hits = list(find_hits(store, name))
        yield {column: clean_cell(cell) for column, cell in zip(COLUMNS, _describe(name, hits), strict=True)}


def write_rows(rows: Iterable[dict[str, str]]) -> bytes:
    """The rows as CSV with a byte-order mark, no cell of which is run by a spreadsheet."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([guard_cell(cell) for cell in row.values()] for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def find_hits(store: "Store", name: str) -> Iterator[Hit]:
    """Where notices name a unit or person, newest first: by the very name, else by one that holds it, else by a shorter
    one that it ends in.
    """
    spellings = spell(name)
    exact = [*_find_people(store, spellings), *_find_units(store, spellings, spellings, "exact")]
    if exact:
        yield from exact
        return
    part = list(_find_units(store, spellings, (), "part"))
    if part:
        yield from part
        return
    known = {known for spelling in spellings for known in store.list_names("unit", spelling)}
    shorter = sorted(
        known for known in known if len(known) >= _SHORTEST and any(each.endswith(known) for each in spellings)
    )
    yield from _find_units(store, shorter, shorter, "shorter")


def _find_people(store: "Store", spellings: Sequence[str]) -> Iterator[Hit]:
    ids = store.list_matching_ids(Filter(person=spellings))
    for published, _ in store.list_published(ids):
        shown = mask(published)
        for index, person in enumerate(shown["people"]):
            if person["name"] in spellings:
                yield Hit(shown, "person", index, "exact")


def _find_units(store: "Store", spellings: Sequence[str], names: Sequence[str], match: Match) -> Iterator[Hit]:
    """Units whose name holds a spelling; where `names` are given, only those that have one of them."""
    if not spellings:
        return
    for published, _ in store.list_published(store.list_matching_ids(Filter(target=spellings))):
        shown = mask(published)
        for index, target in enumerate(shown["targets"]):
            printed = (target["name"], target["qualified"] or target["name"])
            held = (each in names if names else any(part in each for part in spellings) for each in printed)
            if any(held):
                yield Hit(shown, "unit", index, match)


def _describe(name: str, hits: Sequence[Hit]) -> Iterator[str]:
    notices = list({hit.published["id"]: hit.published for hit in hits}.values())
    days = sorted(day for notice in notices if (day := _find_day(notice)))
    yield name
    yield hits[0].match if hits else "none"
    yield LIST_MARK.join(dict.fromkeys(hit.kind for hit in hits))
    yield str(len(notices))
    yield _join(hit.entry["name"] for hit in hits)
    yield days[0] if days else ""
    yield days[-1] if days else ""
    yield _join(team for notice in notices for team in notice["teams"])
    yield _join(hit.entry["post"] or "" for hit in hits if hit.kind == "person")
    yield _join(map(_show_proof, hits))
    yield _join(notice["url"] for notice in notices)
    yield _warn(hits)


def _find_day(published: Published) -> str:
    return str(next(iter(published["meeting_dates"]), None) or (published["published_at"] or "")[:10])


def _join(texts: Iterable[str]) -> str:
    distinct = [text for text in dict.fromkeys(texts) if text]
    more = len(distinct) - _MOST_SHOWN
    return LIST_MARK.join([*distinct[:_MOST_SHOWN], *([f"… {more} more"] if more > 0 else [])])


def _show_proof(hit: Hit) -> str:
    """The words that show it, with some around them."""
    path = f"targets/{hit.index}" if hit.kind == "unit" else f"people/{hit.index}/name"
    proofs = [each for each in hit.published["evidence"] if each["field"] in {path, f"{path}/name"}]
    if not proofs:
        return str(hit.published["title"] or "")
    proof = proofs[0]
    if proof["in"] not in {"text", "title"}:
        return str(proof["value"])
    source, start, end = hit.published[proof["in"]] or "", proof["start"], proof["end"]
    before, after = source[max(0, start - _AROUND) : start], source[end : end + _AROUND]
    return f"{before}[{source[start:end]}]{after}"


def _warn(hits: Sequence[Hit]) -> str:
    """What speaks against taking all hits for one: two posts or places of a name, a name printed without its place."""
    people = [hit for hit in hits if hit.kind == "person"]
    units = [hit for hit in hits if hit.kind == "unit"]
    warnings = []
    if len({hit.entry["post"] for hit in people}) > 1 or len({_find_place(hit) for hit in people}) > 1:
        warnings.append("same name, different posts or places: may be different people")
    elif people:
        warnings.append("found by the name alone: check post and place")
    if len({_find_place(hit) for hit in units}) > 1:
        warnings.append("same name in different places: may be different units")
    if any(hit.match == "shorter" for hit in units):
        warnings.append("printed without its place: check which place is meant")
    if any(hit.match == "part" for hit in units):
        warnings.append("part of a longer name: check that it is this unit")
    return LIST_MARK.join(warnings)


def _find_place(hit: Hit) -> str:
    """Where a unit or person belongs, as far as that is known."""
    published = hit.published
    if hit.kind == "unit" and (known := hit.entry["id"] or hit.entry["qualified"] or hit.entry["division"]):
        return str(known)
    return str(published["division"] or published["province"] or published["site"])
