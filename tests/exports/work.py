"""What is killed while it publishes."""

import itertools
from collections.abc import Callable
from pathlib import Path

from crawler.exports import publish_feeds
from crawler.store import Store
from tests.store.samples import NOW, make_notice


def publish_for_ever(kill: int, url: str, folder: str, *, acknowledge: Callable[[str], object]) -> None:
    """Publishes, stores a new notice, publishes again, ..."""
    store = Store.open(url)
    for number in itertools.count(kill * 1000):
        publish_feeds(store, Path(folder), ["site-a"])
        acknowledge("published")
        store.commit(make_notice(number), NOW)
