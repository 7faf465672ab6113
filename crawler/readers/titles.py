"""The title of a listing entry: the whole title where the visible one is cut, without marks and dates around it."""

import re
from collections.abc import Iterator

from lxml import html

from crawler.decoding.canonical import canonicalize
from crawler.readers.dates import drop_date, is_date

_CUT = re.compile(r"(?:…|\.{2,}|⋯|···)\W{0,2}$")
_MARKS = " \t\r\n\u3000·•▪■◆●○►▶>»›-—|*∙"
_LABELLED = re.compile(r"(?:文章)?标\s{0,2}题\s{0,2}[:：]\s{0,3}([^\r\n]{2,300})")
_NEW = re.compile(r"^(?:\[?(?:置顶|顶|新|NEW|HOT)\]?\s{0,2})(?=\S{6})", re.IGNORECASE)
_HEADING = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:title|tit|bt|biaoti|name|subject)(?:$|[\s_\d-])", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 300

MORE_WORDS = frozenset(
    (
        "更多", "more", "详细", "详情", "查看", "查看详情", "查看详细", "查看全文", "阅读", "阅读全文", "全文",
        "点击查看", "浏览", "[详细]", "[详情]", "[更多]", "更多>>", "详细>>", "查看更多", "进入专题", "了解更多",
        "图", "图文", "视频",
    )
)  # fmt: skip
"""Link texts that point at an entry or a column without being a title."""


def is_cut(title: str) -> bool:
    """Whether a title ends in dots, so that words are missing."""
    return _CUT.search(title) is not None


def clean_title(text: str) -> str:
    """A title in canonical characters, with single blanks and without list marks."""
    title = " ".join(canonicalize(text[:2_000]).split()).strip(_MARKS)
    return _NEW.sub("", title)[:_LONGEST]


def read_title(anchor: html.HtmlElement) -> str:
    """The title a link gives: its heading or text, or its title attribute when the text is cut, missing or no title."""
    shown = _read_shown(anchor)
    full = _read_attribute(anchor)
    if not full:
        return shown
    if not shown or shown in MORE_WORDS:
        return full
    stem = _CUT.sub("", shown).strip(_MARKS)
    if is_cut(shown) and len(full) > len(stem):
        return full
    return full if len(full) > len(shown) and full.startswith(stem) else shown


def _read_attribute(anchor: html.HtmlElement) -> str:
    value = anchor.get("title") or ""
    labelled = _LABELLED.search(value[:2_000])
    if labelled:
        return clean_title(labelled[1])
    return clean_title(value.strip().partition("\n")[0])


def _read_shown(anchor: html.HtmlElement) -> str:
    if not len(anchor):
        return clean_title(anchor.text or "")
    for part in anchor.iter():
        if part is not anchor and isinstance(part.tag, str):
            named = part.tag in _HEADING or _TITLE_CLASS.search(part.get("class") or "")
            if named and len(title := clean_title("".join(part.itertext()))) >= 4 and not is_date(title):
                return title
    title = clean_title("".join(_gather_text(anchor, 0)))
    if not title:
        for picture in anchor.iter("img"):
            title = clean_title(picture.get("alt") or picture.get("title") or "")
            if title:
                break
    return title


def _gather_text(element: html.HtmlElement, depth: int) -> Iterator[str]:
    """The texts of an element without scripts and without parts that are only a date."""
    yield element.text or ""
    for part in element:
        if isinstance(part.tag, str) and part.tag not in ("script", "style"):
            text = "".join(part.itertext())
            if not is_date(" ".join(text[:200].split())):
                yield from _gather_text(part, depth + 1) if depth < 6 and len(part) else (text,)
        yield part.tail or ""


def read_beside(text: str) -> str:
    """The title that stands beside a link without words of its own (`详细`), from the text of its row."""
    title = clean_title(drop_date(" ".join(text.split()).strip(_MARKS)))
    return title if len(_HAN.findall(title)) >= 6 else ""
