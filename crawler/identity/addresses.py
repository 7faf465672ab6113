"""One address for one article: the forms under which sites serve the same page are folded to the fetchable one.

The forms are those seen on the commissions' platforms: mobile hosts and paths, `_m` and `_ext` twins, VSB's dynamic
`content.jsp`, the big5 gateways, time stamps against caches, share and tracking parameters.
"""

import hashlib
import re
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from crawler.model.site import Site

_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\]")
_HOST_PREFIX = re.compile(r"^(?:www|m|wap|mobile|3g|h5)\.(?=[^.]+\.[^.]+)")
_MOBILE_ONLY = re.compile(r"^/content/[0-9a-f]{2}/[0-9a-f]{2}/\d+\.html$")
"""Articles that only a mobile host serves, under a grammar of its own (ccdi): these keep their host."""

_GATEWAY = re.compile(r"/gate/big5/([^/]+)(/.*)?$")
_TWIN_PATH = re.compile(r"^/(?:wap|m|mobile|3g)(/(?:.*/)?[\w.-]*\d[\w.-]*\.s?html?)$")
_TWIN_NAME = re.compile(r"(?<=\d)_(?:m|ext)(?=\.s?html?$)")
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/?]*", re.I)

_TRACKING = re.compile(
    r"utm_\w+|spm|scm|share\w*|isappinstalled|wx\w*|nsukey|weixin\w*|bd_vid|gclid|fbclid|yclid|hmsr|hmpl|hmcu|hmkw|hmci"
    r"|jsessionid|phpsessid|sessionid|sid_for_share|pass_ticket|scene|srcid|tdsourcetag|ivk_sa|_?callback",
    re.I,
)
_STAMP_NAME = re.compile(r"_?t|_|ts|time|timestamp|_?time|v|rnd|rand|random|nocache", re.I)
_STAMP_VALUE = re.compile(r"\d{10}|\d{13}|0\.\d+")
_SHARED_FROM = frozenset({"timeline", "singlemessage", "groupmessage", "wechat", "weixin", "qq", "weibo", "mobile"})

_VSB_ROOT = "1001"
"""Tree of a VSB site's home page: its static twin does not exist, so the dynamic address stays."""

_ESCAPE = re.compile("%([0-9a-fA-F]{2})")
_PATH_SAFE = "/:@!$&'()*+,;=~%"
_QUERY_SAFE = _PATH_SAFE + "?"


def canonicalize_url(url: str, site: Site | None) -> str:
    """The one fetchable address of an article: idempotent, scheme and host as in the seed's listings where it has them.

    Raises ValueError, with the reason, for what is no http(s) address of a page (`javascript:`, no host, bad port).
    """
    scheme, host, port, path, query, fragment = _split(url)
    if site is not None and (inner := _leave_gateway(path, site)) is not None:
        return canonicalize_url(f"{scheme}://{inner}" + (f"?{query}" if query else ""), site)
    scheme, host, path = _adopt_listing(scheme, host, path, port, site)
    path, query = _fold_dynamic(_TWIN_NAME.sub("", path), _clean_query(query))
    netloc = host if port is None else f"{host}:{port}"
    route = f"#{_normalize_escapes(fragment, _QUERY_SAFE)}" if fragment.startswith(("/", "!/")) else ""
    return f"{scheme}://{netloc}{path}" + (f"?{query}" if query else "") + route


def make_notice_id(site: str, url: str) -> str:
    """The identifier of a notice: `n-` and 16 hex digits of its site and first (canonical) address."""
    return "n-" + hashlib.sha256(f"{site}\n{url}".encode()).hexdigest()[:16]


def _split(url: str) -> tuple[str, str, int | None, str, str, str]:
    """Scheme, host, port (None for the default ones), path, query and fragment; ValueError for a bad address."""
    address = re.sub(r"[\t\r\n]", "", url).strip(" \u3000\u00a0\ufeff\u200b")
    if not address:
        raise ValueError("empty address")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"no valid address ({error}): {address[:80]!r}") from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise ValueError(f"no http address ({scheme or 'relative'}): {address[:80]!r}")
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"address with a user name: {address[:80]!r}")
    host = _normalize_host(parts.hostname or "", address)
    path = _normalize_path(parts.path)
    return scheme, host, None if port in (80, 443) else port, path, parts.query, parts.fragment


