"""Stores to test on: the same tests run on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from crawler.store import Store

POSTGRESQL = ("postgresql+psycopg://root@/test", "postgresql+psycopg://root@127.0.0.1:5432/test")
GIVEN = os.environ.get("NOTICES_TEST_DATABASE_URL")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[sa.Engine]:
    """An engine on the database that NOTICES_TEST_DATABASE_URL names, which must answer, or else on `test` of this
    machine, where one does.
    """
    if GIVEN:
        engine = sa.create_engine(GIVEN, connect_args={"connect_timeout": 30})
        engine.connect().close()
    else:
        engine = _find_postgresql()
    if engine is None:
        pytest.skip("no PostgreSQL: set NOTICES_TEST_DATABASE_URL to an empty one (and `make setup EXTRAS=postgres`)")
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql_url(postgresql: sa.Engine) -> Iterator[str]:
    """The URL of an empty schema of its own, dropped afterwards."""
    schema = f"xunshi_{uuid4().hex[:12]}"
    with postgresql.begin() as connection:
        connection.execute(sa.text(f"CREATE SCHEMA {schema}"))
    # what is written by these tests need not outlive a power cut
    options = f"-csearch_path={schema} -csynchronous_commit=off"
    yield postgresql.url.update_query_dict({"options": options}).render_as_string(hide_password=False)
    with postgresql.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA {schema} CASCADE"))


def _find_postgresql() -> sa.Engine | None:
    for address in POSTGRESQL:
        try:
            engine = sa.create_engine(address, connect_args={"connect_timeout": 3})
        except ImportError:
            return None
        try:
            engine.connect().close()
        except sa.exc.OperationalError:
            engine.dispose()
        else:
            return engine
    return None


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a store, on either database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/notices.sqlite3"
    found: str = request.getfixturevalue("postgresql_url")
    return found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    opened = Store.open(url)
    yield opened
    opened.close()


@pytest.fixture
def other(url: str, store: Store) -> Iterator[Store]:
    """Another process's view of the same store."""
    opened = Store.open(url)
    yield opened
    opened.close()
