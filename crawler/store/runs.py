"""Runs of a site: their reports, since when it is watched, and until when it is left alone."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crawler.model.publication import parse_time
from crawler.model.times import print_time
from crawler.store.links import ensure_site
from crawler.store.schema import RUNS, SITES

KEPT_RUNS = 1000
"""Reports of a site that are kept, the newest: about six weeks of hourly runs."""


def save_run(connection: sa.Connection, site: str, report: Mapping[str, Any], now: str) -> None:
    """Keep the report of a run (the contract's run report), and let the oldest go."""
    ensure_site(connection, site, now)
    row = {
        "site": site,
        **{key: report.get(key) for key in ("started", "finished", "exit_code")},
        "outcome": None if report.get("outcome") is None else str(report["outcome"]),
        "report": json.dumps(report),
    }
    connection.execute(sa.insert(RUNS), row)
    if row["finished"] is not None:
        later = sa.or_(SITES.c.watched_since.is_(None), SITES.c.watched_since > row["finished"])
        unwatched = sa.and_(SITES.c.id == site, later)
        connection.execute(sa.update(SITES).where(unwatched).values(watched_since=row["finished"]))
    oldest = sa.select(RUNS.c.id).where(RUNS.c.site == site).order_by(RUNS.c.id.desc()).offset(KEPT_RUNS).limit(1)
    last = connection.execute(oldest).scalar()
    if last is not None:
        connection.execute(sa.delete(RUNS).where(RUNS.c.site == site, RUNS.c.id <= last))


def find_last_run(connection: sa.Connection, site: str) -> Mapping[str, Any] | None:
    """The report of a site's last run, or None."""
    query = sa.select(RUNS.c.report).where(RUNS.c.site == site).order_by(RUNS.c.id.desc()).limit(1)
    report = connection.execute(query).scalar()
    if report is None:
        return None
    last: dict[str, Any] = json.loads(report)
    return last


def find_watch_start(connection: sa.Connection, site: str) -> datetime | None:
    """When the first run of a site ended, or None."""
    return _find_moment(connection, site, SITES.c.watched_since)


def rest_until(connection: sa.Connection, site: str, until: datetime, now: datetime) -> None:
    """Keep until when a site is to be left alone."""
    ensure_site(connection, site, print_time(now))
    connection.execute(sa.update(SITES).where(SITES.c.id == site).values(resting_until=print_time(until)))


def find_rest(connection: sa.Connection, site: str) -> datetime | None:
    """Until when a site was last to be left alone, or None."""
    return _find_moment(connection, site, SITES.c.resting_until)


def _find_moment(connection: sa.Connection, site: str, column: sa.Column[str]) -> datetime | None:
    said = connection.execute(sa.select(column).where(SITES.c.id == site)).scalar()
    return None if said is None else parse_time(said)
