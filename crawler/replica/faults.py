"""What can go wrong with a site of the replica: each fault is a value that `Replica.set_fault` takes."""

from dataclasses import dataclass
from typing import Literal

from crawler.replica.certificates import Flaw

Scope = Literal["all", "pages", "listing", "article", "robots"]
"""Which requests a fault strikes: every one, all but robots.txt, listings only, articles only, robots.txt only."""

Trouble = Literal[
    "answer", "refuse", "hang", "slow", "truncate", "endless", "headers", "empty", "redesign", "stale", "bad-links",
    "calendar",
    "certificate",
    "cookie",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedFault:
    """One fault. `requests`: how many requests it strikes before it heals by itself, None: until it is cleared.

    `path`: only requests whose path begins so. `status`, `body`, `content_type`, `headers`: the answer given instead.
    `seconds`: how long it waits. `days`: by how much dates are set back.
    `flaw`: what is wrong with the certificate.
    """

    trouble: Trouble
    scope: Scope = "pages"
    path: str = "/"
    requests: int | None = None
    status: int = 200
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    days: int = 0
    flaw: Flaw | None = None


_RIVERS = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><meta id="9DhefwqGPrzGxEp9hPaoag" content="x" r="m">'
    '<script type="text/javascript" r="m">$_ts=window["$_ts"];if(!$_ts)$_ts={};$_ts.nsd=48311;$_ts.cd="qEqrrpq";'
    "if($_ts.lcd)$_ts.lcd();</script></head><body></body></html>"
)
_JIASULE = (
    "<script>document.cookie=('_')+('_')+('jsl')+('_cle')+('arance')+('=')+(1+[0])+('|')+(-~[1])+(';max-age=')+"
    "(3600)+(';path=/');location.href=location.pathname+location.search</script>"
)
_CAPTCHA = (
    '<html><head><meta charset="utf-8"><title>安全验证</title></head><body><div id="seccaptcha">'
    "<p>您的访问过于频繁,请拖动滑块完成验证后继续访问</p><div class='slider'></div></div></body></html>"
)
_LOGIN = (
    '<html><head><meta charset="utf-8"><title>统一身份认证</title></head><body><form action="/login" method="post">'
    '<h3>用户登录</h3><input name="username"><input name="password" type="password"><button>登录</button>'
    "</form></body></html>"
)
_MAINTENANCE = (
    '<html><head><meta charset="utf-8"><title>系统维护</title></head><body><h2>网站系统升级维护中,请稍后访问</h2>'
    "</body></html>"
)


def answer_status(status: int, scope: Scope = "pages", *, requests: int | None = None) -> ServedFault:
    """Every page answers `status` with a small error page."""
    body = f"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>".encode()
    return ServedFault(trouble="answer", scope=scope, status=status, body=body, requests=requests)


def challenge(status: int, scope: Scope = "pages") -> ServedFault:
    """A challenge page: 412 瑞数, 521 加速乐, 403 or 200 a slide captcha."""
    body = {412: _RIVERS, 521: _JIASULE}.get(status, _CAPTCHA)
    return ServedFault(trouble="answer", scope=scope, status=status, body=body.encode())


def show_certificate(flaw: Flaw) -> ServedFault:
    """TLS begins with a certificate that has this flaw."""
    return ServedFault(trouble="certificate", scope="all", flaw=flaw)


def ask_cookie(scope: Scope = "pages") -> ServedFault:
    """The first answer is an empty page that sets a cookie; with that cookie the right one comes."""
    headers = (("Set-Cookie", "visitor=7f3a; Path=/"),)
    return ServedFault(trouble="cookie", scope=scope, body=b"<html><body></body></html>", headers=headers)


def ask_login(scope: Scope = "pages") -> ServedFault:
    """A login page with status 200."""
    return ServedFault(trouble="answer", scope=scope, body=_LOGIN.encode())


def announce_maintenance(scope: Scope = "pages") -> ServedFault:
    """A page with status 200 that says the site is being maintained."""
    return ServedFault(trouble="answer", scope=scope, body=_MAINTENANCE.encode())


