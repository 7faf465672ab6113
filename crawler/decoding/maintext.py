"""Where the article stands on a page: the seed's selector, a known platform's body, else the densest part."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from crawler.decoding.blocks import Layout, Line
from crawler.decoding.boilerplate import fold_title
from crawler.decoding.file_links import read_file_href
from crawler.decoding.furniture import find_furniture, find_statements
from crawler.decoding.infoline import read_info_line
from crawler.decoding.media import read_picture
from crawler.decoding.selection import select_elements

_BODY_IDS = (
    "zoom zoomcon ozoom fontzoom ucap-content ivs_content info_content js_content artibody article_content"
    " articlecontent artcontent article-content news_content newscontent contenttext content_main mainnewscontent show3"
    " arttext txtcont tts-text scdetailcontent framecontent endtext artcon detailcontent text_content"
)
_BODY_CLASSES = (
    "v_news_content wp_articlecontent article-content article_content"
    " article-body article-detail cms-article-content rich_media_content ucapcontent pages_content artcon nr_con"
    " enpcontent founder-content rm_txt_con article-con"
)
BODY_IDS = frozenset(_BODY_IDS.split())
BODY_CLASSES = frozenset(_BODY_CLASSES.split())
BODY_TAGS = frozenset({"ucapcontent", "founder-content"})
_NUMBERED = re.compile(r"vsb_content(?:_\w+)?|trs_u?editor\w*|trs_paper\w*|trs_autoadd|trs_word")
"""Bodies of the platforms, lower case: TRS, UCAP (开普), VSB (博达), webplus, Hanweb (大汉), Founder (翔宇), 通元,
JEECMS, sitesources, portals (from SITES and public crawlers)."""

_SENTENCE = re.compile(r"[，。；、！？,;!?.](?:(?<!\.)|(?= ))")
_FILE_LINE = re.compile(r"附件|\.(?:pdf|docx?|xlsx?|wps|zip|rar|ofd)\b", re.IGNORECASE)
_LEAST_TEXT = 12
_LEAST_ARTICLE = 80.0
"""Characters of sentences that make an article."""
_NEAR = 30
"""Lines below its title within which a short notice begins."""
_SHARE_OF_DENSEST = 0.2
"""Length of a notice right below its title, beside the longest text elsewhere on the page, to be taken before that."""


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of the article, `start` to `end`, and the rule that found it; `box` is the element that holds it.

    `quiet` are the boxes inside that are page furniture or hidden.
    """

    start: int
    end: int
    box: int
    rule: str
    weight: float = 0.0
    quiet: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Scales:
    """What the lines of a page weigh: `sums` and `gains` (what speaks for an article alone) up to each line."""

    layout: Layout
    headings: list[int]
    furniture: frozenset[int]
    sums: list[float]
    gains: list[float]

    def weigh(self, box: int) -> float:
        """What a box's lines weigh, links against it."""
        return self.sums[self.layout.boxes[box].end] - self.sums[self.layout.boxes[box].start]

    def gain(self, box: int) -> float:
        """The text in a box, whatever links are beside it."""
        return self.gains[self.layout.boxes[box].end] - self.gains[self.layout.boxes[box].start]


def find_body(layout: Layout, selector: str | None = None, title: str = "") -> Body | None:
    """The part of a page that holds its article; None when no part has text or pictures.

    `selector` is the seed's CSS selector, `title` the page's <title>. What stands before the heading that says so, and
    what follows the next heading of the same make (another article on the page), counts for nothing.
    """
    scales = _weigh(layout, title)
    body = _select(layout, selector) if selector else None
    body = body or _find_platform(scales) or _find_below_title(scales, _find_densest(scales))
    if body is None or _is_hollow(scales, body):
        body = _find_pictures(scales) or body
    return replace(body, quiet=scales.furniture) if body else None


