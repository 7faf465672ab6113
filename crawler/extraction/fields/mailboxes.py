"""Postal addresses for letters (邮政信箱, 来信地址) and their postcodes (邮编)."""

import re

from crawler.extraction.spans.addresses import find_addresses
from crawler.extraction.statements.reaches import whom_reaches
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width
from crawler.extraction.text.tables import read_cells

_CODE_BEFORE = re.compile(r"(?<!\d)(?P<code>[0-8]\d{5})\)?\s{0,2}$")
_CODE_AFTER = re.compile(
    r"(?:\s{0,4}[,(\s]\s{0,2}|\s{0,2}[一-鿿]{0,12}收\)?[\s,(]{0,4})(?P<code>[0-8]\d{5})(?!\d)(?:\)|\s|$|[,。;])"
)
_CODE_NEXT = re.compile(r"\s?(?:\([^()\n]{1,12}\))?\s?[、,和]\s?(?P<code>[0-8]\d{5})(?!\d)")
_POSTCODE = re.compile(
    r"(?:邮\s{0,8}编(?:码|号)?|邮政编码|邮码|[Pp]ostcode)\s{0,4}(?:均|都|统一|同|分别|一律){0,2}(?:为|是)?\s?[:|]?\s{0,4}"
    r"(?P<labelled>[0-8]\d{5}|[0-8]\d{2} \d{3})(?!\d)"
    r"|收\)?[\s,(]{0,4}(?P<tail>[0-8]\d{5})(?!\d)"
)


def read_mailboxes(doc: Document) -> tuple[Found[str], ...]:
    """The addresses letters go to, as printed up to the postcode and the addressee, in order, once each."""
    text = fold_width(doc.text)
    found: dict[str, Found[str]] = {}
    for start, end, rule in find_addresses(text):
        if whom_reaches(text, start) == "team":
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
        if whom_reaches(text, match.start()) == "other":
            continue
        printed.append((*match.span(group), f"postcode.{group}"))
        following = _CODE_NEXT.match(text, match.end())
        while following is not None:
            printed.append((*following.span("code"), "postcode.list"))
            following = _CODE_NEXT.match(text, following.end())
    for start, end, _ in find_addresses(text):
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
