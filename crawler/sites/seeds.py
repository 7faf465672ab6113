"""Reads the seed files: one TOML file a site. What is wrong with a seed is a value, `SeedFault`, not an exception."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, cast, get_args

from crawler.model.fields.table import FLOOR_FIELDS
from crawler.model.items import Level
from crawler.model.platforms import PLATFORMS
from crawler.model.site import Exemption, Floor, Listing, Selectors, Site, SiteKind
from crawler.model.suggestions import suggest
from crawler.sites.checks import check_css, check_host, check_regex, check_url, split_host
from crawler.sites.listings import read_listings
from crawler.sites.templates import FOLDER, merge_template, read_toml
from crawler.sites.toml_table import SeedTable, show_value

SITE_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""What a seed file may be called (without `.toml`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedFault:
    """One thing that is wrong with one seed file; printed as `seeds/x.toml: key: reason`."""

    file: str
    key: str
    reason: str

    @property
    def site(self) -> str:
        """The id of the site that this fault stops."""
        return Path(self.file).stem

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """The good seeds by id (sorted) and every fault found. A site with a fault is not among `sites`."""

    sites: dict[str, Site]
    faults: tuple[SeedFault, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """What the good sites are called, by id."""
        return {site.id: site.name for site in self.sites.values()}

    def list_faults(self, site: str) -> tuple[SeedFault, ...]:
        """The faults of one site."""
        return tuple(fault for fault in self.faults if fault.site == site)

    def describe_unknown(self, name: str) -> str:
        """Why a name is none of a site, in one line, with the nearest site's."""
        shown = name[:80]
        return f"unknown site {shown!r}{suggest(shown, self.sites)} (`scrapy list` shows the sites)"


def load_seeds(folder: Path) -> Seeds:
    """Reads every `*.toml` of a folder. Never raises for what a file holds: a bad seed stops only its own site."""
    if not folder.is_dir():
        return Seeds(sites={}, faults=(SeedFault(file=folder.name, key="folder", reason=f"{folder} is no folder"),))
    sites: dict[str, Site] = {}
    faults: list[SeedFault] = []
    for path in sorted(folder.glob("*.toml")):
        site, found = read_seed(path)
        faults.extend(found)
        if site is not None:
            sites[site.id] = site
    shared = list(_find_shared(sites, folder.name))
    for fault in shared:
        sites.pop(fault.site, None)
    return Seeds(sites=sites, faults=(*faults, *shared))


def read_seed(path: Path) -> tuple[Site | None, tuple[SeedFault, ...]]:
    """One seed file as a site, or None with all its faults."""
    name = f"{path.parent.name}/{path.name}"
    own, reason = read_toml(path)
    if own is None:
        return None, (SeedFault(file=name, key="file", reason=reason),)
    values, unusable = merge_template(own, path.parent)
    if unusable is not None:
        return None, (SeedFault(file=name, key="template", reason=unusable),)
    table = SeedTable(values, "")
    site = _build_site(path.stem, table)
    if not SITE_ID.fullmatch(path.stem):
        table.complain("file", "name it a-z, 0-9 and '-' only, starting with a letter (the name is the site's id)")
    faults = tuple(
        SeedFault(file=name, key=key, reason=reason + _name_origin(key, own, values)) for key, reason in table.faults
    )
    return (None if faults else site), faults


def _name_origin(key: str, own: dict[str, Any], merged: dict[str, Any]) -> str:
    """What a reason adds for a key that stands in the seed's template."""
    top = re.split(r"[.\[]", key)[0]
    return f" (in seeds/{FOLDER}/{merged['template']}.toml)" if top in merged and top not in own else ""


SITE_KEYS = (
    "template", "name", "kind", "level", "region", "platform", "hosts", "listings", "selectors", "title_words",
    "article_patterns", "article_examples", "floors", "delay", "hours", "request_budget", "cookies", "insecure_tls",
    "enabled", "disabled", "verified",
)  # fmt: skip
"""Every key that a seed may have."""


def _build_site(site_id: str, table: SeedTable) -> Site:
    template = table.take_text("template", "the name of a template")
    name = table.take_text("name", "the site's name", required=True)
    kind = table.take_choice("kind", get_args(SiteKind))
    level = table.take_choice("level", get_args(Level), required=True)
    platform = table.take_text("platform") or "auto"
    if platform not in PLATFORMS:
        table.complain("platform", f"no reader is called {show_value(platform)}; known: {', '.join(PLATFORMS)}")
    listings = read_listings(table)
    delay = table.take_number("delay", 0.5, 600)
    budget = table.take_count("request_budget", 1, 100_000)
    patterns = _read_patterns(table)
    site = Site(
        id=site_id,
        template=template,
        name=name or "",
        kind=cast(SiteKind, kind or "commission"),
        level=cast(Level, level or "central"),
        region=_read_region(table, level),
        platform=platform,
        hosts=_read_hosts(table, listings),
        listings=listings,
        selectors=_read_selectors(table),
        title_words=table.take_texts("title_words", "a list of words"),
        article_patterns=patterns,
        article_examples=_read_examples(table, patterns),
        floors=_read_floors(table),
        hours=_read_hours(table),
        cookies=bool(table.take("cookies", bool, "true or false")),
        insecure_tls=_read_exemption(table, "insecure_tls"),
        disabled=_read_disabled(table),
        verified=table.take_text("verified", "the date and the way the facts were seen"),
    )
    table.close(SITE_KEYS)
    return replace(
        site,
        delay=site.delay if delay is None else delay,
        request_budget=site.request_budget if budget is None else budget,
    )


