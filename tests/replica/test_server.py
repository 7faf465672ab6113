import contextlib
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, IncompleteRead
from urllib.parse import urlsplit

import pytest

from crawler.replica import faults
from tests.replica.client import CLOCK

LISTING = "https://www.ccdi.gov.cn/xsxcn/"
HOST = "www.ccdi.gov.cn"


def find_article(client, position=0):
    return list(client.replica.world.list_articles("ccdi"))[position]


def test_https_is_ended_with_a_certificate_of_the_run(start):
    client = start(sites=["ccdi"])
    reply = client.get(LISTING)
    assert reply.status == 200
    assert "巡视" in reply.body.decode()


def test_the_certificate_is_trusted_by_nobody_else(start):
    client = start(sites=["ccdi"])
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"https": client.replica.proxy_url}))
    with pytest.raises(urllib.error.URLError) as failure:
        opener.open(LISTING, timeout=30)
    assert isinstance(failure.value.reason, ssl.SSLCertVerificationError)


def test_plain_http_is_answered_too(start):
    assert start(sites=["ccdi"]).get(LISTING.replace("https", "http")).status == 200


@pytest.mark.parametrize("url", ["http://www.example.com/", "http://127.0.0.1:1/", "http://10.0.0.1/"])
def test_hosts_of_no_site_are_never_reached(start, url):
    assert start(sites=["ccdi"]).get(url).status == 502


def test_an_unknown_path_is_not_found(start):
    assert start(sites=["ccdi"]).get(LISTING + "none.html").status == 404


def test_an_unknown_query_is_ignored_as_by_a_static_server(start):
    client = start(sites=["ccdi"])
    assert client.get(LISTING + "?t=12").body == client.get(LISTING).body


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_an_unchanged_page_is_answered_304(start, header):
    client = start(sites=["ccdi"])
    url = find_article(client)
    first = client.get(url)
    value = first.headers["ETag"] if header == "If-None-Match" else first.headers["Last-Modified"]
    again = client.get(url, **{header: value})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_an_edited_page_is_sent_again(start, header):
    client = start(sites=["ccdi"])
    url = find_article(client)
    first = client.get(url)
    value = first.headers["ETag"] if header == "If-None-Match" else first.headers["Last-Modified"]
    client.replica.edit(url)
    again = client.get(url, **{header: value})
    assert again.status == 200
    assert again.body != first.body


def test_requests_are_logged_with_their_addresses(start):
    client = start(sites=["ccdi"])
    client.get(LISTING)
    client.get("https://www.ccdi.gov.cn/robots.txt")
    assert [(entry.url, entry.status) for entry in client.replica.requests] == [
        (LISTING, 200),
        ("https://www.ccdi.gov.cn/robots.txt", 200),
    ]


