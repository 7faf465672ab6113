"""A page that is already plain text (a saved text, a copy): title, date, source and body told apart by lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crawler.decoding.boilerplate import (
    find_end,
    find_last_contact,
    fold_title,
    is_button_line,
    is_footer_line,
    is_menu_line,
    is_site_name,
    read_breadcrumb,
)
from crawler.decoding.infoline import Entry, InfoLine, count_views, find_dateline, read_info_line
from crawler.decoding.moments import find_moments
from crawler.decoding.published import find_published
from crawler.decoding.script import to_reading_text
from crawler.decoding.title import is_title_like, pick_title_line
from crawler.decoding.wraps import rejoin_lines
from crawler.model.items import Evidence, Page
from crawler.model.proofs import prove
from crawler.model.times import BEIJING

_BLANKS = " \u3000\xa0\t\r\ufeff\u200b"
_FRONT_LINES = 15
"""Title, breadcrumb and information line stand among so many first lines."""
_TAIL_LINES = 12
_LONG = 60
_CONTACT_US = re.compile(r"联系(?:我们|方式)[:：].{0,12}\d{3}")
"""A line with a number under 联系我们: of the text where no other contact stands before it, else the site's."""
_OUTLET_CHARACTERS = 12
"""How long the name of an outlet on the line above a bare date can be."""
_SPACED = 1.5
"""Characters a word of a menu has at the least on average; a line with fewer is one title set wide (巡 察 公 告)."""
_SENTENCE = re.compile(r"[。；]|^(?=.{45}).{0,60}[，,].{0,60}[，,]")
_DATED_TITLE = re.compile(r"[\[（(【]((?:19|20)\d\d[^\]）)】]{4,20})[\]）)】]$")
_LABEL_ALONE = re.compile(r"[\u4e00-\u9fff \u3000]{2,10}[:：]")
_PLACE = re.compile(r"(?:会议)?地[点址]|参[加会]人员|主\s?持")
_OWN_LABEL = re.compile(
    r"[★●◆■·【\[(（\d一二三四五六七八九十、.]{0,4}[^:：】\]\n]{0,10}"
    r"(?:巡[视察查]|进驻|入驻|驻点|起[止迄讫]|工作时[间段]|受理|接[听访待]|截止|会议|动员|时间安排)[^:：】\]\n]{0,8}[:：】\]]"
)
"""The labels of the notice's own days (巡察时间：, 【受理截止】): never those of an information line."""
_RANGE = re.compile(
    r"(?:\d[日号]|\d[./-]\d{1,2})\s?[-－—–~～至到]{1,4}\s?"
    r"(?:(?:19|20)\d\d\s?[年./-]\s?)?\d{1,2}\s?[月./-]\s?\d{1,2}(?!\d)"
)
_HOURS = re.compile(r"时\s{0,4}间\s?[:：][^\n]{0,12}\d{1,2}[:：时点]\d{0,2}\s?[-－—–~～至到]")
_CHANNEL_TAG = re.compile(r"\[[\u4e00-\u9fff]{2,6}\]\s{1,2}(?=\S{4})")
_TOOL_TAG = re.compile(r"\s{0,2}[\[【](?:复制链接|打印|只看楼主|转载|关闭|收藏)[\]】]$")
"""What forums print before and behind a title: [本地要闻], [复制链接]."""
_RUBBISH = re.compile(r"\s{0,4}(?:&nbsp;?|<br\s?/?>|锛|\ufffd|\s){1,12}$")
_GLUED = re.compile(r"(?=[^。]{0,12}[:：])(?P<info>[^。]{12,160}?)[ \u3000\xa0]{3,8}(?=[^。]{16,200}[，。])")
"""An information line with the text behind it on the same line."""
_TAIL_OF_TITLE = re.compile(
    r"(?!.{0,20}巡[视察查].{0,6}组)[^，。：:——（(].{1,24}(?:召开|举行|公告|会议?|启动|见面会|通告)"
)
_ENDED_TITLE = re.compile(r"(?:召开|举行|公告|会议?|启动|进驻|[了！？!?])$")


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
    lines = _part_lines(reading.text)
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
            if not info.entries and len(candidates) > 1 and len(candidates[-1]) <= _OUTLET_CHARACTERS:
                info = read_info_line(f"{candidates[-1]}\u3000{line}", latest) or info
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
    else:
        title, body = _join_title(lines, title, body)
        title = _clean_title(title)
    if (
        title is not None
        and (dated := _DATED_TITLE.search(title))
        and (moments := tuple(find_moments(dated[1], latest)))
    ):
        infos.append(InfoLine(dated[1], (), moments))
        title = title[: dated.start()].rstrip()
    return Front(title, tuple(infos), channel, body)


