"""Platforms whose entries come by a request of their own: Hanweb (records in CDATA), mi4 (JSONP), a JSON answer."""

import json

from crawler.replica.corpus import ReplicaArticle
from crawler.replica.resources import Resource
from crawler.replica.shapes.base import Column, Shape, SiteEntry, SiteView, Tree, sort_query
from crawler.replica.shapes.catalogue import set_query
from crawler.replica.shapes.styled_pages import write_article, write_listing, write_rows

_UNIT = 12606
_PROXY = "/module/web/jpage/dataproxy.jsp?col=1&columnid={column}&page={page}&unitid=12606"


def _locate_hanweb(column: Column, article: ReplicaArticle) -> str:
    day = article.published
    return f"/art/{day.year}/{day.month}/{day.day}/art_{_find_column(column)}_{article.number}.html"


def _locate_mi4(column: Column, article: ReplicaArticle) -> str:
    return f"/xsxc/{article.published:%Y/%m/%d}/detail_{article.published:%Y%m%d}{article.number}.html"


def _locate_json(column: Column, article: ReplicaArticle) -> str:
    return f"{column.folder}{article.published:%Y%m}/{article.number}.html"


def _find_column(column: Column) -> str:
    return column.name.removeprefix("col")


def _write_group(view: SiteView, column: Column, entries: tuple[SiteEntry, ...], number: int, count: int) -> str:
    """One group of records, and the request for the next one."""
    rows = write_rows("hanweb", view, column, entries)
    records = "".join(f"<record><![CDATA[{row}]]></record>" for row in rows.splitlines())
    request = _PROXY.format(column=_find_column(column), page=number + 1)
    following = f'<nextgroup><![CDATA[<a href="{request}"></a>]]></nextgroup>' if number < count else ""
    return f"<datastore>{following}<recordset>{records}</recordset></datastore>"


def _build_hanweb(view: SiteView) -> Tree:
    pages = {entry.path: view.encode(write_article("hanweb", view, entry), entry) for entry in view.entries}
    for column in view.columns:
        parts = view.cut(column)
        names = [column.path, *(set_query(column.path, uid=_UNIT, pageNum=page) for page in range(2, len(parts) + 1))]
        for number, (name, entries) in enumerate(zip(names, parts, strict=True), 1):
            group = _write_group(view, column, entries, number, len(parts))
            html = write_listing("hanweb", view, column, (), number, names, group)
            pages[sort_query(name)] = view.encode(html)
            request = _PROXY.format(column=_find_column(column), page=number)
            pages[sort_query(request)] = Resource(body=group.encode(), content_type="text/xml; charset=utf-8")
    return Tree(pages)


def _build_mi4(view: SiteView) -> Tree:
    """Empty listing pages; the service answers any `limit` and `page`."""
    columns = {column.path.split("_")[1]: column for column in view.columns}
    pages = {entry.path: view.encode(write_article("mi4", view, entry), entry) for entry in view.entries}
    for subject, column in columns.items():
        call = f"/mi4-rest-api/pageArticles.js?wbId=20&subjectId={subject}&page=1&limit={view.per_page}"
        html = write_listing("mi4", view, _without_entries(column), (), 1, [column.path], call)
        pages[column.path] = view.encode(html)

    def answer(path: str, query: dict[str, str]) -> Resource | None:
        column = columns.get(query.get("subjectId", ""))
        if path != "/mi4-rest-api/pageArticles.js" or column is None:
            return None
        limit, page = int(query.get("limit", "10")), int(query.get("page", "1"))
        shown = () if view.hides_entries else column.entries[limit * (page - 1) : limit * page]
        articles = [
            {"title": entry.title, "url": entry.path, "miContentTxt": "", "pub_date": entry.minute} for entry in shown
        ]
        text = (
            f"var MI4_PAGE_ARTICLE = {json.dumps(articles, ensure_ascii=False)};\n"
            f"var _currPage = {page};\nvar _totalPage = {-(-len(column.entries) // limit)};\n"
        )
        return Resource(body=text.encode(), content_type="application/javascript; charset=utf-8")

    return Tree(pages, answer)


def _build_json(view: SiteView) -> Tree:
    """A page that asks for `list.json?page=1`."""
    pages = {entry.path: view.encode(write_article("embedded", view, entry), entry) for entry in view.entries}
    for column in view.columns:
        request = f"{column.folder}list.json?page=1"
        html = write_listing("embedded", view, _without_entries(column), (), 1, [column.path], request)
        pages[column.path] = view.encode(html)
        parts = view.cut(column)
        for number, entries in enumerate(parts, 1):
            shown = () if view.hides_entries else entries
            rows = [{"title": entry.title, "url": entry.path, "publishTime": entry.minute} for entry in shown]
            answer = {"page": number, "totalPage": len(parts), "total": len(column.entries), "list": rows}
            body = json.dumps(answer, ensure_ascii=False).encode()
            pages[f"{column.folder}list.json?page={number}"] = Resource(body=body, content_type="application/json")
    return Tree(pages)


def _without_entries(column: Column) -> Column:
    return Column(url=column.url, position=column.position, entries=())


SHAPES = {
    "hanweb": Shape(_locate_hanweb, _build_hanweb),
    "mi4": Shape(_locate_mi4, _build_mi4),
    "embedded": Shape(_locate_json, _build_json),
}
