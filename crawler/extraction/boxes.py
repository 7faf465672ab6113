"""Places where the team's boxes for comments stand (意见箱, 举报箱, 联系信箱)."""

import re

from crawler.extraction.mailboxes import find_addresses
from crawler.extraction.surroundings import is_others
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.sentences import find_sentences_with
from crawler.extraction.text.tables import find_cell, read_cells

_PURPOSE = "征求意见|意见(?:建议|征求|征集|收集)?|举报|联系|检举|监督|信访|投诉"
_BOX = (
    rf"(?:[“\"]?(?:专[门用]|公开|群众|院内|校内)?(?:巡[视察查]组?(?:工作)?)?(?:专[门用])?(?:{_PURPOSE})[^\s,。;:()]{{0,4}}?信?箱[”\"]?"
    r"|意\s{1,4}见\s{1,4}箱|(?:巡[视察查]组?)?(?:专[门用])?(?<!邮政)(?<!电子)信箱)"
)
"""What a box is called: 意见箱, 巡察工作专门联系信箱, “院内巡察意见箱”; 邮政信箱 and 电子信箱 are none."""

_PUT = "(?:设置|设立|设有|设在|开设|摆放|放置|安放|安装|悬挂|挂放|张挂|挂上|挂(?!号)|置|放|设)"
_WHERE = "(?:的)?(?:地点|位置|地址|处所?|点位?)"
_LABEL = re.compile(
    rf"{_BOX}[^,。;:()|\n]{{0,2}}\(?(?:{_PUT})?(?:{_WHERE})?(?:分别|均)?(?:{_PUT}|位)?(?:在|于|为|是|[: ]){{1,4}}"
    rf"|(?<=箱,)(?:具体)?(?:地点|位置)(?:分别)?(?:为|是|在|于|:){{1,2}} ?"
    rf"|(?<=[(,])(?:{_PUT}|所在){_WHERE}(?:分别)?(?:为|是|在|于|:){{1,2}} ?"
)
_ALSO = "(?:还|也|均|都|各|分别|醒目位置|显眼位置)"
_HANGS = rf"{_PUT}(?:了|有|着)?[^,。;:|\n箱]{{0,14}}$"
_PLACED = re.compile(
    rf"(?:(?<![存现正实好])在|于(?!是))(?P<place>[^,。;:()|\n在箱]{{2,60}}?)(?:等处|等地)?{_ALSO}{{0,2}}{_HANGS}"
    r"|(?:(?:投递|投放|存放|放置|投|放|交|送)(?:至|到|入|进|在|于)|(?<=[可请])投(?:放|递)?)(?P<slot>[^,。;:()|\n在箱]{3,60}?)的?$"
)
_FITTED = re.compile(
    rf"(?P<place>[^,。;:()|\n在箱于]{{3,40}}?[楼厅口室处侧旁梯亭廊窗]){_ALSO}{{0,2}}{_PUT}有(?:专[门用])?[“\"]?$"
)
_HUNG = re.compile(rf"(?P<place>[^,。;:()|\n在箱]{{3,60}}?){_ALSO}{{1,3}}{_HANGS}")
"""What stands before a box's name where a sentence tells of its place: 在…设置, 投递至…的, …各挂上了."""
_BOX_NAME = re.compile(_BOX)
_REACH = 90
_VALUE = re.compile(r"(?:[^,。;:()|\n]|\([^()\n]{1,12}\)(?=[^,。;、\s])){2,80}")
_SPLIT = re.compile(r"[、;]|以及|及(?!其)|和(?![平谐美顺田政龙布硕静林合])|与(?!会)")
_LISTED = re.compile(r"\s?[;,]\s?(?P<place>[^,。;:|\n@请可将在每]{4,30})(?=[;,。\n]|$)")
_ENDS_AS_PLACE = re.compile(r"(?:[楼厅口室处侧旁梯亭廊窗]|门[前卫]|大门)$")
"""What the further places of a list parted by ; end with."""
_BOX_SIGN = re.compile("箱")
_LIST = re.compile(r"\s{0,4}(?:1[.、]|①|\(1\)|\(一\)|一、)[^。\n]{2,160}")
_LEAD = re.compile(
    r"^\s*(?:\d{1,2}[.、]|[①-⑳]|\([\d一二三四五六七八九]\)|[一二三四五六七八九]、)?\s*"
    rf"(?:(?:分别|均|统一|主要)?{_PUT}?(?:在|于))?\s*"
)
_TAIL = re.compile(
    r"(?:等?[两二三四五六七八九十\d]{1,2}[处地]|等处|等地|等办公场所|等场所|等地方|等|各(?:设置|放置|摆放|设|放)?(?:一|1|两)?个?)$"
)
_PLACE = re.compile(
    r"[楼厅门口室处侧旁栏梯亭院区街道路号部局中心大队所站场校堂廊窗前后内外点库馆村镇乡委台层座园厦关联会社店司]"
)
_NOT_A_PLACE = re.compile(
    r"邮政|邮编|@|第?\w{0,6}\d+号(?:邮政)?(?:专用)?信箱|期间|电话|巡[视察查]组(?!驻地|办公|所在|门|接待|驻)|方便|各单位显著|显著位置$|^各?被巡"
)


