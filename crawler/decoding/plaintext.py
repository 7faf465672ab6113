"""A page that is already plain text (a saved text, a copy): title, date, source and body told apart by lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crawler.decoding.boilerplate import (
    ends_article,
    find_end,
    find_last_contact,
    fold_title,
    is_button_line,
    is_footer_line,
    is_menu_line,
    is_site_name,
    read_breadcrumb,
)
from crawler.decoding.infoline import InfoEntry, InfoLine, count_views, find_dateline, read_info_line
from crawler.decoding.moments import find_moments
from crawler.decoding.published import Published, find_published
from crawler.decoding.script import to_reading_text
from crawler.decoding.title import is_title_like, pick_title_line
from crawler.decoding.wraps import rejoin_lines
from crawler.model.items import Evidence, Page, Where
from crawler.model.proofs import prove
from crawler.model.times import find_day

_BLANKS = " \u3000\xa0\t\r\ufeff\u200b"
_FRONT_LINES = 15
"""Title, breadcrumb and information line stand among so many first lines."""
_TAIL_LINES = 12
_NAMES_SOURCE = re.compile(r"[（(【\[]\s?(?:信息|稿件|文章|新闻|资料)?来源[:：][^，。\n]{2,40}[)）】\]]")
"""A line (来源：…) among the last of a text, whatever stands behind it."""
_SIGNED_OUTLET = re.compile(
    r"[（(](?:(?:信息|稿件)?来源[:：]\s?(?P<stated>[^\s，。)）]{2,30})(?:\s[^)）\n]{0,30})?"
    r"|(?P<name>(?!本|我)[\u4e00-\u9fff]{2,14}(?:网|报|电视台|通讯社|融媒体?(?:中心)?|客户端|政府网站?)))[)）]\s*(?:$|\n)"
)
"""An outlet in brackets behind the last words of a text."""
_TAIL_REACH = 60
_PAPER = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d .{4,200}? \d{1,6} \d{1,6} (?P<paper>[\u4e00-\u9fff]{2,12}) .{0,200}/enpproperty"
)
"""The properties that Founder's newspaper system prints behind an article: day, title, numbers, the paper."""
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
_CHANNEL_TAG = re.compile(r"\[[\u4e00-\u9fff]{2,6}\]\s{0,2}(?=\S{4})")
_TOOL_TAG = re.compile(r"\s{0,2}[\[【](?:复制链接|打印|只看楼主|转载|关闭|收藏)[\]】]$")
"""What forums print before and behind a title: [本地要闻], [复制链接]."""
_CODE_TAG = re.compile(r"扫(?:描|一扫)二维码[\u4e00-\u9fff]{2,6}")
_RUBBISH = re.compile(r"\s{0,4}(?:&nbsp;?|<br\s?/?>|锛|\ufffd|\s){1,12}$")
_MARKS_LOST = re.compile(r"^(?:[?？\ufffd]{1,3}[ \u3000]{0,4})+(?=[\u4e00-\u9fff]|$)")
"""What is left of a mark or an indent that the copy could not write, at the head of a line."""
_BULLET = re.compile(r"^[•·●▪]\s{1,4}(?=[^。\n]{2,60}$)")
_GLUED = re.compile(r"(?=[^。]{0,12}[:：])(?P<info>[^。]{12,160}?)[ \u3000\xa0]{3,8}(?=[^。]{16,200}[，。])")
"""An information line with the text behind it on the same line."""
_RUN_ON = re.compile(
    r"(?=[^。]{0,12}[:：])(?P<info>[^。，]{12,160}?)"
    r"(?=(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日|按照|根据|近日|日前|连日来|为(?:深入|贯彻|落实|进一步)|本[报网]讯)"
)
"""An information line that runs into the text behind it without a gap."""
_FORMER_TITLE = re.compile(r"[（(【\[]?\s?(?:原标题|原题)[:：]\s?(?P<title>[^\n]{4,120}?)[）)】\]]?$")
"""原标题：…, which sites that copy print above or below the title."""
_BYLINE = re.compile(
    r"[□■●◆▲★◎\s（(【]{0,3}(?:本[报刊网台]|[\u4e00-\u9fff]{2,6}[报网社台])?(?:见习|实习|特约|首席)?"
    r"(?:记者|通讯员|特约撰稿人?)(?:[:：/\s][^。，；\n]{1,30}|[\u4e00-\u9fff·]{2,4})[）)】]?(?:摄影报道|报道|文/图|摄)?"
)
"""A line that names who wrote and nothing else (□记者张三, 本报记者 李四 通讯员 王五)."""
_INDENT = re.compile(r"(?<=[。！？；：:）)”\u4e00-\u9fff])[ \xa0]?\u3000\u3000+(?=\S)")
_FEWEST_INDENTS = 3
"""So many paragraphs on one line, each with its indent, are lines that lost their breaks."""
_DATED_OUTLET = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,16}(?:报|网|社|台|客户端|融媒|发布|新闻|在线|公众号)"
    r"(?=[ \u3000\xa0·|｜丨,，\d]|[\u4e00-\u9fff]{2,4}\d))"
    r"(?:[ \u3000\xa0·|｜丨,，]{0,5}|[\u4e00-\u9fff]{2,4}(?=\d{1,2}月\d{1,2}日[电讯]))"
    r"(?P<day>(?P<month>\d{1,2})月(?P<number>\d{1,2})日)[电讯]?"
)
"""An outlet and a day without its year: 某某日报客户端 · 3月1日; 某社4月19日电 at the head of the text."""
_PRINTED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:(\d{1,2})月)?")
_NEAR_MONTHS = 2
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|tr|li|h[1-6]|section|article)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:span|strong|b|i|em|u|font|a|img|td|th|table|tbody|ul|ol)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
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
    reading = to_reading_text(_strip_tags(text))
    latest = find_day(fetched_at) + timedelta(days=1)
    lines = _part_lines(reading.text)
    front = read_front(lines, latest)
    end, tail = find_tail(lines, front.body, latest)
    body = "\n".join(line for line in lines[front.body : end] if line)
    evidence: list[Evidence] = []
    infos = front.infos + tail
    published = find_published(
        infos=infos, head=None, listing_date=None, url=url, body=body, latest=latest
    ) or _read_dateline_day(infos, body, latest)
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
        elif title is None and _BYLINE.fullmatch(line):
            pass
        elif title is None and line and (crumbs := read_breadcrumb(line)) is not None:
            channel = crumbs or channel
            candidates.clear()
        elif not _is_furniture(line, title):
            if title is not None or len(candidates) >= _FRONT_LINES or _opens_body(line):
                body = number
                break
            if not is_site_name(line.strip("【】[]")):
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
    """Blank lines, buttons, marks of an article's end, the menu above the title, the title said again."""
    if not line or is_button_line(line) or (ends_article(line) and not _CONTACT_US.match(line)):
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
    if outlet := _DATED_OUTLET.fullmatch(lines[number]):
        return InfoLine(lines[number], (InfoEntry("source", outlet["name"], *outlet.span("name")),), ()), number + 1
    return read_info_line(lines[number], latest), number + 1


