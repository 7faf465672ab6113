"""The round (届, 轮) that an inspection belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.numerals import read_numeral
from crawler.extraction.words.teams import NUMERAL
from crawler.model.items import Round

_COMMITTEE = "中央|省委|自治区党委|市委|州委|盟委|地委|区委|县委|旗委|师市党委|党委|党组|党工委|工委"
_ROUND = re.compile(
    rf"(?:(?P<term>{NUMERAL})届(?:[一-鿿（）()]{{0,16}}?(?P<of>{_COMMITTEE}))?|(?P<body>{_COMMITTEE}))?"
    rf"(?:20\d\d年|[今本]年|[一-鿿]{{0,4}}开展的?|的|启动的?|[一二三四五六七八九十]届)?(?:任期内)?"
    rf"(?:第(?P<number>{NUMERAL})轮(?!次)|(?P<first>首轮))(?P<tail>[一-鿿“”、]{{0,12}})"
)
_INSPECTION = re.compile("巡[视察查]|.{0,6}回头看")
_PAST = re.compile(
    r"曾|去年|前年|上一?[轮次届]|此前|此外|以来|已(?:于|经)?[^，,]{0,12}(?:结束|完成|展开)|结束|期间|反馈|整改|前[一二三四五六七八九十]{1,2}轮"
)


_STATED = re.compile(r"(?:[本这此]次|本轮|此轮|这轮)巡[视察查](?:是|为|系|属于?)(?:[一-鿿]{0,4})$")
"""What stands before the round where the notice says outright to which one it belongs."""


@dataclass(frozen=True, slots=True)
class _Mention:
    term: int | None
    number: int
    body: str
    span: Span
    stated: bool = False


def read_rounds(doc: Document, body: str) -> tuple[Found[Round], ...]:
    """The round of this inspection: the first that title or text names for the sending `body`; () for none."""
    mentions = [m for m in _scan(doc) if _belongs(m, body)]
    if not mentions:
        return ()
    first = next((m for m in mentions if m.stated), mentions[0])
    term = next((m.term for m in mentions if m.number == first.number and m.term), None)
    proof = next((m for m in mentions if m.number == first.number and m.term == term), first)
    return (Found(Round(term=term, number=first.number), (proof.span,), "round.stated"),)


def _scan(doc: Document) -> Iterator[_Mention]:
    parts = [Span("title", 0, len(doc.title)), *doc.sentences]
    for part in parts:
        text = doc.read(part)
        if "轮" not in text:
            continue
        for match in _ROUND.finditer(text):
            number = 1 if match["first"] else read_numeral(match["number"])
            if number is None or not _INSPECTION.search(match["tail"]) or _is_past(text, match):
                continue
            term = read_numeral(match["term"]) if match["term"] else None
            span = Span(part.where, part.start + match.start(), part.start + match.start("tail"))
            stated = bool(_STATED.search(text[max(0, match.start() - 12) : match.start()]))
            yield _Mention(term, number, match["of"] or match["body"] or "", span, stated)


def _is_past(text: str, match: re.Match[str]) -> bool:
    before = re.split("[，,；;]", text[: match.start()])[-1]
    after = re.split("[，,；;]", text[match.end() :])[0][:20]
    return bool(_PAST.search(before) or _PAST.search(match["tail"] + after))


def _belongs(mention: _Mention, body: str) -> bool:
    """A round of another committee (二十届中央第三轮巡视 in a county's notice) is not this one."""
    if not mention.body or not body:
        return True
    if mention.body in ("党委", "党组", "党工委", "工委"):
        return body.endswith(("党委", "党组", "工委"))
    return body.endswith(mention.body)
