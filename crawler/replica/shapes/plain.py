"""Three small sites of their own making: a writers' association, an agency with tables, a bulletin in long lists."""

from collections.abc import Callable
from html import escape

from crawler.replica.corpus import Article
from crawler.replica.people import draw
from crawler.replica.resources import Resource
from crawler.replica.shapes.base import Column, Entry, Shape, SiteView, Tree, write_breaks, write_paragraphs


def build_with(
    list_page: Callable[[SiteView, Column, tuple[Entry, ...], int, int], str],
    article_page: Callable[[SiteView, Entry], str],
    name_page: Callable[[Column, int], str],
) -> Callable[[SiteView], Tree]:
    """A tree of listings (`list_page(view, column, entries, number, count)`, pages counted from 1) and articles."""

    def build(view: SiteView) -> Tree:
        pages: dict[str, Resource] = {}
        for column in view.columns:
            parts = view.cut(column)
            for number, entries in enumerate(parts, 1):
                html = list_page(view, column, entries, number, len(parts))
                pages[column.path if number == 1 else name_page(column, number)] = view.encode(html)
            for entry in column.entries:
                pages[entry.path] = view.encode(article_page(view, entry), entry)
        return Tree(pages)

    return build


def _name_suffix(extension: str) -> Callable[[Column, int], str]:
    return lambda column, number: f"{column.folder}index_{number}.{extension}"


def _name_query(column: Column, number: int) -> str:
    return f"{column.path}?page={number}"


def _locate_writers(column: Column, article: Article) -> str:
    milliseconds = int(article.published.timestamp()) * 1000 + article.number % 1000
    return f"{column.folder}{article.published:%Y%m%d}/{milliseconds}.shtml"


def _list_writers(view: SiteView, column: Column, entries: tuple[Entry, ...], number: int, count: int) -> str:
    rows = view.rows(
        entries,
        column.folder,
        lambda href, title, date: f'<dl><dt><a href="{href}">{title}</a></dt><dd>{date}</dd></dl>',
    )
    turn = f'<a href="index_{number + 1}.shtml">下一页</a>' if number < count else "<span>下一页</span>"
    return (
        view.head(f"作家动态_{view.name}")
        + '<body>\n<div class="top"><a href="/">首页</a><a href="/topnews/">要闻</a></div>\n'
        + f'<div class="newslist">\n{rows}\n</div>\n<div class="turn">第{number}页/共{count}页 {turn}</div>\n'
        + "<div class='bottom'>江苏省作家协会主办 苏ICP备00000000号</div></body></html>"
    )


def _write_writers(view: SiteView, entry: Entry) -> str:
    views = 300 + draw(entry.article.key, 9000)
    return (
        view.head(f"{entry.title}_{view.name}")
        + f'<body>\n<div class="top"><a href="/">首页</a></div>\n<div class="arc"><h2>{escape(entry.title)}</h2>\n'
        + f'<div class="sub">({entry.minute}) {views}</div>\n'
        + f'<div class="txt">\n{write_paragraphs(entry)}\n</div></div>\n'
        + "<div class='bottom'>江苏省作家协会主办 苏ICP备00000000号</div></body></html>"
    )


def _locate_agency(column: Column, article: Article) -> str:
    return f"{column.folder}show/{article.published:%Y/%m%d}/{article.number}.html"


def _list_agency(view: SiteView, column: Column, entries: tuple[Entry, ...], number: int, count: int) -> str:
    rows = view.rows(
        entries, "",
        lambda href, title, date: f'<tr><td>·<a href="{href}" class="black">{title}</a></td><td>[{date}]</td></tr>',
    )  # fmt: skip
    names = [column.path if page == 1 else _name_suffix("html")(column, page) for page in range(1, count + 1)]
    links = " ".join(
        f"<b>{page}</b>" if page == number else f'<a href="{name}">{page}</a>' for page, name in enumerate(names, 1)
    )
    turn = f'<a href="{names[number]}">下一页</a> <a href="{names[-1]}">末页</a>' if number < count else "下一页 末页"
    return (
        view.head(view.name)
        + '<body>\n<table width="960"><tr><td><a href="/">网站首页</a></td></tr></table>\n'
        + f'<table class="list">\n{rows}\n</table>\n'
        + f"<p align=center>{links} {turn}</p>\n<p>Copyright 长株潭两型试验网</p></body></html>"
    )


def _write_agency(view: SiteView, entry: Entry) -> str:
    return (
        view.head(entry.title)
        + f'<body>\n<table width="960"><tr><td class="title" align="center"><h1>{escape(entry.title)}</h1></td></tr>\n'
        + f'<tr><td align="center">发布日期：{entry.date}　来源：{escape(entry.article.source)}　'
        + "字体：大 中 小</td></tr>\n"
        + f'<tr><td class="content"><div id="content">{write_breaks(entry)}</div></td></tr></table>\n'
        + "<p>Copyright 长株潭两型试验网</p></body></html>"
    )


def _locate_bulletin(column: Column, article: Article) -> str:
    return f"{column.folder}content/{article.number}.html"


def _list_bulletin(view: SiteView, column: Column, entries: tuple[Entry, ...], number: int, count: int) -> str:
    rows = view.rows(
        entries, "", lambda href, title, date: f"<li><em>{date}</em><a href='{href}' title='{title}'>{title}</a></li>"
    )
    turn = f"<a href='{_name_query(column, number + 1)}'>下一页</a>" if number < count else ""
    return (
        view.head(view.name)
        + "<body>\n<div id='nav'><a href='/'>首页</a> <a href='/about.html'>机构设置</a></div>\n"
        + f"<ul class='news'>\n{rows}\n</ul>\n<div class='pager'>共{count}页 当前第{number}页 {turn}</div>\n"
        + "<div id='foot'>举报网站 电话：12388</div></body></html>"
    )


def _write_bulletin(view: SiteView, entry: Entry) -> str:
    views = 60 + draw(entry.article.key, 3000)
    return (
        view.head(entry.title)
        + f"<body>\n<div id='nav'><a href='/'>首页</a></div>\n<div class='article'><h3>{escape(entry.title)}</h3>\n"
        + f"<p class='meta'>来源：{escape(entry.article.source)} 发布时间：{entry.minute}:00 阅读量：{views}</p>\n"
        + f"<div class='body'>\n{write_paragraphs(entry, opening='<p>&nbsp;&nbsp;&nbsp;&nbsp;')}\n</div></div>\n"
        + "<div id='foot'>举报网站 电话：12388</div></body></html>"
    )


WRITERS = Shape(_locate_writers, build_with(_list_writers, _write_writers, _name_suffix("shtml")))
AGENCY = Shape(_locate_agency, build_with(_list_agency, _write_agency, _name_suffix("html")))
BULLETIN = Shape(_locate_bulletin, build_with(_list_bulletin, _write_bulletin, _name_query))