def _weigh(layout: Layout, title: str) -> _Scales:
    weights = [weigh_line(line) for line in layout.lines]
    headings = _find_headings(layout, title)
    furniture = find_furniture(layout, weights, headings)
    quiet = furniture | _add_inner(layout, find_statements(layout, title))
    first, last = _limit(layout, weights, headings, quiet)
    for number, line in enumerate(layout.lines):
        if line.box in quiet:
            weights[number] = -abs(weights[number]) - 1
        elif not first <= number < last:
            weights[number] = min(weights[number], 0.0)
    gains = [max(weight, 0.0) for weight in weights]
    return _Scales(layout, headings, frozenset(furniture), [0.0, *accumulate(weights)], [0.0, *accumulate(gains)])


def _add_inner(layout: Layout, chosen: set[int]) -> set[int]:
    """Some boxes with all boxes inside them."""
    for number, box in enumerate(layout.boxes if chosen else ()):
        if box.parent in chosen:
            chosen.add(number)
    return chosen


def weigh_line(line: Line) -> float:
    """How much a line counts for an article (sentences, rows) or against it (links, scraps); files count nothing."""
    length = len(line.text)
    own = length - line.linked
    if line.linked * 2 > length:
        return 0.0 if _FILE_LINE.search(line.text) else -min(line.linked, 40) - 2.0
    if own >= 8 and _SENTENCE.search(line.text):
        return float(own)
    if " | " in line.text:
        return own * 0.5
    if own >= 25:
        return own * 0.5
    return -min(own * 0.2, 2.0)


def _select(layout: Layout, selector: str) -> Body | None:
    matched = set(select_elements(layout.boxes[0].element, selector))
    for number, box in enumerate(layout.boxes):
        if box.element in matched and box.end > box.start:
            return Body(box.start, box.end, number, "body.selector")
    return None


def _find_headings(layout: Layout, title: str) -> list[int]:
    """The lines that <title> holds, those of heading elements if there are any."""
    wanted = fold_title(title)
    found = [
        number
        for number, line in enumerate(layout.lines)
        if 6 <= len(line.text) <= 120
        and line.linked * 2 < len(line.text)
        and (line.text[:2] in title or line.text[-2:] in title)
        and fold_title(line.text) in wanted
    ]
    return [number for number in found if layout.lines[number].heading] or found


def _limit(layout: Layout, weights: list[float], headings: list[int], quiet: set[int]) -> tuple[int, int]:
    """The lines between which the article can stand: after its heading, before the next of the same make."""
    if not headings or not layout.lines[headings[0]].heading:
        return 0, len(layout.lines)
    first = headings[0]
    seen = 0.0
    for number in range(first + 1, len(layout.lines)):
        if seen and _heads_another(layout, first, number, seen):
            return first, number
        if layout.lines[number].box not in quiet:
            seen += max(weights[number], 0.0)
    remaining = sum(weight for weight in weights[first:] if weight > 0)
    return (first, len(layout.lines)) if remaining > _LEAST_ARTICLE else (0, len(layout.lines))


def _heads_another(layout: Layout, first: int, number: int, seen: float) -> bool:
    """Whether a line is the heading of another article: made like the first, behind an article or in another box."""
    line, title = layout.lines[number], layout.lines[first]
    if line.heading != title.heading or layout.boxes[line.box].names != layout.boxes[title.box].names:
        return False
    holder, other = layout.boxes[title.box].parent, layout.boxes[line.box].parent
    apart = holder != other and holder >= 0 and layout.boxes[holder].names == layout.boxes[other].names
    return apart or seen > _LEAST_ARTICLE


@lru_cache(maxsize=4096)
def _is_platform_body(names: str) -> bool:
    tag, *rest = names.split()
    return tag in BODY_TAGS or any(
        word in BODY_CLASSES or word in BODY_IDS or _NUMBERED.fullmatch(word) is not None for word in rest
    )


def _find_platform(scales: _Scales) -> Body | None:
    """The platform body with the most text; of nested ones the innermost that holds nearly all of it."""
    best: Body | None = None
    best_gain = 0.0
    for number, box in enumerate(scales.layout.boxes):
        if len(box.names) < 4 or not _is_platform_body(box.names):
            continue
        gain = scales.gain(number)
        if gain > best_gain or (
            best is not None and box.start >= best.start and box.end <= best.end and gain >= best_gain * 0.9
        ):
            best, best_gain = Body(box.start, box.end, number, "body.platform", gain), gain
    return best if best_gain >= _LEAST_TEXT else None


