"""One bad href never ends the list: it becomes a BadLink, and what is no page's address is simply no link."""

import pytest

from tests.readers.shapes import HOST, day, read, title

BASE = f"http://{HOST}/xsxc/"


def page(href: str) -> str:
    def row(number: int, target: str) -> str:
        return f'<li><a href="{target}">{title(number)}</a><span>{day(number)}</span></li>'

    rows = [row(0, "/info/1001/2000.htm"), row(1, href), row(2, "/info/1001/2002.htm"), row(3, "/info/1001/2003.htm")]
    return f"<html><body><ul class='list'>{''.join(rows)}</ul></body></html>"


BAD = {
    "open bracket": "http://[x",
    "port too high": f"http://{HOST}:99999/a.htm",
    "port no number": f"http://{HOST}:abc/a.htm",
    "no host": "http:///a.htm",
    "other host": "http://www.elsewhere.gov.cn/info/1/2.htm",
    "a file": "/files/notice.pdf",
    "too long": "/" + "a" * 5_000 + ".htm",
    "other scheme": "gopher://x/1",
}


@pytest.mark.parametrize("href", BAD.values(), ids=BAD)
def test_a_bad_link_is_told_and_the_others_read(href: str) -> None:
    found = read(page(href), BASE)
    assert [link.title for link in found.links] == [title(0), title(2), title(3)]
    assert len(found.bad) == 1
    assert found.bad[0].href.endswith(href[:200])
    assert all(bad.reason for bad in found.bad)


NOT_PAGES = {
    "javascript": "javascript:void(0)",
    "mail": "mailto:a@b.cn",
    "telephone": "tel:12388",
    "anchor": "#top",
    "empty": "",
    "data": "data:text/html,x",
    "file": "file:///etc/passwd",
}


@pytest.mark.parametrize("href", NOT_PAGES.values(), ids=NOT_PAGES)
def test_what_is_no_page_is_no_link_and_no_fault(href: str) -> None:
    found = read(page(href), BASE)
    assert [link.title for link in found.links] == [title(0), title(2), title(3)]
    assert found.bad == ()


def test_a_link_opened_by_script_is_read() -> None:
    html = page("javascript:void(0)\" onclick=\"window.open('/info/1001/2001.htm')")
    assert read(html, BASE).links[1].url == f"http://{HOST}/info/1001/2001.htm"


def test_addresses_stay_as_the_page_gives_them() -> None:
    html = page(f"http://{HOST}:80/info/1001/2001.htm?from=list#top")
    assert read(html, BASE).links[1].url == f"http://{HOST}:80/info/1001/2001.htm?from=list#top"


def test_base_href_is_followed() -> None:
    html = page("2001.htm").replace("<body>", f"<head><base href='http://{HOST}/other/'></head><body>")
    assert read(html, BASE).links[1].url == f"http://{HOST}/other/2001.htm"
