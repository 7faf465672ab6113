"""Which elements of a page lead to a file (附件): by address, by query, by what the link is called, by a viewer."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.decoding.markup import Element

_TYPES = r"pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|txt|rtf|ceb"
_FILE = re.compile(rf"\.(?:{_TYPES})$", re.IGNORECASE)
_ENDING = re.compile(rf"\.({_TYPES})[\])）】》”\"\s]{{0,3}}$", re.IGNORECASE)
_CALLED = re.compile(rf"\.(?:{_TYPES})[\])）】》”\"\s]{{0,3}}$", re.IGNORECASE)
_SERVED = re.compile(r"down_?load|down_?file|file_?down|get_?file|attach(?:ment)?", re.IGNORECASE)
"""What the programs are called by which servers hand out files (download.jsp, virtual_attach_file.vsb)."""
_PROGRAM = re.compile(r"客户端|APP|软件|浏览器|插件|阅读器", re.IGNORECASE)
_VIEWED = re.compile(
    r"(?:Pdf\w{0,20}\(|[\"']?(?:src|file|url|href)[\"']?\s{0,3}[:=])\s{0,3}[\"']([^\"'\s<>]{1,400}\.pdf)[\"']",
    re.IGNORECASE,
)
"""A PDF that a script shows in the page (VSB: showVsbpdfIframe)."""
_MARK = re.compile(
    r"[.dfa](?:(?<=\.)(?:pdf|doc|xls|ppt|wps|et|ofd|zip|rar|7z|txt|rtf|ceb)|(?<=d)own|(?<=f)ile|(?<=a)ttach)"
)
"""What the address of a file holds, in small letters: quick to look for."""
_LONGEST_SCRIPT = 20_000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file as a page leads to it: address as written, and what the link is called (empty: nothing)."""

    href: str
    name: str


def read_file_link(element: Element) -> FileLink | None:
    """The file that a link, frame or script leads to; None when it leads to none."""
    href = read_file_href(element)
    if href is None:
        return None
    printed = "".join(element.itertext()) if element.tag == "a" else ""
    name = " ".join(printed[:_LONGEST_NAME].split())
    title = " ".join((element.get("title") or "")[:_LONGEST_NAME].split())
    return FileLink(href, title if _CALLED.search(title) and not _CALLED.search(name) else name)


def read_type(link: FileLink) -> str:
    """The kind of a file, as its ending in small letters (pdf); empty where neither name nor address shows one."""
    parts = urlsplit(link.href)
    for text in (parts.path, _read_query(parts.query) or "", link.name):
        if found := _ENDING.search(text):
            return found[1].lower()
    return ""


def read_file_href(element: Element) -> str | None:
    """The address, as written, of the file that a link, frame or script leads to; None when it leads to none."""
    if element.tag == "script":
        code = element.text or ""
        shown = _VIEWED.search(code[:_LONGEST_SCRIPT]) if ".pdf" in code or ".PDF" in code else None
        return shown[1] if shown else None
    href = (element.get("href") or element.get("src") or element.get("data") or "").strip()
    low = href.lower()
    if not href or href.startswith("#") or low.startswith(("javascript:", "mailto:")):
        return None
    if _MARK.search(low) is None and "." not in _read_name(element) + (element.get("title") or ""):
        return None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if _FILE.search(parts.path):
        return href
    if parts.query and (inner := _read_query(parts.query)) is not None:
        return inner if element.tag != "a" else href
    return href if element.tag == "a" and _is_called_file(element, parts.path, parts.query) else None


def _read_name(element: Element) -> str:
    return "".join(element.itertext()) if len(element) else element.text or ""


def _read_query(query: str) -> str | None:
    """The value of a query that names a file (viewer.html?file=/a.pdf, down.aspx?name=安排.docx)."""
    return next((value for _, value in parse_qsl(query) if _FILE.search(value.strip())), None)


def _is_called_file(element: Element, path: str, query: str) -> bool:
    name = "".join(element.itertext())[:_LONGEST_NAME].strip()
    if _CALLED.search(name) or _CALLED.search((element.get("title") or "")[:_LONGEST_NAME].strip()):
        return True
    program = unquote(path).rpartition("/")[2]
    return bool(query) and _SERVED.search(program) is not None and not _PROGRAM.search(name)
