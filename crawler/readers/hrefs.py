"""Addresses on listing pages: resolving a href without ever raising, and what an address looks like."""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

MAX_LENGTH = 2_000
"""Characters from which an address is refused: no site of the genre needs more."""

_NO_PAGE = re.compile(r"(?:javascript|mailto|tel|sms|data|about|blob|vbscript|weixin|tencent|file|ftp):", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp|svg|ico|css|js|json|xml|rss|mp[34]|flv|avi|wmv|m4v|swf|exe|apk|zip|rar|7z|"
    r"pdf|docx?|xlsx?|pptx?|wps|et|ofd|txt)$",
    re.IGNORECASE,
)
_IN_SCRIPT = re.compile(
    r"""['"]([^'"\s<>]{1,400}\.(?:s?html?|jhtml|jspx?|aspx?|php|do)(?:[?#][^'"\s<>]{0,400})?)['"]""", re.IGNORECASE
)

ARTICLE = re.compile(
    r"/t?(?:19|20)\d{6}_\d{3,}"  # TRS, zjol
    r"|/(?:19|20)\d\d[-/]?\d{1,2}[-/]?\d{0,2}/[^/]*\d"  # a day in the path
    r"|/(?:art|content|article|info|post|detail|show|view|news|p|n|c|a|system|archives|contents?)"
    r"[-_/](?:[^/]*/){0,5}[^/]*\d{2,}"
    r"|/[^/]*(?:content|article|detail|show|view|post|art)[-_]?[0-9a-f]*\d[^/]*\.(?:s?html?|jhtml)"
    r"|/(?:[0-9a-f]{32}|[0-9a-f]{24})\.s?html?"
    r"|/\d{3,}[^/]*\.(?:s?html?|jhtml|aspx)"
    r"|/[^/]*\d{5,}\.(?:s?html?|jhtml)"
    r"|/\d{4,}/?$"
    r"|/[^/]*\.(?:php|aspx?|jspx?|do)?\?(?:[^#]*&)?[a-z_]*(?:id|d|xuh|aid|nid|newsid|wbnewsid)=[0-9a-f-]{2,}",
    re.IGNORECASE,
)
"""The shapes of article addresses seen on the genre's platforms (path and query), each held together by a number."""


def resolve(base: str, href: str) -> tuple[str | None, str]:
    """The absolute address of a href, or None with the reason; the reason is empty for what never is a page's address
    (script calls, mail, anchors within the page).
    """
    href = href.strip()
    if _ABSOLUTE.fullmatch(href):
        return href, ""
    if _ROOTED.fullmatch(href):
        return _origin_of(base) + href, ""
    if not href or href[0] == "#" or _NO_PAGE.match(href):
        return None, ""
    if len(href) > MAX_LENGTH:
        return None, f"longer than {MAX_LENGTH} characters"
    if re.match(r"https?:///", href, re.IGNORECASE):
        return None, "names no host"
    href = href.replace("\\", "/").replace("\t", "").replace("\n", "").replace("\r", "")
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return None, str(error)
    if parts.scheme not in ("http", "https"):
        return None, f"no http or https address ({parts.scheme or 'no scheme'})"
    if not parts.hostname:
        return None, "names no host"
    if port == 0:
        return None, "port 0"
    return url, ""


_ABSOLUTE = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9-]{0,62}\.){1,9}[a-z]{2,20}(?::80|:443)?/[\w~%+=&?,;@!$*'()/-]{0,900}"
    r"(?:\.[\w~%+=&?,;@!$*'()/-]{1,200}){0,3}"
)
_ROOTED = re.compile(r"/[\w~%+=&?-][\w~%+=&?/-]{0,900}(?:\.[\w~%+=&?/-]{1,200}){0,3}")
"""The ordinary absolute and rooted addresses: without dot segments, fragments or anything to repair."""


@lru_cache(maxsize=64)
def _origin_of(base: str) -> str:
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"


def find_in_script(code: str) -> str | None:
    """The page address inside a piece of script such as `window.open('/a/1.html')`, or None."""
    found = _IN_SCRIPT.search(code[:2_000])
    return found[1] if found else None


def host_of(url: str) -> str:
    """The host of a resolved address, in lower case."""
    place = url.partition("://")[2]
    for mark in "/?#":
        place = place.partition(mark)[0]
    host = place.rpartition("@")[2].lower()
    return host.partition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]


def path_of(url: str) -> str:
    """Path and query of a resolved address."""
    return "/" + url.partition("://")[2].partition("#")[0].partition("/")[2]


_NUMBER_FOLDER = re.compile(r"/\d{4,}$")


def is_file(url: str) -> bool:
    """Whether an address is a picture, document or other file instead of a page (those often end in html)."""
    return url[-1:] not in "lm/" and _FILE.search(path_of(url).partition("?")[0]) is not None


_DOCUMENT = re.compile(r"\.(?:pdf|docx?|wps|ofd)$", re.IGNORECASE)


def is_document(url: str) -> bool:
    """Whether an address is that of a text to read (PDF, Word, WPS, OFD)."""
    return _DOCUMENT.search(path_of(url).partition("?")[0]) is not None


def is_column(url: str, title: str) -> bool:
    """Whether a link leads to a column instead of an article: a folder or its index under a short name."""
    if len(title) >= 12:
        return False
    path = path_of(url)
    if "?" in path:
        return False
    folder, _, name = path.lower().rpartition("/")
    if not name and _NUMBER_FOLDER.search(folder):
        return False
    return not name or name.startswith(("index.", "default.", "home."))


def without_fragment(url: str) -> str:
    """The address without its fragment, for comparing."""
    return url.partition("#")[0]


_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jhtml|jspx?|aspx?|php)$", re.IGNORECASE)


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are one page: fragments, `index.html` and http or https do not count."""
    return fold_page(one) == fold_page(other)


def fold_page(url: str) -> str:
    """What two addresses of one page have in common."""
    return _INDEX.sub("/", without_fragment(url)).partition("://")[2]