def read_boxes(doc: Document) -> tuple[Found[str], ...]:
    """The places as printed, lists split, in order, once each."""
    text = fold_width(doc.text)
    found: dict[str, Found[str]] = {}
    places = {*_find_cells(text)}
    addresses = find_addresses(text)
    for sentence in find_sentences_with(text, _BOX_SIGN):
        places.update(_find_told(text, sentence), _find_labelled(text, sentence))
    for start, end, rule in sorted(places):
        if is_others(text, start) or any(start < last and first < end for first, last, _ in addresses):
            continue
        for left, right in _split(text, start, end):
            span = Span("text", left, right)
            value = doc.read(span)
            found.setdefault(value, Found(value, (span,), rule))
    return tuple(found.values())


def _find_labelled(text: str, sentence: tuple[int, int]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for label in _LABEL.finditer(text, *sentence):
        value = _LIST.match(text, label.end()) or _VALUE.match(text, label.end())
        before = text[max(0, label.start() - 4) : label.start()]
        cell = find_cell(text, label.start())
        if cell is not None and label.end() >= cell.end:
            continue
        if value is not None and not before.endswith(("邮政", "电子", "邮政专用", "专用邮政")):
            found.append((*value.span(), "box.label"))
            following = _LISTED.match(text, value.end())
            while following is not None and _ENDS_AS_PLACE.search(following["place"]):
                found.append((*following.span("place"), "box.list"))
                following = _LISTED.match(text, following.end())
    return found


def _find_told(text: str, sentence: tuple[int, int]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for box in _BOX_NAME.finditer(text, *sentence):
        start = max(sentence[0], box.start() - _REACH)
        head = text[start : box.start()]
        placed = _PLACED.search(head)
        if placed is not None:
            left, right = placed.span("place" if placed["place"] else "slot")
            found.append((start + left, start + right, "box.placed"))
            continue
        clause = head.rfind(",") + 1
        hung = _HUNG.fullmatch(head, clause)
        if hung is not None and "在" not in hung["place"]:
            found.append((start + hung.start("place"), start + hung.end("place"), "box.placed"))
        elif fitted := _FITTED.fullmatch(head, clause):
            found.append((start + fitted.start("place"), start + fitted.end("place"), "box.placed"))
    return found


def _find_cells(text: str) -> list[tuple[int, int, str]]:
    return [
        (cell.start, cell.end, "box.table")
        for cell in read_cells(text)
        if cell.end > cell.start and re.search(r"意见箱|举报箱|信箱(?:位置|设置|地点)", cell.name)
    ]


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = text[start:end]
    cuts = [0]
    for match in _SPLIT.finditer(words):
        if match.group() not in "、;" and not _PLACE.search(words[cuts[-1] : match.start()]):
            continue
        cuts += [match.start(), match.end()]
    cuts.append(len(words))
    places: list[tuple[int, int]] = []
    for left, right in zip(cuts[::2], cuts[1::2], strict=True):
        piece = words[left:right]
        lead = len(piece) - len(_LEAD.sub("", piece))
        kept = _TAIL.sub("", piece.rstrip()) if len(piece.rstrip()) > 3 else piece.rstrip()
        if len(kept) - lead >= 2 and _PLACE.search(kept[lead:]) and not _NOT_A_PLACE.search(kept[lead:]):
            places.append((start + left + lead, start + left + len(kept)))
    return places