def _read_region(table: SeedTable, level: str | None) -> str | None:
    given = "region" in table.values
    region = table.take_text("region", "the six-digit division code")
    if region is None:
        if level not in ("central", None) and not given and table.values.get("enabled") is not False:
            table.complain("region", "missing: give the six-digit division code of the body that runs the site")
        return None
    if not re.fullmatch(r"[1-9][0-9]{5}", region):
        table.complain("region", f"must be a six-digit division code, is {show_value(region)}")
    return region


def _read_hosts(table: SeedTable, listings: tuple[Listing, ...]) -> tuple[str, ...]:
    of_listings = tuple(dict.fromkeys(host for listing in listings if (host := split_host(listing.url))))
    given = "hosts" in table.values
    hosts = table.take_texts("hosts", "a list of host names")
    if not given:
        return of_listings
    for host in hosts:
        if reason := check_host(host):
            table.complain("hosts", reason)
    for host in of_listings:
        if host not in hosts:
            table.complain("hosts", f"{host} of a listing is missing")
    return hosts


def _read_selectors(table: SeedTable) -> Selectors:
    known = tuple(Selectors.__dataclass_fields__)
    part = table.take_table("selectors", "a table of CSS selectors")
    if part is None:
        return Selectors()
    found: dict[str, str] = {}
    for key in known:
        selector = part.take_text(key, "a CSS selector")
        if selector is not None:
            found[key] = selector
            if reason := check_css(selector):
                part.complain(key, reason)
    part.close(known)
    return Selectors(**found)


def _read_patterns(table: SeedTable) -> tuple[str, ...]:
    patterns = table.take_texts("article_patterns", "a list of regular expressions")
    for number, pattern in enumerate(patterns):
        if reason := check_regex(pattern):
            table.complain(f"article_patterns[{number}]", reason)
    return patterns


def _read_examples(table: SeedTable, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Article addresses that were seen: patterns that do not match them are wrong."""
    examples = table.take_texts("article_examples", "a list of article addresses")
    for number, example in enumerate(examples):
        key = f"article_examples[{number}]"
        if reason := check_url(example):
            table.complain(key, reason)
        elif not any(check_regex(pattern) is None and re.search(pattern, example) for pattern in patterns):
            table.complain(key, f"{show_value(example)} matches none of article_patterns")
    return examples


def _read_floors(table: SeedTable) -> tuple[Floor, ...]:
    part = table.take_table("floors", "a table: field = share")
    if part is None:
        return ()
    floors = []
    for key in FLOOR_FIELDS:
        share = part.take_number(key, 0, 1)
        if share is not None:
            floors.append(Floor(field=key, share=share))
    part.close(FLOOR_FIELDS)
    return tuple(floors)


_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def _read_hours(table: SeedTable) -> tuple[time, time] | None:
    wanted = 'the hours of a day in Beijing, like "22:00-06:00"'
    hours = table.take_text("hours", wanted)
    if hours is None:
        return None
    found = _HOURS.fullmatch(hours)
    if found is None or hours[:5] == hours[6:]:
        table.complain("hours", f"must be {wanted}, is {show_value(hours)}")
        return None
    return time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))


def _read_exemption(table: SeedTable, key: str) -> Exemption | None:
    part = table.take_table(key, "a table with reason and since")
    if part is None:
        return None
    reason = part.take_text("reason", "why", required=True)
    since = part.take("since", date, "a date like 2026-11-20", required=True)
    if isinstance(since, datetime):
        part.complain("since", f"must be a date like 2026-11-20, is {show_value(since.isoformat())}")
    part.close(("reason", "since"))
    return Exemption(reason=reason, since=since) if reason is not None and since is not None else None


def _read_disabled(table: SeedTable) -> Exemption | None:
    enabled = table.take("enabled", bool, "true or false")
    given = "disabled" in table.values
    disabled = _read_exemption(table, "disabled")
    if enabled is False and not given:
        table.complain("enabled", "false needs disabled = { reason = ..., since = ... }")
    if enabled is not False and given:
        table.complain("disabled", "stands here but enabled is not false")
    return disabled


def _find_shared(sites: dict[str, Site], folder: str) -> "list[SeedFault]":
    """Hosts that two seeds claim: the later seed is at fault, for an address must name one site."""
    owners: dict[str, str] = {}
    faults = []
    for site in sites.values():
        for host in site.hosts:
            owner = owners.setdefault(host, site.id)
            if owner != site.id:
                reason = f"{host} already belongs to {folder}/{owner}.toml"
                faults.append(SeedFault(file=f"{folder}/{site.id}.toml", key="hosts", reason=reason))
    return faults
