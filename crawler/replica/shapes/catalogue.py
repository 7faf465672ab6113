"""Where each platform puts its articles and its listings' further pages; what they look like is texts/shapes.toml."""

from collections.abc import Callable
from hashlib import md5
from urllib.parse import parse_qsl, urlencode

from crawler.replica.corpus import ReplicaArticle
from crawler.replica.resources import Resource
from crawler.replica.shapes.base import Column, Shape, SiteView, Tree
from crawler.replica.shapes.styled_pages import build_pages, make_shape


def _split_stem(column: Column) -> tuple[str, str]:
    """The path of the first page without its extension, and the extension; `index` and `.html` for a folder."""
    folder, _, name = column.path.rpartition("/")
    stem, _, extension = name.rpartition(".")
    return (f"{folder}/{stem}", f".{extension}") if stem else (f"{folder}/index", ".html")


def set_query(path: str, **values: int) -> str:
    """A path with numbers put into its query."""
    route, _, query = path.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query) if name not in values]
    return f"{route}?{urlencode([*kept, *values.items()])}"


def name_jeecms(view: SiteView, column: Column, number: int, count: int) -> str:
    """Page k is `index_k.jhtml`, without the `/html` of the first page."""
    return f"{column.folder.removeprefix('/html')}index_{number}.jhtml"


def name_same_number(view: SiteView, column: Column, number: int, count: int) -> str:
    """Page k is `stem_k`."""
    stem, extension = _split_stem(column)
    return f"{stem}_{number}{extension}"


def name_index(view: SiteView, column: Column, number: int, count: int) -> str:
    """Page k is `index_k.shtml` in the column's folder."""
    return f"{column.folder}index_{number}.shtml"


def name_folder(view: SiteView, column: Column, number: int, count: int) -> str:
    """Page k is a folder of its own, `p/k/`."""
    return f"{column.folder}p/{number}/"


def name_counting_down(view: SiteView, column: Column, number: int, count: int) -> str:
    """VSB: page k of N is `stem/N-k+1`."""
    stem, extension = _split_stem(column)
    return f"{stem}/{count - number + 1}{extension}"


def name_reverse(view: SiteView, column: Column, number: int, count: int) -> str:
    """Reverse numbering: page k of N is `index{N-k+1}.shtml`."""
    return f"{column.folder}index{count - number + 1}.shtml"


def name_appended(view: SiteView, column: Column, number: int, count: int) -> str:
    """`list1.html` or `list.htm`: page k is `list{k}`."""
    stem, extension = _split_stem(column)
    return f"{stem.rstrip('0123456789')}{number}{extension}"


def name_dedecms(view: SiteView, column: Column, number: int, count: int) -> str:
    """`list_<type>_<k>.html`, also where page 1 is the folder."""
    stem, extension = _split_stem(column)
    kind = stem.rpartition("/")[2].split("_")[1] if "/list_" in stem else str(15 + column.position)
    return f"{column.folder}list_{kind}_{number}{extension}"


def name_plain_index(view: SiteView, column: Column, number: int, count: int) -> str:
    """Page k is `index_k.html` in the column's folder."""
    return f"{column.folder}index_{number}.html"


def name_below(view: SiteView, column: Column, number: int, count: int) -> str:
    """Page k lies below the column's own address: `<column>/p/k.html`."""
    return f"{column.path}/p/{number}.html"


def name_dashed(view: SiteView, column: Column, number: int, count: int) -> str:
    """`908-1.shtml`: page k is `908-k.shtml`."""
    stem, extension = _split_stem(column)
    return f"{stem.rpartition('-')[0]}-{number}{extension}"


def name_anhui(view: SiteView, column: Column, number: int, count: int) -> str:
    """`page_1.html`: page k is `page_k.html`; in the columns before that `index_k.html`."""
    stem = "page" if "/News/showList/" in column.folder else "index"
    return f"{column.folder}{stem}_{number}.html"


def name_query(view: SiteView, column: Column, number: int, count: int) -> str:
    """`page=k` in the query."""
    return set_query(column.path, page=number)


def name_current(view: SiteView, column: Column, number: int, count: int) -> str:
    """`cur_page=k` in the query."""
    return set_query(column.path, cur_page=number)


def name_offset(view: SiteView, column: Column, number: int, count: int) -> str:
    """An offset of entries, with the step beside it."""
    return set_query(column.path, ncount=view.per_page, nbegin=view.per_page * (number - 1))


def _hash(article: ReplicaArticle) -> str:
    return md5(article.key.encode(), usedforsecurity=False).hexdigest()


def _locate_founder(column: Column, article: ReplicaArticle) -> str:
    base = "/html/" if column.path.startswith("/html/") else "/"
    return f"{base}{article.published:%Y-%m/%d}/content_{article.number}.htm"


def _locate_reverse(column: Column, article: ReplicaArticle) -> str:
    return f"{column.folder}{article.published:%Y/%m/%d}/480760840195{article.number}.shtml"


def _locate_sitesources(column: Column, article: ReplicaArticle) -> str:
    """Sections with a folder of their own still have their articles below their site's code."""
    folder = column.folder if "/sitesources/" in column.folder else f"/sitesources/sjw/page_pc{column.folder}"
    return f"{folder}article{_hash(article)}.html"


def _locate_anhui(column: Column, article: ReplicaArticle) -> str:
    newer = "/News/showList/" in column.folder
    return f"/News/show/{article.number}.html" if newer else f"{column.folder}p/{article.number}.html"


def _locate_unpadded(column: Column, article: ReplicaArticle) -> str:
    day = article.published
    return f"/html/{day.year}{day.month}{day.day}/n245{article.number}.html"


