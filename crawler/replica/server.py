"""The replica: the sites' own host names answered on loopback, with a log of requests and faults to set.

A spider is pointed at it by the standard proxy variables and trusts its certificates by OpenSSL's own SSL_CERT_FILE;
nothing in the spider knows.
"""

import contextlib
import tempfile
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from crawler.replica.certificates import Authority
from crawler.replica.corpus import ReplicaArticle
from crawler.replica.faults import ServedFault
from crawler.replica.proxy import Exchange, ProxyServer
from crawler.replica.world import RequestKind, World


class Replica:
    """The sites on loopback, from `with` to the end of its block.

    `clock` is the moment all dates of the corpus are counted back from (aware); `now` the moment it is on the sites,
    `clock` unless given: later notices appear when it passes them. `sites`: which ones, None for all.
    `faults`: by host. Raises KeyError for a site that the replica does not have.
    """

    def __init__(
        self,
        clock: datetime,
        *,
        now: datetime | None = None,
        sites: Iterable[str] | None = None,
        faults: Mapping[str, ServedFault] | None = None,
        port: int = 0,
    ) -> None:
        self.world = World(clock, now=now or clock, sites=sites)
        self._faults = {host: _Strike(fault) for host, fault in (faults or {}).items()}
        self._exchanges: list[Exchange] = []
        self._lock = threading.Lock()
        self._port = port
        self._cleanup = contextlib.ExitStack()
        self.closing = threading.Event()

    def __enter__(self) -> Self:
        folder = Path(self._cleanup.enter_context(tempfile.TemporaryDirectory(prefix="xunshi-replica-")))
        self.authority = Authority(folder)
        self._server = ProxyServer(("127.0.0.1", self._port), self)
        thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self._cleanup.callback(thread.join)
        self._cleanup.callback(self._server.stop)
        self._cleanup.callback(self.closing.set)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cleanup.close()

    @property
    def proxy_url(self) -> str:
        """What http_proxy and https_proxy must say."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def ca_file(self) -> Path:
        """The certificate (PEM) that a client must trust."""
        return self.authority.ca_file

    @property
    def environment(self) -> dict[str, str]:
        """The variables a crawl needs, and those of the user's that must not disturb it (empty: to be unset)."""
        proxied = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), self.proxy_url)
        cleared = dict.fromkeys(("no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY", "ftp_proxy", "SSL_CERT_DIR"), "")
        return proxied | cleared | {"SSL_CERT_FILE": str(self.ca_file)}

    @property
    def requests(self) -> tuple[Exchange, ...]:
        """Every request in the order they came; tunnels (CONNECT) only where none was opened."""
        with self._lock:
            return tuple(self._exchanges)

    def forget_requests(self) -> None:
        """Begins the log anew."""
        with self._lock:
            self._exchanges.clear()

    def count_most_in_flight(self, host: str) -> int:
        """The most requests to `host` that were being answered at one moment."""
        edges = [
            edge
            for exchange in self.requests
            if exchange.host == host
            for edge in ((exchange.started, 1), (exchange.ended, -1))
        ]
        most = current = 0
        for _, change in sorted(edges):
            current += change
            most = max(most, current)
        return most

    def set_fault(self, host: str, fault: ServedFault | None) -> None:
        """From now on `host` fails so; None heals it."""
        with self._lock:
            if fault is None:
                self._faults.pop(host, None)
            else:
                self._faults[host] = _Strike(fault)

    def set_now(self, now: datetime) -> None:
        """Moves the moment it is on the sites: what is dated up to it appears, corrections due by it are made."""
        self.world.set_now(now)

    def edit(self, url: str) -> ReplicaArticle:
        """Puts the corrected text at `url`; gives the article as it is now. Raises KeyError where none stands."""
        return self.world.edit(url)

    def remove(self, url: str) -> ReplicaArticle:
        """Takes the article at `url` down, and its link; gives what stood there."""
        return self.world.remove(url)

    def add_notice(self, site: str) -> str:
        """Publishes a further mobilization notice on `site`, on top of its first listing; gives its address."""
        return self.world.add_notice(site)

    def record(self, exchange: Exchange) -> None:
        """Writes one request into the log."""
        with self._lock:
            self._exchanges.append(exchange)

    def find_fault(self, host: str, kind: RequestKind, path: str) -> ServedFault | None:
        """The fault that strikes this request, if any; counts it."""
        with self._lock:
            strike = self._faults.get(host)
            return strike.fault if strike and strike.take(kind, path) else None


@dataclass(slots=True)
class _Strike:
    """A fault and how often it struck."""

    fault: ServedFault
    taken: int = 0

    def take(self, kind: RequestKind, path: str) -> bool:
        if kind == "tunnel" and self.fault.trouble not in ("refuse", "hang", "certificate"):
            return False
        scope = self.fault.scope
        if not (scope in ("all", kind) or (scope == "pages" and kind != "robots")) or not path.startswith(
            self.fault.path
        ):
            return False
        self.taken += 1
        return self.fault.requests is None or self.taken <= self.fault.requests
