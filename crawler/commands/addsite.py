"""`scrapy addsite URL`: looks at a listing and two of its articles, and proposes a seed."""

import argparse
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from crawler.arguments import check_contact, check_settings
from crawler.config import ROOT, SEEDS
from crawler.console import SeededCommand, print_line
from crawler.decoding.charset import decode_bytes
from crawler.outcomes import ConfigError, Outcome, StorageError
from crawler.probing import look_at_sites
from crawler.seeds import SITE_ID
from crawler.site import Listing, Site
from spiders.probe import ArticleLook, ListingLook, SiteLook

RECORDED = ROOT / "tests" / "sites"
"""Where the recorded pages of sites lie, one folder a site; tests/sites walks them."""
_GENERIC_LABELS = {"www", "gov", "com", "cn", "org", "net", "edu"}


class Command(SeededCommand):
    """Writes seeds/NAME.toml (disabled until somebody has checked it) and the recorded pages beside the tests."""

    def syntax(self) -> str:
        """The usage line."""
        return "[options] <listing URL>"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Propose a seed for the site of a listing"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The name is taken from the host unless told."""
        super().add_options(parser)
        parser.add_argument("--name", help="id of the site (default: from its host)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Proposes; `self.exitcode` is that of what the site answered."""
        self.exitcode = self.guard(lambda: self.propose(args, opts))

    def propose(self, args: list[str], opts: argparse.Namespace) -> int:
        """One look, two files. Raises ConfigError for a wrong address or a site that has a seed."""
        assert self.settings is not None
        if len(args) != 1:
            raise ConfigError("name one listing's address: scrapy addsite https://host/column/")
        site = imagine_site(args[0], opts.name)
        if site.id in self.seeds.sites or (SEEDS / f"{site.id}.toml").exists():
            raise ConfigError(f"seeds/{site.id}.toml: already there; edit it, or choose another --name")
        check_settings(self.settings, opts.set)
        check_contact(self.settings, self.config, [site])
        look = look_at_sites(self.settings, [site], articles=2)[0]
        seen = look.listings[args[0]]
        if seen.page is None or not seen.page.links:
            self.say(f"{args[0]}: {seen.answer}: no listing could be read, nothing written")
            return (seen.outcome if seen.outcome is not Outcome.QUIET else Outcome.LAYOUT_CHANGED).exit_code
        write_proposal(look, seen)
        for line in describe(look, seen):
            print_line(line)
        return 0


def imagine_site(url: str, name: str | None) -> Site:
    """A site of one listing, as much as an address tells. Raises ConfigError for one that is none."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError as error:
        raise ConfigError(f"{url[:120]!r}: no address: {error}") from error
    if parts.scheme not in ("http", "https") or "." not in host or host.replace(".", "").isdigit():
        raise ConfigError(f"{url[:120]!r}: needs http(s):// and a host name")
    labels = [label for label in host.split(".") if label not in _GENERIC_LABELS]
    site_id = name or re.sub(r"[^a-z0-9]", "", (labels or host.split("."))[0])
    if not SITE_ID.fullmatch(site_id):
        raise ConfigError(f"--name {site_id!r}: use a-z, 0-9 and -")
    listing = Listing(url=url, stale_days=36500, min_links=1)
    return Site(id=site_id, name=host, level="county", region=None, platform="auto", hosts=(host,), listings=(listing,))


def write_proposal(look: SiteLook, seen: ListingLook) -> None:
    """The seed and the recorded pages. Raises StorageError."""
    folder = RECORDED / look.site.id
    assert seen.page is not None
    expected = {
        "url": seen.url,
        "links": len(seen.page.links),
        "first": {"url": seen.page.links[0].url, "title": seen.page.links[0].title, "date": seen.page.links[0].date},
        "next_url": seen.page.next_url,
        "read_by": "",
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "listing.html").write_bytes(seen.body)
        for number, article in enumerate(look.articles, 1):
            (folder / f"article-{number}.html").write_bytes(article.body)
        (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (SEEDS / f"{look.site.id}.toml").write_text(format_seed(look.site, seen, datetime.now(UTC).date()), "utf-8")
    except OSError as error:
        raise StorageError(f"{folder}: {error.strerror or error}") from error


def format_seed(site: Site, seen: ListingLook, today: date) -> str:
    """The proposed seed file."""
    assert seen.page is not None
    title = re.search(r"<title[^>]{0,200}>([^<]{0,200})", decode_bytes(seen.body, None).text, re.IGNORECASE)
    name = " ".join(title.group(1).split()) if title else site.name
    links = max(1, len(seen.page.links) // 2)
    return f"""# proposed by `scrapy addsite`; check every line, then delete enabled and disabled
name = {json.dumps(name, ensure_ascii=False)}
level = "county" # central, provincial, municipal, county or institution
# region = "000000" # six-digit division code of the body that runs the site
platform = {json.dumps(seen.page.platform)}
verified = "{today}: opened by addsite"
enabled = false
disabled = {{ reason = "proposed by addsite, not checked yet", since = {today} }}

[floors]
title = 1.0
text = 1.0

[[listings]]
url = {json.dumps(seen.url)}
stale_days = 200 # how long may this column be silent between rounds?
min_links = {links} # fewest links of a healthy first page ({len(seen.page.links)} seen)
"""


def describe(look: SiteLook, seen: ListingLook) -> list[str]:
    """What was seen, and what a person must check."""
    assert seen.page is not None
    folder: Path = (RECORDED / look.site.id).relative_to(ROOT)
    lines = [
        f"{seen.url}: platform {seen.page.platform}, {len(seen.page.links)} links, newest {seen.newest or 'undated'}",
        f"  first link: {seen.page.links[0].date or 'undated'} {seen.page.links[0].title}",
        f"  next page:  {seen.page.next_url or 'none'}",
    ]
    lines += [f"  article:    {_describe_article(article)}" for article in look.articles]
    lines += [
        f"wrote seeds/{look.site.id}.toml and {folder}/",
        "check: 1. name, level, region, stale_days and min_links in the seed",
        f"       2. {folder}/expected.json beside the page in a browser; then put your name into read_by",
        f"       3. scrapy checksites {look.site.id}; then delete `enabled` and `disabled` from the seed",
    ]
    return lines


def _describe_article(article: ArticleLook) -> str:
    if article.notice is None:
        return f"{article.url}: {article.reason or 'no answer'}"
    page = article.notice.page
    return f"{page.published_at or 'undated'} {page.title or 'untitled'} ({len(page.text)} characters)"
