"""Every platform, old and new shapes: all entries with title and date, no page skipped or read twice, recognised."""

import pytest

from crawler.model.platforms import PLATFORMS
from crawler.readers import recognise_platform
from crawler.readers.registry import READERS
from tests.readers.shapes import day, title, walk
from tests.readers.sites import EACH, SITES


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