def _find_densest(scales: _Scales) -> Body | None:
    best: Body | None = None
    best_weight = 0.0
    for number, box in enumerate(scales.layout.boxes):
        weight = scales.weigh(number)
        if weight >= best_weight and box.end > box.start:
            best, best_weight = Body(box.start, box.end, number, "body.density", weight), weight
    return best if best_weight >= _LEAST_TEXT else None


def _find_below_title(scales: _Scales, densest: Body | None) -> Body | None:
    """`densest`, or a short notice that many links stand beside: text below the title, nearer to it than `densest`."""
    if not scales.headings:
        return densest
    title = scales.headings[0]
    first = next((n for n in range(title + 1, min(title + _NEAR, len(scales.layout.lines))) if _tells(scales, n)), None)
    if first is None or (densest is not None and densest.start <= first < densest.end):
        return densest
    box = _climb(scales, first, title)
    gain = scales.gain(box)
    if densest is not None and not _is_hollow(scales, densest):
        nearer = _meet(scales, title, densest.start) < _meet(scales, title, first) or scales.weigh(box) < 0
        if not nearer or gain < _SHARE_OF_DENSEST * densest.weight:
            return densest
    start = max(scales.layout.boxes[box].start, title + 1)
    return Body(start, scales.layout.boxes[box].end, box, "body.title", gain) if gain >= _LEAST_TEXT else densest


def _tells(scales: _Scales, number: int) -> bool:
    """Whether a line is one of an article's text."""
    line = scales.layout.lines[number]
    positive = scales.gains[number + 1] > scales.gains[number]
    return positive and not line.heading and number not in scales.headings and read_info_line(line.text) is None


def _climb(scales: _Scales, number: int, title: int) -> int:
    """The largest box around a line that does not hold the title; the line's own box where the title is in that."""
    boxes = scales.layout.boxes
    box = scales.layout.lines[number].box
    for up in scales.layout.climb(box):
        if boxes[up].start <= title < boxes[up].end:
            break
        box = up
    return box


def _meet(scales: _Scales, one: int, other: int) -> int:
    """The number of the innermost box that holds two lines: the higher, the nearer they stand to each other."""
    boxes = scales.layout.boxes
    return next(
        (up for up in scales.layout.climb(scales.layout.lines[one].box) if boxes[up].start <= other < boxes[up].end), 0
    )


def _is_hollow(scales: _Scales, body: Body) -> bool:
    """Whether a body holds nothing but its title, its information line, scraps and links."""
    if body.weight >= _LEAST_ARTICLE or body.rule == "body.selector":
        return False
    return not any(_tells(scales, number) for number in range(body.start, body.end))


def _find_pictures(scales: _Scales) -> Body | None:
    """The box that holds nothing but pictures or files: a platform's, else the one right below the title."""
    boxes, title = scales.layout.boxes, scales.headings[0] if scales.headings else None
    shown = [(n, e) for n, e in scales.layout.images if read_picture(e)]
    shown += [(n, e) for n, e in scales.layout.anchors if read_file_href(e)]
    numbers = {box.element: number for number, box in enumerate(boxes)}
    for line, element in sorted(shown, key=lambda entry: entry[0]):
        holders = [numbers[up] for up in element.iterancestors() if up in numbers]
        if not holders or holders[0] in scales.furniture:
            continue
        named = next((box for box in holders if _is_platform_body(boxes[box].names)), None)
        if named is not None:
            return Body(boxes[named].start, boxes[named].end, named, "body.pictures")
        if title is not None and title < line <= title + _NEAR:
            apart = [box for box in holders if not boxes[box].start <= title < boxes[box].end]
            box = apart[-1] if apart else holders[0]
            return Body(max(boxes[box].start, title + 1), max(boxes[box].end, title + 1), box, "body.pictures")
    return None
