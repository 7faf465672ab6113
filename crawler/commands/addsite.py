"""`scrapy addsite URL`: looks at a listing and two of its articles, and proposes a seed."""

import argparse
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, print_line
from crawler.model.config import ROOT, SEEDS
from crawler.model.outcomes import ConfigError, Outcome, StorageError
from crawler.model.site import Listing, Site
from crawler.runs.arguments import check_contact, check_settings
from crawler.runs.ledger import show_line
from crawler.sites.checks import check_url
from crawler.sites.seeds import SITE_ID

if TYPE_CHECKING:
    from crawler.sites.recorded import RecordedArticle
    from spiders.probe import ArticleLook, ListingLook, SiteLook

RECORDED = ROOT / "tests" / "sites"
"""Where the recorded pages of sites lie, one folder a site; the tests walk them."""
ARTICLES = 2
_GENERIC_LABELS = {"www", "gov", "com", "cn", "org", "net", "edu"}
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,200})", re.IGNORECASE)
_MOST_LINKS_WANTED = 10


class Command(SeededCommand, ScrapyCommand):
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
        """One look, then the files. Raises ConfigError for a wrong address or a site that has a seed."""
        assert self.settings is not None
        if len(args) != 1:
            raise ConfigError("name one listing's address: scrapy addsite https://host/column/")
        site = imagine_site(args[0], opts.name)
        self.check_absent(site)
        check_settings(self.settings, opts.set)
        check_contact(self.settings, self.config, [site])
        from crawler.commands.looks import look_at_sites

        look = look_at_sites(self.settings, [site], articles=ARTICLES)[0]
        seen = look.listings[0]
        if seen.page is None or not seen.page.links:
            self.say(show_line(f"{args[0]}: {seen.answer}: no listing could be read, nothing written"))
            return (seen.outcome if seen.outcome is not Outcome.QUIET else Outcome.LAYOUT_CHANGED).exit_code
        write_proposal(look, seen, datetime.now(UTC))
        for line in describe(look, seen):
            print_line(show_line(line))
        return 0

    def check_absent(self, site: Site) -> None:
        """Raises ConfigError where the site, its host or its recorded pages are already there."""
        for path in (SEEDS / f"{site.id}.toml", RECORDED / site.id):
            if path.exists():
                raise ConfigError(f"{path.relative_to(ROOT)}: already there; edit it, or choose another --name")
        owner = next((other.id for other in self.seeds.sites.values() if set(site.hosts) & set(other.hosts)), None)
        if owner:
            raise ConfigError(f"{site.hosts[0]} belongs to seeds/{owner}.toml; add a [[listings]] there")


def imagine_site(url: str, name: str | None) -> Site:
    """A site of one listing, as much as an address tells. Raises ConfigError for one that is none."""
    if reason := check_url(url):
        raise ConfigError(f"{url[:120]!r}: {reason[:200]}; give http(s)://host/column/")
    host = urlsplit(url).hostname or ""
    labels = [label for label in host.split(".") if label not in _GENERIC_LABELS]
    site_id = name or re.sub(r"[^a-z0-9]", "", (labels or host.split("."))[0])
    if not SITE_ID.fullmatch(site_id):
        raise ConfigError(f"--name: {site_id!r} is no id: a-z, 0-9 and -, beginning with a letter")
    listing = Listing(url=url, stale_days=36500, min_links=1)
    return Site(id=site_id, name=host, level="county", region=None, platform="auto", hosts=(host,), listings=(listing,))


