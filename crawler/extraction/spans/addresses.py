"""Postal addresses: a numbered box of the post office wherever it stands, a street or house behind a label."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from crawler.extraction.text.sentences import find_line, find_sentences_with
from crawler.extraction.text.tables import read_cells
from crawler.extraction.words.contacts import FURNITURE, LETTER_COLUMN, LETTERS, NOT_LETTERS

_BOX = re.compile(r"(?:(?<!电子)(?<!联系)信|(?<=邮政)邮)箱(?:第?[A-Za-z]{0,2}\d{1,6}(?:-\d{1,4})?号?(?:分箱|信箱)?)?")
_NUMBER = re.compile(
    r"(?:第?[A-Za-z]{0,3}-?(?<!\d)\d{1,5}(?:-\d{1,4})?\s?号?|第?[一二三四五六七八九十百〇零]{1,5}号)\s?(?:邮政|专用|专门|分){0,3}$"
)
"""What stands right before 信箱 where the box is numbered: A103号邮政, 第58号, 1806, 三号."""
_BOX_REACH = 60
_MOST = 1000
"""So many boxes are looked at; no notice prints as many, and no text shall take long."""
_BEFORE_BOX = re.compile(
    r"[,;。:|、\[\]\n\"“”()]|\s|--|\d{5,8}(?=[一-鿿])|寄(?:至|到|往|送|给)?|地址(?:为|是)?|[信邮]箱(?:号码)?(?:分别)?(?:为|是|设在)?"
    r"|(?<=箱)(?:和|及|与)|(?<!犍)为|\d{6}\)?\s|专[门用]邮政"
)
"""What an address cannot hold: the last of these before a numbered box is where the address begins."""
_SIGN = re.compile("[箱址寄]|[来写]信|邮")
_LINK = re.compile(r"\s?(?:号码)?(?:分别|均|统一)?(?:为|是|在)?\s?(?:[:|(]|--?)?\s{0,4}|\s{1,8}")
_VALUE = re.compile(r"[^,;。:|()\[\]\n]{4,60}")
_GROUP = r"(?:[^\s,。;:|、()]{0,10}[第\d一二三四五六七八九十]\s?(?:巡[视察查])?组)"
_LEADS = (
    re.compile(rf"{_GROUP}\s?[:为是]?\s{{0,4}}|\({_GROUP}\)\s?"),
    re.compile(r"\(?[0-8]\d{5}\)?\s{0,2}(?=[一-鿿])"),
)
"""What may stand between the label and the address: the team it belongs to, the postcode."""
_NEXT = re.compile(rf"\s?(?:\({_GROUP}\))?\s?[、;,和及与]\s?(?:{_GROUP}\s?[:为是]?\s{{0,4}}|\({_GROUP}\)\s?)?")
_STRUCTURE = re.compile(
    r"[路街道巷弄]\S{0,8}\d|\d\s?[号室楼层栋座弄]|[路街道巷](?:[^\s路街道巷]{1,6}(?:与|和)?){1,3}(?:宾馆|酒店|饭店|大厦|大楼|大院|院|楼|口|[东西南北]侧)"
    r"|[一二三四五六七八九十][号室楼层栋座]|\d号?(?:邮政|专用){0,2}[信邮]箱|邮局|支局|邮政局|宾馆|酒店|饭店|招待所|大厦|大楼|大院|行政中心|办公楼|广场|小区|家属院"
    r"|[县区市镇乡旗州盟](?:.{0,12})(?:局|委|院|校|中心|办)[^,]{0,8}$|[路街道巷][^\s]{1,10}$"
)
"""What makes some words an address: a street with a number or a house, a floor, a post office, a building."""
_NO_ADDRESS = re.compile(r"渠道|方式|受理|来电|来访|@|反映|群众|电话|举报信箱$|^(?:[、在设于位的和与及]|如|向)")
_COUNTER = re.compile(
    r"大厅|门口|楼梯|大门|门卫|岗亭|入口|食堂|公告栏|宣传栏|电梯|走廊|连廊|窗口|旁|[左右外内]侧|对面|门前"
)
"""Where a box hangs on a wall and no letter is delivered, unless a street with its number says so."""
_NUMBERED_STREET = re.compile(r"[路街道巷]\S{0,6}\d|室")
_POST_TAIL = re.compile(
    r"\s{0,4}(?:巡[视察查](?:工作)?办?\s?[A-Za-z0-9._-]{1,40}@|[A-Za-z0-9._-]{1,40}@|邮\s{0,6}编|邮政编码|邮码|联系电话|电话|值班|(?<=[^\d])\s\(?\d{6}(?!\d)).*$"
)
_HOUSE = "号室楼栋座层院内箱路街馆厦店厅旁侧"
_ADDRESSEE = re.compile(
    rf"(?:\s{{0,4}}转)?\s{{0,4}}(?:(?<=[{_HOUSE}局部处所司社会校心区委组转\s])|(?=[省市县区州旗盟地]委|中共|中央|巡[视察查]))"
    rf"(?:(?!小区|机关|家属|新村|花园|门面|房)[^\s\d{_HOUSE}]){{0,12}}(?:第?[一二三四五六七八九十百\d×X]{{1,3}}|巡[视察查])(?:[^\s,{_HOUSE}]{{0,8}})组.*$"
    rf"|\s{{0,4}}[^\s\d{_HOUSE}]{{2,12}}\s{{0,2}}(?:同志)?\(?收\)?$|\s{{0,4}}\(?收\)?$"
    rf"|\s{{0,4}}[^\s\d{_HOUSE}]{{2,14}}(?:代收|代转|转交|转)$|转[各本].*$"
)
"""Whom the letter is for, behind the address."""
_FORWARDED = re.compile("(?:(?<=[号室楼层栋座])[^\\s,]{2,12}巡[视察]办)?转(?:交)?[^\\s,]{0,16}组.*$")
_CUT = re.compile(r"(?<=[箱号室楼])(?:、|和|及|与|以及)")
_POSTED = re.compile(r"[\s,;(]{0,4}邮\s{0,4}(?:政编)?[编码]")
_STREET = re.compile(r"[路街道巷弄]\S{0,6}\d{1,5}号|[路街]\S{2,}")
_HEADS_COLUMN = re.compile(r"\d\s?号?(?=邮政|专用|信箱|$)|\S {2}")
"""What stands before the last cell of a row set with blanks, or before the end of a box's own number."""

