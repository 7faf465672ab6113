"""A tree to the lines a person sees: paragraphs, headings, list entries, table rows, with where each stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from crawler.decoding.boilerplate import NOISE_NAMES
from crawler.decoding.file_links import read_file_href
from crawler.decoding.markup import Element, parse_html

_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i img input ins kbd label mark nobr q rb ruby s samp small"
    " span strike strong sub sup tt u var wbr o:p st1:chmetcnv st1:chsdate st1:personname st1:place st1:city"
)
_SKIPPED_TAGS = (
    "title style noscript template svg math select option canvas audio video map"
    " head button datalist rp rt applet noframes"
)
_BLOCK, _BARE, _LINK, _SKIPPED, _BREAK, _IMAGE, _INPUT, _FRAME = range(8)
_KINDS = {
    **dict.fromkeys(_INLINE_TAGS.split(), _BARE),
    **dict.fromkeys(_SKIPPED_TAGS.split(), _SKIPPED),
    "a": _LINK,
    "br": _BREAK,
    "img": _IMAGE,
    "textarea": _INPUT,
    **dict.fromkeys(("iframe", "embed", "object", "script"), _FRAME),
}
"""What the reader does with an element; all others are blocks."""
NOISE_TAGS = frozenset({"nav", "footer", "aside"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLAIN = frozenset(("p", "li", "tr", "tbody", "thead", "tfoot", "dd", "dt", "center"))
"""Elements that get no box of their own when nothing names them."""
_CELLS = frozenset({"td", "th"})
_TABLE_PARTS = _CELLS | {"table", "tr"}
_OUTLINED = _TABLE_PARTS | HEADINGS | {"pre"}
"""Elements whose beginning and end mean more than a new line."""
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:p|br|div|span|table|img|strong)\b", re.IGNORECASE)
_WRITTEN = re.compile(r"(?:[\u4e00-\u9fff][^\u4e00-\u9fff]{0,40}?){30}")
"""What a <textarea> holds that is an article's: thirty Han characters on end; a form's words and templates are less."""
_RUN = re.compile(r"[ \t\r\n\f\xa0][ \t\r\n\f\xa0]*")
_EDGES = " \t\r\n\f\xa0\u3000\u200b\ufeff"
_LONGEST_CELL = 400


class Line(NamedTuple):
    """One line as seen: its text, how many characters of it are links, its box, its heading level (0: none)."""

    text: str
    linked: int
    box: int
    heading: int


@dataclass(slots=True)
class Box:
    """A block element and the lines it holds, `start` to `end`. `names` are its tag, class and id in lower case.

    `noise`: the element or one around it is named like page furniture or hidden; `hidden`: the element itself is.
    """

    element: Element = field(repr=False)
    parent: int
    names: str
    start: int
    end: int = 0
    noise: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as lines and boxes (parents before children), with its images and links and the line each stands at.

    Among the links are frames and scripts that show a file in the page.
    """

    lines: list[Line]
    boxes: list[Box]
    images: list[tuple[int, Element]]
    anchors: list[tuple[int, Element]]

    def climb(self, box: int) -> Iterator[int]:
        """A box and all boxes around it, inside out."""
        while box >= 0:
            yield box
            box = self.boxes[box].parent

    def change(self, texts: Sequence[str]) -> "Layout":
        """The layout with other texts of its lines; a line without text is none."""
        pairs = zip(self.lines, texts, strict=True)
        lines = [line if line.text == text else line._replace(text=text) for line, text in pairs if text]
        if len(lines) == len(self.lines):
            return replace(self, lines=lines)
        places = [0, *accumulate(map(bool, texts))]
        for box in self.boxes:
            box.start, box.end = places[box.start], places[box.end]
        return Layout(
            lines,
            self.boxes,
            [(places[number], image) for number, image in self.images],
            [(places[number], anchor) for number, anchor in self.anchors],
        )


def read_layout(root: Element) -> Layout:
    """The lines of everything under `root`, in order of reading; scripts, styles and forms left out."""
    return _Reader().read(root)


@lru_cache(maxsize=4096)
def _is_noise(names: str) -> bool:
    return NOISE_NAMES.search(names[:500]) is not None


