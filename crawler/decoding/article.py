"""The article on a laid-out page: its body's lines without furniture, and the information lines around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crawler.decoding.blocks import Layout
from crawler.decoding.boilerplate import (
    closes_article,
    find_last_contact,
    fold_title,
    is_button_line,
    is_footer_line,
    is_site_name,
    is_stamp_line,
    read_breadcrumb,
)
from crawler.decoding.changing import drop_counter, is_changing_line
from crawler.decoding.infoline import InfoLine, is_outlet, read_info_line
from crawler.decoding.labels import mark_cells
from crawler.decoding.maintext import Body, weigh_line
from crawler.decoding.metatags import Head
from crawler.decoding.moments import find_moments
from crawler.decoding.title import Heading, find_heading

_FRONT = 40
_INTO = 14
"""So many lines before the text, and into it, may hold title, breadcrumb and information line."""
_BACK = 8
_LONG = 60
_COPY_SHARE = 0.35
"""Length of paragraphs that are compared, and the share of a text they must make, to see that it is there twice."""
_LINK_LIST = 3
_POST = 60.0
"""Characters of text after which a signing line ends a post (forums, blogs); before, it heads it."""
_BEHIND, _AHEAD = 0.3, 0.6
"""Shares of a text that must stand before, and may stand after, the line that ends an article."""
_CLOCK = re.compile(r"今天是|今日是|现在是|现在时间|当前时间|农历|欢迎您")
_FORMER_TITLE = re.compile(r"[（(【]?原标题[:：]")
_LABEL_ALONE = re.compile(r"[\u4e00-\u9fff \u3000]{2,10}[:：]")


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its heading, the numbers of its body's lines, and information lines.

    `infos` stand between heading and text, `around` before the heading or after the text.
    """

    heading: Heading | None
    lines: tuple[int, ...]
    infos: tuple[InfoLine, ...]
    around: tuple[InfoLine, ...]


def read_article(layout: Layout, body: Body, head: Head, latest: date | None) -> Article:
    """Tell apart what the body's element holds: title, information line, text, what follows the text."""
    start = _find_text_start(layout, body)
    found = {
        number: info
        for number in range(max(0, start - _FRONT), min(body.end, start + _INTO))
        if (info := _read_info(layout, number, latest))
    }
    info_number = next((n for n in sorted(found) if start - _INTO <= n <= start + 3 and found[n].entries), None)
    heading = find_heading(layout, head, start, info_number)
    start = _skip_front(layout, body, heading, found)
    end, stamp = _find_text_end(layout, body, start, latest)
    numbers = [n for n in range(start, end) if layout.lines[n].box not in body.quiet]
    while numbers and (_is_tail(layout, numbers[-1], latest) or _heads_links(layout, numbers[-1], end)):
        end = numbers.pop()
    numbers = [n for n in numbers if not _is_furniture(layout, n)]
    numbers = _drop_link_lists(layout, _drop_repeated(layout, numbers))
    split = heading.line if heading is not None and heading.line is not None else max(0, start - _INTO)
    between = [found[n] for n in sorted(found) if split <= n < max(start, split + 3)]
    close = [
        found[n] for n in sorted(found) if split - 3 <= n < split and any("T" in m.value for m in found[n].moments)
    ]
    before = [found[n] for n in sorted(found) if n < split]
    tail = [info for n in range(end, min(len(layout.lines), end + _BACK)) if (info := _read_info(layout, n, latest))]
    return Article(heading, tuple(numbers), tuple(between + stamp + close), tuple(before + tail))


def _read_info(layout: Layout, number: int, latest: date | None) -> InfoLine | None:
    text = layout.lines[number].text
    if len(text) > 600:
        return None
    if text[-1] in ":：" and _LABEL_ALONE.fullmatch(text) and number + 1 < len(layout.lines):
        text = f"{text} {layout.lines[number + 1].text}"
    elif " | " in text:
        text = mark_cells(text)
    info = read_info_line(text, latest)
    unsigned = info is not None and info.moments and not info.find("source")
    if unsigned and is_outlet(above := _read_above(layout, number)):
        info = read_info_line(f"{above}\u3000{text}", latest) or info
    printed = layout.lines[number].text
    return None if info is None or _CLOCK.search(printed) or is_footer_line(printed) else info


def _read_above(layout: Layout, number: int) -> str:
    """The line above, where it is no heading and no link."""
    line = layout.lines[max(number - 1, 0)]
    return "" if number == 0 or line.heading or line.linked else line.text


def _find_text_start(layout: Layout, body: Body) -> int:
    """The first line of the body that counts as text."""
    for number in range(body.start, body.end):
        line = layout.lines[number]
        if (
            line.box not in body.quiet
            and weigh_line(line) > 0
            and not line.heading
            and read_info_line(line.text) is None
        ):
            return number
    return body.start


