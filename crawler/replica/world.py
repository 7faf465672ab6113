"""The state of the replica's sites: what is published now, corrected, taken down; and the answer to each address."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from crawler.model.config import SEEDS
from crawler.model.site import Site
from crawler.replica.corpus import ReplicaArticle, ReplicaRecord, list_sites, load_records, render
from crawler.replica.faults import ServedFault
from crawler.replica.resources import Resource, make_error
from crawler.replica.shapes import SHAPES, Column, Shape, SiteEntry, SiteView, Tree
from crawler.replica.shapes.base import sort_query
from crawler.replica.shapes.styled_pages import write_home
from crawler.replica.styles import STYLES, Style
from crawler.sites.seeds import load_seeds

RequestKind = Literal["robots", "listing", "article", "other", "tunnel"]

_ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /search/\n"


class World:
    """The sites of the replica by host. Every method may be called from any thread.

    Raises KeyError for a site that the replica or the seeds do not have.
    """

    def __init__(self, clock: datetime, *, now: datetime, sites: Iterable[str] | None = None) -> None:
        self._lock = threading.RLock()
        self._clock = clock
        self._now = now
        seeds = load_seeds(SEEDS).sites
        wanted = list_sites() if sites is None else tuple(sites)
        self._sites = {name: _SiteState(name, _describe_site(name, seeds)) for name in wanted}
        self._hosts = {host: state for state in self._sites.values() for host in state.plan.hosts}

    @property
    def sites(self) -> tuple[str, ...]:
        """The sites it answers for."""
        return tuple(self._sites)

    def has_host(self, host: str) -> bool:
        """Whether a site of the replica has this host name."""
        return host in self._hosts

    def set_now(self, now: datetime) -> None:
        """Moves the moment it is on the sites."""
        with self._lock:
            self._now = now
            for state in self._sites.values():
                state.forget()

    def classify(self, host: str, path: str) -> RequestKind | None:
        """What kind of page an address is, None for a host that no site has."""
        with self._lock:
            state = self._hosts.get(host)
            if state is None:
                return None
            if path == "/robots.txt":
                return "robots"
            return state.find_tree(self._clock, self._now).classify(path)

    def answer(self, host: str, path: str, fault: ServedFault | None = None) -> Resource:
        """The page at an address as it is now, or a 404; with a fault of the listing's content if one is given."""
        with self._lock:
            state = self._hosts[host]
            if path == "/robots.txt":
                return Resource(body=_ROBOTS.encode(), content_type="text/plain")
            return state.find_tree(self._clock, self._now, fault).find(path) or make_error(404, "404 Not Found")

    def find_address(self, key: str) -> str:
        """The address of an article by its key; raises KeyError when it is not published."""
        with self._lock:
            for state in self._sites.values():
                for url, article in state.find_tree(self._clock, self._now).articles.items():
                    if article.key == key:
                        return url
        raise KeyError(key)

    def list_articles(self, site: str) -> dict[str, ReplicaArticle]:
        """What a site has published up to now: articles by address."""
        with self._lock:
            return dict(self._sites[site].find_tree(self._clock, self._now).articles)

    def list_listings(self, site: str) -> tuple[str, ...]:
        """The first pages of a site's listings."""
        return self._sites[site].plan.listings

    def edit(self, url: str) -> ReplicaArticle:
        """Puts the corrected text at `url`."""
        with self._lock:
            state, article = self._find_article(url)
            state.corrected.add(article.key)
            state.touch()
            return state.find_tree(self._clock, self._now).articles[url]

    def remove(self, url: str) -> ReplicaArticle:
        """Takes the article at `url` down."""
        with self._lock:
            state, article = self._find_article(url)
            state.removed.add(article.key)
            state.touch()
            return article

    def add_notice(self, site: str) -> str:
        """Publishes a further mobilization notice, worded as the site's first one; gives its address."""
        with self._lock:
            state = self._sites[site]
            key = state.add_record(self._clock, self._now)
            return self.find_address(key)

    def _find_article(self, url: str) -> tuple["_SiteState", ReplicaArticle]:
        state = self._hosts[urlsplit(url).hostname or ""]
        return state, state.find_tree(self._clock, self._now).articles[url]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """What of a site the replica must know: from its seed, or from its style when it has none."""

    name: str
    hosts: tuple[str, ...]
    listings: tuple[str, ...]
    shape: Shape
    style: Style
    per_page: int


def _describe_site(name: str, seeds: Mapping[str, Site]) -> SitePlan:
    style = STYLES.get(name, Style())
    seed = seeds.get(name)
    if seed is None and not style.listings:
        raise KeyError(f"no seed and no listing for the replica's site {name}")
    listings = tuple(listing.url for listing in seed.listings) if seed else style.listings
    hosts = seed.hosts if seed else tuple(dict.fromkeys(urlsplit(url).hostname or "" for url in listings))
    least = max((listing.min_links for listing in seed.listings), default=0) if seed else 0
    return SitePlan(
        name=seed.name if seed else style.title,
        hosts=hosts,
        listings=listings,
        shape=SHAPES[style.shape or (seed.platform if seed else "plain")],
        style=style,
        per_page=max(style.per_page, least),
    )


