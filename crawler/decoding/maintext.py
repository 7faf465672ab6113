"""Where the article stands on a page: the seed's selector, a known platform's body, else the densest part."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml.cssselect import CSSSelector

from crawler.decoding.blocks import Layout, Line
from crawler.decoding.boilerplate import fold_title

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

_SENTENCE = re.compile(r"[，。；、！？,;!?]|\. ")
_LEAST_TEXT = 12
_LEAST_ARTICLE = 80.0
"""Characters of sentences that make an article."""


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of the article, `start` to `end`, and the rule that found it; `box` is the element that holds it.

    `quiet` are the boxes inside that are named like furniture.
    """

    start: int
    end: int
    box: int
    rule: str
    weight: float = 0.0
    quiet: frozenset[int] = frozenset()


def find_body(layout: Layout, selector: str | None = None, title: str = "") -> Body | None:
    """The part of a page that holds its article; None when no part has text.

    `selector` is the seed's CSS selector, `title` the page's <title>. What stands before the heading that says so, and
    what follows the next heading of the same make (another article on the page), counts for nothing.
    """
    weights = [weigh_line(line) for line in layout.lines]
    headings = _find_headings(layout, title)
    quiet = _find_noise(layout, weights, headings)
    first, last = _limit(layout, weights, headings, quiet)
    sums = [0.0]
    for number, (line, weight) in enumerate(zip(layout.lines, weights, strict=True)):
        if line.box in quiet:
            weight = -abs(weight) - 1
        elif not first <= number < last:
            weight = min(weight, 0.0)
        sums.append(sums[-1] + weight)
    body = _select(layout, selector) if selector else None
    body = body or _find_platform(layout, sums) or _find_densest(layout, sums) or _find_pictures(layout)
    return replace(body, quiet=frozenset(quiet)) if body else None


def weigh_line(line: Line) -> float:
    """How much a line counts for an article (sentences, rows) or against it (links, scraps)."""
    length = len(line.text)
    own = length - line.linked
    if line.linked * 2 > length:
        return -min(line.linked, 40) - 2.0
    if own >= 8 and _SENTENCE.search(line.text):
        return float(own)
    if " | " in line.text:
        return own * 0.5
    if own >= 25:
        return own * 0.5
    return -min(own * 0.2, 2.0)


def _select(layout: Layout, selector: str) -> Body | None:
    root = layout.boxes[0].element
    matched = set(CSSSelector(selector, translator="html")(root))
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
    names = layout.boxes[layout.lines[first].box].names
    seen = 0.0
    for number in range(first + 1, len(layout.lines)):
        line = layout.lines[number]
        if (
            line.heading == layout.lines[first].heading
            and layout.boxes[line.box].names == names
            and seen > _LEAST_ARTICLE
        ):
            return first, number
        if line.box not in quiet:
            seen += max(weights[number], 0.0)
    remaining = sum(weight for weight in weights[first:] if weight > 0)
    return (first, len(layout.lines)) if remaining > _LEAST_ARTICLE else (0, len(layout.lines))


def _find_noise(layout: Layout, weights: list[float], headings: list[int]) -> set[int]:
    """The boxes named like furniture, unless the title stands in them or most of the page's text (names mislead)."""
    boxes = layout.boxes
    total = sum(weight for weight in weights if weight > 0)
    heads = [n for n, box in enumerate(boxes) if box.noise and not (box.parent >= 0 and boxes[box.parent].noise)]
    cleared = set()
    for number in heads:
        box = boxes[number]
        inside = sum(weight for weight in weights[box.start : box.end] if weight > 0)
        titled = (
            not headings or any(box.start <= line < box.end for line in headings) or total - inside < _LEAST_ARTICLE
        )
        if total and titled and inside > total * 0.5:
            cleared.add(number)
    quiet: set[int] = set()
    for number, box in enumerate(boxes):
        outer = box.parent < 0 or not boxes[box.parent].noise
        if box.noise and number not in cleared and (outer or box.parent in quiet):
            quiet.add(number)
    return quiet


@lru_cache(maxsize=4096)
def _is_platform_body(names: str) -> bool:
    tag, *rest = names.split()
    return tag in BODY_TAGS or any(
        word in BODY_CLASSES or word in BODY_IDS or _NUMBERED.fullmatch(word) is not None for word in rest
    )


def _find_platform(layout: Layout, sums: list[float]) -> Body | None:
    """The platform body with the most text; of nested ones the innermost that holds nearly all of it."""
    best: Body | None = None
    best_weight = 0.0
    for number, box in enumerate(layout.boxes):
        if len(box.names) < 4 or not _is_platform_body(box.names):
            continue
        weight = sums[box.end] - sums[box.start]
        if weight > best_weight or (
            best is not None and box.start >= best.start and box.end <= best.end and weight >= best_weight * 0.9
        ):
            best, best_weight = Body(box.start, box.end, number, "body.platform", weight), weight
    return best if best_weight >= _LEAST_TEXT else None


def _find_densest(layout: Layout, sums: list[float]) -> Body | None:
    best: Body | None = None
    best_weight = 0.0
    for number, box in enumerate(layout.boxes):
        weight = sums[box.end] - sums[box.start]
        if weight >= best_weight and box.end > box.start:
            best, best_weight = Body(box.start, box.end, number, "body.density", weight), weight
    return best if best_weight >= _LEAST_TEXT else None


def _find_pictures(layout: Layout) -> Body | None:
    """The platform body that holds nothing but pictures."""
    numbers = {box.element: number for number, box in enumerate(layout.boxes) if _is_platform_body(box.names)}
    for _, image in layout.images:
        for holder in image.iterancestors():
            if holder in numbers:
                box = layout.boxes[numbers[holder]]
                return Body(box.start, box.end, numbers[holder], "body.pictures")
    return None
