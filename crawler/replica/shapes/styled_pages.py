"""Pages written from texts/shapes.toml: a platform is its templates, its paths, and how its pages are called."""

import tomllib
from collections.abc import Callable
from functools import cache
from html import escape
from string import Template
from typing import Any

from crawler.replica.cast import draw
from crawler.replica.corpus import TEXTS, ReplicaArticle
from crawler.replica.resources import Resource
from crawler.replica.shapes.base import (
    Column,
    Shape,
    SiteEntry,
    SiteView,
    Tree,
    sort_query,
    write_breaks,
    write_paragraphs,
)

_ON_HOME = 12

Locate = Callable[[Column, ReplicaArticle], str]
NamePage = Callable[[SiteView, Column, int, int], str]
"""The path of page `number` (from 2) of `count`."""


@cache
def load_templates() -> dict[str, dict[str, Any]]:
    """Every platform's templates."""
    return tomllib.loads((TEXTS / "shapes.toml").read_text("utf-8"))


def make_shape(name: str, locate: Locate, name_page: NamePage) -> Shape:
    """A platform of static (or queried) pages."""

    def build(view: SiteView) -> Tree:
        return Tree(build_pages(name, view, name_page))

    return Shape(locate, build)


def build_pages(name: str, view: SiteView, name_page: NamePage) -> dict[str, Resource]:
    """Every listing page and article of a site."""
    pages: dict[str, Resource] = {}
    for column in view.columns:
        parts = view.cut(column)
        paths = [column.path, *(name_page(view, column, number, len(parts)) for number in range(2, len(parts) + 1))]
        for number, (path, entries) in enumerate(zip(paths, parts, strict=True), 1):
            pages[sort_query(path)] = view.encode(write_listing(name, view, column, entries, number, paths))
        for entry in column.entries:
            pages[sort_query(entry.path)] = view.encode(write_article(name, view, entry), entry)
    return pages


def write_listing(
    name: str,
    view: SiteView,
    column: Column,
    entries: tuple[SiteEntry, ...],
    number: int,
    paths: list[str],
    request: str = "",
) -> str:
    """One page of a listing; `paths` are those of all its pages, `request` what a script of it asks for."""
    templates = load_templates()[name]
    names = [_spell(view, templates, escape(path)) for path in paths]
    following = names[min(number, len(names) - 1)]
    ends = {"next": following, "following": number + 1, "end": names[-1], "first": names[0]}
    turn = templates.get("turn", "") if number < len(paths) else templates.get("last", "")
    numbers = [
        _fill(templates.get("here" if page == number else "page", ""), href=href, page=page)
        for page, href in enumerate(names, 1)
    ]
    return _fill(
        templates["listing"],
        head=view.head(f"{column.name}_{view.name}"),
        rows=write_rows(name, view, column, entries),
        turn=_fill(turn, **ends),
        numbers="".join(numbers),
        number=number,
        count=len(paths),
        total=len(column.entries),
        each=view.per_page,
        site=escape(view.name),
        column=escape(column.name),
        stem=column.path.rpartition("/")[2].partition(".")[0],
        first=names[0],
        request=request,
    ).lstrip()


def write_home(view: SiteView, column: Column) -> Resource:
    """A site's home page: its newest entries of every column."""
    return view.encode(write_listing("home", view, column, view.entries[:_ON_HOME], 1, [column.path]))


def write_rows(name: str, view: SiteView, column: Column, entries: tuple[SiteEntry, ...]) -> str:
    """The rows of a listing page."""
    templates = load_templates()[name]
    base = column.folder if templates.get("base") == "folder" else ""

    def write(href: str, title: str, date: str) -> str:
        return _fill(templates["row"], href=_spell(view, templates, href), title=title, date=date)

    return view.rows(entries, base, write)


def write_article(name: str, view: SiteView, entry: SiteEntry) -> str:
    """An article's page."""
    templates = load_templates()[name]
    if templates.get("breaks"):
        body = write_breaks(entry)
    else:
        body = write_paragraphs(entry, opening="<p>" + templates.get("indent", "　　"))
    return _fill(
        templates["article"],
        head=view.head(entry.title),
        metas=view.head(entry.title, _write_metas(view, entry)),
        title=escape(entry.title),
        minute=entry.minute,
        date=entry.date,
        source=escape(entry.article.source),
        body=body,
        id=entry.article.number,
        views=60 + draw(entry.article.key, 9000),
        site=escape(view.name),
    ).lstrip()


def _spell(view: SiteView, templates: dict[str, Any], path: str) -> str:
    """An address as the platform writes it: whole, with the default port, where it does so."""
    port = templates.get("port")
    whole = port and path.startswith("/") and not path.startswith("//")
    return f"http://{view.host}:{port}{path}" if whole else path


def _write_metas(view: SiteView, entry: SiteEntry) -> str:
    """The meta tags of the government-site guideline, with the defects they are known for."""
    values = {
        "SiteName": view.name,
        "ColumnName": "null",
        "ArticleTitle": entry.title,
        "PubDate": entry.minute,
        "ContentSource": entry.article.source,
    }
    return "\n".join(f'<meta name="{name}" content="{escape(value)}" />' for name, value in values.items())


def _fill(template: str, **values: object) -> str:
    return Template(template).safe_substitute(values)
