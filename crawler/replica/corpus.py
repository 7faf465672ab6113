"""The articles of the replica: patterns of the genre filled with invented facts, dated back from a clock.

A pattern (texts/patterns/*.toml) is one way of wording and laying out one kind of article; a record
(texts/sites/*.toml) is one article: its pattern, how many days before the clock it was published, and its names. What
the text states and the facts a test expects are printed from the same values, so that they cannot differ.

Slots: `{name}` a value of the record or an invented one; `{meet}` the day of the meeting, `{last}` the workday after
it where meetings go on, `{pub}` the day of publication, `{clock}` the clock's; each with days added or taken
(`{meet+59}`) and a form (`{meet:Y年M月D日}`; ISO without one).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

from crawler.model.items import Kind
from crawler.model.times import BEIJING
from crawler.replica.cast import draw, invent_digits, invent_mobile, invent_person
from crawler.replica.wider import list_wider_sites, schedule

TEXTS = Path(__file__).parent / "texts"

_SLOT = re.compile(r"\{([a-z_]+\d?)([+-]\d{1,3})?(?::([^{}]{1,20}))?\}")
_DAYS = {"meet", "last", "pub", "clock"}
_HOLIDAYS = {(1, 1), (5, 1), (5, 2), (5, 3), *((10, day) for day in range(1, 8))}
_WEEKDAYS = "一二三四五六日"
_LISTS = ("teams", "targets", "phones", "emails", "mailboxes", "postcodes", "boxes")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicaArticle:
    """One article at one address. `text`: paragraphs parted by newlines, table rows as `| a | b |`.

    `facts` holds what is true of it, in the form of the published notice's fields (empty where nothing is known but
    kind, title, source and published_at). `form` is `plain` or `mirror` (traditional characters with pinyin).
    `number` is its identifier in addresses; `column` the position of its listing among the site's, home page aside.
    """

    key: str
    site: str
    column: int
    number: int
    kind: Kind
    title: str
    published: datetime
    modified: datetime
    source: str
    text: str = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)
    form: str
    url_days: int
    pinned: bool


@dataclass(frozen=True, slots=True)
class ReplicaRecord:
    """One article of a site's file, `values` as written there; `origin`: its key or that of what it copies."""

    key: str
    site: str
    values: Mapping[str, Any]
    origin: str

    @property
    def day(self) -> int:
        """Days from publication to the clock; below 0: published after it."""
        return int(self.values["day"])


@cache
def load_patterns() -> dict[str, dict[str, Any]]:
    """Every pattern by its id."""
    patterns: dict[str, dict[str, Any]] = {}
    for path in sorted((TEXTS / "patterns").glob("*.toml")):
        for pattern in tomllib.loads(path.read_text("utf-8"))["pattern"]:
            patterns[pattern["id"]] = pattern
    return patterns


@cache
def load_paragraphs() -> dict[str, list[str]]:
    """The paragraphs that the genre shares, by the slot that asks for one."""
    return tomllib.loads((TEXTS / "paragraphs.toml").read_text("utf-8"))


@cache
def load_records(site: str) -> tuple[ReplicaRecord, ...]:
    """The articles of a site; raises KeyError for a site without any."""
    path = TEXTS / "sites" / f"{site}.toml"
    content: dict[str, Any]
    content = tomllib.loads(path.read_text("utf-8")) if path.exists() else {"articles": schedule(site)}
    defaults = content.get("defaults", {})
    records: list[ReplicaRecord] = []
    for position, values in enumerate(content["articles"]):
        merged = {**defaults, **values}
        key = origin = f"{site}-{position:02d}"
        if "copy_of" in values:
            original = records[int(values["copy_of"])]
            merged, origin = {**original.values, **values}, original.origin
        records.append(ReplicaRecord(key, site, merged, origin))
    return tuple(records)


def list_sites() -> tuple[str, ...]:
    """The sites that have articles."""
    return tuple(sorted({*(path.stem for path in (TEXTS / "sites").glob("*.toml")), *list_wider_sites()}))