Address = tuple[int, int, str]
"""Start, end and rule."""


@lru_cache(maxsize=4)
def find_addresses(text: str) -> tuple[Address, ...]:
    """Every address for letters in a folded text, in order, whoever it belongs to."""
    if not _SIGN.search(text):
        return ()
    found = list(_find_numbered(text))
    for address in (*_find_labelled(text), *_find_cells(text)):
        if not any(address[0] < end and start < address[1] for start, end, _ in found):
            found.append(address)
    return tuple(sorted(found))


def list_unfit_addresses(text: str) -> list[tuple[int, int]]:
    """What stands behind a label of an address for letters, up to its first mark, and is none."""
    found: list[tuple[int, int]] = []
    for label in islice(LETTERS.finditer(text), _MOST):
        link = _LINK.match(text, label.end())
        value = _VALUE.match(text, link.end()) if link and label["strong"] and not _is_no_label(text, label) else None
        if value is not None and not any(a < value.end() and value.start() < b for a, b, _ in find_addresses(text)):
            found.append(value.span())
    return found


def _find_numbered(text: str) -> Iterator[Address]:
    """某市A103号邮政信箱: the box's own number is proof enough, with or without a label."""
    for box in islice(_BOX.finditer(text), _MOST):
        lowest = max(0, box.start() - _BOX_REACH)
        numbered = _NUMBER.search(text, max(lowest, box.start() - 16), box.start())
        behind = box.end() - box.start() > 2
        if numbered is None and not behind:
            continue
        stop = numbered.start() if numbered else box.start()
        start = max((m.end() for m in _BEFORE_BOX.finditer(text, lowest, stop)), default=lowest)
        words = text[start:stop]
        start += len(words) - len(words.lstrip())
        if len(re.findall("[一-鿿]", words)) >= 2 and not _NO_ADDRESS.search(words):
            yield start, box.end(), "mailbox.numbered"


