"""Told in time: one message when a site turns bad, one when it is well again, none between.

What is known to be bad, and what could not be sent, stands in `<data>/alerts.json`; a message that cannot be sent is
tried again with the next run, is said in the report, and never changes an exit code. The addresses hold secrets: they
are never printed.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from crawler.model.config import Config
from crawler.model.outcomes import Outcome
from crawler.model.times import print_time

_TIMEOUT = 20.0
"""Seconds that all messages of a run may take."""
_MOST_WAITING = 20
_LOCK_SECONDS = 10
_NO_NEWS = frozenset({Outcome.RESTING, Outcome.BUSY, Outcome.INTERRUPTED})
"""Outcomes that say nothing of how a site is."""


@dataclass(slots=True)
class AlertState:
    """What has been told: the bad sites with outcome and since when, and messages that wait to be sent."""

    bad: dict[str, dict[str, str]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)


def decide_alerts(
    state: AlertState, outcomes: Mapping[str, Outcome], names: Mapping[str, str], now: datetime
) -> list[str]:
    """The messages of a run, and the state after it: each site that turned bad or well again, in order of ids. Pure but
    for the state it is given.
    """
    messages = []
    for site, outcome in sorted(outcomes.items()):
        name = names.get(site, site)
        if outcome in _NO_NEWS:
            continue
        if outcome.exit_code and site not in state.bad:
            state.bad[site] = {"outcome": str(outcome), "since": print_time(now)}
            messages.append(f"{name} ({site}): {outcome}, exit {outcome.exit_code}; see runs/{site}/latest.json")
        elif not outcome.exit_code and site in state.bad:
            since = state.bad.pop(site)
            messages.append(
                f"{name} ({site}): well again ({outcome}); it was {since['outcome']} since {since['since']}"
            )
    return messages


def tell(config: Config, outcomes: Mapping[str, Outcome], names: Mapping[str, str], now: datetime) -> list[str]:
    """Sends what is to be told; gives, in words, what could not be sent."""
    if not config.alerts:
        return []
    path = config.data_dir / "alerts.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_LOCK_SECONDS):
            state = _read(path)
            messages = [*state.waiting, *decide_alerts(state, outcomes, names, now)]
            trouble = _send(config.alerts, messages) if messages else None
            state.waiting = messages[-_MOST_WAITING:] if trouble else []
            draft = path.with_suffix(".tmp")
            draft.write_text(json.dumps({"bad": state.bad, "waiting": state.waiting}, ensure_ascii=False), "utf-8")
            draft.replace(path)
    except (OSError, Timeout) as error:
        return [f"{path}: {error}: no message was sent"]
    return [f"{len(messages)} messages not sent ({trouble}); tried again with the next run"] if trouble else []


def _read(path: Path) -> AlertState:
    """The state; a damaged or missing one is that of a beginning."""
    try:
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return AlertState(dict(told["bad"]), list(told["waiting"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return AlertState()


def _send(addresses: Sequence[str], messages: Sequence[str]) -> str | None:
    """Sends in a thread of its own, so that a server that does not answer holds nothing up; gives what went wrong."""
    said: list[str] = []

    def work() -> None:
        said.append(_notify(addresses, "\n".join(messages)))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(_TIMEOUT)
    if not said:
        return f"no answer within {_TIMEOUT:.0f} s"
    return said[0] or None


def _notify(addresses: Sequence[str], body: str) -> str:
    try:
        import apprise
    except ImportError:
        return "the extra 'alerts' is missing: make setup EXTRAS=alerts"
    sender = apprise.Apprise()
    unknown = [number for number, address in enumerate(addresses, 1) if not sender.add(address)]
    if unknown:
        return f"NOTICES_ALERTS: address {unknown[0]} of {len(addresses)} is none that apprise knows"
    try:
        return "" if sender.notify(body=body, title="xunshi") else "refused or not reached"
    except (OSError, TypeError, ValueError) as error:
        return type(error).__name__
