"""The general reader on pages of unknown sites: many row shapes, date spellings, side lists, pagers."""

from collections.abc import Callable

import pytest

from crawler.model.site import Selectors
from tests.readers.shapes import HOST, day, facts, read, title, walk

ROOT = f"http://{HOST}"
URL = f"{ROOT}/xsgz/"
COUNT = 6


def page(rows: str, after: str = "") -> str:
    side = "".join(
        f'<li><a href="/gg/2024{n:04d}.html">关于某局公开招聘工作人员第{n}号公告</a></li>' for n in range(1, 5)
    )
    return f"""<html><body><div class="top"><a href="/">首页</a><a href="/djfg/">党纪法规</a></div>
<div class="wrap"><div class="main">{rows}{after}</div>
<div class="sidebar"><h3>点击排行</h3><ul>{side}</ul></div></div>
<div class="links"><a href="http://www.ccdi.gov.cn/">中央纪委国家监委网站</a></div></body></html>"""


def href(n: int) -> str:
    return f"/xsgz/{2000 - n}.html"


ROWS: dict[str, Callable[[int], str]] = {
    "li with span": lambda n: f'<li><a href="{href(n)}">{title(n)}</a><span>{day(n)}</span></li>',
    "li with the date first": lambda n: f'<li><span>[{day(n)}]</span><a href="{href(n)}">{title(n)}</a></li>',
    "date inside the link": lambda n: f'<li><a href="{href(n)}">{title(n)}<em>{day(n)}</em></a></li>',
    "heading and abstract in the link": lambda n: (
        f'<div class="item"><a href="{href(n)}"><h4>{title(n)}</h4><p>2019年3月5日，市委巡察组开会。</p>'
        f"<i>{day(n)}</i></a></div>"
    ),
    "table row": lambda n: f'<tr><td>·</td><td><a href="{href(n)}">{title(n)}</a></td><td>{day(n)}</td></tr>',
    "table of its own": lambda n: (
        f'<table><tr><td><img src="/d.gif"></td><td><a href="{href(n)}">{title(n)}</a></td><td>{day(n)}</td></tr>'
        "</table>"
    ),
    "definition list": lambda n: f'<dl><dt><a href="{href(n)}">{title(n)}</a></dt><dd>时间：{day(n)}</dd></dl>',
    "links parted by br": lambda n: f'·<a href="{href(n)}">{title(n)}</a> ({day(n)})<br>',
    "date before the bare link": lambda n: f'<span>{day(n)}</span> <a href="{href(n)}">{title(n)}</a><br>',
    "picture, title and more of one article": lambda n: (
        f'<li><a href="{href(n)}"><img src="/p{n}.jpg"></a><h3><a href="{href(n)}">{title(n)}</a></h3>'
        f'<p>摘要<a href="{href(n)}">[详细]</a></p><span>{day(n)}</span></li>'
    ),
    "column before the title": lambda n: (
        f'<li>[<a href="/xsgz/">巡察工作</a>] <a href="{href(n)}">{title(n)}</a><span>{day(n)}</span></li>'
    ),
    "column by query before the title": lambda n: (
        f'<li><a href="/list.php?tid=3">巡察</a><a href="{href(n)}">{title(n)}</a><span>{day(n)}</span></li>'
    ),
    "title cut, whole in the attribute": lambda n: (
        f'<li><a href="{href(n)}" title="{title(n)}">{title(n)[:9]}...</a><span>{day(n)}</span></li>'
    ),
    "attribute with labels": lambda n: (
        f'<li><a href="{href(n)}" title="标题：{title(n)}\n时间：{day(n)}\n点击：12">{title(n)[:9]}…</a>{day(n)}</li>'
    ),
    "day over year and month": lambda n: (
        f'<li><div class="t"><b>{day(n)[8:]}</b><span>{day(n)[:7]}</span></div><a href="{href(n)}">{title(n)}</a></li>'
    ),
    "year-month over day": lambda n: (
        f'<li><p><i>{day(n)[:4]}.{day(n)[5:7]}</i><b>{day(n)[8:]}</b></p><a href="{href(n)}">{title(n)}</a></li>'
    ),
    "time element": lambda n: f'<li><a href="{href(n)}">{title(n)}</a><time datetime="{day(n)}T09:00">上午</time></li>',
    "odd and even rows": lambda n: (
        f'<li class="{"odd" if n % 2 else "even"}"><a href="{href(n)}">{title(n)}</a>{day(n)}</li>'
    ),
    "opened by script": lambda n: (
        f"<li><a href=\"javascript:void(0)\" onclick=\"open('{href(n)}')\">{title(n)}</a><span>{day(n)}</span></li>"
    ),
    "the whole row a link": lambda n: f'<a href="{href(n)}"><li>{title(n)}<p><span>{day(n)}</span></p></li></a>',
    "title beside the link": lambda n: f'<li>{title(n)} <a href="{href(n)}">[详细]</a> {day(n)}</li>',
    "folders as addresses": lambda n: f'<li><a href="{href(n).removesuffix(".html")}/">{title(n)}</a>{day(n)}</li>',
    "groups of three": lambda n: (
        f'{"<ul class=list>" if n % 3 == 0 else ""}<li><a href="{href(n)}">{title(n)}</a><span>{day(n)}</span></li>'
        f'{"</ul><div class=line></div>" if n % 3 == 2 else ""}'
    ),
}  # fmt: skip
WRAPS = {"table row": "<table>{}</table>", "groups of three": "{}", "links parted by br": "<div>{}</div>"}


