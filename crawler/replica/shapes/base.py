"""What the shapes share: the view of a site they render, rows and pages of a listing, the blocks of an article."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.replica.copies import to_mirror
from crawler.replica.corpus import ReplicaArticle
from crawler.replica.faults import ServedFault
from crawler.replica.resources import Encoding, Resource, encode_page

_ENDLESS_PAGES = 300
_BAD_LINKS = ("http://[x", "javascript:void(0)", "http://www.example.com:99999/a.html", "mailto:a@b", "file:///etc/passwd",
              "//127.0.0.1/t20200101_1.html", "", "#")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEntry:
    """An article and the path it stands at."""

    path: str
    article: ReplicaArticle

    @property
    def title(self) -> str:
        """The title as the listing and the article's page show it."""
        return to_mirror(self.article.title) if self.article.form == "mirror" else self.article.title

    @property
    def date(self) -> str:
        """YYYY-MM-DD as the listing shows it."""
        return f"{self.article.published:%Y-%m-%d}"

    @property
    def minute(self) -> str:
        """YYYY-MM-DD HH:MM as the article's page shows it."""
        return f"{self.article.published:%Y-%m-%d %H:%M}"

    @property
    def blocks(self) -> list[str | list[list[str]]]:
        """The body: paragraphs, and tables as rows of cells."""
        text = to_mirror(self.article.text) if self.article.form == "mirror" else self.article.text
        blocks: list[str | list[list[str]]] = []
        for line in filter(None, map(str.strip, text.splitlines())):
            if not line.startswith("|"):
                blocks.append(line)
                continue
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if blocks and isinstance(blocks[-1], list):
                blocks[-1].append(cells)
            else:
                blocks.append([cells])
        return blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One listing of a site: its first page's address, and its entries, newest first."""

    url: str
    position: int
    entries: tuple[SiteEntry, ...]

    @property
    def path(self) -> str:
        """The path (and query) of the first page."""
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    @property
    def is_home(self) -> bool:
        """Whether it is the site's home page."""
        return self.path == "/"

    @property
    def folder(self) -> str:
        """The path up to and with the last slash."""
        return urljoin(self.path, ".")

    @property
    def name(self) -> str:
        """The last folder's name, `home` for the root."""
        return self.folder.strip("/").rpartition("/")[2] or "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """A site at one moment, as its shape renders it. `entries`: of every column."""

    name: str
    host: str
    columns: tuple[Column, ...]
    entries: tuple[SiteEntry, ...]
    per_page: int
    encoding: Encoding
    modified: datetime | None
    tagged: bool
    fault: ServedFault | None

    @property
    def hides_entries(self) -> bool:
        """Whether a fault takes the links out of the listings."""
        return self.fault is not None and self.fault.trouble in ("empty", "redesign")

    def encode(self, html: str, entry: SiteEntry | None = None) -> Resource:
        """A page of this site: an article's when `entry` is given, else a listing."""
        modified = self.modified if entry is None or self.modified is None else entry.article.modified
        return encode_page(html, self.encoding, modified=modified, tagged=self.tagged)

    def head(self, title: str, extra: str = "") -> str:
        """The head of a page, with the charset as this site declares it."""
        meta = (
            f'<meta http-equiv="Content-Type" content="text/html; charset={self.encoding.meta}">'
            if self.encoding.meta
            else ""
        )
        return f"<!DOCTYPE html>\n<html>\n<head>\n{meta}\n<title>{escape(title)}</title>\n{extra}\n</head>\n"

    def cut(self, column: Column) -> list[tuple[SiteEntry, ...]]:
        """The column's pages: at least one, the last one shorter."""
        size = self.per_page
        pages = [column.entries[start : start + size] for start in range(0, len(column.entries), size)] or [()]
        if self.fault is not None and self.fault.trouble == "calendar":
            pages += [pages[-1]] * (_ENDLESS_PAGES - len(pages))
        return pages

    def rows(
        self, entries: Sequence[SiteEntry], base: str, row: Callable[[str, str, str], str], sep: str = "\n"
    ) -> str:
        """Rows of a listing by `row(href, title, date)`; hrefs relative to the folder `base`, or whole paths."""
        trouble = self.fault.trouble if self.fault else None
        if trouble == "empty":
            return ""
        if trouble == "redesign":
            return sep.join(
                f'<div class="card" data-id="{entry.article.number}" onclick="openArticle(this)"><i></i></div>'
                for entry in entries
            )
        bad = [row(escape(href), "巡视工作动态", "") for href in _BAD_LINKS] if trouble == "bad-links" else []
        good = [row(escape(relate(entry.path, base)), escape(entry.title), entry.date) for entry in entries]
        return sep.join(bad + good)


@dataclass(frozen=True, slots=True)
class Tree:
    """Every page of a site by path with sorted query; `dynamic` answers paths that a query builds."""

    pages: dict[str, Resource]
    dynamic: Callable[[str, dict[str, str]], Resource | None] | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """How a platform writes: where an article of a column stands, and every page of a site."""

    locate: Callable[[Column, ReplicaArticle], str]
    build: Callable[[SiteView], Tree]


def sort_query(path: str) -> str:
    """A path with the parts of its query in order, as `Tree.pages` has them."""
    route, _, query = path.partition("?")
    return f"{route}?{urlencode(sorted(parse_qsl(query, keep_blank_values=True)))}" if query else route


def relate(path: str, base: str) -> str:
    """`path` as `./x` under the folder `base`, with `../` above it; `path` itself when `base` is empty."""
    if not base:
        return path
    ups = 0
    folder = base
    while not path.startswith(folder):
        folder = re.sub(r"[^/]+/$", "", folder)
        ups += 1
    return ("../" * ups or "./") + path.removeprefix(folder)


def write_paragraphs(entry: SiteEntry, *, opening: str = "<p>　　", closing: str = "</p>") -> str:
    """The body as paragraphs and tables."""
    parts = []
    for block in entry.blocks:
        if isinstance(block, str):
            parts.append(f"{opening}{escape(block, quote=False)}{closing}")
        else:
            parts.append(write_table(block))
    return "\n".join(parts)


def write_breaks(entry: SiteEntry) -> str:
    """The body as one run of text with line breaks, as old editors left it."""
    return write_paragraphs(entry, opening="&nbsp;&nbsp;&nbsp;&nbsp;", closing="<br>\n<br>")


def write_table(rows: Sequence[Sequence[str]]) -> str:
    """A table with one row a line."""
    lines = ["<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>" for row in rows]
    return '<table border="1" cellspacing="0"><tbody>' + "\n".join(lines) + "</tbody></table>"
