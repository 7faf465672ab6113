"""The information line (信息栏) of a Chinese government, party or news page: 来源, 发布时间, 作者, 浏览次数."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from crawler.decoding.labels import Label, Name, find_labels
from crawler.decoding.moments import Moment, find_moments, read_short_moment

_LONGEST: dict[Name, int] = {"title": 200, "other": 80}
"""Characters a value may have; 40 where nothing is said. A longer one is a sentence after a word like a label."""

_NO_VALUES = frozenset(("未知", "不详", "无", "暂无", "null", "admin", "administrator", "undefined", "网络"))
"""What systems print where nothing was entered."""
_BLANKS = " \u3000\xa0\t\n"
_GAP = "[ \u3000\xa0\t\n]"
_HINT = re.compile(r"[:：\d〇○]|浏览|阅读|点击|编辑|来源|作者|记者")
_NUMBER = re.compile(r"[\[（(:： \u3000\xa0|]{0,6}(\d{1,3}(?:[, ]\d{3}){1,3}(?!\d)|\d{1,10})")
_CUT = re.compile(
    rf"(?:\u3000|\xa0|[ \t\n]{{2}}|[|丨｜【\[［〔<>》（(]{_GAP}{{0,2}}(?:字[号体]|打印|关闭|大|我要|责|编辑|作者)|"
    rf"[|丨｜【\[［〔；;]"
    r"|(?<=[\u4e00-\u9fff）)A-Za-z])[ \t\n](?![（(]))"
)
_SENTENCE = re.compile(r"[。！？；]|，(?![^，]{0,12}$)|(?<=[\u4e00-\u9fff])[）)](?=[\u4e00-\u9fff\d])")
_TOOLS = re.compile(
    r"手机看新闻|我要纠错|我要评论|纠错|打印本页|打印本文|打印此[页文]|打印文章|打印|关闭窗口|关闭本页|关闭此页|"
    r"关闭|收藏本[页文]|收藏|举报"
    r"|下载|分享到|分享|[Aa][+\-－＋]|加入书签|推荐|复制链接|复制网址|字号|字体|\[?[大中小] ?[大中小] ?[大中小]\]"
    r"?|(?<![\u4e00-\u9fff])[大中小](?![\u4e00-\u9fff])"
    r"|我来说两句|微信|微博|QQ空间|Tt|T\|T|繁体|简体|语音播报|朗读|扫一扫|默认|超大|放大|缩小"
)
_ASCII_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:/_-]{3,80}")
_OUTLET = re.compile(
    r"(?:网|网站|报|日报|晚报|时报|商报|周报|社|台|电视台|电台|融媒体?|融媒体中心|客户端|公众号|在线|杂志|视窗|"
    r"之窗|频道|纪委监委|纪委"
    r"|纪检监察|融媒|^[\u4e00-\u9fff]{2,4}清风|^(?:清风|清廉|廉洁|廉韵|风正|正风)[\u4e00-\u9fff]{2,5}"
    r"|监委|监察委员会|检查委员会|新闻中心|办公室|政府|新闻|头条|学习强国|委员会|发布)$"
)
_COUNTER = re.compile(rf"\d[）)]{_GAP}{{0,3}}(\d{{1,9}})$")
"""A bare view counter behind a time in brackets."""
_NO_OUTLET = re.compile(r"动态|要闻|公告|通知|首页|专题|新闻$|频道$|[。，！？]")
_DATELINE = re.compile(
    r"[【\[（(]?(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z·•.?？\-]{1,20}?)(?:讯|消息)[】\]）)]?"
    rf"(?={_GAP}|[（(【\[|]|\d|[:：，,]|记者|通讯员|见习|近日|日前|根据|按照|为)"
)
_EVENT = re.compile(r"召开|动员|公告|会议?$|巡[视察查]组|通报|通知|进驻|反馈|工作|报告")
"""Words of titles: a line with a date and one of these is a title with a date in it."""

_DATED_LINE = re.compile(
    r"[【\[（(]?(?P<name>[\u4e00-\u9fffA-Za-z·•]{1,16}(?:网|报|社|时刻|新闻|在线|客户端|融媒体|融媒|中心|视窗|频道|台))"
    rf"[\u4e00-\u9fff]{{0,6}}{_GAP}?(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日{_GAP}?(?:电|讯|消息)"
)
_AGENCY = re.compile(
    r"[【\[（(]?(?P<name>新华社|中新社|中新网|人民网|新华网|央视网|中国新闻社)[\u4e00-\u9fff]{0,8}"
    rf"{_GAP}?(?:\d{{1,2}}月)?\d{{1,2}}日{_GAP}?(?:电|讯)"
)
_NO_DATELINE = re.compile(
    r"[的了]|^据|^(?:本[报网站台刊社]|我[报网站]|通$|[简快短喜电资传音通闪]$|.*(?:通|资|简|快|短|喜|电|死|问|音|审|刑)$)"
)


@dataclass(frozen=True, slots=True)
class InfoEntry:
    """One entry of an information line: what it is, its value as printed, and where the value stands in the line."""

    name: Name
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InfoLine:
    """An information line, read. `moments` are all days and times printed in it, labelled or not."""

    text: str
    entries: tuple[InfoEntry, ...]
    moments: tuple[Moment, ...]

    def find(self, name: Name) -> InfoEntry | None:
        """The first entry of a name that has a value."""
        return next((entry for entry in self.entries if entry.name == name and entry.value), None)


def read_info_line(text: str, latest: date | None = None) -> InfoLine | None:
    """What an information line says, or None when the line is none: a sentence, a title, plain text.

    `latest` is the last day that can be meant. The text is expected simplified and without inserted pinyin.
    """
    return _read_line(text, latest) if len(text) <= 600 and _HINT.search(text) else None


@lru_cache(maxsize=2048)
def _read_line(text: str, latest: date | None) -> InfoLine | None:
    head = text.translate(_UNWRAP) if _WRAPPED.search(text) else text
    labels = find_labels(head)
    moments = tuple(find_moments(text, latest)) or tuple(_read_short(head, labels, latest))
    if not labels and not moments:
        return None
    entries = tuple(_read_entries(head, labels, moments))
    covered = _cover(head, labels, entries, moments)
    rest = _TOOLS.sub("", "".join(c for c, seen in zip(head, covered, strict=True) if not seen))
    rest = _ASCII_NAME.sub("", rest)
    if labels and labels[0].name == "updated":
        rest = rest.rstrip("。")
    rest = re.sub(r"[\s|丨｜【】\[\]［］〔〕（）()<>:：\-—,，/·\d次+.*●•]", "", rest)
    known = [entry for entry in entries if entry.name != "other" or len(entries) > 1]
    allowed = 24 if known or moments else 0
    if len(rest) > allowed or re.search(r"[。！？；]", rest) or (not known and not moments):
        return None
    if not known and (len(rest) > 16 or _EVENT.search(rest)):
        return None
    if not entries and (counter := _COUNTER.search(text)):
        entries += (InfoEntry("views", counter[1], *counter.span(1)),)
    writers = {entry.end for entry in entries if entry.name in ("author", "editor", "publisher")}
    if not any(entry.name == "source" for entry in entries) and (outlet := _find_outlet(head, covered, writers)):
        entries += (outlet,)
    return InfoLine(text, entries, moments)


_UNWRAP = str.maketrans("【】［］〔〕", "[][][]")
_WRAPPED = re.compile("[【】［］〔〕]")


def _read_entries(text: str, labels: list[Label], moments: tuple[Moment, ...]) -> Iterator[InfoEntry]:
    for number, label in enumerate(labels):
        name = label.name
        start = label.end
        limit = labels[number + 1].start if number + 1 < len(labels) else len(text)
        while start < limit and text[start] in _BLANKS + "|[（(:：":
            start += 1
        if name in ("published", "updated", "written"):
            moment = next((m for m in moments if start <= m.start < min(limit, start + 4)), None)
            yield InfoEntry(
                name, text[moment.start : moment.end] if moment else "", start, moment.end if moment else start
            )
        elif name == "views":
            number_found = _NUMBER.match(text, label.end, limit)
            span = number_found.span(1) if number_found else (start, start)
            yield InfoEntry(name, text[span[0] : span[1]], *span)
        else:
            end = _end_value(text, start, limit, name, moments)
            if text[start:end].lower() in _NO_VALUES:
                end = start
            if end - start > _LONGEST.get(name, 40):
                end = start
            yield InfoEntry(name, text[start:end], start, end)


def _read_short(text: str, labels: list[Label], latest: date | None) -> Iterator[Moment]:
    """The times in bare digits, or with a year of two digits, that labels of times announce."""
    for label in labels:
        if label.name in ("published", "updated", "written") and (moment := read_short_moment(text, label.end, latest)):
            yield moment


def _end_value(text: str, start: int, limit: int, name: Name, moments: tuple[Moment, ...]) -> int:
    """Where the value that starts at `start` ends: before a wide gap, a date, a tool, the next label."""
    if name == "title":
        gap = text.find(" | ", start, limit)
        limit = gap if gap >= 0 else limit
        return start + len(text[start:limit].rstrip(_BLANKS + "|"))
    for moment in moments:
        if start <= moment.start < limit:
            limit = moment.start
            break
    if tool := _TOOLS.search(text, start, limit):
        limit = tool.start()
    if stop := _SENTENCE.search(text, start, limit):
        limit = stop.start()
    end = limit
    for cut in _CUT.finditer(text, start, limit):
        if cut.start() == start or _joins(text[start : cut.start()], text[cut.end() : limit], cut.group(), name):
            continue
        end = cut.start()
        break
    value = text[start:end].rstrip(_BLANKS + "|[（(:：,，、/")
    if name != "other" and value.count(")") + value.count("）") > value.count("(") + value.count("（"):
        value = value.rstrip("）)]")
    return start + len(value.rstrip("]"))


def _joins(before: str, after: str, gap: str, name: Name) -> bool:
    """True when a single blank stands inside a value: between the characters of a name, or between two organs."""
    if gap not in (" ", "\u3000") or not after:
        return False
    head = re.match(r"[\u4e00-\u9fff·]+", after)
    if head is None:
        return False
    if name in ("author", "editor", "publisher"):
        last = re.split(r"[ 、，]", before)[-1]
        return len(last) == 1 or (len(head.group()) == 1 and len(last) <= 2)
    return (
        name == "source"
        and gap == " "
        and len(before) >= 4
        and len(head.group()) >= 5
        and bool(_OUTLET.search(head.group()))
    )


def _cover(text: str, labels: list[Label], entries: tuple[InfoEntry, ...], moments: tuple[Moment, ...]) -> list[bool]:
    covered = [False] * len(text)
    spans = [(label.start, label.end) for label in labels]
    spans += [(entry.start, entry.end) for entry in entries]
    spans += [(moment.start, moment.end) for moment in moments]
    for start, end in spans:
        covered[start:end] = [True] * (end - start)
    return covered


def _find_outlet(text: str, covered: list[bool], writers: set[int]) -> InfoEntry | None:
    """The name of an outlet that stands in the line without a label (浙江省纪委省监委网站).

    What one blank parts from the value of a writer's label (it ends at one of `writers`) is that writer's.
    """
    for piece in re.finditer(r"[\u4e00-\u9fffA-Za-z·（）()]{3,30}", text):
        if not any(covered[piece.start() : piece.end()]):
            name = piece.group().lstrip("·")
            before, after = text[: piece.start()], text[piece.end() :].lstrip(_BLANKS)
            goes_on = before.endswith(" ") and len(before) - 1 in writers
            if before.rstrip(_BLANKS).endswith(("：", ":")) or after.startswith(">") or goes_on:
                continue
            if _OUTLET.search(name) and not _NO_OUTLET.search(name):
                return InfoEntry("source", name, piece.end() - len(name), piece.end())
    return None


def is_outlet(text: str) -> bool:
    """A line that is nothing but the name of an outlet (云岭日报, 云岭市纪委监委)."""
    return 3 <= len(text) <= 16 and _OUTLET.search(text) is not None and _NO_OUTLET.search(text) is None


def find_dateline(body: str) -> InfoEntry | None:
    """The outlet named at the head of a report (江苏作家网讯, 宁夏日报讯（记者 …）, 新华社北京…电), but not 本报讯.

    It may follow a subtitle or two: the first three lines of `body` are looked at. Positions are in `body`.
    """
    offset = 0
    for line in body[:400].split("\n")[:3]:
        start = len(line) - len(line.lstrip(_BLANKS))
        match = _AGENCY.match(line, start) or _DATED_LINE.match(line, start) or _DATELINE.match(line, start)
        if match is not None and not _NO_DATELINE.search(match["name"]):
            return InfoEntry("source", match["name"], offset + match.start("name"), offset + match.end("name"))
        offset += len(line) + 1
    return None


_MOST_VIEWS = 10**10
"""More than there are people: digits of another kind behind the word."""


def count_views(entry: InfoEntry) -> int | None:
    """The number of a view counter, `1 526` and `1,526` included; None for what is none."""
    digits = re.sub(r"\D", "", entry.value)
    return int(digits) if digits and len(digits) <= 20 and int(digits) < _MOST_VIEWS else None