@pytest.mark.parametrize("shape", ROWS)
def test_rows_of_many_shapes(shape: str) -> None:
    rows = WRAPS.get(shape, '<div class="list">{}</div>').format("".join(ROWS[shape](n) for n in range(COUNT)))
    found = read(page(rows), URL)
    assert [link.title for link in found.links] == [title(n) for n in range(COUNT)]
    assert [link.url.rstrip("/").removesuffix(".html") for link in found.links] == [
        ROOT + href(n).removesuffix(".html") for n in range(COUNT)
    ]
    assert [link.date for link in found.links] == [day(n) for n in range(COUNT)]


DATES = {
    "dashes": ("2024-05-03", "2024-05-03"),
    "not padded": ("2024-5-3", "2024-05-03"),
    "brackets and dots": ("[2024.5.3]", "2024-05-03"),
    "slashes": ("2024/05/03", "2024-05-03"),
    "Chinese": ("2024年5月3日", "2024-05-03"),
    "Chinese with blanks": ("2024 年 5 月 3 日", "2024-05-03"),
    "with a clock": ("2024-05-03 09:30:00", "2024-05-03"),
    "with a label": ("发布时间：2024-05-03", "2024-05-03"),
    "full-width brackets": ("（2024-05-03）", "2024-05-03"),
    "compact": ("20240503", "2024-05-03"),
    "two-digit year": ("24-05-03", "2024-05-03"),
    "month and day alone": ("05-03", None),
    "month and day in Chinese": ("5月3日", None),
    "no such day": ("2024-02-30", None),
    "no date": ("阅读 1203 次", None),
    "clock alone": ("09:30", None),
}


@pytest.mark.parametrize(("shown", "expected"), DATES.values(), ids=DATES)
def test_dates_in_many_spellings(shown: str, expected: str | None) -> None:
    rows = "".join(f'<li><a href="{href(n)}">{title(n)}</a><span>{shown}</span></li>' for n in range(COUNT))
    assert {link.date for link in read(page(f"<ul>{rows}</ul>"), URL).links} == {expected}


URL_DATES = {
    "TRS": ("/xs/202405/t20240503_123456.html", "2024-05-03"),
    "day folders": ("/2024/05/03/123456.html", "2024-05-03"),
    "Hanweb": ("/art/2024/5/3/art_17_123.html", "2024-05-03"),
    "Founder": ("/2024-05/03/content_6861030.htm", "2024-05-03"),
    "webplus": ("/2024/0503/c1a2345/page.htm", "2024-05-03"),
    "compact folder": ("/news/20240503/1608859872491.shtml", "2024-05-03"),
    "unpadded": ("/html/2016318/n245029894.html", "2016-03-18"),
    "unpadded with two readings": ("/html/2016111/n245029894.html", None),
    "number that is no day": ("/info/1001/20245678.htm", None),
    "none": ("/info/1064/231079.htm", None),
}