def write_proposal(look: "SiteLook", seen: "ListingLook", now: datetime) -> None:
    """The recorded pages, then the seed. Raises StorageError."""
    write_recorded(look, seen, now)
    path = SEEDS / f"{look.site.id}.toml"
    try:
        path.write_text(format_seed(look, seen, now.date()), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{path}: cannot be written: {error.strerror or error}") from error


def write_recorded(look: "SiteLook", seen: "ListingLook", now: datetime) -> None:
    """The listing and the articles of a look beside the tests. Raises StorageError."""
    from crawler.sites.recorded import EXPECTED, LISTING, format_recorded, make_recorded

    assert seen.page is not None
    folder = RECORDED / look.site.id
    recorded = make_recorded(seen.listing.url, seen.final_url, seen.content_type, seen.page, now)
    try:
        folder.mkdir(parents=True)
        (folder / LISTING).write_bytes(seen.body)
        articles = tuple(write_article(folder, article, n) for n, article in enumerate(list_read(look), 1))
        (folder / EXPECTED).write_text(format_recorded(replace(recorded, articles=articles)), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{error.filename}: cannot be written: {error.strerror or error}") from error


def list_read(look: "SiteLook") -> "list[ArticleLook]":
    """The articles that could be read."""
    return [article for article in look.articles if article.notice]


def write_article(folder: Path, article: "ArticleLook", number: int) -> "RecordedArticle":
    """An article's bytes as they came. Raises OSError."""
    from crawler.sites.recorded import make_article

    assert article.notice is not None
    file = f"article-{number}.html"
    (folder / file).write_bytes(article.body)
    return make_article(file, article.final_url, article.content_type, article.notice)


def format_seed(look: "SiteLook", seen: "ListingLook", today: date) -> str:
    """The proposed seed file. What a page cannot tell (level, region) stays empty: until a person fills it in, the
    seed is a fault that `scrapy list` names, and nothing of it runs.
    """
    assert seen.page is not None
    links = len(seen.page.links)
    return f"""# proposed by `scrapy addsite`: check every line
template = "commission" # seeds/_templates: title words, floors; "unit-site" for a body that is no commission
name = {json.dumps(find_name(look, seen), ensure_ascii=False)} # from the page's <title>
level = "" # of the body that runs the site: central, provincial, municipal, county or institution
region = "" # its six-digit division code (crawler/data/divisions.json); delete the line for the centre
platform = "{seen.page.platform}" # as recognised
hosts = {json.dumps(list(look.site.hosts))} # every host name that is the site's
verified = "{today}: opened by addsite"
# delete these two lines when all else is checked
enabled = false
disabled = {{ reason = "proposed by addsite, not checked yet", since = {today} }}

[[listings]] # column = "what the site calls it"
url = {json.dumps(seen.listing.url)}
seen = {{ as = "listing", year = {today.year} }}
stale_days = 200 # how many days may this column be silent between rounds?
min_links = {max(1, min(_MOST_LINKS_WANTED, links // 2))} # fewest links of a healthy first page ({links} seen)
"""


def find_name(look: "SiteLook", seen: "ListingLook") -> str:
    """What the listing's page calls itself, or the host."""
    from crawler.decoding.charset import decode_bytes

    title = _TITLE.search(decode_bytes(seen.body, seen.content_type).text)
    return show_line(" ".join(html.unescape(title[1]).split())) if title else look.site.name


def describe(look: "SiteLook", seen: "ListingLook") -> Iterator[str]:
    """What was seen, and what a person must check."""
    from crawler.sites.recorded import EXPECTED

    assert seen.page is not None
    first = seen.page.links[0]
    yield f"{seen.final_url}: platform {seen.page.platform}, {len(seen.page.links)} links, newest {seen.newest}"
    yield f"  first link: {first.date or 'undated'} {first.title}"
    yield f"  next page:  {seen.page.next_url or 'none'}"
    for article in look.articles:
        yield f"  article:    {describe_article(article)}"
    hosts = {urlsplit(link.url).hostname for link in seen.page.links} - {*look.site.hosts, None}
    if hosts:
        yield f"  links lead to {', '.join(sorted(map(str, hosts)))} too: add what is the site's own to hosts"
    folder = (RECORDED / look.site.id).relative_to(ROOT)
    yield f"wrote seeds/{look.site.id}.toml and {folder}/"
    yield f"check: 1. seeds/{look.site.id}.toml: fill in level and region; name, stale_days, min_links"
    yield f"       2. open the pages in {folder}/ in a browser, compare with {EXPECTED}, put your name into read_by"
    yield f"       3. scrapy checksites {look.site.id}; then delete the lines `enabled` and `disabled`; make test"


def describe_article(article: "ArticleLook") -> str:
    """An article in one line: what it is, or why it could not be read."""
    if article.notice is None:
        return f"{article.url}: {article.reason}"
    page = article.notice.page
    return f"{page.published_at or 'undated'} {page.title or 'untitled'} ({article.notice.facts.kind})"
