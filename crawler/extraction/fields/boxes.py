"""Places where the team's boxes for comments stand (意见箱, 举报箱, 联系信箱)."""

import re
from collections.abc import Iterator
from itertools import islice

from crawler.extraction.spans.addresses import find_addresses
from crawler.extraction.statements.reaches import whom_reaches
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.sentences import find_sentences_with
from crawler.extraction.text.tables import find_cell, read_cells
from crawler.extraction.words.contacts import BOX, BOX_COLUMN, PLACE_CHARS, PLACE_END

_PUT = "(?:设置|设立|设有|设在|开设|摆放|放置|安放|安装|悬挂|挂放|张挂|挂上|挂(?!号)|置|放|设)"
_WHERE = "(?:的)?(?:地点|位置|地址|处所?|点位?)"
_LABEL = re.compile(
    rf"{BOX}[^,。;:()|\n]{{0,2}}\(?(?:{_PUT})?(?:{_WHERE})?(?:分别|均)?(?:{_PUT}|位)?(?:在|于|为|是|[: ]|--){{1,4}}"
    rf"|(?<=箱,)(?:具体)?(?:地点|位置)(?:分别)?(?:为|是|在|于|:){{1,2}} ?"
    rf"|(?<=[(,])(?:{_PUT}|所在){_WHERE}(?:分别)?(?:为|是|在|于|:){{1,2}} ?"
)
_ALSO = "(?:还|也|均|都|各|分别|醒目位置|显眼位置)"
_CHARS = r"(?:[^,。;:()|\n箱]|\([^()\n箱]{1,30}\))"
_PLACED = re.compile(
    rf"(?:(?<![存现正实好])在|于(?!是))(?P<place>(?:(?!在){_CHARS}){{2,60}}?)(?:等处|等地)?{_ALSO}{{0,2}}"
    rf"{_PUT}(?:了|有|着)?[^,。;:|\n箱]{{0,14}}$"
    rf"|(?:(?:投递|投放|存放|放置|投|放|交|送)(?:至|到|入|进|在|于)|(?<=[可请])投(?:放|递)?)(?P<slot>(?:(?!在){_CHARS}){{3,60}}?)的?$"
)
_FITTED = re.compile(rf"(?P<place>(?:(?!在|于){_CHARS}){{3,60}}?){_ALSO}{{0,2}}{_PUT}有(?:专[门用])?[“\"]?$")
_SHARED = re.compile(
    rf"(?P<place>(?:(?!在){_CHARS}){{3,60}}?)(?:都|均|也)?(?:贴|张贴|公布|发布|公示)[^,。;|箱]{{1,14}},(?:并|还|也)?{_PUT}(?:了|有)$"
)
_HUNG = re.compile(rf"(?P<place>(?:(?!在){_CHARS}){{3,60}}?){_ALSO}{{1,3}}{_PUT}(?:了|有|着)?[^,。;:|\n箱]{{0,14}}$")
"""What stands before a box's name where a sentence tells of its place: 在…设置, 投递至…的, …设有, …各挂上了."""
_BOX_NAME = re.compile(BOX)
_SIGN = re.compile("箱")
_REACH, _LONGEST, _MOST = 90, 60, 1000
_OF_LETTERS = ("邮政", "电子", "邮政专用", "专用邮政")
_VALUE = re.compile(r"(?:[^,。;:()|\n]|\([^()\n:]{1,30}\)){2,120}")
_SPLIT = re.compile(
    r"[、;]|\n(?=[省市县区镇乡州旗]|[^\n]{2,8}[局委社院校办])|以及|及(?!其)|和(?![平谐美顺田政龙布硕静林合])|与(?!会)"
    r"|(?<=[^\s]{3}) {1,4}(?=[^\s\d]{3})"
)
_CROSSING = re.compile("[^、;,]{0,12}(?:交口|交汇|交叉|路口|之间|相交)")
_HEADS_ROWS = re.compile(rf"(?:{BOX}|箱)(?:的)?(?:摆放|设置)?(?:位置|地点)? ?:?\n{{1,2}}(?=[^\n]{{0,30}}组)")
_ROW = re.compile(
    r"[^\n。]{4,160}?\d{7}[^\n。]{0,100}?[ |](?P<place>[^\n ,。;:|@\d][^\n ,。;:|@]{2,30})[ |]{0,4}(?:\n|$)"
)
_LISTED = re.compile(r"\s?[;,]\s?(?P<place>[^,。;:|\n@请可将在每]{4,30})(?=[;,。\n]|$)")
_POINT = r"(?:\d{1,2}[.、](?!\d)|[①-⑳]|\(\d{1,2}\)|\([一二三四五六七八九]\)|[一二三四五六七八九]、)"
_NUMBERED = re.compile(
    rf"\s{{0,4}}{_POINT}\s{{0,2}}(?P<place>(?:[^,。;:()|\n①-⑳]|\([^()\n:]{{1,30}}\)){{2,60}}?)"
    rf"(?=[;。\n]|$|、?\s?{_POINT})[;。\n、]?\n?"
)
"""One item of a numbered list, which nothing but the next number parts: 1.某宾馆（某路9号）；"""
_LEAD = re.compile(rf"^\s*(?:{_POINT})?\s*(?:(?:分别|均|统一|主要)?{_PUT}?(?:在|于))?\s*")
_TAIL = re.compile(
    r"(?:等?[两二三四五六七八九十\d]{1,2}个?(?:地方|地点|[处地])|等(?:办公)?(?:地点|场所|地方|处所?|地|位置)?|各(?:设置|放置|摆放|设|放)?(?:一|1|两)?个?)$"
)
_PLACE = re.compile(f"[{PLACE_CHARS}]")
_PLAIN = re.compile("[一-鿿]{3,12}")
_NOT_A_PLACE = re.compile(
    r"邮政|邮编|@|\d号信箱|期间|电话|巡[视察查]组(?!驻地|办公|所在|门|接待|驻)|方便|各单位显著|(?:显著|醒目|显眼)位置$"
    r"|^[两三四五六七八九十\d]{1,3}[个家](?:行政)?(?:村|社区|单位|[镇乡]|部门|学校|企业|地方)$|^各被巡|渠道|方式|来信|来访|反映|受理|群众|接待时间"
    r"|^被巡[视察查](?:的)?(?:单位|党组织|地方|部门|对象|[乡镇村]{1,2}|企业|学校|社区|街道)(?:$|[^一-鿿])"
    r"|^各?(?:行政村|村|社区|乡镇|部门|学校|单位|医院|机关)$"
)


