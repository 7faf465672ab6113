"""One article, one address: and it is one that can be fetched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.identity import canonicalize_url, make_notice_id
from crawler.model.site import Listing, Site


def _site(*listings: str, hosts: tuple[str, ...]) -> Site:
    return Site(
        id="s",
        name="s",
        level="county",
        region=None,
        platform="plain",
        hosts=hosts,
        listings=tuple(Listing(url=url, stale_days=9, min_links=1) for url in listings),
    )


SECURE = _site("https://www.jw.invalid/xsxc/", hosts=("www.jw.invalid", "m.jw.invalid", "v.jw.invalid"))
VSB = "content.jsp?urltype=news.NewsContentUrl"
PLAIN = _site("http://jw.city.invalid/list.htm", hosts=("jw.city.invalid",))


@pytest.mark.parametrize(
    ("site", "url", "expected"),
    [
        (SECURE, "http://www.jw.invalid/a/t1.html", "https://www.jw.invalid/a/t1.html"),
        (SECURE, "https://m.jw.invalid/a/t1.html", "https://www.jw.invalid/a/t1.html"),
        (SECURE, "http://jw.invalid/a/t1.html", "https://www.jw.invalid/a/t1.html"),
        (SECURE, "https://WWW.JW.INVALID:443/a/t1.html", "https://www.jw.invalid/a/t1.html"),
        (SECURE, "http://www.jw.invalid:80/a/t1.html", "https://www.jw.invalid/a/t1.html"),
        (
            SECURE,
            "https://www.jw.invalid/a/202607/t20260729_504013_m.html",
            "https://www.jw.invalid/a/202607/t20260729_504013.html",
        ),
        (
            SECURE,
            "https://www.jw.invalid/a/t20170505_2604502_ext.html",
            "https://www.jw.invalid/a/t20170505_2604502.html",
        ),
        (
            SECURE,
            "https://www.jw.invalid/wap/news/20200730/1596157444615.shtml",
            "https://www.jw.invalid/news/20200730/1596157444615.shtml",
        ),
        (
            SECURE,
            "https://www.jw.invalid/m/content/646747/57/1.html",
            "https://www.jw.invalid/content/646747/57/1.html",
        ),
        (SECURE, "https://m.jw.invalid/content/1a/2b/12345.html", "https://m.jw.invalid/content/1a/2b/12345.html"),
        (SECURE, "http://v.jw.invalid/a/1.html", "https://v.jw.invalid/a/1.html"),
        (SECURE, "http://www.jw.invalid/gate/big5/www.jw.invalid/a/t1.html", "https://www.jw.invalid/a/t1.html"),
        (PLAIN, f"https://jw.city.invalid/{VSB}&wbtreeid=1064&wbnewsid=23", "http://jw.city.invalid/info/1064/23.htm"),
        (
            PLAIN,
            f"http://jw.city.invalid/{VSB}&wbnewsid=23&wbtreeid=1001",
            f"http://jw.city.invalid/{VSB}&wbtreeid=1001&wbnewsid=23",
        ),
        (PLAIN, "http://jw.city.invalid/show.asp?id=36&t=1722230000123", "http://jw.city.invalid/show.asp?id=36"),
        (PLAIN, "http://jw.city.invalid/show.asp?id=36&t=3", "http://jw.city.invalid/show.asp?id=36&t=3"),
        (
            PLAIN,
            "http://jw.city.invalid/a.html?utm_source=x&spm=1.2&from=timeline&isappinstalled=0",
            "http://jw.city.invalid/a.html",
        ),
        (PLAIN, "http://jw.city.invalid/a.html?from=office", "http://jw.city.invalid/a.html?from=office"),
        (PLAIN, "http://jw.city.invalid/a.html#content", "http://jw.city.invalid/a.html"),
        (PLAIN, "http://jw.city.invalid/#/detail/12", "http://jw.city.invalid/#/detail/12"),
        (PLAIN, "http://jw.city.invalid/#/组织", "http://jw.city.invalid/#/%E7%BB%84%E7%BB%87"),
        (PLAIN, "http://jw.city.invalid/a;jsessionid=0A1B/b.html", "http://jw.city.invalid/a/b.html"),
        (PLAIN, "http://jw.city.invalid/x/../a//./b.html", "http://jw.city.invalid/a/b.html"),
        (PLAIN, " http://jw.city.invalid/a\n/b.html ", "http://jw.city.invalid/a/b.html"),
        (
            PLAIN,
            "http://jw.city.invalid/通知%e4%b8%ad.html?k=%d6%d0",
            "http://jw.city.invalid/%E9%80%9A%E7%9F%A5%E4%B8%AD.html?k=%D6%D0",
        ),
        (PLAIN, "https://other.invalid/a.html", "https://other.invalid/a.html"),
        (None, "HTTP://Host.invalid", "http://host.invalid/"),
        (None, "http://host.invalid:8080/a", "http://host.invalid:8080/a"),
    ],
    ids=[
        "scheme",
        "mobile-host",
        "bare-host",
        "https-port",
        "http-port",
        "m-twin",
        "ext-twin",
        "wap",
        "m-path",
        "mobile-only-path",
        "other-host-of-seed",
        "big5-gateway",
        "vsb-twin",
        "vsb-root",
        "stamp",
        "page-number",
        "tracking",
        "real-from",
        "fragment",
        "route",
        "route-escapes",
        "session",
        "dots",
        "blanks",
        "escapes",
        "other-site",
        "no-site",
        "odd-port",
    ],
)
def test_forms_of_one_address_fold(site: Site | None, url: str, expected: str) -> None:
    assert canonicalize_url(url, site) == expected
    assert canonicalize_url(expected, site) == expected


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "empty"),
        ("javascript:void(0)", "javascript"),
        ("mailto:a@b.invalid", "mailto"),
        ("file:///etc/passwd", "file"),
        ("data:text/html,x", "data"),
        ("/a/b.html", "relative"),
        ("http://[x", "no valid address"),
        ("http://host.invalid:99999/", "[Pp]ort"),
        ("http://host.invalid:x/", "[Pp]ort"),
        ("http://", "no host"),
        ("http://..a/", "bad host"),
        ("http://a b.invalid/", "bad host"),
        ("http://user:word@host.invalid/", "user name"),
        ("http://" + "长" * 90 + ".invalid/", "bad host"),
    ],
)
def test_bad_addresses_are_refused_with_a_reason(url: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        canonicalize_url(url, SECURE)


PIECES = st.text("ab12/?&=.%#_: 中\\+").map(
    lambda text: (
        text.replace("a2", "t20240102_3_m.html")
        .replace("b1", "t=1722230000123")
        .replace("/b", "/content.jsp?wbtreeid=1")
    )
)


@given(
    st.sampled_from(["http://", "https://"]),
    st.sampled_from(["www.jw.invalid", "m.jw.invalid:80", "x.invalid:81"]),
    PIECES,
)
def test_folding_twice_changes_nothing(scheme: str, host: str, rest: str) -> None:
    once = canonicalize_url(f"{scheme}{host}/{rest}", SECURE)
    assert canonicalize_url(once, SECURE) == once
    assert once.isascii()


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        said = canonicalize_url(text, SECURE)
    except ValueError as error:
        said = f"http {error}"
    assert said.startswith("http")
    assert "\n" not in said


def test_identifier_depends_on_site_and_address_alone() -> None:
    first = make_notice_id("jw", "http://jw.invalid/a.html")
    assert first == make_notice_id("jw", "http://jw.invalid/a.html")
    assert first.startswith("n-")
    assert (
        len(
            {first, make_notice_id("jw2", "http://jw.invalid/a.html"), make_notice_id("jw", "http://jw.invalid/b.html")}
        )
        == 3
    )
