"""Every platform, old and new shapes: all entries with title and date, no page skipped or read twice, recognised."""

import pytest

from crawler.model.platforms import PLATFORMS
from crawler.readers import recognise_platform
from crawler.readers.registry import READERS
from tests.readers import further_sites, sites
from tests.readers.shapes import HOST, day, facts, read, title, walk
from tests.readers.sites import EACH, frame, numbers, ul

SITES = sites.SITES | further_sites.SITES


@pytest.mark.parametrize("pages", [1, 2, 5], ids=["one page", "two pages", "five pages"])
@pytest.mark.parametrize(("platform", "build"), SITES.values(), ids=SITES)
def test_every_entry_comes_once_and_in_order(platform: str, build, pages: int) -> None:  # type: ignore[no-untyped-def]
    start, answers = build(pages)
    links = [link for page in walk(answers, start, platform) for link in page.links]
    assert [link.title for link in links] == [title(n) for n in range(pages * EACH)]
    assert [link.date for link in links] == [day(n) for n in range(pages * EACH)]


@pytest.mark.parametrize(("platform", "build"), SITES.values(), ids=SITES)
def test_the_page_tells_its_platform(platform: str, build) -> None:  # type: ignore[no-untyped-def]
    start, answers = build(3)
    pages = walk(answers, start, "auto")
    assert [link.title for page in pages for link in page.links] == [title(n) for n in range(3 * EACH)]
    assert recognise_platform(answers[start], start) in (platform, "plain")


def test_every_name_a_seed_may_use_has_its_reader() -> None:
    assert set(READERS) == set(PLATFORMS) - {"auto"}


@pytest.mark.parametrize("platform", sorted(READERS))
def test_a_seed_that_names_the_wrong_platform_is_read_all_the_same(platform: str) -> None:
    start, answers = SITES["VSB counting down"][1](3)
    links = [link for page in walk(answers, start, platform) for link in page.links]
    assert [link.title for link in links] == [title(n) for n in range(3 * EACH)]


def test_a_list_turned_by_its_fragment_is_read_as_one_page() -> None:
    address = f"http://{HOST}/category/scdc/qwfb.html"
    hrefs = [f"/single/2021/12/0{n + 1}/2112071034025232{n:04d}-18091713005454734361.html?t=163{n}" for n in numbers(1)]
    html = frame(f'{ul(hrefs, 1)}<div class="pager"><a href="#2">2</a><a href="#2">下一页</a></div>')
    page = read(html, f"{address}?t=1631515696335")
    assert [found[1:] for found in facts(page)] == [(title(n), day(n)) for n in numbers(1)]
    assert page.next_url is None