@pytest.mark.parametrize(("path", "expected"), URL_DATES.values(), ids=URL_DATES)
def test_dates_from_the_address(path: str, expected: str | None) -> None:
    rows = "".join(
        f'<li><a href="{path.replace(".", f"{n}.") if path[-5] == "9" else path}?n={n}">{title(n)}</a></li>'
        for n in range(COUNT)
    )
    assert {link.date for link in read(page(f"<ul>{rows}</ul>"), URL).links} == {expected}


def test_a_year_from_the_address_completes_month_and_day() -> None:
    rows = "".join(
        f'<li><a href="/xs/202401/{900 - n}.html">{title(n)}</a><span>01-{20 - n}</span></li>' for n in range(COUNT)
    )
    assert [link.date for link in read(page(f"<ul>{rows}</ul>"), URL).links] == [
        f"2024-01-{20 - n}" for n in range(COUNT)
    ]


def test_years_from_the_rows_around() -> None:
    shown = ["2024-02-03", "01-15", "01-02", "2023-12-30", "12-20", "2023-11-01"]
    rows = "".join(f'<li><a href="{href(n)}">{title(n)}</a><span>{text}</span></li>' for n, text in enumerate(shown))
    assert [link.date for link in read(page(f"<ul>{rows}</ul>"), URL).links] == [
        "2024-02-03", "2024-01-15", "2024-01-02", "2023-12-30", "2023-12-20", "2023-11-01",
    ]  # fmt: skip


def test_a_date_in_the_title_is_not_the_rows() -> None:
    rows = "".join(
        f'<li><a href="{href(n)}">关于2019年5月{n + 1}日召开巡察动员会的通知</a><span>{day(n)}</span></li>'
        for n in range(COUNT)
    )
    assert [link.date for link in read(page(f"<ul>{rows}</ul>"), URL).links] == [day(n) for n in range(COUNT)]


PAGERS: dict[str, Callable[[int, int], str]] = {
    "next link": lambda k, n: f'<a href="list_{k + 1}.html">下一页</a>' if k < n else "<span>下一页</span>",
    "next link with arrows": lambda k, n: f'<a href="list_{k + 1}.html">下一页 &gt;&gt;</a>' if k < n else "",
    "last page's next leads to itself": lambda k, n: f'<a href="list_{min(k + 1, n)}.html">下页</a>',
    "rel next": lambda k, n: f'<a rel="next" href="list_{k + 1}.html">›</a>' if k < n else "",
    "picture": lambda k, n: f'<a href="list_{k + 1}.html"><img src="r.gif" alt="下一页"></a>' if k < n else "",
    "numbers": lambda k, n: "".join(
        f"<b>{i}</b>" if i == k else f'<a href="list_{i}.html">{i}</a>' for i in range(1, n + 1)
    ),
    "numbers with the present one linked": lambda k, n: "".join(
        f'<li class="{"active" if i == k else ""}"><a href="{"#" if i == k else f"list_{i}.html"}">{i}</a></li>'
        for i in range(1, n + 1)
    ),
    "call of a function in the page": lambda k, n: (
        '<script>function goPage(p){ location.href = "list_" + p + ".html"; }</script>'
        + (f'<a href="javascript:goPage({k + 1})">下一页</a>' if k < n else "")
    ),
    "button": lambda k, n: f'<a href="#" onclick="location.href=\'list_{k + 1}.html\'">下一页</a>' if k < n else "",
    "drop-down": lambda k, n: "<select>" + "".join(
        f'<option value="list_{i}.html" {"selected" if i == k else ""}>{i}</option>' for i in range(1, n + 1)
    ) + "</select>",
}  # fmt: skip