def _normalize_host(host: str, address: str) -> str:
    name = host.rstrip(".").replace("。", ".")
    if ":" in name:
        name = f"[{name}]"
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            raise ValueError(f"bad host name: {address[:80]!r}") from None
    name = name.lower()
    if not _HOST.fullmatch(name) or ".." in name:
        raise ValueError(f"{'bad' if name else 'no'} host name: {address[:80]!r}")
    return name


def _normalize_path(path: str) -> str:
    """Dot segments and doubled slashes resolved, session numbers dropped, escapes written one way."""
    path = re.sub("/{2,}", "/", "/" + _normalize_escapes(_SESSION_PATH.sub("", path.replace("\\", "/")), _PATH_SAFE))
    return re.sub("/{2,}", "/", urljoin("http://host/", path)[len("http://host") :]) or "/"


def _normalize_escapes(text: str, safe: str) -> str:
    """Upper-case escapes, unreserved characters bare, everything outside ASCII as escaped utf-8."""

    def rewrite(escape: re.Match[str]) -> str:
        char = chr(int(escape[1], 16))
        return char if char.isascii() and (char.isalnum() or char in "-._~") else escape[0].upper()

    return quote(_ESCAPE.sub(rewrite, text), safe)


def _clean_query(query: str) -> str:
    """The query without stamps and tracking; what is left in its order and, but for escapes, as written."""
    kept = []
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        stamped = _STAMP_NAME.fullmatch(name) and _STAMP_VALUE.fullmatch(value)
        if stamped or _TRACKING.fullmatch(name) or (name == "from" and value in _SHARED_FROM):
            continue
        kept.append(_normalize_escapes(pair, _QUERY_SAFE))
    return "&".join(kept)


def _strip_prefix(host: str) -> str:
    return _HOST_PREFIX.sub("", host)


def _leave_gateway(path: str, site: Site) -> str | None:
    """Host and path behind an official traditional gateway (`/gate/big5/HOST/PATH`) of this site."""
    gateway = _GATEWAY.search(path)
    if gateway is None or _strip_prefix(gateway[1].lower()) not in {_strip_prefix(host) for host in site.hosts}:
        return None
    return gateway[1] + (gateway[2] or "/")


def _adopt_listing(scheme: str, host: str, path: str, port: int | None, site: Site | None) -> tuple[str, str, str]:
    """Scheme and host of the seed's listing on the same domain, and the path without a mobile prefix."""
    if site is None or port is not None:
        return scheme, host, path
    if _MOBILE_ONLY.match(path) and host in site.hosts:
        return _find_scheme(site, scheme), host, path
    if twin := _TWIN_PATH.match(path):
        path = twin[1]
    listings = [urlsplit(listing.url) for listing in site.listings]
    for listing in sorted(listings, key=lambda parts: parts.hostname != host):
        if listing.hostname and _strip_prefix(listing.hostname) == _strip_prefix(host):
            return listing.scheme, listing.hostname, path
    return (_find_scheme(site, scheme) if host in site.hosts else scheme), host, path


def _find_scheme(site: Site, default: str) -> str:
    return urlsplit(site.listings[0].url).scheme if site.listings else default


def _fold_dynamic(path: str, query: str) -> tuple[str, str]:
    """VSB's `content.jsp` as its static twin `/info/TREE/ID.htm`; of a root address only the naming parameters."""
    if not path.lower().endswith("/content.jsp"):
        return path, query
    named = dict(parse_qsl(query))
    tree, news = named.get("wbtreeid", ""), named.get("wbnewsid", "")
    if not (tree.isdigit() and news.isdigit()):
        return path, query
    if tree == _VSB_ROOT:
        return path, f"urltype=news.NewsContentUrl&wbtreeid={tree}&wbnewsid={news}"
    return f"{path[: -len('content.jsp')]}info/{tree}/{news}.htm", ""
