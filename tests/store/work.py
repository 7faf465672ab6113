"""What is killed while it works on a store."""

import itertools
from collections.abc import Callable

from crawler.store import Store
from tests.store.samples import NOW, make_notice


def commit_for_ever(kill: int, url: str, *, acknowledge: Callable[[str], object]) -> None:
    """Commits one new notice after the other and acknowledges their ids."""
    store = Store.open(url)
    for number in itertools.count(kill * 1000):
        acknowledge(store.commit(make_notice(number), NOW).id)
