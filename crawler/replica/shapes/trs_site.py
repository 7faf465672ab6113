"""TRS WCM: `./` links, createPageHTML, index_1.html as page 2; old, new and special columns as ccdi writes them."""

from datetime import timedelta
from functools import partial
from html import escape

from crawler.replica.corpus import ReplicaArticle
from crawler.replica.resources import Resource
from crawler.replica.shapes.base import Column, Shape, SiteEntry, SiteView, Tree, write_paragraphs

_COLUMNS = {"toutiao": "头条", "ldhd": "领导活动", "scdcn": "审查调查", "hygq": "回应关切", "lswhn": "历史文化"}
_MENU = "".join(f'<li><a href="/{path}/">{name}</a></li>' for path, name in _COLUMNS.items())


def locate(column: Column, article: ReplicaArticle) -> str:
    """`<column>/YYYYMM/tYYYYMMDD_<id>.html`; the day in it may differ from the one shown."""
    day = article.published + timedelta(days=article.url_days)
    return f"{column.folder}{day:%Y%m}/t{day:%Y%m%d}_{article.number}.html"


def build(view: SiteView, *, scripted: bool = False) -> Tree:
    """Listings and articles of every column; `scripted`: the links of the listings are written by scripts."""
    pages: dict[str, Resource] = {}
    for column in view.columns:
        parts = view.cut(column)
        for number, entries in enumerate(parts):
            html = _write_listing(view, column, entries, number, len(parts), scripted=scripted)
            name = "index.html" if number == 0 else f"index_{number}.html"
            pages[column.folder + name] = view.encode(html)
        pages[column.folder] = pages[column.folder + "index.html"]
        for entry in column.entries:
            pages.setdefault(entry.path, view.encode(_write_article(view, column, entry), entry))
    return Tree(pages)


def _is_special(column: Column) -> bool:
    return "/special" in column.folder


def _is_new(column: Column) -> bool:
    return column.name.endswith("n")


def _write_listing(
    view: SiteView, column: Column, entries: tuple[SiteEntry, ...], number: int, count: int, *, scripted: bool
) -> str:
    if scripted:
        shell, row = '<ul class="list_news">\n{}\n</ul>', _SCRIPTED_ROW
    elif _is_special(column):
        shell, row = '<div class="tith2"><a href="../">巡视工作</a></div>\n<ul class="list">\n{}\n</ul>', _SPECIAL_ROW
    elif _is_new(column):
        shell, row = '<ul class="list_news_dl2 fixed">\n{}\n</ul>', _NEW_ROW
    else:
        shell, row = '<ul class="list_news_dl fixed">\n{}\n</ul>', _OLD_ROW
    rows = view.rows(entries, column.folder, lambda href, title, date: row.format(href=href, title=title, date=date))
    return (
        view.head(view.name)
        + f'<body>\n<div class="nav"><ul>{_MENU}</ul></div>\n'
        + f'<div class="other_Location"><a href="/">首页</a> &gt; {escape(column.name)}</div>\n{shell.format(rows)}\n'
        + f'<div class="page"><script>createPageHTML({count}, {number}, "index", "html");</script></div>\n{_FOOT}'
    )


def _write_article(view: SiteView, column: Column, entry: SiteEntry) -> str:
    title = escape(entry.title)
    body = write_paragraphs(entry, opening='<p align="justify">　　' if _is_special(column) else "<p>　　")
    source = escape(entry.article.source)
    if _is_special(column):
        top = (
            f'<div class="fl"><span><a href="/">首页</a>&nbsp;&nbsp;&gt;&nbsp;中央巡视工作'
            f"&nbsp;&gt;&nbsp;巡视进驻</span></div>\n"
            f'<h2 class="tit">{title}</h2>\n'
            f'<div class="daty"><div class="daty_con"><em class="e e1">来源：{source}</em>'
            f'<em class="e e2">发布时间：{entry.minute}</em></div></div>\n'
            f'<div class="content"><div class=TRS_Editor><style>.TRS_Editor P{{line-height:2}}</style>\n'
            f"{body}</div></div>"
        )
    elif _is_new(column):
        top = (
            f'<div class="other_Location"><a href="/">首页</a> &gt; <a href="../">{escape(column.name)}</a></div>\n'
            f'<h2 class="tit">{title}</h2>\n<div class="source-box"><span>来源：{source}</span> '
            f"<span>发布时间：{entry.minute}</span> <span>分享</span></div>\n"
            f'<div class="bom-box"><div class="content"><div class="trs_editor_view TRS_UEDITOR">\n'
            f"{body}\n</div></div></div>"
        )
    else:
        top = (
            f'<h2 class="tit">{title}</h2>\n<div class="daty_con"><em class="e e1">来源：{source}</em>'
            f'<em class="e e2">发布时间：{entry.minute}</em></div>\n'
            f'<div class="content"><div class="TRS_Editor">\n{body}\n</div></div>'
        )
    return (
        view.head(f"{entry.title} — {view.name}") + f'<body>\n<div class="nav"><ul>{_MENU}</ul></div>\n{top}\n{_FOOT}'
    )


_SPECIAL_ROW = '<li class="fixed"><a href="{href}" target="_blank">{title}</a><span>{date}</span></li>'
_NEW_ROW = '<li><a target="_blank" href="{href}">{title}</a><span class="more">{date}</span></li>'
_OLD_ROW = '<li class="fixed"><a href="{href}" title="{title}">{title}</a><em>{date}</em></li>'
_SCRIPTED_ROW = (
    '<li><script>var str_1 = "{href}"; var str_2 = "{title}";'
    """document.write("<a href='" + str_1 + "'>" + str_2 + "</a>");</script><span>{date}</span></li>"""
)
_FOOT = (
    '<div class="foot"><a href="/about/">网站声明</a> | <a href="/map/">网站地图</a>'
    "<p>版权所有 未经授权禁止转载 举报电话:12388</p></div>\n</body>\n</html>\n"
)

SHAPE = Shape(locate, build)
SCRIPTED = Shape(locate, partial(build, scripted=True))
