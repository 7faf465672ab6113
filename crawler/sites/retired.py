"""Hosts that commissions have left: kept in seeds/retired/, so that none is seeded again or silently forgotten."""

from dataclasses import dataclass
from pathlib import Path

from crawler.model.outcomes import ConfigError
from crawler.sites.checks import check_host
from crawler.sites.templates import read_toml
from crawler.sites.toml_table import SeedTable

FOLDER = "retired"
"""The folder of retired hosts within that of the seeds."""

_KEYS = ("host", "of", "last_seen", "replaced_by", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiredHost:
    """A host nothing new comes from. `of` is whose it was, `last_seen` the year of the last source that names it,
    `replaced_by` the host that followed it (None: not known), `reason` why it counts as retired.
    """

    host: str
    of: str
    last_seen: int
    reason: str
    replaced_by: str | None = None


def load_retired(seeds: Path) -> tuple[RetiredHost, ...]:
    """The retired hosts of a folder of seeds, sorted by host. Raises ConfigError, which names file, key and reason."""
    hosts = [host for path in sorted((seeds / FOLDER).glob("*.toml")) for host in _read_file(path)]
    return tuple(sorted(hosts, key=lambda host: host.host))


def _read_file(path: Path) -> list[RetiredHost]:
    name = f"{path.parent.parent.name}/{FOLDER}/{path.name}"
    values, reason = read_toml(path)
    if values is None:
        raise ConfigError(f"{name}: {reason}")
    table = SeedTable(values, "")
    entries = table.take("hosts", list, "one [[hosts]] a retired host", required=True) or []
    table.close(("hosts",))
    found = [_read_host(SeedTable(entry, f"hosts[{number}].", table.faults)) for number, entry in enumerate(entries)]
    for key, fault in table.faults:
        raise ConfigError(f"{name}: {key}: {fault}")
    return [host for host in found if host is not None]


def _read_host(table: SeedTable) -> RetiredHost | None:
    host = table.take_text("host", "the host name", required=True)
    of = table.take_text("of", "whose site it was", required=True)
    year = table.take_count("last_seen", 1990, 2100, required=True)
    reason = table.take_text("reason", "why it counts as retired", required=True)
    successor = table.take_text("replaced_by", "the host that followed it")
    table.close(_KEYS)
    for key, value in (("host", host), ("replaced_by", successor)):
        if value is not None and (fault := check_host(value)):
            table.complain(key, fault)
    if host is None or of is None or year is None or reason is None:
        return None
    return RetiredHost(host=host, of=of, last_seen=year, reason=reason, replaced_by=successor)
