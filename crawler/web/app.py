"""The web place: routes, headers, and nothing that writes to the store.

Every answer carries a content security policy that lets nothing in but this host's own style and script; the archived
page stands in a frame of its own without any right. ETag and Last-Modified come from the store's generation.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from crawler.exports.text import encode_json
from crawler.model.config import Config
from crawler.model.filter import Filter
from crawler.model.outcomes import XunshiError
from crawler.model.provinces import list_provinces
from crawler.model.site import Site
from crawler.model.wording import KINDS, LEVELS
from crawler.web import plots, views
from crawler.web.finding import FACETS, SearchIndex
from crawler.web.marking import name_anchor

if TYPE_CHECKING:
    from crawler.store import Store

_FOLDER = Path(__file__).parent
_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"
_ARCHIVE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_PAGE = 20
_LONGEST_WORDS = 200
_STATIC = {"style.css": "text/css; charset=utf-8", "script.js": "text/javascript; charset=utf-8"}


@dataclass(slots=True)
class Place:
    """What the pages are made from. One thread uses it."""

    store: "Store"
    config: Config
    sites: Mapping[str, Site]
    index: SearchIndex
    templates: Environment

    @property
    def names(self) -> dict[str, str]:
        """What sites are called."""
        return {site.id: site.name for site in self.sites.values()}


def make_templates() -> Environment:
    """The templates, which escape whatever they print."""
    templates = Environment(loader=FileSystemLoader(_FOLDER / "templates"), autoescape=True, undefined=StrictUndefined)
    templates.globals.update(
        name_anchor=name_anchor,
        provinces=list_provinces(),
        kinds={code: label.chinese for code, label in KINDS.items()},
        levels={code: label.chinese for code, label in LEVELS.items()},
    )
    templates.filters["day"] = lambda value: (value or "")[:10]
    return templates


class Pages:
    """The pages, one a method: from a request to an answer."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def _render(self, name: str, status: int = 200, **values: Any) -> Response:
        page = self._place.templates.get_template(name).render(names=self._place.names, **values)
        return HTMLResponse(page, status_code=status)

    def _miss(self, what: str) -> Response:
        return self._render("missing.html", 404, what=what)

    def _show_start(self) -> views.StartPage:
        return views.show_start(self._place.store, self._place.sites, datetime.now(UTC).date())

    def start(self, request: Request) -> Response:
        """What began lately, where, and how the sites are."""
        shown = self._show_start()
        tiles = plots.draw_tiles(shown.by_province, list_provinces())
        return self._render("start.html", shown=shown, tiles=tiles, bars=plots.draw_bars(shown.months, "每月通告数"))

    def search(self, request: Request) -> Response:
        """What is found, with the facets to narrow it."""
        self._place.index.update(self._place.store)
        asked = request.query_params.get("q", "")[:_LONGEST_WORDS]
        chosen = {name: value for name in FACETS if (value := request.query_params.get(name))}
        at = _read_page(request.query_params.get("page", "1"))
        answer = self._place.index.search(asked, chosen, (at - 1) * _PAGE, _PAGE)

        def link(**changes: str | None) -> str:
            told = {"q": asked, **chosen, **changes}
            return "/search?" + urlencode({key: value for key, value in told.items() if value})

        last = -(-answer.total // _PAGE)
        return self._render("search.html", asked=asked, chosen=chosen, answer=answer, link=link, page=at, pages=last)

    def notice(self, request: Request) -> Response:
        """A notice with the words that prove each value."""
        shown = views.show_notice(self._place.store, request.path_params["id"], self._place.names)
        return self._miss("没有这篇通告 No such notice") if shown is None else self._render("notice.html", shown=shown)

    def notice_json(self, request: Request) -> Response:
        """A notice as it is published."""
        published = views.find_published(self._place.store, request.path_params["id"])
        if published is None:
            return PlainTextResponse("no such notice\n", status_code=404)
        return Response(encode_json(published) + b"\n", media_type="application/json")

    def archived(self, request: Request) -> Response:
        """The archived page of a notice."""
        return _show_archived(self._place, request.path_params["id"])

    def _list(self, title: str, wanted: Filter) -> Response:
        found = views.list_notices(self._place.store, wanted)
        if not found:
            return self._miss(f"{title}：没有通告 no notices")
        months = views.count_months(found)
        bars = plots.draw_bars(months, "每月通告数")
        return self._render("list.html", title=title, notices=found, months=months, bars=bars)

    def province(self, request: Request) -> Response:
        """The notices of a province."""
        code = request.path_params["code"]
        return self._list(list_provinces().get(code, code), Filter(province=code))

    def site(self, request: Request) -> Response:
        """The notices that stand on a site."""
        ident = request.path_params["id"]
        return self._list(self._place.names.get(ident, ident), Filter(site=ident))

    def person(self, request: Request) -> Response:
        """The notices that name a person."""
        name = request.path_params["name"]
        return self._list(name, Filter(person=(name,)))

    def unit(self, request: Request) -> Response:
        """The notices of a unit, by a part of its name."""
        name = request.path_params["name"]
        return self._list(name, Filter(target=(name,)))

    def months_csv(self, request: Request) -> Response:
        """The numbers of the plot of months."""
        return _write_csv(("month", "notices"), self._show_start().months)

    def provinces_csv(self, request: Request) -> Response:
        """The numbers of the map."""
        return _write_csv(("province", "notices"), sorted(self._show_start().by_province.items()))

    def operator(self, request: Request) -> Response:
        """How each site's last run went."""
        return self._render("sites.html", rows=views.list_sites(self._place.store, self._place.sites))

    def static(self, request: Request) -> Response:
        """The style and the script."""
        name = request.path_params["name"]
        if name not in _STATIC:
            return PlainTextResponse("no such file\n", status_code=404)
        return Response((_FOLDER / "static" / name).read_bytes(), headers={"Content-Type": _STATIC[name]})


def make_app(place: Place) -> Starlette:
    """The application of a store."""
    pages = Pages(place)
    routes: list[tuple[str, Callable[[Request], Response]]] = [
        ("/", pages.start),
        ("/search", pages.search),
        ("/notice/{id}.json", pages.notice_json),
        ("/notice/{id}", pages.notice),
        ("/archived/{id}", pages.archived),
        ("/province/{code}", pages.province),
        ("/site/{id}", pages.site),
        ("/person/{name}", pages.person),
        ("/unit/{name}", pages.unit),
        ("/months.csv", pages.months_csv),
        ("/provinces.csv", pages.provinces_csv),
        ("/sites", pages.operator),
        ("/static/{name}", pages.static),
    ]

    def wrap(make: Callable[[Request], Response]) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            return _answer(place, request, make)

        return answer

    return Starlette(routes=[Route(path, wrap(make), methods=["GET"]) for path, make in routes])


def _read_page(number: str) -> int:
    return int(number) if number.isascii() and number.isdecimal() and 0 < len(number) < 5 and int(number) else 1


def _answer(place: Place, request: Request, make: Callable[[Request], Response]) -> Response:
    """An answer with its headers; 304 where the reader has it, one line where the store cannot be read."""
    try:
        generation = place.store.read_generations()
        tag = hashlib.sha256(
            f"{generation.store} {generation.generation} {request.url.path}?{request.url.query}".encode()
        )
        etag = f'"{tag.hexdigest()[:20]}"'
        known = request.headers.get("if-none-match") == etag
        response = Response(status_code=304) if known else make(request)
    except XunshiError as error:
        response = PlainTextResponse(f"{error}\n", status_code=503)
        etag = ""
    for name, value in {"Content-Security-Policy": _POLICY, **_HEADERS}.items():
        response.headers.setdefault(name, value)
    if response.status_code in (200, 304) and etag:
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
    return response


def _show_archived(place: Place, notice_id: str) -> Response:
    """The archived page, without any right to run, fetch or send anything."""
    from crawler.store.archive import Archive

    stored = None if notice_id in place.store.list_withheld() else place.store.find_notice(notice_id)
    if stored is None or stored.page.archive is None:
        return PlainTextResponse("no archived page\n", status_code=404)
    raw = Archive(place.config.archive_dir).read(stored.page.archive)
    headers = {"Content-Security-Policy": _ARCHIVE_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    kind = (raw.content_type or "text/html").partition(";")[0]
    if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
        kind = "text/plain"
    return Response(raw.body, headers={**headers, "Content-Type": f"{kind}; charset={stored.page.charset}"})


def _write_csv(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Response:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(head)
    writer.writerows(rows)
    return Response(stream.getvalue().encode("utf-8-sig"), media_type="text/csv")