def _find_labelled(text: str) -> Iterator[Address]:
    last = 0
    sentences = find_sentences_with(text, _SIGN)
    for label in islice((label for sentence in sentences for label in LETTERS.finditer(text, *sentence)), _MOST):
        if label.start() < last or _is_no_label(text, label):
            continue
        link = _LINK.match(text, label.end())
        linked = link is not None and link.end() > label.end()
        if not linked and (label["strong"] is None or text[max(0, label.start() - 2) : label.start()].endswith("设")):
            continue
        at = link.end() if link else label.end()
        for pattern in _LEADS:
            lead = pattern.match(text, at)
            at = lead.end() if lead else at
        for start, end in _read_list(text, at, strong=bool(label["strong"]) or label.group().endswith("址")):
            last = end
            yield start, end, "mailbox.label"


def _is_no_label(text: str, label: re.Match[str]) -> bool:
    """Whether a label heads a column, speaks of e-mail or visits, or is a footer's plain 地址."""
    if NOT_LETTERS.search(label.group()) or text[max(0, label.start() - 2) : label.start()] == "电子":
        return True
    start, end = find_line(text, label.start())
    if text[label.end() : label.end() + 1] == "\n" and _HEADS_COLUMN.search(text, start, label.start()):
        return True
    if not re.fullmatch(r"地\s*址|联系地址", label.group()):
        return False
    around = text[find_line(text, max(0, start - 1))[0] : find_line(text, min(len(text), end + 1))[1]]
    return bool(FURNITURE.search(around)) or not re.search(r"巡[视察查]|值班电话|举报电话|联系方式|受理", around)


def _read_list(text: str, at: int, *, strong: bool) -> list[tuple[int, int]]:
    """The addresses from `at` on: one, or several parted by 、 or ; with or without the teams they belong to."""
    places: list[tuple[int, int]] = []
    value = _VALUE.match(text, at)
    while value is not None and _STRUCTURE.search(value.group()):
        start, end = trim_address(text, *value.span())
        posted = strong or bool(_STREET.search(text[start:end]) and _POSTED.match(text, end))
        if not is_address(text[start:end], strong=posted) or (places and not re.search(r"\d", text[start:end])):
            break
        places.append((start, end))
        joint = _NEXT.match(text, value.end())
        value = _VALUE.match(text, joint.end()) if joint else None
    return places


def _find_cells(text: str) -> Iterator[Address]:
    for cell in read_cells(text):
        words = cell.name
        if LETTER_COLUMN.search(words) and not NOT_LETTERS.search(words):
            cuts = [
                cell.start,
                *(at for cut in _CUT.finditer(text, cell.start, cell.end) for at in cut.span()),
                cell.end,
            ]
            for left, right in zip(cuts[::2], cuts[1::2], strict=True):
                start, end = trim_address(text, left, right)
                if is_address(text[start:end], strong="邮" in words or "地址" in words):
                    yield start, end, "mailbox.table"


def trim_address(text: str, start: int, end: int) -> tuple[int, int]:
    """An address without the postcode and the addressee behind it."""
    for pattern in (_POST_TAIL, _FORWARDED, _ADDRESSEE):
        cut = pattern.search(text[start:end])
        if cut is not None:
            end = start + cut.start()
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def is_address(words: str, *, strong: bool) -> bool:
    """The shape check: an address holds a street, a house or a post office; `strong`: its label speaks of letters."""
    if len(words) < 4 or _NO_ADDRESS.search(words) or not re.search("[一-鿿]{2}", words):
        return False
    if not strong or not _STRUCTURE.search(words):
        return False
    return not _COUNTER.search(words) or bool(_NUMBERED_STREET.search(words))
