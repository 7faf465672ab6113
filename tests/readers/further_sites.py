"""Listings of the platforms that few sites use, old and new, in the form of tests/readers/sites.py."""

from collections.abc import Callable

from tests.readers.shapes import day, title
from tests.readers.sites import EACH, ROOT, Answers, compact, counted, frame, numbers, ul


def definition_rows(hrefs: list[str], page: int) -> str:
    return "".join(
        f'<dl><dt><a href="{href}" target="_blank">{title(n)}</a></dt><dd class="time">[{day(n)}]</dd></dl>'
        for href, n in zip(hrefs, numbers(page), strict=True)
    )


def anhui_lists(pages: int, linked: bool = True) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/News/showList/6701/page_{page}.html"

    def text(page: int) -> str:
        rows = definition_rows([f"/News/show/{930000 - n}.html" for n in numbers(page)], page)
        after = f'<a href="{url(page + 1).removeprefix(ROOT)}">下一页</a>' if linked and page < pages else ""
        pager = f'<div class="fenye">共{pages}页 第{page}页 {after}</div>'
        return frame(f'<div class="news_row">{rows}</div>{pager}')

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def anhui_lists_by_script(pages: int) -> tuple[str, Answers]:
    return anhui_lists(pages, linked=False)


def anhui_columns(pages: int) -> tuple[str, Answers]:
    def text(page: int) -> str:
        rows = definition_rows([f"/sggb/p/{51488 - n}.html" for n in numbers(page)], page)
        return frame(f'<div class="news_row">{rows}</div>{counted(page, pages)}')

    answers = {f"{ROOT}/sggb/": text(1)}
    return f"{ROOT}/sggb/", answers | {f"{ROOT}/sggb/index_{page}.html": text(page) for page in range(2, pages + 1)}


def empirecms(pages: int, linked: bool = True) -> tuple[str, Answers]:
    """The dynamic list: the first page says nothing, the second is `page=1`."""

    def url(page: int) -> str:
        first = f"{ROOT}/e/action/ListInfo.php?classid=14"
        return first if page == 1 else f"{first}&page={page - 1}"

    def text(page: int) -> str:
        rows = ul([f"/e/action/ShowInfo.php?classid=14&id={19249 - n}" for n in numbers(page)], page)
        if not linked:
            return frame(f"{rows}<p>页次：{page}/{pages}页</p>")
        steps = "".join(
            f"<b>{k}</b>" if k == page else f'<a href="{url(k).removeprefix(ROOT)}">{k}</a>'
            for k in range(1, pages + 1)
        )
        after = f'<a href="{url(page + 1).removeprefix(ROOT)}">下一页</a>' if page < pages else ""
        return frame(f"{rows}<div class='epages'><a title='总数'><b>{pages * EACH}</b></a>{steps}{after}</div>")

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def empirecms_by_script(pages: int) -> tuple[str, Answers]:
    return empirecms(pages, linked=False)


def empirecms_static(pages: int) -> tuple[str, Answers]:
    def text(page: int) -> str:
        rows = ul([f"/yaowen/{day(n)}/{2300 - n}.html" for n in numbers(page)], page)
        return frame(f"{rows}<script src='/e/public/ViewClick/?classid=14'></script>{counted(page, pages)}")

    answers = {f"{ROOT}/yaowen/": text(1)}
    return f"{ROOT}/yaowen/", answers | {f"{ROOT}/yaowen/index_{page}.html": text(page) for page in range(2, pages + 1)}