def refuse(scope: Scope = "all", *, requests: int | None = None) -> ServedFault:
    """The connection ends without an answer."""
    return ServedFault(trouble="refuse", scope=scope, requests=requests)


def hang(seconds: float = 3600.0, scope: Scope = "pages") -> ServedFault:
    """The request is taken and nothing is answered for `seconds`."""
    return ServedFault(trouble="hang", scope=scope, seconds=seconds)


def slow_body(seconds: float = 1.0, scope: Scope = "pages", *, requests: int | None = None) -> ServedFault:
    """The right answer, in twenty pieces with `seconds` between them."""
    return ServedFault(trouble="slow", scope=scope, seconds=seconds, requests=requests)


def truncate(scope: Scope = "article", *, requests: int | None = None) -> ServedFault:
    """Content-Length promises the whole page, the connection ends in its middle."""
    return ServedFault(trouble="truncate", scope=scope, requests=requests)


def send_endless(scope: Scope = "article") -> ServedFault:
    """A body that never ends, as fast as the client takes it."""
    return ServedFault(trouble="endless", scope=scope)


def send_endless_headers(scope: Scope = "article") -> ServedFault:
    """A header block that never ends, as fast as the client takes it."""
    return ServedFault(trouble="headers", scope=scope)


def garble(scope: Scope = "article") -> ServedFault:
    """Bytes that are no text in any encoding, said to be HTML."""
    return ServedFault(trouble="answer", scope=scope, body=bytes(range(128, 256)) * 40, content_type="text/html")


def send_body(body: bytes, scope: Scope = "article", *, content_type: str = "text/html", **headers: str) -> ServedFault:
    """Any body at all (a picture, a compressed bomb), with further headers (`content_encoding="gzip"`)."""
    named = tuple((name.replace("_", "-").title(), value) for name, value in headers.items())
    return ServedFault(trouble="answer", scope=scope, body=body, content_type=content_type, headers=named)


def redirect(location: str, status: int = 302, scope: Scope = "pages", *, path: str = "/") -> ServedFault:
    """Pages redirect to `location` (another host, a private address, another scheme)."""
    headers = (("Location", location),)
    return ServedFault(trouble="answer", scope=scope, status=status, headers=headers, path=path)


def refresh(location: str, scope: Scope = "pages", *, path: str = "/") -> ServedFault:
    """Pages hold nothing but a meta refresh to `location`."""
    body = f'<html><head><meta http-equiv="refresh" content="0;url={location}"></head><body></body></html>'
    return ServedFault(trouble="answer", scope=scope, body=body.encode(), path=path)


def empty_listing() -> ServedFault:
    """Listings keep their furniture and hold no entry."""
    return ServedFault(trouble="empty", scope="listing")


def change_layout() -> ServedFault:
    """Listings show their entries in a form that holds no link."""
    return ServedFault(trouble="redesign", scope="listing")


def stale_dates(days: int = 900) -> ServedFault:
    """The site stopped publishing `days` ago: every date is set back by as much."""
    return ServedFault(trouble="stale", scope="listing", days=days)


def add_bad_links() -> ServedFault:
    """Listings begin with links that are no addresses, or not of the web."""
    return ServedFault(trouble="bad-links", scope="listing")


def page_for_ever() -> ServedFault:
    """Listings have a next page that has a next page, without end."""
    return ServedFault(trouble="calendar")


def disallow_robots(path: str = "/") -> ServedFault:
    """robots.txt forbids `path` to everyone."""
    body = f"User-agent: *\nDisallow: {path}\n".encode()
    return ServedFault(trouble="answer", scope="robots", body=body, content_type="text/plain")


def answer_robots(
    status: int, body: bytes = b"<html><body>error</body></html>", content_type: str = "text/html"
) -> ServedFault:
    """robots.txt answers `status` with `body` (500 with an error page, 200 with HTML, ...)."""
    return ServedFault(trouble="answer", scope="robots", status=status, body=body, content_type=content_type)