@lru_cache(maxsize=1024)
def _is_hidden(style: str) -> bool:
    return _HIDDEN.search(style) is not None


def _is_hidden_inline(element: Element) -> bool:
    """Whether a browser hides an inline element."""
    if not element.keys():
        return False
    if (style := element.get("style")) is not None and _is_hidden(style[:500]):
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def collapse(text: str) -> str:
    """Blanks as a browser shows them: runs become one, line breaks inside Chinese text none, &nbsp; stays visible."""
    stripped = text.strip(_EDGES)
    if "\n" not in stripped and "  " not in stripped and "\t" not in stripped and "\xa0" not in stripped:
        return stripped
    return _RUN.sub(_collapse_run, stripped)


def _collapse_run(run: re.Match[str]) -> str:
    blanks = run.group()
    if blanks.count("\xa0") >= 2:
        return "  "
    if "\n" in blanks and "\xa0" not in blanks:
        before, after = run.string[run.start() - 1], run.string[run.end()]
        if before > "\u2e80" and after > "\u2e80":
            return ""
    return " "


@dataclass(slots=True)
class _Table:
    first_line: int
    first_box: int
    nested: bool = False
    rows: list[list[tuple[int, int]]] = field(default_factory=list)


class _Reader:
    """Walks a tree once, without recursion: pages nest up to 2,048 elements."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.boxes: list[Box] = []
        self.images: list[tuple[int, Element]] = []
        self.anchors: list[tuple[int, Element]] = []
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._heading = 0
        self._preformatted = 0
        self._open: list[int] = [-1]
        self._tables: list[_Table] = []
        self._cells: list[int] = []

    def read(self, root: Element) -> Layout:
        add, parts, kinds, enter, leave = self._add, self._parts, _KINDS, self._enter, self._leave
        enter(root, root.tag)
        add(root.text)
        stack = [(root, root.tag, iter(root), _BLOCK)]
        while stack:
            element, tag, children, kind = stack[-1]
            for child in children:
                name = child.tag
                below = kinds.get(name, _BLOCK)
                if below > _LINK:
                    self._take(child, below)
                elif below == _BLOCK or not _is_hidden_inline(child):
                    if below == _BLOCK:
                        enter(child, name)
                    elif below == _LINK:
                        self._links += 1
                        self.anchors.append((len(self.lines), child))
                    if (text := child.text) and (parts or not text.isspace()):
                        add(text)
                    if len(child):
                        stack.append((child, name, iter(child), below))
                        break
                    if below != _BARE:
                        leave(name, below)
                if (tail := child.tail) and (parts or not tail.isspace()):
                    add(tail)
            else:
                stack.pop()
                leave(tag, kind)
                if stack:
                    add(element.tail)
        self._flush()
        return Layout(self.lines, self.boxes, self.images, self.anchors)

    def _take(self, element: Element, kind: int) -> None:
        """An element that is not gone into: a line break, a picture, a script; a <textarea> that holds an article."""
        if kind == _BREAK:
            if self._parts:
                self._flush()
        elif kind == _IMAGE:
            self.images.append((len(self.lines), element))
        elif kind == _FRAME:
            if read_file_href(element) is not None:
                self.anchors.append((len(self.lines), element))
        elif kind == _INPUT and "。" in (text := element.text or "") and _WRITTEN.search(text):
            self._flush()
            texts = [line.text for line in read_layout(parse_html(text).tree).lines] if _MARKUP.search(text) else []
            for line in texts or text.split("\n"):
                self._parts.append(line)
                self._flush()

    def _enter(self, element: Element, tag: str) -> None:
        """Opens a block."""
        if self._parts:
            self._flush()
        if tag in _OUTLINED:
            self._enter_outlined(tag)
        names, style, hidden = tag, None, False
        if element.keys():
            get = element.get
            if (value := get("class")) is not None:
                names = f"{names} {value.lower()}"
            if (value := get("id")) is not None:
                names = f"{names} {value.lower()}"
            if (style := get("style")) is not None and _is_hidden(style[:500]):
                hidden = True
            else:
                hidden = get("hidden") is not None or get("aria-hidden") == "true"
        boxes, parent = self.boxes, self._open[-1]
        if names is tag and style is None and not hidden and tag in _PLAIN:
            self._open.append(parent)
            return
        noise = (
            hidden
            or (parent >= 0 and boxes[parent].noise)
            or tag in NOISE_TAGS
            or (names is not tag and tag != "body" and _is_noise(names))
        )
        self._open.append(len(boxes))
        boxes.append(Box(element, parent, names, len(self.lines), 0, noise, hidden))

    def _enter_outlined(self, tag: str) -> None:
        if tag in HEADINGS:
            self._heading = int(tag[1])
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "table":
            if self._tables:
                self._tables[-1].nested = True
            self._tables.append(_Table(len(self.lines), len(self.boxes) + 1))
        elif tag == "tr":
            if self._tables:
                self._tables[-1].rows.append([])
        else:
            self._cells.append(len(self.lines))

    def _leave(self, tag: str, kind: int) -> None:
        if kind:
            self._links -= kind == _LINK
            return
        if self._parts:
            self._flush()
        number = self._open.pop()
        if tag in _OUTLINED:
            self._leave_outlined(tag, number)
        self.boxes[number].end = len(self.lines)

    def _leave_outlined(self, tag: str, number: int) -> None:
        if tag in _CELLS:
            start = self._cells.pop()
            if self._tables and self._tables[-1].rows:
                self._tables[-1].rows[-1].append((start, len(self.lines)))
        elif tag == "table" and self._tables:
            self._close_table(self._tables.pop(), number)
        elif tag in HEADINGS:
            self._heading = 0
        elif tag == "pre":
            self._preformatted -= 1

    def _add(self, text: str | None) -> None:
        if not text or (not self._parts and text.isspace()):
            return
        if self._preformatted and "\n" in text:
            for number, piece in enumerate(text.split("\n")):
                if number:
                    self._flush()
                self._parts.append(piece)
            return
        self._parts.append(text)
        if self._links:
            self._linked += len(text.strip(_EDGES))

    def _flush(self) -> None:
        text = collapse("".join(self._parts))
        if text:
            self.lines.append(Line(text, min(self._linked, len(text)), self._open[-1], self._heading))
        self._parts.clear()
        self._linked = 0

    def _close_table(self, table: _Table, box: int) -> None:
        """Turn the cells of a data table into one line a row; a layout table keeps its lines."""
        lines = self.lines[table.first_line :]
        if not lines or not _is_data(table, lines):
            return
        noise = self.boxes[box].noise
        rows: list[Line] = []
        for row in table.rows:
            filled = [self.lines[start:end] for start, end in row]
            if sum(map(bool, filled)) <= 1:
                rows.extend(line._replace(box=box) for cell in filled for line in cell)
                continue
            text = " | ".join(" ".join(line.text for line in cell) for cell in filled)
            rows.append(Line(text, sum(line.linked for cell in filled for line in cell), box, 0))
        inside = {line for row in table.rows for start, end in row for line in range(start, end)}
        loose = [self.lines[n]._replace(box=box) for n in range(table.first_line, len(self.lines)) if n not in inside]
        self.lines[table.first_line :] = loose + rows
        del self.boxes[max(table.first_box, box + 1) :]
        self.boxes[box].noise = noise


def _is_data(table: _Table, lines: list[Line]) -> bool:
    """True for a table of values: several filled rows, no table inside, no long article in a cell, not mere links."""
    if table.nested or sum(line.linked for line in lines) * 2 > sum(len(line.text) for line in lines):
        return False
    offset = table.first_line
    filled_rows = 0
    for row in table.rows:
        filled = 0
        for start, end in row:
            cell = lines[start - offset : end - offset]
            if len(cell) > 30 or sum(len(line.text) for line in cell) > _LONGEST_CELL * 3:
                return False
            if len(cell) > 3 and sum(len(line.text) for line in cell) > _LONGEST_CELL:
                return False
            filled += bool(cell)
        filled_rows += filled >= 2
    return filled_rows >= 2