def read_boxes(doc: Document) -> tuple[Found[str], ...]:
    """The places as printed, lists split, in order, once each."""
    text = fold_width(doc.text)
    found: dict[str, Found[str]] = {}
    addresses = find_addresses(text)
    for start, end, rule in sorted(set(_find_all(text))):
        if whom_reaches(text, start) == "other" or any(start < last and first < end for first, last, _ in addresses):
            continue
        listed = [(start, end)] if rule == "box.numbered" else split_places(text, start, end)
        pieces = [_trim(text, left, right) for left, right in listed]
        named = any(is_place(text[left:right]) for left, right in pieces)
        for left, right in pieces:
            if is_place(text[left:right], listed=named):
                span = Span("text", left, right)
                value = doc.read(span).replace("\n", "")
                found.setdefault(value, Found(value, (span,), rule))
    return tuple(found.values())


def list_unfit_places(text: str) -> list[tuple[int, int]]:
    """Words that stand where the place of a box does and are none (各被巡察单位, 显著位置)."""
    letters = find_addresses(text)
    stretches = (
        split_places(text, start, end)
        for start, end, _ in set(_find_all(text))
        if not any(start < last and first < end for first, last, _ in letters)
    )
    pieces = [_trim(text, left, right) for listed in stretches for left, right in listed]
    return sorted({piece for piece in pieces if piece[1] > piece[0] and not is_place(text[slice(*piece)])})


