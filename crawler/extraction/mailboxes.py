"""Postal addresses for letters (邮政信箱, 来信地址) and their postcodes (邮编)."""

import re

from crawler.extraction.surroundings import FURNITURE, is_others, is_watched
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.sentences import find_line, find_sentences_with
from crawler.extraction.text.tables import read_cells

_LABEL = re.compile(
    r"(?P<strong>(?:邮政|通信|通讯|邮寄|寄信|收信|寄件|收件|信件|来信|投信|写信)(?:[^\s,。;:|()]{0,6})(?:信箱|地址|邮箱)"
    r"|(?:来信|信件|材料|举报信|信函|邮件|书信|来函|函件)[^,。;:|()\n]{0,6}?(?:邮寄|寄送|寄往|寄到|寄至|寄|投寄|投递|递送)(?:至|到|往|送)?"
    r"|(?:统一|集中)(?:寄送|寄往|寄到|寄至)"
    r"|(?<=[:| ,或])(?:请|可|或者?|也可)?(?:邮寄|寄送|寄往|寄到|寄至)(?:至|到|往)?|邮寄(?:材料|信件)(?=\s?[:|])"
    r"|(?:寄送|投递|投寄|收信|递信)(?:地址|地点)"
    r"|(?<![一-鿿])(?:来信|信件|信函|来函|书信)(?=\s?[:|](?!\s?(?:请|可)?(?:统一)?(?:邮寄|寄)))"
    r"|(?:请|可)(?:统一)?(?:邮寄|寄送|寄往|寄到|寄至|寄)(?:至|到|往|送)?"
    r"|巡[视察查][^\s,。;:|()]{0,6}组(?:通信|联系)?地址|邮寄(?:地址)?(?:至|到))"
    r"|(?P<weak>(?:专[门用]|举报|联系|接收|收件|信访|专线)?(?:邮政)?(?:专[门用])?(?<!电子)信\s{0,4}箱|联系地址|(?<![一-鿿])地\s{0,4}址)"
)
_POST_SIGN = re.compile("[箱址寄]|来信|邮")
_LINK = re.compile(r"\s?(?:号码)?(?:分别|均|统一)?(?:为|是|在)?\s?[:|(]?\s{0,4}|\s{1,8}")
_COLUMN = re.compile(r"邮政信箱|(?:通信|通讯|邮寄|来信)地址|专用信箱|信箱$")
_VALUE = re.compile(r"[^,;。:|()\[\]\n]{4,60}")
_PLACE = re.compile(r"\d|号|[路街道巷]|信箱|邮局|支局|分局|宾馆|酒店|大厦|大院|楼|[省市县区镇].")
_BOX_NUMBER = re.compile(
    r"(?:信箱|邮箱)(?:第?[A-Za-z]{0,2}\d+号?)?$|(?:第|[A-Za-z]|\d)[A-Za-z\d-]*\s?号|第?[一二三四五六七八九十百]{1,5}号"
)
_COUNTER = re.compile(
    r"大厅|门口|楼梯|大门|门卫|岗亭|入口|食堂|公告栏|宣传栏|电梯|走廊|连廊|窗口|旁|[左右外内]侧|对面|门前"
)
_ADDRESSEE = re.compile(
    r"\s{0,4}(?:中共)?(?:[^\s\d号室楼院街路道巷信箱座栋层]{0,8}(?:省委|市委|县委|区委|州委|旗委|盟委|地委|工委|党委|党组|自治区党委))?"
    r"(?:第[一二三四五六七八九十百\d]{1,3}|巡[视察查](?:工作)?(?:第?[一二三四五六七八九十百\d]{1,3})?)[^\s,]{0,8}组.*$"
    r"|\s{0,4}[^\s\d号室楼院街路信箱]{2,12}\s{0,2}(?:同志)?收$|\s{0,4}收$"
    r"|\s{0,4}[^\s\d号室楼院街路信箱座栋层]{2,14}(?:代收|代转|转交|转)$"
)
_POST_TAIL = re.compile(r"\s{0,4}(?:邮\s{0,6}编|邮政编码|邮码|联系电话|电话|值班).*$")
_GROUP = r"(?:[^\s,。;:|、()]{0,10}[第\d一二三四五六七八九十]\s?(?:巡[视察查])?组)"
_GROUP_LEAD = re.compile(rf"{_GROUP}\s?[:为是]?\s{{0,4}}|\({_GROUP}\)\s?")
_NEXT = re.compile(rf"\s?(?:\({_GROUP}\))?\s?[、;,和及与]\s?(?:{_GROUP}\s?[:为是]?\s{{0,4}}|\({_GROUP}\)\s?)?")
"""What may stand between two addresses of a list: the first one's team in brackets, a mark, the next one's team."""
_CUT = re.compile(r"(?<=[箱号室楼])(?:、|和|及|与|以及)")
_CODE_FIRST = re.compile(r"\(?[0-8]\d{5}\)?\s{0,2}(?=[一-鿿])")
_CODE_BEFORE = re.compile(r"(?<!\d)(?P<code>[0-8]\d{5})\)?\s{0,2}$")
_POSTED = re.compile(r"[\s,;(]{0,4}邮\s{0,4}(?:政编)?[编码]")
_CODE_AFTER = re.compile(r"\s{0,4}[,(\s]\s{0,2}(?P<code>[0-8]\d{5})(?!\d)(?:\)|\s|$|[,。;])")
_STREET = re.compile(r"[路街道巷弄]\S{0,6}\d{1,5}号|[路街]\S{2,}")
_CODE_NEXT = re.compile(r"\s?(?:\([^()\n]{1,12}\))?\s?[、,和]\s?(?P<code>[0-8]\d{5})(?!\d)")
_POSTCODE = re.compile(
    r"(?:邮\s{0,8}编(?:码|号)?|邮政编码|邮码|[Pp]ostcode)\s{0,4}(?:均|都|统一|同|分别|一律){0,2}(?:为|是)?\s?[:|]?\s{0,4}"
    r"(?P<labelled>[0-8]\d{5}|[0-8]\d{2} \d{3})(?!\d)"
    r"|收\)?[\s,(]{0,4}(?P<tail>[0-8]\d{5})(?!\d)"
)
_HEADS_COLUMN = re.compile(r"\d\s?号?(?=邮政|专用|信箱|$)|\S {2}")
"""What stands before the last cell of a row set with blanks, or before the end of a box's own number."""
_NOT_LETTERS = re.compile(r"电子|邮箱$|[Ee]-?mail|来访|接访|接待|驻地|设置|摆放|位置|意见箱|网址")


