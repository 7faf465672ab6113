"""The title of an article: the heading on the page, else its meta tag, else <title> without the site's suffix."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crawler.decoding.blocks import Layout, Line
from crawler.decoding.boilerplate import fold_title, is_button_line, is_site_name, read_breadcrumb
from crawler.decoding.infoline import read_info_line
from crawler.decoding.metatags import SITE, TITLE, Head

_EVENT = re.compile(
    r"动员|召开|举行|巡[视察查]|会议?|公告|通知|反馈|整改|进驻|启动|开展|部署|通报|意见|办法|报告|关于|《.*》|"
    r"讲话|培训|印发|公示"
)
"""Words that titles of the genre have and channel names or subtitles mostly lack."""

_NAMED_TITLE = re.compile(
    r"tit(?:le)?\d?\b|\btit|title|biaoti|headline|(?:^|[\s_-])(?:bt|arttitl|subject)(?:$|[\s_\d-])"
)
_NAMED_OTHER = re.compile(
    r"sub-?_?tit|logo|site-?_?tit|page-?_?tit|col-?_?tit|lm|fu-?tit|second|nav|list|more|side|other"
)
_SEPARATOR = re.compile(r"\s*(?:[|｜丨_—–]+|--+|\s-\s|-(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])-|>>?|::|·{2,})\s*")
_BYLINE = re.compile(
    r"[（(□■◎●]?\s?(?:本[刊报网台]|[\u4e00-\u9fff·]{0,10})(?:记者|通讯员|特约撰稿人?|作者|撰稿|供稿)[:：\s　]|"
    r"[（(]?(?:文|图)[/、|:：]"
)
_PREFIX = re.compile(r"^(?:正在浏览|当前文章|标题|文章标题|原标题)[:：]\s*")
_NAVIGATION = re.compile(
    r"(?:(?:无障碍|长者|适老|关怀|繁[体體]|简[体體]|登[录陆]|注册|退出|首页|English|EN|网站地图|RSS|手机版|移动版|电脑版|客户端|设为|加入|收藏"
    r"|智能|助手|模式|浏览|阅读|版|搜索|导航|个人中心|我的|邮箱|微信|微博|APP)[\s|丨｜·/]{0,3}){1,12}",
    re.IGNORECASE,
)
"""Lines of the bar on top of a page, never a title."""
_COLUMN = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:公告|公示|动态|要闻|新闻|工作|专栏|专题|频道|之窗|园地|信息|资讯|通知|快讯|简讯|风采)"
)
"""How columns are called."""
_SITE_WORD = re.compile(r"(?:网站?|新闻|门户|频道|官网|纪委|监委|委员会|人民政府|日报|晚报|在线|之窗)$")
_COLUMNS = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:[ \u3000\xa0]{0,4}[|｜丨/·][ \u3000\xa0]{0,4}[\u4e00-\u9fff]{2,8}){1,5}"
)
"""Names of a site and its columns set side by side (某市纪委监委 | 巡视巡察)."""
_PLACE_ALONE = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?:省|市|区|县|旗|镇|乡|街道)|请稍[候等][.。…]*|正在加载.*|[Ll]oading.*"
)
"""A place's name or a waiting page's words, on a line of their own."""
_SHORT_TITLE = re.compile(r"[公通][ \u3000]{0,4}[告知]")
_CONFIDENT = 3.5
_WINDOW = 80


class Heading(NamedTuple):
    """A title and the line it was read from (None: it stands in the head of the page); `rule` says how."""

    text: str
    line: int | None
    rule: str
    meta: str | None = None


def pick_title_line(candidates: Sequence[str]) -> str | None:
    """The title among the lines before an information line or body: repeated, or worded like one, or the longest."""
    usable = [line for line in candidates if is_title_like(line)]
    usable = [line for line in usable if line[0] not in "—─"] or usable
    if not usable:
        return None
    folded = [fold_title(line) for line in usable]
    repeated = [line for line, fold in zip(usable, folded, strict=True) if folded.count(fold) > 1]
    worded = [line for line in usable if len(line) >= 8 and _EVENT.search(line) and not _COLUMNS.fullmatch(line)]
    nearest = [line for line in usable[-1:] if len(line) < 8 and _EVENT.search(line)]
    full = [line for line in usable if len(line) >= 8 and not _COLUMNS.fullmatch(line)]
    return (repeated or worded or nearest or full or sorted(usable, key=len, reverse=True))[0]


def is_title_like(line: str) -> bool:
    """False for what cannot be a title: too short or long, a salutation, a sentence, a list entry."""
    if _SHORT_TITLE.fullmatch(line):
        return True
    return (
        4 <= len(line) <= 120
        and line[-1] not in "。；;，,、：:"
        and re.search(r"[\u4e00-\u9fffA-Za-z]", line) is not None
        and _PLACE_ALONE.fullmatch(line) is None
        and re.search(r"[a-z0-9]\.(?:com|cn|net|org)", line, re.IGNORECASE) is None
    )


def find_heading(layout: Layout, head: Head, body_start: int, info_line: int | None) -> Heading | None:
    """The title of a page.

    `body_start` is the line with which the article's text begins, `info_line` that of the information line.
    """
    printed = [head.title, *(head.metas[name] for name in TITLE if name in head.metas)]
    wanted = [text for text in map(fold_title, printed) if text]
    anchor = body_start if info_line is None else min(info_line, body_start)
    best: Heading | None = None
    best_score = _CONFIDENT
    for number in range(max(0, body_start - _WINDOW), min(len(layout.lines), body_start + 8)):
        text = layout.lines[number].text
        if number == info_line or not 2 <= len(text) <= 160 or not _is_candidate(layout, number, wanted, anchor):
            continue
        text = _join_lines(layout, number, wanted, printed)
        if not text:
            continue
        score = _rate(layout, number, fold_title(text), wanted, anchor, body_start)
        if score > best_score:
            best, best_score = Heading(_PREFIX.sub("", text), number, "title.heading"), score
    return best or _read_head(layout, head)


def _is_candidate(layout: Layout, number: int, wanted: Sequence[str], anchor: int) -> bool:
    """A cheap test before rating: a heading, near the information line, named like a title, or in the head's title."""
    line = layout.lines[number]
    box = layout.boxes[line.box]
    parent = layout.boxes[max(box.parent, 0)].names
    if len(line.text) < 4:
        return line.heading == 1 and wanted[:1] != [] and wanted[0].startswith(fold_title(line.text))
    if line.heading or 0 <= anchor - number <= 2 or "tit" in box.names or "tit" in parent or "bt" in parent:
        return True
    middle = line.text[len(line.text) // 2]
    if "\u4e00" <= middle <= "\u9fff" and not any(middle in text for text in wanted):
        return False
    folded = fold_title(line.text)
    return len(folded) >= 4 and any(folded in text for text in wanted)


def _join_lines(layout: Layout, number: int, wanted: Sequence[str], printed: Sequence[str]) -> str:
    """The whole heading that a line stands in: all lines of its heading element, or those the head's title joins."""
    lines = layout.lines
    line = lines[number]
    if line.heading:
        for up in layout.climb(line.box):
            box = layout.boxes[up]
            if re.match(r"h\d\b", box.names):
                if box.start < number:
                    return ""
                parts = [part.text for part in lines[box.start : min(box.end, box.start + 4)]]
                parts = [part for part in parts if not _BYLINE.match(part) and read_info_line(part) is None]
                return _join(parts, printed)
    if not any(fold_title(line.text) in text for text in wanted):
        return line.text
    before, after = _read_title_line(layout, number - 1), _read_title_line(layout, number + 1)
    if before and any(fold_title(before + line.text) in text for text in wanted):
        return ""
    if after and any(fold_title(line.text + after) in text for text in wanted):
        return _join([line.text, after], printed)
    return line.text


def _join(parts: Sequence[str], printed: Sequence[str]) -> str:
    """The lines of a title as one: closed up where the head prints it so, else with a blank (it reads as a pause)."""
    closed = "".join(parts)
    return closed if any(closed in text for text in printed) else " ".join(parts)


def _read_title_line(layout: Layout, number: int) -> str:
    """A line that may be part of a title printed over two lines; empty for links and bylines."""
    if not 0 <= number < len(layout.lines):
        return ""
    line = layout.lines[number]
    part = len(line.text) <= 80 and line.linked * 2 < len(line.text) and not _BYLINE.match(line.text)
    return line.text if part else ""


def _rate(layout: Layout, number: int, folded: str, wanted: Sequence[str], anchor: int, body_start: int) -> float:
    """How much a line looks like the title; matching the head's title, tag, name and place add up."""
    line = layout.lines[number]
    if len(folded) < 2 or _is_no_title(line.text, wanted):
        return 0.0
    score = 6.0 if len(folded) < 4 else 0.0
    if any(folded == text for text in wanted[1:]):
        score += 2.0
    if len(folded) >= 5 and (whole := [text for text in wanted if folded in text]):
        score += 4.0 + 4.0 * max(len(folded) / len(text) for text in whole)
    if line.heading:
        score += (4.0, 3.5, 3.0, 1.5, 1.0, 0.5)[line.heading - 1]
    names = " ".join(layout.boxes[up].names for up in list(layout.climb(line.box))[:3])
    if _NAMED_TITLE.search(names) and not _NAMED_OTHER.search(names):
        score += 2.5
    if 0 <= anchor - number <= 2:
        score += (4.5 if anchor < body_start else 2.5) - 0.5 * (anchor - number)
    score -= 0.03 * abs(anchor - number)
    if layout.boxes[line.box].noise:
        score -= 3.0
    if number > body_start + 3 and not line.heading:
        score -= 6.0
    return score - _count_against(line)


def _count_against(line: Line) -> float:
    """What the words of a line say against its being a title: a link, a column, the site's name, a sentence."""
    against = 0.0
    if line.linked * 2 > len(line.text):
        against += 5.0
    if _COLUMN.fullmatch(line.text):
        against += 3.0
    if is_site_name(line.text) or read_breadcrumb(line.text) is not None:
        against += 6.0
    if line.text[-1] in "。；，：:" or "。" in line.text:
        against += 4.0
    return against


def _is_no_title(text: str, wanted: Sequence[str]) -> bool:
    """Buttons, the bar on top of a page, bylines, the name of the column."""
    barred = _NAVIGATION.fullmatch(text) or _BYLINE.match(text)
    return barred is not None or is_button_line(text) or _names_column(text, wanted)


def _names_column(text: str, wanted: Sequence[str]) -> bool:
    """Whether a line is the name of the column that the head's title names behind a longer title."""
    folded = fold_title(text)
    return _COLUMN.fullmatch(folded) is not None and any(
        folded in title and not title.startswith(folded) and len(title) >= len(folded) + 6 for title in wanted
    )


def _read_head(layout: Layout, head: Head) -> Heading | None:
    for name in TITLE[:1]:
        if name in head.metas:
            return Heading(head.metas[name], None, "title.meta", name)
    if cut := cut_site_name(head, layout):
        return Heading(cut, None, "title.head", "title")
    if found := head.find(TITLE):
        return Heading(found[1], None, "title.meta", found[0])
    return None


def cut_site_name(head: Head, layout: Layout) -> str | None:
    """<title> without the names of site and channels at its end: those that stand elsewhere on the page on their own.

    The site's name is learned from its meta tag, the breadcrumb, links and the footer, never from a list.
    """
    pieces = _SEPARATOR.split(head.title)
    marks = [mark.group() for mark in _SEPARATOR.finditer(head.title)]
    longest = max(range(len(pieces)), key=lambda n: len(pieces[n]))
    known = (n for n in range(1, len(pieces)) if n != longest and _names_site(pieces[n], head, layout))
    end = next(known, len(pieces))
    text = "".join(piece + mark for piece, mark in zip(pieces[:end], [*marks[: end - 1], ""], strict=False)).strip()
    return text or None


def _names_site(piece: str, head: Head, layout: Layout) -> bool:
    if _SITE_WORD.search(piece):
        return True
    wanted = fold_title(piece)
    alone = [line.text for line in layout.lines if abs(len(line.text) - len(piece)) <= 4]
    alone += [anchor.text or "" for _, anchor in layout.anchors]
    alone += [head.metas[name] for name in SITE if name in head.metas]
    alone += [part for line in layout.lines[:60] for part in read_breadcrumb(line.text) or ()]
    if any(fold_title(text) == wanted for text in alone if abs(len(text) - len(piece)) <= 4):
        return True
    return len(wanted) >= 3 and wanted in fold_title("".join(line.text for line in layout.lines[-15:]))
