"""What the environment says (CONTRACT.md): where data lies, which database, who to contact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from crawler.model.outcomes import ConfigError
from crawler.model.suggestions import suggest
from crawler.model.wording import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder: where scrapy.cfg and seeds/ lie."""

SEEDS = ROOT / "seeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one process: data folder (absolute), SQLAlchemy URL of the store, contact or None, the address
    under which the feeds are served or None; `site_names` by id, where a command has read the seeds; `language` of the
    tables that commands print; `alerts` are the addresses that are told of a site in trouble, which hold secrets.
    """

    data_dir: Path
    database_url: str
    contact: str | None
    feeds_address: str | None = None
    site_names: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    alerts: tuple[str, ...] = ()

    @property
    def archive_dir(self) -> Path:
        """Where the WARC files lie."""
        return self.data_dir / "archive"

    @property
    def feeds_dir(self) -> Path:
        """Where the published feeds lie."""
        return self.data_dir / "feeds"

    @property
    def searches_path(self) -> Path:
        """The saved searches that have feeds of their own."""
        return self.data_dir / "searches.toml"

    def find_lock(self, name: str) -> Path:
        """The lock file of a site (or of the feeds)."""
        return self.data_dir / "locks" / f"{name}.lock"

    def find_report(self, site: str) -> Path:
        """The run report of a site's last run."""
        return self.data_dir / "runs" / site / "latest.json"


def read_config(environ: Mapping[str, str]) -> Config:
    """The configuration that `environ` gives.

    Raises ConfigError for a contact that is neither an e-mail address nor an http(s) URL, and for a language unknown.
    """
    data_dir = Path(environ.get("NOTICES_DATA_DIR") or ROOT / ".data")
    data_dir = data_dir if data_dir.is_absolute() else (Path.cwd() / data_dir)
    contact = (environ.get("NOTICES_CONTACT") or "").strip() or None
    if contact and (_has_controls(contact) or not _is_contact(contact)):
        raise ConfigError(f"NOTICES_CONTACT: {contact!r} is no e-mail address or http(s) URL; set one of these")
    url = environ.get("NOTICES_DATABASE_URL") or f"sqlite:///{quote(str(data_dir / 'notices.sqlite3'))}"
    address = (environ.get("NOTICES_FEEDS_URL") or "").strip() or None
    if address and (_has_controls(address) or not address.startswith(("http://", "https://"))):
        raise ConfigError(f"NOTICES_FEEDS_URL: {address!r} is no http(s) URL; set the address of the folder of feeds")
    alerts = tuple((environ.get("NOTICES_ALERTS") or "").split())
    if any(_has_controls(address) or "://" not in address for address in alerts):
        raise ConfigError("NOTICES_ALERTS: an address is no URL; write URLs as apprise takes them, parted by blanks")
    language = read_language("NOTICES_LANG", (environ.get("NOTICES_LANG") or "").strip() or "en")
    return Config(
        data_dir=data_dir, database_url=url, contact=contact, feeds_address=address, language=language, alerts=alerts
    )


def read_language(name: str, value: str) -> str:
    """A language of tables, asked for by the option or variable `name`. Raises ConfigError for an unknown one."""
    if value not in LANGUAGES:
        raise ConfigError(
            f"{name} {value[:40]!r}: is unknown{suggest(value, LANGUAGES)}; write {' or '.join(LANGUAGES)}"
        )
    return value


def _has_controls(text: str) -> bool:
    return any(ord(c) < 32 or c == "\x7f" for c in text)


def _is_contact(text: str) -> bool:
    return text.startswith(("http://", "https://")) or "@" in text[1:-1]