def read_mailboxes(doc: Document) -> tuple[Found[str], ...]:
    """The addresses letters go to, as printed up to the postcode and the addressee, in order, once each."""
    text = fold_width(doc.text)
    found: dict[str, Found[str]] = {}
    for start, end, rule in find_addresses(text):
        if is_others(text, start) or is_watched(text, start):
            continue
        span = Span("text", start, end)
        value = doc.read(span)
        found.setdefault(value.replace(" ", ""), Found(value, (span,), rule))
    return tuple(found.values())


def read_postcodes(doc: Document) -> tuple[Found[str], ...]:
    """The six-digit postcodes of these addresses, in order, once each; those of the page's footer are left out."""
    text = fold_width(doc.text)
    printed: list[tuple[int, int, str]] = []
    for match in _POSTCODE.finditer(text):
        group = "labelled" if match["labelled"] else "tail"
        if is_others(text, match.start()):
            continue
        printed.append((*match.span(group), f"postcode.{group}"))
        following = _CODE_NEXT.match(text, match.end())
        while following is not None:
            printed.append((*following.span("code"), "postcode.list"))
            following = _CODE_NEXT.match(text, following.end())
    for start, end, _ in (*_find_labelled(text), *_find_cells(text)):
        after, before = _CODE_AFTER.match(text, end), _CODE_BEFORE.search(text, max(0, start - 12), start)
        printed += [(*code.span("code"), "postcode.beside") for code in (after, before) if code is not None]
    for cell in read_cells(text):
        if "邮编" in cell.heading + cell.row and re.fullmatch(r"[0-8]\d{5}", text[cell.start : cell.end]):
            printed.append((cell.start, cell.end, "postcode.table"))
    found: dict[str, Found[str]] = {}
    for start, end, rule in sorted(printed):
        code = text[start:end].replace(" ", "")
        found.setdefault(code, Found(code, (Span("text", start, end),), rule))
    return tuple(found.values())


