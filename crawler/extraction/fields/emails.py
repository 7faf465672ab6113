"""The team's e-mail addresses: lower case, blanks, full width and written-out signs put right."""

import re

from crawler.extraction.statements.reaches import whom_reaches
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.folding import fold_width

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9._%+])(?<![A-Za-z0-9]-)(?P<name>[A-Za-z0-9][A-Za-z0-9._%+-]{0,63})\s{0,2}"
    r"(?:@|\(at\)|\[at\]|#(?=\s{0,2}[a-z0-9]{2,10}\.))\s{0,2}"
    r"(?P<host>[A-Za-z0-9-]{1,40}(?:\s?[.。]\s?[A-Za-z0-9-]{1,40}){0,3}?\s?[.。]\s?[A-Za-z]{2,10}(?:\s?[.。]\s?cn)?)"
    r"(?![A-Za-z0-9-]|\s?[.。]\s?[A-Za-z]{2})",
    re.IGNORECASE,
)


def read_emails(doc: Document) -> tuple[Found[str], ...]:
    """The addresses in order of print, once each; those of the site and editors are left out.

    A watching body's own (纪委, 巡察办) counts only where the notice prints no other.
    """
    text = fold_width(doc.text)
    own: dict[str, Found[str]] = {}
    watching: dict[str, Found[str]] = {}
    for match in _ADDRESS.finditer(text):
        side = whom_reaches(text, match.start())
        if side == "other":
            continue
        host = re.sub(r"\s", "", match["host"]).replace("。", ".")
        address = f"{match['name']}@{host}".lower()
        found = Found(address, (Span("text", match.start(), match.end()),), "email.printed")
        (own if side == "team" else watching).setdefault(address, found)
    return tuple((own or watching).values())
