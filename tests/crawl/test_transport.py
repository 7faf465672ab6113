"""What a crawl may ask for: no address but the site's own, no private one by any name, at the pace robots.txt asks."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from crawler.model.site import Site
from crawler.network.limits import (
    AddressGuard,
    BudgetMiddleware,
    BudgetSpentError,
    RefusedAddressError,
    RobotsMiddleware,
    check_address,
)
from crawler.network.resolver import GuardedResolver
from crawler.runs.binding import attach_site

HOST = "www.jw.example"
SITE = Site(
    id="a", name="甲", level="county", region=None, platform="plain", hosts=(HOST,), listings=(), request_budget=2
)
REFUSED = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1.:80/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://8.8.8.8/",
    "http://localhost/",
    "http://localhost.localdomain/",
    "http://www.jw.example@127.0.0.1/",
    "http://user:word@10.0.0.1/",
    "http://127.0.0.1#www.jw.example/",
    "http://127.0.0.1?www.jw.example/",
    "http://www.jw.example.evil.example/",
    "http://evil-www.jw.example/",
    "http://sub.www.jw.example/",
    "http://jw.example/",
    "https://other.example/",
    "//other.example/",
    "file:///etc/passwd",
    "file://www.jw.example/etc/passwd",
    "ftp://www.jw.example/",
    "data:text/html,<h1>动员会</h1>",
    "s3://www.jw.example/x",
    "javascript:alert(1)",
    "gopher://www.jw.example:70/1",
    "http:///path",
]


def make_crawler(**values: Any) -> Any:
    crawler = type("FakeCrawler", (), values)()
    attach_site(crawler, SITE)
    return crawler


@pytest.mark.parametrize("url", REFUSED)
def test_address_that_is_not_the_sites_is_refused(url: str) -> None:
    try:
        request = Request(url)
    except ValueError:
        return  # Scrapy itself makes no request of it
    with pytest.raises(RefusedAddressError, match="refused"):
        AddressGuard(make_crawler()).process_request(request)


@pytest.mark.parametrize(
    "url", [f"http://{HOST}/", f"https://{HOST}/a/b.html", f"http://{HOST.upper()}/", f"http://{HOST}.:80/"]
)
def test_address_of_the_site_is_let_through(url: str) -> None:
    AddressGuard(make_crawler()).process_request(Request(url))


def test_reason_names_what_is_wrong() -> None:
    assert check_address("ftp://x/", "x", "ftp", (HOST,)) == "ftp: is not http(s)"
    assert "literal" in str(check_address("http://1.2.3.4/", "1.2.3.4", "http", (HOST,)))


def resolve(monkeypatch: pytest.MonkeyPatch, answer: str, name: str = HOST) -> str:
    monkeypatch.setattr(CachingThreadedResolver, "getHostByName", lambda *_: defer.succeed(answer))
    resolver = GuardedResolver(object(), 10, 5.0)
    results: list[Any] = []
    resolver.getHostByName(name).addBoth(results.append)
    if isinstance(results[0], str):
        return results[0]
    results[0].trap(DNSLookupError)
    return "refused"


PRIVATE = [
    "127.0.0.1",
    "127.8.9.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "::1",
    "fe80::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "224.0.0.1",
    "255.255.255.255",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_name_that_leads_to_no_public_address_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    assert resolve(monkeypatch, address) == "refused"


def test_name_that_leads_to_a_public_address_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolve(monkeypatch, "93.184.216.34") == "93.184.216.34"


def test_name_of_the_environments_proxy_may_lead_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.intranet.example:3128")
    assert resolve(monkeypatch, "10.0.0.9", "proxy.intranet.example") == "10.0.0.9"
    assert resolve(monkeypatch, "10.0.0.9") == "refused"


def test_budget_closes_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []
    monkeypatch.setattr("crawler.network.limits.close_crawl", lambda _, reason: closed.append(reason))
    budget = BudgetMiddleware(make_crawler())

    async def ask() -> None:
        for _ in range(2):
            await budget.process_request(Request(f"http://{HOST}/"))
        with pytest.raises(BudgetSpentError):
            await budget.process_request(Request(f"http://{HOST}/"))

    asyncio.run(ask())
    assert closed == ["request_budget"]


class FakeRobots:
    """A robots.txt that asks for a delay; with the downloader's slot of its host."""

    def __init__(self, asked: float | None, *, typed: bool = False) -> None:
        self.slot = SimpleNamespace(delay=2.0)
        downloader = SimpleNamespace(_get_slot=lambda _: (HOST, self.slot))
        robots = object.__new__(RobotsMiddleware)
        robots.crawler = SimpleNamespace(engine=SimpleNamespace(downloader=downloader))  # type: ignore[assignment]
        robots._closed, robots._delays, robots._keep_delay = {}, {}, typed
        robots._default_useragent = "xunshi"
        request = Request(f"http://{HOST}/x")
        robots._note_crawl_delay(SimpleNamespace(crawl_delay=lambda _: asked), request)  # type: ignore[arg-type]
        robots._keep_crawl_delay(request)
        self.closed = robots._closed


@pytest.mark.parametrize(
    ("asked", "delay"), [(None, 2.0), (1.0, 2.0), (5.0, 5.0), (60.0, 60.0)], ids=["none", "less", "more", "most"]
)
def test_crawl_delay_is_kept_where_it_asks_for_more(asked: float | None, delay: float) -> None:
    robots = FakeRobots(asked)
    assert (robots.slot.delay, robots.closed) == (delay, {})


def test_crawl_delay_that_no_run_can_keep_stops_the_site_and_says_so() -> None:
    assert "86400 s between requests" in FakeRobots(86400).closed[HOST]


def test_delay_typed_by_the_user_overrules_robots() -> None:
    robots = FakeRobots(86400, typed=True)
    assert (robots.slot.delay, robots.closed) == (2.0, {})
