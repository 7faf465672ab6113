"""Names that lead to private addresses are not connected to (a name may resolve to anything)."""

import ipaddress
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which refuses every address that is not a public one.

    A proxy from the environment is trusted: its own name resolves to whatever it does. Behind a proxy the site's
    name is never resolved here; crawler/network/limits.py then checks names and literal addresses.
    """

    def __init__(self, reactor: Any, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._trusted = {urlsplit(url).hostname for url in getproxies().values()}

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Any:  # noqa: N802 - Twisted's name
        """The address of a name; DNSLookupError when it is private, loopback, link-local or reserved."""
        answer = super().getHostByName(name, timeout)
        if name not in self._trusted:
            answer.addCallback(_refuse_private, name)
        return answer


def _refuse_private(address: str, name: str) -> str:
    found = ipaddress.ip_address(address)
    if not found.is_global or found.is_multicast:
        raise DNSLookupError(f"{name} leads to {address}, which is no public address: not connected to")
    return address