@pytest.mark.parametrize("total", [1, 2, 4], ids=["one page", "two pages", "four pages"])
@pytest.mark.parametrize("pager", PAGERS)
def test_no_page_is_skipped_or_read_twice(pager: str, total: int) -> None:
    def text(k: int) -> str:
        numbers = range((k - 1) * COUNT, k * COUNT)
        rows = "".join(f'<li><a href="{href(n)}">{title(n)}</a><span>{day(n)}</span></li>' for n in numbers)
        return page(f"<ul>{rows}</ul>", f'<div class="fy">{PAGERS[pager](k, total)}</div>')

    answers = {f"{URL}list_{k}.html": text(k) for k in range(1, total + 1)}
    pages = walk(answers, f"{URL}list_1.html")
    assert [link.title for found in pages for link in found.links] == [title(n) for n in range(total * COUNT)]


NO_NEXT = {
    "next article": '<a href="/xsgz/5.html">下一篇</a>',
    "next month": '<a href="/calendar?m=6">下个月</a>',
    "other site": '<a href="http://www.elsewhere.com/2.html">下一页</a>',
    "script without an address": '<a href="javascript:void(0)">下一页</a>',
    "this page": f'<a href="{URL}index.html">下一页</a>',
}


@pytest.mark.parametrize("after", NO_NEXT.values(), ids=NO_NEXT)
def test_what_is_no_next_page(after: str) -> None:
    rows = "".join(f'<li><a href="{href(n)}">{title(n)}</a><span>{day(n)}</span></li>' for n in range(COUNT))
    assert read(page(f"<ul>{rows}</ul>", f"<div>{after}</div>"), URL).next_url is None


def test_one_entry_is_a_list() -> None:
    found = read(page(f'<ul class="list"><li><a href="{href(0)}">{title(0)}</a><span>{day(0)}</span></li></ul>'), URL)
    assert [(link.title, link.date) for link in found.links] == [(title(0), day(0))]


@pytest.mark.parametrize(
    "html", ["", "   ", "<html></html>", "<html><body><p>维护中</p></body></html>", "{}", "[]", "null"]
)
def test_a_page_without_entries_gives_none(html: str) -> None:
    found = read(html, URL)
    assert (found.links, found.bad, found.next_url) == ((), (), None)


def test_a_seeds_selectors_come_first() -> None:
    rows = "".join(f'<p><a class="x" href="/a/{n}.html">{title(n)}</a></p>' for n in range(2))
    html = page(f'<div class="mine">{rows}</div>', '<a class="more" href="page2.html">再看</a>')
    found = read(html, URL, selectors=Selectors(links="div.mine a.x", next_page="a.more"))
    assert [link.url for link in found.links] == [f"{ROOT}/a/0.html", f"{ROOT}/a/1.html"]
    assert found.next_url == f"{URL}page2.html"


def test_a_selector_that_finds_nothing_any_more_does_not_blind_the_reader() -> None:
    rows = "".join(f'<li><a href="{href(n)}">{title(n)}</a><span>{day(n)}</span></li>' for n in range(COUNT))
    assert len(read(page(f"<ul>{rows}</ul>"), URL, selectors=Selectors(links="ul.gone a")).links) == COUNT


def test_a_home_page_gives_the_entries_of_all_its_lists() -> None:
    def block(name: str, start: int) -> str:
        rows = "".join(
            f'<li><a href="/{name}/{900 - n}.html">{title(n)}</a><span>{day(n)}</span></li>'
            for n in range(start, start + 5)
        )
        return f'<div class="{name}"><h2>{name}</h2><ul>{rows}</ul></div>'

    html = f"<html><body>{block('yw', 0)}{block('xsxc', 5)}{block('jd', 10)}</body></html>"
    assert [link.title for link in read(html, f"{ROOT}/").links] == [title(n) for n in range(15)]


