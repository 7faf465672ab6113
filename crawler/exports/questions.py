"""Questions to the store: which notices are wanted, asked in words that people use, simplified or traditional."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from crawler.model.dating import date_notice
from crawler.model.fields.vocabulary import Confidence, Kind, Level
from crawler.model.filter import Filter
from crawler.model.items import PUBLISHED_KINDS, Notice
from crawler.model.outcomes import ConfigError
from crawler.model.provinces import find_province, list_provinces, shorten_province
from crawler.model.publication import find_moved, notice_to_json, parse_time
from crawler.model.suggestions import suggest
from crawler.model.times import BEIJING

if TYPE_CHECKING:
    from crawler.store import Store

ALL_KINDS = "all"
KINDS: tuple[Kind, ...] = get_args(Kind)
LEVELS: tuple[Level, ...] = get_args(Level)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)

Words = Mapping[str, str | None]
"""What is asked, by the names of the options (`changed_since`)."""

_NEAR = 0.5
"""How alike a name is that was perhaps meant: names of two characters differ in one."""

_FOLDER = "-abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which notices are wanted; None: any. Words are as typed; days are days in Beijing, `since` and `until` included.

    `unit`, `team` and `text` are parts of what they are sought in, `person` is a whole name.
    """

    site: str | None = None
    province: str | None = None
    level: Level | None = None
    kinds: frozenset[Kind] = PUBLISHED_KINDS
    since: date | None = None
    until: date | None = None
    changed_since: datetime | None = None
    person: str | None = None
    unit: str | None = None
    team: str | None = None
    text: str | None = None
    min_confidence: Confidence | None = None

    def list_parts(self) -> list[str]:
        """The published parts that an answer to it is taken from."""
        return ["all", *(f"kind:{kind}" for kind in sorted(self.kinds - PUBLISHED_KINDS))]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A question with a feed of its own, and what that is called."""

    name: str
    title: str
    question: Question

    @property
    def mark(self) -> str:
        """What tells it from another question of the same name."""
        told = [(part.name, _print(getattr(self.question, part.name))) for part in fields(Question)]
        return hashlib.sha256(repr((told, self.title)).encode()).hexdigest()[:8]


def read_question(words: Words, sites: Iterable[str], prefix: str = "--") -> Question:
    """The question that some words ask. Raises ConfigError for a value that means nothing, with the nearest one."""

    def choose(name: str, known: Iterable[str]) -> Any:
        word = words.get(name)
        return None if word is None else _choose(f"{prefix}{name.replace('_', '-')}", word, list(known))

    kind = choose("kind", (*KINDS, ALL_KINDS))
    question = Question(
        site=choose("site", sites),
        province=_read_province(f"{prefix}province", words.get("province")),
        level=choose("level", LEVELS),
        kinds=PUBLISHED_KINDS if kind is None else frozenset(KINDS if kind == ALL_KINDS else (kind,)),
        since=read_day(f"{prefix}since", words.get("since")),
        until=read_day(f"{prefix}until", words.get("until")),
        changed_since=_read_moment(f"{prefix}changed-since", words.get("changed_since")),
        min_confidence=choose("min_confidence", CONFIDENCES),
        **{name: _read_text(f"{prefix}{name}", words.get(name)) for name in ("person", "unit", "team", "text")},
    )
    if question.since and question.until and question.since > question.until:
        raise ConfigError(f"{prefix}since {question.since}: lies after {prefix}until {question.until}")
    return question


def read_searches(path: Path, sites: Iterable[str]) -> tuple[SavedSearch, ...]:
    """The saved searches of a file (`searches.toml`), none where there is no file.

    Each is a table named as its folder, with a `title` and what `export` asks. Raises ConfigError.
    """
    if not path.exists():
        return ()
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read ({error}): write it as TOML in UTF-8") from error
    known = sorted(sites)
    return tuple(_read_search(path, name, table, known) for name, table in sorted(tables.items()))


def answer(store: "Store", question: Question, most: int | None = None) -> list[str]:
    """The ids of the notices that are wanted, newest first; `most`: those that moved last for their readers, so many at
    most.
    """
    return store.list_matching_ids(make_filter(question), most)


def make_filter(question: Question) -> Filter:
    """The question as the store takes it."""
    return Filter(
        site=question.site,
        province=question.province,
        level=question.level,
        kinds=question.kinds,
        since=question.since,
        until=question.until,
        changed_since=question.changed_since,
        confidences=None
        if question.min_confidence is None
        else CONFIDENCES[: CONFIDENCES.index(question.min_confidence) + 1],
        person=_spell(question.person),
        target=_spell(question.unit),
        team=_spell(question.team),
        text=_spell(question.text),
    )


def matches(wanted: Filter, notice: Notice) -> bool:
    """Whether a notice fits a filter, as it is at hand rather than as it is stored."""
    page, facts = notice.page, notice.facts
    dated = date_notice(notice_to_json(notice))[:10]
    names = {person.name for person in facts.people}
    tests = (
        wanted.site is None or wanted.site in {page.site, *(sighting.site for sighting in notice.sightings)},
        wanted.province in {None, facts.province},
        wanted.level in {None, facts.level},
        wanted.kinds is None or facts.kind in wanted.kinds,
        wanted.since is None or dated >= wanted.since.isoformat(),
        wanted.until is None or dated <= wanted.until.isoformat(),
        wanted.changed_since is None or parse_time(find_moved(notice_to_json(notice))) >= wanted.changed_since,
        wanted.confidences is None or facts.confidence in wanted.confidences,
        not wanted.person or not names.isdisjoint(wanted.person),
        _hold(wanted.team, facts.teams),
        _hold(wanted.target, (target.name for target in facts.targets)),
        _hold(wanted.text, (page.title or "", page.text)),
    )
    return all(tests)


def _hold(spellings: Sequence[str], texts: Iterable[str]) -> bool:
    return not spellings or any(spelling in text for text in texts for spelling in spellings)


def check_names(store: "Store", question: Question) -> None:
    """Raises ConfigError for a person, unit or team that no notice names, with the nearest one."""
    for option, word in (("person", question.person), ("unit", question.unit), ("team", question.team)):
        if word is None:
            continue
        spellings = spell(word)
        if not store.knows_name(option, spellings):
            near = suggest(simplify(word), store.list_names(option, simplify(word)), _NEAR)
            raise ConfigError(f"--{option} {word[:60]!r}: no notice names it{near}")


def spell(word: str) -> tuple[str, ...]:
    """A word in both scripts: as typed, traditional, simplified; each once."""
    return tuple(dict.fromkeys((word, *(convert(word) for convert in _find_converters()))))


def simplify(word: str) -> str:
    """A word in simplified characters."""
    return _find_converters()[-1](word)


def _spell(word: str | None) -> tuple[str, ...]:
    return () if word is None else spell(word)


@cache
def _find_converters() -> tuple[Callable[[str], str], ...]:
    import opencc

    return (opencc.OpenCC("s2t").convert, opencc.OpenCC("t2s").convert)


def _read_search(path: Path, name: str, table: Any, sites: list[str]) -> SavedSearch:
    known = {*(part.name for part in fields(Question)), "title", "kind"} - {"kinds"}
    if not isinstance(table, dict) or not name or set(name) - set(_FOLDER):
        raise ConfigError(f"{path}: {name!r}: write each search as [name] with small letters, digits and hyphens")
    for key, value in table.items():
        if key not in known or not isinstance(value, str):
            near = suggest(key, known) if key not in known else "; write it in quotes"
            raise ConfigError(f"{path}: [{name}] {key}: is no question that a search can ask{near}")
    try:
        question = read_question({key: table[key] for key in table if key != "title"}, sites, prefix="")
    except ConfigError as error:
        raise ConfigError(f"{path}: [{name}] {error}") from None
    return SavedSearch(name=name, title=table.get("title") or name, question=question)


def _choose(option: str, word: str, known: list[str]) -> str:
    if word not in known:
        told = f"; write one of {', '.join(known)}" if len(known) < 12 else ""
        raise ConfigError(f"{option} {word[:60]!r}: is unknown{suggest(word, known)}{told}")
    return word


def _read_province(option: str, word: str | None) -> str | None:
    if word is None:
        return None
    for spelling in spell(word.strip()):
        if code := find_province(spelling):
            return code
    names = [name for full in list_provinces().values() for name in (full, shorten_province(full))]
    raise ConfigError(f"{option} {word[:60]!r}: is no province{suggest(simplify(word), names, _NEAR)}")


def _read_text(option: str, word: str | None) -> str | None:
    if word is not None and not word.strip():
        raise ConfigError(f"{option}: is empty: write what to look for")
    return None if word is None else word.strip()


def read_day(option: str, value: str | None) -> date | None:
    """A day as an option gives it. Raises ConfigError."""
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"{option} {value[:40]!r}: no day; write it as 2026-01-31") from None


def _read_moment(option: str, value: str | None) -> datetime | None:
    """The first moment of a day in Beijing, or a moment with its zone."""
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"{option} {value[:40]!r}: no day; write it as 2026-01-31") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The first moment after a day in Beijing."""
    return datetime.combine(day + timedelta(days=1), time(), BEIJING).astimezone(UTC)


def _print(value: Any) -> str:
    return ",".join(sorted(value)) if isinstance(value, frozenset) else str(value)
