"""What a listing reader gives: the links of one listing page, what could not be read, and where to go on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingLink:
    """One entry of a listing.

    `url` is absolute and as the page gives it (not canonical). `date` is `YYYY-MM-DD` or None; `yearless` the printed
    `--MM-DD` where the page alone does not tell the year, `told` the day in words where nothing
    else names it (3小时前). `pinned` entries stand on top in spite of an older date (置顶): they say nothing of where
    the known part of the listing begins.
    """

    url: str
    title: str
    date: str | None = None
    pinned: bool = False
    yearless: str | None = None
    told: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLink:
    """An entry whose address cannot be followed, and why; `href` is as printed, or absolute where that was found."""

    href: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """One listing page as read.

    `next_url` is the next (older) page, None at the end. `data_url` is set when the entries of this very page lie in a
    plain request of their own: fetch it and read the answer by `read_listing` in place of this page. `platform` names
    the reader that found the entries (see crawler/model/platforms.py). `cut`: there is more on the page than is read.
    """

    links: tuple[ListingLink, ...] = ()
    bad: tuple[BadLink, ...] = ()
    next_url: str | None = None
    data_url: str | None = None
    platform: str = "plain"
    cut: bool = False
