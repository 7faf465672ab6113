"""The team's hotlines and message numbers: (025)86791795, 0731-84404233转8001, 84404233, 158 7323 0671."""

import re
from datetime import date
from functools import lru_cache

import phonenumbers

from crawler.extraction.statements.reaches import Side, read_label, whom_reaches
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.sentences import find_sentence
from crawler.extraction.text.tables import find_cell
from crawler.extraction.words.contacts import CALLED, NEWSROOM, OTHERS
from crawler.model.items import Phone

_NUMBER = re.compile(
    r"(?=[+(\[\d])(?<![\dA-Za-z@._])(?<![\dA-Za-z]-)(?:\+?86[- ]?(?=1))?(?:"
    r"(?P<mobile>1[3-9](?:[ -]?\d){9})"
    r"|(?P<service>[48]00[ -]?\d{3}[ -]?\d{4}|[48]00[ -]?\d{4}[ -]?\d{3})"
    r"|[(\[]?(?P<area>010|02\d|0[3-9]\d\d)[)\]]?[ -]{0,4}(?P<local>[2-9](?:[ -]?\d){6,7})"
    r"|(?P<bare>[2-9](?:\d{6,7}|\d{2,3} \d{4}|\d{3} \d{3}))"
    r"|(?P<short>(?<=短号)\d{4,6}|(?<=短号[ :])\d{4,6}|(?<=[:为话])\d{4,6}(?=\s?\((?:内线|短号|院内|校内)))"
    r")(?!\d|\s?@|[A-Za-z]|号(?![码、,)])|[年月日元万]|人次|\.[\da-z])"
    r"(?:\s?(?:\(?\s?(?:转|分机(?:号)?:?|内线)\s?|-)(?P<extension>\d{2,6})(?!\d)\)?)?"
)
_JOINT = re.compile(r"\s{0,4}(?:\([^()\n]{1,16}\))?\s{0,4}(?:[、,/;]|或者?|和|及|与|以及)?\s{0,20}")
_UNIT_JOINT = re.compile(r"(?:\([^()\n]{1,16}\))?[、,;/]\s?[一-鿿]{2,14}(?:、[一-鿿]{2,14}){0,4}\s?[:为,]?\s?")
"""Between numbers each with the unit or team before it: 某街道6601201，某街道6601202."""
_SPELLED = re.compile(r"(?<![一-鿿])(?:[〇零○一二三四五六七八九]{3,4}-)?[〇零○一二三四五六七八九]{7,12}(?![一-鿿])")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
"""Numbers that are spelled out: 一八九… behind a label."""
_NOTE = re.compile(r"\s?\(([^()\n]{1,20})\)")
_NO_NOTE = re.compile(r"\d:\d|\d{4}|转|邮编|信箱|工作日|每天|节假日|时间|点至|时至")
_MESSAGES = re.compile(r"短信|短讯")
_ONLY = re.compile(r"[仅只限]")
_TALKS = re.compile(r"电话|来电|拨打|接听|通话|[可及和与、/]|座机")
_DATE = re.compile(r"(?:19|20)\d{6}")


def read_phones(doc: Document) -> tuple[Found[Phone], ...]:
    """The team's numbers in order of print, once each; a number that prints no area code gets none.

    A number with its area code, and a mobile, is one that China's numbering plan has (phonenumbers); a bare 7- or
    8-digit number counts only after words that call it a telephone, or after another number, and is no date. Numbers
    of editors, switchboards, other hotlines and the site are left out; the commission's own and a bare 监督电话 count
    only where the notice prints no other.
    """
    text = _SPELLED.sub(lambda spelled: spelled.group().translate(_DIGITS), fold_width(doc.text))
    own: dict[str, Found[Phone]] = {}
    watching: dict[str, Found[Phone]] = {}
    last_end = 0
    last: Side = "other"
    for match in _NUMBER.finditer(text):
        if not _is_number(match):
            continue
        start = match.start()
        tied = last_end and start - last_end <= 40 and _is_tied(text, last_end, start)
        side = last if tied else _judge(text, match)
        last_end, last = match.end(), side
        if side == "other":
            continue
        phone = _describe(text, match)
        rule = "phone.list" if tied else "phone.table" if "|" in text[max(0, start - 3) : start] else "phone.printed"
        found = Found(phone, (Span("text", match.start("mobile") if match["mobile"] else start, _end(match)),), rule)
        (own if side == "team" else watching).setdefault(phone.number, found)
    return tuple((own or watching).values())


