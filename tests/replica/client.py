"""A client that reaches the replica as a crawl does: through the proxy, trusting only its certificate."""

import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from crawler.model.times import BEIJING
from crawler.replica import Replica

CLOCK = datetime(2026, 3, 20, 10, 0, tzinfo=BEIJING)


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True, slots=True)
class Client:
    replica: Replica

    def get(self, url: str, timeout: float = 30.0, **headers: str) -> Reply:
        proxies = {"http": self.replica.proxy_url, "https": self.replica.proxy_url}
        context = ssl.create_default_context(cafile=str(self.replica.ca_file))
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler(proxies), urllib.request.HTTPSHandler(context=context), _NoRedirects()
        )
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with opener.open(urllib.request.Request(url, headers=named), timeout=timeout) as response:
                return Reply(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None
