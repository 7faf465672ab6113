"""Replicas that tests start by need."""

from collections.abc import Callable, Iterator

import pytest

from crawler.replica import Replica
from tests.replica.client import CLOCK, Client


@pytest.fixture
def start() -> Iterator[Callable[..., Client]]:
    """Starts replicas that end with the test."""
    running: list[Replica] = []

    def run(**options: object) -> Client:
        replica = Replica(CLOCK, **options)
        running.append(replica.__enter__())
        return Client(replica)

    yield run
    for replica in running:
        replica.__exit__(None, None, None)
