"""What a user types, checked before anything is fetched: spider arguments, settings, feed files."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.settings import Settings, default_settings

from crawler import settings as project_settings
from crawler.model.config import Config
from crawler.model.outcomes import ConfigError, StorageError
from crawler.model.site import Site
from crawler.model.suggestions import suggest

_SWITCHES = {"1": True, "0": False}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EARLIEST = date(2000, 1, 1)
_POSITIVE = ("CLOSESPIDER_TIMEOUT", "DOWNLOAD_TIMEOUT", "DOWNLOAD_MAXSIZE", "WATCHDOG_GRACE", "PAGE_CPU_LIMIT")
_NOT_NEGATIVE = ("DOWNLOAD_DELAY", "RETRY_TIMES", "CONCURRENT_REQUESTS", "DEPTH_LIMIT")
_FORBIDDEN = {
    "JOBDIR": "it loses links when a run is killed; pending links are kept in the store instead",
    "TELNETCONSOLE_ENABLED": "a crawl opens no port",
    "REMOTE_CONTROL_ENABLED": "a crawl opens no port",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """The spider arguments of CONTRACT.md."""

    since: date | None = None
    full: bool = False
    force: bool = False

    @property
    def look_again(self) -> bool:
        """Whether articles already stored are fetched again on the way."""
        return self.full or self.since is not None


def read_options(arguments: Mapping[str, str], today: date) -> CrawlOptions:
    """The crawl's options from `-a NAME=VALUE`. Raises ConfigError for a name or value that is none."""
    for name in arguments:
        if name not in ("since", "full", "force"):
            raise ConfigError(f"-a {name}: unknown argument; known are since=YYYY-MM-DD, full=1, force=1")
    since = arguments.get("since")
    return CrawlOptions(
        since=_read_day("since", since, today) if since is not None else None,
        full=_read_switch("full", arguments.get("full", "0")),
        force=_read_switch("force", arguments.get("force", "0")),
    )


def _read_day(name: str, value: str, today: date) -> date:
    try:
        day = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        raise ConfigError(f"-a {name}={value[:40]!r}: no day; write it as {name}=2026-01-31")
    if not _EARLIEST <= day <= today:
        raise ConfigError(f"-a {name}={value}: must lie between {_EARLIEST} and today, {today}")
    return day


def _read_switch(name: str, value: str) -> bool:
    if value not in _SWITCHES:
        raise ConfigError(f"-a {name}={value[:40]!r}: must be 1 or 0")
    return _SWITCHES[value]


def check_settings(settings: Settings, typed: Iterable[str]) -> None:
    """Refuses `-s NAME=VALUE` with an unknown name or a value out of range; keeps one request a host in flight.

    `typed` are the NAME=VALUE words. Raises ConfigError.
    """
    typed = list(typed)
    known = {name for name in (*dir(default_settings), *dir(project_settings)) if name.isupper()}
    for word in typed:
        name = word.partition("=")[0]
        if name not in known:
            raise ConfigError(f"-s {name}: unknown setting{suggest(name, known)}")
        if name in _FORBIDDEN:
            raise ConfigError(f"-s {name}: not allowed here: {_FORBIDDEN[name]}")
    for name in (*_POSITIVE, *_NOT_NEGATIVE):
        value = _read_number(settings, name)
        if value < 0 or (value == 0 and name in _POSITIVE):
            raise ConfigError(f"-s {name}={settings[name]}: must be {'above' if name in _POSITIVE else 'at least'} 0")
    if settings.getfloat("DOWNLOAD_DELAY") < 0.01:
        settings.set("DOWNLOAD_DELAY", 0.01, priority=settings.getpriority("DOWNLOAD_DELAY") or "cmdline")
    if any(word.startswith("DOWNLOAD_DELAY=") for word in typed):  # the user's word overrules a measured delay too
        settings.set("AUTOTHROTTLE_ENABLED", False, priority="cmdline")
    settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", 1, priority="cmdline")


def _read_number(settings: Settings, name: str) -> float:
    try:
        value = settings.getfloat(name)
    except (TypeError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise ConfigError(f"-s {name}={str(settings[name])[:40]}: no number")
    return value


def check_feeds(settings: Settings, config: Config) -> None:
    """Makes `-O` / FEEDS hold the run's new published notices only, and refuses files that would hurt.

    Raises ConfigError for a file inside the data folder, StorageError for one that cannot be written.
    """
    feeds: dict[str, dict[str, Any]] = {}
    for target, options in settings.getdict("FEEDS").items():
        parts = urlsplit(str(target))
        if parts.scheme not in ("", "file", "stdout"):
            raise ConfigError(f"-O {target}: only files and - (standard output) are written here")
        if parts.scheme != "stdout":
            _check_file(Path(parts.path if parts.scheme else str(target)), config)
        feeds[str(target)] = {**options, "item_classes": ["crawler.model.items.Notice"]}
    if feeds:
        settings.set("FEEDS", feeds, priority="cmdline")


def _check_file(path: Path, config: Config) -> None:
    whole = path.absolute()
    if whole.resolve().is_relative_to(config.data_dir.resolve()):
        raise ConfigError(f"-O {path}: lies in the data folder {config.data_dir}; choose a file outside it")
    if whole.is_dir():
        raise StorageError(f"-O {path}: is a folder; name a file")
    if str(whole).startswith("/dev/"):
        return
    try:
        whole.parent.mkdir(parents=True, exist_ok=True)
        with whole.open("ab"):
            pass
    except OSError as error:
        raise StorageError(f"-O {path}: cannot be written: {error.strerror or error}") from error


def check_contact(settings: Settings, config: Config, sites: Iterable[Site]) -> None:
    """Raises ConfigError when a live site would be crawled without a contact in the user agent."""
    if config.contact or settings.getbool("REPLICA") or not list(sites):
        return
    raise ConfigError(
        "NOTICES_CONTACT is not set: a live crawl says who runs it; type: export NOTICES_CONTACT=you@example.org"
    )
