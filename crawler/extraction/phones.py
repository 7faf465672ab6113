"""The team's hotlines and message numbers: (025)86791795, 0731-84404233转8001, 84404233, 158 7323 0671."""

import re
from typing import Literal

from crawler.extraction.bounds import find_sentence
from crawler.extraction.document import Document, Found, Span
from crawler.extraction.surroundings import OTHERS, find_cell, is_others, is_watched, read_label
from crawler.extraction.widths import fold_width
from crawler.model.items import Phone

_NUMBER = re.compile(
    r"(?=[+(\[\d])(?<![\dA-Za-z@._-])(?:\+?86[- ]?(?=1))?(?:"
    r"(?P<mobile>1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]?\d{4}|\d{4} \d{4}|\d[ -]\d{3}[ -]\d{4}))"
    r"|(?P<service>[48]00[ -]?\d{3}[ -]?\d{4}|[48]00[ -]?\d{4}[ -]?\d{3})"
    r"|[(\[]?(?P<area>010|02\d|0[3-9]\d\d)[)\]]?[ -]{0,4}(?P<local>[2-9](?:\d{6,7}|\d{2,3}[ -]\d{4}|\d{3}[ -]\d{3}))"
    r"|(?P<bare>[2-9](?:\d{6,7}|\d{2,3} \d{4}|\d{3} \d{3}))"
    r")(?!\d|\s?@|[A-Za-z]|号(?![码、,)])|年|元|万|人次|\.[\da-z])"
    r"(?:\s?(?:\(?\s?(?:转|分机(?:号)?:?|内线)\s?|-)(?P<extension>\d{2,6})(?!\d)\)?)?"
)
_CALLED = re.compile(r"电话|热线|手机|短信|号码|拨打|致电|联系|来电|接听|值班|举报|[Tt][Ee][Ll]|☎|专线|座机|固话|受理")
_JOINT = re.compile(r"\s{0,4}(?:\([^()\n]{1,16}\))?\s{0,4}(?:[、,/;]|或者?|和|及|与|以及)?\s{0,20}")
_UNIT_JOINT = re.compile(r"(?:\([^()\n]{1,16}\))?[、,;/]\s?[一-鿿]{2,14}(?:、[一-鿿]{2,14}){0,4}\s?[:为,]?\s?")
_SPELLED = re.compile(r"(?<![一-鿿])(?:[〇零○一二三四五六七八九]{3,4}-)?[〇零○一二三四五六七八九]{7,12}(?![一-鿿])")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
"""Numbers that are spelled out: 一八九… behind a label."""
"""Between numbers each with the unit or team before it: 某街道6601201，某街道6601202."""
_NOTE = re.compile(r"\s?\(([^()\n]{1,20})\)")
_NO_NOTE = re.compile(r"\d:\d|\d{4}|转|邮编|信箱|工作日|每天|节假日|时间|点至|时至")
_MESSAGES = re.compile(r"短信|短讯")
_ONLY = re.compile(r"[仅只限]")
_TALKS = re.compile(r"电话|来电|拨打|接听|通话|[可及和与、/]|座机")

_Verdict = Literal["team", "watched", "no"]


def read_phones(doc: Document) -> tuple[Found[Phone], ...]:
    """The team's numbers in order of print, once each; a number that prints no area code gets none.

    A bare 7- or 8-digit number counts only after words that call it a telephone, or after another number. Numbers of
    editors, switchboards, other hotlines and the site are left out; the commission's own and a bare 监督电话 count
    only where the notice prints no other.
    """
    text = _SPELLED.sub(lambda spelled: spelled.group().translate(_DIGITS), fold_width(doc.text))
    own: dict[str, Found[Phone]] = {}
    watched: dict[str, Found[Phone]] = {}
    last_end, last = 0, _judge_nothing()
    for match in _NUMBER.finditer(text):
        start = match.start()
        tied = last_end and start - last_end <= 40 and _is_tied(text, last_end, start)
        verdict = last if tied else _judge(text, match)
        last_end, last = match.end(), verdict
        if verdict == "no":
            continue
        phone = _describe(text, match)
        rule = "phone.list" if tied else "phone.table" if "|" in text[max(0, start - 3) : start] else "phone.printed"
        found = Found(phone, (Span("text", match.start("mobile") if match["mobile"] else start, _end(match)),), rule)
        (own if verdict == "team" else watched).setdefault(phone.number, found)
    return tuple((own or watched).values())


def _is_tied(text: str, start: int, end: int) -> bool:
    """Whether the words between two numbers leave them one list, of the same body."""
    if _JOINT.fullmatch(text, start, end):
        return True
    return bool(_UNIT_JOINT.fullmatch(text, start, end)) and not (
        _CALLED.search(text, start, end)
        or OTHERS.search(text[start:end].replace("信访局", "局"))
        or is_watched(text, end)
    )


def _judge_nothing() -> _Verdict:
    return "no"


def _judge(text: str, match: re.Match[str]) -> _Verdict:
    """Whose the number is: the team's, a watching body's, or nobody's that matters here."""
    at = match.start()
    cell = find_cell(text, at)
    if cell is not None and cell.name:
        words = cell.name
        if match["bare"] and not _CALLED.search(words + text[cell.start : at]):
            return "no"
        return "watched" if "监督" in words and "举报" not in words else "no" if is_others(text, at) else "team"
    if is_others(text, at):
        return "no"
    if match["bare"] and not _CALLED.search(text, max(find_sentence(text, at)[0], at - 24), at):
        return "no"
    return "watched" if is_watched(text, at) else "team"


def _end(match: re.Match[str]) -> int:
    last = max(match.end(name) for name in ("mobile", "service", "local", "bare", "extension"))
    return last if match["extension"] is None else match.end()


def _describe(text: str, match: re.Match[str]) -> Phone:
    def digits(name: str) -> str:
        return re.sub(r"\D", "", match[name] or "")

    main = digits("mobile") or digits("service") or digits("local") or digits("bare")
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
