"""The replica's server: an HTTP proxy on loopback that answers for the sites' own host names and ends TLS itself.

Hosts that no site of the replica has are answered 502, as a proxy answers for a name it cannot resolve; nothing is ever
passed on to the network.
"""

import contextlib
import math
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol
from urllib.parse import urlsplit

from crawler.replica.certificates import Authority, Flaw
from crawler.replica.faults import ServedFault
from crawler.replica.resources import Resource, make_error
from crawler.replica.world import RequestKind, World

_IDLE_SECONDS = 120.0
_PIECES = 20


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One request as the server saw it: written down when it arrives, completed as it is answered.

    `started` and `ended` are monotonic seconds (`ended` infinite while it is being answered); status 0: no answer.
    """

    method: str
    scheme: str
    host: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    started: float = field(default_factory=time.monotonic)
    status: int = 0
    ended: float = math.inf

    @property
    def url(self) -> str:
        """The address asked for."""
        return f"{self.scheme}://{self.host}{self.path}"


class Backend(Protocol):
    """What answers: the sites, the certificates, the faults that are set, the log."""

    world: World
    authority: Authority
    closing: threading.Event

    def find_fault(self, host: str, kind: RequestKind, path: str) -> ServedFault | None:
        """The fault that strikes a request, if any."""

    def record(self, exchange: Exchange) -> None:
        """Takes a request into the log."""


class ProxyServer(ThreadingHTTPServer):
    """One thread a connection."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], replica: Backend) -> None:
        self.replica = replica
        self._open: set[socket.socket] = set()
        super().__init__(address, _Handler)

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Begins a connection, which `stop` may have to end."""
        if isinstance(request, socket.socket):
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Ends a connection in order."""
        if isinstance(request, socket.socket):
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away in the middle is no error of the server's."""

    def stop(self) -> None:
        """Takes no further connection and ends those that are open."""
        self.shutdown()
        self.server_close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _NoAnswerError(Exception):
    """The connection ends here, without a (whole) answer."""