def list_unfit_numbers(text: str) -> list[tuple[int, int]]:
    """Digits that stand like a telephone number of the team and are none: a day, a number no place has."""
    return [
        match.span()
        for match in _NUMBER.finditer(text)
        if not _is_number(match)
        and _judge(text, match) == "team"
        and CALLED.search(text, match.start() - 24, match.start())
    ]


def _is_number(match: re.Match[str]) -> bool:
    """Whether the digits are a number: one of the numbering plan where that can be told, and no day (20241104)."""
    plain = re.sub(r"[^\d]", "", (match["area"] or "") + (match["local"] or match["mobile"] or ""))
    if plain:
        return _is_assigned(plain)
    digits = match["bare"] or ""
    if _DATE.fullmatch(digits):
        try:
            date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return True
        return False
    return True


@lru_cache(maxsize=1024)
def _is_assigned(digits: str) -> bool:
    """Whether the plan has the number; a fixed line may have one digit more or less (before a place's numbers grew)."""
    forms = (digits, digits[:-1], f"{digits}0") if digits.startswith("0") else (digits,)
    return any(phonenumbers.is_valid_number(phonenumbers.parse(form, "CN")) for form in forms)


def _is_tied(text: str, start: int, end: int) -> bool:
    """Whether the words between two numbers leave them one list, of the same body."""
    if _JOINT.fullmatch(text, start, end):
        return True
    return bool(_UNIT_JOINT.fullmatch(text, start, end)) and not (
        CALLED.search(text, start, end)
        or OTHERS.search(text[start:end].replace("信访局", "局"))
        or whom_reaches(text, end) != "team"
    )


def _judge(text: str, match: re.Match[str]) -> Side:
    """Whose the number is; a bare one that nothing calls a telephone is nobody's."""
    at = match.start()
    cell = find_cell(text, at)
    note = _NOTE.match(text, match.end())
    unnamed = match["bare"] or match["service"]
    if note and NEWSROOM.search(note[1]):
        return "other"
    if cell is not None and cell.name:
        if unnamed and not CALLED.search(cell.name + text[cell.start : at]):
            return "other"
    elif unnamed and not CALLED.search(text, max(find_sentence(text, at)[0], at - 24), at):
        return "other"
    return whom_reaches(text, at)


def _end(match: re.Match[str]) -> int:
    last = max(match.end(name) for name in ("mobile", "service", "local", "bare", "short", "extension"))
    return last if match["extension"] is None else match.end()


def _describe(text: str, match: re.Match[str]) -> Phone:
    def digits(name: str) -> str:
        return re.sub(r"\D", "", match[name] or "")

    main = digits("mobile") or digits("service") or digits("local") or digits("bare") or digits("short")
    number = "-".join(part for part in (digits("area"), main, digits("extension")) if part)
    note = _NOTE.match(text, match.end())
    words = note[1].strip() if note and not _NO_NOTE.search(note[1]) else None
    return Phone(
        number=number,
        kind="mobile" if match["mobile"] else "landline",
        sms_only=_is_messages_only(text, match, words),
        note=words,
    )


def _is_messages_only(text: str, match: re.Match[str], note: str | None) -> bool:
    if note and _MESSAGES.search(note):
        return bool(_ONLY.search(note)) or not _TALKS.search(note)
    cell = find_cell(text, match.start())
    label = cell.name if cell and cell.name else read_label(text, match.start())
    return bool(_MESSAGES.search(label)) and (bool(_ONLY.search(label)) or not _TALKS.search(label))
