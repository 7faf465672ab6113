"""The round (届, 轮) that an inspection belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.extraction.context import is_marked
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.words.teams import INSPECTION, NUMERAL
from crawler.model.items import Round
from crawler.model.numerals import read_numeral

_COMMITTEE = "中央|省委|自治区党委|兵团党委|市委|州委|盟委|地委|区委|县委|旗委|师市党委|党委|党组|党工委|工委|委员会"
_ROUND = re.compile(
    rf"(?:第?(?P<term>{NUMERAL})届(?:[一-鿿()]{{0,16}}?(?P<of>{_COMMITTEE})|[一-鿿]{{2,4}}(?=第))?|(?P<body>{_COMMITTEE}))?"
    rf"(?:20\d\d年度?|20\d\d-20\d\d年|[今本]年|换届后的?|[一-鿿]{{0,4}}开展的?|的|启动的?|第?(?P<later>[一二三四五六七八九十]{{1,3}})届)?(?:任期内)?"
    rf"(?:第(?P<number>{NUMERAL})轮(?!次)|(?P<first>首轮))(?P<tail>[一-鿿“”、+]{{0,12}})"
)
_TERM = re.compile(
    rf"第?(?P<term>{NUMERAL})届(?:[一-鿿]{{0,8}}?)(?P<of>{_COMMITTEE})(?:第{NUMERAL})?(?:[一-鿿]{{0,6}}?)?{INSPECTION}(?:组|工作)"
)
"""A term beside the team or the inspection, where no round is stated (七届市委第四巡察组)."""
_INSPECTION = re.compile("巡[视察查]|.{0,6}回头看|继续|接着|巡(?=[、+]|$)|.{0,4}巡[、+”]")
_PAST = re.compile(
    r"曾|去年|前年|上一?[轮次届]|此前|此外|以来|已(?:于|经)?[^,]{0,12}(?:结束)|结束|期间|反馈|整改|前[一二三四五六七八九十]{1,2}轮"
)
_FED_BACK = re.compile("查处|发现|通报|过后")
_STARTED = re.compile("(?:启动|进驻|开展)以来|进驻[^,。;]{0,6}(?:结束|完成)")
_ENTERED = re.compile(r"巡[视察](?:工作)?(?:已经?|现已)?(?:进入|进行到|来到|推进到)$")
_STATED = re.compile(
    r"(?:[本这此]次|本轮|此轮|这轮)(?:常规|专项|机动|提级)?巡[视察查](?:是|为|系|属于?)(?:[^,。;]{0,40})$"
    r"|(?:[本这此]次|这一)$|巡[视察](?:工作)?(?:已经?|现已)?(?:进入|进行到|来到|推进到)$"
)
"""What stands before the round where the notice says outright to which one it belongs."""


@dataclass(frozen=True, slots=True)
class _Mention:
    term: int | None
    number: int | None
    body: str
    span: Span
    stated: bool = False


def read_rounds(doc: Document, body: str) -> tuple[Found[Round], ...]:
    """The round of this inspection: the first that title or text names for the sending `body`; () for none.

    Without a round, the term that stands beside the team gives one with no number.
    """
    mentions = [m for m in _scan(doc) if _belongs(m, body)]
    if not mentions:
        term = next((m for m in _scan_terms(doc) if _belongs(m, body)), None)
        return (Found(Round(term=term.term, number=None), (term.span,), "round.term"),) if term else ()
    first = next((m for m in mentions if m.stated), mentions[0])
    term_of = next((m.term for m in mentions if m.number == first.number and m.term), None)
    if term_of is None and first.stated:
        term_of = next((m.term for m in mentions if m.term), None)
    if term_of is None:
        term_of = next((m.term for m in _scan_terms(doc) if _belongs(m, body)), None)
    proof = next((m for m in mentions if m.number == first.number and m.term == term_of), first)
    return (Found(Round(term=term_of, number=first.number), (proof.span,), "round.stated"),)


def _parts(doc: Document) -> Iterator[tuple[Span, str, str]]:
    """Title and sentences with their folded words and the whole folded text they are cut from."""
    title = fold_width(doc.title)
    yield Span("title", 0, len(title)), title, title
    for part in doc.sentences:
        yield part, doc.folded[part.start : part.end], doc.folded


def _scan(doc: Document) -> Iterator[_Mention]:
    for part, text, whole in _parts(doc):
        if "轮" not in text:
            continue
        for match in _ROUND.finditer(text):
            number = 1 if match["first"] else read_numeral(match["number"])
            entered = _ENTERED.search(text[max(0, match.start() - 16) : match.start()])
            if number is None or not (entered or _INSPECTION.search(match["tail"])):
                continue
            if match["tail"].startswith(("继续", "接着")) and not match["term"]:
                continue
            stated = bool(_STATED.search(text[max(0, match.start() - 50) : match.start()]))
            if not stated and _is_past(text, match, whole, part.start):
                continue
            printed = match["term"] or match["later"]
            term = read_numeral(printed) if printed else None
            span = Span(part.where, part.start + match.start(), part.start + match.start("tail"))
            yield _Mention(term, number, match["of"] or match["body"] or "", span, stated)


def _scan_terms(doc: Document) -> Iterator[_Mention]:
    for part, text, whole in _parts(doc):
        for match in _TERM.finditer(text) if "届" in text else ():
            start, end = part.start + match.start(), part.start + match.end("of")
            if not is_marked(whole, start, end, ("past", "cited"), "round"):
                yield _Mention(read_numeral(match["term"]), None, match["of"], Span(part.where, start, end))


def _is_past(text: str, match: re.Match[str], whole: str, offset: int) -> bool:
    if is_marked(whole, offset + match.start(), offset + match.start("tail"), ("past", "cited"), "round"):
        return not _STARTED.search(text, match.end(), match.end() + 12)
    before = re.split("[,;]", text[: match.start()])[-1]
    after = re.split("[,;]", text[match.end() :])[0][:20]
    told = _STARTED.sub("", match["tail"] + after)
    return bool(_PAST.search(before.removesuffix("以来的")) or _PAST.search(told) or _FED_BACK.search(told))


def _belongs(mention: _Mention, body: str) -> bool:
    """A round of another committee (二十届中央第三轮巡视 in a county's notice) is not this one."""
    if not mention.body or not body:
        return True
    if mention.body in ("党委", "党组", "党工委", "工委", "委员会"):
        return body.endswith(("党委", "党组", "工委", "委员会")) or mention.body == "委员会"
    return body.endswith(mention.body)
