"""Listings of every platform, old and new, as whole small sites: address by address, 3 entries a page.

Each function gives the first address and the answers by address. Entry n (0 is the newest) is `title(n)` of `day(n)`.
"""

import json
from collections.abc import Callable
from urllib.parse import quote

from tests.readers.shapes import HOST, day, title

EACH = 3
ROOT = f"http://{HOST}"
Answers = dict[str, str]


def numbers(page: int) -> list[int]:
    """The entries of page `page` (1 is the first)."""
    return list(range((page - 1) * EACH, page * EACH))


def frame(body: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html><head><title>巡视巡察</title>{head}</head><body>
<div class="header"><a href="/">首页</a><a href="/jgsz/">机构设置</a><a href="/scdc/">审查调查</a></div>
{body}
<div class="footer"><p>主办单位：某市纪委监委 举报电话：12388</p></div></body></html>"""


def compact(n: int) -> str:
    """The day of an entry as 20240503."""
    return day(n).replace("-", "")


def slashed(n: int) -> str:
    """The day of an entry as 2024/5/3."""
    return "/".join(str(int(part)) for part in day(n).split("-"))


def ul(hrefs: list[str], page: int, date: Callable[[int], str] = day) -> str:
    rows = "".join(
        f'<li><a href="{href}" title="{title(n)}">{title(n)}</a><span class="date">{date(n)}</span></li>'
        for href, n in zip(hrefs, numbers(page), strict=True)
    )
    return f'<ul class="news-list">{rows}</ul>'


def was(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/was5/web/search?channelid=210&searchword=%E5%B7%A1%E8%A7%86&page={page}&perpage=3"

    def text(page: int) -> str:
        rows = "".join(
            f'<tr><td><a href="{ROOT}/xs/{compact(n)[:6]}/t{compact(n)}_{7000 + n}.html">{title(n)}'
            f"</a></td><td>{day(n)}</td></tr>"
            for n in numbers(page)
        )
        return frame(f'<table class="outline">{rows}</table><div class="pages">第{page}页 共{pages}页</div>')

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def was_data(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/was5/web/search?channelid=210&page={page}&perpage=3&templet=json.jsp"

    def text(page: int) -> str:
        rows = ",".join(
            f"{{title:'{title(n)}',url:'{ROOT}/xs/202401/t{compact(n)}_{7000 + n}.html',docreltime:'{day(n)} 10:00:00',"
            f"num:'##{n}'}}"
            for n in numbers(page)
        )
        return f"{{recordcount:'{pages * EACH}',rows:[{rows}]}}"

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def zjol(pages: int) -> tuple[str, Answers]:
    column = "0112003000000000000"
    start = f"{ROOT}/ch112/jlsc/index.shtml"
    folder = f"{ROOT}/ch112/system/count//0112003/000000000000/"
    script = f"{folder}count_page_list_{column}.js"

    def rows(page: int) -> str:
        hrefs = [f"{ROOT}/ch112/system/{day(n).replace('-', '/')}/03{100000 + n}.shtml" for n in numbers(page)]
        return frame(f'<div class="artCon">{ul(hrefs, page).replace("news-list", "listUl cf")}</div>')

    answers = {start: rows(1).replace("</body>", f'<script src="{script}"></script></body>')}
    answers[script] = f"var maxpage = {pages - 1};\nvar column = '{column}';"
    for page in range(2, pages + 1):
        answers[f"{folder}000/000/c{column}_{pages - page + 1:09d}.shtml"] = rows(page)
    return start, answers


def hanweb_groups(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/col/col17/index.html"

    def following(page: int) -> str:
        return f"{ROOT}/module/web/jpage/dataproxy.jsp?page={page}&appid=1&webid=1&path=/&columnid=17&unitid=12606"

    def store(page: int) -> str:
        records = "".join(
            f"<record><![CDATA[\n<li><a href='/art/{slashed(n)}/art_17_{3000 + n}.html' "
            f"title='{title(n)}' target='_blank'>{title(n)[:8]}…</a><b>{day(n)}</b></li>]]></record>"
            for n in numbers(page)
        )
        group = following(page).removeprefix(ROOT).replace("&", "&amp;") if page < pages else ""
        return (
            f'<datastore><nextgroup><![CDATA[<a href="{group}"></a>]]></nextgroup>'
            f"<recordset>{records}</recordset></datastore>"
        )

    answers = {
        start: frame(
            f'<div id="12606" class="default_pgContainer"></div><script type="text/xml">{store(1)}</script>'
            f"<script>$('#12606').jpage({{totalRecord:{pages * EACH},perPage:{EACH}}});</script>"
        )
    }
    for page in range(2, pages + 1):
        answers[following(page - 1)] = f"<?xml version='1.0' encoding='utf-8' ?>{store(page)}"
    return start, answers


def hanweb_numbers(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/col/col232/index.html"

    def text(page: int) -> str:
        hrefs = [f"/art/2016/12/16/art_437_{3000 + n}.html" for n in numbers(page)]
        rows = "".join(
            f'<tr><td><a class="bt_link" href="{href}">{title(n)}</a></td><td>[{day(n)}]</td></tr>'
            for href, n in zip(hrefs, numbers(page), strict=True)
        )
        return frame(
            f'<div class="simple_pgContainer"><table>{rows}</table></div>'
            f"<script>var unitid = '12606'; var totalRecord:{pages * EACH}, perPage:{EACH};</script>"
        )

    answers = {start: text(1)}
    for page in range(2, pages + 1):
        answers[f"{start}?uid=12606&pageNum={page}"] = text(page)
    return start, answers


def hanweb_request(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/col/col99/index.html"
    first = (
        f"{ROOT}/module/web/jpage/dataproxy.jsp?startrecord={{}}&endrecord={{}}&perpage=1&col=1&appid=1&webid=3"
        "&path=%2F&columnid=99&sourceContentType=1&unitid=424&permissiontype=0"
    )
    script = (
        "<script>$(function(){$('#424').jpage({perPage:1,proxyUrl:'/module/web/jpage/dataproxy.jsp',"
        "params:{col:1,appid:1,webid:3,path:'/',columnid:99,sourceContentType:1,unitid:'424',permissiontype:0}});});</script>"
    )
    answers = {start: frame(f'<div id="424"></div>{script}')}
    for page in range(1, pages + 1):
        records = "".join(
            f"<record><![CDATA[<li><span>{day(n)}</span>"
            f'<a href="/art/2024/1/1/art_99_{4000 + n}.html">{title(n)}</a></li>'
            "]]></record>"
            for n in numbers(page)
        )
        answers[first.format((page - 1) * EACH + 1, page * EACH)] = (
            f"<datastore><totalrecord>{pages * EACH}</totalrecord><recordset>{records}</recordset></datastore>"
        )
    return start, answers


def hanweb_arrays(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/col/col1806/index.html"
    lines = "".join(
        f"urls[{n}]='/art/2015/5/6/art_1806_{5000 + n}.html';headers[{n}]='{title(n)}';year[{n}]='{day(n)[:4]}';"
        f"month[{n}]='{day(n)[5:7]}';day[{n}]='{day(n)[8:]}';\n"
        for n in range(pages * EACH)
    )
    return start, {start: frame(f"<script>var urls=[],headers=[],year=[],month=[],day=[];\n{lines}</script>")}


def hanweb_unit(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/col/col5/index.html"
    query = "parseType=bulidstatic&webId=77&pageType=column&tagId=list&pageId=5"
    data = "{'parseType':'bulidstatic','webId':'77','pageType':'column','tagId':'list','pageId':'5'}"
    service = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    answers = {start: frame(f'<div class="list" url="{service}" querydata="{data}"></div>')}
    for page in range(1, pages + 2):
        number = quote(json.dumps({"pageNo": page, "pageSize": 15}, separators=(",", ":")), safe="")
        html = ul([f"/art/2024/1/1/art_5_{n}1.html" for n in numbers(page)], page) if page <= pages else "<ul></ul>"
        answers[f"{ROOT}{service}?{query}&paramJson={number}"] = json.dumps({"code": "200", "data": {"html": html}})
    return start, answers


def vsb(pages: int, linked: bool = True) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/scdc/xsxc.htm" if page == 1 else f"{ROOT}/scdc/xsxc/{pages - page + 1}.htm"

    def text(page: int) -> str:
        up = "../" if page == 1 else "../../"
        rows = "".join(
            f'<li id="line_u8_{i}"><a href="{up}info/1064/{9000 - n}.htm">{title(n)}</a><span>{day(n)}</span></li>'
            for i, n in enumerate(numbers(page))
        )
        target = f"xsxc/{pages - 1}.htm" if page == 1 else f"{pages - page}.htm"
        link = f'<a href="{target}" class="Next">下页</a>' if linked and page < pages else "下页"
        pager = (
            f'<td id="fanye1948">共{pages * EACH}条&nbsp;&nbsp;{page}/{pages}&nbsp;</td><td>首页 上页 {link} 尾页</td>'
        )
        return frame(f'<div class="list"><ul>{rows}</ul><table><tr>{pager}</tr></table></div>')

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def vsb_scripted(pages: int) -> tuple[str, Answers]:
    return vsb(pages, linked=False)


def vsb_dynamic(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        base = f"{ROOT}/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1001"
        return (
            base
            if page == 1
            else f"{ROOT}/list.jsp?totalpage={pages}&PAGENUM={page}&urltype=tree.TreeTempUrl&wbtreeid=1001"
        )

    def text(page: int) -> str:
        rows = "".join(
            f'<tr id="line{n}_0"><td>'
            f'<a href="content.jsp?urltype=news.NewsContentUrl&wbtreeid=1001&wbnewsid={48000 + n}">'
            f"{title(n)}</a></td><td>{day(n)}</td></tr>"
            for n in numbers(page)
        )
        link = f'<a href="{url(page + 1).removeprefix(ROOT)}">下页</a>' if page < pages else ""
        return frame(f"<table>{rows}</table><div>共{pages * EACH}条 {page}/{pages} {link}</div>")

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def webplus(pages: int, linked: bool = True) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/1234/list{page if page > 1 else ''}.htm"

    def text(page: int) -> str:
        rows = "".join(
            f'<li class="news n{i}"><span class="news_title">'
            f'<a href="/{compact(n)[:4]}/{compact(n)[4:]}/c1234a{600 + n}/page.htm" '
            f'title="{title(n)}">{title(n)}</a></span><span class="news_meta">{day(n)}</span></li>'
            for i, n in enumerate(numbers(page))
        )
        target = url(page + 1).removeprefix(ROOT) if linked and page < pages else "javascript:void(0);"
        pager = (
            f'<ul class="wp_paging"><li><em class="per_count">3</em><em class="curr_page">{page}</em>/'
            f'<em class="all_pages">{pages}</em></li>'
            f'<li><a class="next" href="{target}"><span>下一页&gt;&gt;</span></a></li></ul>'
        )
        return frame(
            f'<div id="wp_news_w6"><ul class="news_list">{rows}</ul></div><div id="wp_paging_w6">{pager}</div>'
        )

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def webplus_scripted(pages: int) -> tuple[str, Answers]:
    return webplus(pages, linked=False)


def suffixed(
    start: str, href: Callable[[int], str], pager: Callable[[int, int], str], first: int = 1, row: str = "ul"
) -> Callable[[int], tuple[str, Answers]]:
    """A site whose page k is `stem_{k-1+first}.ext`, with a given shape of articles and pager."""

    def build(pages: int) -> tuple[str, Answers]:
        answers = {}
        for page in range(1, pages + 1):
            stem, _, ext = start.rpartition(".")
            url = start if page == 1 else f"{stem}_{page - 1 + first}.{ext}"
            hrefs = [href(n) for n in numbers(page)]
            body = ul(hrefs, page) if row == "ul" else dl(hrefs, page)
            answers[ROOT + url] = frame(f'<div class="list">{body}{pager(page, pages)}</div>')
        return ROOT + start, answers

    return build


def dl(hrefs: list[str], page: int) -> str:
    return "".join(
        f'<div class="feed-item"><h2><a href="{href}">{title(n)}</a></h2><p>{day(n)}　来源：某市纪委监委</p></div>'
        for href, n in zip(hrefs, numbers(page), strict=True)
    )


def linked_numbers(stem: str, ext: str) -> Callable[[int, int], str]:
    """A pager of numbers alone, the present one without a link."""

    def pager(page: int, pages: int) -> str:
        parts = [
            f"<span class='cur'>{k}</span>"
            if k == page
            else f'<a href="{stem}{f"_{k}" if k > 1 else ""}.{ext}">{k}</a>'
            for k in range(1, pages + 1)
        ]
        return f'<div id="displaypagenum"><center>{"".join(parts)}</center></div>'

    return pager


def counted(page: int, pages: int) -> str:
    """A pager made by script: the page prints where it is, its links lead nowhere."""
    return f'<div class="pages">共{pages * EACH}条记录 {page}/{pages}页 <a href="javascript:void(0)">下一页</a></div>'


founder = suffixed(
    "/node_122866.htm",
    lambda n: f"/{day(n)[:7]}/{day(n)[8:]}/content_{6861030 + n}.htm",
    linked_numbers("node_122866", "htm"),
    row="dl",
)
founder_counted = suffixed(
    "/html/col609191.htm", lambda n: f"/html/{day(n)[:7]}/{day(n)[8:]}/content_{4384 + n}.htm", counted
)
jeecms = suffixed(
    "/ffkb/index.jhtml",
    lambda n: f"{ROOT}:80/ffkb/{62444 + n}.jhtml",
    lambda page, pages: (
        f"<div>共{pages * EACH}条 {page}/{pages}页 "
        f'<a class="pagebtn" onclick="location.href=\'index_{min(page + 1, pages)}.jhtml\'" href="javascript:void(0)">'
        "下一页</a></div>"
    ),
)
guangdong = suffixed(
    "/swxsnew/xszg82/index.html",
    lambda n: f"{ROOT}/swxsnew/xszg82/content/post_{162287 - n}.html",
    lambda page, pages: (
        f'<div class="page"><a class="next" href="index_{page + 1}.html">下一页</a></div>' if page < pages else ""
    ),
)
ucap = suffixed(
    "/scjc/scdc/scdc.shtml",
    lambda n: f"/scjc/scdc/{slashed(n)}/{n:032x}.shtml",
    lambda page, pages: f"<script>createPageHTML('page_div',{pages},{page},'scdc','shtml',{pages * EACH});</script>",
)
ucap_next = suffixed(
    "/xsxc/list.shtml",
    lambda n: f"/xsxc/202401/{n:032x}.shtml",
    lambda page, pages: (
        f'<UCAPTITLE></UCAPTITLE><div><a href="javascript:next({page - 1})">上一页</a>'
        + (f'<a href="javascript:next({page + 1})">下一页</a>' if page < pages else "")
        + "</div>"
    ),
)


def dedecms_static(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/scdc/list_249_{page}.html" if page > 1 else f"{ROOT}/scdc/"

    def text(page: int) -> str:
        rows = ul([f"/gzdt/jlsc/2015{20383 - n}.html" for n in numbers(page)], page).replace("news-list", "yw-con")
        links = "".join(f"<li><a href='list_249_{k}.html'>{k}</a></li>" for k in range(2, pages + 1) if k != page)
        after = f"<li><a href='list_249_{page + 1}.html'>下一页</a></li>" if page < pages else ""
        last = f"<li><span class='pageinfo'>共 <strong>{pages}</strong>页</span></li>"
        return frame(f"{rows}<ul class='pagelist'>{links}{after}{last}</ul>")

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def phpcms(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        base = f"{ROOT}/index.php?m=content&c=index&a=lists&catid=38"
        return base if page == 1 else f"{base}&page={page}"

    def text(page: int) -> str:
        rows = ul([f"/index.php?m=content&c=index&a=show&catid=38&id={700 - n}" for n in numbers(page)], page)
        after = url(min(page + 1, pages)).removeprefix(ROOT).replace("&", "&amp;")
        return frame(
            f'{rows}<div id="pages"><a class="a1">{pages * EACH}条</a> <a href="{after}" class="a1">下一页</a></div>'
        )

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def phpcms_static(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/html/tianjin/jlsc/{page}.html"

    def text(page: int) -> str:
        rows = ul([f"/html/quanweifabu/{day(n).replace('-', '/')}/{4888 - n}.html" for n in numbers(page)], page)
        numbered = "".join(
            f"<span>{k}</span>" if k == page else f'<a href="/html/tianjin/jlsc/{k}.html">{k}</a>'
            for k in range(1, pages + 1)
        )
        after = f'<a href="/html/tianjin/jlsc/{min(page + 1, pages)}.html" class="a1">下一页</a>'
        return frame(f'{rows}<div id="pages">{numbered}{after}</div>')

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def php_page(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/news.php?cid=15" + (f"&page={page}" if page > 1 else "")

    def text(page: int) -> str:
        rows = ul([f"news_show.php?cid=15&id={900 - n}" for n in numbers(page)], page)
        after = (
            f'<a href="?cid=15&page={page + 1}">下一页</a><a href="?cid=15&page={pages}" title="最后一页">尾页</a>'
            if page < pages
            else ""
        )
        return frame(f'<div class="main01_con">{rows}</div><div>{after}</div>')

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def php_scripted(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/gz.php?type=97" + (f"&page={page}" if page > 1 else "")

    def text(page: int) -> str:
        rows = ul([f"gz_detail.php?id={42050 - n}" for n in numbers(page)], page)
        script = f"<script>page.pageCount = {pages}; page.linkPre = '?type=97&page=';page.print();</script>"
        return frame(f"{rows}{script}")

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def php_offset(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/jlsc_sggb.php?ncount=3&nbegin={(page - 1) * 3}"

    def text(page: int) -> str:
        rows = ul([f"page.php?xuh={44175 - n}" for n in numbers(page)], page)
        last = f'<a href="jlsc_sggb.php?ncount=3&nbegin={(pages - 1) * 3}">末页</a>'
        return frame(f'<div id="mainrconlist">{rows}</div><div class="fy">{last}</div>')

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def asp_page(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/list.asp?classid=7" + (f"&page={page}" if page > 1 else "")

    def text(page: int) -> str:
        rows = "".join(
            f'<tr><td>·<a href="show.asp?id={3631 - n}" target="_blank">{title(n)}</a></td><td>{day(n)}</td></tr>'
            for n in numbers(page)
        )
        after = f'<a href="list.asp?classid=7&page={page + 1}">下一页</a>' if page < pages else "<font>下一页</font>"
        return frame(f"<table>{rows}</table><p>页次：{page}/{pages}页 {after}</p>")

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def tongyuan(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/info/iList.jsp?site_id=CMShbjct&cat_id=10007&cur_page={page}"

    def text(page: int) -> str:
        rows = "".join(
            f'<li><h4><a href="/ajcc/{101809 - n}.htm">{title(n)}</a></h4><span>{day(n)}</span></li>'
            for n in numbers(page)
        )
        return frame(
            f'<ul class="list-b-t">{rows}</ul><div>共{pages * EACH}条 第{page}/{pages}页 <a href="#">下一页</a></div>'
        )

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def sitesources(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        return f"{ROOT}/sitesources/hnsjct/page_pc/gzdt/jlsc/list{page}.html"

    def text(page: int) -> str:
        rows = "".join(
            f'<div class="colRtitle">'
            f'<a href="/sitesources/hnsjct/page_pc/gzdt/dfzf/article{n:032x}.html">{title(n)}</a>'
            f"<span>{day(n)}</span></div>"
            for n in numbers(page)
        )
        return frame(f'<div class="colR">{rows}</div><script>var totalPage = {pages};</script>')

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def reverse(pages: int) -> tuple[str, Answers]:
    def url(page: int) -> str:
        name = "Home" if page == 1 else str(pages - page + 1)
        return f"{ROOT}/network/ejsctc/index{name}.shtml"

    def text(page: int) -> str:
        rows = ul([f"/gktb/system/{day(n).replace('-', '/')}/0100{26037 - n}.shtml" for n in numbers(page)], page)
        return frame(f"<div class=\"sftit\">{rows}</div><script>var pages = '{pages}';var cur = {page};</script>")

    return url(1), {url(page): text(page) for page in range(1, pages + 1)}


def mi4(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/djcf/list2_40827_1.html"
    service = f"{ROOT}/mi4-rest-api/pageArticles.js?wbId=20&subjectId=40827&page={{}}&limit=20"
    answers = {start: frame('<ul id="list"></ul><script>var wbId = "20"; mi4.load(40827);</script>')}
    for page in range(1, pages + 1):
        entries = [
            {"title": title(n), "url": f"/lswh/{day(n).replace('-', '/')}/detail_{compact(n)}{86398 + n}.html",
             "pub_date": f"{day(n)} 10:29:00", "miContentTxt": "某局党组[1]{2}"}
            for n in numbers(page)
        ]  # fmt: skip
        answers[service.format(page)] = (
            f"var MI4_PAGE_ARTICLE={json.dumps(entries, ensure_ascii=False)};"
            f"_currPage={page};_totalPage={pages};_pageSize=3;"
        )
    return start, answers


def mi4_files(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/djcf/list_50765_1.html"
    entries = [
        {"title": title(n), "url": f"/d/detail_{compact(n)}{n}.html", "pub_date": day(n)} for n in range(pages * EACH)
    ]
    return start, {
        start: frame('<ul></ul><script src="/js/50765/mi4_page_articles_guide.js"></script>'),
        f"{ROOT}/js/50765/mi4_page_articles_guide.js": (
            'PAGE_INDEX_MAP50765=PAGE_INDEX_MAP={"1":"mi4_sub_articles_20240921.js","2":"mi4_sub_articles_20230921.js"}'
        ),
        f"{ROOT}/js/50765/mi4_sub_articles_20240921.js": f"var MI4_PAGE_ARTICLE = {json.dumps(entries)};",
    }


def gkmlpt(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/gkmlpt/index#153"
    answers = {start: frame("<div id='app'></div><script>window._CONFIG = {SID: '756016', TREE: []};</script>")}
    for page in range(1, pages + 2):
        entries = [
            {"id": n, "title": title(n), "url": f"{ROOT}/gkmlpt/content/1/102/post_{102000 + n}.html",
             "display_publish_time": day(n), "create_time": 1700000000}
            for n in numbers(page) if page <= pages
        ]  # fmt: skip
        answers[f"{ROOT}/gkmlpt/api/all/153?page={page}&sid=756016"] = json.dumps(
            {"articles": entries, "total": pages * EACH}
        )
    return start, answers


def json_request(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/category/xsxc.html"
    service = "/api/article/list?column=xsxc&pageNo={}&pageSize=3"
    script = f'<script>$.getJSON("{service.format(1)}", function(d){{render(d)}});</script>'
    answers = {start: frame(f'<div id="list"></div>{script}')}
    for page in range(1, pages + 1):
        entries = [
            {"articleTitle": title(n), "pageUrl": f"/a/{8800 + n}.html", "publishTime": f"{day(n)}T08:00:00"}
            for n in numbers(page)
        ]
        answers[ROOT + service.format(page)] = json.dumps(
            {"data": {"list": entries, "totalPage": pages, "pageNo": page}}
        )
    return start, answers


def json_in_page(pages: int) -> tuple[str, Answers]:
    start = f"{ROOT}/xsxc/list.html"
    entries = [{"title": title(n), "link": f"/xsxc/{9900 + n}.html", "date": day(n)} for n in range(pages * EACH)]
    return start, {start: frame(f'<div id="app"></div><script>window.__DATA__ = {json.dumps(entries)};</script>')}


SITES: dict[str, tuple[str, Callable[[int], tuple[str, Answers]]]] = {
    "TRS WAS page": ("was", was),
    "TRS WAS nearly-JSON": ("was", was_data),
    "zjol count pages": ("zjol", zjol),
    "Hanweb groups": ("hanweb", hanweb_groups),
    "Hanweb pageNum": ("hanweb", hanweb_numbers),
    "Hanweb dataproxy XML": ("hanweb", hanweb_request),
    "Hanweb arrays of 2015": ("hanweb", hanweb_arrays),
    "Hanweb unit service": ("hanweb", hanweb_unit),
    "VSB counting down": ("vsb", vsb),
    "VSB counting down by script": ("vsb", vsb_scripted),
    "VSB list.jsp": ("vsb", vsb_dynamic),
    "webplus": ("webplus", webplus),
    "webplus by script": ("webplus", webplus_scripted),
    "Founder node": ("founder", founder),
    "Founder col by script": ("founder", founder_counted),
    "UCAP page_div": ("ucap", ucap),
    "UCAP javascript:next": ("ucap", ucap_next),
    "Guangdong post": ("guangdong", guangdong),
    "Guangdong gkmlpt": ("guangdong", gkmlpt),
    "JEECMS": ("jeecms", jeecms),
    "mi4 service": ("mi4", mi4),
    "mi4 files": ("mi4", mi4_files),
    "tongyuan": ("tongyuan", tongyuan),
    "sitesources": ("sitesources", sitesources),
    "DedeCMS static": ("dedecms", dedecms_static),
    "phpcms dynamic": ("phpcms", phpcms),
    "phpcms static": ("phpcms", phpcms_static),
    "PHP page number": ("query", php_page),
    "PHP page count by script": ("query", php_scripted),
    "PHP offset": ("query", php_offset),
    "ASP page number": ("query", asp_page),
    "reverse numbering": ("reverse", reverse),
    "JSON request": ("embedded", json_request),
    "JSON in the page": ("embedded", json_in_page),
}
"""Every listing by name: the reader that should read it, and the site for a number of pages."""
