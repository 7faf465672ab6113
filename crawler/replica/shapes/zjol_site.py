"""The zjol news CMS: the column page shows the newest entries, older pages are numbered from the oldest one.

`count_page_list_*.js` says how many older pages there are; the column page links the newest of them.
"""

from html import escape

from crawler.replica.corpus import ReplicaArticle
from crawler.replica.resources import Resource
from crawler.replica.shapes.base import Column, Shape, SiteEntry, SiteView, Tree, write_paragraphs


def locate(column: Column, article: ReplicaArticle) -> str:
    """`<column>/YYYYMM/tYYYYMMDD_<id>.shtml`."""
    return f"{column.folder}{article.published:%Y%m/t%Y%m%d}_2{article.number}.shtml"


def build(view: SiteView) -> Tree:
    """Listings, their older pages and counting scripts, and articles."""
    pages: dict[str, Resource] = {}
    for column in view.columns:
        newest, *older = view.cut(column)
        script = f"{_find_folder(column)}count_page_list_{_number(column)}.js"
        pages[script] = Resource(body=f"var maxpage = {len(older)};\n".encode(), content_type="application/javascript")
        turn = f'<script language="javascript" src="{script}"></script>' if older else ""
        pages[column.folder] = pages[column.folder + "index.shtml"] = view.encode(
            _write_listing(view, column, newest, turn)
        )
        for position, entries in enumerate(older):
            number = len(older) - position
            html = _write_listing(view, column, entries, _write_turn(column, number, len(older)))
            pages[_locate_older(column, number)] = view.encode(html)
        for entry in column.entries:
            pages[entry.path] = view.encode(_write_article(view, entry), entry)
    return Tree(pages)


def _number(column: Column) -> str:
    return f"0112{column.position + 3:03d}000000000000"


def _find_folder(column: Column) -> str:
    """Where the counting script and the older pages stand (with the doubled slash the platform writes)."""
    number = _number(column)
    return f"{column.folder}system/count//{number[:7]}/{number[7:]}/"


def _locate_older(column: Column, number: int) -> str:
    digits = f"{number:09d}"
    return f"{_find_folder(column)}{digits[:3]}/{digits[3:6]}/c{_number(column)}_{digits}.shtml"


def _write_turn(column: Column, number: int, count: int) -> str:
    newer = column.folder if number == count else _locate_older(column, number + 1)
    older = f' <a href="{_locate_older(column, number - 1)}">下一页</a>' if number > 1 else ""
    return f'<a href="{newer}">上一页</a>{older}'


def _write_listing(view: SiteView, column: Column, entries: tuple[SiteEntry, ...], turn: str) -> str:
    rows = view.rows(
        entries,
        "",
        lambda href, title, date: f'<li><span>{date}</span><a href="{href}" target="_blank">{title}</a></li>',
    )
    return (
        view.head(f"{view.name}-{column.name}")
        + f'<body>\n<div class="path">您当前的位置：<a href="/">首页</a> &gt; {escape(column.name)}</div>\n'
        + f'<ul class="listUl">\n{rows}\n</ul>\n<div class="pages">{turn}</div>\n{_FOOT}'
    )


def _write_article(view: SiteView, entry: SiteEntry) -> str:
    return (
        view.head(entry.title)
        + '<body>\n<!-- enorth cms block -->\n<div class="artTit"><h1>'
        + f'{escape(entry.title)}</h1></div>\n<div class="info"><span id="pubtime_baidu">{entry.minute}</span> '
        + f'<span id="source_baidu">来源：{escape(entry.article.source)}</span></div>\n'
        + f'<div class="artCon">\n{write_paragraphs(entry)}\n<p class="editor">编辑：本网</p></div>\n{_FOOT}'
    )


_FOOT = "<div class='footer'><p>中共浙江省纪律检查委员会 浙江省监察委员会 主办</p></div>\n</body></html>\n"

SHAPE = Shape(locate, build)