def test_a_side_list_with_dates_is_not_the_columns() -> None:
    rows = "".join(f'<li><a href="{href(n)}">{title(n)}</a><span>{day(n + 20)}</span></li>' for n in range(COUNT))
    hot = "".join(
        f'<li><a href="/hot/{n}.html">某市召开党风廉政建设会议第{n}次</a><i>{day(n)}</i></li>' for n in range(8)
    )
    html = (
        f'<html><body><div class="l"><ul>{rows}</ul><div class="page"><a href="list_2.html">下一页</a></div></div>'
        f'<div class="r"><h3>热点文章</h3><ul>{hot}</ul></div></body></html>'
    )
    assert [link.title for link in read(html, URL).links] == [title(n) for n in range(COUNT)]


def test_a_side_list_without_a_telling_name_is_not_the_columns_when_the_pager_stands_by_the_other() -> None:
    rows = "".join(f'<li><a href="{href(n)}">{title(n)}</a><span>{day(n + 20)}</span></li>' for n in range(2))
    new = "".join(
        f'<li><a href="/b/{n}00.html">某市召开党风廉政建设会议第{n}次</a><i>{day(n)}</i></li>' for n in range(8)
    )
    html = (
        f'<html><body><div class="page"><div class="box1"><ul class="x">{rows}</ul><p class="fenye">共1页</p></div>'
        f'<div class="box2"><ul class="y">{new}</ul></div></div></body></html>'
    )
    assert [link.title for link in read(html, URL).links] == [title(n) for n in range(2)]


def test_a_home_page_without_dates() -> None:
    def block(name: str, start: int) -> str:
        rows = "".join(f'<li><a href="/{name}/{90000 - n}.html">{title(n)}</a></li>' for n in range(start, start + 5))
        return f'<div class="{name}"><ul>{rows}</ul></div>'

    html = (
        f"<html><body><h1><a href='/yw/99999.html'>{title(99)}</a></h1>{block('yw', 0)}{block('xs', 5)}</body></html>"
    )
    assert [link.title for link in read(html, f"{ROOT}/").links] == [title(99), *(title(n) for n in range(10))]


FILES = {
    "PDF": "/files/2024/{}.pdf",
    "Word": "/uploadfile/{}.docx",
    "both": "/files/{}.PDF?v=1",
    "scans": "/xs/P0202405{:05}.pdf",
}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_rows_that_are_all_documents_are_the_links(file: str) -> None:
    rows = "".join(f'<li><a href="{file.format(n)}">{title(n)}</a><span>{day(n)}</span></li>' for n in range(COUNT))
    found = read(page(f'<ul class="list">{rows}</ul>'), URL)
    assert facts(found) == [(ROOT + file.format(n), title(n), day(n)) for n in range(COUNT)]


STRAY = ("</body></html>", "</html>", "</ul></div></html>", "</body>", "</table></div>")


@pytest.mark.parametrize("end", STRAY)
@pytest.mark.parametrize("place", [0, 2, 5])
def test_rows_behind_a_stray_end_are_read(place: int, end: str) -> None:
    rows = [f'<li><a href="{href(n)}">{title(n)}</a><span>{day(n)}</span></li>' for n in range(COUNT)]
    rows.insert(place, end)
    html = (
        f'<html><body><div class="list"><ul>{"".join(rows)}</ul></div><a href="/xsgz/2.html">下一页</a></body></html>'
    )
    found = read(html, URL)
    assert [link.title for link in found.links] == [title(n) for n in range(COUNT)]
    assert found.next_url == f"{ROOT}/xsgz/2.html"


def test_a_list_cut_in_two_boxes_by_a_stray_end_is_whole() -> None:
    rows = [f'<li><a href="{href(n)}">{title(n)}</a><span>{day(n)}</span></li>' for n in range(COUNT)]
    html = (
        f'<html><body><div class="list"><ul>{"".join(rows[:4])}</ul></div></body></html>'
        f'<div class="list"><ul>{"".join(rows[4:])}</ul></div><div class="page"><a href="/xsgz/2.html">下一页</a></div>'
    )
    found = read(html, URL)
    assert [link.title for link in found.links] == [title(n) for n in range(COUNT)]
    assert found.next_url == f"{ROOT}/xsgz/2.html"
