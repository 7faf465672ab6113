"""A page that is already plain text (a saved text, a copy): title, date, source and body told apart by lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crawler.decoding.boilerplate import (
    find_end,
    fold_title,
    is_button_line,
    is_footer_line,
    is_menu_line,
    is_site_name,
    read_breadcrumb,
)
from crawler.decoding.evidence import prove
from crawler.decoding.infoline import Entry, InfoLine, count_views, find_dateline, read_info_line
from crawler.decoding.moments import BEIJING, find_moments
from crawler.decoding.published import find_published
from crawler.decoding.script import to_reading_text
from crawler.decoding.title import pick_title_line
from crawler.items import Evidence, Page

_BLANKS = " \u3000\xa0\t\r\ufeff\u200b"
_FRONT_LINES = 15
"""Title, breadcrumb and information line stand among so many first lines."""
_TAIL_LINES = 12
_SENTENCE = re.compile(r"[。；]|^(?=.{45}).{0,60}[，,].{0,60}[，,]")
_DATED_TITLE = re.compile(r"[\[（(【]((?:19|20)\d\d[^\]）)】]{4,20})[\]）)】]$")
_LABEL_ALONE = re.compile(r"[\u4e00-\u9fff \u3000]{2,10}[:：]")
_PLACE = re.compile(r"(?:会议)?地[点址]|参[加会]人员|主\s?持")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the body: the title (None when none is shown), information lines, breadcrumb, body start."""

    title: str | None
    infos: tuple[InfoLine, ...]
    channel: tuple[str, ...]
    body: int


def read_plain(
    text: str,
    *,
    site: str,
    url: str,
    fetched_at: datetime,
    link_url: str | None = None,
    charset: str = "utf-8",
    bad_bytes: int = 0,
) -> Page:
    """The page a plain text shows. `text` of it is the body alone; what the text does not show is None.

    `published_at` is the date of an information line, else the one in the address, else the sign-off date (落款).
    """
    reading = to_reading_text(text)
    latest = fetched_at.astimezone(BEIJING).date() + timedelta(days=1)
    lines = [line.strip(_BLANKS) for line in reading.text.split("\n")]
    front = read_front(lines, latest)
    end, tail = find_tail(lines, front.body, latest)
    body = "\n".join(line for line in lines[front.body : end] if line)
    evidence: list[Evidence] = []
    infos = front.infos + tail
    published = find_published(infos=infos, head=None, listing_date=None, url=url, body=body, latest=latest)
    if published is not None:
        evidence.append(prove("published_at", published.where, published.start, published.printed, published.rule))
    source = _find_source(infos, body, evidence)
    if front.title is not None:
        evidence.append(prove("title", "title", 0, front.title, "title.line"))
    views = next((entry for info in infos if (entry := info.find("views"))), None)
    return Page(
        site=site,
        url=url,
        link_url=link_url or url,
        fetched_at=fetched_at,
        charset=charset,
        script=reading.script,
        bad_bytes=bad_bytes,
        title=front.title,
        published_at=published.value if published else None,
        source=source,
        author=_find_value(infos, "author"),
        editor=_find_value(infos, "editor"),
        channel=front.channel,
        views=count_views(views) if views else None,
        text=body,
        evidence=tuple(evidence),
    )


def read_front(lines: Sequence[str], latest: date | None) -> Front:
    """The lines before the body, told apart: site name, breadcrumb, title, information line."""
    infos: list[InfoLine] = []
    channel: tuple[str, ...] = ()
    candidates: list[str] = []
    title: str | None = None
    body = number = 0
    while number < len(lines):
        line = lines[number]
        info, body = _read_front_info(lines, number, latest)
        if info is not None:
            infos.append(info)
            title = title or pick_title_line(candidates)
        elif not _is_furniture(line, title):
            crumbs = read_breadcrumb(line) if title is None else None
            if crumbs is not None:
                channel = crumbs or channel
            elif title is not None or number >= _FRONT_LINES or _opens_body(line):
                body = number
                break
            elif not is_site_name(line):
                candidates.append(line)
        number = body
    if title is None and (title := pick_title_line(candidates)) is not None:
        body = _find_after_title(lines, title, body)
    if title is None:
        title = next((entry.value for info in infos if (entry := info.find("title"))), None)
    elif (dated := _DATED_TITLE.search(title)) and (moments := tuple(find_moments(dated[1], latest))):
        infos.append(InfoLine(dated[1], (), moments))
        title = title[: dated.start()].rstrip()
    return Front(title, tuple(infos), channel, body)


def _is_furniture(line: str, title: str | None) -> bool:
    """Blank lines, buttons, the menu above the title, the title said again."""
    if not line or is_button_line(line):
        return True
    return is_menu_line(line) if title is None else fold_title(line) == fold_title(title)


def _read_front_info(lines: Sequence[str], number: int, latest: date | None) -> tuple[InfoLine | None, int]:
    """The information line at a line, and the number of the line after it.

    A label alone takes the next line with it; the time of a meeting to come (时间, 地点) is none.
    """
    follower = next((n for n in range(number + 1, len(lines)) if lines[n]), number)
    if _PLACE.match(lines[follower]):
        return None, number + 1
    if _LABEL_ALONE.fullmatch(lines[number]) and follower > number and len(lines[follower]) <= 40:
        return read_info_line(f"{lines[number]} {lines[follower]}", latest), follower + 1
    return read_info_line(lines[number], latest), number + 1


def _find_after_title(lines: Sequence[str], title: str, body: int) -> int:
    """Without an information line after the title, what follows the title (a subtitle too) belongs to the body."""
    for number in range(min(body, len(lines)) - 1, -1, -1):
        if lines[number] == title:
            return number + 1
    return body


def _opens_body(line: str) -> bool:
    return len(line) > 90 or _SENTENCE.search(line) is not None or find_dateline(line) is not None


def find_tail(lines: Sequence[str], start: int, latest: date | None) -> tuple[int, tuple[InfoLine, ...]]:
    """Where the body ends, and the information lines (来源, 责任编辑) that stand after it."""
    infos: list[InfoLine] = []
    end = max(start, len(lines) - _TAIL_LINES)
    while (end := find_end(lines, end)) < len(lines) and read_info_line(lines[end], latest) is not None:
        end += 1
    infos += [info for line in lines[end:] if line and (info := read_info_line(line, latest))]
    while end > start:
        line = lines[end - 1]
        if not line or is_button_line(line) or is_footer_line(line):
            end -= 1
            continue
        info = read_info_line(line, latest)
        if info is None or not info.entries or _is_part_of_text(info):
            break
        infos.insert(0, info)
        end -= 1
    return end, tuple(infos)


def _is_part_of_text(info: InfoLine) -> bool:
    """A last line with nothing but a date or a label of the text's own (时间：…) is no editor line."""
    return all(entry.name in ("other", "title", "channel") for entry in info.entries)


def _find_source(infos: Sequence[InfoLine], body: str, evidence: list[Evidence]) -> str | None:
    for info in infos:
        if entry := info.find("source"):
            evidence.append(prove("source", "meta", entry.start, entry.value, "source.line"))
            return entry.value
    if entry := find_dateline(body):
        evidence.append(prove("source", "text", entry.start, entry.value, "source.dateline"))
        return entry.value
    return None


def _find_value(infos: Sequence[InfoLine], name: str) -> str | None:
    entries: list[Entry] = [entry for info in infos for entry in info.entries if entry.name == name and entry.value]
    return entries[0].value if entries else None