def _is_furniture(line: str, title: str | None) -> bool:
    """Blank lines, buttons, the menu above the title, the title said again."""
    if not line or is_button_line(line):
        return True
    if title is None:
        return is_menu_line(line) and len(fold_title(line)) > _SPACED * len(line.split())
    return fold_title(line) == fold_title(title)


def _read_front_info(lines: Sequence[str], number: int, latest: date | None) -> tuple[InfoLine | None, int]:
    """The information line at a line, and the number of the line after it.

    A label alone takes the next line with it; the time of a meeting to come (时间, 地点) is none.
    """
    if not lines[number]:
        return None, number + 1
    follower = next((n for n in range(number + 1, len(lines)) if lines[n]), number)
    if _PLACE.match(lines[follower]) or _is_own(lines[number]):
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


def _clean_title(title: str) -> str:
    """A title without a forum's tags; one set wide (巡 察 公 告) is closed up."""
    lead = _CHANNEL_TAG.match(title)
    title = _TOOL_TAG.sub("", title[lead.end() :] if lead else title)
    words = title.split()
    return "".join(words) if len(words) > 2 and all(len(word) == 1 for word in words) else title


def _part_lines(text: str) -> list[str]:
    """The lines of a text: paragraphs broken at a fixed width in one, an information line apart from its text."""
    lines: list[str] = []
    for number, line in enumerate(rejoin_lines(text.split("\n"))):
        glued = _GLUED.match(line.strip(_BLANKS)) if number < _FRONT_LINES and len(line) > _LONG else None
        if glued is not None and read_info_line(glued["info"].strip(_BLANKS)) is not None:
            lines += [glued["info"].strip(_BLANKS), line.strip(_BLANKS)[glued.end() :].strip(_BLANKS)]
        else:
            lines.append(_RUBBISH.sub("", line.strip(_BLANKS)))
    return lines


def _is_own(line: str) -> bool:
    """A line of the notice's own days or hours: 巡视时间：…, 时间：8月10日-10月10日, 时间：工作日8:30-17:00."""
    if len(line) > 80:
        return False
    return bool(_OWN_LABEL.match(line) or _RANGE.search(line) or _HOURS.match(line))


def _join_title(lines: Sequence[str], title: str, body: int) -> tuple[str, int]:
    """A title printed over two lines as one, and where the body begins then.

    The text below tells: it says the words on both sides of the break in one; or the second line but ends the first.
    """
    number = next((n for n, line in enumerate(lines[: body + 1]) if line == title), None)
    if number is None:
        return title, body
    below = fold_title("".join(lines[max(body, number + 1) :])[:2000])
    for first, second in ((number, number + 1), (number - 1, number)):
        if first < 0 or second >= len(lines) or not (is_title_like(lines[first]) and is_title_like(lines[second])):
            continue
        if read_info_line(lines[first]) or read_info_line(lines[second]) or _opens_body(lines[second]):
            continue
        head, tail = fold_title(lines[first]), fold_title(lines[second])
        said = len(head) >= 6 and len(tail) >= 4 and head[-4:] + tail[:4] in below
        ends = first == number and _TAIL_OF_TITLE.fullmatch(tail) and not _ENDED_TITLE.search(head) and "巡" in head
        if said or ends:
            return lines[first] + lines[second], max(body, second + 1)
    return title, body


def _opens_body(line: str) -> bool:
    return (
        line.count("|") > 1 or len(line) > 90 or _SENTENCE.search(line) is not None or find_dateline(line) is not None
    )


def find_tail(lines: Sequence[str], start: int, latest: date | None) -> tuple[int, tuple[InfoLine, ...]]:
    """Where the body ends, and the information lines (来源, 责任编辑) that stand after it."""
    infos: list[InfoLine] = []
    end = max(start, len(lines) - _TAIL_LINES)
    while (end := find_end(lines, end)) < len(lines) and read_info_line(lines[end], latest) is not None:
        end += 1
    while end < len(lines) and _CONTACT_US.match(lines[end]) and find_last_contact(lines[start:end]) < 0:
        end = find_end(lines, end + 1)
    infos += [info for line in lines[end:] if line and not _is_own(line) and (info := read_info_line(line, latest))]
    while end > start:
        line = lines[end - 1]
        if not line or is_button_line(line) or is_footer_line(line):
            end -= 1
            continue
        info = read_info_line(line, latest)
        if info is None or not info.entries or _is_part_of_text(info) or _is_own(line):
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