def find_addresses(text: str) -> list[tuple[int, int, str]]:
    """Start, end and rule of every address for letters in a folded text, whoever it belongs to."""
    return sorted({*_find_labelled(text), *_find_cells(text)})


def _find_labelled(text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    sentences = find_sentences_with(text, _POST_SIGN)
    for label in (label for sentence in sentences for label in _LABEL.finditer(text, *sentence)):
        before = text[max(0, label.start() - 2) : label.start()]
        if found and label.start() < found[-1][1]:
            continue
        if text[label.end() : label.end() + 1] == "\n" and _HEADS_COLUMN.search(
            text, find_line(text, label.start())[0], label.start()
        ):
            continue
        if _NOT_LETTERS.search(label.group()) or before.endswith(("电子", "设", "设置")):
            continue
        link = _LINK.match(text, label.end())
        if (link is None or link.end() == label.end()) and label["strong"] is None:
            continue
        at = link.end() if link else label.end()
        for lead in (_GROUP_LEAD.match(text, at), _CODE_FIRST.match(text, at)):
            at = lead.end() if lead else at
        strong = bool(label["strong"]) or label.group().endswith("址")
        if not _is_plain_footer(text, label):
            found += [(start, end, "mailbox.label") for start, end in _read_list(text, at, strong=strong)]
    return found


def _read_list(text: str, at: int, *, strong: bool) -> list[tuple[int, int]]:
    """The addresses from `at` on: one, or several parted by 、 or ; with or without the teams they belong to."""
    places: list[tuple[int, int]] = []
    value = _VALUE.match(text, at)
    while value is not None:
        pieces = _cut(text, *value.span())
        if not all(_is_numbered(text[start:end]) for start, end in pieces):
            start, end = _trim(text, *value.span())
            posted = strong or bool(_STREET.search(text[start:end]) and _POSTED.match(text, end))
            pieces = [(start, end)] if not places and _is_address(text[start:end], strong=posted) else []
        places += pieces
        joint = _NEXT.match(text, value.end()) if pieces else None
        value = _VALUE.match(text, joint.end()) if joint else None
    return places


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(at for cut in _CUT.finditer(text, start, end) for at in cut.span()), end]
    return [_trim(text, left, right) for left, right in zip(cuts[::2], cuts[1::2], strict=True)]


def _is_numbered(words: str) -> bool:
    """Whether some words are a numbered post-office box by their looks alone."""
    return len(words) > 5 and bool(re.search(r"\d", words)) and "信箱" in words and _is_address(words, strong=False)


def _find_cells(text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for cell in read_cells(text):
        words = cell.name
        if _COLUMN.search(words) and not _NOT_LETTERS.search(words):
            pieces = _cut(text, cell.start, cell.end)
            if len(pieces) < 2 or not all(_is_numbered(text[start:end]) for start, end in pieces):
                pieces = [_trim(text, cell.start, cell.end)]
            found += [
                (start, end, "mailbox.table")
                for start, end in pieces
                if _is_address(text[start:end], strong="邮" in words or "地址" in words)
            ]
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    for pattern in (_POST_TAIL, _ADDRESSEE):
        cut = pattern.search(text[start:end])
        if cut is not None:
            end = start + cut.start()
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _is_address(words: str, *, strong: bool) -> bool:
    if (
        len(words) < 4
        or "@" in words
        or not re.search("[一-鿿]", words)
        or not _PLACE.search(words)
        or words.startswith(("在", "设", "于", "位"))
    ):
        return False
    if _BOX_NUMBER.search(words) and re.search("信箱|邮箱", words):
        return True
    return strong if not _COUNTER.search(words) else strong and bool(re.search(r"[路街道巷]\S{0,6}\d|室", words))


def _is_plain_footer(text: str, label: re.Match[str]) -> bool:
    """A plain 地址 counts only beside the team's own words."""
    if not re.fullmatch(r"地\s*址|联系地址", label.group()):
        return False
    start, end = find_line(text, label.start())
    around = text[find_line(text, max(0, start - 1))[0] : find_line(text, min(len(text), end + 1))[1]]
    return bool(FURNITURE.search(around)) or not re.search(r"巡[视察查]|值班电话|举报电话|受理", around)