class _Handler(BaseHTTPRequestHandler):
    """One connection of a client: absolute-form requests, or a tunnel whose TLS ends here."""

    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    disable_nagle_algorithm = True  # head and body go out apart: the body would wait 40 ms for the client's answer
    server: ProxyServer

    def setup(self) -> None:
        super().setup()
        self._tunnel: str | None = None

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the method overridden)
        """The log is `Replica.requests`."""

    def do_CONNECT(self) -> None:
        host = self.path.rpartition(":")[0].lower()
        known = self.server.replica.world.has_host(host)
        fault = self.server.replica.find_fault(host, "tunnel", "/")
        if known and (fault is None or fault.trouble == "certificate"):
            self._open_tunnel(host, fault.flaw if fault else None)
            return
        self.close_connection = True
        self._begin_exchange("https", host, "/")
        if fault is not None and fault.trouble == "hang":
            self.server.replica.closing.wait(fault.seconds)
        elif fault is None:
            self._send(make_error(502, f"no such host: {host}"))
        self._exchange.ended = time.monotonic()

    def do_GET(self) -> None:
        scheme, host, path = self._read_target()
        self._begin_exchange(scheme, host, path)
        try:
            self._answer(host, path)
        except (_NoAnswerError, OSError):
            self.close_connection = True
        self._exchange.ended = time.monotonic()

    do_HEAD = do_GET  # noqa: N815 (the name of the method is the protocol's)

    def _open_tunnel(self, host: str, flaw: Flaw | None) -> None:
        context = self.server.replica.authority.make_context(host, flaw)
        self.send_response_only(200, "Connection established")
        self.end_headers()
        self.wfile.flush()
        try:
            self.connection = context.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            self.close_connection = True
            return
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)
        self._tunnel = host
        self.close_connection = False

    def _read_target(self) -> tuple[str, str, str]:
        parts = urlsplit(self.path)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if self._tunnel is not None:
            return "https", self._tunnel, path
        named = parts.netloc or self.headers.get("Host", "")
        return parts.scheme or "http", named.partition(":")[0].lower(), path

    def _answer(self, host: str, path: str) -> None:
        replica = self.server.replica
        kind = replica.world.classify(host, path)
        if kind is None:
            self._send(make_error(502, f"no such host: {host}"))
            return
        fault = replica.find_fault(host, kind, path)
        if fault is not None and not self._is_met(fault):
            self._fail(fault, host, path)
            return
        resource = replica.world.answer(host, path)
        if self._is_unchanged(resource):
            resource = Resource(body=b"", status=304, modified=resource.modified, headers=resource.headers)
        self._send(resource)

    def _is_unchanged(self, resource: Resource) -> bool:
        if resource.status != 200:
            return False
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return resource.etag is not None and resource.etag in tags
        since = self.headers.get("If-Modified-Since")
        if since is None or resource.modified is None:
            return False
        return parsedate_to_datetime(since) >= resource.modified.astimezone(UTC).replace(microsecond=0)

    def _is_met(self, fault: ServedFault) -> bool:
        """Whether this request does not fail after all: it was the tunnel that did, or it brings the cookie."""
        if fault.trouble == "cookie":
            return fault.headers[0][1].partition(";")[0] in self.headers.get("Cookie", "")
        return fault.trouble == "certificate"

    def _fail(self, fault: ServedFault, host: str, path: str) -> None:
        replica = self.server.replica
        match fault.trouble:
            case "answer" | "cookie":
                answer = Resource(
                    body=fault.body, content_type=fault.content_type, status=fault.status, headers=fault.headers
                )
                self._send(answer)
            case "refuse":
                raise _NoAnswerError
            case "hang":
                replica.closing.wait(fault.seconds)
                raise _NoAnswerError
            case "slow":
                self._send_slowly(replica.world.answer(host, path), fault.seconds)
            case "truncate":
                resource = replica.world.answer(host, path)
                self._begin(resource)
                self.wfile.write(resource.body[: len(resource.body) // 2])
                raise _NoAnswerError
            case "endless":
                self._send_for_ever(b"Content-Type: text/html\r\n\r\n", "<p>巡视工作动员会</p>".encode() * 500)
            case "headers":
                self._send_for_ever(b"", b"X-Filler: " + b"x" * 1000 + b"\r\n")
            case "empty" | "redesign" | "stale" | "bad-links" | "calendar" | "certificate":
                self._send(replica.world.answer(host, path, fault))

    def _begin(self, resource: Resource) -> None:
        self._exchange.status = resource.status
        self.send_response_only(resource.status)
        self.send_header("Server", "nginx")
        self.send_header("Date", self.date_time_string())
        if resource.status != 304:
            self.send_header("Content-Type", resource.content_type)
            self.send_header("Content-Length", str(len(resource.body)))
        if resource.modified is not None:
            self.send_header("Last-Modified", format_datetime(resource.modified.astimezone(UTC), usegmt=True))
        if resource.etag is not None and resource.status == 200:
            self.send_header("ETag", resource.etag)
        for name, value in resource.headers:
            self.send_header(name, value)
        self.end_headers()

    def _send(self, resource: Resource) -> None:
        self._begin(resource)
        if self.command != "HEAD":
            self.wfile.write(resource.body)

    def _send_slowly(self, resource: Resource, seconds: float) -> None:
        self._begin(resource)
        size = len(resource.body) // _PIECES + 1
        for start in range(0, len(resource.body), size):
            if self.server.replica.closing.wait(seconds):
                raise _NoAnswerError
            self.wfile.write(resource.body[start : start + size])

    def _send_for_ever(self, head: bytes, piece: bytes) -> None:
        self._exchange.status = 200
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + head)
        while not self.server.replica.closing.is_set():
            self.wfile.write(piece)
        raise _NoAnswerError

    def _begin_exchange(self, scheme: str, host: str, path: str) -> None:
        headers = dict(self.headers.items())
        self._exchange = Exchange(method=self.command, scheme=scheme, host=host, path=path, headers=headers)
        self.server.replica.record(self._exchange)
