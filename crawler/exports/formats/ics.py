"""iCalendar (RFC 5545): the teams' working periods, and the hours in which their hotlines take calls.

A calendar holds what can be told in days: an event a period, one a span of hours within it (`+08:00`). An event keeps
its UID; its SEQUENCE is the store's generation of the notice, which grows with every change.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from crawler.exports.entries import find_updated, list_facts, make_link
from crawler.exports.format import Format
from crawler.exports.text import drop_controls
from crawler.model.fields.record import SCHEMA_VERSION
from crawler.model.publication import Published, parse_time

_ZONE = "Asia/Shanghai"
_OCTETS = 75
"""Bytes of a line, after which it is folded (RFC 5545, 3.1)."""

_TIMEZONE = (
    *("BEGIN:VTIMEZONE", f"TZID:{_ZONE}", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0800"),
    *("TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE"),
)
_REPEATS = {"workdays": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "daily": "FREQ=DAILY", None: "FREQ=DAILY"}


class Calendar(Format):
    """One calendar of all events."""

    is_feed = True
    newest = 200

    def start(self) -> None:
        """Write the head."""
        about = self._about
        told = about.describe()
        self._write_lines(
            (
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//xunshi//notices//ZH",
                "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
                f"X-WR-CALNAME:{_escape(about.title)}",
                f"X-WR-TIMEZONE:{_ZONE}",
                f"X-XUNSHI-LICENCE:{told['licence']}",
                f"X-XUNSHI-SOURCE:{_escape(told['source'])}",
                f"X-XUNSHI-SCHEMA:{SCHEMA_VERSION}",
                f"X-XUNSHI-GENERATION:{about.generation}",
                *_TIMEZONE,
            )
        )

    def write(self, published: Published) -> None:
        """Write the events of one notice."""
        start, end = _find_span(published)
        if start is None or end is None:
            return
        common = list(self._describe(published))
        name = "；".join(target["name"] for target in published["targets"]) or published["title"] or "（无标题）"
        team = "；".join(published["teams"]) or "巡视巡察组"
        self._write_event(
            published, "period", (f"SUMMARY:{_escape(f'{team}进驻{name}')}", *_print_days(start, end)), common
        )
        for span in dict.fromkeys((h["start"], h["end"], h["days"]) for h in published["contacts"]["hours"]):
            when = list(_print_hours(start, end, span))
            if when:
                phones = "；".join(phone["number"] for phone in published["contacts"]["phones"])
                title = f"SUMMARY:{_escape(f'{team}受理来电 {phones}'.rstrip())}"
                self._write_event(published, f"hours {span[0]} {span[1]} {span[2]}", (title, *when), common)

    def finish(self) -> None:
        """Write the end."""
        self._write_lines(("END:VCALENDAR",))

    def _describe(self, published: Published) -> Iterator[str]:
        """What all events of a notice say."""
        yield f"DTSTAMP:{_print_stamp(find_updated(published))}"
        yield f"LAST-MODIFIED:{_print_stamp(find_updated(published))}"
        yield f"SEQUENCE:{self._about.find_generation(published['id'])}"
        yield f"STATUS:{'CANCELLED' if published['withdrawn'] else 'CONFIRMED'}"
        yield "TRANSP:TRANSPARENT"
        yield f"DESCRIPTION:{_escape(chr(10).join(list_facts(published, self._about)))}"
        if published["contacts"]["mailboxes"]:
            yield f"LOCATION:{_escape('；'.join(published['contacts']['mailboxes']))}"
        if link := make_link(published["url"]):
            yield f"URL:{link}"

    def _write_event(self, published: Published, part: str, own: Iterable[str], common: Iterable[str]) -> None:
        uid = uuid5(NAMESPACE_URL, f"xunshi:{published['id']}:{part}")
        self._write_lines(("BEGIN:VEVENT", f"UID:{uid}@xunshi", *own, *common, "END:VEVENT"))

    def _write_lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._stream.write(_fold(line))


def _find_span(published: Published) -> tuple[date | None, date | None]:
    """First and last day on site; where one is not known, the other; else nothing."""
    start, end = _read_day(published["period"]["start"]), _read_day(published["period"]["end"])
    if start is None:
        start = _read_day(next(iter(published["meeting_dates"]), None)) if end else None
    if start and end and end < start:
        return None, None
    return start or end, end or start


def _print_days(start: date, end: date) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{_print_day(start)}"
    if end < date.max:
        yield f"DTEND;VALUE=DATE:{_print_day(end + timedelta(days=1))}"


def _print_hours(start: date, end: date, span: tuple[str, str, Any]) -> Iterator[str]:
    """A span of hours, repeated on the days of the period; nothing where no day of it is one."""
    opens, closes, days = span[0].replace(":", ""), span[1].replace(":", ""), span[2]
    first = start
    while days == "workdays" and first.weekday() > 4 and first < end:
        first += timedelta(days=1)
    if (days == "workdays" and first.weekday() > 4) or closes <= opens or not (opens < "2400" and closes < "2400"):
        return
    yield f"DTSTART;TZID={_ZONE}:{_print_day(first)}T{opens}00"
    yield f"DTEND;TZID={_ZONE}:{_print_day(first)}T{closes}00"
    yield f"RRULE:{_REPEATS[days]};UNTIL={_print_day(end)}T155959Z"  # the end of the last day in Beijing


def _print_day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _read_day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _print_stamp(moment: str) -> str:
    return parse_time(moment).strftime("%Y%m%dT%H%M%SZ")


def _escape(text: str) -> str:
    """A text as a property may hold it (RFC 5545, 3.3.11)."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return drop_controls("\\n".join(escaped.splitlines()))


def _fold(line: str) -> bytes:
    """A line, folded between characters."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        encoded = character.encode("utf-8")
        if len(part) + len(encoded) > _OCTETS - bool(parts):
            parts.append(part)
            part = b""
        part += encoded
    return b"\r\n ".join([*parts, part]) + b"\r\n"
