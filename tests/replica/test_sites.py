"""What the five sites serve: their bytes, their pagers, the odd pages among them."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from crawler.replica.copies import to_mirror

FIVE = ("ccdi", "changzhutan", "handan", "jszjw", "zhejiang")
CODECS = {"zhejiang": "gb18030", "handan": "gbk"}


def get_text(client, url, site):
    return client.get(url).body.decode(CODECS.get(site, "utf-8"))


@pytest.mark.parametrize("site", FIVE)
def test_every_link_of_the_first_listing_leads_to_an_article(start, site):
    client = start(sites=[site])
    listing = client.replica.world.list_listings(site)[0]
    articles = client.replica.world.list_articles(site)
    links = re.findall(r"href=['\"]([^'\"]+)['\"]", get_text(client, listing, site))
    found = [urljoin(listing, link) for link in links if urljoin(listing, link) in articles]
    assert 8 <= len(found) <= 12
    dates = [articles[url].published for url in found]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("site", FIVE)
def test_every_article_shows_its_title_and_text(start, site):
    client = start(sites=[site])
    for url, article in client.replica.world.list_articles(site).items():
        if article.form == "plain":
            page = get_text(client, url, site)
            assert article.title in page
            assert article.text.splitlines()[0].split("“")[0] in page


def test_zhejiang_says_gb2312_and_writes_more(start):
    client = start(sites=["zhejiang"])
    url = next(
        url for url, article in client.replica.world.list_articles("zhejiang").items() if "沈喆镕" in article.text
    )
    body = client.get(url).body
    assert b"charset=gb2312" in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("gb2312")


def test_handan_says_nothing_of_its_encoding(start):
    client = start(sites=["handan"])
    reply = client.get("http://handan.invalid/")
    assert b"charset" not in reply.body
    assert reply.headers["Content-Type"] == "text/html"
    with pytest.raises(UnicodeDecodeError):
        reply.body.decode("utf-8")


def test_the_mirrored_page_is_traditional_with_pinyin(start):
    client = start(sites=["jszjw"])
    articles = client.replica.world.list_articles("jszjw")
    url = next(url for url, article in articles.items() if article.form == "mirror")
    assert "動(dòng)員會(huì)" in client.get(url).body.decode()


@pytest.mark.parametrize(
    ("text", "mirrored"),
    [("协会", "協(xié)會(huì)"), ("干部", "干部"), ("之后", "之后"), ("党组", "黨組"), ("2026年", "2026年")],
)
def test_mirrors_convert_character_by_character(text, mirrored):
    assert to_mirror(text) == mirrored


def test_trs_counts_its_pages_from_nought(start):
    client = start(sites=["ccdi"])
    pages = ["", "index_1.html", "index_2.html", "index_3.html"]
    replies = [client.get(f"https://www.ccdi.gov.cn/xsxcn/{page}") for page in pages]
    assert [reply.status for reply in replies] == [200, 200, 200, 404]
    assert 'createPageHTML(3, 1, "index", "html")' in replies[1].body.decode()


def test_zjol_numbers_older_pages_from_the_oldest(start):
    client = start(sites=["zhejiang"])
    first = "http://www.zjsjw.gov.cn/toutiao/"
    script = re.search(r'src="([^"]+\.js)"', get_text(client, first, "zhejiang"))[1]
    count = int(re.search(rb"maxpage = (\d+)", client.get(urljoin(first, script)).body)[1])
    stem = script.replace("count_page_list_", "000/000/c").removesuffix(".js")
    dates = [
        re.findall(
            r"<span>(\d{4}-\d\d-\d\d)", get_text(client, urljoin(first, f"{stem}_{number:09d}.shtml"), "zhejiang")
        )
        for number in range(1, count + 1)
    ]
    assert count == 2
    assert max(dates[0]) <= min(dates[1])


@pytest.mark.parametrize("site", ["changzhutan", "handan", "jszjw"])
def test_the_next_page_is_linked_to_the_end(start, site):
    client = start(sites=[site])
    url, seen = client.replica.world.list_listings(site)[0], []
    while url and len(seen) < 9:
        seen.append(url)
        found = re.search(r"href=['\"]([^'\"]+)['\"]>下一页", get_text(client, url, site))
        url = urljoin(url, found[1]) if found else None
    assert len(seen) == 3


@pytest.mark.parametrize("site", FIVE)
def test_robots_allow_the_listings(start, site):
    client = start(sites=[site])
    parts = urlsplit(client.replica.world.list_listings(site)[0])
    assert client.get(f"{parts.scheme}://{parts.netloc}/robots.txt").body.startswith(b"User-agent: *")