def sitesources_html5(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/sitesources/hbsjcj/page_html5/gzdt/yw/sbj/list{page}.html"

    def text(page: int) -> str:
        rows = ul([f"/sitesources/hbsjcj/page_html5/gzdt/yw/sbj/article{n:032x}.html" for n in numbers(page)], page)
        return frame(f"{rows}<script>var totalPage = {pages};</script>")

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def trs_without_months(pages: int) -> tuple[str, Answers]:
    """Articles beside their column's page; where nobody set a day their address says 1970-01-01."""

    def text(page: int) -> str:
        days = ["19700101" if n % 2 else compact(n) for n in numbers(page)]
        hrefs = [f"./t{stamp}_{3540606 - n}.html" for stamp, n in zip(days, numbers(page), strict=True)]
        script = f'<script>createPageHTML({pages}, {page - 1}, "index", "html");</script>'
        return frame(f"{ul(hrefs, page)}{script}")

    start = f"{ROOT}/sjwxsxc/bjxsxcqk/"
    return start, {start if page == 1 else f"{start}index_{page - 1}.html": text(page) for page in range(1, pages + 1)}


def vsb_own_template(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        query = "urltype=tree.TreeTempUrl&wbtreeid=1172"
        return f"{ROOT}/xclist.jsp?{query}" if page == 1 else f"{ROOT}/xclist.jsp?PAGENUM={page}&{query}"

    def text(page: int) -> str:
        query = "urltype=news.NewsContentUrl&wbtreeid=1172"
        rows = ul([f"xccontent.jsp?{query}&wbnewsid={2663 - n}" for n in numbers(page)], page)
        after = f'<a href="{url(page + 1).removeprefix(ROOT)}">下页</a>' if page < pages else ""
        return frame(f"{rows}<div>共{pages * EACH}条 {page}/{pages} {after}</div>")

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def linked_rows(
    start: str, href: Callable[[int], str], name: Callable[[int], str]
) -> Callable[[int], tuple[str, Answers]]:
    """A site whose pager links the next page; `name` is the path of page k > 1."""

    def build(pages: int) -> tuple[str, Answers]:
        answers = {}
        for page in range(1, pages + 1):
            rows = ul([href(n) for n in numbers(page)], page)
            after = f'<a href="{name(page + 1)}">下一页</a>' if page < pages else ""
            answers[ROOT + (start if page == 1 else name(page))] = frame(f'{rows}<div class="page">{after}</div>')
        return ROOT + start, answers

    return build


def numbered_index(folder: str) -> Callable[[int], str]:
    return lambda page: f"{folder}index_{page}.html"


yeecms = linked_rows(
    "/html/fenlei_12.html",
    lambda n: f"/html/wenzhang_{745447 - n}.html",
    lambda page: f"/html/fenlei_12.html?page={page}",
)
dated_columns = linked_rows(
    "/xunshixuncha/",
    lambda n: f"/html/{day(n)[:4]}/xunshixuncha_{compact(n)[4:]}/{118486 - n}.html",
    numbered_index("/xunshixuncha/"),
)
without_extension = linked_rows(
    "/xxgk/xsxc/bjxsxcqk",
    lambda n: f"/xxgk/xsxc/bjxsxcqk/content_{3152054 - n}",
    lambda page: f"/xxgk/xsxc/bjxsxcqk?page={page}",
)
numbered_columns = linked_rows(
    "/col/17275_353452/index.html",
    lambda n: f"/col/17275_353452/art/{17722944 - n}/17732197539{10 + n}P5G5OjpW.html",
    numbered_index("/col/17275_353452/"),
)
object_numbers = linked_rows(
    "/xwzx/tzgg/", lambda n: f"/xwzx/tzgg/5f9fcb5df8fd1c59{n:08x}.html", numbered_index("/xwzx/tzgg/")
)
content_numbers = linked_rows("/xwdt.html", lambda n: f"/Content-{2526310 - n}.html", lambda page: f"/xwdt_{page}.html")
month_folders = linked_rows(
    "/html/CYCZJ/",
    lambda n: f"/html/CYCZJ/{compact(n)[:6]}/01695265921959{95 - n:02d}.html",
    numbered_index("/html/CYCZJ/"),
)
thinkphp = linked_rows(
    "/news/newslist/id/9.html",
    lambda n: f"/news/newsinfo/id/{3144 - n}.html",
    lambda page: f"/news/newslist/id/9.html?page={page}",
)
dated_folders = linked_rows(
    "/xinxigongkai/xunshixuncha/",
    lambda n: f"/xinxigongkai/xunshixuncha/{day(n)}/{5564 - n}.html",
    lambda page: f"/xinxigongkai/xunshixuncha/{page}.html",
)
"""Systems of which articles are known and no list: their addresses in the lists of a plain site."""

SITES: dict[str, tuple[str, Callable[[int], tuple[str, Answers]]]] = {
    "Anhui showList": ("anhui", anhui_lists),
    "Anhui showList by script": ("anhui", anhui_lists_by_script),
    "Anhui columns of 2018": ("anhui", anhui_columns),
    "EmpireCMS from nought": ("empirecms", empirecms),
    "EmpireCMS from nought by script": ("empirecms", empirecms_by_script),
    "EmpireCMS static": ("empirecms", empirecms_static),
    "sitesources page_html5": ("sitesources", sitesources_html5),
    "TRS without month folders": ("trs", trs_without_months),
    "VSB with a template of its own": ("vsb", vsb_own_template),
    "YeeCMS": ("plain", yeecms),
    "year and column_MMDD": ("plain", dated_columns),
    "content_N without extension": ("plain", without_extension),
    "col/A_B/art": ("plain", numbered_columns),
    "24 hex digits": ("plain", object_numbers),
    "Content-N": ("plain", content_numbers),
    "month folder and 16 digits": ("plain", month_folders),
    "ThinkPHP": ("plain", thinkphp),
    "pinyin folders and days": ("plain", dated_folders),
}
"""Every listing by name: the reader that should read it (`plain`: the general one does as well), and the site."""