def _find_all(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches that hold the places of boxes: of cells, behind labels, in sentences that tell of them."""
    for cell in read_cells(text):
        if cell.end > cell.start and BOX_COLUMN.search(cell.name):
            yield cell.start, cell.end, "box.table"
    yield from _find_row_ends(text)
    for sentence in find_sentences_with(text, _SIGN):
        yield from _find_told(text, sentence)
        for label in islice(_LABEL.finditer(text, *sentence), _MOST):
            own = not text[max(0, label.start() - 4) : label.start()].endswith(_OF_LETTERS)
            heading = find_cell(text, label.start())
            if own and (heading is None or label.end() < heading.end):
                yield from _read_labelled(text, label.end())


def _find_row_ends(text: str) -> Iterator[tuple[int, int, str]]:
    """The last words of each row under a line that ends with the box's name, where the rows are no table's any more."""
    for heading in _HEADS_ROWS.finditer(text):
        row = _ROW.match(text, heading.end())
        while row is not None:
            if PLACE_END.search(row["place"]) or _PLACE.search(row["place"][-2:]):
                yield *row.span("place"), "box.row"
            row = _ROW.match(text, row.end())


def _read_labelled(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    """What stands behind a label: a numbered list over lines, else one stretch and what goes on behind its marks."""
    item = _NUMBERED.match(text, at)
    if item is not None:
        while item is not None:
            yield *item.span("place"), "box.numbered"
            item = _NUMBERED.match(text, item.end())
        return
    value = _VALUE.match(text, at)
    if value is None:
        return
    yield *value.span(), "box.label"
    following = _LISTED.match(text, value.end())
    while following is not None and PLACE_END.search(following["place"]):
        yield *following.span("place"), "box.list"
        following = _LISTED.match(text, following.end())


def _find_told(text: str, sentence: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    for box in islice(_BOX_NAME.finditer(text, *sentence), _MOST):
        start = max(sentence[0], box.start() - _REACH)
        head = text[start : box.start()]
        placed = _PLACED.search(head)
        if placed is not None:
            left, right = placed.span("place" if placed["place"] else "slot")
            yield start + left, start + right, "box.placed"
            continue
        clause = head.rfind(",") + 1
        earlier = head.rfind(",", 0, max(0, clause - 1)) + 1
        told = _HUNG.fullmatch(head, clause) or _SHARED.fullmatch(head, earlier) or _FITTED.fullmatch(head, clause)
        listed = told and ("、" in told["place"] or PLACE_END.search(told["place"]) or told.re is _HUNG)
        if told is not None and listed:
            yield start + told.start("place"), start + told.end("place"), "box.placed"


def split_places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of a list: parted by marks outside brackets, by 和 and blanks only behind what is a place itself."""
    pieces: list[tuple[int, int]] = []
    left, depth_until = start, start
    for bracket in re.finditer(r"\([^()]*\)|" + _SPLIT.pattern, text[start:end]):
        at, stop = start + bracket.start(), start + bracket.end()
        if bracket.group().startswith("("):
            depth_until = stop
            continue
        sign = bracket.group()
        if at < depth_until or (sign in "和与及以及" and _CROSSING.match(text, stop)):
            continue
        if sign not in "、;\n" and not _PLACE.search(text[left:at]):
            continue
        if sign.strip("\n").isspace() and not (PLACE_END.search(text[left:at]) and _PLACE.search(text[stop:end])):
            continue
        pieces.append((left, at))
        left = stop
    return [*pieces, (left, end)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end].rstrip()
    lead = len(words) - len(_LEAD.sub("", words))
    kept = _TAIL.sub("", words) if len(words) > 3 else words
    return start + lead, start + max(lead, len(kept))


def is_place(words: str, *, listed: bool = False) -> bool:
    """The shape check: the words end in, or hold, a part of a building or a unit, and are no sentence.

    `listed`: they stand in a list with a place, which admits what nothing speaks against.
    """
    shaped = bool(_PLACE.search(words)) or (listed and _PLAIN.fullmatch(words) is not None)
    return 2 <= len(words) <= _LONGEST and shaped and not _NOT_A_PLACE.search(words)
