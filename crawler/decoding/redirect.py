"""Redirects that a page makes itself: meta refresh, and scripts that do nothing but set the location."""

import html
import re
from urllib.parse import urljoin, urlsplit

from crawler.decoding.markup import read_visible

_UNSEEN = re.compile(
    r"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    r"|<!\[if\b(?:[^<]++|<(?!!\[endif))*+(?:<!\[endif[^>]*+>|\Z)"
    r"|<(?P<raw>noscript|script|style|template|textarea|xmp|title)\b(?:[^<]++|<(?!/(?P=raw)))*+",
    re.IGNORECASE,
)
"""What a browser with scripts does not read as markup: comments, conditionals for old browsers, <noscript>, scripts."""
_META_TAG = re.compile(r"<meta\b[^>]{0,600}>", re.IGNORECASE)
_REFRESH = re.compile(r"http-equiv\s{0,3}=\s{0,3}[\"']?refresh", re.IGNORECASE)
_CONTENT = re.compile(
    r"content\s{0,3}=\s{0,3}(?:\"(?P<a>[^\"]{0,500})\"|'(?P<b>[^']{0,500})'|(?P<c>[^\s>]{1,500}))", re.IGNORECASE
)
_DELAYED_URL = re.compile(
    r"^\s{0,5}(\d{1,4})(?:\.\d{0,3})?\s{0,5}[;,]\s{0,5}(?:url\s{0,3}=\s{0,3})?[\"']?([^\"'\s]{1,500})", re.IGNORECASE
)
_LOCATION = re.compile(
    r"(?:^|[\s;{])(?:(?:window|self|top|document|parent)\.)?location(?:\.href)?\s{0,3}(?:=\s{0,3}|\.(?:replace|assign)\(\s{0,3})[\"']([^\"'\s]{1,500})[\"']"
)
_REMARK = re.compile(r"/\*.{0,2000}?\*/|(?<![:\"'\\])//[^\n]{0,500}", re.DOTALL)
_CONDITION = re.compile(r"\b(?:if|switch|while)\s{0,3}\(|\bfunction\b|=>|\?|&&|\|\|")
_AGENT = re.compile(r"userAgent|mobile|android|iphone|platform|screen\.|innerWidth|ontouch", re.IGNORECASE)
_OTHERWISE = re.compile(r"\belse\b(?!\s{1,3}if)")
_LONGEST_SCRIPT = 2_000
_LONGEST_DELAY = 10
_LONGEST_TEXT = 60
"""A page with more visible text than this many characters is a page of its own, not a signpost."""


def find_redirect(text: str, url: str) -> str | None:
    """The address a page sends its reader to, absolute, or None when it is a page of its own.

    Only http and https; a page that sends to itself (a reload) redirects nowhere. Whether the address belongs to the
    site is for the caller to check.
    """
    if len(text) > 30_000:
        return None
    target = _find_refresh(text) or _find_location(text)
    if target is None:
        return None
    absolute = urljoin(url, html.unescape(target))
    if urlsplit(absolute).scheme not in ("http", "https") or absolute.split("#")[0] == url.split("#")[0]:
        return None
    return absolute


def _find_refresh(text: str) -> str | None:
    for tag in _META_TAG.finditer(_UNSEEN.sub("", text)):
        if _REFRESH.search(tag.group()) and (content := _CONTENT.search(tag.group())):
            value = html.unescape(content["a"] or content["b"] or content["c"] or "")
            delayed = _DELAYED_URL.match(value)
            if delayed and int(delayed[1]) <= _LONGEST_DELAY and _is_signpost(text):
                return delayed[2]
    return None


def _find_location(text: str) -> str | None:
    if not _is_signpost(text):
        return None
    for piece in _UNSEEN.finditer(text):
        if (piece["raw"] or "").lower() != "script":
            continue
        code = _REMARK.sub("", piece.group().partition(">")[2][:_LONGEST_SCRIPT])
        if (otherwise := _OTHERWISE.search(code)) and _AGENT.search(code[: otherwise.start()]):
            code = code[otherwise.end() :]  # what is no telephone goes this way
        if (found := _LOCATION.search(code)) and not _CONDITION.search(code[: found.start()]):
            return found[1]
    return None


def _is_signpost(text: str) -> bool:
    return len(read_visible(text, _LONGEST_TEXT + 1)) <= _LONGEST_TEXT