def test_requests_in_flight_at_once_are_counted(start):
    client = start(sites=["ccdi"], faults={HOST: faults.slow_body(0.02)})
    threads = [threading.Thread(target=client.get, args=(LISTING,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert client.replica.count_most_in_flight(HOST) == 3


def test_requests_one_after_the_other_are_never_in_flight_at_once(start):
    client = start(sites=["ccdi"])
    for _ in range(3):
        client.get(LISTING)
    assert client.replica.count_most_in_flight(HOST) == 1


def test_a_connection_serves_many_requests(start):
    client = start(sites=["ccdi"])
    port = urlsplit(client.replica.proxy_url).port
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.connect()
        first = connection.sock
        for _ in range(2):
            connection.request("GET", f"http://{HOST}/robots.txt")
            assert connection.getresponse().read().startswith(b"User-agent")
        assert connection.sock is first


def test_a_further_notice_comes_out_on_top(start):
    client = start(sites=["ccdi"])
    url = client.replica.add_notice("ccdi")
    assert url not in start(sites=["ccdi"]).replica.world.list_articles("ccdi")
    assert client.get(url).status == 200
    listing = client.get(LISTING).body.decode()
    assert listing.index(urlsplit(url).path.rpartition("/")[2]) < listing.index("<li><a", listing.index("</li>\n<li>"))


def test_a_removed_notice_is_gone_from_listing_and_address(start):
    client = start(sites=["ccdi"])
    url = find_article(client)
    client.replica.remove(url)
    assert client.get(url).status == 404
    assert url.rpartition("/")[2] not in client.get(LISTING).body.decode()


def test_what_is_dated_after_the_clock_appears_when_it_passes(start):
    client = start(sites=["ccdi"])
    before = set(client.replica.world.list_articles("ccdi"))
    client.replica.set_now(CLOCK + timedelta(days=30))
    after = set(client.replica.world.list_articles("ccdi"))
    assert before < after


def test_a_correction_that_is_due_is_made_when_the_clock_passes(start):
    client = start(sites=["ccdi"])
    before = {url: article.text for url, article in client.replica.world.list_articles("ccdi").items()}
    client.replica.set_now(CLOCK + timedelta(days=30))
    after = client.replica.world.list_articles("ccdi")
    changed = [url for url, text in before.items() if after[url].text != text]
    assert len(changed) == 1


@pytest.mark.parametrize("status", [403, 404, 500, 412, 521])
def test_a_status_fault_strikes_pages_but_not_robots(start, status):
    fault = faults.challenge(status) if status in (412, 521) else faults.answer_status(status)
    client = start(sites=["ccdi"], faults={HOST: fault})
    assert client.get(LISTING).status == status
    assert client.get("https://www.ccdi.gov.cn/robots.txt").status == 200


def test_a_fault_heals_when_cleared(start):
    client = start(sites=["ccdi"], faults={HOST: faults.answer_status(500)})
    client.get(LISTING)
    client.replica.set_fault(HOST, None)
    assert client.get(LISTING).status == 200


def test_a_fault_for_so_many_requests_heals_by_itself(start):
    client = start(sites=["ccdi"], faults={HOST: faults.answer_status(500, requests=1)})
    assert [client.get(LISTING).status for _ in range(2)] == [500, 200]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_refused_connection_gives_no_answer(start, scheme):
    client = start(sites=["ccdi"], faults={HOST: faults.refuse()})
    with pytest.raises((OSError, HTTPException)):
        client.get(f"{scheme}://{HOST}/xsxcn/")


def test_a_hanging_site_answers_nothing_and_does_not_hold_the_end_up(start):
    client = start(sites=["ccdi"], faults={HOST: faults.hang()})
    began = time.monotonic()
    with pytest.raises(OSError, match="timed out"):
        client.get(LISTING, timeout=0.3)
    client.replica.__exit__(None, None, None)
    assert time.monotonic() - began < 3


def test_a_truncated_page_ends_before_its_length(start):
    client = start(sites=["ccdi"], faults={HOST: faults.truncate()})
    with pytest.raises(IncompleteRead):
        client.get(find_article(client))


def test_a_redirect_names_the_place_it_is_given(start):
    client = start(sites=["ccdi"], faults={HOST: faults.redirect("http://127.0.0.1:9/")})
    reply = client.get(LISTING)
    assert (reply.status, reply.headers["Location"]) == (302, "http://127.0.0.1:9/")


@pytest.mark.parametrize("fault", [faults.empty_listing(), faults.change_layout()], ids=["empty", "redesigned"])
def test_a_listing_without_links_leaves_the_articles(start, fault):
    client = start(sites=["ccdi"], faults={HOST: fault})
    assert '.html"' not in client.get(LISTING).body.decode().partition("<ul class=")[2]
    assert client.get(find_article(client)).status == 200


def test_stale_dates_are_set_back_on_the_listing(start):
    client = start(sites=["ccdi"], faults={HOST: faults.stale_dates(1000)})
    assert str(CLOCK.year) not in client.get(LISTING).body.decode().partition("<ul class=")[2]


def test_robots_can_forbid_everything(start):
    client = start(sites=["ccdi"], faults={HOST: faults.disallow_robots()})
    assert b"Disallow: /\n" in client.get("https://www.ccdi.gov.cn/robots.txt").body
    assert client.get(LISTING).status == 200


def test_robots_can_fail(start):
    client = start(sites=["ccdi"], faults={HOST: faults.answer_robots(500)})
    assert client.get("https://www.ccdi.gov.cn/robots.txt").status == 500


@pytest.mark.parametrize("flaw", ["expired", "other-host", "unknown-issuer"])
def test_a_certificate_can_be_bad(start, flaw):
    client = start(sites=["ccdi"], faults={HOST: faults.show_certificate(flaw)})
    with pytest.raises(urllib.error.URLError) as failure:
        client.get(LISTING)
    assert isinstance(failure.value.reason, ssl.SSLCertVerificationError)
    assert client.get(LISTING.replace("https", "http")).status == 200


def test_a_cookie_can_be_asked_for(start):
    client = start(sites=["ccdi"], faults={HOST: faults.ask_cookie()})
    first = client.get(LISTING)
    cookie = first.headers["Set-Cookie"].partition(";")[0]
    assert b"href" not in first.body
    assert b"href" in client.get(LISTING, Cookie=cookie).body


@pytest.mark.parametrize("fault", [faults.send_endless("listing"), faults.send_endless_headers("listing")])
def test_an_endless_answer_goes_on_until_the_client_leaves(start, fault):
    client = start(sites=["ccdi"], faults={HOST: fault})
    port = urlsplit(client.replica.proxy_url).port
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(f"GET http://{HOST}/xsxcn/ HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        received = 0
        while received < 3_000_000:
            received += len(connection.recv(1 << 20))
    assert client.replica.requests[0].path == "/xsxcn/"


def test_bad_links_stand_among_the_good_ones(start):
    client = start(sites=["ccdi"], faults={HOST: faults.add_bad_links()})
    listing = client.get(LISTING).body.decode()
    assert 'href="http://[x"' in listing
    assert "./2026" in listing


def test_a_listing_can_have_pages_without_end(start):
    client = start(sites=["ccdi"], faults={HOST: faults.page_for_ever()})
    assert client.get("https://www.ccdi.gov.cn/xsxcn/index_250.html").status == 200
