"""No query of a run scans a table that grows: EXPLAIN of each, on both databases."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from crawler.model.items import Verdict
from crawler.store import ListingState, NewLink, Store
from tests.store.samples import NOW, make_facts, make_notice

GROWING = (
    "links", "pages", "notices", "hashes", "sightings", "same_events", "revisions", "standings", "runs", "rounds",
    "meetings", "teams", "targets", "pairs", "people", "contacts",
)  # fmt: skip
SIZE = 400


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with enough rows that an index is worth its while, and its statistics."""
    with store._database.write() as connection:
        from crawler.store.commits import commit_page

        for number in range(SIZE):
            facts = make_facts(number, kind="mobilization" if number % 4 else "other")
            commit_page(connection, make_notice(number, site=f"site-{number % 40}", facts=facts), NOW)
    for number in range(20):
        site = f"site-{number}"
        store.add_links(site, [NewLink(url=f"p{n}") for n in range(20)], NOW)
        store.save_run(site, {"outcome": "quiet", "finished": "2026-03-04T05:06:07+00:00"})
    if store._database.dialect == "postgresql":  # as its own service does; nobody does so in SQLite
        with store._database.write() as connection:
            connection.exec_driver_sql("ANALYZE")
    return store


def run_once(store: Store) -> None:
    """Every call that a run and its books make."""
    site, later = "site-1", NOW + timedelta(days=2)
    store.list_broken_off(site)
    store.forget_readings(site)
    store.find_rest(site)
    store.rest_until(site, NOW, NOW)
    store.list_unread(site)
    store.list_pending(site, later, 400)
    store.count_pending(site)
    store.find_listing(site, "l1")
    store.save_listing(site, "l1", ListingState(read_at=NOW))
    store.list_due(site, later, 100)
    urls = [make_notice(number).page.url for number in range(20)]
    store.find_links(site, urls)
    store.add_links(site, [NewLink(url="new"), NewLink(url="skipped", skip_reason="x")], NOW)
    store.reopen_links(site, ["new"], NOW)
    store.skip_link(site, "new", "robots", NOW, later)
    store.begin_reading(site, "p1", None, "code", NOW)
    store.note_death(site, "p1", "reason", NOW)
    store.fail_link(site, "p2", "status 500", NOW)
    fresh = make_notice(SIZE + 1, site=site)
    known = make_notice(41, site=site)
    store.find_page(site, known.page.url)
    store.find_hash(known.page.content_hash, known.page.hash_version)
    store.find_notice(known.id)
    store.find_similar(fresh)
    store.commit(fresh, NOW)
    verdict = Verdict(status="copy", notice_id=known.id, same_event=(fresh.id,))
    store.commit(make_notice(SIZE + 2, site=site, content_hash=known.page.content_hash, verdict=verdict), NOW)
    store.commit(make_notice(41, site=site, text="改了。", content_hash="e" * 64), later)
    store.touch(site, known.page.url, later)
    store.mark_missing(site, known.page.url, later)
    store.list_times(site)
    store.find_watch_start(site)
    store.save_run(site, {"outcome": "quiet", "finished": "2026-03-05T05:06:07+00:00"})
    store.last_run(site)
    store.read_generations()
    store.holds_fewer(5_000)
    list(store.list_changed(store.read_generations().generation - 3))
    list(store.list_standing(most=200))
    list(store.list_standing(site, most=200))
    list(store.list_standing(month="2026-03"))


def gather_statements(store: Store) -> dict[str, Any]:
    """The statements of a run with one set of parameters each."""
    seen: dict[str, Any] = {}

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.lstrip().split()[0] in ("SELECT", "UPDATE", "DELETE"):
            seen.setdefault(statement, parameters[0] if many else parameters)

    engine = store._database._engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        run_once(store)
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    return seen


def explain(store: Store, statement: str, parameters: Any) -> Iterator[str]:
    """The lines of a statement's plan."""
    with store._database.read() as connection:
        if store._database.dialect == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            yield from (row[3] for row in rows)
            return
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # tables of a test are small enough to be read
        if statement.lstrip().startswith("SELECT"):
            yield from (row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters))


def is_scan(line: str, dialect: str) -> bool:
    """Whether a line of a plan reads a growing table from end to end."""
    words = line.replace("->", " ").split()
    if dialect == "sqlite":
        # a scan of an index in its own order ends with the LIMIT of the query
        return words[0] == "SCAN" and words[1] in GROWING
    return "Seq Scan on" in line and line.split("Seq Scan on")[1].split()[0] in GROWING


def test_no_query_of_a_run_scans_a_growing_table(filled: Store) -> None:
    statements = gather_statements(filled)
    assert len(statements) > 40
    dialect = filled._database.dialect
    scans = [
        (line, statement)
        for statement, parameters in statements.items()
        for line in explain(filled, statement, parameters)
        if is_scan(line, dialect)
    ]
    assert scans == []


def test_a_scan_would_be_seen(filled: Store) -> None:
    lines = list(explain(filled, "SELECT * FROM notices WHERE scope = 'x'", ()))
    assert any(is_scan(line, filled._database.dialect) for line in lines)
