"""A notice as an entry of a feed, in Chinese: title, times, facts and text; what was corrected, and when it was taken
down. Everything comes from the data: the same notice gives the same entry.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from crawler.exports.about import About, SourceEdit
from crawler.model.corrections import list_corrections
from crawler.model.publication import Published, find_moved
from crawler.model.times import BEIJING, find_day
from crawler.model.wording import DAYS, KINDS, LEVELS

NEVER = "1970-01-01T00:00:00+00:00"
"""When a feed without entries was updated."""

_URL_CHARACTERS = "!#$%&'()*+,-./:;=?@[]_~"  # RFC 3986: all others are escaped
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`id` is a URN that never changes; `updated` and `published` are RFC 3339; `facts` and `paragraphs` are lines of
    plain text; `categories` are (code, label); `precision` says to what `published` is known, day or minute.
    """

    id: str
    title: str
    link: str | None
    updated: str
    published: str | None
    author: str
    facts: tuple[str, ...]
    paragraphs: tuple[str, ...]
    categories: tuple[tuple[str, str], ...]
    precision: str | None


def make_entry(published: Published, about: About) -> Entry:
    """The entry of a notice; its edits are asked for where it has any."""
    corrections = about.find_edits(published["id"]) if published["revision"] > 1 else ()
    when = _find_published(published["published_at"])
    return Entry(
        id=make_urn(published["id"]),
        title=_mark_title(published),
        link=make_link(published["url"]),
        updated=find_updated(published),
        published=when,
        author=published["source"] or about.name_site(published["site"]),
        facts=(*list_events(published, corrections), *list_facts(published, about)),
        paragraphs=tuple(line for line in published["text"].split("\n") if line.strip()),
        categories=tuple(_list_categories(published)),
        precision=None if when is None else "minute" if "T" in published["published_at"] else "day",
    )


def make_urn(what: str) -> str:
    """A lasting identifier of a feed or entry."""
    return uuid5(NAMESPACE_URL, f"xunshi:{what}").urn


def find_updated(published: Published) -> str:
    """When a notice last changed for its readers: its first sight, the fetch that found an edit, or its withdrawal."""
    return find_moved(published)


def list_events(published: Published, corrections: Sequence[SourceEdit]) -> list[str]:
    """What happened to a notice since it was first published, the newest first."""
    lines = [f"已撤下：{_print_day(published['withdrawn'])} 确认原网页已不存在"] if published["withdrawn"] else []
    after: Mapping[str, Any] = published
    for correction in reversed(corrections):
        lines.append(f"已更正（{_print_day(correction.replaced_at)}）：{_compare(correction, after)}")
        after = correction.before
    lines += [f"人工更正（{field}）：{told}" for field, told in list_corrections(published)]
    return lines


def list_facts(published: Published, about: About) -> list[str]:
    """A notice's facts, a line each: who inspects whom, when, until when, and how to reach the team."""
    lines = [f"{label}：{'；'.join(values)}" for label, _, find in _FACTS if (values := find(published))]
    seen = dict.fromkeys(about.name_site(sighting["site"]) for sighting in published["sightings"])
    lines.append(f"见于：{'；'.join(seen) or about.name_site(published['site'])}")
    if published["published_at"] and "T" not in published["published_at"]:
        lines.append(f"发布：{published['published_at']}（原网页只写日期）")
    return lines


def make_link(url: str) -> str | None:
    """The address as a link may print it, or None when it is no http or https address."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
    except ValueError:
        return None
    return quote(url, safe=_URL_CHARACTERS, errors="replace")


def _name_fully(units: Sequence[Mapping[str, Any]]) -> list[str]:
    """Names with their place where it is known, else as printed: a reader of a feed sees nothing around them."""
    return [unit["qualified"] or unit["name"] for unit in units]


def _find_leaders(published: Mapping[str, Any]) -> list[str]:
    return [person["name"] for person in published["people"] if "team_leader" in person["roles"]]


def _find_period(published: Mapping[str, Any]) -> list[str]:
    start, end = published["period"]["start"], published["period"]["end"]
    return [f"{start or '？'} 至 {end or '？'}"] if start or end else []


def _find_hours(published: Mapping[str, Any]) -> list[str]:
    return [
        f"{DAYS[span['days']].chinese if span['days'] else ''}{span['start']}—{span['end']}"
        for span in published["contacts"]["hours"]
    ]


_FACTS: tuple[tuple[str, str, Callable[[Mapping[str, Any]], list[str]]], ...] = (
    ("巡视巡察组", "teams", lambda published: _name_fully(published["team_units"]) or published["teams"]),
    ("被巡视巡察单位", "targets", lambda published: _name_fully(published["targets"])),
    ("动员会", "meeting_dates", lambda published: published["meeting_dates"]),
    ("组长", "people", _find_leaders),
    ("进驻", "period", _find_period),
    ("电话", "contacts", lambda published: [phone["number"] for phone in published["contacts"]["phones"]]),
    ("受理时间", "contacts", _find_hours),
    ("邮箱", "contacts", lambda published: published["contacts"]["emails"]),
    ("信箱", "contacts", lambda published: published["contacts"]["mailboxes"]),
)
"""Label, the field it tells of, and its values."""


def _mark_title(published: Published) -> str:
    title = published["title"] or "（无标题）"
    if published["withdrawn"]:
        return f"【已撤下】{title}"
    return f"【已更正】{title}" if published["revision"] > 1 else title


def _compare(correction: SourceEdit, after: Mapping[str, Any]) -> str:
    """Old → new of each fact that an edit changed."""
    before = correction.before
    told = [f"标题 {_show(before['title'])} → {_show(after['title'])}"] if before["title"] != after["title"] else []
    for label, key, find in _FACTS:
        old, new = find(before), find(after)
        if key in correction.changed and old != new:
            told.append(f"{label} {_show('；'.join(old))} → {_show('；'.join(new))}")
    return "，".join(told) or "正文有修改"


def _show(text: str | None) -> str:
    if not text:
        return "（无）"
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def _list_categories(published: Published) -> Iterable[tuple[str, str]]:
    if published["kind"] is not None:
        yield published["kind"], KINDS[published["kind"]].chinese
    if published["level"] is not None:
        yield published["level"], LEVELS[published["level"]].chinese


def _print_day(moment: str) -> str:
    return find_day(datetime.fromisoformat(moment)).isoformat()


def _find_published(published_at: str | None) -> str | None:
    """A publication time with its zone; of a day its first moment in Beijing; nothing where the year is not known."""
    if published_at is None or published_at.startswith("--"):
        return None
    try:
        moment = datetime.fromisoformat(published_at)
    except ValueError:
        return None
    return moment.isoformat() if moment.tzinfo else moment.replace(tzinfo=BEIJING).isoformat()