@dataclass(slots=True)
class SiteTree:
    """Every page of a site at one moment."""

    articles: dict[str, ReplicaArticle]
    tree: Tree
    kinds: dict[str, RequestKind]

    def classify(self, path: str) -> RequestKind:
        """What kind of page a path is."""
        found = self.kinds.get(sort_query(path)) or self.kinds.get(path.partition("?")[0])
        if found is None and self.tree.dynamic is not None and self.tree.dynamic(*_split(path)) is not None:
            return "listing"
        return found or "other"

    def find(self, path: str) -> Resource | None:
        """The page at a path; a static server ignores a query it does not know."""
        found = self.tree.pages.get(sort_query(path)) or self.tree.pages.get(path.partition("?")[0])
        if found is None and self.tree.dynamic is not None:
            return self.tree.dynamic(*_split(path))
        return found


@dataclass(slots=True)
class _SiteState:
    """One site: its plan, what was done to it, and its pages as last built."""

    site: str
    plan: SitePlan
    corrected: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    added: list[ReplicaRecord] = field(default_factory=list)
    changes: int = 0
    _trees: dict[ServedFault | None, SiteTree] = field(default_factory=dict)

    def forget(self) -> None:
        self._trees.clear()

    def touch(self) -> None:
        self.changes += 1
        self.forget()

    def find_tree(self, clock: datetime, now: datetime, fault: ServedFault | None = None) -> SiteTree:
        if fault not in self._trees:
            self._trees[fault] = self._build(clock, now, fault)
        return self._trees[fault]

    def add_record(self, clock: datetime, now: datetime) -> str:
        first = next(
            record
            for record in load_records(self.site)
            if record.day > 0 and not record.values.keys() & _UNFIT and render(record, clock).kind == "mobilization"
        )
        days = (clock - now).days
        kept = {name: value for name, value in first.values.items() if name in _KEPT}
        key = f"{self.site}-new{len(self.added)}"
        values = kept | {"day": days, "time": "00:00", "lag": 1}
        self.added.append(ReplicaRecord(key, self.site, values, key))
        self.touch()
        return key

    def _build(self, clock: datetime, now: datetime, fault: ServedFault | None) -> SiteTree:
        articles = [article for article in self._render_all(clock, now) if article.key not in self.removed]
        if fault is not None and fault.trouble == "stale":
            shift = timedelta(days=fault.days)
            articles = [replace(article, published=article.published - shift) for article in articles]
        articles.sort(key=lambda article: (article.pinned, article.published, article.key), reverse=True)
        style = self.plan.style
        columns = tuple(
            Column(url=url, position=position, entries=()) for position, url in enumerate(self.plan.listings)
        )
        home = next((column for column in columns if column.is_home), None) if len(columns) > 1 else None
        columns = tuple(column for column in columns if column is not home)
        shape = self.plan.shape
        entries = [
            SiteEntry(path=shape.locate(columns[article.column], article), article=article) for article in articles
        ]
        columns = tuple(replace(column, entries=_share(entries, order)) for order, column in enumerate(columns))
        modified = max([article.modified for article in articles], default=now) + timedelta(seconds=self.changes)
        view = SiteView(
            name=self.plan.name,
            host=urlsplit(self.plan.listings[0]).netloc,
            columns=columns,
            entries=tuple(entries),
            per_page=self.plan.per_page,
            encoding=style.encoding,
            modified=modified if style.dated else None,
            tagged=style.tagged,
            fault=fault,
        )
        tree = shape.build(view)
        if home is not None:
            tree.pages[home.path] = write_home(view, home)
        base = urlsplit(self.plan.listings[0])
        by_address = {f"{base.scheme}://{base.netloc}{entry.path}": entry.article for entry in entries}
        kinds: dict[str, RequestKind] = dict.fromkeys(tree.pages, "listing")
        kinds |= dict.fromkeys((sort_query(entry.path) for entry in entries), "article")
        return SiteTree(by_address, tree, kinds)

    def _render_all(self, clock: datetime, now: datetime) -> list[ReplicaArticle]:
        articles = []
        for record in (*load_records(self.site), *self.added):
            due = record.values.get("corrected_day")
            late = due is not None and now >= clock - timedelta(days=int(due))
            corrected = late or record.key in self.corrected
            article = render(record, clock, corrected=corrected)
            if article.published <= now:
                stamp = article.published + timedelta(minutes=7 if corrected else 0)
                articles.append(replace(article, modified=stamp))
        return articles


def _share(entries: Sequence[SiteEntry], order: int) -> tuple[SiteEntry, ...]:
    """The entries of a column; one that no article belongs to lists the whole site."""
    return tuple(entry for entry in entries if entry.article.column == order) or tuple(entries)


_UNFIT = {"pinned", "rows", "count", "units"}
"""What a record has that cannot be told again with other people on another day."""
_KEPT = {
    "pattern",
    "team",
    "target",
    "area",
    "zip",
    "city",
    "source",
    "place",
    "level",
    "org",
    "column",
    "round",
    "term",
}


def _split(path: str) -> tuple[str, dict[str, str]]:
    route, _, query = path.partition("?")
    return route, dict(parse_qsl(query, keep_blank_values=True))