def _read_dateline_day(infos: Sequence[InfoLine], body: str, latest: date | None) -> Published | None:
    """The day of a dateline or an outlet's line that prints no year, where the text prints one year and no other."""
    lines = [(info.text, outlet) for info in infos if (outlet := _DATED_OUTLET.fullmatch(info.text))]
    head = _DATED_OUTLET.match(body)
    where: Where = "meta" if lines else "text"
    found = lines[0][1] if lines else head if head is not None and body[head.end() - 1] in "电讯" else None
    year = _find_only_year(body, int(found["month"])) if found is not None else None
    if found is None or year is None:
        return None
    try:
        day = date(year, int(found["month"]), int(found["number"]))
    except ValueError:
        return None
    if latest is not None and day > latest:
        return None
    return Published(day.isoformat(), found["day"], where, found.start("day"), "published.dateline")


def _find_only_year(body: str, month: int) -> int | None:
    """The one year that a text prints beside a month near this one, else the one year it prints at all."""
    printed = [(int(found[1]), int(found[2] or 0)) for found in _PRINTED_YEAR.finditer(body)]
    near = {year for year, other in printed if other and abs(other - month) <= _NEAR_MONTHS}
    years = near or {year for year, _ in printed}
    return years.pop() if len(years) == 1 else None


def _find_after_title(lines: Sequence[str], title: str, body: int) -> int:
    """Without an information line after the title, what follows the title (a subtitle too) belongs to the body."""
    for number in range(min(body, len(lines)) - 1, -1, -1):
        if lines[number] == title:
            return number + 1
    return body


def _clean_title(title: str) -> str:
    """A title without a forum's tags; one set wide (巡 察 公 告) is closed up."""
    lead = _CHANNEL_TAG.match(title)
    title = _CODE_TAG.sub("", _TOOL_TAG.sub("", title[lead.end() :] if lead else title)).strip(_BLANKS)
    words = title.split()
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else title


