"""What the tests of the readers share: a site, a way to read, and a walk over all pages of a listing."""

from collections.abc import Callable, Mapping

from crawler.model.site import Listing, Selectors, Site
from crawler.readers import ListingPage, read_listing

HOST = "jw.example.gov.cn"


def make_site(url: str, platform: str = "auto", **more: object) -> Site:
    values: dict[str, object] = {
        "id": "test",
        "name": "某市纪委监委",
        "level": "municipal",
        "region": "130400",
        "platform": platform,
        "hosts": (HOST,),
        "listings": (Listing(url=url, stale_days=100, min_links=1),),
        "selectors": Selectors(),
    }
    return Site(**(values | more))  # type: ignore[arg-type]


def read(html: str, url: str = f"http://{HOST}/xsxc/", platform: str = "auto", **more: object) -> ListingPage:
    site = make_site(url, platform, **more)
    return read_listing(html, url, site, site.listings[0])


def facts(page: ListingPage) -> list[tuple[str, str, str | None]]:
    return [(link.url, link.title, link.date) for link in page.links]


def walk(
    answers: Mapping[str, str] | Callable[[str], str], url: str, platform: str = "auto", limit: int = 60
) -> list[ListingPage]:
    """Every page from `url` on, by `next_url` and `data_url`; fails when an address is not there or comes twice."""
    site = make_site(url, platform)
    pages: list[ListingPage] = []
    seen: set[str] = set()
    following: str | None = url
    while following is not None:
        assert following not in seen, f"{following} read twice"
        assert len(seen) < limit
        seen.add(following)
        text = answers(following) if callable(answers) else answers[following]
        page = read_listing(text, following, site, site.listings[0])
        pages.append(page)
        following = page.data_url or page.next_url
    return pages


def title(number: int) -> str:
    return f"市委第{number}巡察组进驻某局党组动员会召开"


def day(number: int) -> str:
    """Days counted back, newest first."""
    return f"2024-{12 - number // 28:02d}-{28 - number % 28:02d}"