def _skip_front(layout: Layout, body: Body, heading: Heading | None, found: dict[int, InfoLine]) -> int:
    """The line with which the text begins: after the heading, its repetitions, information lines and buttons."""
    start = body.start
    folded = fold_title(heading.text) if heading is not None else ""
    if heading is not None and heading.line is not None and body.start <= heading.line < body.end:
        start = heading.line + 1
    last = start = _skip_to_info(layout, start, found)
    for number in range(start, min(body.end, start + _INTO)):
        line = layout.lines[number]
        if line.box in body.quiet:
            continue
        text = fold_title(line.text)
        if (
            number in found
            or is_button_line(line.text)
            or _FORMER_TITLE.match(line.text)
            or (text and text in folded and len(text) >= 4)
        ):
            last = number + 1
        elif read_breadcrumb(line.text) is not None or is_site_name(line.text):
            last = number + 1 if last == number else last
        elif weigh_line(line) > 0:
            break
    return last


def _skip_to_info(layout: Layout, start: int, found: dict[int, InfoLine]) -> int:
    """`start`, or the line after an information line that only a few short lines (a title not known) stand before."""
    for number in range(start, start + 4):
        if number in found and found[number].entries and found[number].moments:
            return number + 1
        if number >= len(layout.lines) or len(layout.lines[number].text) > 60 or "。" in layout.lines[number].text:
            break
    return start


def _find_text_end(layout: Layout, body: Body, start: int, latest: date | None) -> tuple[int, list[InfoLine]]:
    """The line with which the article is over, and what a signing line says: a footer, related links, neighbours,

    once most of the text is behind; the line by which a forum signs the first post.
    """
    texts = [line.text for line in layout.lines[start : body.end]]
    weights = [max(weigh_line(line), 0.0) for line in layout.lines[start : body.end]]
    total, seen = sum(weights), 0.0
    last_contact = find_last_contact(texts)
    for offset, text in enumerate(texts):
        if seen >= _POST and is_stamp_line(text):
            return start + offset, [InfoLine(text, (), tuple(find_moments(text, latest)))]
        far = seen >= total * _BEHIND and total - seen - weights[offset] <= total * _AHEAD
        if far and closes_article(text, offset >= last_contact):
            return start + offset, []
        seen += weights[offset]
    return body.end, []


def _is_furniture(layout: Layout, number: int) -> bool:
    line = layout.lines[number]
    if is_button_line(line.text) or is_changing_line(line.text):
        return True
    return line.text == "×" or (line.text.startswith("广告") and (line.linked > 2 or len(line.text) <= 4))


def _drop_repeated(layout: Layout, numbers: Sequence[int]) -> list[int]:
    """The lines without the second copy of a text that stands on the page twice (for telephones, for reading aloud)."""
    texts = [layout.lines[number].text for number in numbers]
    first = {text: n for n, text in reversed(list(enumerate(texts)))}
    repeated = {n for n, text in enumerate(texts) if len(text) >= _LONG and first[text] < n}
    if sum(len(texts[n]) for n in repeated) < sum(map(len, texts)) * _COPY_SHARE:
        return list(numbers)
    return [number for n, number in enumerate(numbers) if n not in repeated]


def _drop_link_lists(layout: Layout, numbers: Sequence[int]) -> list[int]:
    """The lines without lists of three or more links set into the text (other articles), attachments excepted."""
    kept: list[int] = []
    run: list[int] = []
    for number in [*numbers, None]:
        if number is not None and (_is_link(layout, number) or (run and len(layout.lines[number].text) <= 2)):
            run.append(number)
            continue
        if sum(_is_link(layout, member) for member in run) < _LINK_LIST or _lists_files(layout, run):
            kept += run
        elif kept and _is_list_heading(layout, kept[-1]):
            kept.pop()
        run = []
        if number is not None:
            kept.append(number)
    return kept


def _heads_links(layout: Layout, number: int, end: int) -> bool:
    """Whether a line is the heading of the links below it, which are none of the article."""
    return end < len(layout.lines) and _is_link(layout, end) and _is_list_heading(layout, number)


def _is_list_heading(layout: Layout, number: int) -> bool:
    line = layout.lines[number]
    return len(line.text) <= 12 and (line.heading > 0 or line.text[-1] in "：:")


def _is_link(layout: Layout, number: int) -> bool:
    line = layout.lines[number]
    return line.linked > 0 and line.linked >= len(line.text) * 0.8


def _lists_files(layout: Layout, run: Sequence[int]) -> bool:
    """True when a run of links has attachments in it."""
    return any(re.search(r"附件|\.(?:pdf|docx?|xlsx?)\b", layout.lines[number].text, re.IGNORECASE) for number in run)


def _is_tail(layout: Layout, number: int, latest: date | None) -> bool:
    """A last line that is no text: buttons, a link list, an editor line."""
    line = layout.lines[number]
    if (
        is_button_line(line.text)
        or is_changing_line(line.text)
        or is_footer_line(line.text)
        or (line.linked and line.linked >= len(line.text) - 2 and len(line.text) < 60 and "附件" not in line.text)
    ):
        return True
    info = read_info_line(line.text, latest)
    return info is not None and any(entry.name not in ("other", "title", "channel") for entry in info.entries)


def join_lines(layout: Layout, numbers: Sequence[int]) -> str:
    """The text of some lines, one a line."""
    return "\n".join(drop_counter(layout.lines[number].text) for number in numbers)