def _part_lines(text: str) -> list[str]:
    """The lines of a text: paragraphs broken at a fixed width in one, an information line apart from its text.

    Paragraphs that share a line are parted at their indents; a line 原标题：… before the text counts only where no
    title precedes it.
    """
    lines: list[str] = []
    for number, line in enumerate(rejoin_lines(text.split("\n"))):
        plain = _BULLET.sub("", line.strip(_BLANKS)) if number < _FRONT_LINES * 2 else line.strip(_BLANKS)
        begun = any("。" in above for above in lines[:_FRONT_LINES])
        glued = _find_glued(plain) if number < _FRONT_LINES and len(plain) > _LONG else None
        if glued is not None:
            lines += [glued["info"].strip(_BLANKS), plain[glued.end() :].strip(_BLANKS)]
        elif len(plain) > _LONG and len(_INDENT.findall(plain)) >= _FEWEST_INDENTS and plain.count("。") > 1:
            lines += _INDENT.split(plain)
        elif number < _FRONT_LINES and not begun and (former := _FORMER_TITLE.fullmatch(plain)):
            lines.append("" if any(map(is_title_like, lines)) else former["title"].strip(_BLANKS))
        else:
            lines.append(_RUBBISH.sub("", _MARKS_LOST.sub("", plain)))
    return lines


def _strip_tags(text: str) -> str:
    """A text without the tags a careless copy left in it: those of blocks end a line."""
    if _BLOCK_TAG.search(text) is None:
        return text
    return _TAG.sub("", _BLOCK_TAG.sub("\n", text))


def _find_glued(line: str) -> re.Match[str] | None:
    """The information line that a line of text begins with; None when it begins with none."""
    for pattern in (_GLUED, _RUN_ON):
        found = pattern.match(line)
        info = read_info_line(found["info"].strip(_BLANKS)) if found is not None else None
        if info is not None and (pattern is _GLUED or info.find("source") or info.find("published")):
            return found
    return None


def _is_own(line: str) -> bool:
    """A line of the notice's own days or hours: 巡视时间：…, 时间：8月10日-10月10日, 时间：工作日8:30-17:00."""
    if len(line) > 80:
        return False
    return bool(_OWN_LABEL.match(line) or _RANGE.search(line) or _HOURS.search(line))


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
        if any(read_info_line(lines[n]) or ends_article(lines[n]) for n in (first, second)) or _opens_body(
            lines[second]
        ):
            continue
        head, tail = fold_title(lines[first]), fold_title(lines[second])
        said = len(head) >= 6 and len(tail) >= 4 and head[-4:] + tail[:4] in below
        open_end = not _ENDED_TITLE.search(head) or (head.endswith(("召开", "举行")) and tail.endswith("会"))
        ends = first == number and _TAIL_OF_TITLE.fullmatch(tail) and open_end and "巡" in head
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
    for number in range(max(start, end - _TAIL_LINES), end):
        if printed := _PAPER.search(lines[number]):
            infos.append(
                InfoLine(printed["paper"], (InfoEntry("source", printed["paper"], 0, len(printed["paper"])),), ())
            )
            end = number
            break
    named = (line for line in lines[start:end][-_TAIL_LINES:] if _NAMES_SOURCE.fullmatch(line))
    infos += [info for line in named if (info := read_info_line(line, latest))]
    return end, tuple(infos)


def _is_part_of_text(info: InfoLine) -> bool:
    """A last line with nothing but a date or a label of the text's own (时间：…) is no editor line."""
    return all(entry.name in ("other", "title", "channel") for entry in info.entries)


def _find_source(infos: Sequence[InfoLine], body: str, evidence: list[Evidence]) -> str | None:
    for info in infos:
        if entry := info.find("source"):
            evidence.append(prove("source", "meta", entry.start, entry.value, "source.line"))
            return entry.value
    entry = find_dateline(body)
    rule = "source.dateline"
    if entry is None and (signed := _SIGNED_OUTLET.search(body, max(0, len(body) - _TAIL_REACH))) is not None:
        named = "stated" if signed["stated"] else "name"
        entry, rule = InfoEntry("source", signed[named], *signed.span(named)), "source.signed"
    if entry is not None:
        evidence.append(prove("source", "text", entry.start, entry.value, rule))
    return entry.value if entry else None


def _find_value(infos: Sequence[InfoLine], name: str) -> str | None:
    entries: list[InfoEntry] = [entry for info in infos for entry in info.entries if entry.name == name and entry.value]
    return entries[0].value if entries else None
