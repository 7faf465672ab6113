"""Which files are published: the parts of the store that have feeds, and the files of each."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from crawler.exports.about import ALL_TITLE, NO_NAMES, About
from crawler.exports.formats import FEED_FORMATS, FORMATS
from crawler.exports.questions import SavedSearch, answer, read_searches
from crawler.exports.recorded import Records
from crawler.model.config import Config
from crawler.model.outcomes import ConfigError
from crawler.model.provinces import name_province
from crawler.model.wording import LEVELS

if TYPE_CHECKING:
    from crawler.store import Store

DELTAS, MONTHS = "deltas", "by-month"
LINES = "jsonl"
ALL = "all"
_RESERVED = frozenset({DELTAS, MONTHS, "province", "level", "search"})
"""Folders of feeds that no site can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """To whom feeds are shown: `names` of the sites by id, the address under which the folder is served, if any, and
    the searches that have a feed.
    """

    names: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    address: str | None = None
    searches: Sequence[SavedSearch] = ()

    def find_address(self, path: str) -> str | None:
        """The address of a file in the folder."""
        return None if self.address is None else f"{self.address.rstrip('/')}/{quote(path)}"

    @property
    def mark(self) -> str:
        """What tells it from another outlet: its feeds differ although the store is the same."""
        return hashlib.sha256(repr((sorted(self.names.items()), self.address)).encode()).hexdigest()[:8]


NOBODY = Outlet()


def open_outlet(config: Config) -> Outlet:
    """The outlet that the environment and `<data>/searches.toml` describe. Raises ConfigError."""
    names = config.site_names
    return Outlet(names=names, address=config.feeds_address, searches=read_searches(config.searches_path, names))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """One published file: its path below the folder, the part of the store it shows, and how to read that."""

    path: str
    format: str
    part: str = ALL
    title: str = ALL_TITLE
    month: str | None = None
    search: SavedSearch | None = None

    @property
    def newest(self) -> int | None:
        """How many of the newest notices it holds, None for all."""
        return FORMATS[self.format].newest

    @property
    def is_whole(self) -> bool:
        """Whether it grows with all that was ever published."""
        return self.newest is None and self.month is None

    @property
    def name(self) -> str:
        """What it is remembered by; the file of a search that was changed is another one."""
        return self.path if self.search is None else f"{self.path}#{self.search.mark}"

    @property
    def source(self) -> tuple[object, ...]:
        """What two files share that hold the same notices."""
        return (self.part, self.month, self.newest, self.search)

    def find_generation(self, scopes: Mapping[str, int]) -> int:
        """The generation that changed last what it shows."""
        if self.search is not None:
            return max(scopes.get(part, 0) for part in self.search.question.list_parts())
        return scopes.get(f"month:{self.month}" if self.month else self.part, 0)

    def find(self, store: "Store") -> list[str]:
        """The ids of the notices it must hold."""
        if self.search is not None:
            return answer(store, self.search.question, most=self.newest)
        return store.list_standing_ids(self.part, month=self.month, most=self.newest)

    def describe(self, outlet: Outlet, scopes: Mapping[str, int], records: Records) -> About:
        """What it says of itself."""
        folder = self.path.rpartition("/")[0]
        return About(
            key=f"notices/{folder}" if folder and self.month is None else "notices",
            title=self.title,
            address=outlet.find_address(self.path),
            home=outlet.find_address(""),
            generation=self.find_generation(scopes),
            site_names=outlet.names,
            **records.ask(),
        )


def list_files(scopes: Iterable[str], sites: Iterable[str], outlet: Outlet = NOBODY) -> list[FeedFile]:
    """Every file that is published of a store with these parts, of these sites, to this outlet."""
    names = sorted(scopes)
    standing = sorted({*sites, *_list_values("site", names)})
    check_names(standing)
    subscriptions = [name for name in FEED_FORMATS if FORMATS[name].newest is not None]
    parts = [("", ALL, ALL_TITLE, FEED_FORMATS)]
    parts += [
        (f"{site}/", f"site:{site}", f"{ALL_TITLE}：{outlet.names.get(site, site)}", FEED_FORMATS) for site in standing
    ]
    parts += [
        (f"province/{code}/", f"province:{code}", f"{ALL_TITLE}：{name_province(code)}", tuple(subscriptions))
        for code in _list_values("province", names)
    ]
    parts += [
        (f"level/{level}/", f"level:{level}", f"{ALL_TITLE}：{LEVELS[level].chinese}", tuple(subscriptions))
        for level in _list_values("level", names)
    ]
    files = [
        FeedFile(path=f"{folder}notices.{name}", format=name, part=part, title=title)
        for folder, part, title, formats in parts
        for name in formats
    ]
    files += [
        FeedFile(path=f"search/{search.name}/notices.{name}", format=name, title=search.title, search=search)
        for search in outlet.searches
        for name in subscriptions
    ]
    months = _list_values("month", names)
    return [*files, *(FeedFile(path=f"{MONTHS}/{month}.{LINES}", format=LINES, month=month) for month in months)]


def check_names(sites: Iterable[str]) -> None:
    """Raises ConfigError for a site that names no folder."""
    for site in sites:
        if site in {"", ".", "..", *_RESERVED} or Path(site).name != site:
            raise ConfigError(f"{site!r}: is no name of a site: its feeds have no folder")


def _list_values(kind: str, scopes: Iterable[str]) -> Iterator[str]:
    prefix = f"{kind}:"
    return (name.removeprefix(prefix) for name in scopes if name.startswith(prefix))
