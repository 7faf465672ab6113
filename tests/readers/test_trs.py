"""TRS WCM: pager spellings, relative and scripted links, pinned entries, no page skipped or read twice."""

import pytest

from crawler.readers import recognise_platform
from tests.readers.shapes import HOST, day, facts, read, title, walk

BASE = f"http://{HOST}/xsxc/"


def row(number: int) -> str:
    stamp = day(number).replace("-", "")
    href = f"./{stamp[:6]}/t{stamp}_{5000 + number}.html"
    return f'<li><a href="{href}" target="_blank">{title(number)}</a><span>{day(number)}</span></li>'


def page(rows: list[int], pager: str) -> str:
    return f"""<html><head><title>巡视巡察</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/xxgk/">信息公开</a><a href="/scdc/">审查调查</a></div>
<div class="main"><ul class="list_news_dl2 fixed">{"".join(map(row, rows))}</ul>
<div class="page">{pager}</div></div>
<div class="footer"><a href="/gywm/201801/t20180101_1.html">关于我们网站声明</a></div></body></html>"""


def test_links_titles_and_dates() -> None:
    found = read(page([0, 1, 2], '<script>createPageHTML(3, 0, "index", "html");</script>'), BASE)
    assert facts(found) == [
        (f"{BASE}202412/t20241228_5000.html", title(0), "2024-12-28"),
        (f"{BASE}202412/t20241227_5001.html", title(1), "2024-12-27"),
        (f"{BASE}202412/t20241226_5002.html", title(2), "2024-12-26"),
    ]
    assert found.bad == ()
    assert found.platform == "trs"


PAGERS = {
    "classic": '<script>createPageHTML({total}, {zero}, "index", "html");</script>',
    "single quotes without blanks": "<script>createPageHTML({total},{zero},'index','html');</script>",
    "quoted numbers": '<script type="text/js">createPageHTML("{total}", "{zero}", "index", "html", 9);</script>',
    "behind its own definition": (
        "<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){{if(_nPageCount<=1)return;}}"
        'createPageHTML({total}, {zero}, "index", "html");</script>'
    ),
    "countPage": (
        "<script>var currentPage = {zero};//所在页从0开始\nvar prevPage = currentPage-1\n"
        "var nextPage = currentPage+1\nvar countPage = {total}//共多少页\n"
        'document.write("<a href=\\"index" + "_" + nextPage + "." + "html\\">");</script>'
    ),
}


@pytest.mark.parametrize("pager", PAGERS.values(), ids=PAGERS)
@pytest.mark.parametrize("total", [1, 2, 5], ids=["one page", "two pages", "five pages"])
def test_no_page_is_skipped_or_read_twice(pager: str, total: int) -> None:
    names = ["", *(f"index_{number}.html" for number in range(1, total))]
    answers = {
        BASE + name: page([3 * zero, 3 * zero + 1, 3 * zero + 2], pager.format(total=total, zero=zero))
        for zero, name in enumerate(names)
    }
    pages = walk(answers, BASE)
    assert len(pages) == total
    assert [link.title for found in pages for link in found.links] == [title(number) for number in range(3 * total)]


def test_the_form_that_names_its_element_counts_from_one() -> None:
    base = f"http://{HOST}/scdc/scdc.shtml"
    answers = {
        (base if number == 1 else base.replace(".shtml", f"_{number}.shtml")): page(
            [number], f"<script>createPageHTML('page_div', 4, {number}, 'scdc', 'shtml', 61);</script>"
        )
        for number in range(1, 5)
    }
    assert len(walk(answers, base)) == 4


def test_a_script_that_stays_on_page_one_does_not_loop() -> None:
    cached = '<script>createPageHTML(3, 0, "index", "html");</script>'
    answers = {BASE + name: page([number], cached) for number, name in enumerate(["", "index_1.html", "index_2.html"])}
    assert len(walk(answers, BASE)) == 3


def test_links_written_by_script() -> None:
    rows = "".join(
        f'<li><script>var str_1 = "./202405/t20240{5 + number}03_88{number}.html"; var str_2 = "{title(number)}";'
        "document.write('<a href=\"'+str_1+'\">'+str_2+'</a>');</script>"
        f"<span>2024-0{5 + number}-03</span></li>"
        for number in range(3)
    )
    found = read(
        f'<html><body><ul>{rows}</ul><script>createPageHTML(1, 0, "index", "html");</script></body></html>', BASE
    )
    assert facts(found)[0] == (f"{BASE}202405/t20240503_880.html", title(0), "2024-05-03")
    assert len(found.links) == 3


def test_titles_outside_the_script_that_writes_the_link() -> None:
    rows = "".join(
        f'<li><script>var str_1 = "./202405/t2024050{number}_88{number}.html"; '
        f"document.write('<a href='+str_1+'>');</script>{title(number)}</a> 2024-05-0{number}</li>"
        for number in (3, 2, 1)
    )
    found = read(
        f'<html><body><ul>{rows}</ul><script>createPageHTML(1, 0, "index", "html");</script></body></html>', BASE
    )
    assert (found.links[0].date, found.links[0].title) == ("2024-05-03", title(3))


def test_a_pinned_entry_on_top() -> None:
    html = page([40, 0, 1, 2, 3], '<script>createPageHTML(1, 0, "index", "html");</script>')
    assert [link.pinned for link in read(html, BASE).links] == [True, False, False, False, False]


def test_a_list_that_is_not_sorted_has_no_pinned_entries() -> None:
    html = page([4, 3, 2, 1, 0], '<script>createPageHTML(1, 0, "index", "html");</script>')
    assert not any(link.pinned for link in read(html, BASE).links)


def test_the_platform_is_recognised() -> None:
    assert recognise_platform(page([0, 1], '<script>createPageHTML(2, 0, "index", "html");</script>'), BASE) == "trs"


def test_old_section_page_with_several_lists() -> None:
    def block(name: str, start: int) -> str:
        rows = "".join(map(row, range(start, start + 5)))
        return f'<div class="{name}"><h2><a href="./{name}/">{name}</a></h2><ul class="fixed">{rows}</ul></div>'

    html = f"<html><body>{block('zyxs', 0)}{block('sqsxs', 10)}</body></html>"
    assert [link.title for link in read(html, BASE).links] == [title(n) for n in (*range(5), *range(10, 15))]