def render(record: ReplicaRecord, clock: datetime, *, corrected: bool = False) -> ReplicaArticle:
    """The article of a record, its dates counted back from `clock`; `corrected`: with other phones, or a further line.

    Raises KeyError for a pattern that does not exist.
    """
    pattern = load_patterns()[record.values["pattern"]]
    filling = _Filling(record, pattern, clock.astimezone(BEIJING), corrected)
    text = filling.fill_text()
    published = filling.published
    kind = cast(Kind, pattern["kind"])
    return ReplicaArticle(
        key=record.key,
        site=record.site,
        column=int(record.values.get("column", 0)),
        number=int(invent_digits(record.key, 6)),
        kind=kind,
        title=filling.fill(str(record.values.get("title", pattern["title"]))),
        published=published,
        modified=published,
        source=filling.fill(str(record.values.get("source", ""))),
        text=text,
        facts=filling.collect_facts() if kind in ("mobilization", "announcement") else {},
        form=str(record.values.get("form", "plain")),
        url_days=int(record.values.get("url_days", 0)),
        pinned=bool(record.values.get("pinned", False)),
    )


def format_day(day: date, form: str | None, known: date) -> str:
    """A day in a form such as `Y年M月D日` or `MM-DD`; ISO for None. `y` and `m`: only where not `known`'s."""
    if form is None:
        return day.isoformat()
    fields = {
        "Y": f"{day.year}",
        "y": f"{day.year}年" if day.year != known.year else "",
        "m": f"{day.month}月" if day.month != known.month else "",
        "MM": f"{day.month:02d}",
        "M": f"{day.month}",
        "DD": f"{day.day:02d}",
        "D": f"{day.day}",
        "W": _WEEKDAYS[day.weekday()],
    }
    return re.sub(r"[Yym]|MM|M|DD|D|W", lambda match: fields[match[0]], form)


def move_to_workday(day: date) -> date:
    """The day itself, or the last workday before it: nobody opens an inspection on a Sunday or a national holiday."""
    while day.weekday() > 4 or (day.month, day.day) in _HOLIDAYS:
        day -= timedelta(days=1)
    return day


def find_next_workday(day: date) -> date:
    """The first workday after a day."""
    day += timedelta(days=1)
    while move_to_workday(day) != day:
        day += timedelta(days=1)
    return day


