"""What is killed while it publishes."""

import itertools
from collections.abc import Callable
from pathlib import Path

from crawler.exports import publish_changes, publish_feeds
from crawler.store import Store
from tests.store.samples import NOW, make_notice


def publish_for_ever(kill: int, url: str, folder: str, *, acknowledge: Callable[[str], object]) -> None:
    """Publishes, stores a new notice, publishes again, ..."""
    store = Store.open(url)
    for number in itertools.count(kill * 1000):
        publish_feeds(store, Path(folder), ["site-a"])
        acknowledge("published")
        store.commit(make_notice(number), NOW)


def publish_changes_for_ever(kill: int, url: str, folder: str, *, acknowledge: Callable[[str], object]) -> None:
    """As above, the way a run does."""
    store = Store.open(url)
    for number in itertools.count(kill * 1000):
        publish_changes(store, Path(folder), ["site-a"], NOW)
        acknowledge("published")
        store.commit(make_notice(number), NOW)
