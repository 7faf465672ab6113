"""What a published file says of itself: licence, source line, schema, generation; which part it shows, and where."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from crawler.model.fields.record import SCHEMA_VERSION

LICENCE = "CC-BY-4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
SOURCE = "xunshi, from the notices at the addresses it names; their texts stay their publishers'"
SOURCE_CHINESE = "xunshi，整理自所列网址的公开通告；原文版权归发布机关"
ALL_TITLE = "巡视巡察动员会"
NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """An edit of a notice's source: when it was found (as the contract prints times), the number of the state it
    replaced, and the published object of that state.
    """

    replaced_at: str
    revision: int
    before: Mapping[str, Any] = field(repr=False)
    changed: tuple[str, ...]


def _find_no_edits(_notice_id: str) -> Sequence[SourceEdit]:
    return ()


def _find_no_generation(_notice_id: str) -> int:
    return 0


def _withholds_nothing(_notice_id: str) -> bool:
    return False


def _find_same_unit(unit_id: str) -> str:
    return unit_id


def _find_nothing_before(_notice_id: str) -> Mapping[str, Any] | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a file shows. `key` is its lasting name, `title` what people call it; `address` is where it lies (None: not
    known); `generation` that of the store or of the part it shows.

    `parquet`: a table of the ledger is written as Parquet, not as CSV.

    `find_edits`, `find_generation` and `find_before` ask the store about one notice, by id: its edits, the
    generation that changed it last, and its published object as of the generation `since` (None: not there yet);
    `find_unit` tells by which id a unit is known today; `is_withheld` whether it is kept and not published.
    """

    key: str = "notices"
    title: str = ALL_TITLE
    address: str | None = None
    home: str | None = None
    generation: int = 0
    since: int = 0
    parquet: bool = False
    site_names: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    find_edits: Callable[[str], Sequence[SourceEdit]] = field(default=_find_no_edits, repr=False)
    find_generation: Callable[[str], int] = field(default=_find_no_generation, repr=False)
    find_before: Callable[[str], Mapping[str, Any] | None] = field(default=_find_nothing_before, repr=False)

    find_unit: Callable[[str], str] = field(default=_find_same_unit, repr=False)
    is_withheld: Callable[[str], bool] = field(default=_withholds_nothing, repr=False)

    def describe(self) -> dict[str, Any]:
        """Licence, source line, schema and generation by these names."""
        return {
            "licence": LICENCE,
            "licence_address": LICENCE_ADDRESS,
            "source": SOURCE,
            "schema": SCHEMA_VERSION,
            "generation": self.generation,
        }

    def name_site(self, site: str) -> str:
        """What a site is called; its id where that is not known."""
        return self.site_names.get(site, site)


NOTHING_KNOWN = About()