def _locate_single(column: Column, article: ReplicaArticle) -> str:
    """Twenty digits twice."""
    day = article.published
    return f"/single/{day:%Y/%m/%d}/{day:%y%m%d%H%M%S}02{article.number}-180917130054{article.number}61.html"


def _locate_ucap(column: Column, article: ReplicaArticle) -> str:
    day = article.published
    return f"{column.folder}{day.year}/{day.month}/{day.day}/{_hash(article)}.shtml"


def _locate_phpcms(column: Column, article: ReplicaArticle) -> str:
    kind = dict(parse_qsl(column.path.partition("?")[2])).get("catid", "12")
    return f"/index.php?m=content&c=index&a=show&catid={kind}&id={article.number}"


def _locate_writers(column: Column, article: ReplicaArticle) -> str:
    milliseconds = int(article.published.timestamp()) * 1000 + article.number % 1000
    return f"{column.folder}{article.published:%Y%m%d}/{milliseconds}.shtml"


def _build_reverse(view: SiteView) -> Tree:
    """As its templates say; every fifth article answers with a meta refresh to where it really is."""
    pages = build_pages("reverse", view, name_reverse)
    for entry in view.entries:
        if entry.article.number % 5 == 0:
            real = f"/content{entry.path}"
            refresh = f"<html><head><meta http-equiv='refresh' content='0;URL={real}'></head><body></body></html>"
            pages[real], pages[entry.path] = pages[entry.path], Resource(body=refresh.encode())
    return Tree(pages)


_PATHS = {
    "jeecms": "{folder}{day:%Y%m%d}/{number}.html",
    "dedecms": "{folder}{day:%Y}{number}.html",
    "vsb": "/info/210{position}/{number}.htm",
    "webplus": "/{day:%Y/%m%d}/c{name}a{number}/page.htm",
    "guangdong": "{folder}content/post_{number}.html",
    "tongyuan": "/xsxc/{number}.htm",
    "query": "/page.php?xuh={number}",
    "was": "/xsgz/{day:%Y%m/t%Y%m%d}_{number}.html",
    "php": "/newsview.php?id={number}",
    "php-detail": "/gz_detail.php?id={number}",
    "category": "/contents/{number}.html",
    "staticpages": "/staticpages/{day:%Y%m%d}/gxjjw{short}-{number}.shtml",
    "eastday": "{folder}u1ai{number}.html",
    "zhuzhan": "{folder}{day:%Y%m%d}/{number}.html",
    "newslist": "/NewsShow/{number}.html",
    "dated-column": "/html/{day:%Y}/toutiao_{day:%m%d}/{number}.html",
    "rednet": "/yao_wen/267e63/10{number}.shtml",
    "cards": "{folder}{day:%Y}/{number}/",
    "agency": "{folder}show/{day:%Y/%m%d}/{number}.html",
    "bulletin": "{folder}content/{number}.html",
}
"""Where an article stands: its column's folder and name, its day, number and hash, its column's position."""


def _locate(name: str) -> Callable[[Column, ReplicaArticle], str]:
    def locate(column: Column, article: ReplicaArticle) -> str:
        return _PATHS[name].format(
            folder=column.folder,
            name=column.name,
            day=article.published,
            number=article.number,
            hash=_hash(article),
            short=_hash(article)[:8],
            position=column.position + 1,
        )

    return locate


SHAPES: dict[str, Shape] = {
    "founder": make_shape("founder", _locate_founder, name_same_number),
    "jeecms": make_shape("jeecms", _locate("jeecms"), name_jeecms),
    "dedecms": make_shape("dedecms", _locate("dedecms"), name_dedecms),
    "sitesources": make_shape("sitesources", _locate_sitesources, name_appended),
    "reverse": Shape(_locate_reverse, _build_reverse),
    "vsb": make_shape("vsb", _locate("vsb"), name_counting_down),
    "webplus": make_shape("webplus", _locate("webplus"), name_appended),
    "ucap": make_shape("ucap", _locate_ucap, name_same_number),
    "guangdong": make_shape("guangdong", _locate("guangdong"), name_same_number),
    "tongyuan": make_shape("tongyuan", _locate("tongyuan"), name_current),
    "phpcms": make_shape("phpcms", _locate_phpcms, name_query),
    "query": make_shape("query", _locate("query"), name_offset),
    "was": make_shape("was", _locate("was"), name_query),
    "writers": make_shape("writers", _locate_writers, name_index),
    "agency": make_shape("agency", _locate("agency"), name_same_number),
    "php": make_shape("php", _locate("php"), name_query),
    "php-detail": make_shape("php-detail", _locate("php-detail"), name_query),
    "category": make_shape("category", _locate("category"), name_below),
    "staticpages": make_shape("staticpages", _locate("staticpages"), name_dashed),
    "eastday": make_shape("eastday", _locate("eastday"), name_appended),
    "zhuzhan": make_shape("zhuzhan", _locate("zhuzhan"), name_plain_index),
    "unpadded": make_shape("unpadded", _locate_unpadded, name_plain_index),
    "single": make_shape("single", _locate_single, name_query),
    "newslist": make_shape("newslist", _locate("newslist"), name_query),
    "dated-column": make_shape("dated-column", _locate("dated-column"), name_plain_index),
    "rednet": make_shape("rednet", _locate("rednet"), name_plain_index),
    "anhui": make_shape("anhui", _locate_anhui, name_anhui),
    "cards": make_shape("cards", _locate("cards"), name_folder),
    "bulletin": make_shape("bulletin", _locate("bulletin"), name_query),
}
