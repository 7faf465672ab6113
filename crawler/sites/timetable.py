"""When each site is asked: a day's plan that spreads the sites over hours and minutes and asks an idle site little."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from crawler.model.site import Site

MOST_IDLE = 9
"""The most requests a day to a site with nothing new, but for those it takes to look once."""

_HOURS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The runs of one site in a day: `minute` of each of `hours`, in Beijing.

    `requests` are those of one run that finds nothing new (each listing and each host's robots.txt once). `busy`: a
    round is on, so that it is asked every hour.
    """

    site: str
    minute: int
    hours: tuple[int, ...]
    requests: int
    busy: bool

    @property
    def a_day(self) -> int:
        """Requests a day while nothing new comes."""
        return self.requests * len(self.hours)


def plan_day(sites: Iterable[Site], busy: Collection[str] = ()) -> tuple[Visit, ...]:
    """The visits of the sites, by minute and id. A busy site is asked every hour, an idle one as often as MOST_IDLE
    allows and once at least, both within the hours of its seed; hours and minutes follow from the site's id alone, so
    that a new site moves no other.
    """
    visits = [_plan(site, site.id in busy) for site in sites]
    return tuple(sorted(visits, key=lambda visit: (visit.minute, visit.site)))


def _plan(site: Site, busy: bool) -> Visit:
    hosts = {urlsplit(listing.url).hostname for listing in site.listings}
    requests = len(site.listings) + len(hosts)
    allowed = _list_hours(site)
    runs = len(allowed) if busy else min(len(allowed), max(1, MOST_IDLE // requests))
    place = int.from_bytes(sha256(site.id.encode()).digest()[:4])
    first = place // 60 % len(allowed)
    turns = (allowed[(first + len(allowed) * turn // runs) % len(allowed)] for turn in range(runs))
    return Visit(site=site.id, minute=place % 60, hours=tuple(sorted(turns)), requests=requests, busy=busy)


def _list_hours(site: Site) -> list[int]:
    """The hours of a day that lie wholly within those in which the site may be asked; that of their beginning where
    none does.
    """
    if site.hours is None:
        return list(range(_HOURS))
    start, end = (moment.hour * 60 + moment.minute for moment in site.hours)
    length = (end - start) % (_HOURS * 60)
    whole = [hour for hour in range(_HOURS) if (hour * 60 - start) % (_HOURS * 60) + 60 <= length]
    return whole or [site.hours[0].hour]


def count_by_hour(visits: Iterable[Visit]) -> dict[int, int]:
    """The requests of every hour of a day with nothing new."""
    counts = dict.fromkeys(range(_HOURS), 0)
    for visit in visits:
        for hour in visit.hours:
            counts[hour] += visit.requests
    return counts
