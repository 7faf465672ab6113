"""What one run of one site saw, and the report it leaves."""

import contextlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.model.items import PUBLISHED_KINDS, Notice
from crawler.model.outcomes import Fault, Outcome, StorageError
from crawler.model.times import print_time
from crawler.runs.latency import Latency
from crawler.runs.rests import Rest

if TYPE_CHECKING:
    from crawler.store import UnreadLink


MOST_ALIKE, MOST_SKIPPED, MOST_UNREAD = 100, 200, 50
"""Faults of one stage and outcome, skipped links and unread pages that a report lists; of the rest it says how many."""
_KEPT_ERRORS = 20
_LONGEST_TEXT = 300
"""Characters of an address, title or reason in a report."""


@dataclass(slots=True, kw_only=True)
class ListingRead:
    """What a run saw of one listing. `newest` is `YYYY-MM-DD` or None; `links` counts its first page; `fresh_at` is
    when it last showed a link that was new; `seen` holds all its links.
    """

    url: str
    links: int = 0
    newest: str | None = None
    pages: int = 0
    complete: bool = False
    not_modified: bool = False
    fresh_at: datetime | None = None
    seen: set[str] = field(default_factory=set, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedLink:
    """A listing link that was not fetched, with the reason."""

    url: str
    title: str
    reason: str


@dataclass(slots=True, kw_only=True)
class RunLedger:
    """Everything a run has to say of one site; filled by spider and pipelines, judged by crawler/runs/health.py."""

    site: str
    started: datetime
    listings: dict[str, ListingRead] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    skipped: list[SkippedLink] = field(default_factory=list)
    new: int = 0
    copies: int = 0
    revisions: int = 0
    unchanged: int = 0
    unpublished: int = 0
    withdrawn: int = 0
    requests: int = 0
    pending: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    latency: Latency | None = None
    unread: "list[UnreadLink]" = field(default_factory=list)
    unsent: list[str] = field(default_factory=list)
    rest: Rest | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    open_links: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set, repr=False)

    def add_fault(self, url: str, stage: str, reason: str, outcome: Outcome) -> None:
        """Counts a fault of a page or listing; of many of one kind the first are kept."""
        alike = sum(fault.outcome is outcome and fault.stage == stage for fault in self.faults)
        if alike >= MOST_ALIKE:
            self.left_out["errors"] += 1
            return
        self.faults.append(Fault(url=url, stage=stage, reason=" ".join(reason.split()), outcome=outcome))

    def skip(self, links: Iterable[SkippedLink]) -> None:
        """Notes links that are not fetched; of many the first are kept."""
        for link in links:
            if len(self.skipped) < MOST_SKIPPED:
                self.skipped.append(link)
            else:
                self.left_out["skipped"] += 1

    def add_notice(self, notice: Notice, filled: Iterable[str] = ()) -> None:
        """Counts a stored notice by its verdict and kind; a new one also by which of the site's fields are filled."""
        status = notice.page.verdict.status if notice.page.verdict else "new"
        if status == "copy":
            self.copies += 1
        elif status == "revision":
            self.revisions += 1
        elif status == "unchanged":
            self.unchanged += 1
        elif notice.facts.kind in PUBLISHED_KINDS:
            self.new += 1
            self.filled.update(filled)
        else:
            self.unpublished += 1

    @property
    def listing_links(self) -> int:
        """Links on the first pages of the listings."""
        return sum(read.links for read in self.listings.values())


def format_summary(report: Mapping[str, object]) -> str:
    """The one line a run ends with."""
    errors = report["errors"]
    head = (
        f"{report['site']}: {report['outcome']} (exit {report['exit_code']}): {report['new']} new, "
        f"{report['copies']} copies, {report['revisions']} revisions, {report['pending']} pending; "
        f"{report['requests']} requests, {report['listing_links']} listing links"
    )
    if report["next_at"]:
        head += f"; rests until {report['next_at']}: {report['rest']}"
    if isinstance(errors, list) and errors:
        first = errors[0]
        left_out = report["left_out"]
        count = len(errors) - 1 + (left_out["errors"] if isinstance(left_out, dict) else 0)
        more = f" (+{count} more)" if count else ""
        head += f"; {first['stage']}: {first['reason']} [{first['url']}]{more}"
    return show_line(head)


def make_report(ledger: RunLedger, outcome: Outcome, finished: datetime) -> dict[str, object]:
    """The run report of CONTRACT.md, with what else a person on call asks for (`listings`, `skipped`)."""
    worst_first = sorted(ledger.faults, key=lambda fault: fault.outcome != outcome)
    return {
        "site": ledger.site,
        "outcome": str(outcome),
        "exit_code": outcome.exit_code,
        "started": print_time(ledger.started),
        "finished": print_time(finished),
        "requests": ledger.requests,
        "listing_links": ledger.listing_links,
        "new": ledger.new,
        "copies": ledger.copies,
        "revisions": ledger.revisions,
        "pending": ledger.pending,
        "errors": [{"url": _cut(f.url), "stage": f.stage, "reason": _cut(f.reason)} for f in worst_first],
        "unpublished": ledger.unpublished,
        "unchanged": ledger.unchanged,
        "withdrawn": ledger.withdrawn,
        "latency": asdict(ledger.latency) if ledger.latency else None,
        "listings": [
            {
                "url": read.url,
                "links": read.links,
                "pages": read.pages,
                "newest": read.newest,
                "complete": read.complete,
                "not_modified": read.not_modified,
            }
            for read in ledger.listings.values()
        ],
        "skipped": [{"url": _cut(s.url), "title": _cut(s.title), "reason": _cut(s.reason)} for s in ledger.skipped],
        "unread": [
            {
                "url": _cut(link.url),
                "title": _cut(link.title or ""),
                "reason": _cut(link.reason or ""),
                "deaths": link.deaths,
                "next_at": print_time(link.retry_at) if link.retry_at else None,
            }
            for link in ledger.unread[:MOST_UNREAD]
        ],
        "left_out": {
            "errors": ledger.left_out["errors"],
            "skipped": ledger.left_out["skipped"],
            "unread": max(0, len(ledger.unread) - MOST_UNREAD),
        },
        "unsent": list(ledger.unsent),
        "next_at": print_time(ledger.rest.until) if ledger.rest else None,
        "rest": ledger.rest.reason if ledger.rest else None,
    }


def shorten_report(report: Mapping[str, object]) -> dict[str, object]:
    """The report as the store keeps it beside many others: without the skipped links, with the first errors."""
    errors, unread = report["errors"], report["unread"]
    assert isinstance(errors, list)
    assert isinstance(unread, list)
    return {**report, "skipped": [], "errors": errors[:_KEPT_ERRORS], "unread": unread[:_KEPT_ERRORS]}


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def write_report(path: Path, report: Mapping[str, object]) -> None:
    """Writes a run report under a temporary name and renames it. Raises StorageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        with draft.open("w", encoding="utf-8") as stream:
            json.dump(report, stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        raise StorageError(
            f"{path}: run report not written: {error.strerror or error}; free space or mend rights"
        ) from error


def write_lines(lines: Sequence[str]) -> None:
    """Prints lines for a person on standard error; where nobody reads them any more (a closed pipe), goes on."""
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write("".join(line + "\n" for line in lines))
        sys.stderr.flush()


def show_line(text: str) -> str:
    """A text of a page as a terminal may show it: one line, no control characters."""
    return "".join(c if c.isprintable() else " " for c in text)
