"""What the team accepts: the sentence 主要受理反映…的来信来电来访."""

import re

from crawler.extraction.text.document import Document, Found, Span

_ACCEPTS = re.compile(
    r"(?:主要|重点|集中|只|负责|专门)受理|受理(?:范围|内容|对象)|受理(?:反映|对)[^。\n]{2,80}(?:来信|来电|来访|举报|信访)"
)
_END = re.compile(r"[。\n]")


def read_scope(doc: Document) -> Found[str] | None:
    """The sentence that says what is accepted, as printed without its full stop; None when no sentence does."""
    match = _ACCEPTS.search(doc.text)
    if match is None:
        return None
    start = max(doc.text.rfind(mark, 0, match.start()) for mark in "。\n；;") + 1
    stop = _END.search(doc.text, match.end())
    end = stop.start() if stop else len(doc.text)
    words = doc.text[start:end]
    span = Span("text", start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
    return Found(doc.read(span), (span,), "scope.sentence")