class _Filling:
    """Fills one pattern for one record."""

    def __init__(self, record: ReplicaRecord, pattern: Mapping[str, Any], clock: datetime, corrected: bool) -> None:
        self.record = record
        self.pattern = pattern
        self.corrected = corrected
        hours, minutes = map(int, str(record.values.get("time", "09:30")).split(":"))
        day = clock.date() - timedelta(days=record.day)
        self.published = datetime(day.year, day.month, day.day, hours, minutes, tzinfo=BEIJING)
        meeting = move_to_workday(day - timedelta(days=int(record.values.get("lag", pattern.get("lag", 2)))))
        self.days = {"pub": day, "clock": clock.date(), "meet": meeting, "last": find_next_workday(meeting)}
        self.rows = [self._name_row(position, row) for position, row in enumerate(record.values.get("rows", []))]

    def fill(self, template: str, row: Mapping[str, str] | None = None) -> str:
        """A template with its slots filled, those of `row` first; then the site's own words put for the common ones."""
        text = _SLOT.sub(lambda match: self._fill_slot(match, row or {}), template)
        for old, new in self.record.values.get("swap", []):
            text = text.replace(old, new)
        return text

    def fill_text(self) -> str:
        """The whole text: the pattern's paragraphs and rows, with the genre's common paragraphs it asks for."""
        text = self.fill(str(self.pattern["text"]).strip("\n"))
        if dateline := self.record.values.get("dateline"):
            text = f"{dateline} {text.removeprefix('本网讯 ')}"
        return text if not self.corrected or self._has_phones() else f"{text}\n(此稿于发布后作了文字订正。)"

    def collect_facts(self) -> dict[str, Any]:
        """What is true of this article, in the published form."""
        facts: dict[str, Any] = {
            key: self.pattern.get(key, self.record.values.get(key)) for key in ("kind", "level", "mode")
        }
        facts["level"] = self.record.values.get("level", facts["level"])
        facts["types"] = list(self.pattern.get("types", []))
        facts["rounds"] = [self._read_round(text) for text in self.pattern.get("rounds", [])]
        facts["meeting_dates"] = [self.fill(day) for day in self.pattern.get("meeting_dates", [])]
        for name in _LISTS:
            facts[name] = list(dict.fromkeys(self._expand(name)))
        facts["pairs"] = [self.fill(pair, row).split("|") for pair, row in self._each("pairs")]
        facts["people"] = [self._read_person(person, row) for person, row in self._each("people")]
        period = [self.fill(value) or None for value in self.pattern.get("period", ["", "", ""])]
        facts["period"] = dict(zip(("start", "end", "duration"), period, strict=True))
        facts["hours"] = [_read_hours(text) for text in self.pattern.get("hours", [])]
        deadline = self.pattern.get("deadline")
        facts["deadline"] = self.fill(deadline) if deadline else None
        return facts

    def _each(self, name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The templates of a fact: those of the whole text, and those of every row (`row_<name>`) where rows stand."""
        for template in self.pattern.get(name, []):
            if template == "{rows}":
                for row in self.rows:
                    yield from ((part, row) for part in self.pattern.get(f"row_{name}", []))
            else:
                yield template, {}

    def _expand(self, name: str) -> Iterator[str]:
        for template, row in self._each(name):
            yield from self.fill(template, row).split("、") if name == "targets" else (self.fill(template, row),)

    def _has_phones(self) -> bool:
        return bool(self.pattern.get("phones"))

    def _fill_slot(self, match: re.Match[str], row: Mapping[str, str]) -> str:
        name, shift, form = match[1], int(match[2] or 0), match[3]
        if name in _DAYS:
            return format_day(self.days[name] + timedelta(days=shift), form, self.days["meet"])
        if name == "rows":
            return str(self.pattern.get("joiner", "\n")).join(self.fill(self.pattern["row"], row) for row in self.rows)
        if name in row:
            return row[name]
        if name in self.record.values:
            return self.fill(str(self.record.values[name]), row)
        if name in self.pattern.get("defaults", {}):
            return self.fill(str(self.pattern["defaults"][name]), row)
        if name == "mode":
            return str(self.pattern.get("mode", "巡视"))
        if (kind := name.rstrip("0123456789")) in load_paragraphs():
            return self.fill(self._draw_paragraph(kind, name.removeprefix(kind)), row)
        return self._invent(name, self.record.origin)

    def _draw_paragraph(self, kind: str, turn: str) -> str:
        """One of the common paragraphs; the second one of a text differs from its first."""
        choices = load_paragraphs()[kind]
        return choices[(draw(f"{self.record.origin}/{kind}", len(choices)) + int(turn or 0)) % len(choices)]

    def _invent(self, name: str, key: str) -> str:
        """A value for a slot that the record leaves open: its name says what it is."""
        kind = name.rstrip("0123456789")
        salted = (
            f"{key}/{name}/corrected" if self.corrected and kind in ("phone", "short", "mobile") else f"{key}/{name}"
        )
        match kind:
            case "phone":
                return f"{self.record.values.get('area', '010')}-{invent_digits(salted, 8)}"
            case "short":
                return invent_digits(salted, 8)
            case "mobile":
                return invent_mobile(salted)
            case "box":
                return invent_digits(salted, 3)
            case "postcode":
                return f"{self.record.values.get('zip', '100000')}"
            case "email":
                return f"xs{invent_digits(salted, 5)}@{self.record.values.get('mail_host', 'example.com')}"
            case _:
                return invent_person(salted)

    def _name_row(self, position: int, cells: list[str]) -> dict[str, str]:
        """A row's values: team, target and place as written; the team's people and numbers, the host, invented."""
        row = {"team": cells[0], "target": cells[1], "place": cells[2] if len(cells) > 2 else ""}
        team = f"{self.record.origin}/{cells[0]}"
        row |= {name: self._invent(name, team) for name in ("leader", "deputy", "phone", "mobile", "box")}
        row["chair"] = self._invent("chair", f"{self.record.origin}/{position}")
        return {f"row_{name}": value for name, value in row.items()}

    def _read_round(self, text: str) -> dict[str, int | None]:
        term, _, number = self.fill(text).partition("/")
        return {"term": int(term) if term else None, "number": int(number) if number else None}

    def _read_person(self, text: str, row: Mapping[str, str]) -> dict[str, Any]:
        name, post, roles = self.fill(text, row).split("|")
        return {"name": name, "post": post or None, "roles": roles.split()}


def _read_hours(text: str) -> dict[str, str | None]:
    span, _, days = text.partition(" ")
    start, _, end = span.partition("-")
    return {"start": start, "end": end, "days": None if days in ("", "null") else days}
